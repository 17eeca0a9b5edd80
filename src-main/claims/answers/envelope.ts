import { digits } from '../../../src-shared/number.ts'
import { envelopeNotes } from '../../codes/index.ts'
import type { CommandWork } from '../../store/index.ts'
import type { InterchangeAcknowledgment, Torn } from '../../x12/index.ts'
import { batchByInterchange, claimsOfBatch } from '../records/sending.ts'
import { batchWords, keepStatements, markBatch, notOurs, reject, type Answered } from './keeping.ts'

/** TA1: the interchange was taken, or lost as a whole. */
export function answerInterchange(work: CommandWork, ta1: Torn<InterchangeAcknowledgment>, file: number, segment: number): Answered {
  const { db } = work
  const batch = batchByInterchange(db, digits(ta1.control))
  if (!batch) return notOurs('TA1 for an interchange that Parity did not send.')
  if (ta1.status === undefined) return notOurs(`TA1 that does not say whether batch ${batch.reference} was taken.`)
  const note = ta1.note === undefined || ta1.note === '000' ? undefined : (envelopeNotes.find(ta1.note)?.words ?? `note ${ta1.note}`)
  const source = { kind: 'TA1', file, segment } as const
  const claims = claimsOfBatch(db, batch.id)
  if (ta1.status !== 'R') {
    const words =
      ta1.status === 'E' && note !== undefined ? `The envelope was taken, with an error noted: ${note}.` : 'The envelope was taken.'
    for (const one of claims) keepStatements(work, one, source, [{ verdict: 'noted', words }])
    markBatch(work, batch.id, batch.status === 'written' ? 'received' : batch.status, words)
    return { words: `${batchWords(batch)}: ${words.charAt(0).toLowerCase()}${words.slice(1)}`, details: [], matched: 1, unmatched: 0 }
  }
  const why = note ?? 'no reason is given'
  const words = `The whole file was turned back: ${why}.`
  for (const one of claims) {
    keepStatements(work, one, source, [{ verdict: 'rejected', words, field: 'resend', status: ta1.note ?? '' }])
    reject(work, one, batch.id, words, source)
  }
  markBatch(work, batch.id, 'rejected', words)
  return {
    words: `${batchWords(batch)} was turned back whole: ${why}.`,
    details: [],
    matched: batch.usage === 'T' ? 1 : claims.length,
    unmatched: 0,
  }
}
