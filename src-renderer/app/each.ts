import { useRef, useState } from 'react'
import type { Input, NamesOf, Problem } from '../../src-shared/contract/index.ts'
import { newKey, type Progress } from './connection.ts'
import { useJobs } from './jobs.ts'
import { useConnection } from './queries.ts'

export type Refused = { readonly at: number; readonly problem: Problem }
export type EachDone = { readonly done: number; readonly refused: readonly Refused[]; readonly isStopped: boolean }

export type Each<N extends NamesOf<'command'>> = {
  /** Gives what was done and what was refused, by the place in `inputs`. */
  readonly run: (inputs: readonly Input<N>[], title: string) => Promise<EachDone>
  readonly progress: Progress | undefined
  /** After the one that is under way; what was done stays done. */
  readonly stop: () => void
}

/** The same change to many things, one call each: what is refused does not keep the others back. */
export function useEach<N extends NamesOf<'command'>>(name: N): Each<N> {
  const connection = useConnection()
  const jobs = useJobs()
  const [progress, setProgress] = useState<Progress>()
  const wantsStop = useRef(false)
  const run = async (inputs: readonly Input<N>[], title: string): Promise<EachDone> => {
    const since = Date.now()
    const refused: Refused[] = []
    let tried = 0
    wantsStop.current = false
    const total = inputs.length
    const stop = (): void => {
      wantsStop.current = true
    }
    const job = total > 1 ? jobs.begin({ title, name, total, stop }) : undefined
    for (const input of inputs) {
      if (wantsStop.current) break
      const words = `${(tried + 1).toLocaleString('en-US')} of ${total.toLocaleString('en-US')}`
      job?.step(words, tried)
      setProgress({ call: 0, name, title, words, done: tried, total, since })
      // One after the other, so that it can be stopped between two of them.
      // oxlint-disable-next-line no-await-in-loop
      const reply = await connection.call(name, input, { key: newKey() })
      if (!reply.ok) refused.push({ at: tried, problem: reply.problem })
      tried += 1
    }
    setProgress(undefined)
    const done = tried - refused.length
    job?.end(`${title}: ${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} done.`, {
      family: done === total ? 'ok' : 'warn',
      tally: [
        { words: 'done', count: done, family: 'ok' as const },
        { words: 'refused', count: refused.length, family: 'warn' as const },
        { words: 'not looked at', count: total - tried, family: 'warn' as const },
      ].filter(({ count }) => count > 0),
    })
    return { done, refused, isStopped: tried < total }
  }
  return {
    run,
    progress,
    stop: () => {
      wantsStop.current = true
    },
  }
}
