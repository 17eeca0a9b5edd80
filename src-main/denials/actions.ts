import type { DENIAL_OUTCOMES } from '../../src-shared/contract/denials.ts'
import type { Output } from '../../src-shared/contract/index.ts'
import { daysBetween, type Day } from '../../src-shared/day.ts'
import { cents, negate } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { addEvent, claimFacts, historyOf, reopenClaim, setStatus, type ClaimFacts, type LineFacts } from '../claims/index.ts'
import { adjustmentReason, remark } from '../codes/index.ts'
import { claimSums, record } from '../ledger/index.ts'
import { fullName } from '../practice/index.ts'
import { refuse, type CommandWork, type Handlers, type Reading } from '../store/index.ts'
import { claimSegments, whyDenied } from './explaining.ts'
import { closeDenial, deniedLine, limitsOf } from './following.ts'
import { fits, letterTemplates } from './letters.ts'
import {
  appealOf,
  changeDenial,
  denialById,
  denialPlan,
  denialRow,
  denyingPayment,
  lineSums,
  openDenials,
  type DenialListRow,
  type DenialRow,
} from './records.ts'
import {
  closeReasonFor,
  dueOn,
  limitOf,
  mayBillPatient,
  playbookOf,
  statusByMoney,
  stepFor,
  wantsNewClaim,
  type CloseReason,
  type Denied,
} from './rules.ts'

type Row = Output<'denials.list'>['rows'][number]

export const handlers = {
  'denials.list': ({ db, lists, clock }, input) => {
    const page = lists.page(db, denialPlan(clock.today()), input)
    return { ...page, sums: { ...page.sums }, rows: page.rows.map((row) => asRow(row, clock.today())) }
  },

  'denials.get': ({ db, clock }, { id }) => {
    const row = denialRow(db, id) ?? refuse('record.missing')
    const { denied, facts, line } = caseOf(db, row)
    const payment = denyingPayment(db, row.remit_claim)
    const playbook = playbookOf(denied)
    const nextAction = adjustmentReason(row.reason).nextAction
    return {
      ...asRow(row, clock.today()),
      remarks: denied.remarks.map((code) => ({ code, words: remark(code).words })),
      why: whyDenied(db, denied, facts, line),
      steps: playbook ? [...playbook.steps] : [nextAction ?? 'Call the payer and ask what it needs'],
      prevent: playbook?.prevent ?? '',
      payerControl: payment.control || facts.claim.payer_control,
      charge: line.cents,
      open: lineSums(db, row.line).payer,
      mayBillPatient: mayBillPatient(denied),
      closeReason: closeReasonFor(row.reason, playbook),
      patientId: facts.claim.patient,
      deniedOn: payment.day,
      appeal: appealOf(db, id) ?? null,
      templates: letterTemplates.map((one) => ({
        id: one.id,
        title: one.title,
        fits: !wantsNewClaim(denied.remarks) && fits(one, denied),
      })),
      note: row.note,
      segments: [...claimSegments(db, payment.file, payment.first, payment.last).lines],
      history: historyOf(db, row.claim),
    }
  },

  'denials.work': (work, { id, owner, note, action, status }) => {
    const { db, clock, announce } = work
    const row = openDenial(db, id)
    const { denied, facts } = caseOf(db, row)
    const step = action && stepFor(denied, action)
    const changes = {
      status: status ?? (row.status === 'new' ? 'in-work' : row.status),
      ...(owner !== undefined && { owner }),
      ...(note !== undefined && { note }),
      ...(step && {
        action: step.action,
        next_step: step.words,
        due: dueOn(denied, step.action, limitsOf(facts), denyingPayment(db, row.remit_claim).day, clock.today()),
      }),
    }
    changeDenial(db, id, changes)
    if (note !== undefined && note !== row.note)
      addEvent(work, { claim: row.claim, shape: 'note', words: 'Note on the denial', detail: note })
    announce('denials', [id])
    return {}
  },

  'denials.correct': (work, { id }) => {
    const { db } = work
    const row = openDenial(db, id)
    const { denied, facts } = caseOf(db, row)
    const isNew = wantsNewClaim(denied.remarks)
    if (denied.isMedicare && !isNew) {
      refuse('input.invalid', {
        message: 'Medicare takes no replacement of a professional claim.',
        fix: 'Ask for a reopening by phone or portal, or appeal.',
      })
    }
    const payment = denyingPayment(db, row.remit_claim)
    reopenClaim(work, row.claim, {
      frequency: isNew ? '1' : '7',
      payerControl: payment.control || undefined,
      fileBy: must('a correction has a limit', limitOf(denied, 'correct', limitsOf(facts), payment.day)),
    })
    const step = stepFor(denied, 'correct')
    changeDenial(db, id, { status: 'waiting', action: step.action, next_step: step.words })
    work.announce('denials', [id])
    return { claim: row.claim }
  },

  'denials.close': (work, { id, outcome, reason, note }) => {
    const { db } = work
    const row = openDenial(db, id)
    const { denied } = caseOf(db, row)
    if (outcome === 'patient-billed' && !mayBillPatient(denied)) {
      refuse('input.invalid', {
        at: { field: 'outcome' },
        message: 'The payer made this the practice’s own liability, so the patient must not be billed for it.',
        fix: 'Write it off, or work the denial.',
      })
    }
    moveMoney(work, row, outcome, reason ?? closeReasonFor(row.reason, playbookOf(denied)))
    closeDenial(work, id, outcome, note)
    if (openDenials(db, row.claim).length === 0) setStatus(work, row.claim, statusByMoney(claimSums(db, row.claim)))
    return {}
  },
} satisfies Pick<Handlers, 'denials.list' | 'denials.get' | 'denials.work' | 'denials.correct' | 'denials.close'>

function openDenial(db: Reading, id: number): DenialRow {
  const row = denialById(db, id) ?? refuse('record.missing')
  if (row.status === 'closed') refuse('denial.closed')
  return row
}

/** A denial with what its claim says. */
export function caseOf(db: Reading, row: DenialRow): { readonly denied: Denied; readonly facts: ClaimFacts; readonly line: LineFacts } {
  const facts = must('a denial has its claim', claimFacts(db, row.claim))
  const line = must(
    'a denial has its line',
    facts.lines.find((one) => one.id === row.line),
  )
  const denied = deniedLine(facts, line.code, { group: row.group_code, reason: row.reason }, row.remarks.split(' ').filter(Boolean))
  return { denied, facts, line }
}

/** What an outcome does to the open amount of the line: written off, or moved to the patient. Other outcomes move nothing. */
function moveMoney(work: CommandWork, row: DenialRow, outcome: (typeof DENIAL_OUTCOMES)[number], reason: CloseReason): void {
  const { db, clock, user } = work
  const open = lineSums(db, row.line).payer
  if (open <= 0 || (outcome !== 'written-off' && outcome !== 'patient-billed')) return
  const line = { claim: row.claim, line: row.line }
  const isWriteOff = outcome === 'written-off'
  record(db, {
    kind: isWriteOff ? 'write-off' : 'transfer',
    source: 'denial',
    sourceKey: String(row.id),
    day: clock.today(),
    user: user.id,
    at: clock.now(),
    note: isWriteOff ? reason : 'Billed to the patient',
    postings: [
      { account: 'payer', cents: negate(open), line },
      { account: isWriteOff ? 'adjustment' : 'patient', cents: open, line, group: row.group_code, reason: row.reason },
    ],
  })
}

function asRow(row: DenialListRow, today: Day): Row {
  return {
    id: row.id,
    status: row.status as Row['status'],
    outcome: row.outcome as Row['outcome'],
    daysLeft: daysBetween(today, row.due as Day),
    due: row.due as Day,
    cause: row.cause,
    reason: `${row.group_code}-${row.reason}`,
    reasonWords: adjustmentReason(row.reason).short,
    nextStep: row.next_step,
    action: row.action as Row['action'],
    patient: fullName(row),
    claim: row.claim,
    day: row.day as Day,
    code: row.code,
    cents: cents(row.cents),
    payer: row.payerName,
    owner: row.owner,
  }
}
