import type { Bridge } from '../../src-shared/bridge.ts'
import {
  contract,
  type Input,
  type Message,
  type Name,
  type Output,
  type Problem,
  type Reply,
  type Request,
  type Topic,
} from '../../src-shared/contract/index.ts'
import { problem } from '../../src-shared/contract/problems.ts'
import { box, type Box } from './box.ts'

/** How far a call has come that takes long. */
export type Progress = {
  readonly call: number
  readonly name: Name
  readonly title: string
  readonly words: string
  readonly done: number
  readonly total: number | null
  /** When its first step was told, by the clock of the window. */
  readonly since: number
}

/** A call that told its progress and is over. */
export type Ended = { readonly progress: Progress; readonly reply: Reply<Name>; readonly isStopped: boolean }

/** What the engine says without being asked. */
export type News =
  | { readonly is: 'changed'; readonly topic: Topic; readonly ids: readonly number[] }
  /** Something was said that did not arrive: whatever is on screen may be old. */
  | { readonly is: 'missed' }
  /** A new engine is there; no store is open in it. */
  | { readonly is: 'restarted' }
  /** The store locks in so many seconds; null when it no longer does. */
  | { readonly is: 'lock-soon'; readonly seconds: number | null; readonly canStay: boolean }
  /** How long the store stays open if nobody does anything. */
  | { readonly is: 'lock-in'; readonly seconds: number }
  /** The system's menu was used: what this key does. */
  | { readonly is: 'word'; readonly keys: string }

type CallOptions = {
  /** Made when a form opens: the same key again has no second effect. */
  readonly key?: string
  readonly onProgress?: (progress: Progress) => void
  /** Gives the function that asks the engine to stop after the step it is at. */
  readonly onStart?: (stop: () => void) => void
}

/** An engine that ends, as it does when it locks, leaves what it was asked last unanswered. It is back after this. */
const againMs = 300

/** Asking twice does no more than asking once: what changes nothing, what has a key, and what opens a store. */
const isRepeatable = (name: Name, key: string | undefined): boolean =>
  contract[name].kind === 'query' || key !== undefined || name === 'store.open' || name === 'store.sample'

/** A call that waits until a passphrase was given again. */
export type Confirming = { readonly name: Name; readonly answer: (isGiven: boolean) => void }

/** The window's end of the contract. */
export type Connection = {
  readonly call: <N extends Name>(name: N, input: Input<N>, options?: CallOptions) => Promise<Reply<N>>
  readonly hear: (onNews: (news: News) => void) => () => void
  /** Everything under way that has told its progress. */
  readonly running: Box<readonly Progress[]>
  /** Asks one of them to stop after the step it is at; what was done stays done. */
  readonly stop: (call: number) => void
  /** Hears of each that is over, with what came of it. */
  readonly onEnded: (hear: (ended: Ended) => void) => () => void
  /** What needs the passphrase again before it is done. */
  readonly confirming: Box<Confirming | undefined>
}

type Waiting = { readonly name: Name; readonly onProgress?: CallOptions['onProgress'] }

export function connect(bridge: Pick<Bridge<File>, 'call' | 'listen'>): Connection {
  const waiting = new Map<number, Waiting>()
  const listeners = new Set<(news: News) => void>()
  const running = box<readonly Progress[]>([])
  const stopped = new Set<number>()
  const endings = new Set<(ended: Ended) => void>()
  const confirming = box<Confirming | undefined>(undefined)
  let calls = 0
  let heard: number | undefined
  let confirmed: Promise<boolean> | undefined

  // Calls that wait at the same time share one answer.
  const askAgain = (name: Name): Promise<boolean> => {
    confirmed ??= new Promise((done) =>
      confirming.set({
        name,
        answer(isGiven) {
          confirmed = undefined
          confirming.set(undefined)
          done(isGiven)
        },
      }),
    )
    return confirmed
  }

  const tell = (news: News): void => {
    for (const onNews of listeners) onNews(news)
  }
  const ended = (call: number, reply: Reply<Name> | undefined): void => {
    const progress = running.get().find((one) => one.call === call)
    const isStopped = stopped.delete(call)
    if (!progress) return
    running.set(running.get().filter((one) => one.call !== call))
    if (reply) for (const onEnded of endings) onEnded({ progress, reply, isStopped })
  }
  const stop = (call: number): void => {
    stopped.add(call)
    void bridge.call(JSON.stringify({ t: 'cancel', id: call } satisfies Request))
  }

  const send = async <N extends Name>(name: N, input: Input<N>, options: CallOptions): Promise<Reply<N>> => {
    const id = ++calls
    const request: Request = { t: 'call', id, name, input, ...(options.key !== undefined && { key: options.key }) }
    waiting.set(id, { name, onProgress: options.onProgress })
    options.onStart?.(() => stop(id))
    let reply: Reply<N> | undefined
    try {
      reply = read<N>(await bridge.call(JSON.stringify(request)))
      return reply
    } catch {
      return refusal<N>(problem('busy', { message: 'Parity’s engine did not answer.', fix: 'Try again.' }))
    } finally {
      waiting.delete(id)
      ended(id, reply as Reply<Name> | undefined)
    }
  }

  bridge.listen((text) => {
    const message = JSON.parse(text) as Message
    switch (message.t) {
      case 'event':
        if (heard !== undefined && message.seq > heard + 1) tell({ is: 'missed' })
        heard = message.seq
        return tell({ is: 'changed', topic: message.topic, ids: message.ids })
      case 'progress': {
        const call = waiting.get(message.id)
        if (!call) return
        const since = running.get().find((one) => one.call === message.id)?.since ?? Date.now()
        const progress: Progress = {
          call: message.id,
          name: call.name,
          title: message.title,
          words: message.words,
          done: message.done,
          total: message.total,
          since,
        }
        running.set([...running.get().filter((one) => one.call !== message.id), progress])
        return call.onProgress?.(progress)
      }
      case 'engine':
        heard = undefined
        confirming.get()?.answer(false)
        return tell({ is: 'restarted' })
      case 'lock-soon':
        return tell({ is: 'lock-soon', seconds: message.seconds, canStay: message.canStay })
      case 'lock-in':
        return tell({ is: 'lock-in', seconds: message.seconds })
      case 'word':
        return tell({ is: 'word', keys: message.keys })
      case 'ready':
      case 'reply':
        return
    }
  })

  return {
    running,
    stop,
    onEnded(hear) {
      endings.add(hear)
      return () => void endings.delete(hear)
    },
    confirming,
    async call<N extends Name>(name: N, input: Input<N>, options: CallOptions = {}) {
      const first = await send(name, input, options)
      // The same call with the same key again: no screen knows that it was asked for twice.
      if (!first.ok && first.problem.code === 'access.confirm') return (await askAgain(name)) ? send(name, input, options) : first
      if (first.ok || first.problem.code !== 'busy' || !isRepeatable(name, options.key)) return first
      await new Promise((done) => setTimeout(done, againMs))
      return send(name, input, options)
    },
    hear(onNews) {
      listeners.add(onNews)
      return () => void listeners.delete(onNews)
    },
  }
}

function read<N extends Name>(text: string): Reply<N> {
  const message = JSON.parse(text) as Message
  if (message.t !== 'reply') throw new Error('An answer that is no reply')
  return message.ok ? { ok: true, value: message.value as Output<N> } : refusal<N>(message.problem)
}

// The contract closes the list of failures; the wire carries any of them.
const refusal = <N extends Name>(of: Problem): Reply<N> => ({ ok: false, problem: of }) as Reply<N>

/** A key for one filling-in of a form. */
export const newKey = (): string => crypto.randomUUID()
