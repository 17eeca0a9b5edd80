import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Input, NamesOf, Problem, Reply } from '../../src-shared/contract/index.ts'
import type { Progress } from './connection.ts'
import { useConnection } from './queries.ts'

export type Task<N extends NamesOf<'task'>> = {
  readonly run: (input: Input<N>) => Promise<Reply<N>>
  readonly isBusy: boolean
  readonly progress: Progress | undefined
  readonly problem: Problem | undefined
  readonly stop: () => void
}

type State = {
  readonly isBusy: boolean
  readonly progress: Progress | undefined
  readonly problem: Problem | undefined
  readonly stop: () => void
}
const still: State = { isBusy: false, progress: undefined, problem: undefined, stop: () => undefined }

const isOfRoom = (name: string, asked: unknown): boolean => typeof asked === 'string' && asked.split('.')[0] === name.split('.')[0]

/** A call that takes its time: how far it is, and the way to stop it. */
export function useTask<N extends NamesOf<'task'>>(name: N): Task<N> {
  const connection = useConnection()
  const client = useQueryClient()
  const [state, setState] = useState(still)
  const run = async (input: Input<N>): Promise<Reply<N>> => {
    setState({ ...still, isBusy: true })
    const reply: Reply<N> = await connection.call(name, input, {
      onProgress: (progress) => setState((before) => ({ ...before, progress })),
      onStart: (stop) => setState((before) => ({ ...before, stop })),
    })
    setState({ ...still, problem: reply.ok ? undefined : reply.problem })
    // A task about the store as a whole changes what its own room says, and no event tells of it.
    if (reply.ok) void client.invalidateQueries({ predicate: ({ queryKey: [asked] }) => isOfRoom(name, asked) })
    return reply
  }
  return { ...state, run }
}
