import { digits } from '../../../src-shared/number.ts'
import { syntaxErrorWords } from '../../codes/index.ts'
import { fileBytes, type CommandWork, type Reading } from '../../store/index.ts'
import { readFile, setsOf, type Acknowledgment999, type SetAnswer999, type Torn } from '../../x12/index.ts'
import { batchByGroup, claimsOfBatch } from '../records/sending.ts'
import type { BatchRow } from '../records/tables.ts'
import { faultOf, faultsByClaim, type Fault, type Sent } from './faults.ts'
import { batchWords, forward, keepStatements, markBatch, notOurs, reject, type Answered } from './keeping.ts'

/** What lets a set through; P is said of a group, of which one set or more were turned back. */
const TAKEN: readonly string[] = ['A', 'E', 'P']
const OTHERS_FAULT = 'The file was turned back for another claim. Send this one again.'

/**
 * 999: for each set whether it was taken. What is wrong is traced to its claims by CTX, or by the position of the segment in the set as it was sent:
 * an error of a subscriber concerns the subscriber’s claims, one of the billing provider all below it.
 */
export function answerSyntax(work: CommandWork, { group, answers = [], status: whole }: Torn<Acknowledgment999>, file: number): Answered {
  const { db } = work
  if (group?.functional === undefined) return notOurs('999 that does not say which group it answers.')
  const batch = batchByGroup(db, digits(group.control) || -1)
  if (!batch) return notOurs('999 for a group that Parity did not send.')
  const set = answers.find((one) => one.set?.control === batch.set_control)
  const status = set?.status?.status ?? whole?.status
  if (status === undefined) return notOurs(`999 that does not say whether batch ${batch.reference} was taken.`)
  const isTaken = TAKEN.includes(status)
  const source = { kind: '999', file, segment: set?.status?.at ?? whole?.at ?? 0 } as const
  const claims = claimsOfBatch(db, batch.id)
  const faults = faultsByClaim(set?.errors ?? [], (set?.errors ?? []).length > 0 ? segmentsOf(db, batch) : [])
  for (const one of claims) {
    const own = faults.get(one.control) ?? faults.get('') ?? []
    if (isTaken) {
      keepStatements(work, one, source, [{ verdict: 'received', words: 'The file was taken.' }, ...own.map(noted)])
      const detail = own.length === 0 ? '999 accepted' : `999 accepted, noted: ${wordsOf(own)}`
      if (one.answer === null || own.length > 0) forward(work, one, 'received', { words: 'File taken', detail }, source)
    } else {
      const why = own.length > 0 ? own : [{ words: wholeWords(set, whole) ?? OTHERS_FAULT, field: 'resend' } as const]
      const statements = why.map(({ words, field }) => ({ verdict: 'rejected' as const, words, field }))
      keepStatements(work, one, source, statements)
      reject(work, one, batch.id, wordsOf(why), source)
    }
  }
  const words = isTaken ? `was taken${status === 'E' ? ', with errors noted' : ''}` : 'was turned back for its form'
  if (!isTaken) markBatch(work, batch.id, 'rejected', 'Turned back for its form.')
  else if (['written', 'received'].includes(batch.status))
    markBatch(work, batch.id, 'received', status === 'E' ? 'Taken, with errors noted.' : 'Taken.')
  const details = (set?.errors ?? []).map((error) => `Segment ${error.segment?.position ?? 'unknown'}, ${faultOf(error).words}`)
  const matched = batch.usage === 'T' ? 1 : claims.length
  return { words: `${batchWords(batch)} ${words}.`, details, matched, unmatched: 0 }
}

const noted = ({ words, field }: Fault) => ({ verdict: 'noted' as const, words, field })
const wordsOf = (faults: readonly Fault[]): string => faults.map(({ words }) => words).join(' ')

/** Why a set went down without an error of a segment: its trailer, its control number, its group (IK502, AK905). */
function wholeWords(set: Torn<SetAnswer999> | undefined, whole: Torn<Acknowledgment999>['status']): string | undefined {
  if ((set?.errors ?? []).length > 0) return undefined
  const code = set?.status?.error1
  const ofGroup = whole?.error1
  if (code !== undefined) return `The file was turned back: ${syntaxErrorWords('IK502', code)}.`
  return ofGroup === undefined ? undefined : `The file was turned back: ${syntaxErrorWords('AK905', ofGroup)}.`
}

/** The set as it was sent, ST first. */
function segmentsOf(db: Reading, { file, set_control }: BatchRow): Sent[] {
  const bytes = file === null ? undefined : fileBytes(db, file)
  const set = bytes && setsOf(readFile(bytes)).find((one) => one.control === set_control)
  return set ? [...set.segments] : []
}
