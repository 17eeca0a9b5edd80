import { counted } from '../../src-shared/number.ts'
import {
  acknowledge,
  claimAcknowledgment,
  claimsOf,
  eligibilityResponse,
  isGrave,
  readAny,
  readFile,
  setsOf,
  statusResponse,
  writeAcknowledgment,
  type FileReading,
  type Inquiry270,
  type Professional,
  type RawSet,
  type StatusRequest276,
} from '../x12/index.ts'
import { claimsAsked, cover } from './covering.ts'
import { takeClaim, type PracticePayer } from './deciding.ts'
import type { Moment } from './plans.ts'
import { payOut, type Paid, type Written } from './paying.ts'
import type { Held, State } from './state.ts'
import { said, saysOf, type Said } from './telling.ts'
import { acknowledgmentOf } from './writing/acknowledgment.ts'
import { benefitResponse } from './writing/eligibility.ts'
import { fileWith, nameOf } from './writing/envelope.ts'
import { statusOf, statusResponseOf } from './writing/status.ts'

type Step = { state: State; readonly files: Written[]; readonly decisions: Said[] }

/**
 * Answers a file as a payer does: TA1 and 999 on its form, 277CA on its claims, 271 and 277 on its questions, and 835 on what is to be paid by now.
 * Pure: the same payer, state, file and moment give the same bytes. What it does is told by the rule that decided.
 */
export function answer(payer: PracticePayer, state: State, bytes: Uint8Array, at: Moment): Paid {
  const { step, takes } = receive(payer, state, bytes, at)
  for (const read of takes) answerSet(payer, step, read, at)
  const paid = payOut(payer, step.state, at)
  return { state: paid.state, files: [...step.files, ...paid.files], decisions: [...step.decisions, ...paid.decisions] }
}

type Taken = { readonly raw: RawSet; readonly name: string; readonly value: unknown }

/** The envelopes and the form: TA1 and 999. @returns what is taken, set by set */
function receive({ terms }: PracticePayer, state: State, bytes: Uint8Array, at: Moment): { step: Step; takes: readonly Taken[] } {
  const step: Step = { state, files: [], decisions: [] }
  const file = readFile(bytes)
  if (file.interchanges.length === 0) step.decisions.push(said('the file', 'envelope.unreadable', 'not answered'))
  const reads = setsOf(file).map(readAny)
  const takes: Taken[] = []
  for (const told of acknowledge(file, reads)) {
    const { to, envelope } = told
    const about = `interchange ${to.control}`
    const key = `${to.sender}|${to.control}`
    const refusal =
      envelope.status === 'R'
        ? (['envelope.broken', envelope.note] as const)
        : to.receiver !== terms.id
          ? (['envelope.receiver', '009'] as const)
          : step.state.envelopes.includes(key)
            ? (['envelope.again', '025'] as const)
            : undefined
    const control = step.state.controls + 1
    const answering = refusal ? { ...told, envelope: { ...envelope, status: 'R' as const, note: refusal[1] }, groups: [] } : told
    const written = writeAcknowledgment(answering, { ...at, interchangeControl: control, groupControl: control })
    if (!written.ok) throw new Error(`The practice payer cannot acknowledge: ${written.problems.map((one) => one.path).join('; ')}`)
    if (written.text !== undefined) {
      step.state = { ...step.state, controls: control }
      step.files.push({ name: nameOf(answering.groups.length > 0 ? '999' : 'TA1', control), bytes: Buffer.from(written.text, 'latin1') })
    }
    if (refusal) {
      step.decisions.push(said(about, refusal[0], `TA1 R ${refusal[1]}`))
      continue
    }
    step.state = { ...step.state, envelopes: [...step.state.envelopes, key] }
    takes.push(...takenOf(file, to.ordinal, reads, step))
  }
  return { step, takes }
}

/** The sets of an interchange that were not turned back. */
function takenOf(file: FileReading, ordinal: number, reads: readonly ReturnType<typeof readAny>[], step: Step): Taken[] {
  const interchange = file.interchanges.find(({ header }) => header.ordinal === ordinal)
  const own = new Set((interchange?.groups ?? []).flatMap(({ sets }) => sets.map(({ first }) => first)))
  return reads
    .filter(({ raw }) => own.has(raw.first))
    .flatMap(({ raw, described, reading }) => {
      const isTaken = described !== undefined && !reading.findings.some((one) => one.report !== undefined && isGrave(one))
      const noted = reading.findings.filter((one) => one.report !== undefined && one.severity !== 'info').length
      const outcome = isTaken
        ? noted === 0
          ? 'accepted'
          : `accepted, ${counted(noted, 'thing')} noted`
        : `rejected, ${counted(noted, 'fault')}`
      step.decisions.push(said(`set ${raw.id} ${raw.control}`, isTaken ? 'set.taken' : 'set.rejected', outcome))
      return isTaken ? [{ raw, name: described.name, value: reading.value }] : []
    })
}

function answerSet(payer: PracticePayer, step: Step, { raw, name, value }: Taken, at: Moment): void {
  switch (name) {
    case '837P':
      return takeBatch(payer, step, raw, value as Professional, at)
    case '270':
      return answerCover(payer, step, raw, value as Inquiry270, at)
    case '276':
      return answerStatus(payer, step, raw, value as StatusRequest276, at)
    default:
      step.decisions.push(said(`set ${raw.id} ${raw.control}`, 'set.not-ours', 'not answered'))
  }
}

/** A file of ours with one set: its control number is the next one. */
function put<T>(
  { terms }: PracticePayer,
  step: Step,
  { interchange }: RawSet,
  set: Parameters<typeof fileWith<T>>[0],
  value: (control: number) => T,
  at: Moment,
): void {
  const control = step.state.controls + 1
  const usage = interchange.usage === 'T' ? 'T' : 'P'
  step.files.push({
    name: nameOf(set.name, control),
    bytes: fileWith(set, [value(control)], terms, interchange.sender, control, at, usage),
  })
  step.state = { ...step.state, controls: control }
}

function takeBatch(payer: PracticePayer, step: Step, raw: RawSet, sent: Professional, at: Moment): void {
  const held = claimsOf(sent).map((place): Held => {
    const one = takeClaim(payer, step.state, place, raw.interchange.sender, at)
    step.state = { ...step.state, numbers: step.state.numbers + 1, claims: [...step.state.claims, one] }
    return one
  })
  const decisions = held.map((one) => one.decision)
  put(payer, step, raw, claimAcknowledgment, (control) => acknowledgmentOf(sent, decisions, payer.terms, control, at, true), at)
  step.decisions.push(...decisions.map((one) => saysOf(one)))
}

function answerCover(payer: PracticePayer, step: Step, raw: RawSet, asked: Inquiry270, at: Moment): void {
  const value = benefitResponse(
    asked,
    (person, day) => {
      const found = cover(payer.terms, step.state, person, day)
      step.decisions.push(
        said(`member ${person.name.id ?? 'without a number'}`, found.rule, found.plan ? found.plan.name : `AAA ${found.reason}`),
      )
      return found
    },
    payer.terms,
    at,
  )
  put(payer, step, raw, eligibilityResponse, () => value, at)
}

function answerStatus(payer: PracticePayer, step: Step, raw: RawSet, request: StatusRequest276, at: Moment): void {
  const value = statusResponseOf(
    request,
    (asked, subscriber) => {
      const found = claimsAsked(step.state, asked, subscriber)
      const about = `question ${asked.trace.trace}`
      if (found.length === 0) step.decisions.push(said(about, 'status.none', 'A4:35'))
      for (const one of found) {
        const { rule, first } = statusOf(one)
        step.decisions.push(said(about, rule, `${first.category}:${first.status}`))
      }
      return found
    },
    payer.terms,
    at,
  )
  put(payer, step, raw, statusResponse, () => value, at)
}
