import type { Call } from '../../src-shared/contract/index.ts'

const EACH_SECOND = 50

/**
 * Holds a window to what a person can do: no more than fifty of one question in any second. Scrolling a grid asks for window after window and is not
 * held back, and neither are commands, which are done one after the other anyway.
 */
export class Pace {
  readonly #asked = new Map<string, number[]>()
  readonly #now: () => number

  /** @param now milliseconds that only go forward */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** Whether this call is one too many. */
  isTooFast(name: string, call: Call): boolean {
    if (call.kind !== 'query' || isPaging(call)) return false
    const now = this.#now()
    const recent = (this.#asked.get(name) ?? []).filter((at) => now - at < 1000)
    recent.push(now)
    this.#asked.set(name, recent.slice(-EACH_SECOND - 1))
    return recent.length > EACH_SECOND
  }
}

const isPaging = (call: Call): boolean =>
  'shape' in call.input && typeof call.input.shape === 'object' && Object.hasOwn(call.input.shape as object, 'window')
