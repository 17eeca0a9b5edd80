import type { Argument } from '../../src-shared/contract/index.ts'
import { addDays, shownDay, type Day } from '../../src-shared/day.ts'
import { must } from '../../src-shared/result.ts'
import { addEvent, claimById, setStatus } from '../claims/index.ts'
import { appealBy, caseOf, denialById, levelName } from '../denials/index.ts'
import { claimSums } from '../ledger/index.ts'
import { refuse, type CommandWork, type Happening, type Reading } from '../store/index.ts'
import { appealById, appealsOf, changeAppeal, goOnWith, openOnLine, type AppealRow } from './records.ts'
import { decisionOf } from './rules.ts'

const WORDS = { won: 'Appeal won', 'partly-won': 'Appeal won in part', lost: 'Appeal lost', withdrawn: 'Appeal not sent' } as const

/** A denial ended: its appeals end with it, by what it came to. */
export function decideAppeals(work: CommandWork, happening: Happening): void {
  if (happening.is !== 'denial-closed') return
  const { db, clock } = work
  const denial = denialById(db, happening.denial)
  if (!denial) return
  const open = openOnLine(db, denial.line)
  for (const appeal of appealsOf(db, denial.id)) {
    const decision = decisionOf(appeal.status, denial.outcome, open)
    if (!decision) {
      if (appeal.status === 'won' && denial.outcome === 'paid') overturn(work, appeal)
      continue
    }
    changeAppeal(db, appeal.id, { status: decision, changed_at: clock.now() })
    addEvent(work, {
      claim: appeal.claim,
      shape: decision === 'won' || decision === 'partly-won' ? 'overturned' : 'note',
      words: `${WORDS[decision]}, level ${appeal.level}`,
      detail: '',
    })
    work.announce('appeals', [appeal.id])
    if (decision === 'won') overturn(work, appeal)
  }
}

/** The claim shows that an appeal brought its money, once nothing of it is open. */
function overturn(work: CommandWork, { claim: id }: Pick<AppealRow, 'claim'>): void {
  const claim = claimById(work.db, id)
  if (claim?.status === 'paid' && claimSums(work.db, id).payer === 0) setStatus(work, id, 'overturned')
}

/** A decision comes before its money: so long an overturned denial waits for the remittance. */
const MONEY_DAYS = 30
/** What is left of a limit is kept for the mail and for mistakes. */
const SAFETY_DAYS = 10
/** A denial whose levels are used up is closed, or taken further by hand. */
const CLOSE_DAYS = 14

/** Whether a decision may be noted: it has left, its denial is open, and nothing was begun behind it. */
export const mayDecide = (db: Reading, row: AppealRow): boolean =>
  row.sent_at !== null &&
  (row.status === 'sent' || row.decided_on !== null) &&
  denialById(db, row.denial)?.status !== 'closed' &&
  !appealsOf(db, row.denial).some((one) => one.level > row.level)

/**
 * Notes what was decided on an appeal that had left. Its denial stays open: of what was overturned the money is waited for, what was upheld goes to the
 * next level, by its calendar, or to its end. A decision that was noted wrongly is noted again.
 * @throws Trouble `record.missing`, `appeal.undecided` when none can be noted, `input.invalid` for a day that cannot be
 */
export function noteDecision(work: CommandWork, { id, decision, day, note }: Argument<'appeals.decide'>): void {
  const { db, clock } = work
  const row = appealById(db, id) ?? refuse('record.missing')
  if (!mayDecide(db, row)) refuse('appeal.undecided')
  const sent = must('what left has its day', row.sent_at) as Day
  if (day > clock.today()) refuse('input.invalid', { at: { field: 'day' }, message: 'This day is still to come.' })
  if (day < sent)
    refuse('input.invalid', { at: { field: 'day' }, message: `It was sent on ${shownDay(sent)}, so it was not decided before.` })
  changeAppeal(db, id, { status: decision, decided_on: day, decision_note: note, changed_at: clock.now() })
  const denial = must('an appeal has its denial', denialById(db, row.denial))
  const { payer } = caseOf(db, denial).facts
  const next = levelName(payer.kind, row.level + 1)
  const limit = appealBy(payer, row.level + 1, day)
  goOnWith(
    db,
    denial.id,
    decision === 'won'
      ? { status: 'waiting', action: 'appeal', next_step: 'Wait for money', due: addDays(day, MONEY_DAYS) }
      : next === undefined
        ? { status: 'in-work', action: 'close', next_step: 'Close', due: addDays(day, CLOSE_DAYS) }
        : { status: 'in-work', action: 'appeal', next_step: 'Next level', due: addDays(limit, -SAFETY_DAYS) },
  )
  addEvent(work, {
    claim: row.claim,
    day,
    shape: decision === 'lost' ? 'note' : 'overturned',
    words: `${WORDS[decision]}, level ${row.level}`,
    detail: [note, ...(decision !== 'won' && next !== undefined ? [`${next} until ${shownDay(limit)}`] : [])].filter(Boolean).join(', '),
  })
  work.announce('appeals', [id])
  work.announce('denials', [denial.id])
}
