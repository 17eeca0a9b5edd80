import { shownDay, spokenDay, type Day } from '../../../src-shared/day.ts'
import { sentenceMoney, type Cents } from '../../../src-shared/money.ts'
import { html, maybe, type Html } from '../../printing/html.ts'
import { packetStyle } from '../../printing/packet-style.ts'

/** What the covers of a claim's attachments say: enough for a payer to put the papers to the claim, and no diagnosis (45 CFR 164.502(b)). */
export type Covers = {
  readonly practice: {
    readonly name: string
    readonly address: string
    readonly phone: string
    readonly npi: string
    readonly taxId: string
  }
  readonly payer: { readonly name: string; readonly address: readonly string[] }
  readonly patient: { readonly name: string; readonly born: Day | null; readonly memberId: string }
  readonly claim: {
    readonly id: number
    /** CLM01, when it has left. */
    readonly control: string | null
    readonly payerControl: string | null
    readonly first: Day
    readonly last: Day
    readonly charge: Cents
  }
  readonly today: Day
  readonly attachments: readonly Covered[]
  /** The short notice of 42 CFR 2.32(a)(2), where the care is of a substance-use program. */
  readonly notice: string | null
}
/** A paper that goes by mail or fax: what it is, and the number that the claim names it by (PWK06). */
export type Covered = { readonly report: string; readonly by: 'BM' | 'FX'; readonly control: string }

const style = `${packetStyle}
.control { font: 600 26px/34px monospace; letter-spacing: .04em; border: 1.5px solid #11181b; padding: 10px 14px; margin: 6px 0 16px; overflow-wrap: anywhere }
.blank { display: inline-block; min-width: 120px; border-bottom: 1px solid #11181b }`

/** One page an attachment, to lie on top of its papers. */
export const coverPages = (of: Covers): string =>
  `<!doctype html>\n<html lang="en-US"><head><meta charset="utf-8"><title>Attachment covers</title><style>${style}</style></head><body>${of.attachments
    .map((one) => html`<section class="part">${page(of, one)}</section>`.text)
    .join('\n')}</body></html>`

/** At the foot of every page, as Chromium prints it; it names nobody. */
export const coverFoot = `<div style="width:100%;padding:0 82px;font:8px sans-serif;color:#5c686f">Confidential health information, for the addressee only. If it reached you by mistake, please call the sender and destroy it.</div>`

const fact = (name: string, value: string): Html => html`<span>${name}</span><b>${value === '' ? 'not stated' : value}</b>`

function page(of: Covers, { report, by, control }: Covered): Html {
  const { practice, payer, patient, claim } = of
  return html`<header class="letterhead">
      <div>
        <div class="name">${practice.name}</div>
        <div class="small">${practice.address} · ${practice.phone} · NPI ${practice.npi}</div>
      </div>
      <div class="small right">${spokenDay(of.today)}</div>
    </header>
    <div class="address">
      <div>
        <b>${payer.name}</b><br />Claims,
        attachments${by === 'FX' ? html`<br />Fax <span class="blank">&nbsp;</span>` : payer.address.map((line) => html`<br />${line}`)}
      </div>
      <div class="right small">${by === 'FX' ? 'By fax' : 'By mail'}<br />Pages with this one: <span class="blank">&nbsp;</span></div>
    </div>
    <h1>Attachment to a claim: ${report}</h1>
    <p class="quiet">Attachment control number, as the claim names it (PWK06)</p>
    <div class="control">${control}</div>
    <div class="facts">
      ${fact('Patient', patient.name)} ${fact('Born', patient.born === null ? '' : shownDay(patient.born))}
      ${fact('Member id', patient.memberId)}
      ${fact('Service', claim.first === claim.last ? shownDay(claim.first) : `${shownDay(claim.first)} to ${shownDay(claim.last)}`)}
      ${fact('Our claim', claim.control ?? String(claim.id))} ${fact('Your claim', claim.payerControl ?? 'not told yet')}
      ${fact('Charge', sentenceMoney(claim.charge))} ${fact('Tax id', practice.taxId)}
    </div>
    <p>Please put the pages that follow to the claim above. What is missing is sent at once: ${practice.phone}.</p>
    ${maybe(of.notice, (notice) => html`<p class="notice">${notice}</p>`)}`
}
