import { useRef, useState } from 'react'
import type { Input, NamesOf, Problem } from '../../src-shared/contract/index.ts'
import { newKey, type Progress } from './connection.ts'
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
  const [progress, setProgress] = useState<Progress>()
  const wantsStop = useRef(false)
  const run = async (inputs: readonly Input<N>[], title: string): Promise<EachDone> => {
    const since = Date.now()
    const refused: Refused[] = []
    let tried = 0
    wantsStop.current = false
    const total = inputs.length
    for (const input of inputs) {
      if (wantsStop.current) break
      const words = `${(tried + 1).toLocaleString('en-US')} of ${total.toLocaleString('en-US')}`
      setProgress({ call: 0, name, title, words, done: tried, total, since })
      // One after the other, so that it can be stopped between two of them.
      // oxlint-disable-next-line no-await-in-loop
      const reply = await connection.call(name, input, { key: newKey() })
      if (!reply.ok) refused.push({ at: tried, problem: reply.problem })
      tried += 1
    }
    setProgress(undefined)
    return { done: tried - refused.length, refused, isStopped: tried < total }
  }
  return {
    run,
    progress,
    stop: () => {
      wantsStop.current = true
    },
  }
}
