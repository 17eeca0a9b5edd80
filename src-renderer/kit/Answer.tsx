import type { ReactNode } from 'react'
import type { Asked } from '../app/queries.ts'
import { ProblemView } from './Problem.tsx'
import { TextSkeleton } from './Skeleton.tsx'

type Props<T> = {
  readonly of: Asked<T>
  readonly children: (value: T) => ReactNode
  readonly loading?: ReactNode
  /** What stands around the problem, where it would stand alone in the window. */
  readonly failed?: (problem: ReactNode) => ReactNode
}

/** What was asked: a skeleton until it is there, the problem when it failed, else what is made of it. */
export function Answer<T>({ of, children, loading = <TextSkeleton />, failed = (problem) => problem }: Props<T>): ReactNode {
  if (of.data !== undefined) return children(of.data)
  if (of.error) return failed(<ProblemView problem={of.error.problem} onRetry={() => void of.refetch()} />)
  return loading
}
