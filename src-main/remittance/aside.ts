import { reverse } from '../ledger/index.ts'
import { keptFile, refuse, type CommandWork, type Reading } from '../store/index.ts'
import { rehearse } from './again.ts'
import { BY_HAND } from './by-hand/rules.ts'
import { putAside, putBack, standingEntries, standsOnClaim } from './records/aside.ts'
import { depositOf } from './records/deposits.ts'
import { remittanceById } from './records/finding.ts'
import type { RemittanceRow } from './records/tables.ts'

/*
 * Remittances that shall never be posted: a test file, another practice's, a paper EOB that was typed wrongly. They stay with the reason, ask for nothing,
 * and stand in nobody's way: the same payment may come or be typed again.
 */

/**
 * Sets a remittance aside. Of one that was posted only what was typed by hand can be, once all of it is taken off its claims: what held its money, and
 * its PLB, are undone by entries of their own.
 * @throws Trouble `record.missing`; `remittance.kept` with what stands in the way
 */
export function setAside(work: CommandWork, id: number, why: string): void {
  const { db, clock, user } = work
  const remittance = remittanceById(db, id) ?? refuse('record.missing')
  const stop = stopOf(db, remittance)
  if (stop !== undefined) refuse('remittance.kept', { fix: stop })
  if (remittance.status === 'partly')
    for (const entry of standingEntries(db, remittance.digest))
      reverse(db, entry, { day: clock.today(), user: user.id, at: clock.now(), note: `Set aside: ${why}` })
  putAside(db, remittance, why)
  work.announce('remittances', [id])
}

/**
 * Brings one back that was set aside, as it was; what had been posted of it is typed again instead.
 * @throws Trouble `record.missing`, `remittance.kept`
 */
export function bringBack(work: CommandWork, id: number): void {
  const { db } = work
  const remittance = remittanceById(db, id) ?? refuse('record.missing')
  if (remittance.aside === null) refuse('remittance.kept', { fix: 'It is not set aside.' })
  if (remittance.aside_was === 'partly') refuse('remittance.kept', { fix: 'It was posted, and all of it was undone. Enter it again.' })
  putBack(db, remittance)
  rehearse(work, id)
  work.announce('remittances', [id])
}

/** What stands in the way of setting it aside, and what to do first; undefined when nothing does. */
export function stopOf(db: Reading, { id, status, aside, file }: RemittanceRow): string | undefined {
  if (aside !== null) return 'It is set aside already.'
  if (depositOf(db, id)) return 'Somebody said that its money came. Take that back first.'
  if (status === 'rehearsed' || status === 'quarantined') return undefined
  if (keptFile(db, file)?.kind !== BY_HAND)
    return 'It is posted, and the payer sent it. Take off what is on the wrong claim, and tie it to the right one.'
  return standsOnClaim(db, id) ? 'It is posted. Take each claim payment off first.' : undefined
}
