import { createHash } from 'node:crypto'
import type { Argument, Output } from '../../src-shared/contract/index.ts'
import { shownDay, spokenDay, type Day } from '../../src-shared/day.ts'
import { counted } from '../../src-shared/number.ts'
import { sealPdf } from '../exports/index.ts'
import { codeBookOf, fullName, providerName } from '../practice/index.ts'
import { pageFonts } from '../printing/fonts.ts'
import { Html, html } from '../printing/html.ts'
import { refuse, Trouble, type TaskWork } from '../store/index.ts'
import { codedSessions, type CodedRow } from './records.ts'
import { documentedOf, sessionOf } from './rows.ts'
import { heldAgainstMinutes, shownLines, type Documented, type Held } from './rules.ts'

type Wish = Argument<'coding.sheet'>

/**
 * Draws sessions by a stated word: in the order of the SHA-256 of the word and the number of the charge, the first of them. The same word and the same
 * sessions give the same sheet, whoever draws it; no other order favors one.
 */
export function drawn<T extends { readonly id: number }>(all: readonly T[], seed: string, size: number): readonly T[] {
  const lot = (one: T): string => createHash('sha256').update(`${seed} ${one.id}`).digest('hex')
  return all
    .map((one) => ({ one, lot: lot(one) }))
    .toSorted((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, size)
    .map(({ one }) => one)
}

/** A coding audit sheet as PDF, written where a person chose. Patients of a substance-use program are left out: it may go to an auditor outside. */
export async function printSheet(work: TaskWork, wish: Wish): Promise<Output<'coding.sheet'>> {
  const { rows, held, of, today } = work.read(({ db, clock }) => {
    const all = codedSessions(db, wish.from, wish.to).filter((row) => wish.provider === null || row.provider === wish.provider)
    const rows = drawn(all, wish.seed, wish.size).toSorted(inOrder)
    const codes = codeBookOf(db)
    return { rows, held: rows.map((row) => heldAgainstMinutes(sessionOf(row, codes))), of: all.length, today: clock.today() }
  }, 'protected')
  if (rows.length === 0) refuse('record.missing', { message: 'No billed session is in these days.', fix: 'Choose other days.' })
  let pdf: Uint8Array
  try {
    pdf = await work.printer.print({ html: `<!doctype html>\n${page(rows, held, { ...wish, of, today }).text}` })
  } catch (error) {
    if (error instanceof Trouble) throw error
    return refuse('packet.unprintable', { fix: 'Try again.' })
  }
  const sealed = wish.password ? await sealPdf(pdf) : { pdf, password: null }
  work.files.write(wish.path, sealed.pdf)
  return { path: wish.path, rows: rows.length, of, password: sealed.password }
}

const inOrder = (a: CodedRow, b: CodedRow): number =>
  a.provider - b.provider || (a.day < b.day ? -1 : a.day > b.day ? 1 : 0) || (a.start < b.start ? -1 : 1)

const FACTS = [
  ['times', 'Start, stop'],
  ['modality', 'How held'],
  ['location', 'Where'],
  ['necessity', 'Necessity'],
  ['plan', 'Plan'],
] as const satisfies readonly (readonly [keyof Documented['facts'], string])[]

const SIGNS = { yes: '✓', no: '✗', unknown: '' } as const

function page(
  rows: readonly CodedRow[],
  held: readonly Held[],
  { from, to, seed, of, today }: Wish & { readonly of: number; readonly today: Day },
): Html {
  const fit = held.filter(({ is }) => is === 'fits').length
  const timed = held.filter(({ is }) => is !== 'unheld').length
  return html`<html lang="en-US">
    <head>
      <meta charset="utf-8" />
      <title>Coding audit sheet</title>
      <style>
        ${style}
      </style>
    </head>
    <body>
      <h1>Coding audit sheet</h1>
      <p>
        ${counted(rows.length, 'session')} drawn of ${of.toLocaleString('en-US')} billed from ${spokenDay(from)} to ${spokenDay(to)}, by the
        word “${seed}”; made ${spokenDay(today)}. The same word draws the same sessions again. Patients of a substance-use program are not
        on it.
      </p>
      <p>Of ${timed} with a rule of minutes, ${fit} fit. A mark stands where the record was looked up; an empty box is for the auditor.</p>
      <table>
        <thead>
          <tr>
            <th>Session</th>
            <th>Patient</th>
            <th>Minutes</th>
            <th>Billed</th>
            <th>Minutes support</th>
            ${FACTS.map(([, words]) => html`<th class="box">${words}</th>`)}
            <th>Signed</th>
            <th class="wide">Auditor</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map((row, at) => line(row, held[at]))}
        </tbody>
      </table>
    </body>
  </html>`
}

function line(row: CodedRow, held: Held | undefined): Html {
  const { facts, signedOn } = documentedOf(row)
  const lines = JSON.parse(row.lines) as readonly { code: string; units: number; modifiers: string }[]
  const billed = lines
    .map((one) => `${shownLines([one])}${one.modifiers === '' ? '' : `-${one.modifiers.replaceAll(',', '-')}`}`)
    .join(', ')
  const supports =
    held === undefined || held.is === 'unheld' ? 'no rule' : held.supports.length === 0 ? 'nothing' : shownLines(held.supports)
  return html`<tr class="${held?.is ?? 'unheld'}">
    <td>${shownDay(row.day as Day)}<br />${row.start}–${row.stop}<br />${providerName(row)}</td>
    <td>
      ${fullName({ first: row.patientFirst, last: row.patientLast })}<br />${row.born === null ? '' : `born ${shownDay(row.born as Day)}`}
    </td>
    <td class="figure">${row.minutes}</td>
    <td>${billed}<br />place ${row.place}</td>
    <td class="said">${supports}</td>
    ${FACTS.map(([name]) => html`<td class="box"><i>${SIGNS[facts[name]]}</i></td>`)}
    <td>${signedOn === null ? '' : shownDay(signedOn)}</td>
    <td></td>
  </tr>`
}

const style = new Html(`${pageFonts}
@page { size: letter landscape; margin: 54px 60px 66px }
body { margin: 0; background: #fff; color: #11181b; font: 12px/17px "Inter", sans-serif }
h1 { font-size: 17px; line-height: 22px; font-weight: 600; margin: 0 0 6px }
p { margin: 0 0 6px; max-width: 640px }
table { width: 100%; border-collapse: collapse; font-size: 10.5px; line-height: 14px; margin-top: 10px }
th { text-align: left; font-weight: 400; color: #5c686f; padding: 0 8px 4px 0; border-bottom: 1px solid #b9c2c5; vertical-align: bottom }
td { padding: 5px 8px 5px 0; border-bottom: 1px solid #d9dfe1; vertical-align: top }
td:first-child { white-space: nowrap }
.figure { text-align: right; padding-right: 14px }
.box { text-align: center; width: 42px }
.box i { display: inline-block; width: 13px; height: 13px; line-height: 13px; border: 1px solid #8b979d; font-style: normal }
.wide { width: 120px }
.over .said, .under .said, .missed .said { font-weight: 600 }
tr { break-inside: avoid }
thead { display: table-header-group }`)
