import { shownDay, spokenDay, type Day } from '../../../src-shared/day.ts'
import { sentenceMoney, type Cents } from '../../../src-shared/money.ts'
import { html, maybe, NOTHING, type Html } from '../../printing/html.ts'
import { packetStyle } from '../../printing/packet-style.ts'

/** What a proof of timely filing says. */
export type Proof = {
  readonly practice: { readonly name: string; readonly npi: string; readonly taxId: string }
  readonly payer: string
  readonly patient: string
  readonly memberId: string
  readonly claim: number
  readonly first: Day
  readonly last: Day
  readonly charge: Cents
  readonly fileBy: Day
  readonly today: Day
  /** The day the payer or the clearinghouse took it, and who; absent when nobody said so. */
  readonly taken?: { readonly by: string; readonly day: Day; readonly number: string | null } | undefined
  readonly departures: readonly {
    readonly day: Day
    readonly control: string
    readonly reference: string
    readonly interchange: string
    readonly group: string
    readonly file: string
    readonly sha256: string
    readonly excerpt: readonly string[]
    readonly answers: readonly Answer[]
  }[]
}
export type Answer = {
  readonly kind: string
  readonly by: string
  readonly day: Day
  readonly receipt: Day | null
  readonly words: string
  readonly payerControl: string | null
  readonly trace: string | null
  readonly file: string
  readonly sha256: string
  readonly excerpt: readonly string[]
}

/** What the proof comes to, in one sentence. A 999 alone proves that a file arrived, not that a claim was taken. Source: claims-lifecycle §3. */
function verdictWords({ taken, fileBy, payer, departures }: Proof): string {
  const first = departures[0]?.day
  if (taken) {
    const number = taken.number === null ? '' : ` under its number ${taken.number}`
    const when =
      taken.day <= fileBy ? `in time: the filing limit was ${spokenDay(fileBy)}` : `after the filing limit of ${spokenDay(fileBy)}`
    return `${taken.by} took the claim on ${spokenDay(taken.day)}${number}, ${when}.`
  }
  const left = first === undefined ? 'It has not left.' : `It first left on ${spokenDay(first)}.`
  return `${left} No 277CA that takes the claim is on file; an acknowledgment of the file alone is no proof that ${payer} has it.`
}

/** Segments stand as they are, an ISA in one line, and a hash is never parted from its file. */
const style = `${packetStyle}
pre { font: 9.5px/14px monospace; white-space: pre-wrap; overflow-wrap: anywhere; background: #f4f6f6; padding: 8px; margin: 4px 0 12px }
.hash { display: block; font: 10px/14px monospace; overflow-wrap: anywhere; color: #434e54 }`

export const proofPage = (of: Proof): string =>
  `<!doctype html>\n<html lang="en-US"><head><meta charset="utf-8"><title>Proof of timely filing</title><style>${style}</style></head><body>${
    bodyOf(of).text
  }</body></html>`

const bodyOf = (of: Proof): Html =>
  html`<h1>Proof of timely filing</h1>
    <p class="quiet">${of.practice.name}, NPI ${of.practice.npi}, tax id ${of.practice.taxId}. Made on ${spokenDay(of.today)}.</p>
    <p><b>${verdictWords(of)}</b></p>
    <div class="facts">
      <span>Patient</span><b>${of.patient}</b> <span>Member id</span><b>${of.memberId}</b> <span>Payer</span><b>${of.payer}</b>
      <span>Claim</span><b>${String(of.claim)}</b> <span>Service</span
      ><b>${of.first === of.last ? shownDay(of.first) : `${shownDay(of.first)} to ${shownDay(of.last)}`}</b> <span>Charge</span
      ><b>${sentenceMoney(of.charge)}</b>
    </div>
    ${of.departures.map(departure)}
    <p class="small quiet">
      The segments are copied from the files as they were sent and received, of this claim alone. A file’s SHA-256 names its bytes: whoever
      holds the file can check it.
    </p>`

const departure = (one: Proof['departures'][number]): Html =>
  html`<h2>Sent on ${spokenDay(one.day)}</h2>
    <p>
      837P, claim number ${one.control} (CLM01), batch ${one.reference} (BHT03), interchange ${one.interchange} (ISA13), group ${one.group}
      (GS06). File ${one.file}. <span class="hash">SHA-256 ${one.sha256}</span>
    </p>
    ${excerpt(one.excerpt)}
    ${one.answers.map(
      (answer) =>
        html`<h2>${answer.kind} of ${spokenDay(answer.day)}${answer.by === '' ? '' : `, ${answer.by}`}</h2>
          <p>
            ${sentence(answer.words)}${maybe(answer.receipt, (day) => html` Received on ${spokenDay(day)}.`)}
            ${maybe(answer.payerControl, (number) => html` Payer’s claim number ${number}.`)}
            ${maybe(answer.trace, (number) => html` Trace ${number}.`)} File ${answer.file}.
            <span class="hash">SHA-256 ${answer.sha256}</span>
          </p>
          ${excerpt(answer.excerpt)}`,
    )}`

const sentence = (words: string): string => (/[.!?]$/.test(words) ? words : `${words}.`)
/** A file that was shown above is not shown again. */
const excerpt = (lines: readonly string[]): Html => (lines.length === 0 ? NOTHING : html`<pre>${lines.join('\n')}</pre>`)
