import type { Argument } from '../../src-shared/contract/index.ts'
import { negate } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { claimFacts, setStatus, type ClaimFacts, type LineFacts } from '../claims/index.ts'
import { claimSums, record } from '../ledger/index.ts'
import { refuse, type CommandWork, type Reading } from '../store/index.ts'
import { closeDenial, deniedLine } from './following.ts'
import { denialById, lineSums, openDenials, type DenialRow } from './records.ts'
import { closeReasonFor, playbookOf, statusByMoney, type Denied } from './rules.ts'

/** A denial that is still to be worked. @throws Trouble `record.missing`, `denial.closed` */
export function openDenial(db: Reading, id: number): DenialRow {
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

/** Ends a denial: its money moves, it is closed, and the claim follows when nothing else of it is open. */
export function finish(work: CommandWork, row: DenialRow, { outcome, reason, note }: Argument<'denials.close'>): void {
  const { db } = work
  moveMoney(work, row, outcome, reason)
  closeDenial(work, row.id, outcome, note)
  if (openDenials(db, row.claim).length === 0) setStatus(work, row.claim, statusByMoney(claimSums(db, row.claim)))
}

/** What an outcome does to the open amount of the line: written off, or moved to the patient. Other outcomes move nothing. */
function moveMoney(
  work: CommandWork,
  row: DenialRow,
  outcome: Argument<'denials.close'>['outcome'],
  reason: Argument<'denials.close'>['reason'],
): void {
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
    note: isWriteOff ? (reason ?? closeReasonFor(row.reason, playbookOf(caseOf(db, row).denied))) : 'Billed to the patient',
    postings: [
      { account: 'payer', cents: negate(open), line },
      { account: isWriteOff ? 'adjustment' : 'patient', cents: open, line, group: row.group_code, reason: row.reason },
    ],
  })
}
