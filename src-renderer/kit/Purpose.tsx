import type { ReactNode } from 'react'
import { Empty } from './Empty.tsx'
import { ScreenBody, ScreenHead } from './Screen.tsx'

/** A screen that says what it is for. */
export function Purpose({
  title,
  heading,
  children,
}: {
  readonly title: string
  readonly heading: string
  readonly children: ReactNode
}): ReactNode {
  return (
    <>
      <ScreenHead title={title} />
      <ScreenBody>
        <Empty title={heading}>{children}</Empty>
      </ScreenBody>
    </>
  )
}
