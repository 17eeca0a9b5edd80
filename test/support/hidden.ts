import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import type { User } from '../../src-shared/contract/access.ts'
import { contract, type Call } from '../../src-shared/contract/index.ts'
import { addDays, day } from '../../src-shared/day.ts'
import { must } from '../../src-shared/result.ts'
import { handlers as part2, isVisible, mayDo, sightOf } from '../../src-main/access/index.ts'
import { handlers as authorizations } from '../../src-main/authorizations/index.ts'
import { handlers as appeals } from '../../src-main/appeals/index.ts'
import { handlers as charges } from '../../src-main/charges/index.ts'
import { sendClaims } from '../../src-main/claims/index.ts'
import { acceptSyntax, acknowledgeClaims, answerEligibility, payClaims, readClaims } from '../../src-main/practice-payer/index.ts'
import { handlers as denials } from '../../src-main/denials/index.ts'
import { askPayers } from '../../src-main/eligibility/index.ts'
import { handlers, listeners } from '../../src-main/engine/handlers.ts'
import { takeFile } from '../../src-main/exchange/index.ts'
import { coveragesOf, handlers as practice } from '../../src-main/practice/index.ts'
import { appendAudit, Book, fileBytes, lastEntry, Lists, Trouble } from '../../src-main/store/index.ts'
import { addPatient, decideLine, PAYER, TO } from './denied.ts'
import { consentOf } from './part2.ts'
import { session, sitting, TEST_KEY, testPractice, type TestPractice } from './practice.ts'

/*
 * Two stores that are one but for a patient of a substance-use program: with sessions, questions about coverage, charges, claims sent, paid, denied, appealed
 * and held, and in the same files as everybody else.
 */

/** What nobody without the grant may meet. */
export const HIDDEN = { last: 'Thistlewood', first: 'Cordelia', memberId: 'QX6613097' }
const SEEN = [
  { last: 'Featherstonehaugh', first: 'Ottoline', memberId: 'ZQ7731904' },
  { last: 'Abernethy', first: 'Bartholomew', memberId: 'ZQ5520118' },
  { last: 'Thistlethwaite', first: 'Cornelius', memberId: 'ZQ5520119' },
]
const VISIT = day('2026-10-05')
const BOOKED = day('2026-11-20')
export const TODAY = day('2026-11-19')

type Sitting = Omit<TestPractice, 'patient'> & { readonly patients: number[]; readonly another: number; readonly booked: number[] }
export type Twins = {
  readonly plain: Sitting
  /** The same with the patient, who has these numbers. */
  readonly planted: Sitting & { readonly hidden: Hidden }
  close(): void
}
export type Hidden = Readonly<
  Record<'patient' | 'appointment' | 'charge' | 'claim' | 'denial' | 'appeal' | 'episode' | 'consent' | 'authorization', number>
>

export function twinStores(folder: string): Twins {
  const base = join(folder, 'base.db')
  const at = testPractice(listeners, base)
  at.clock.set(VISIT)
  const another = at.command((work) =>
    practice['providers.save'](work, { ...ANOTHER, id: null, credential: 'PsyD', discipline: 'psychologist', isActive: true }),
  ).id
  const patients = [at.patient, ...SEEN.map((one) => addPatient(at, one))]
  const one = { ...at, patients, another, booked: [] as number[] }
  for (const patient of patients.slice(0, 2)) authorized(at, patient)
  patients.forEach((patient, n) => visits(one, patient, n === 3 ? another : at.provider, n))
  at.book.close()
  const open = (name: string): Sitting => {
    copyFileSync(base, join(folder, name))
    return { ...one, ...sitting(Book.open(join(folder, name), TEST_KEY), listeners), booked: [...one.booked] }
  }
  const plain = open('plain.db')
  const planted = open('planted.db')
  plain.clock.set(VISIT)
  const begun = plant(planted)
  for (const each of [plain, planted]) livedOn(each)
  const hidden = { ...begun, ...workedOn(planted, begun) }
  // These doors stand behind the engine, which writes the log: one row answers for all of the ledger.
  for (const { book } of [plain, planted]) book.write((db) => appendAudit(db, { ...MADE, entries: { from: 1, to: lastEntry(db) } }))
  return {
    plain,
    planted: { ...planted, hidden },
    close: () => [plain, planted].forEach(({ book }) => book.close()),
  }
}

const MADE = {
  at: '2026-11-19T09:30:00.000Z',
  generation: 1,
  user: 1,
  name: 'Dana Whitlock',
  role: 'owner',
  device: '',
  action: 'store.create',
  kind: 'change',
  outcome: 'ok',
} as const
const ANOTHER = { last: 'Rao', first: 'Anita', npi: '1234567893', taxonomy: '103TC0700X' }

/** An authorization that runs out soon. */
function authorized(at: Pick<TestPractice, 'query' | 'command'>, patient: number): number {
  const coverage = must('a patient is covered', at.query(({ db }) => coveragesOf(db, patient))[0]).id
  const agreed = { number: `NQ${patient}`, status: 'approved', starts: day('2026-09-01'), ends: day('2026-12-01'), codes: '908*' } as const
  return at.command((work) =>
    authorizations['authorizations.save'](work, {
      id: null,
      patient,
      coverage,
      ...agreed,
      provider: null,
      unit: 'visit',
      amount: 3,
      earlier: 0,
      reference: '',
      note: '',
      renews: null,
    }),
  ).id
}

/** A session that was charged, one that was forgotten, one to come. @returns the charge and the one to come */
function visits(at: Sitting, patient: number, provider: number, n: number): { charge: number; claim: number; appointment: number } {
  const hour = String(9 + n).padStart(2, '0')
  const times = { start: `${hour}:00`, stop: `${hour}:55`, service: 'individual', mode: 'video' } as const
  const book = (on: typeof VISIT): number =>
    at.command((work) => practice['appointments.save'](work, { patient, provider, day: on, ...times })).id
  const held = book(VISIT)
  const saved = at.command((work) =>
    charges['charges.save'](work, {
      ...session({ ...at, patient }, { patient, provider, day: VISIT, ...times }),
      appointment: held,
    }),
  )
  book(day('2026-11-10'))
  const appointment = book(BOOKED)
  at.booked.push(appointment)
  return { charge: saved.charge, claim: must('a session was billed', saved.claim ?? undefined), appointment }
}

function plant(at: Sitting): Pick<Hidden, 'patient' | 'appointment' | 'charge' | 'claim' | 'episode' | 'consent' | 'authorization'> {
  at.clock.set(VISIT)
  const patient = addPatient(at, HIDDEN)
  const episode = at.command((work) =>
    part2['part2.mark'](work, { patient, program: 'Intensive outpatient', starts: day('2026-09-01'), ends: null }),
  ).id
  const consent = at.command((work) => part2['consents.save'](work, consentOf(patient, { signedOn: day('2026-09-01') }))).id
  return { patient, episode, consent, authorization: authorized(at, patient), ...visits(at, patient, at.provider, 5) }
}

/** What befell everybody: claims sent, answered, paid and denied, coverage asked about, an appeal begun. */
function livedOn(at: Sitting): void {
  const take = (name: string, bytes: Uint8Array) => at.command((work) => takeFile(work, { name, bytes, post: true }))
  const on = (days: number, time = '0600') => ({ day: addDays(VISIT, days), time })
  at.clock.set(addDays(VISIT, 1))
  const batch = must('claims were ready', at.command((work) => sendClaims(work, { usage: 'P' })).batches[0])
  const sent = at.query(({ db }) => fileBytes(db, batch.file)) ?? new Uint8Array()
  const decisions = readClaims(sent).map((place, n) => ({
    place,
    payerControl: `UP2612000${n}`,
    lines: place.claim.lines.map((line) =>
      n % 2 === 0 ? decideLine.denied(line.service.charge) : decideLine.paid(line.service.procedure.code, line.service.charge),
    ),
  }))
  take('999.x12', acceptSyntax(sent, PAYER, 502, on(2)))
  take('277.x12', acknowledgeClaims(sent, decisions, PAYER, 503, on(2)))
  at.clock.set(addDays(VISIT, 25))
  const paid = { trace: 'EFT0098841277', day: addDays(VISIT, 25), method: 'ACH' as const }
  take('835.x12', payClaims(decisions, paid, PAYER, TO, 504, on(25)))
  at.clock.set(TODAY)
  const asked = at.command((work) => askPayers(work, [...at.booked]))
  const question = at.query(({ db }) => fileBytes(db, asked.files[0]?.id ?? 0)) ?? new Uint8Array()
  const plan = { name: 'Northlake Choice', isActive: true, begins: day('2026-01-01'), authorization: 'N' } as const
  take(
    '271.x12',
    answerEligibility(question, () => plan, PAYER, 505, { day: TODAY, time: '0801' }),
  )
  begin(at, denialsOf(at)[0] ?? 0)
}

const denialsOf = (at: Sitting): number[] =>
  at
    .query((work) => denials['denials.list'](work, { view: { filters: [], sort: [{ by: 'id', down: false }] }, window: 0 }))
    .rows.map((one) => one.id)

const begin = (at: Sitting, denial: number): number =>
  at.command((work) => appeals['appeals.start'](work, { denial, template: 'L-RETRO', level: 1 })).id

/** More of the hidden patient alone: an appeal, a claim that is ready, and one that a revoked consent holds. */
function workedOn(
  at: Sitting,
  { patient, claim, consent }: Pick<Hidden, 'patient' | 'claim' | 'consent'>,
): Pick<Hidden, 'denial' | 'appeal'> {
  const denial = must(
    'the hidden claim was denied',
    denialsOf(at).find((id) => at.query((work) => denials['denials.get'](work, { id })).claim === claim),
  )
  const appeal = begin(at, denial)
  for (const start of ['15:00', '16:00'])
    at.command((work) =>
      charges['charges.save'](work, session({ ...at, patient }, { day: day('2026-11-12'), start, stop: start.replace(':00', ':55') })),
    )
  at.command((work) => part2['consents.revoke'](work, { id: consent, on: TODAY }))
  const again = consentOf(patient, { kind: 'payment', signedOn: TODAY, expires: day('2027-01-01') })
  at.command((work) => part2['consents.save'](work, again))
  return { denial, appeal }
}

export type Told = { readonly ok: unknown } | { readonly refused: string }

const lists = new WeakMap<Book, Lists>()

/** A query as the gate takes it through for a person: permission, visible records, the narrowed reading. */
export function askAs(at: Pick<Sitting, 'book' | 'clock'>, user: User, name: keyof typeof handlers, input: unknown): Told {
  const call: Call = contract[name]
  const argument = call.input.parse(input) as Readonly<Record<string, unknown>>
  if (!mayDo(user, call.needs)) return { refused: 'access.denied' }
  const known = lists.get(at.book) ?? new Lists()
  lists.set(at.book, known)
  const named = Object.entries(call.about).flatMap(([field, subject]) =>
    [argument[field]].flat().flatMap((id) => (typeof id === 'number' ? [{ subject, id }] : [])),
  )
  const handler = handlers[name] as (work: unknown, input: unknown) => unknown
  try {
    if (!at.book.read((db) => named.every(({ subject, id }) => isVisible(db, user, subject, id)))) return { refused: 'record.missing' }
    const sight = sightOf(user, name)
    const value = at.book.read((db) => handler({ db, clock: at.clock, user, lists: known }, argument) as object, sight)
    call.output.parse(value)
    return { ok: value }
  } catch (error) {
    if (error instanceof Trouble) return { refused: JSON.stringify(error.problem) }
    throw error
  }
}
