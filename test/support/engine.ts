import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Role } from '../../src-shared/contract/access.ts'
import type { Message, Name, Output } from '../../src-shared/contract/index.ts'
import { must } from '../../src-shared/result.ts'
import { Engine, type Answer, type Caller } from '../../src-main/engine/dispatch.ts'
import { allFiles } from '../../src-main/engine/files.ts'
import { auditTables, LEAST, tables, type AuditRow, type OpenStore } from '../../src-main/store/index.ts'
import { testPrinter } from './paper.ts'
import { SETUP, testClock, type TestClock } from './practice.ts'

export const OWNER = { name: 'Dana Whitlock', passphrase: 'seven quiet herons at dusk' } as const
export const CALLER: Caller = { files: allFiles(), progress: () => undefined, stopped: () => false }

/** The engine as a test drives it: a real store in a folder of its own. */
export type TestEngine = {
  readonly home: string
  readonly folder: string
  readonly clock: TestClock
  readonly told: Message[]
  readonly incidents: unknown[]
  /** Each page that was printed, as markup. */
  readonly printed: readonly string[]
  /** The one that is running; `again` ends it and starts another. */
  readonly engine: () => Engine
  again(): void
  ask(name: string, input?: unknown, key?: string, caller?: Caller): Promise<Answer>
  /** The reply. @throws the problem's code when there is none */
  get<N extends Name>(name: N, input: unknown, key?: string): Promise<Output<N>>
  /** The problem's code, or `ok`. */
  code(name: string, input?: unknown, key?: string): Promise<string>
  create(): Promise<void>
  signIn(name?: string, passphrase?: string, reason?: string): Promise<string>
  confirm(): Promise<void>
  store(): OpenStore
  /** Rows of the audit log after a number. */
  rows(after?: number): AuditRow[]
  head(): number
  /** Gives who sits here another role, past every rule. */
  become(role: Role, part2?: boolean, provider?: number | null): void
  end(): void
}

export function testEngine(): TestEngine {
  const home = mkdtempSync(join(tmpdir(), 'parity-engine-'))
  const clock = testClock()
  const told: Message[] = []
  const incidents: unknown[] = []
  const printer = testPrinter()
  const made = (): Engine =>
    new Engine({
      clock,
      version: '0.1.0',
      home,
      keys: { cost: LEAST },
      printer,
      tell: (message) => void told.push(message),
      incident: (_number, error) => void incidents.push(error),
      strict: true,
    })
  let engine = made()
  let passphrase: string = OWNER.passphrase
  const folder = join(home, 'Cedar.parity')
  const person = tables<{ person: { id: number; role: Role; part2: number; provider: number | null } }>()
  const ask: TestEngine['ask'] = (name, input = {}, key, caller = CALLER) =>
    engine.call(name, input, caller, key === undefined ? {} : { key })
  const store = (): OpenStore => must('a store is open', engine.store)
  const it: TestEngine = {
    home,
    folder,
    clock,
    told,
    incidents,
    printed: printer.printed,
    engine: () => engine,
    again() {
      engine.close()
      engine = made()
    },
    ask,
    async get(name, input, key) {
      const answer = await ask(name, input, key)
      if (!answer.ok) throw new Error(`${name}: ${answer.problem.code} ${answer.problem.message}`)
      return answer.value as never
    },
    async code(name, input, key) {
      const answer = await ask(name, input, key)
      return answer.ok ? 'ok' : answer.problem.code
    },
    async create() {
      await it.get('store.create', { folder, user: OWNER.name, passphrase: OWNER.passphrase, practice: SETUP })
    },
    async signIn(name = OWNER.name, words = OWNER.passphrase, reason) {
      passphrase = words
      return it.code('store.open', { folder, user: name, passphrase: words, ...(reason !== undefined && { reason }) })
    },
    async confirm() {
      await it.get('access.confirm', { passphrase })
    },
    store,
    rows: (after = 0) =>
      store().book.read((db) => db.all(auditTables.selectFrom('audit').selectAll().where('seq', '>', after).orderBy('seq'))),
    head: () => it.rows().at(-1)?.seq ?? 0,
    become: (role, part2 = true, provider = null) =>
      void store().book.write((db) =>
        db.run(
          person
            .updateTable('person')
            .set({ role, part2: part2 ? 1 : 0, provider })
            .where('id', '=', store().person.id),
        ),
      ),
    end() {
      engine.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
  return it
}
