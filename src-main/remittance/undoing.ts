import type { Output } from '../../src-shared/contract/index.ts'
import { cents, negate, sentenceMoney } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { addEvent, claimById, setStatus } from '../claims/index.ts'
import { record, reverse } from '../ledger/index.ts'
import { refuse, type CommandWork, type Reading } from '../store/index.ts'
import { remitClaimById, remittanceById, rehearsedBeside } from './records/finding.ts'
import { rehearse } from './again.ts'
import { changeRemittance, putOff } from './records/storing.ts'
import { freeKey, laterEntries, laterDecisions, statusBefore, takenBackBy } from './records/undoing.ts'
import type { RemitClaimRow } from './records/tables.ts'
import { isReversal } from './rules.ts'

/**
 * Takes what a claim payment did off its claim: an entry undoes it line by line, and the claim stands where it stood. The money came all the same, so
 * it waits as unapplied credit, and the claim payment is held until a person ties it again. Only the newest thing on a claim comes off: what was built
 * on it, such as a patient's payment of the share it named, is undone first.
 * @throws Trouble `record.missing`; `remittance.kept` with what stands in the way
 */
export function takeOff(work: CommandWork, id: number, note: string): Output<'remittance.takeOff'> {
  const { db, clock, user } = work
  const row = remitClaimById(db, id) ?? refuse('record.missing')
  const remittance = must('a claim payment has its remittance', remittanceById(db, row.remittance))
  const stop = stopOf(db, row)
  if (stop !== undefined) refuse('remittance.kept', { fix: stop })
  const claim = must('what is posted has its claim', row.claim)
  const posted = must('what is posted has its day', remittance.posted_at)
  const place = { file: remittance.file, segment: row.from_segment }
  const who = { day: clock.today(), user: user.id, at: clock.now() }
  // Denials refuse where somebody worked on them already.
  work.happened({ is: 'payment-off', remitClaim: id, claim, since: posted })
  if (row.entry !== null) reverse(db, row.entry, { ...who, note: `Taken off: ${note}` })
  const entry =
    row.paid === 0
      ? null
      : record(db, {
          kind: 'remittance',
          source: 'remittance',
          sourceKey: freeKey(db, `${remittance.digest}:${row.n}:held`),
          ...who,
          note: remittance.trace,
          postings: [
            { account: 'payment', cents: cents(row.paid), from: place },
            { account: 'credit', cents: negate(cents(row.paid)), from: place },
          ],
        })
  const beside = rehearsedBeside(db, remittance.id)
  putOff(db, id, { entry, reason: `taken off by hand: ${note}` })
  changeRemittance(db, remittance.id, { status: 'partly' })
  const status = statusBefore(db, claim, place)
  setStatus(work, claim, status)
  const paid = row.paid === 0 ? '' : `${sentenceMoney(cents(row.paid))} waits as unapplied credit. `
  addEvent(work, { claim, shape: status, words: 'A posted payment was taken off', detail: `${paid}${note}`, ...place })
  for (const other of beside) rehearse(work, other)
  work.announce('remittances', [remittance.id])
  return { claim, cents: cents(row.paid), status }
}

/** What stands in the way of taking a claim payment off, and what to do first; undefined when nothing does. */
function stopOf(db: Reading, row: RemitClaimRow): string | undefined {
  if (row.outcome !== 'posted' || row.claim === null) return 'It is not posted.'
  if (isReversal(row)) return 'It takes an earlier payment back. What the payer decides next settles it.'
  if (takenBackBy(db, row.id) !== undefined) return 'The payer took it back already.'
  if ((claimById(db, row.claim)?.turn ?? 1) > row.turn) return 'The next payer is billed with what it left. Put that back first.'
  if (laterDecisions(db, row) > 0) return 'A later answer of a payer stands on the same claim. Take that one off first.'
  if (row.entry !== null && laterEntries(db, row.claim, row.entry) > 0)
    return 'Something was entered on these sessions since: a patient’s payment, a transfer or a write-off. Undo that first.'
  return undefined
}
