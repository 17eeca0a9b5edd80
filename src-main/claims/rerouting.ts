import type { Argument, Output } from '../../src-shared/contract/index.ts'
import { visibleOnes } from '../access/index.ts'
import { refuse, type CommandWork, type Writing } from '../store/index.ts'
import { MOVABLE } from './bulk.ts'
import { verdictOn } from './consent.ts'
import { claimFacts, type ClaimFacts } from './facts.ts'
import { addEvent } from './making.ts'
import { batchOfFile, changeBatch, claimsOfBatch, livingIn } from './records/sending.ts'
import { isTesting } from './records/ways.ts'
import { writeBatch } from './sending.ts'

/* Claims whose file nobody answered leave again another way. The first submission stays as evidence, and each claim lives in the newest alone. */

type Way = Pick<Argument<'outbox.reroute'>, 'connection' | 'reason'> & {
  readonly name: string
  /** Nobody knows that the first file is not there. */
  readonly mayHaveArrived: boolean
}

/**
 * Writes the claims that live in a file into another one, under numbers of its own. As with paper, what has left is checked no more: it says what it said.
 * @throws Trouble `connection.testing` for claims that count, `claim.none`, `outbox.settled`, `record.missing`, `x12.unwritable`
 */
export function sendFileAgain(
  work: CommandWork,
  file: number,
  { connection, name, reason, mayHaveArrived }: Way,
): Output<'outbox.reroute'> {
  const { db, user } = work
  const batch = batchOfFile(db, file) ?? refuse('record.missing')
  if (batch.usage !== 'T' && isTesting(db, connection)) refuse('connection.testing', { at: { field: 'connection' } })
  const living = claimsOfBatch(db, batch.id).filter((one) => one.living === batch.id)
  if (living.length === 0) refuse('claim.none', { message: 'Every claim of it was turned back, or left another way since.' })
  const ids = living.map(({ claim }) => claim)
  if (visibleOnes(db, user, 'claim', ids).length < ids.length) refuse('record.missing')
  if (living.some(({ status }) => !MOVABLE.includes(status))) refuse('outbox.settled')
  const group = ids.map((id) => mayLeave(work, id))
  const sent = writeBatch(work, group, batch.usage === 'T' ? 'T' : 'P', connection)
  const words = mayHaveArrived ? `Moved to ${name}; the first file may have arrived` : `Moved to ${name}; the first file was not sent`
  for (const claim of ids) addEvent(work, { claim, shape: 'note', words, detail: reason, file })
  changeBatch(db, batch.id, { status: batch.status, words: `Moved to ${name} as ${sent.name}.`, answered_at: batch.answered_at })
  leaveFiles(work, [batch.id])
  return { file: sent.file, name: sent.name, claims: sent.claims }
}

function mayLeave({ db, clock }: CommandWork, id: number): ClaimFacts {
  const facts = claimFacts(db, id) ?? refuse('record.missing')
  const verdict = verdictOn(db, facts, clock.today())
  return verdict.allowed ? facts : refuse('claim.none', { message: `Claim ${id} may not leave again.`, fix: verdict.why })
}

/** Tells who carries files that claims of these batches left again, once they live elsewhere. */
export function leaveFiles({ db, happened }: { readonly db: Writing } & Pick<CommandWork, 'happened'>, batches: readonly number[]): void {
  for (const batch of new Set(batches)) {
    const { file, staying } = livingIn(db, batch)
    if (file !== null) happened({ is: 'file-left', file, staying })
  }
}
