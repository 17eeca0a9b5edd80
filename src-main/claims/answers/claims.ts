import { claimStatusWords } from '../../codes/index.ts'
import type { CommandWork } from '../../store/index.ts'
import type { Acknowledgment277, AcknowledgedClaim, Status277, Torn } from '../../x12/index.ts'
import { changeClaim } from '../records/claims.ts'
import { batchByReference, billersOfBatch, claimsOfBatch, submittedAs } from '../records/sending.ts'
import { lineByControl } from '../records/answers.ts'
import { trialAs, trialsIn, type TrialRow } from '../records/trials.ts'
import { noteTrial } from '../trials.ts'
import { fieldOfStatus, type Field } from './field.ts'
import { forward, keepStatements, reject, settleBatch, type Answered, type Statement } from './keeping.ts'

/*
 * The 277CA: each claim’s answer by clearinghouse or payer. A damaged answer is taken as far as it goes: what is missing in it is passed over, and the
 * rest is answered. Source: 005010X214.
 */

type Source = Torn<Acknowledgment277['sources'][number]>
type Receiver = Torn<Acknowledgment277['sources'][number]['receivers'][number]>

/** Who answers, and when, as the head of a 277CA says. */
type Head = {
  readonly by: 'clearinghouse' | 'payer' | null
  readonly receipt: string | null
  readonly trace: string | null
  readonly file: number
}

/** What became of a claim of a 277CA: `unclear` is one without its number or its status, `late` a gate that it passed already. */
type Outcome = 'accepted' | 'received' | 'rejected' | 'late' | 'not ours' | 'unclear'
const OUTCOMES: readonly (readonly [Outcome, words: string])[] = [
  ['accepted', 'accepted'],
  ['received', 'received'],
  ['rejected', 'turned back'],
  ['late', 'answered by the payer already'],
  ['not ours', 'not ours'],
  ['unclear', 'unclear'],
]
type Tally = Record<Outcome, number>

/** 277CA: every status of every claim counts, and any rejection rejects. A1 is received; A2 of the payer is accepted. */
export function answerClaims(work: CommandWork, answer: Torn<Acknowledgment277>, file: number): Answered {
  const details: string[] = []
  const tally: Tally = { accepted: 0, received: 0, rejected: 0, late: 0, 'not ours': 0, unclear: 0 }
  for (const source of answer.sources ?? []) {
    const head = headOf(source, file)
    for (const receiver of source.receivers ?? []) {
      const reference = receiver.batch?.trace?.trace
      const batch = reference === undefined ? undefined : batchByReference(work.db, reference)
      if (batch) tally.rejected += (batch.usage === 'T' ? turnBackTest : turnBackWhole)(work, batch.id, receiver, head)
      for (const patient of (receiver.providers ?? []).flatMap((one) => one.patients ?? [])) {
        for (const claim of patient.claims ?? []) {
          const outcome = answerClaim(work, claim, head)
          tally[outcome]++
          if (outcome === 'not ours') details.push(`Segment ${claim.trace?.at ?? 0}: no claim of ours has this number.`)
          if (outcome === 'unclear') details.push(`Segment ${claim.trace?.at ?? 0}: the number or the status of the claim is missing.`)
        }
      }
      if (batch?.usage === 'P') settleBatch(work, batch.id)
    }
  }
  const parts = OUTCOMES.filter(([outcome]) => tally[outcome] > 0).map(([outcome, words]) => `${tally[outcome]} ${words}`)
  return {
    words: parts.length > 0 ? `${parts.join(', ')}.` : 'Nothing in it concerns a claim.',
    details,
    matched: tally.accepted + tally.received + tally.rejected + tally.late,
    unmatched: tally['not ours'] + tally.unclear,
  }
}

function headOf({ name, receipt }: Source, file: number): Head {
  const by = name?.entity === 'PR' ? 'payer' : name?.entity === 'AY' ? 'clearinghouse' : null
  return { by, receipt: receipt?.received?.when?.from ?? null, trace: receipt?.trace?.trace ?? null, file }
}

/** A batch, or a billing provider of it, that is turned back with nobody named below: all its claims go down. @returns how many */
function turnBackWhole(work: CommandWork, batch: number, { batch: told, providers = [] }: Receiver, head: Head): number {
  const claims = claimsOfBatch(work.db, batch)
  let n = 0
  const turnBack = (statuses: readonly Torn<Status277>[], isOfIt: (claim: number) => boolean): void => {
    const refused = statuses.filter(isRejection)
    if (refused.length === 0) return
    const source = { kind: '277CA', file: head.file, segment: refused[0]?.at ?? 0 } as const
    for (const one of claims.filter(({ claim }) => isOfIt(claim))) {
      keepStatements(
        work,
        one,
        source,
        refused.map((status) => statementOf(status, head)),
      )
      reject(work, one, batch, wordsOfAll(refused), source)
      n++
    }
  }
  if (providers.length === 0) turnBack(told?.statuses ?? [], () => true)
  const whole = providers.filter(({ patients = [] }) => patients.length === 0)
  if (whole.length === 0) return n
  const billers = billersOfBatch(work.db, batch)
  for (const { name, acknowledgment } of whole)
    turnBack((acknowledgment?.statuses ?? []) as readonly Torn<Status277>[], (claim) => {
      const own = billers.find((one) => one.claim === claim)
      return providers.length === 1 || own?.npi === name?.id || own?.taxId === name?.id
    })
  return n
}

function answerClaim(work: CommandWork, answered: Torn<AcknowledgedClaim>, head: Head): Outcome {
  const { db } = work
  const control = answered.trace?.trace
  if (control === undefined) return 'unclear'
  const sent = submittedAs(db, control)
  const trial = sent ? undefined : trialAs(db, control)
  if (!sent && !trial) return 'not ours'
  const own = answered.statuses ?? []
  const ofLines = (answered.lines ?? []).flatMap((one) => (one.statuses ?? []).map((status) => ({ status, control: one.control?.value })))
  const statuses = [...own, ...ofLines.map(({ status }) => status)]
  if (statuses.every((one) => one.first?.category === undefined && one.action !== 'U')) return 'unclear'
  const source = { kind: '277CA', file: head.file, segment: own[0]?.at ?? answered.trace?.at ?? 0 } as const
  if (!sent) return trial ? answerOfTest(work, trial, statuses as readonly Torn<Status277>[], head, source) : 'not ours'
  const payerControl = answered.payerControl?.value
  if (payerControl !== undefined) changeClaim(db, sent.claim, { payer_control: payerControl })
  const numbers = { payer_control: payerControl ?? null, trace: answered.clearinghouseTrace?.value ?? head.trace }
  const said = [
    ...own.map((status) => ({ ...statementOf(status, head), ...numbers })),
    ...ofLines.map(({ status, control: line }) => {
      const known = line === undefined ? undefined : lineByControl(db, sent.claim, line)
      const one = statementOf(status as Torn<Status277>, head)
      return { ...one, ...numbers, ...(known && { line: known.id, words: `Line ${known.n}. ${one.words}` }) }
    }),
  ]
  keepStatements(work, sent, source, said)
  if (said.some(({ verdict }) => verdict === 'rejected')) {
    // The payer’s word stands above the clearinghouse’s, whichever comes last.
    if (sent.answer === 'accepted' && head.by === 'clearinghouse') return 'late'
    reject(
      work,
      sent,
      sent.batch,
      [...new Set(said.filter(({ verdict }) => verdict === 'rejected').map(({ words }) => words))].join('; '),
      source,
    )
    return 'rejected'
  }
  const isAccepted = said.some(({ verdict }) => verdict === 'accepted')
  const to = isAccepted ? 'accepted' : 'received'
  const detail = `277CA ${own[0]?.first?.category ?? ''}${payerControl === undefined ? '' : `, ${payerControl}`}`
  const words = isAccepted ? 'Payer accepted it' : head.by === 'payer' ? 'Payer received it' : 'Clearinghouse received it'
  forward(work, sent, to, { words, detail }, source)
  return to
}

/** A test batch that is turned back with nobody named below. @returns how many claims were in it */
function turnBackTest(work: CommandWork, batch: number, { batch: told, providers = [] }: Receiver, head: Head): number {
  const refused = (told?.statuses ?? []).filter(isRejection)
  if (providers.length > 0 || refused.length === 0) return 0
  const source = { file: head.file, segment: refused[0]?.at ?? 0 }
  const trials = trialsIn(work.db, batch)
  for (const trial of trials) noteTrial(work, trial, { answer: 'rejected', words: wordsOfAll(refused) }, source)
  return trials.length
}

/** What is said of a claim that left as a test: told, and nothing else. */
function answerOfTest(
  work: CommandWork,
  trial: TrialRow,
  statuses: readonly Torn<Status277>[],
  head: Head,
  source: { readonly file: number; readonly segment: number },
): Outcome {
  const verdicts = statuses.map((status) => statementOf(status, head).verdict)
  const answer = verdicts.includes('rejected') ? 'rejected' : verdicts.includes('accepted') ? 'accepted' : 'received'
  noteTrial(work, trial, { answer, words: wordsOfAll(statuses) }, source)
  return answer
}

/** The three statuses of one STC belong together. */
const codesOf = (one: Torn<Status277>) =>
  [one.first, one.second, one.third].flatMap((status) => (status?.category === undefined ? [] : [status]))

const isRejection = (one: Torn<Status277>): boolean =>
  one.action === 'U' || codesOf(one).some(({ category = '' }) => ['A3', 'A4', 'A6', 'A7', 'A8'].includes(category))

function statementOf(one: Torn<Status277>, head: Head): Statement {
  const codes = codesOf(one)
  const [first] = codes
  const isAccepted = codes.some(({ category, entity }) => category === 'A2' && (head.by === 'payer' || entity === 'PR'))
  return {
    verdict: isRejection(one) ? 'rejected' : isAccepted ? 'accepted' : 'received',
    said_by: head.by,
    category: first?.category ?? '',
    status: first?.status ?? '',
    entity: first?.entity ?? '',
    field: codes.map(({ status, entity }): Field => fieldOfStatus(status ?? '', entity ?? '')).find((field) => field !== '') ?? '',
    words: statusWords(one),
    day: one.day,
    receipt: head.receipt,
    trace: head.trace,
    ...(one.at !== undefined && { segment: one.at }),
  }
}

function statusWords(one: Torn<Status277>): string {
  const parts = codesOf(one).map(({ category = '', status = '', entity }) => claimStatusWords(category, status, entity))
  return [...parts, ...(one.text === undefined ? [] : [one.text])].join('; ')
}

const wordsOfAll = (statuses: readonly Torn<Status277>[]): string => [...new Set(statuses.map(statusWords))].join('; ')
