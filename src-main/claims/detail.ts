import type { Output } from '../../src-shared/contract/index.ts'
import type { ClaimStatus, Document, HistoryLine, SegmentLine, Shape } from '../../src-shared/contract/fields.ts'
import { dayAt, daysBetween, shownDay, type Day } from '../../src-shared/day.ts'
import { cents, NO_MONEY, sentenceMoney, type Cents } from '../../src-shared/money.ts'
import { diagnoses, isDrugCode, procedures, reasonWords } from '../codes/index.ts'
import { claimSums, postingsOfClaim, type PostingRow } from '../ledger/index.ts'
import { codeBookOf, fullName, providerName } from '../practice/index.ts'
import { fileBytes, keptFile, refuse, type QueryWork, type Reading } from '../store/index.ts'
import { explain, lineOf } from '../x12/index.ts'
import { mendingStep, turnedBackFor } from './answers/mending.ts'
import { followingStep, mayBe, payersShown, voidStep } from './detail-payers.ts'
import { claimFacts, type ClaimFacts } from './facts.ts'
import { followingOf } from './following.ts'
import { heldStep } from './held.ts'
import { findingsOf, othersOfMonth } from './records/claims.ts'
import { documentRows, eventsOf, lastAnswer, lastPayment, lineSumsOf, newestAppealOf, openDenialOf } from './records/history.ts'
import { lastSubmission } from './records/sending.ts'
import { unpostedRemittance } from './records/silence.ts'
import type { SubmissionRow } from './records/tables.ts'
import { x12Place } from './scrub/catalogue.ts'
import { isUnfound } from './reopening.ts'
import { isHolding } from './scrub/finding.ts'
import { silentStep } from './silence/index.ts'
import { mayAsk, toldStep } from './status/index.ts'
import { fixFor } from './scrub/fixes.ts'

type Detail = Output<'claims.get'>

/** Everything the panel of a claim shows. */
export function claimDetail({ db, clock }: QueryWork, id: number): Detail {
  const facts = claimFacts(db, id) ?? refuse('record.missing')
  const { claim, patient, payer, coverage, provider, biller } = facts
  const sums = claimSums(db, id)
  const isOpen = ['draft', 'ready', 'held', 'rejected'].includes(claim.status)
  const codes = codeBookOf(db)
  const checked = findingsOf(db, id).map(({ rule, grade, words, field, box, source }) => ({
    rule,
    grade: grade as 'stop',
    words,
    field,
    box,
    source,
    x12: x12Place(rule),
    fix: isOpen && grade !== 'repair' ? fixFor(facts, { rule, field }, codes, rule === 'X02' ? othersOfMonth(db, claim) : []) : null,
  }))
  const findings = [...turnedBackFor(db, facts), ...checked]
  const submission = lastSubmission(db, id)
  const today = clock.today()
  const following = followingOf(db, claim, today)
  return {
    id,
    status: claim.status as ClaimStatus,
    frequency: claim.frequency,
    patient: { id: patient.id, name: fullName(patient), born: patient.born as Day | null },
    payer: { id: payer.id, name: payer.name },
    coverage: coverage.id,
    memberId: coverage.member_id,
    provider: provider ? providerName(provider) : null,
    biller: biller.name,
    day: claim.first_day as Day,
    lastDay: claim.last_day as Day,
    place: claim.place,
    charge: cents(claim.cents),
    control: submission?.control ?? null,
    payerControl: claim.payer_control,
    authorization: claim.turn === 1 ? claim.authorization : facts.said.authorization,
    note: facts.said.note,
    delay: facts.said.delay as Detail['delay'],
    attachments: facts.attachments as Detail['attachments'],
    ...facts.parties,
    turn: claim.turn,
    payers: payersShown(db, facts),
    may: mayBe(db, facts, following),
    fileBy: claim.file_by as Day,
    diagnoses: facts.diagnoses.map((code) => ({ code, words: diagnoses.find(code)?.words ?? '' })),
    lines: lineMoney(db, facts),
    findings,
    next: following ? followingStep(following, following.coverage.id) : (voidStep(facts) ?? nextStep(db, facts, findings, today)),
    money: moneyLines(db, postingsOfClaim(db, id)),
    owedByPayer: sums.payer,
    owedByPatient: sums.patient,
    file: fileLines(db, id, submission),
    documents: documentsOf(db, id),
    history: historyOf(db, id),
  }
}

/** The history of a claim, newest first. */
export function historyOf(db: Reading, claim: number): HistoryLine[] {
  return eventsOf(db, claim).map((row) => ({
    at: row.at,
    day: row.day as Day,
    shape: row.shape as Shape,
    words: row.words,
    detail: row.detail,
    // Nobody did anything when no answer came.
    who: row.shape === 'silent' ? null : row.who,
    file: row.file,
    segment: row.segment,
  }))
}

/** The files of a claim, newest first. */
export const documentsOf = (db: Reading, claim: number): Document[] =>
  documentRows(db, claim).map((row) => ({ ...row, direction: row.direction as Document['direction'] }))

function lineMoney(db: Reading, facts: ClaimFacts): Detail['lines'] {
  const sums = new Map(lineSumsOf(db, facts.claim.id).map((row) => [row.line, row]))
  return facts.lines.map((line) => {
    const own = sums.get(line.id)
    return {
      id: line.id,
      n: line.n,
      code: line.code,
      short: procedures.find(line.code)?.short ?? '',
      modifiers: [...line.modifiers],
      units: line.units,
      pointers: [...line.pointers],
      day: line.day,
      place: line.place,
      drug: line.drug,
      isDrug: isDrugCode(line.code),
      chargeId: line.charge,
      charge: line.cents,
      payer: cents(own?.payer ?? 0),
      patient: cents(own?.patient ?? 0),
      paid: cents(own?.payment ?? 0),
      adjusted: cents(own?.adjustment ?? 0),
    }
  })
}

const PATIENT_SHARE: Readonly<Record<string, string>> = {
  '1': 'Deductible to patient',
  '2': 'Coinsurance to patient',
  '3': 'Copay to patient',
}

/** One line an entry and reason, with what it did to payer and patient: the charge, each write-off, each share, the payment. */
function moneyLines(db: Reading, postings: readonly PostingRow[]): Detail['money'] {
  const files = new Map<number, string>()
  const nameOf = (file: number | null): string => {
    if (file === null) return ''
    const known = files.get(file) ?? keptFile(db, file)?.kind ?? 'file'
    files.set(file, known)
    return known
  }
  const lines = new Map<
    string,
    { words: string; from: string; payer: number; patient: number; file: number | null; segment: number | null }
  >()
  const entries = new Map<number, PostingRow[]>()
  for (const one of postings) entries.set(one.entry, [...(entries.get(one.entry) ?? []), one])
  for (const [entry, own] of entries) {
    const reversed = own[0]?.reverses !== null
    const put = (key: string, words: string, row: PostingRow, payer: number, patient: number): void => {
      const place = `${entry} ${key}`
      const known = lines.get(place)
      const where = row.file === null ? shownDay(row.day as Day) : `${nameOf(row.file)} of ${shownDay(row.day as Day)}`
      if (known) {
        known.payer += payer
        known.patient += patient
      } else
        lines.set(place, {
          words: reversed ? `${words}, taken back` : words,
          from: where,
          payer,
          patient,
          file: row.file,
          segment: row.segment,
        })
    }
    for (const row of own) {
      const code = row.group === null ? '' : `${row.group}-${row.reason ?? ''}`
      if (row.account === 'charge') put('charge', 'Charge', row, -row.cents, 0)
      else if (row.account === 'payment') put('payment', 'Payment', row, -row.cents, 0)
      else if (row.account === 'adjustment')
        put(
          `adjustment ${code}`,
          row.group === null ? 'Write-off' : `Written off, ${reasonWords(row.group, row.reason ?? '')}`,
          row,
          -row.cents,
          0,
        )
      else if (row.account === 'patient' && row.group === 'PR')
        put(`patient ${code}`, `${PATIENT_SHARE[row.reason ?? ''] ?? 'To patient'}, ${code}`, row, -row.cents, row.cents)
      else if (row.account === 'patient')
        put(`patient ${code}`, row.cents < 0 ? 'Paid by patient' : 'To patient', row, row.cents < 0 ? 0 : -row.cents, row.cents)
    }
  }
  return [...lines.values()].map((line) => ({ ...line, payer: cents(line.payer), patient: cents(line.patient) }))
}

/** The segments that last spoke of the claim: the remittance, else the answer, else the claim as it was sent. */
function fileLines(db: Reading, id: number, sent: SubmissionRow | undefined): Detail['file'] {
  const paid = lastPayment(db, id)
  if (paid)
    return segmentsOf(db, paid.file, `835 of ${shownDay(paid.day as Day)}`, paid.from_segment, paid.to_segment, [
      'CLP',
      'SVC',
      'CAS',
      'AMT',
      'LQ',
      'MOA',
    ])
  const answered = lastAnswer(db, id)
  if (answered?.file && answered.segment)
    return segmentsOf(db, answered.file, `${answered.kind} of ${shownDay(answered.day as Day)}`, answered.segment, answered.segment + 2, [
      'STC',
      'REF',
      'IK5',
      'IK3',
      'IK4',
      'TA1',
    ])
  if (!sent?.file || sent.from_segment === null || sent.to_segment === null) return null
  // Our own files count segments from ST; ISA and GS stand before it.
  const shift = sent.batch === null ? 0 : 2
  return segmentsOf(db, sent.file, `837P of ${shownDay(dayAt(sent.at))}`, sent.from_segment + shift, sent.to_segment + shift, [
    'CLM',
    'REF',
    'HI',
    'SV1',
    'LIN',
    'CTP',
    'DTP',
    'NM1',
  ])
}

function segmentsOf(db: Reading, file: number, title: string, first: number, last: number, ids: readonly string[]): Detail['file'] {
  const bytes = fileBytes(db, file)
  if (!bytes) return null
  const lines: SegmentLine[] = explain(bytes, first, last)
    .filter((one) => ids.some((id) => one.raw.startsWith(id)))
    .slice(0, 24)
    .map(lineOf)
  return { id: file, title, where: `segment ${first}`, lines }
}

function nextStep(db: Reading, facts: ClaimFacts, findings: Detail['findings'], today: Day): Detail['next'] {
  const { claim, payer } = facts
  const step = (
    title: string,
    why: string,
    action: Detail['next']['action'],
    amount: Cents | null = null,
    target: number | null = null,
  ): Detail['next'] => ({ title, why, cents: amount, action, target })
  const stops = findings.filter(isHolding)
  const left = daysBetween(today, claim.file_by as Day)
  const limit =
    left >= 0
      ? `The filing limit is in ${left} days, on ${shownDay(claim.file_by as Day)}.`
      : `The filing limit passed on ${shownDay(claim.file_by as Day)}.`
  const sums = claimSums(db, claim.id)
  const remittanceStep = (): Detail['next'] | undefined => {
    const waits = unpostedRemittance(db, claim.id)
    const why = waits && `The one of ${shownDay(waits.day as Day)} names this claim, and is not posted for it yet.`
    return waits && step('A remittance waits to be posted', why ?? '', 'open-remittance', sums.payer, waits.id)
  }
  switch (claim.status as ClaimStatus) {
    case 'draft':
    case 'ready':
      return step('All checks passed', `It can leave for ${payer.name}. ${limit}`, 'send', cents(claim.cents))
    case 'held':
      return heldStep(db, facts, stops)
    case 'rejected': {
      const mending = mendingStep(
        db,
        facts,
        findings.filter(({ grade }) => grade === 'rejected'),
      )
      return step(
        mending.title,
        `${mending.why} ${limit}`,
        mending.action,
        cents(claim.cents),
        mending.action === 'open-facts' ? claim.patient : null,
      )
    }
    case 'denied': {
      const denial = openDenialOf(db, claim.id)
      return denial
        ? step(`${payer.name} denied it`, `Work the denial by ${shownDay(denial.due as Day)}.`, 'open-denial', sums.payer, denial.id)
        : step('Denied and closed', 'Nothing more is expected.', 'none', sums.payer)
    }
    case 'appealed':
      return step(
        'The appeal is with the payer',
        'Its decision is awaited.',
        'open-appeal',
        sums.payer,
        newestAppealOf(db, claim.id) ?? null,
      )
    case 'with-patient':
      return step('The rest is the patient’s', `${sentenceMoney(sums.patient)} is owed by the patient.`, 'none', sums.patient)
    case 'paid':
    case 'closed':
    case 'overturned':
      return step('Nothing to do', 'The claim is settled.', 'none', NO_MONEY)
    case 'short':
      return step(
        'Paid below the contract',
        `${payer.name} allowed less than its contract rate. One letter asks for all that it paid so.`,
        'dispute',
        null,
      )
    case 'partly-paid': {
      const denial = openDenialOf(db, claim.id)
      return denial
        ? step('A line is still open', `Work it by ${shownDay(denial.due as Day)}.`, 'open-denial', sums.payer, denial.id)
        : step('A line is still open', `${sentenceMoney(sums.payer)} is still owed by ${payer.name}.`, 'wait', sums.payer)
    }
    case 'silent': {
      const waits = remittanceStep()
      if (waits) return waits
      const told = toldStep(db, claim.id, today)
      if (told && isUnfound(db, claim)) return step(told.title, `${told.why} ${limit}`, 'send-again', sums.payer)
      const { title, why, isToAsk } = told ?? silentStep(db, facts, today)
      return step(title, `${why} ${limit}`, isToAsk && mayAsk(db, claim.id, today) ? 'ask-payer' : 'wait', sums.payer)
    }
    default: {
      const waits = remittanceStep()
      if (waits) return waits
      const told = toldStep(db, claim.id, today)
      if (told && isUnfound(db, claim)) return step(told.title, `${told.why} ${limit}`, 'send-again', sums.payer)
      if (told)
        return step(told.title, `${told.why} ${limit}`, told.isToAsk && mayAsk(db, claim.id, today) ? 'ask-payer' : 'wait', sums.payer)
      return step(
        `With ${payer.name}`,
        claim.status === 'accepted' ? 'Accepted; the remittance is awaited.' : `Its answer is awaited. ${limit}`,
        'wait',
        sums.payer,
      )
    }
  }
}
