import { createHash, randomBytes } from 'node:crypto'
import { contract, isName, type Call, type Name, type Problem, type Topic } from '../../src-shared/contract/index.ts'
import type { Day } from '../../src-shared/day.ts'
import { problem } from '../../src-shared/contract/problems.ts'
import { mayDo, sightOf } from '../access/index.ts'
import {
  commandDone,
  keepReply,
  Lists,
  storeProblem,
  Trouble,
  type CommandWork,
  type Files,
  type OpenStore,
  type QueryWork,
  type Sitting,
  type StageName,
  type TaskWork,
} from '../store/index.ts'
import { everyDay, handlers } from './handlers.ts'
import { commandWork } from './happenings.ts'
import type { Outside } from './outside.ts'
import { isStoreCall, storeCalls, userOf, type StoreKeeper } from './store-calls.ts'

/** One who calls: a window or the command line, with the files its person chose. */
export type Caller = {
  readonly files: Files
  progress(id: number, done: number, total: number | null, words: string, title: string): void
  stopped(id: number): boolean
}

export type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: Problem }

/**
 * Takes a call by name through: input against its schema, open store, permission, idempotency, the handler in its transaction. Every failure comes
 * back as a Problem; nothing is thrown.
 */
export class Engine {
  readonly #outside: Outside
  readonly #lists = new Lists()
  #store: OpenStore | undefined
  /** The day whose changes are made. */
  #day: Day | undefined
  #tasks = 0
  #sequence = 0

  constructor(outside: Outside) {
    this.#outside = outside
  }

  async call(name: string, input: unknown, caller: Caller, options: { readonly key?: string; readonly id?: number } = {}): Promise<Answer> {
    if (!isName(name)) return { ok: false, problem: problem('input.invalid', { message: 'There is no such call.' }) }
    try {
      return await this.#run(name, input, caller, options)
    } catch (error) {
      return { ok: false, problem: this.#explain(error) }
    }
  }

  /** Ends the sitting. */
  close(): void {
    this.#store?.close()
    this.#store = undefined
  }

  get isOpen(): boolean {
    return this.#store !== undefined
  }

  async #run(name: Name, input: unknown, caller: Caller, options: { readonly key?: string; readonly id?: number }): Promise<Answer> {
    const call: Call = contract[name]
    const parsed = call.input.safeParse(input)
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      const field = issue?.path.join('.') ?? ''
      return { ok: false, problem: problem('input.invalid', { at: { field }, message: issueSentence(issue?.message, field) }) }
    }
    if (isStoreCall(name)) {
      // A task goes on in the store it began in; locking ends it, and it says later where it stopped.
      if (this.#tasks > 0 && ['store.create', 'store.open', 'store.sample'].includes(name)) return { ok: false, problem: problem('busy') }
      return this.#check(call, await storeCalls[name](this.#keeper(caller, options.id ?? 0), parsed.data as never))
    }
    const store = this.#store
    if (!store) return { ok: false, problem: problem('store.none') }
    if (!mayDo(userOf(store), call.needs)) return { ok: false, problem: problem('access.denied') }
    this.#newDay(store)
    return this.#check(call, await this.#handle(name as StageName, parsed.data, store, caller, options))
  }

  #check(call: Call, value: unknown): Answer {
    if (this.#outside.strict) call.output.parse(value)
    return { ok: true, value }
  }

  async #handle(
    name: StageName,
    input: unknown,
    store: OpenStore,
    caller: Caller,
    options: { readonly key?: string; readonly id?: number },
  ): Promise<unknown> {
    const handler = handlers[name] as (work: unknown, input: unknown) => unknown
    switch (contract[name].kind) {
      case 'query':
        return store.book.read<unknown>(
          (db) => handler({ ...this.#sitting(store), db } satisfies QueryWork, input),
          sightOf(userOf(store), name),
        )
      case 'command':
        return this.#write(store, (work) => once(work, name, input, options.key, () => handler(work, input)))
      case 'task':
        this.#tasks++
        try {
          return await handler(this.#task(store, caller, options.id ?? 0, name), input)
        } finally {
          this.#tasks--
        }
    }
  }

  /** What changes with the calendar alone changes before the first call of a day. */
  #newDay(store: OpenStore): void {
    const today = this.#outside.clock.today()
    if (this.#day === today) return
    this.#day = today
    this.#write(store, (work) => everyDay.forEach((change) => change(work)))
  }

  #sitting(store: OpenStore): Sitting {
    return { clock: this.#outside.clock, user: userOf(store), lists: this.#lists }
  }

  /** Runs a change, then tells windows; what was to be told of a change that failed is forgotten. */
  #write<T>(store: OpenStore, body: (work: CommandWork) => T): T {
    const told = new Map<Topic, Set<number>>()
    const announce: CommandWork['announce'] = (topic, ids = []) => {
      const known = told.get(topic) ?? new Set()
      for (const id of ids) known.add(id)
      told.set(topic, known)
    }
    const value = store.book.write<unknown>((db) => body(commandWork({ ...this.#sitting(store), db, announce }))) as T
    this.#lists.changed()
    for (const [topic, ids] of told) this.#outside.tell({ t: 'event', topic, ids: [...ids], seq: ++this.#sequence })
    return value
  }

  #task(store: OpenStore, caller: Caller, id: number, name: StageName): TaskWork {
    const title = contract[name].does
    return {
      ...this.#sitting(store),
      read: (body) => store.book.read((db) => body({ ...this.#sitting(store), db }), sightOf(userOf(store), name)),
      write: (body) => this.#write(store, body),
      printer: this.#outside.printer,
      files: caller.files,
      progress: (done, total, words) => caller.progress(id, done, total, words, title),
      stopped: () => caller.stopped(id),
    }
  }

  #keeper(caller: Caller, id: number): StoreKeeper {
    return {
      ...this.#outside,
      current: this.#store,
      progress: (done, total, words) => caller.progress(id, done, total, words, 'Making the sample practice'),
      keep: (store) => {
        this.#store?.close()
        this.#store = store
        this.#day = undefined
        this.#lists.changed()
        this.#outside.tell({ t: 'event', topic: 'store', ids: [], seq: ++this.#sequence })
      },
    }
  }

  #explain(error: unknown): Problem {
    if (error instanceof Trouble) return error.problem
    const known = storeProblem(error)
    if (known) return known
    const number = randomBytes(4)
      .toString('hex')
      .toUpperCase()
      .replace(/^(.{4})/, '$1-')
    this.#outside.incident(number, error)
    return problem('internal', { incident: number, fix: 'Try again. If it comes back, note the incident number.' })
  }
}

/** A command with a key is done once: asked again, it gives the reply it gave then. */
function once(work: CommandWork, name: string, input: unknown, key: string | undefined, run: () => unknown): unknown {
  if (key === undefined) return run()
  const digest = createHash('sha256').update(JSON.stringify(input)).digest('hex')
  const done = commandDone(work.db, key)
  if (done) {
    if (done.name !== name || done.digest !== digest)
      throw new Trouble(problem('record.changed', { message: 'This form was already saved with other content.' }))
    return JSON.parse(done.reply)
  }
  const reply = run()
  keepReply(work.db, { key, name, digest, reply: JSON.stringify(reply), at: work.clock.now() })
  return reply
}

/** zod's message for refinements of ours is already words; its own are made plain. It never holds the value. */
function issueSentence(message: string | undefined, field: string): string {
  const plain =
    message === undefined || /^(Invalid|Too|Unrecognized)/.test(message) ? 'something else is needed here' : `it needs ${message}`
  return field === '' ? `The call is not as it should be: ${plain}.` : `${field}: ${plain}.`
}
