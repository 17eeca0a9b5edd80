import type { Argument, Output } from '../../../src-shared/contract/index.ts'
import { shownDay, spokenDay, type Day } from '../../../src-shared/day.ts'
import { sealPdf } from '../../exports/index.ts'
import { pageFonts } from '../../printing/fonts.ts'
import { Html, html } from '../../printing/html.ts'
import { refuse, Trouble, type TaskWork } from '../../store/index.ts'
import { SHORT_NOTICE } from './notice.ts'
import { disclosuresOf, patientNamed } from './records.ts'
import type { DisclosureRow } from '../records/part2-tables.ts'

/** The accounting of disclosures as a patient is given it (45 CFR 164.528(b), 42 CFR 2.25), written where a person chose. */
export async function printDisclosures(
  work: TaskWork,
  { patient: id, from, to, path, password: isSealed }: Argument<'disclosures.print'>,
): Promise<Output<'disclosures.print'>> {
  const { patient, rows, today } = work.read(({ db, clock }) => ({
    patient: patientNamed(db, id) ?? refuse('record.missing'),
    rows: disclosuresOf(db, id).filter((one) => one.day >= from && one.day <= to),
    today: clock.today(),
  }))
  const markup = page(`${patient.first} ${patient.last}`, rows, { from, to, today })
  let pdf: Uint8Array
  try {
    pdf = await work.printer.print({ html: `<!doctype html>\n${markup.text}` })
  } catch (error) {
    if (error instanceof Trouble) throw error
    return refuse('packet.unprintable', { fix: 'Try again.' })
  }
  const sealed = isSealed ? await sealPdf(pdf) : { pdf, password: null }
  work.files.write(path, sealed.pdf)
  return { path, rows: rows.length, password: sealed.password }
}

type Span = { readonly from: Day; readonly to: Day; readonly today: Day }

const page = (name: string, rows: readonly DisclosureRow[], { from, to, today }: Span): Html =>
  html`<html lang="en-US">
    <head>
      <meta charset="utf-8" />
      <title>Accounting of disclosures</title>
      <style>
        ${style}
      </style>
    </head>
    <body>
      <h1>Accounting of disclosures</h1>
      <p>${name}. What left from ${spokenDay(from)} to ${spokenDay(to)}, made ${spokenDay(today)}.</p>
      ${
        rows.length === 0
          ? html`<p>Nothing left in these days.</p>`
          : html`<table>
              <thead>
                <tr>
                  <th>Date</th>
                  <th>To whom</th>
                  <th>What</th>
                  <th>Why</th>
                </tr>
              </thead>
              <tbody>
                ${rows.map(
                  (one) =>
                    html`<tr>
                      <td>${shownDay(one.day as Day)}</td>
                      <td>${one.recipient}</td>
                      <td>${one.what}</td>
                      <td>${PURPOSES[one.purpose]}. ${one.basis}</td>
                    </tr>`,
                )}
              </tbody>
            </table>`
      }
      <p class="notice">${SHORT_NOTICE}</p>
    </body>
  </html>`

const PURPOSES: Readonly<Record<DisclosureRow['purpose'], string>> = {
  treatment: 'Treatment',
  payment: 'Payment',
  operations: 'Health care operations',
  patient: 'At the patient’s request',
  legal: 'Legal proceedings',
  audit: 'Audit or evaluation',
  emergency: 'Medical emergency',
  other: 'As the consent says',
}

const style = new Html(`${pageFonts}
@page { size: letter; margin: 66px 82px 84px }
body { margin: 0; background: #fff; color: #11181b; font: 13.5px/20.5px "Inter", sans-serif }
h1 { font-size: 17px; line-height: 22px; font-weight: 600; margin: 0 0 6px }
table { width: 100%; border-collapse: collapse; font-size: 12.5px; line-height: 18px }
th { text-align: left; font-weight: 400; color: #5c686f; padding: 0 10px 4px 0; border-bottom: 1px solid #b9c2c5 }
td { padding: 5px 10px 5px 0; border-bottom: 1px solid #d9dfe1; vertical-align: top }
td:first-child { white-space: nowrap }
tr { break-inside: avoid }
thead { display: table-header-group }
.notice { margin: 14px 0 0; font-size: 11px; line-height: 16px; color: #434e54 }`)
