import type { CommandWork, Reading } from '../../store/index.ts'
import { forward, keepStatements, reject, settleBatch, type Answered } from '../answers/keeping.ts'
import { changeClaim, claimRow } from '../records/claims.ts'
import { numbersLike, submittedAs } from '../records/sending.ts'
import { readReport, textLines, type ReportLine, type TextReport } from './rules.ts'

/* What a report as text does to claims: what a 277CA does, as far as it says it. */

/** Columns cut numbers off; shorter ones would fit too many claims. */
const LEAST = 10

/** The number a claim left under, by a word of a line: whole, or cut off by its column where that names one claim. */
function numberIn(db: Reading, words: readonly string[]): string | undefined {
  for (const word of words) if (submittedAs(db, word)) return word
  for (const word of words.filter((one) => one.length >= LEAST)) {
    const like = numbersLike(db, word)
    const [newest] = like
    if (newest && new Set(like.map(({ claim }) => claim)).size === 1) return newest.control
  }
  return undefined
}

/** Ties each line of a report to its claim. A line about no claim of ours is counted and changes nothing. */
export function answerReport(work: CommandWork, report: TextReport, file: number): Answered {
  const tally = { accepted: 0, rejected: 0, noted: 0 }
  const details: string[] = []
  const batches = new Set<number>()
  let unmatched = 0
  for (const line of report.lines) {
    const batch = answerLine(work, report, line, file)
    if (batch === undefined) {
      unmatched++
      details.push(`Line ${line.n}: no claim of ours stands in it.`)
    } else {
      tally[line.verdict]++
      if (batch !== null) batches.add(batch)
    }
  }
  for (const batch of batches) settleBatch(work, batch)
  if (report.others.length > 0)
    details.push(
      `${report.others.length} ${report.others.length === 1 ? 'line is' : 'lines are'} about no single claim; they stand below as they came.`,
    )
  const parts = [
    ...(tally.accepted > 0 ? [`${tally.accepted} accepted`] : []),
    ...(tally.rejected > 0 ? [`${tally.rejected} turned back`] : []),
    ...(tally.noted > 0 ? [`${tally.noted} pending`] : []),
    ...(unmatched > 0 ? [`${unmatched} not ours`] : []),
  ]
  const who = report.kind === 'summary' ? 'What the clearinghouse took in' : 'What payers said'
  const words = `${who}: ${parts.length > 0 ? parts.join(', ') : 'no claim in it'}.`
  return { words, details, matched: tally.accepted + tally.rejected + tally.noted, unmatched }
}

/** @returns the batch the claim left in, null where it left in none; undefined where the line names no claim of ours */
function answerLine(work: CommandWork, { kind }: TextReport, line: ReportLine, file: number): number | null | undefined {
  const { db } = work
  const control = numberIn(db, line.words)
  const sent = control === undefined ? undefined : submittedAs(db, control)
  if (!sent) return undefined
  const by = kind === 'summary' ? 'clearinghouse' : 'payer'
  const source = { kind: 'report', file, segment: line.n } as const
  const said = line.text === '' ? SAID[line.verdict] : line.text
  const verdict = line.verdict === 'accepted' && by === 'clearinghouse' ? 'received' : line.verdict
  const numbers = { payer_control: line.payerControl ?? null }
  keepStatements(work, sent, source, [{ verdict, said_by: by, words: said, ...numbers }])
  if (line.payerControl !== undefined && claimRow(db, sent.claim)?.payer_control === null)
    changeClaim(db, sent.claim, { payer_control: line.payerControl })
  // The payer’s word stands above the clearinghouse’s, whichever comes last.
  if (verdict === 'rejected' && !(sent.answer === 'accepted' && by === 'clearinghouse')) reject(work, sent, sent.batch, said, source)
  else if (verdict === 'accepted' || verdict === 'received')
    forward(work, sent, verdict, { words: by === 'payer' ? 'Payer accepted it' : 'Clearinghouse received it', detail: said }, source)
  work.announce('claims', [sent.claim])
  return sent.batch
}

const SAID: Readonly<Record<ReportLine['verdict'], string>> = {
  accepted: 'Accepted',
  rejected: 'Turned back, no reason is given',
  noted: 'Pending',
}

/** Each line of a file of text as it stands, with what was made of it; undefined of a file that is no text. */
export function reportLines(bytes: Uint8Array): { readonly raw: string; readonly words: string }[] | undefined {
  const report = readReport(bytes)
  const verdicts = new Map(report?.lines.map((line) => [line.n, SAID[line.verdict]]))
  return textLines(bytes)?.map((raw, at) => ({ raw, words: verdicts.get(at + 1) ?? '' }))
}
