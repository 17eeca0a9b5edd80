import { randomBytes } from 'node:crypto'
import type { LockReason as ShellReason } from '../../src-shared/bridge.ts'
import { contract, isName, type Argument, type Call, type Name, type Problem, type Topic } from '../../src-shared/contract/index.ts'
import type { Day } from '../../src-shared/day.ts'
import { problem } from '../../src-shared/contract/problems.ts'
import {
  Lists,
  refuse,
  storeProblem,
  Trouble,
  writeAnchor,
  type CommandWork,
  type Files,
  type Log,
  type OpenStore,
  type QueryWork,
  type Sitting,
  type StageName,
  type TaskWork,
} from '../store/index.ts'
import type { User } from '../../src-shared/contract/access.ts'
import { beforeImport, careFor, type Care } from './backups.ts'
import { carryFor } from './courier.ts'
import { arrive, type Arrival } from './arrival.ts'
import { sightOf, userAt, withoutProtected } from '../access/index.ts'
import { deadline } from './deadline.ts'
import { deviceOf } from './device.ts'
import { admit, checkSize, parsed, type Pass } from './gate.ts'
import { everyDay, handlers } from './handlers.ts'
import type { Keeper } from './keeper.ts'
import { isKeeperCall, keeperCall } from './keeper-calls/index.ts'
import type { Outside } from './outside.ts'
import { Pace } from './pace.ts'
import { callTold, changeTold, NOBODY, Recorder, type Made } from './recording.ts'
import { CONFIRMED, newSeat, PARITY, type Actor, type Seat, type Told } from './seat.ts'
import { isStoreCall, storeCalls, type StoreKeeper } from './store-calls.ts'
import { change, once } from './writing.ts'

/** One who calls: a window or the command line, with the files its person chose. */
export type Caller = {
  readonly files: Files
  /** A window, which is held to what a person can do. */
  readonly isPaced?: boolean
  progress(id: number, done: number, total: number | null, words: string, title: string): void
  stopped(id: number): boolean
}

export type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: Problem }

/** A call that takes this long is noted. */
const SLOW_MS = 1000

/** How often the anchor follows the log while a store is open, in milliseconds. */
const ANCHOR_EVERY = 60_000

/** Why a store was locked. */
export type LockReason = ShellReason | 'switch' | 'emergency'

type Options = { readonly key?: string; readonly id?: number }
/** A call that passed the gate. */
type Admitted = {
  readonly name: Name
  readonly call: Call
  readonly seat: Seat
  readonly pass: Pass
  /** What its row of the audit log will say. */
  readonly told: Told
  readonly key: string | undefined
}

/**
 * Takes a call by name through the gate and to its handler, and writes what the audit log must say of it. Every failure comes back as a Problem;
 * nothing is thrown.
 */
export class Engine {
  readonly #outside: Outside
  readonly #recorder: Recorder
  readonly #pace = new Pace()
  #lists = new Lists()
  #seat: Seat | undefined
  #log: Log | undefined
  /** The day whose changes are made. */
  #day: Day | undefined
  #tasks = 0
  #sequence = 0
  #timers: ReturnType<typeof setInterval>[] = []

  constructor(outside: Outside) {
    this.#outside = outside
    this.#recorder = new Recorder(outside.clock, deviceOf(outside.home))
  }

  async call(name: string, input: unknown, caller: Caller, options: Options = {}): Promise<Answer> {
    if (!isName(name)) return { ok: false, problem: problem('input.invalid', { message: 'There is no such call.' }) }
    const seat = this.#seat
    const began = performance.now()
    try {
      const answer = await this.#run(name, input, caller, options)
      const ms = Math.round(performance.now() - began)
      if (ms >= SLOW_MS) this.#log?.event('call.slow', { call: name, ms })
      return answer
    } catch (error) {
      const answer = { ok: false as const, problem: this.#explain(error) }
      this.#log?.event('call.refused', { call: name, code: answer.problem.code, ms: Math.round(performance.now() - began) })
      if (answer.problem.code === 'access.expired' && this.#seat && this.#seat === seat) this.lock('emergency')
      return answer
    }
  }

  /** Ends the sitting: the log says why, and the book is closed. */
  lock(why: LockReason): void {
    const seat = this.#seat
    if (!seat) return
    this.#seat = undefined
    this.#timers.splice(0).forEach(clearInterval)
    try {
      quietly(() => this.#recorder.note(seat, this.#actor(seat), { action: 'lock', kind: 'security', outcome: 'ok', code: why }))
      quietly(() => writeAnchor(seat.store))
    } finally {
      this.#log?.event('store.closed', {})
      this.#log?.close()
      this.#log = undefined
      seat.store.close()
    }
  }

  /** Ends the sitting because the program ends. */
  close(): void {
    this.lock('quit')
  }

  get isOpen(): boolean {
    return this.#seat !== undefined
  }

  /** The open store, for what the engine itself does with it. */
  get store(): OpenStore | undefined {
    return this.#seat?.store
  }

  async #run(name: Name, given: unknown, caller: Caller, options: Options): Promise<Answer> {
    const call: Call = contract[name]
    const { input, admitted } = this.#admit(name, call, given, caller, options)
    if (!admitted) return this.#check(call, await this.#storeCall(name, input, caller, options.id ?? 0))
    try {
      this.#newDay(admitted.seat)
      return this.#check(call, await this.#handle(admitted, input, caller, options.id ?? 0))
    } catch (error) {
      this.#noteFailure(admitted, error)
      throw error
    }
  }

  /** The gate, and a row in the log for whom it turned away. */
  #admit(name: Name, call: Call, given: unknown, caller: Caller, { key }: Options): { input: unknown; admitted?: Admitted } {
    const seat = this.#seat
    try {
      checkSize(given)
      const input = parsed(call, given)
      if (isStoreCall(name)) return { input }
      if (!seat) refuse('store.none')
      const pass = admit(name, call, input, seat)
      if (caller.isPaced === true && this.#pace.isTooFast(name, call)) refuse('busy')
      return { input, admitted: { name, call, seat, pass, told: callTold(name, call, pass, given, key), key } }
    } catch (error) {
      if (seat) this.#noteRefusal(seat, name, call, error)
      throw error
    }
  }

  #noteRefusal(seat: Seat, name: Name, call: Call, error: unknown): void {
    const { code } = this.#explain(error)
    if (call.audit === 'none' && !code.startsWith('access.')) return
    // Being asked for the passphrase again turns nobody away; giving it has a row of its own.
    if (code === 'access.confirm') return
    const told = { ...callTold(name, call, NOBODY, {}, undefined), kind: 'refusal' as const, outcome: 'refused' as const, code }
    // A form that is typed wrongly again and again is one row a minute; a right that is missing is a row each time.
    const isTyping = code === 'input.invalid' || code === 'busy'
    quietly(() => (isTyping ? this.#recorder.look(seat, this.#actor(seat), told) : this.#recorder.note(seat, this.#actor(seat), told)))
  }

  #noteFailure({ seat, call, pass, told }: Admitted, error: unknown): void {
    if (call.audit === 'none') return
    const { code } = this.#explain(error)
    quietly(() => this.#recorder.note(seat, pass.user, { ...told, outcome: 'failed', code }))
  }

  #check(call: Call, value: unknown): Answer {
    if (this.#outside.strict) call.output.parse(value)
    return { ok: true, value }
  }

  async #storeCall(name: Name, input: unknown, caller: Caller, id: number): Promise<unknown> {
    // A task goes on in the store it began in; locking ends it, and it says later where it stopped.
    if (this.#tasks > 0 && ['store.create', 'store.open', 'store.sample'].includes(name)) refuse('busy')
    return storeCalls[name as keyof typeof storeCalls](this.#storeKeeper(name, input, caller, id), input as never)
  }

  async #handle(admitted: Admitted, input: unknown, caller: Caller, id: number): Promise<unknown> {
    const { name, call, seat, pass } = admitted
    if (isKeeperCall(name))
      return this.#task(admitted, (note) => keeperCall(name)(this.#keeper(admitted, caller, id, note), input as never))
    const handler = handlers[name as StageName] as (work: unknown, input: unknown) => unknown
    switch (call.kind) {
      case 'query': {
        const value = seat.store.book.read<unknown>(
          (db) => handler({ ...this.#sitting(pass.user), db } satisfies QueryWork, input),
          sightOf(pass.user, name),
        )
        if (call.audit !== 'none') this.#recorder.look(seat, pass.user, admitted.told)
        return value
      }
      case 'command':
        return this.#command(admitted, input, (work) => handler(work, input))
      case 'task':
        if (name === 'exchange.import' && this.#outside.cares)
          await beforeImport(this.#care, (input as Argument<'exchange.import'>).paths, caller.files)
        return this.#task(admitted, (note) => handler(this.#taskWork(admitted, caller, id, note), input))
    }
  }

  #command(admitted: Admitted, input: unknown, run: (work: CommandWork) => unknown): unknown {
    const { name, call, seat, pass, told, key } = admitted
    return this.#write(
      seat,
      pass.user,
      (work) => once(work, { name, input, key }, () => run(work)),
      (made, { isRepeat }) => (isRepeat || (call.audit === 'none' && made.entries === null) ? undefined : changeTold(told, pass, made)),
    ).value
  }

  /** Long work: each step that changed something has its row, and work that changed nothing has one at its end. */
  async #task<T>(admitted: Admitted, run: (note: (made: Made) => Told | undefined) => T | Promise<T>): Promise<T> {
    const { call, pass, told } = admitted
    let steps = 0
    this.#tasks++
    try {
      const value = await run((made) => {
        if (made.entries === null && (call.audit === 'none' || !made.isTouched)) return undefined
        steps++
        return changeTold(told, pass, made)
      })
      // The store may be another one now, under a new key.
      if (steps === 0 && call.audit !== 'none' && this.#seat) this.#recorder.note(this.#seat, pass.user, told)
      return value
    } finally {
      this.#tasks--
    }
  }

  /** What changes with the calendar alone changes before the first call of a day. */
  #newDay(seat: Seat): void {
    const today = this.#outside.clock.today()
    if (this.#day === today || seat.store.halted) return
    this.#day = today
    const told: Told = { action: 'new-day', kind: 'change', outcome: 'ok' }
    this.#write(
      seat,
      ITSELF,
      (work) => everyDay.forEach((step) => step(work)),
      (made) => (made.isTouched ? changeTold(told, NOBODY, made) : undefined),
      PARITY,
    )
  }

  #sitting(user: User): Sitting {
    return { clock: this.#outside.clock, user, lists: this.#lists }
  }

  /** Runs a change with its row, then tells windows; what was to be told of a change that failed is forgotten. */
  #write<T>(
    seat: Seat,
    user: User,
    body: (work: CommandWork) => T,
    row: (made: Made, value: T) => Told | undefined,
    actor: Actor = user,
  ): T {
    const { value, made } = change({ seat, user: actor, sitting: this.#sitting(user), recorder: this.#recorder }, body, row)
    this.#lists.changed()
    for (const [topic, ids] of made.told) this.#tell(topic, [...ids])
    if (made.entries) quietly(() => writeAnchor(seat.store))
    return value
  }

  #tell(topic: Topic, ids: readonly number[] = []): void {
    this.#outside.tell({ t: 'event', topic, ids, seq: ++this.#sequence })
  }

  #taskWork({ name, seat, call, pass }: Admitted, caller: Caller, id: number, note: (made: Made) => Told | undefined): TaskWork {
    const sight = sightOf(pass.user, name)
    // Windows of a list are kept by what it is asked, so a list without some patients has its own.
    let aside = { version: -1, lists: this.#lists }
    const asideLists = (): Lists => {
      if (aside.version !== this.#lists.version) aside = { version: this.#lists.version, lists: new Lists() }
      return aside.lists
    }
    return {
      ...this.#sitting(pass.user),
      read: (body, hides) =>
        hides === undefined
          ? seat.store.book.read((db) => body({ ...this.#sitting(pass.user), db }), sight)
          : seat.store.book.read((db) => body({ ...this.#sitting(pass.user), lists: asideLists(), db }), withoutProtected(sight)),
      write: (body) => this.#write<unknown>(seat, pass.user, body, note) as never,
      printer: this.#outside.printer,
      files: caller.files,
      progress: (done, total, words) => caller.progress(id, done, total, words, call.does),
      stopped: () => caller.stopped(id),
    }
  }

  #keeper(admitted: Admitted, caller: Caller, id: number, note: (made: Made) => Told | undefined): Keeper {
    const { seat, pass } = admitted
    const { clock } = this.#outside
    return {
      ...this.#outside,
      get store() {
        return seat.store
      },
      ...this.#taskWork(admitted, caller, id, note),
      user: pass.user,
      clock,
      seat,
      keep: (store) => {
        seat.store = store
        this.#openLog(store)
        this.#lists.changed()
        this.#tell('store')
      },
      confirmed: () => {
        seat.confirmed = deadline(clock, CONFIRMED)
        return seat.confirmed.until
      },
      resumed: () => this.#recorder.release(seat),
    }
  }

  #storeKeeper(name: Name, input: unknown, caller: Caller, id: number): StoreKeeper {
    return {
      ...this.#outside,
      current: this.#seat?.store,
      seat: () => this.#seat,
      progress: (done, total, words) => caller.progress(id, done, total, words, 'Making the sample practice'),
      keep: (store, how = ARRIVALS[name] ?? 'sign-in') => {
        this.lock(name === 'store.lock' ? 'command' : 'switch')
        this.#day = undefined
        // Pages of one person are never shown to another.
        this.#lists = new Lists()
        if (store) this.#arrive(store, how, reasonIn(input))
        this.#tell('store')
      },
    }
  }

  #arrive(store: OpenStore, how: Arrival, reason: string | null): void {
    const { clock } = this.#outside
    const seat = newSeat(store, clock, reason)
    try {
      arrive(seat, how, { clock, recorder: this.#recorder })
    } catch (error) {
      store.close()
      throw error
    }
    this.#seat = seat
    this.#openLog(store)
    this.#log?.event('store.opened', { user: store.person.id })
    quietly(() => writeAnchor(store))
    this.#timers = [
      setInterval(() => this.#tick(seat), ANCHOR_EVERY).unref(),
      ...(this.#outside.cares ? [...careFor(this.#care), this.#carry(seat)] : []),
    ]
  }

  /** Files travel while the store is open, in the program's own name. */
  #carry(seat: Seat): ReturnType<typeof setInterval> {
    const told: Told = { action: 'carry', kind: 'export', outcome: 'ok' }
    return carryFor({
      store: () => this.#seat?.store,
      isBusy: () => this.#tasks > 0,
      failed: (error) => void this.#explain(error),
      work: () => ({
        ...this.#sitting(ITSELF),
        read: (body) => seat.store.book.read((db) => body({ ...this.#sitting(ITSELF), db })),
        // Only what a window hears of is worth a row: a folder that was looked into is not.
        write: (body) =>
          this.#write<unknown>(
            seat,
            ITSELF,
            body,
            (made) => (made.told.size > 0 || made.entries !== null ? changeTold(told, NOBODY, made) : undefined),
            PARITY,
          ) as never,
        printer: this.#outside.printer,
        files: NO_FILES,
        progress: () => undefined,
        stopped: () => this.#seat !== seat,
      }),
    })
  }

  get #care(): Care {
    return {
      ...this.#outside,
      store: () => this.#seat?.store,
      isBusy: () => this.#tasks > 0,
      note: (told) => this.#seat && this.#recorder.note(this.#seat, PARITY, told),
      halted: () => this.#tell('store'),
    }
  }

  /** Each minute of a sitting: the anchor follows the log, and an emergency that is over ends. */
  #tick(seat: Seat): void {
    if (this.#seat !== seat) return
    if (seat.emergency?.isPast()) {
      this.lock('emergency')
      this.#tell('store')
      this.#outside.ended?.()
    } else quietly(() => writeAnchor(seat.store))
  }

  /** The log goes on under the key the store has now. */
  #openLog(store: OpenStore): void {
    this.#log?.close()
    this.#log = store.log(() => this.#outside.clock.now())
  }

  #actor(seat: Seat): Actor {
    return seat.store.book.read<Actor | undefined>((db) => userAt(db, seat.person)) ?? { ...PARITY, id: seat.person }
  }

  #explain(error: unknown): Problem {
    if (error instanceof Trouble) return error.problem
    const known = storeProblem(error)
    if (known) return known
    const seen = explained.get(error as object)
    if (seen) return seen
    const number = randomBytes(4)
      .toString('hex')
      .toUpperCase()
      .replace(/^(.{4})/, '$1-')
    this.#log?.incident(number, error)
    this.#outside.incident(number, error)
    const made = problem('internal', { incident: number, fix: 'Try again. If it comes back, note the incident number.' })
    if (typeof error === 'object' && error !== null) explained.set(error, made)
    return made
  }
}

/** What the program does by itself it does for the whole practice. */
const ITSELF: User = { id: PARITY.id, name: PARITY.name, role: 'owner', part2: true, provider: null }

/** The program by itself opens no file of the machine. */
const NO_FILES: Files = {
  read: () => refuse('file.refused'),
  write: () => refuse('file.refused'),
  namesIn: () => refuse('file.refused'),
}

const ARRIVALS: Partial<Record<Name, Arrival>> = {
  'store.create': 'store.create',
  'store.recover': 'store.recover',
  'store.restore': 'store.restore',
}

/** One mistake has one number, however often it is asked for. */
const explained = new WeakMap<object, Problem>()

/** A row or an anchor that cannot be written does not hide why a call failed. */
function quietly(run: () => void): void {
  try {
    run()
  } catch {
    // The store is full, halted or closed already, which the call itself says.
  }
}

function reasonIn(input: unknown): string | null {
  const reason = typeof input === 'object' && input !== null && 'reason' in input ? input.reason : null
  return typeof reason === 'string' && reason.trim() !== '' ? reason.trim() : null
}
