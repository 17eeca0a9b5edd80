import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FIGURES } from '../../src-shared/contract/figures.ts'
import type { User } from '../../src-shared/contract/access.ts'
import { PATTERNS_BY } from '../../src-shared/contract/denials.ts'
import { contract, type Call } from '../../src-shared/contract/index.ts'
import { handlers } from '../../src-main/engine/handlers.ts'
import { handlers as claims, sendClaims } from '../../src-main/claims/index.ts'
import { handlers as practice } from '../../src-main/practice/index.ts'
import { handlers as part2, sightOf } from '../../src-main/access/index.ts'
import { Lists } from '../../src-main/store/index.ts'
import { day } from '../../src-shared/day.ts'
import { askAs, HIDDEN, TODAY, twinStores, type Twins } from '../support/hidden.ts'
import { consentOf } from '../support/part2.ts'

/** Per commit; a release runs more. */
const RUNS = 60
const SEED = 20_261_122

let folder = ''
let stores: Twins
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parity-hidden-'))
  stores = twinStores(folder)
})
afterAll(() => {
  stores.close()
  rmSync(folder, { recursive: true, force: true })
})

const person = (role: User['role'], more: Partial<User> = {}): User => ({
  id: 7,
  name: 'Robin Vale',
  role,
  part2: false,
  provider: null,
  ...more,
})

/** Everybody from whom the patient is hidden. */
const blind = (): User[] => [
  person('owner'),
  person('lead'),
  person('biller'),
  person('front'),
  person('auditor'),
  person('clinician', { provider: stores.plain.provider }),
  person('clinician', { provider: stores.plain.another }),
  person('clinician', { provider: stores.plain.another, part2: true }),
  person('clinician', { part2: true }),
]

/* Inputs: numbers that are taken, numbers of the hidden patient, and numbers nobody has; words that find her and words that do not. */

const DAYS = ['2026-10-05', '2026-10-30', '2026-11-10', '2026-11-12', '2026-11-19', '2026-11-20'] as const
const someDay = fc.constantFrom(...DAYS)
const words = fc.constantFrom(
  HIDDEN.last,
  HIDDEN.first,
  'Thistle',
  'Cor',
  'Th',
  'C',
  'Quintero',
  'QX66',
  HIDDEN.memberId,
  'Northlake',
  '90837',
  '10001',
  '10005',
  '10006',
  'F41',
)
const id = (own: 'patient' | 'charge' | 'claim' | 'denial' | 'appeal' | 'appointment' | 'authorization') =>
  fc.oneof(
    fc.integer({ min: 1, max: 40 }),
    fc.integer({ min: 10_001, max: 10_009 }),
    fc.constant(0).map(() => stores.planted.hidden[own]),
  )

/** The fields a grid may be asked by, each as what it holds. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  'claims.list': [
    'id',
    'status',
    'patient',
    'day',
    'payer',
    'codes',
    'charge',
    'paid',
    'owed',
    'provider',
    'batch',
    'fileBy',
    'patientId',
    'missing',
    'told',
    'again',
    'sentOn',
  ],
  'patients.list': [
    'name',
    'born',
    'payer',
    'memberId',
    'lastSeen',
    'nextSeen',
    'wrong',
    'waiting',
    'claims',
    'owedByPayers',
    'owedByPatient',
  ],
  'eligibility.list': ['day', 'time', 'patient', 'patientId', 'payer', 'outcome', 'network', 'owes', 'authorization', 'wrong', 'provider'],
  'denials.list': ['id', 'status', 'due', 'daysLeft', 'reason', 'patient', 'patientId', 'claim', 'day', 'code', 'cents', 'payer', 'opened'],
  'appeals.list': ['id', 'status', 'due', 'daysLeft', 'level', 'patient', 'patientId', 'payer', 'claim', 'title'],
  'authorizations.list': [
    'id',
    'state',
    'patient',
    'patientId',
    'payer',
    'number',
    'starts',
    'ends',
    'codes',
    'provider',
    'amount',
    'free',
    'lastDay',
  ],
  'exchange.list': ['id', 'name', 'kind', 'summary'],
  'remittance.list': ['id', 'status', 'payer', 'claims', 'cents'],
  'deposits.list': ['id', 'state', 'party', 'reference', 'bank', 'told', 'off'],
  'audit.list': [],
}

function view(name: string) {
  const fields = FIELDS[name] ?? []
  if (fields.length === 0) return fc.constant({ filters: [], sort: [] })
  const field = fc.constantFrom(...fields)
  const filter = fc.oneof(
    fc.record({ is: fc.constant('text'), field, text: words }),
    fc.record({ is: fc.constant('number'), field, from: fc.integer({ min: 0, max: 20_000 }) }),
    fc.record({ is: fc.constant('days'), field, from: someDay }),
    fc.record({ is: fc.constant('empty'), field, empty: fc.boolean() }),
  )
  const sort = fc.array(fc.record({ by: field, down: fc.boolean() }), { maxLength: 2 })
  return fc.record({ filters: fc.array(filter, { maxLength: 1 }), sort })
}
const list = (name: string) => fc.record({ view: view(name), window: fc.constantFrom(0, 0, 0, 1) })
/** The same counted, and counted by group. */
const totals = (name: string) =>
  fc
    .tuple(view(name), fc.constantFrom(undefined, ...(FIELDS[name] ?? [])))
    .map(([one, group]) => ({ view: group === undefined ? one : { ...one, group } }))
/** Records by their ids, or a view of them. */
const chosen = (name: string, subject: Parameters<typeof id>[0], field = 'ids') =>
  fc.oneof(
    view(name).map((one) => ({ view: one })),
    fc.array(id(subject), { minLength: 1, maxLength: 4 }).map((ids) => ({ [field]: ids })),
  )
const nothing = fc.constant({})

const INPUTS: Readonly<Record<string, () => fc.Arbitrary<unknown>>> = {
  'people.list': () => nothing,
  'security.get': () => nothing,
  'approvals.list': () => nothing,
  'audit.list': () => list('audit.list'),
  'audit.totals': () => totals('audit.list'),
  'audit.patient': () => fc.record({ patient: id('patient') }),
  'appeals.list': () => list('appeals.list'),
  'appeals.totals': () => totals('appeals.list'),
  'appeals.get': () => fc.record({ id: id('appeal') }),
  'appeals.outcomes': () => nothing,
  'paragraphs.list': () => nothing,
  'denials.patterns': () => fc.record({ by: fc.constantFrom(...PATTERNS_BY) }),
  'denials.drift': () => nothing,
  'appeals.preview': () => fc.record({ id: id('appeal') }),
  'charges.day': () => fc.record({ day: someDay }),
  'charges.suggest': () =>
    fc.record({
      patient: id('patient'),
      provider: fc.constant(1),
      day: someDay,
      start: fc.constant('09:00'),
      stop: fc.constant('09:55'),
      service: fc.constant('individual'),
      mode: fc.constant('video'),
    }),
  'charges.paste': () =>
    fc.record({
      text: words.map((text) => `Patient\tStart\tStop\n${text}\t9:00 AM\t9:55 AM\n${text} ${HIDDEN.last}\t9:00 AM\t9:55 AM`),
      day: someDay,
      provider: fc.constant(1),
    }),
  'coding.figures': () => fc.constant({ from: '2026-01-01', to: '2026-12-01' }),
  'documentation.of': () => fc.record({ charge: id('charge') }),
  'claims.list': () => list('claims.list'),
  'claims.totals': () => totals('claims.list'),
  'claims.get': () => fc.record({ id: id('claim') }),
  'claims.preview': () =>
    fc
      .tuple(fc.oneof(nothing, chosen('claims.list', 'claim')), fc.constantFrom('send', 'hold', 'recheck', 'print', 'route'))
      .map(([those, of]) => ({ ...those, of })),
  'remittance.posting': () => fc.record({ ids: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }) }),
  'remittance.gates': () => nothing,
  'remittance.arriving': () => fc.record({ ids: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }) }),
  'inquiries.get': () => fc.record({ claim: id('claim') }),
  'inquiries.preview': () => chosen('claims.list', 'claim'),
  'claims.batches': () => nothing,
  'claims.form': () => fc.record({ id: id('claim') }),
  'forms.printers': () => nothing,
  'edits.list': () => nothing,
  'enrollments.board': () => nothing,
  'credentials.get': () => fc.constant({ provider: 1 }),
  'rules.list': () => nothing,
  'rules.draft': () => fc.record({ denial: id('denial') }),
  'part2.get': () => fc.record({ patient: id('patient') }),
  'disclosures.list': () => fc.record({ patient: id('patient') }),
  'denials.list': () => list('denials.list'),
  'denials.totals': () => totals('denials.list'),
  'denials.preview': () => chosen('denials.list', 'denial'),
  'denials.get': () => fc.record({ id: id('denial') }),
  'ledger.explain': () => fc.oneof(fc.record({ patient: id('patient') }), fc.record({ claim: id('claim') })),
  'ledger.entry': () => fc.record({ claim: id('claim'), entry: fc.integer({ min: 1, max: 40 }) }),
  'authorizations.list': () => list('authorizations.list'),
  'authorizations.totals': () => totals('authorizations.list'),
  'authorizations.get': () => fc.record({ id: id('authorization') }),
  'authorizations.cards': () => fc.record({ patient: id('patient') }),
  'authorizations.standing': () =>
    fc.oneof(
      fc.record({ appointment: id('appointment') }),
      fc.record({ claim: id('claim') }),
      fc.record({ charge: fc.integer({ min: 1, max: 40 }) }),
    ),
  'eligibility.list': () => list('eligibility.list'),
  'eligibility.totals': () => totals('eligibility.list'),
  'eligibility.preview': () => chosen('eligibility.list', 'appointment', 'appointments'),
  'eligibility.card': () => fc.record({ appointment: id('appointment') }),
  'charges.estimate': () => fc.oneof(fc.record({ appointment: id('appointment') }), fc.record({ charge: fc.integer({ min: 1, max: 40 }) })),
  'exchange.list': () => list('exchange.list'),
  'exchange.totals': () => totals('exchange.list'),
  'connections.list': () => nothing,
  'exchange.file': () => fc.record({ id: fc.integer({ min: 1, max: 9 }) }),
  'intake.list': () => nothing,
  'practice.get': () => nothing,
  'providers.list': () => nothing,
  'payers.list': () => nothing,
  'payers.memberShape': () => fc.record({ id: fc.integer({ min: 1, max: 3 }) }),
  'patients.list': () => list('patients.list'),
  'patients.totals': () => totals('patients.list'),
  'patients.get': () => fc.record({ id: id('patient') }),
  'patients.pick': () => fc.record({ text: words }),
  'fees.list': () => nothing,
  'rates.list': () => fc.record({ payer: fc.integer({ min: 1, max: 3 }) }),
  'codes.imports': () => nothing,
  'codes.book': () => fc.record({ text: words, on: someDay }),
  'codes.entry': () => fc.record({ code: fc.constantFrom('90837', '90853'), on: someDay }),
  'appointments.list': () => fc.constant({ from: '2026-10-01', to: '2026-12-01' }),
  'remittance.list': () => list('remittance.list'),
  'remittance.totals': () => totals('remittance.list'),
  'deposits.list': () => list('deposits.list'),
  'deposits.totals': () => totals('deposits.list'),
  'deposits.get': () => fc.record({ id: fc.integer({ min: 3, max: 12 }) }),
  'figures.get': () => nothing,
  'figures.claims': () => fc.record({ figure: fc.constantFrom(...FIGURES), which: fc.constantFrom('n', 'rest') }),
  'month.list': () => nothing,
  'month.aging': () => nothing,
  'month.get': () => fc.record({ month: fc.constantFrom('2026-10', '2026-11') }),
  'remittance.get': () => fc.record({ id: fc.integer({ min: 1, max: 3 }) }),
  'remittance.claim': () => fc.record({ id: fc.integer({ min: 1, max: 8 }) }),
  'remittance.paper': () => {
    const line = fc.record({
      line: fc.integer({ min: 1, max: 12 }),
      allowed: fc.constant(null),
      paid: fc.constantFrom(0, 17_500),
      reasons: fc.constantFrom([], [{ group: 'CO', reason: '45', cents: 17_500 }]),
      remarks: fc.constant([]),
    })
    const claim = fc.record({
      claim: id('claim'),
      isTakenBack: fc.boolean(),
      payerControl: fc.constantFrom('', 'ICN1'),
      lines: fc.array(line, { minLength: 1, maxLength: 2 }),
    })
    return fc.record({
      payer: fc.integer({ min: 1, max: 3 }),
      trace: fc.constantFrom('', '40231'),
      day: someDay,
      cents: fc.constantFrom(0, 17_500),
      claims: fc.array(claim, { maxLength: 2 }),
      provider: fc.constant([]),
    })
  },
  'store.verify': () => nothing,
  'ledger.balance': () => fc.record({ since: fc.integer({ min: 0, max: 9 }) }),
  'receipts.of': () => fc.record({ patient: id('patient') }),
  'receipts.propose': () => fc.record({ patient: id('patient'), cents: fc.integer({ min: 1, max: 9000 }), claim: id('claim') }),
  'statements.preview': () => fc.record({ patients: fc.array(id('patient'), { minLength: 1, maxLength: 3 }) }),
  'statements.of': () => fc.record({ patient: id('patient') }),
  'statements.plan': () => fc.record({ patient: id('patient') }),
  'statements.terms': () => nothing,
  'remittance.policies': () => nothing,
  'remittance.accounts': () => nothing,
  'month.owedBack': () => nothing,
  'disputes.list': () => nothing,
  'disputes.claim': () => fc.record({ claim: id('claim') }),
  'today.get': () => nothing,
  'desk.counts': () => nothing,
  'desk.find': () => fc.record({ text: words }),
  'desk.pickers': () => nothing,
  'views.list': () => nothing,
  'views.counts': () => nothing,
  'drafts.get': () => fc.constant({ key: `patient ${HIDDEN.last}` }),
  'settings.get': () => nothing,
}

const QUERIES = Object.keys(handlers).filter(
  (name) => (contract as Record<string, Call>)[name]?.kind === 'query',
) as (keyof typeof handlers)[]
const inputsOf = (name: string) => INPUTS[name]?.() ?? fc.constant(undefined)

describe('PM-3 a patient of a substance-use program', () => {
  test('every query of the contract is asked', () => {
    expect(QUERIES.filter((name) => INPUTS[name] === undefined)).toEqual([])
  })

  test.each(QUERIES)('PM-3 %s tells nobody without the grant that there is one', (name) => {
    fc.assert(
      fc.property(inputsOf(name), fc.constantFrom(...blind()), (input, user) => {
        const [without, withHer] = [stores.plain, stores.planted].map((at) => JSON.stringify(askAs(at, user, name, input)))
        expect(withHer).toBe(without)
      }),
      { seed: SEED, numRuns: RUNS },
    )
  })

  const TELLING = [
    ['claims.list', { view: { filters: [], sort: [] } }],
    ['patients.list', { view: { filters: [], sort: [] } }],
    ['eligibility.list', { view: { filters: [], sort: [] } }],
    ['authorizations.list', { view: { filters: [], sort: [] } }],
    ['denials.list', { view: { filters: [], sort: [] } }],
    ['appeals.list', { view: { filters: [], sort: [] } }],
    ['remittance.list', { view: { filters: [], sort: [] } }],
    ['exchange.list', { view: { filters: [], sort: [] } }],
    ['claims.batches', {}],
    ['claims.preview', {}],
    ['patients.pick', { text: HIDDEN.last }],
    ['desk.find', { text: HIDDEN.last }],
    ['desk.counts', {}],
    ['today.get', {}],
    ['payers.list', {}],
    ['charges.day', { day: '2026-10-05' }],
    ['appointments.list', { from: '2026-10-01', to: '2026-12-01' }],
  ] as const
  test.each(TELLING)('control: %s tells it to one with the grant', (name, input) => {
    const user = person('lead', { part2: true })
    const [without, withHer] = [stores.plain, stores.planted].map((at) => JSON.stringify(askAs(at, user, name, input)))
    expect(withHer).not.toBe(without)
  })

  test('control: a call by her number is answered to one with the grant, and to her own clinician who has it', () => {
    const { hidden, provider } = stores.planted
    const answers = [person('lead', { part2: true }), person('clinician', { part2: true, provider })].map((user) =>
      askAs(stores.planted, user, 'patients.get', { id: hidden.patient }),
    )
    expect(answers).toEqual([
      { ok: expect.objectContaining({ last: HIDDEN.last }) },
      { ok: expect.objectContaining({ last: HIDDEN.last }) },
    ])
  })

  test('a page that was counted for one who sees her is not given to one who does not', () => {
    const input = { view: { filters: [], sort: [] } }
    const total = (user: User) => askAs(stores.planted, user, 'claims.totals', input)
    const all = total(person('lead', { part2: true }))
    const some = total(person('lead'))
    expect(all).toEqual({ ok: expect.objectContaining({ total: 7 }) })
    expect(some).toEqual({ ok: expect.objectContaining({ total: 4 }) })
    expect(total(person('lead', { part2: true }))).toEqual(all)
  })

  test.each(['claims.list', 'patients.list', 'eligibility.list', 'denials.list', 'appeals.list'] as const)(
    '%s scans no more when it is narrowed, and makes no table of its own',
    (name) => {
      const plans = [true, false].map((grant) => stepsOf(name, person('lead', { part2: grant })))
      const [whole = [], narrowed = []] = plans
      const scans = (steps: readonly string[]): number => steps.filter((step) => /^SCAN (?!\(|CONSTANT)/.test(step)).length
      expect(scans(whole)).toBeGreaterThan(0)
      expect(scans(narrowed)).toBe(scans(whole))
      expect(narrowed).toContainEqual(expect.stringContaining('INDEX episode_by_patient'))
      expect(narrowed.filter((step) => /MATERIALIZE|AUTOMATIC/.test(step))).toEqual([])
    },
  )

  test('a clinician sees the patients he has a session or a charge with, and no others', () => {
    const seen = (user: User) => askAs(stores.planted, user, 'patients.totals', { view: { filters: [], sort: [] } })
    expect(seen(person('clinician', { provider: stores.plain.another }))).toEqual({ ok: expect.objectContaining({ total: 1 }) })
    expect(seen(person('clinician', { provider: stores.plain.provider }))).toEqual({ ok: expect.objectContaining({ total: 3 }) })
    expect(seen(person('clinician', { provider: stores.plain.provider, part2: true }))).toEqual({
      ok: expect.objectContaining({ total: 4 }),
    })
    expect(seen(person('clinician'))).toEqual({ ok: expect.objectContaining({ total: 0 }) })
  })
})

/** How SQLite goes about a grid for a person. */
function stepsOf(name: keyof typeof handlers, user: User): string[] {
  const steps: string[] = []
  const { book, clock } = stores.planted
  book.read(
    (db) => {
      const asked = <T>(query: Parameters<typeof db.all<T>>[0]) => {
        const compiled = query.compile()
        const plan = { compile: () => ({ ...compiled, sql: `explain query plan ${compiled.sql}` }) }
        steps.push(...db.all<{ detail: string }>(plan as never).map((one) => one.detail))
        return query
      }
      const looking: typeof db = { all: (query) => db.all(asked(query)), first: (query) => db.first(asked(query)) }
      const handler = handlers[name] as (work: unknown, input: unknown) => object
      return handler({ db: looking, clock, user, lists: new Lists() }, { view: { filters: [], sort: [] }, window: 0 })
    },
    sightOf(user, name),
  )
  return steps
}

describe('PM-3 what a person without the grant does', () => {
  const as =
    (user: User) =>
    <T>(body: (work: Parameters<Parameters<Twins['planted']['command']>[0]>[0]) => T): T =>
      stores.planted.command((work) => body({ ...work, user }))

  test('sends no claim of hers', () => {
    const { hidden } = stores.planted
    const waits = () =>
      stores.planted
        .query((work) =>
          claims['claims.list'](work, {
            view: { filters: [{ is: 'number', field: 'patientId', from: hidden.patient, to: hidden.patient }], sort: [] },
            window: 0,
          }),
        )
        .rows.filter((one) => one.status === 'ready').length
    expect(waits()).toBe(2)
    expect(() => as(person('biller'))((work) => sendClaims(work, { usage: 'P' }))).toThrow('claim.none')
    expect(waits()).toBe(2)
  })

  test('enters a patient of her name and birth date without being told, and those who see both are', () => {
    const twin = {
      id: null,
      last: HIDDEN.last,
      first: HIDDEN.first,
      middle: null,
      born: day('1977-03-14'),
      sex: 'F' as const,
      address: { line1: '1 Elm Street', line2: null, city: 'Fairmont', state: 'OH', zip: '44000' },
      phone: null,
      diagnoses: [],
      coverages: [],
    }
    const lines = (user: User) => JSON.stringify(askAs(stores.planted, user, 'today.get', {}))
    expect(() => as(person('biller', { part2: true }))((work) => practice['patients.save'](work, twin))).toThrow('patient.exists')
    const { id: entered } = as(person('biller'))((work) => practice['patients.save'](work, twin))
    expect(entered).toBeGreaterThan(stores.planted.hidden.patient)
    expect(lines(person('biller', { part2: true }))).toContain('patients-alike')
    expect(lines(person('biller'))).not.toContain('patients-alike')
  })

  test('loses sight of a patient with the mark, and finds her again when it is taken back', () => {
    const patient = stores.planted.patients[0] ?? 0
    const sees = () => askAs(stores.planted, person('biller'), 'patients.get', { id: patient })
    expect(sees()).toHaveProperty('ok')
    const owner = as(person('owner', { part2: true }))
    const { id: episode } = owner((work) => part2['part2.mark'](work, { patient, program: 'Detoxification', starts: TODAY, ends: null }))
    owner((work) => part2['consents.save'](work, consentOf(patient)))
    expect(sees()).toEqual({ refused: 'record.missing' })
    owner((work) => part2['part2.unmark'](work, { id: episode, reason: 'Marked by mistake' }))
    expect(sees()).toHaveProperty('ok')
  })
})
