import type { Bridge } from '../../src-shared/bridge.ts'
import { PERMISSIONS } from '../../src-shared/contract/call.ts'
import type { Input, Message, Name, Output, Problem, Request } from '../../src-shared/contract/index.ts'
import { day } from '../../src-shared/day.ts'

/** A problem where an answer was expected. */
export class Refused {
  readonly problem: Problem
  constructor(problem: Problem) {
    this.problem = problem
  }
}

export type Answers = {
  readonly [N in Name]?: (
    input: Input<N>,
    call: { readonly id: number; readonly key: string | undefined },
  ) => Output<N> | Refused | Promise<Output<N> | Refused>
}
type Made = { readonly name: string; readonly input: unknown; readonly key: string | undefined }

/** What the preload gives the page, answered by the test. */
export type BridgeDouble = {
  readonly bridge: Bridge<File>
  /** The calls that were made, in order. */
  readonly calls: readonly Made[]
  readonly named: (name: Name) => readonly Made[]
  /** Says something the engine would say by itself. */
  readonly tell: (message: Message) => void
}

/** The status of an open store, as an owner sees it, but for what is changed. */
export const openStatus = (change: Partial<Output<'store.status'>> = {}): Output<'store.status'> => ({
  state: 'open',
  version: '0.1.0',
  today: day('2026-11-19'),
  practice: { name: 'Cedar Hollow Behavioral Health', isSample: true, folder: '/stores/Cedar Hollow.parity' },
  user: { id: 1, name: 'Dana Whitlock', role: 'owner', part2: true, provider: null },
  permissions: [...PERMISSIONS],
  mustChange: false,
  recovery: 'confirmed',
  halted: null,
  emergency: null,
  notices: [],
  sample: null,
  ...change,
})

/** A store that is open and has nothing in it. */
export const quietAnswers: Answers = {
  'store.status': () => openStatus(),
  'settings.get': () => ({}),
  'desk.counts': () => ({}),
  'authorizations.cards': () => [],
  'authorizations.standing': () => ({ authorization: null, words: '', grade: 'fine', isByHand: false, others: [] }),
  'views.list': () => [],
  'drafts.get': () => ({ json: null }),
  'drafts.keep': () => ({}),
  'desk.pickers': () => ({ providers: [], payers: [], places: [], diagnoses: [], procedures: [] }),
  'today.get': () => ({
    today: day('2026-11-19'),
    figures: [],
    counts: { mine: 0, everyone: 0, aside: 0 },
    lines: [],
    aside: [],
    people: [{ id: 1, name: 'Dana Whitlock' }],
    done: { charged: 0, sent: 0, posted: 0, closed: 0 },
  }),
  'claims.preview': () => ({ will: 0, cents: 0 as never, parts: [], wont: [], ways: [] }),
  'claims.list': () => ({ total: 0, sums: {}, window: 0, rows: [] }),
  'payers.memberShape': () => ({ shape: null, like: 0, all: 0 }),
  'patients.list': () => ({ total: 0, sums: {}, window: 0, rows: [] }),
  'ledger.balance': () => ({ upTo: 0, newest: 0, broken: 0 }),
  'backup.list': () => ({ backups: [], folder: '/stores/backups', second: null, lastDrill: null, warnings: [] }),
  'exchange.list': () => ({ total: 0, sums: {}, window: 0, rows: [] }),
}

/** A test tells the totals of a list with its rows; the engine is asked for them apart. */
function totalsIn(answers: Answers, name: string): unknown {
  const list = answers[name.replace(/\.totals$/, '.list') as Name] as ((...of: unknown[]) => unknown) | undefined
  if (!name.endsWith('.totals') || !list) return undefined
  return async (input: object, call: unknown) => {
    const told = await list({ ...input, window: 0 }, call)
    if (told instanceof Refused) return told
    const { total, sums = {}, groups = null } = told as { total?: number; sums?: object; groups?: unknown }
    return { total, sums, groups }
  }
}

export function bridgeDouble(answers: Answers = {}): BridgeDouble {
  const all: Answers = { ...quietAnswers, ...answers }
  const calls: Made[] = []
  const listeners = new Set<(text: string) => void>()

  const reply = async (request: Extract<Request, { t: 'call' }>): Promise<Message> => {
    const answer = (all[request.name as Name] ?? totalsIn(all, request.name)) as
      ((input: unknown, call: { id: number; key: string | undefined }) => unknown) | undefined
    if (!answer)
      return {
        t: 'reply',
        id: request.id,
        ok: false,
        problem: { code: 'internal', message: `The test has no answer to ${request.name}.` },
        ms: 0,
      }
    const value = await answer(request.input, { id: request.id, key: request.key })
    return value instanceof Refused
      ? { t: 'reply', id: request.id, ok: false, problem: value.problem, ms: 0 }
      : { t: 'reply', id: request.id, ok: true, value, ms: 0 }
  }

  const nothing = (): void => undefined
  return {
    calls,
    named: (name) => calls.filter((one) => one.name === name),
    tell(message) {
      for (const onText of listeners) onText(JSON.stringify(message))
    },
    bridge: {
      async call(text) {
        const request = JSON.parse(text) as Request
        if (request.t === 'cancel') return ''
        calls.push({ name: request.name, input: request.input, key: request.key })
        return JSON.stringify(await reply(request))
      },
      listen(onText) {
        listeners.add(onText)
        return () => void listeners.delete(onText)
      },
      pathOf: (file) => Promise.resolve(`/files/${file.name}`),
      chooseStore: () => Promise.resolve(null),
      chooseFolder: () => Promise.resolve(null),
      saveAs: () => Promise.resolve(null),
      lastSitting: () => Promise.resolve(null),
      openBeside: () => Promise.resolve('opened'),
      place: () => Promise.resolve(null),
      print: () => Promise.resolve('done'),
      zoom: nothing,
      remember: nothing,
      minimise: nothing,
      maximise: nothing,
      close: nothing,
      platform: 'linux',
      versions: { parity: '0.1.0', electron: '33', chromium: '130' },
    },
  }
}
