import type { Message } from '../../src-shared/contract/index.ts'

/** The half of a message port that a wire writes to. */
type Sender = { readonly postMessage: (text: string) => void }

/**
 * Keeps the page's calls apart by their id, over whatever port leads to the engine just now.
 * It reads no more of a text than its kind and id.
 */
export type Wire = {
  readonly call: (text: string) => Promise<string>
  readonly listen: (onText: (text: string) => void) => () => void
  /** A port to the engine is there: what waited goes out. */
  readonly connect: (port: Sender) => void
  /** The engine ended: what it had not answered is answered in its place. */
  readonly disconnect: (code: number) => void
  /** A text came from the engine. */
  readonly receive: (text: string) => void
}

const busy = 'The engine was restarted.'
/** Texts that come before anybody listens, so that the page misses no `ready`. */
const keptAtMost = 100

export function createWire(): Wire {
  const answers = new Map<number, (text: string) => void>()
  const listeners = new Set<(text: string) => void>()
  let early: string[] = []
  let waiting: string[] = []
  let port: Sender | undefined
  let endedWith: number | undefined

  const announce = (text: string): void => {
    if (listeners.size === 0) early = [...early, text].slice(-keptAtMost)
    for (const onText of listeners) onText(text)
  }

  return {
    call(text) {
      const id = idOf(text, 'call')
      if (id === undefined || answers.has(id)) return Promise.resolve(refusal(id ?? 0, 'input.invalid', 'This is not a call.'))
      return new Promise((done) => {
        answers.set(id, done)
        if (port) port.postMessage(text)
        else waiting.push(text)
      })
    },
    listen(onText) {
      listeners.add(onText)
      for (const text of early) onText(text)
      early = []
      return () => void listeners.delete(onText)
    },
    connect(newPort) {
      port = newPort
      if (endedWith !== undefined) announce(JSON.stringify({ t: 'engine', state: 'restarted', code: endedWith } satisfies Message))
      endedWith = undefined
      for (const text of waiting) port.postMessage(text)
      waiting = []
    },
    disconnect(code) {
      const queued = new Set(waiting.map((text) => idOf(text, 'call')))
      for (const [id, done] of answers) {
        if (queued.has(id)) continue
        answers.delete(id)
        done(refusal(id, 'busy', busy))
      }
      port = undefined
      endedWith = code
    },
    receive(text) {
      const id = idOf(text, 'reply')
      const done = id === undefined ? undefined : answers.get(id)
      if (id === undefined) announce(text)
      if (id === undefined || !done) return
      answers.delete(id)
      done(text)
    },
  }
}

/** Texts usually begin with kind and id in this order, so that a long one is not parsed twice. */
const beginning = /^\{"t":"(\w+)"(?:,"id":(\d{1,15}))?[,}]/

function idOf(text: string, kind: string): number | undefined {
  const [, found, id] = beginning.exec(text) ?? []
  if (found !== undefined && found !== kind) return undefined
  if (id !== undefined) return parseInt(id, 10)
  try {
    const message: unknown = JSON.parse(text)
    if (typeof message !== 'object' || message === null || !('t' in message) || !('id' in message)) return undefined
    return message.t === kind && typeof message.id === 'number' ? message.id : undefined
  } catch {
    return undefined
  }
}

function refusal(id: number, code: 'busy' | 'input.invalid', message: string): string {
  return JSON.stringify({ t: 'reply', id, ok: false, problem: { code, message }, ms: 0 } satisfies Message)
}
