import { useEffect, useState, type ReactNode } from 'react'
import type { Problem } from '../../src-shared/contract/index.ts'
import { wholeNumber } from '../../src-shared/number.ts'
import { counted } from '../kit/figures.tsx'
import { Note } from '../kit/Note.tsx'
import { ProblemNote } from '../kit/Problem.tsx'

/** How long the engine wants one to wait, in seconds: it says so in words. */
function secondsOf(problem: Problem | undefined): number {
  if (problem?.code !== 'access.wait') return 0
  const [, figure = '', unit = ''] = /(\d+)\s*(s|m)/.exec(`${problem.fix ?? ''} ${problem.message}`) ?? []
  return (wholeNumber(figure) ?? 0) * (unit === 'm' ? 60 : 1)
}

/** Seconds until the next passphrase may be tried, counted down. */
export function useWait(problem: Problem | undefined): number {
  const [waiting, setWaiting] = useState<{ readonly of: Problem; readonly left: number }>()
  if (problem && problem !== waiting?.of) setWaiting({ of: problem, left: secondsOf(problem) })
  const isWaiting = waiting !== undefined && waiting.of === problem && waiting.left > 0
  useEffect(() => {
    if (!isWaiting) return undefined
    const timer = setInterval(() => setWaiting((now) => now && { ...now, left: Math.max(0, now.left - 1) }), 1000)
    return () => clearInterval(timer)
  }, [isWaiting])
  return isWaiting ? waiting.left : 0
}

const waitWords = (seconds: number): string =>
  seconds < 120 ? counted(seconds, 'second') : `${counted(Math.ceil(seconds / 60), 'minute')}`

/** What went wrong beside a passphrase: the wait counted down, anything else as it is. A wrong passphrase is told at its field. */
export function WaitNote({ problem, left }: { readonly problem: Problem | undefined; readonly left: number }): ReactNode {
  if (!problem || problem.code === 'store.passphrase') return null
  if (problem.code !== 'access.wait') return <ProblemNote problem={problem} />
  return (
    <Note family="warn" title={left > 0 ? `Wait ${waitWords(left)}.` : 'You can try again now.'}>
      There were several wrong passphrases. Each further one takes longer.
      {/* Read out once, not at each second. */}
      <span className="unseen" role="status">
        {problem.message}
      </span>
    </Note>
  )
}
