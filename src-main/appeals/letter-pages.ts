import { shownDay, spokenDay, type Day } from '../../src-shared/day.ts'
import { cents, sentenceMoney } from '../../src-shared/money.ts'
import { providerName } from '../practice/index.ts'
import { addressLines, phoneWords } from '../printing/contact.ts'
import type { AppealCase } from './case.ts'
import { flowing, html, maybe, NOTHING, type Html } from '../printing/html.ts'
import { chronologyOf, piecesOf, type Exhibit, type Facts } from './rules.ts'

/** What the front pages say of the whole packet. */
export type Frame = {
  readonly today: Day
  readonly facts: Facts
  readonly exhibits: readonly Exhibit[]
  readonly pages: number
  /** The page on which a part begins, by its id. */
  readonly startOf: (part: string) => number
}

const fact = (facts: Facts, name: string): string => facts[name] ?? `[${name}]`
export const exhibitId = (exhibit: Pick<Exhibit, 'id'>): string => `exhibit-${exhibit.id}`

/** The practice's own letterhead. `title` makes its name the heading of the part. */
function letterhead(facts: Facts, title: boolean, ...right: readonly string[]): Html {
  const name = fact(facts, 'practice.name')
  return html`<header class="letterhead">
    <div>
      ${title ? html`<h1>${name}</h1>` : html`<div class="name">${name}</div>`}
      <div class="small">${fact(facts, 'practice.address')} · ${fact(facts, 'practice.phone')}</div>
    </div>
    <div class="small right">${right.map((line, n) => html`${n === 0 ? NOTHING : html`<br />`}${line}`)}</div>
  </header>`
}

/** The first page of a fax. It names no patient: whoever stands at the machine reads it. */
export function faxCover(of: AppealCase, { today, facts, exhibits, pages }: Frame): Html {
  const phone = fact(facts, 'practice.phone')
  const count = `${exhibits.length} ${exhibits.length === 1 ? 'exhibit' : 'exhibits'}`
  const forwarding = `Please give this to the unit that decides appeals. It holds a letter, a list of contents and ${count}. If a page is missing or cannot be read, call ${phone}.`
  const warning = `This fax carries confidential health information for the addressee only. If it reached you by mistake, call ${phone} and destroy it. You may not read it, copy it or pass it on.`
  const field = (name: string, value: string): Html =>
    html`<tr>
      <td>${name}</td>
      <td>${value}</td>
    </tr>`
  return html`${letterhead(facts, false, spokenDay(today))}
    <h1 class="fax">Fax</h1>
    <table class="fields">
      <tbody>
        ${field('To', `${of.facts.payer.name}, Appeals`)} ${field('Fax', fact(facts, 'payer.fax'))}
        ${field('From', fact(facts, 'practice.name'))} ${field('Phone', phone)} ${field('Date', spokenDay(today))}
        ${field('Pages', `${pages}, with this one`)} ${field('About', `Level ${of.level} appeal, our claim ${of.facts.claim.id}`)}
      </tbody>
    </table>
    <p>${flowing(forwarding)}</p>
    <p>${flowing(warning)}</p>
    ${maybe(facts['part2.notice'], (notice) => html`<p>${notice}</p>`)}`
}

export function letterPage(of: AppealCase, frame: Frame): Html {
  const { facts, exhibits, pages, startOf, today } = frame
  const { payer, patient } = of.facts
  const address = addressLines([payer.appeals_line1], payer.appeals_city, payer.appeals_state, payer.appeals_zip)
  const fax = phoneWords(payer.appeals_fax)
  const pageCount = `${pages} ${pages === 1 ? 'page' : 'pages'}`
  const units = `${of.line.units} ${of.line.units === 1 ? 'unit' : 'units'}`
  const half = Math.ceil(exhibits.length / 2)
  const listed = (some: readonly Exhibit[]): Html =>
    html`<span
      >${some.map(
        (one, n) =>
          html`${n === 0 ? NOTHING : html`<br />`}<a href="#${exhibitId(one)}"
              >${one.label}&ensp;${one.title}, page ${startOf(exhibitId(one))}</a
            >`,
      )}</span
    >`
  return html`${letterhead(facts, true, spokenDay(today), `Level ${of.level} appeal`)}
    <div class="address">
      <div>${[payer.name, 'Appeals', ...address].map((line, n) => html`${n === 0 ? NOTHING : html`<br />`}${line}`)}</div>
      <div class="right small quiet">
        ${fax === null ? `By mail, ${pageCount}` : `By fax to ${fax}, ${pageCount}`}<br />Last day to appeal: ${spokenDay(of.due)}
      </div>
    </div>
    <div class="facts">
      <span>Patient</span><b>${fact(facts, 'patient.name')}${maybe(patient.born, (born) => html`, born ${shownDay(born as Day)}`)}</b>
      <span>Your claim</span><b>${fact(facts, 'claim.payer_icn')}</b> <span>Member</span><b>${fact(facts, 'member.id')}</b>
      <span>Our claim</span><b>${of.facts.claim.id}</b> <span>Service</span
      ><b>${shownDay(of.line.day)}, ${[of.line.code, ...of.line.modifiers].join(' ')}, ${units}</b> <span>In dispute</span
      ><b class="num">${sentenceMoney(cents(of.denial.cents))}</b>
    </div>
    ${inLists(of.letter.blocks).map((part) => (part.is === 'list' ? list(part.items, frame) : blockOf(part, of, frame)))}
    <div class="close">
      <p style="margin-top: 16px">Sincerely,</p>
      <div class="signature">
        <b>${of.signer ? providerName(of.signer) : fact(facts, 'signer.name')}</b><br />for
        ${fact(facts, 'practice.name')}${maybe(facts['practice.npi'], (npi) => html`, NPI ${npi}`)}
      </div>
      <div class="enclosed"><b>Exhibits</b>${listed(exhibits.slice(0, half))}${listed(exhibits.slice(half))}</div>
      ${maybe(facts['part2.notice'], (notice) => html`<p class="notice">${notice}</p>`)}
    </div>`
}

type Block = AppealCase['letter']['blocks'][number]
type Item = Extract<Block, { is: 'paragraph' }>

/** Items that follow each other are one list. */
function inLists(blocks: readonly Block[]): (Block | { readonly is: 'list'; readonly items: readonly Item[] })[] {
  const parts: (Block | { readonly is: 'list'; readonly items: Item[] })[] = []
  for (const block of blocks) {
    const last = parts.at(-1)
    if (block.is !== 'paragraph' || block.as !== 'item') parts.push(block)
    else if (last?.is === 'list') last.items.push(block)
    else parts.push({ is: 'list', items: [block] })
  }
  return parts
}

const filled = (text: string, { facts }: Pick<Frame, 'facts'>): readonly Html[] =>
  flowing(
    piecesOf(text, facts)
      .map((piece) => (piece.is === 'text' ? piece.text : (piece.value ?? `[${piece.name}]`)))
      .join(''),
  )

const list = (items: readonly Item[], frame: Frame): Html =>
  html`<ul>
    ${items.map(({ text }) => html`<li>${filled(text, frame)}</li>`)}
  </ul>`

function blockOf(block: Block, of: AppealCase, frame: Frame): Html {
  const { exhibits } = frame
  switch (block.is) {
    case 'paragraph':
      return block.as === 'heading' ? html`<h2>${filled(block.text, frame)}</h2>` : html`<p>${filled(block.text, frame)}</p>`
    case 'chronology':
      return html`<table class="chronology">
        <thead>
          <tr>
            <th>Date</th>
            <th>What happened</th>
            <th>Exhibit</th>
          </tr>
        </thead>
        <tbody>
          ${chronologyOf(of, exhibits).map(
            (one) =>
              html`<tr>
                <td class="num">${shownDay(one.day)}</td>
                <td>${one.words}</td>
                <td>${one.exhibit}</td>
              </tr>`,
          )}
        </tbody>
      </table>`
    case 'criteria':
      return html`<table class="criteria">
        <thead>
          <tr>
            <th>Criterion</th>
            <th>How it is met</th>
          </tr>
        </thead>
        <tbody>
          ${block.rows.map(
            (row) =>
              html`<tr>
                <td>${row.criterion}</td>
                <td>${row.evidence}</td>
              </tr>`,
          )}
        </tbody>
      </table>`
  }
}

export type ContentsLine = { readonly id: string; readonly title: string; readonly shows: string; readonly page: number }

export function contentsPage(of: AppealCase, lines: readonly ContentsLine[], pages: number): Html {
  return html`<header class="exhibit">
      <div>
        <h1>Contents</h1>
        <p>Level ${of.level} appeal, our claim ${of.facts.claim.id}</p>
      </div>
    </header>
    <table class="chronology contents">
      <thead>
        <tr>
          <th>Part</th>
          <th>What it shows</th>
          <th>Page</th>
        </tr>
      </thead>
      <tbody>
        ${lines.map(
          (one) =>
            html`<tr>
              <td><a href="#${one.id}">${one.title}</a></td>
              <td class="quiet">${one.shows}</td>
              <td class="num">${one.page}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <p class="small quiet">${pages} pages. Only what the argument needs is here: no other patient, no psychotherapy notes.</p>`
}
