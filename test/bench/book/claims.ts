import { createHash } from 'node:crypto'
import { addDays, addMonths, x12Day, type Day } from '../../../src-shared/day.ts'
import type { Chance } from '../../../src-main/practice-payer/index.ts'
import { instant, type Pen } from './pen.ts'
import { PAYERS, type MadePatient } from './people.ts'
import type { BilledLine, Held } from './sessions.ts'

/** A claim as the payer will answer it. */
export type Claim = {
  readonly id: number
  readonly day: Day
  readonly payerAt: number
  readonly patient: MadePatient
  readonly control: string
  readonly payerControl: string
  readonly codes: string
  readonly cents: number
  readonly lines: readonly (BilledLine & { readonly id: number; readonly control: string })[]
}

/** What a session knows besides how it was held. */
export type Session = {
  readonly patientId: number
  readonly coverage: number
  readonly patient: MadePatient
  readonly provider: number
  readonly day: Day
  readonly start: string
}

export type Standing = {
  readonly status: string
  readonly batch: number | null
  readonly sentOn: Day | null
  readonly since: Day
  readonly payerControl: string | null
}

const clock = (start: string, minutes: number): string => {
  const at = parseInt(start.slice(0, 2), 10) * 60 + parseInt(start.slice(3), 10) + minutes
  return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
}

/** Books a session. @returns its number */
export function book(pen: Pen, of: Session, held: Pick<Held, 'service' | 'mode' | 'minutes'>, status: string): number {
  const id = pen.next.appointment++
  pen.appointment.add({
    id,
    patient: of.patientId,
    provider: of.provider,
    day: of.day,
    start: of.start,
    stop: clock(of.start, held.minutes),
    service: held.service,
    mode: held.mode,
    status,
  })
  return id
}

const POINTERS = ['', '1', '1,2'] as const

/** Charges a session; the claim it comes to is written next. @returns the number of the charge */
export function charge(pen: Pen, of: Session, held: Held, appointment: number): number {
  const id = pen.next.charge++
  pen.charge.add({
    id,
    appointment,
    patient: of.patientId,
    provider: of.provider,
    coverage: of.coverage,
    day: of.day,
    start: of.start,
    stop: clock(of.start, held.minutes),
    minutes: held.minutes,
    service: held.service,
    mode: held.mode,
    place: placeOf(held),
    outcome: 'billed',
    cents: total(held.lines),
    user: 1,
    created_at: instant(of.day, '17:05'),
    claim: pen.next.claim,
  })
  const pointers = POINTERS[of.patient.diagnoses.length] ?? '1'
  held.lines.forEach(({ code, modifiers, cents }, n) => {
    pen.chargeLine.add({ charge: id, n: n + 1, code, modifiers, units: 1, pointers, cents })
  })
  of.patient.diagnoses.forEach((code, n) => pen.chargeDiagnosis.add({ charge: id, n: n + 1, code }))
  return id
}

const placeOf = (held: Pick<Held, 'mode'>): string => (held.mode === 'in-person' ? '11' : '10')
const total = (lines: readonly { readonly cents: number }[]): number => lines.reduce((all, one) => all + one.cents, 0)

/** Gives a session its claim number and the numbers of its lines; nothing is written yet. */
export function claimOf(pen: Pen, chance: Chance, of: Session, held: Held, prefix: string): Claim {
  const id = pen.next.claim++
  const lines = held.lines.map((one, n) => ({ ...one, id: pen.next.line++, control: `${prefix}${id}L${n + 1}` }))
  const codes = lines.map((one) => (one.modifiers === '' ? one.code : `${one.code} ${one.modifiers}`)).join(', ')
  const { payerAt } = of.patient
  return {
    id,
    day: of.day,
    payerAt,
    patient: of.patient,
    control: `${prefix}-${String(id).padStart(7, '0')}-01`,
    payerControl: `${PAYERS[payerAt]?.memberPrefix ?? ''}${x12Day(of.day)}${String(100_000 + id + chance.whole(9)).slice(-7)}`,
    codes,
    cents: total(lines),
    lines,
  }
}

/** Writes a claim with its lines and diagnoses and posts its charge. */
export function writeClaim(
  pen: Pen,
  claim: Claim,
  of: Session,
  charged: { readonly charge: number; readonly held: Held; readonly payer: number },
  at: Standing,
): void {
  const { id, day, lines } = claim
  const payer = PAYERS[claim.payerAt]?.payer
  pen.claim.add({
    id,
    patient: of.patientId,
    coverage: of.coverage,
    payer: charged.payer,
    biller: 1,
    provider: of.provider,
    status: at.status,
    place: placeOf(charged.held),
    first_day: day,
    last_day: day,
    codes: claim.codes,
    cents: claim.cents,
    payer_control: at.payerControl,
    origin: 'charge',
    batch: at.batch,
    file_by: payer?.kind === 'medicare' ? addMonths(day, 12) : addDays(day, payer?.filingDays ?? 90),
    created_at: instant(day, '17:05'),
    sent_at: at.sentOn && instant(at.sentOn, '10:40'),
    status_at: instant(at.since),
  })
  const pointers = POINTERS[of.patient.diagnoses.length] ?? '1'
  lines.forEach(({ id: line, code, modifiers, cents, control }, n) => {
    pen.claimLine.add({
      id: line,
      claim: id,
      n: n + 1,
      code,
      modifiers,
      units: 1,
      pointers,
      day,
      place: placeOf(charged.held),
      cents,
      control,
      charge: charged.charge,
    })
  })
  of.patient.diagnoses.forEach((code, n) => pen.claimDiagnosis.add({ claim: id, n: n + 1, code }))
  pen.post(
    { kind: 'charge', source: 'claim', key: String(id), day },
    lines.flatMap((one) => [
      { account: 'payer' as const, cents: one.cents, claim: id, line: one.id },
      { account: 'charge' as const, cents: -one.cents, claim: id, line: one.id },
    ]),
  )
  pen.happened({ claim: id, day, shape: 'draft', words: 'Charge entered', detail: `${charged.held.minutes} minutes` })
  if (at.status === 'held') {
    const words = 'The diagnosis is a header; it needs one more sign.'
    pen.claimFinding.add({ claim: id, n: 1, rule: 'dx-header', grade: 'stop', words, field: 'diagnoses', box: '21', source: 'ICD-10-CM' })
    pen.happened({ claim: id, day, shape: 'held', words: 'Held by the checks', detail: words })
  } else if (at.status !== 'draft') pen.happened({ claim: id, day, shape: 'ready', words: 'All checks passed' })
}

/** A batch whose number was given when its first claim was made. */
export type Batch = { readonly id: number; readonly payerAt: number; readonly on: Day; readonly claims: Claim[] }

/** Writes the file and the batch of claims that leave together, and what came back on it. */
export function writeBatch(pen: Pen, batch: Batch, payer: number, prefix: string, today: Day): void {
  const { id, on, claims, payerAt } = batch
  const file = pen.next.file++
  const of = PAYERS[payerAt]?.payer
  const reference = `${prefix}${String(id).padStart(6, '0')}`
  const text = `${claims.map((one) => `CLM*${one.control}*${(one.cents / 100).toFixed(2)}`).join('~')}~`
  const bytes = Buffer.from(text, 'latin1')
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const summary = `${claims.length} claims to ${of?.name ?? ''}`
  const at = instant(on, '10:40')
  const name = `837P_${reference}.x12`
  pen.file.add({ id: file, direction: 'out', name, kind: '837P', sha256, bytes, size: bytes.length, at, status: 'written', summary })
  const answered = addDays(on, 2) <= today
  pen.batch.add({
    id,
    file,
    receiver: of?.ediId ?? '',
    payer,
    reference,
    interchange: id,
    group_control: id,
    set_control: '0001',
    usage: 'P',
    claims: claims.length,
    cents: total(claims),
    status: answered ? 'accepted' : addDays(on, 1) <= today ? 'received' : 'written',
    created_at: at,
    answered_at: answered ? instant(addDays(on, 2)) : null,
  })
  claims.forEach((claim, n) => {
    const place = { file, segment: n + 1 }
    const answer = answered ? 'accepted' : addDays(on, 1) <= today ? 'received' : null
    const row = { claim: claim.id, n: 1, control: claim.control, frequency: '1', batch: id, file }
    pen.submission.add({ ...row, from_segment: n + 1, to_segment: n + 1, answer, at })
    pen.happened({ claim: claim.id, day: on, shape: 'sent', words: `Sent in batch ${reference}`, detail: '837P', ...place })
    if (answered) pen.happened({ claim: claim.id, day: addDays(on, 2), shape: 'accepted', words: 'Taken by the payer', detail: '277CA A2' })
  })
}
