import type { Argument, Output } from '../../src-shared/contract/index.ts'
import { OPEN_DENIAL } from '../../src-shared/contract/denials.ts'
import { shownDay, type Day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { chosenIds, inSteps, refuse, Tally, type CommandWork, type QueryWork, type TaskWork } from '../store/index.ts'
import { addEvent } from '../claims/index.ts'
import { caseOf } from './closing.ts'
import { limitsOf } from './following.ts'
import { changeDenial, denialById, denialPlan, denyingPayment, rememberCause, standingOf, type DenialRow } from './records.ts'
import { causeOf, dueOn, playbookOf, stepFor } from './rules.ts'

type Changes = Pick<Argument<'denials.work'>, 'owner' | 'note' | 'action' | 'status' | 'cause' | 'again'>

const CLOSED = 'Closed'
const GONE = 'No longer there'

/** Takes an open denial over, notes what was done, changes what is done next: the limit of the new step goes with it. */
export function workDenial(work: CommandWork, row: DenialRow, { owner, note, action, status, cause, again }: Changes): void {
  const { db, clock, announce } = work
  const { denied, facts } = caseOf(db, row)
  if (cause !== undefined && cause !== row.cause) {
    const isUsual = cause === causeOf(denied.reason, playbookOf(denied))
    rememberCause(db, { ...denied, payer: row.payer }, isUsual ? null : cause, clock.today())
  }
  const step = action && stepFor(denied, action)
  const due = step ? dueOn(denied, step.action, limitsOf(facts), denyingPayment(db, row.remit_claim).day, clock.today()) : (row.due as Day)
  refuseTooLong(again, due, clock.today(), note ?? '')
  changeDenial(db, row.id, {
    status: status ?? (row.status === 'new' ? 'in-work' : row.status),
    ...(owner !== undefined && { owner }),
    ...(note !== undefined && { note }),
    ...(cause !== undefined && { cause }),
    ...(step && {
      action: step.action,
      next_step: step.words,
      due,
    }),
    // What was put off behind a limit that came nearer is taken up.
    ...(again !== undefined ? { again } : row.again !== null && row.again > due ? { again: null } : {}),
  })
  if (note !== undefined && note !== row.note)
    addEvent(work, { claim: row.claim, shape: 'note', words: 'Note on the denial', detail: note })
  if (again !== undefined && again !== row.again)
    addEvent(work, {
      claim: row.claim,
      shape: 'note',
      words: again === null ? 'Denial taken up again' : `Denial put off until ${shownDay(again)}`,
      detail: again === null ? '' : (note ?? ''),
    })
  announce('denials', [row.id])
}

/**
 * A denial is put off for a reason, and never behind its limit: it would be lost there.
 * @throws Trouble `denial.again`, `input.invalid`
 */
function refuseTooLong(again: Day | null | undefined, due: Day, today: Day, reason: string): void {
  if (again === null || again === undefined) return
  if (reason.trim() === '') refuse('input.invalid', { at: { field: 'note' }, message: 'Say why it is put off.' })
  if (again <= today) refuse('input.invalid', { at: { field: 'again' }, message: 'Put it off until a later day than today.' })
  if (again > due)
    refuse('denial.again', { at: { field: 'again' }, message: `It must be done by ${shownDay(due)}.`, fix: 'Choose an earlier day.' })
}

/** Works many denials alike, some in each transaction; closed ones stay as they are. */
export async function assignMany(
  work: TaskWork,
  { owner, note, action, status, ...chosen }: Argument<'denials.assign'>,
): Promise<Output<'denials.assign'>> {
  const ids = work.read((query) => chosenIds(query, denialPlan(query.clock.today()), chosen))
  const owners = new Map<string, number[]>()
  const done = await inSteps(work, ids, { size: 100, words: 'Changing denials' }, (step, id) => {
    const row = denialById(step.db, id)
    if (!row) return GONE
    if (row.status === 'closed') return CLOSED
    workDenial(step, row, { owner, note, action, status })
    const before = owners.get(row.owner)
    if (before) before.push(id)
    else owners.set(row.owner, [id])
    return undefined
  })
  if (chosen.ids !== undefined && done.done === 0 && done.wont.some(({ words }) => words === GONE)) refuse('record.missing')
  return { ...done, before: done.ids === null ? null : [...owners].map(([whose, theirs]) => ({ owner: whose, ids: theirs })) }
}

/** How many would change, and what is at stake on them. */
export function preview(work: QueryWork, chosen: Argument<'denials.preview'>): Output<'denials.preview'> {
  const wont = new Tally()
  const open: readonly string[] = OPEN_DENIAL
  const standing = standingOf(work.db, chosenIds(work, denialPlan(work.clock.today()), chosen))
  const within = standing.filter(({ status }) => open.includes(status))
  for (const one of standing) if (!open.includes(one.status)) wont.add(CLOSED, one.n)
  const owners = [...new Set(within.map(({ owner }) => owner))]
  const sum = (of: typeof within) => ({
    n: of.reduce((all, one) => all + one.n, 0),
    cents: cents(of.reduce((all, one) => all + one.cents, 0)),
  })
  const all = sum(within)
  return {
    will: all.n,
    cents: all.cents,
    parts: owners.map((words) => ({ words, ...sum(within.filter(({ owner }) => owner === words)) })),
    wont: wont.rows,
  }
}
