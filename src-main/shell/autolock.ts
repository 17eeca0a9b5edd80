import type { LockReason } from '../../src-shared/bridge.ts'

/** The times of a sitting, in milliseconds. */
export type Limits = {
  /** Locked after this long without a sign of the person. */
  readonly idleMs: number
  /** Locked after this long in any case. */
  readonly longestMs: number
  /** Told this long before. */
  readonly warningMs: number
  /** The clocks are read this often. */
  readonly tickMs: number
  /** A leap of the clocks beyond this means the machine slept. */
  readonly gapMs: number
}

/** What the clocks and the machine say at one moment. */
export type Reading = {
  /** A clock nobody sets. Most systems stop it while they sleep. */
  readonly steadyMs: number
  readonly wallMs: number
  /** How long the whole machine has had no input. */
  readonly systemIdleMs: number
  readonly isScreenLocked: boolean
}

export type Verdict =
  | { readonly is: 'quiet'; readonly leftMs: number; readonly nextMs: number }
  /** It locks in `leftMs`; a key or a click puts it off unless the sitting has lasted its longest. */
  | { readonly is: 'soon'; readonly leftMs: number; readonly canStay: boolean; readonly nextMs: number }
  | { readonly is: 'lock'; readonly why: Extract<LockReason, 'idle' | 'limit' | 'gap' | 'screen'> }

/** Watches one sitting, from the moment a store was opened. It has no clock of its own. */
export type Watch = {
  /** The person pressed, moved or typed something in our window. */
  readonly input: (steadyMs: number) => void
  readonly tick: (now: Reading) => Verdict
  /** The practice chose other limits; the sitting goes on. */
  readonly limit: (limits: Limits) => void
}

const minuteMs = 60_000
export const usualMinutes = 10

/** The limits for a practice's choice of minutes, which is held between 1 and 30. */
export function limitsFor(minutes: number): Limits {
  const idleMs = Math.min(30, Math.max(1, minutes)) * minuteMs
  return { idleMs, longestMs: 12 * 60 * minuteMs, warningMs: Math.min(minuteMs, idleMs / 2), tickMs: 5000, gapMs: 30_000 }
}

/** A machine that counts its idle time shows at least this now and then; one that never does is not believed. */
const provenMs = 2000

/**
 * A person is away when neither our window nor the machine has heard of them for the whole limit. A desktop that cannot tell
 * (its idle time is always nought) would keep the store open for ever, so its word counts only once it has shown a time.
 */
export function watchSitting(first: Limits, opened: Reading): Watch {
  let limits = first
  let last = opened
  let inputMs = opened.steadyMs
  let expectedMs = limits.tickMs
  let isProven = false

  const idleMs = (now: Reading): number => {
    const inWindow = now.steadyMs - inputMs
    return isProven ? Math.min(inWindow, now.systemIdleMs) : inWindow
  }
  const hasSlept = (now: Reading): boolean => {
    const steady = now.steadyMs - last.steadyMs
    return now.wallMs - last.wallMs - steady > limits.gapMs || steady - expectedMs > limits.gapMs
  }
  const judge = (now: Reading): Verdict => {
    if (now.isScreenLocked) return { is: 'lock', why: 'screen' }
    if (hasSlept(now)) return { is: 'lock', why: 'gap' }
    const untilIdle = limits.idleMs - idleMs(now)
    const untilLongest = limits.longestMs - (now.steadyMs - opened.steadyMs)
    if (untilIdle <= 0) return { is: 'lock', why: 'idle' }
    if (untilLongest <= 0) return { is: 'lock', why: 'limit' }
    const leftMs = Math.min(untilIdle, untilLongest)
    const nextMs = Math.min(limits.tickMs, leftMs)
    if (leftMs > limits.warningMs) return { is: 'quiet', leftMs, nextMs: Math.min(nextMs, leftMs - limits.warningMs) }
    return { is: 'soon', leftMs, canStay: untilIdle < untilLongest, nextMs }
  }
  return {
    input(steadyMs) {
      inputMs = Math.max(inputMs, steadyMs)
    },
    limit(next) {
      limits = next
    },
    tick(now) {
      if (now.systemIdleMs >= provenMs) isProven = true
      const verdict = judge(now)
      last = now
      if (verdict.is !== 'lock') expectedMs = verdict.nextMs
      return verdict
    },
  }
}
