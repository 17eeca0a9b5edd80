import type { Output } from '../../src-shared/contract/index.ts'
import { daysBetween, type Day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { howToWriteOff } from '../access/index.ts'
import { documentsOf, historyOf, reopenClaim } from '../claims/index.ts'
import { adjustmentReason, remark } from '../codes/index.ts'
import { fullName } from '../practice/index.ts'
import { refuse, type Handlers } from '../store/index.ts'
import { approvalHandlers, askFor } from './approvals/actions.ts'
import { approvalWaiting } from './approvals/records.ts'
import { callAbout } from './calls.ts'
import { assignMany, preview, workDenial } from './bulk.ts'
import { caseOf, finish, openDenial } from './closing.ts'
import { claimSegments, whyDenied } from './explaining.ts'
import { limitsOf } from './following.ts'
import { levelName } from './levels.ts'
import { fits, letterTemplates } from './letters.ts'
import { driftOf, patternsOf } from './patterns/patterns.ts'
import { appealOf, changeDenial, denialPlan, denialRow, denyingPayment, lineSums, type DenialListRow } from './records.ts'
import { closeReasonFor, limitOf, mayBillPatient, playbookOf, stepFor, wantsNewClaim } from './rules.ts'

type Row = Output<'denials.list'>['rows'][number]

export const handlers = {
  'denials.list': ({ db, lists, clock }, input) => {
    const page = lists.page(db, denialPlan(clock.today()), input)
    return { ...page, rows: page.rows.map((row) => asRow(row, clock.today())) }
  },

  'denials.totals': ({ db, lists, clock }, input) => lists.totals(db, denialPlan(clock.today()), input),

  'denials.get': ({ db, clock }, { id }) => {
    const row = denialRow(db, id) ?? refuse('record.missing')
    const { denied, facts, line } = caseOf(db, row)
    const appeal = appealOf(db, id)
    const level = (appeal?.level ?? 0) + 1
    const payment = denyingPayment(db, row.remit_claim)
    const playbook = playbookOf(denied)
    const nextAction = adjustmentReason(row.reason).nextAction
    return {
      ...asRow(row, clock.today()),
      remarks: denied.remarks.map((code) => ({ code, words: remark(code).words })),
      why: whyDenied(db, denied, facts, line),
      steps: playbook ? [...playbook.steps] : [nextAction ?? 'Call the payer and ask what it needs'],
      prevent: playbook?.prevent ?? '',
      call: callAbout(row.cause, { facts, line }, payment.control || facts.claim.payer_control),
      payerControl: payment.control || facts.claim.payer_control,
      charge: line.cents,
      open: lineSums(db, row.line).payer,
      mayBillPatient: mayBillPatient(denied),
      closeReason: closeReasonFor(row.reason, playbook),
      patientId: facts.claim.patient,
      deniedOn: payment.day,
      appeal: appeal ? { ...appeal, next: nextLevel(facts.payer.kind, appeal) } : null,
      templates: letterTemplates.map((one) => ({
        id: one.id,
        title: one.title,
        fits: !wantsNewClaim(denied.remarks) && fits(one, denied) && level >= (one.from ?? 1),
      })),
      note: row.note,
      file: payment.file,
      documents: documentsOf(db, row.claim),
      segments: [...claimSegments(db, payment.file, payment.first, payment.last).lines],
      history: historyOf(db, row.claim),
    }
  },

  'denials.patterns': ({ db, clock }, { by }) => patternsOf(db, by, clock.today()),

  'denials.drift': ({ db, clock }) => driftOf(db, clock.today()),

  'denials.work': (work, { id, ...changes }) => {
    workDenial(work, openDenial(work.db, id), changes)
    return {}
  },

  'denials.assign': (work, input) => assignMany(work, input),

  'denials.preview': (work, input) => preview(work, input),

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

  'denials.close': (work, input) => {
    const { db, user } = work
    const row = openDenial(db, input.id)
    if (input.outcome === 'patient-billed' && !mayBillPatient(caseOf(db, row).denied)) {
      refuse('input.invalid', {
        at: { field: 'outcome' },
        message: 'The payer made this the practice’s own liability, so the patient must not be billed for it.',
        fix: 'Write it off, or work the denial.',
      })
    }
    if (input.outcome === 'written-off') {
      const open = lineSums(db, row.line).payer
      const how = howToWriteOff(db, user, open)
      if (how === 'asked') return { approval: askFor(work, input, open) }
      if (how === 'alone') work.remark?.('alone')
    }
    if (approvalWaiting(db, row.id) !== undefined)
      refuse('record.changed', { message: 'A write-off of this denial waits for a second person.', fix: 'Have it declined first.' })
    finish(work, row, input)
    return { approval: null }
  },
  ...approvalHandlers,
} satisfies Pick<
  Handlers,
  | 'denials.list'
  | 'denials.totals'
  | 'denials.get'
  | 'denials.patterns'
  | 'denials.drift'
  | 'denials.work'
  | 'denials.assign'
  | 'denials.preview'
  | 'denials.correct'
  | 'denials.close'
  | 'approvals.list'
  | 'approvals.decide'
>

/** The level that an appeal opens: what was lost, or won in part, may go on. */
function nextLevel(
  kind: string,
  { status, level }: { readonly status: string; readonly level: number },
): { level: number; name: string } | null {
  const name = status === 'lost' || status === 'partly-won' ? levelName(kind, level + 1) : undefined
  return name === undefined ? null : { level: level + 1, name }
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
    again: row.again as Day | null,
  }
}
