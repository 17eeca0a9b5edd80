import { handlers as part2 } from '../../src-main/access/index.ts'
import { handlers as charges } from '../../src-main/charges/index.ts'
import { listeners as claimListeners, sendClaims } from '../../src-main/claims/index.ts'
import {
  acceptSyntax,
  acknowledgeClaims,
  answerEligibility,
  payClaims,
  readClaims,
  type Decision,
  type LineDecision,
  type Plan,
} from '../../src-main/practice-payer/index.ts'
import { handlers as denials, listeners as denialListeners } from '../../src-main/denials/index.ts'
import { listeners as appealListeners } from '../../src-main/appeals/index.ts'
import { askPayers } from '../../src-main/eligibility/index.ts'
import { takeFile } from '../../src-main/exchange/index.ts'
import { handlers as practice } from '../../src-main/practice/index.ts'
import { fileBytes } from '../../src-main/store/index.ts'
import type { Argument } from '../../src-shared/contract/index.ts'
import { addDays, day, type Day } from '../../src-shared/day.ts'
import { cents, NO_MONEY, subtract, type Cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { consentOf } from './part2.ts'
import { session, testPractice, type TestPractice } from './practice.ts'

/*
 * A claim that was asked about, sent, acknowledged and denied, through the doors of every room, beside claims of other patients in the same files.
 */

export type OtherPatient = { readonly last: string; readonly first: string; readonly memberId: string; readonly charge?: number }
export type Scene = {
  /** The day of the session. */
  readonly on?: Day
  readonly stop?: string
  readonly reason?: readonly [group: 'CO' | 'PI' | 'OA', reason: string]
  readonly remarks?: readonly string[]
  /** What the payer answers about the coverage; null when nobody asked. */
  readonly plan?: Partial<Plan> | null
  /** False when the payer sends no 277CA. */
  readonly isAcknowledged?: boolean
  readonly others?: readonly OtherPatient[]
  readonly patient?: Partial<Argument<'patients.save'>>
  /** How many lines the claim has besides the first. */
  readonly interactive?: boolean
  readonly deniedOn?: Day
  /** Consents of the first patient that are on file before anything leaves. */
  readonly consents?: readonly Partial<Argument<'consents.save'>>[]
}

export type Denied = { readonly at: TestPractice; readonly denial: number; readonly claim: number }

export const PAYER = { name: 'Northlake Health Plan', id: 'NLHP1', taxNumber: '341000001' }
export const TO = { name: 'Cedar Hollow Behavioral Health', npi: '1234567893', taxId: '123456789', submitter: 'CEDARHOLLOW' }
const RATES: Readonly<Record<string, number>> = { '90837': 13200, '90834': 10800, '90832': 7200 }

export function deniedClaim(scene: Scene = {}): Denied {
  const { on = day('2026-04-28'), plan = {}, others = OTHERS, isAcknowledged = true, deniedOn = addDays(on, 29) } = scene
  const at = testPractice([...claimListeners, ...denialListeners, ...appealListeners])
  at.clock.set(addDays(on, -8))
  if (scene.patient) savePatient(at, at.patient, scene.patient)
  for (const one of scene.consents ?? []) at.command((work) => part2['consents.save'](work, consentOf(at.patient, one)))
  const patients = [at.patient, ...others.map((one) => addPatient(at, one))]
  const take = (name: string, bytes: Uint8Array) => at.command((work) => takeFile(work, { name, bytes, post: true }))
  const visits = patients.map((patient, n) => {
    const start = `${String(9 + (n % 9)).padStart(2, '0')}:00`
    const stop = n === 0 ? (scene.stop ?? '09:55') : `${start.slice(0, 2)}:55`
    return session(at, { patient, day: on, start, stop, interactive: n === 0 && scene.interactive === true })
  })
  const appointments = visits.map(({ patient, provider, day: visit, start, stop, service, mode }) =>
    at.command((work) => practice['appointments.save'](work, { patient, provider, day: visit, start, stop, service, mode })),
  )
  if (plan !== null) {
    const asked = at.command((work) =>
      askPayers(
        work,
        appointments.map((one) => one.id),
      ),
    )
    const question = at.query(({ db }) => fileBytes(db, asked.files[0]?.id ?? 0)) ?? new Uint8Array()
    const answer = {
      name: 'Northlake Choice',
      isActive: true,
      begins: day('2026-01-01'),
      copay: cents(2000),
      authorization: 'N',
      ...plan,
    } as const
    take(
      '271.x12',
      answerEligibility(question, () => answer, PAYER, 501, { day: addDays(on, -8), time: '0801' }),
    )
  }
  at.clock.set(on)
  visits.forEach((visit, n) => at.command((work) => charges['charges.save'](work, { ...visit, appointment: appointments[n]?.id ?? null })))
  at.clock.set(addDays(on, 1))
  const batch = must('claims were ready', at.command((work) => sendClaims(work, { usage: 'P' })).batches[0])
  const sent = at.query(({ db }) => fileBytes(db, batch.file)) ?? new Uint8Array()
  const decisions = readClaims(sent).map((place, n): Decision => ({
    place,
    payerControl: n === 0 ? 'UP26120004471' : `XX9900${n}`,
    lines: place.claim.lines.map((line) =>
      n === 0 ? denial(scene, line.service.charge) : payment(line.service.procedure.code, line.service.charge),
    ),
  }))
  at.clock.set(addDays(on, 2))
  take('999.x12', acceptSyntax(sent, PAYER, 502, { day: addDays(on, 2), time: '0615' }))
  if (isAcknowledged) take('277.x12', acknowledgeClaims(sent, decisions, PAYER, 503, { day: addDays(on, 2), time: '0620' }))
  at.clock.set(deniedOn)
  const paid = { trace: 'EFT0098841277', day: deniedOn, method: 'ACH' as const }
  take('835.x12', payClaims(decisions, paid, PAYER, TO, 504, { day: deniedOn, time: '0540' }))
  at.clock.set('2026-11-19')
  const rows = at.query((work) => denials['denials.list'](work, { view: { filters: [], sort: [] }, window: 0 })).rows
  const row = must('the first claim was denied', rows[0])
  return { at, denial: row.id, claim: row.claim }
}

const denial = ({ reason: [group, reason] = ['CO', '197'], remarks = ['N54'] }: Scene, charge: Cents): LineDecision => ({
  allowed: NO_MONEY,
  paid: NO_MONEY,
  adjustments: [{ group, reason, amount: charge }],
  remarks,
})

function payment(code: string, charge: Cents): LineDecision {
  const allowed = cents(Math.min(RATES[code] ?? charge, charge))
  const share = cents(Math.min(2000, allowed))
  return {
    allowed,
    paid: subtract(allowed, share),
    adjustments: [
      ...(charge > allowed ? [{ group: 'CO' as const, reason: '45', amount: subtract(charge, allowed) }] : []),
      ...(share > 0 ? [{ group: 'PR' as const, reason: '3', amount: share }] : []),
    ],
  }
}

/** What a payer decides on a line: nothing, and all that its contract allows. */
export const decideLine = { denied: (charge: Cents) => denial({}, charge), paid: payment }

/** People whose names, numbers and amounts stand in every file beside the claim, and must stand on no page. */
export const OTHERS: readonly OtherPatient[] = [
  { last: 'Featherstonehaugh', first: 'Ottoline', memberId: 'ZQ7731904' },
  { last: 'Abernethy-Vance', first: 'Bartholomew', memberId: 'ZQ5520118' },
]

const ADDRESS = { line1: '12 Oak Avenue', line2: null, city: 'Fairmont', state: 'OH', zip: '44000' }

export function addPatient(at: Pick<TestPractice, 'query' | 'command' | 'payer'>, { last, first, memberId }: OtherPatient): number {
  return savePatient(at, null, {
    last,
    first,
    born: day('1977-03-14'),
    address: { ...ADDRESS, line1: '881 Hidden Hollow Lane' },
    diagnoses: ['F43.10'],
    coverages: [{ ...coverage(at), memberId }],
  })
}

const coverage = (at: Pick<TestPractice, 'payer'>) => ({
  id: null,
  payer: at.payer,
  position: 1,
  memberId: '',
  group: 'GRP1234',
  plan: null,
  relationship: '18' as const,
  subscriberLast: null,
  subscriberFirst: null,
  subscriberBorn: null,
  subscriberLives: 'unknown' as const,
  subscriberAddress: { line1: '', line2: null, city: '', state: null, zip: null },
  starts: day('2025-01-01'),
  ends: null,
})

function savePatient(at: Pick<TestPractice, 'query' | 'command'>, id: number | null, fields: Partial<Argument<'patients.save'>>): number {
  const usual = {
    last: 'Quintero',
    first: 'Marisol',
    middle: null,
    born: day('1990-05-19'),
    sex: 'F' as const,
    address: ADDRESS,
    phone: null,
  }
  const known = id === null ? [] : at.query((work) => practice['patients.get'](work, { id })).coverages
  const coverages = known.map((one) => {
    const { payerName: _, ...own } = one
    return own
  })
  return at.command((work) => practice['patients.save'](work, { ...usual, diagnoses: ['F41.1'], coverages, ...fields, id })).id
}
