import { useElementSize } from '@mantine/hooks'
import type { ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { PrintedPage } from '../../kit/PrintedPage.tsx'
import classes from './Appeals.module.css'

const widest = 816
/** Its padding and the bar it scrolls by. */
const edges = 46

/** Where the letter or a page lies; it scrolls by keys, too. */
export function Paper({ label, children }: { readonly label: string; readonly children: (width: number) => ReactNode }): ReactNode {
  const { ref, width } = useElementSize<HTMLDivElement>()
  return (
    // What scrolls must be reached by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section ref={ref} className={classes['paper']} aria-label={label} tabIndex={0} data-paper>
      {children(width === 0 ? widest : Math.min(widest, Math.max(240, width - edges)))}
    </section>
  )
}

/** One part of the packet as it will be printed. */
export function ShownPart({
  preview,
  shown,
  width,
}: {
  readonly preview: Output<'appeals.preview'>
  readonly shown: string
  readonly width: number
}): ReactNode {
  const page = preview.pages.find(({ id }) => id === shown) ?? preview.pages[0]
  if (!page) return null
  return (
    <div className={classes['whole']}>
      <PrintedPage key={page.id} html={page.html} style={preview.style} width={width} label={page.title} />
    </div>
  )
}
