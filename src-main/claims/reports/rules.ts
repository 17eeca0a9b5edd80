/*
 * Reports of a clearinghouse as text. Office Ally sends two of them beside its X12: the file summary (what it took in, what it turned back) and the status
 * report (what payers said). Both are tables of fixed width under a line of headings; columns are found by their headings, for the widths have changed over
 * the years. Nothing of a report is passed over: a line that is no claim stands as it came.
 */

export type ReportKind = 'summary' | 'status'

/** What a line says of a claim: whose number stands in it is found by who asks, among its words. */
export type ReportLine = {
  /** Its place in the file, from 1. */
  readonly n: number
  readonly words: readonly string[]
  readonly verdict: 'accepted' | 'rejected' | 'noted'
  /** What it says, in its own words. */
  readonly text: string
  /** The payer's number of the claim. */
  readonly payerControl: string | undefined
}
export type TextReport = {
  readonly kind: ReportKind
  readonly lines: readonly ReportLine[]
  /** Lines that are neither claims nor headings, and not empty. */
  readonly others: readonly number[]
}

const LARGEST = 8 * 1024 * 1024

/** The lines of a file of plain text; undefined of anything else. */
export function textLines(bytes: Uint8Array): string[] | undefined {
  if (bytes.byteLength > LARGEST) return undefined
  const text = Buffer.from(bytes).toString('latin1')
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text.replace(/\u001a$/, ''))) return undefined
  return text.split(/\r\n|\n|\r|\f/)
}

const isSummaryHead = (line: string): boolean => /\bCLAIM ?#/i.test(line) && /\b(ACC?N?T|ACCOUNT) ?#|\bOA CLAIM ?ID\b/i.test(line)
const isStatusHead = (line: string): boolean =>
  /\bSTATUS\b/i.test(line) && /\b(PAT\.? ?|PATIENT )?(ACCT|ACCNT|ACCOUNT)\b/i.test(line) && /\bPAYER\b/i.test(line)
const SECTION = /\b(ACCEPTED|ERROR|REJECTED|PENDING)\b.*\bCLAIMS?\b|\bCLAIMS?\b.*\b(ACCEPTED|REJECTED|PENDING)\b/i
const STATUS = /\b(ACCEPTED|REJECTED|DENIED|PENDED|PENDING|ACKNOWLEDGED|RECEIVED|FORWARDED|PROCESSED|PAID)\b/i

type Verdict = ReportLine['verdict']
const NOWHERE = [0, 0] as const
type Span = readonly [from: number, to: number]
type Columns = { readonly text: number; readonly account: Span; readonly number: Span }

/** A report by what is in it; undefined of any other text. */
export function readReport(bytes: Uint8Array): TextReport | undefined {
  const all = textLines(bytes)
  if (!all) return undefined
  let kind: ReportKind | undefined
  let columns: Columns = { text: -1, account: NOWHERE, number: NOWHERE }
  let section: Verdict | undefined
  const lines: ReportLine[] = []
  const others: number[] = []
  for (const [at, line] of all.entries()) {
    const n = at + 1
    if (line.trim() === '' || /^[\s=_*-]+$/.test(line)) continue
    if (isSummaryHead(line) || isStatusHead(line)) {
      kind ??= isSummaryHead(line) ? 'summary' : 'status'
      columns = columnsOf(line)
      continue
    }
    const isClaim = kind === 'summary' ? /^\s*\d+\)/.test(line) : kind === 'status' && STATUS.test(line) && /\d/.test(line)
    if (isClaim) {
      lines.push(kind === 'summary' ? summaryLine(n, line, columns, section) : statusLine(n, line, columns))
      continue
    }
    if (SECTION.test(line) && !/\d/.test(line)) section = sectionOf(line)
    else others.push(n)
  }
  return kind === undefined ? undefined : { kind, lines, others }
}

const columnsOf = (head: string): Columns => ({
  text: head.search(/\bERRORS?\b/i),
  account: spanOf(head, /\b(PAT\.? ?|PATIENT )?(ACC?N?T|ACCOUNT)\b/i),
  number: spanOf(head, /\bPAYER REF/i),
})

/** From a heading to the next, which two blanks part from it. */
function spanOf(head: string, heading: RegExp): Span {
  const from = head.search(heading)
  const own = from < 0 ? null : /^\S(?: \S|\S)*\s{2,}/.exec(head.slice(from))
  return own ? [from, from + own[0].length] : NOWHERE
}

const sectionOf = (line: string): Verdict =>
  /\b(ERROR|REJECTED)\b/i.test(line) ? 'rejected' : /\bPENDING\b/i.test(line) ? 'noted' : 'accepted'
/** What may be the number of a claim: its column first, for columns may touch; then every word with a digit. */
const wordsIn = (line: string, [from, to]: Span): string[] =>
  [line.slice(from, to).trim(), ...line.split(/\s+/)].filter((one) => one.length >= 6 && /\d/.test(one))

function summaryLine(n: number, line: string, { text, account }: Columns, section: Verdict | undefined): ReportLine {
  const error = text < 0 ? '' : line.slice(text).trim()
  const verdict = error === '' ? (section ?? 'accepted') : 'rejected'
  return { n, words: wordsIn(text < 0 ? line : line.slice(0, text), account), verdict, text: error, payerControl: undefined }
}

function statusLine(n: number, line: string, { account, number }: Columns): ReportLine {
  const found = STATUS.exec(line)
  const status = (found?.[0] ?? '').toUpperCase()
  const verdict = status === 'ACCEPTED' ? 'accepted' : status === 'REJECTED' || status === 'DENIED' ? 'rejected' : 'noted'
  const told = line.slice(...number).trim()
  return {
    n,
    words: wordsIn(line, account),
    verdict,
    text: found
      ? line
          .slice(found.index)
          .replaceAll(/\s{2,}/g, ' ')
          .trim()
      : '',
    payerControl: told === '' || /\s/.test(told) ? undefined : told,
  }
}
