import { powerMonitor } from 'electron'
import type { LastSitting, LockReason, Whereabouts } from '../../src-shared/bridge.ts'
import { limitsFor, usualMinutes, watchSitting, type Limits, type Reading, type Watch } from './autolock.ts'
import type { Engine, SittingNews } from './engine.ts'

/** What locking does to the rest of the program. */
type Room = {
  readonly engine: Pick<Engine, 'lock'>
  /** Takes away everything of the sitting that is on the screen, being printed or on the clipboard, and shows the lock. */
  /** @returns which window the lock took the place of */
  readonly clear: (why: LockReason) => number | undefined
  readonly warn: (seconds: number | null, canStay: boolean) => void
  /** How long until it locks, if nobody does anything. */
  readonly left: (seconds: number) => void
  /** Outside of an installed program a test may set limits of its own. */
  readonly testLimits?: Partial<Limits>
}

/** Keeps the sitting: it knows whether a store is open, and locks it when the time has come. */
export type Keeper = {
  readonly heard: (news: SittingNews) => void
  /** The engine ended by itself. */
  readonly engineGone: () => void
  /** A sign of the person in our window. */
  readonly input: () => void
  /** Does nothing when no store is open. Settles when the engine is gone. */
  readonly lock: (why: LockReason) => Promise<void>
  /** Where the person is in one window. */
  readonly remember: (whereabouts: unknown, window: number) => void
  /** Says once more how long it is until the lock, for a page that has just come. */
  readonly tell: () => void
  readonly last: () => LastSitting | null
  readonly isOpen: () => boolean
}

type Open = { readonly watch: Watch; timer: ReturnType<typeof setTimeout> | undefined; isWarned: boolean; toldMs: number }

/** A hand that types puts the lock off at every key; the windows hear of it this often. */
const toldEveryMs = 1000

export function openKeeper(room: Room): Keeper {
  let open: Open | undefined
  let at: Omit<LastSitting, 'why' | 'whereabouts'> | undefined
  const whereabouts = new Map<number, Whereabouts>()
  let last: LastSitting | null = null

  const limitsOf = (minutes: number): Limits => {
    const usual = { ...limitsFor(minutes), ...room.testLimits }
    const { idleMs } = usual
    return { ...usual, warningMs: Math.min(usual.warningMs, idleMs / 2), tickMs: Math.min(usual.tickMs, idleMs / 4) }
  }
  const tellOpen = (seconds: number | null, canStay: boolean): void => {
    if (open && open.isWarned !== (seconds !== null)) {
      open.isWarned = seconds !== null
      room.warn(seconds, canStay)
    }
  }
  const tick = (): void => {
    if (!open) return
    const verdict = open.watch.tick(read())
    if (verdict.is === 'lock') return void keeper.lock(verdict.why)
    const seconds = Math.ceil(verdict.leftMs / 1000)
    open.toldMs = performance.now()
    room.left(seconds)
    tellOpen(verdict.is === 'soon' ? seconds : null, verdict.is === 'soon' && verdict.canStay)
    clearTimeout(open.timer)
    open.timer = setTimeout(tick, verdict.nextMs)
  }
  const begin = (limits: Limits): void => {
    clearTimeout(open?.timer)
    tellOpen(null, true)
    open = { watch: watchSitting(limits, read()), timer: undefined, isWarned: false, toldMs: 0 }
    tick()
  }
  /** Forgets the sitting, and shows the lock. */
  const end = (why: LockReason): void => {
    clearTimeout(open?.timer)
    open = undefined
    const window = room.clear(why)
    if (at) last = { ...at, why, whereabouts: whereabouts.get(window ?? 0) ?? {} }
    whereabouts.clear()
  }
  const keeper: Keeper = {
    heard(news) {
      if (news.state === 'locked') return void keeper.lock('command')
      const limits = limitsOf(news.idleMinutes > 0 ? news.idleMinutes : usualMinutes)
      if (open && !news.at) return open.watch.limit(limits)
      at = news.at ?? at
      last = null
      begin(limits)
    },
    engineGone() {
      if (open) end('crash')
    },
    input() {
      if (!open) return
      open.watch.input(performance.now())
      if (open.isWarned || performance.now() - open.toldMs >= toldEveryMs) tick()
    },
    async lock(why) {
      if (!open) return
      // The engine first: it takes no call from now on.
      const gone = room.engine.lock(why)
      end(why)
      await gone
    },
    remember(word, window) {
      whereabouts.set(window, readWhereabouts(word))
    },
    tell: tick,
    last: () => last,
    isOpen: () => open !== undefined,
  }
  lockWithTheMachine(keeper)
  return keeper
}

/** What the machine does that takes the person away from it. */
function lockWithTheMachine(keeper: Keeper): void {
  powerMonitor.on('suspend', () => void keeper.lock('suspend'))
  powerMonitor.on('lock-screen', () => void keeper.lock('screen'))
  powerMonitor.on('user-did-resign-active', () => void keeper.lock('screen'))
}

function read(): Reading {
  return {
    steadyMs: performance.now(),
    wallMs: Date.now(),
    systemIdleMs: powerMonitor.getSystemIdleTime() * 1000,
    // Electron tells of a locked screen by itself on the other systems.
    isScreenLocked: process.platform === 'linux' && powerMonitor.getSystemIdleState(1) === 'locked',
  }
}

/** Single short words under known names; anything else is not kept. */
function readWhereabouts(word: unknown): Whereabouts {
  if (typeof word !== 'object' || word === null) return {}
  const names = ['screen', 'theme', 'density', 'zoom'] as const
  return Object.fromEntries(
    names.flatMap((name) => {
      const value: unknown = Reflect.get(word, name)
      return typeof value === 'string' && /^[a-z]{1,16}$|^\d{2,3}$/.test(value) ? [[name, value]] : []
    }),
  )
}
