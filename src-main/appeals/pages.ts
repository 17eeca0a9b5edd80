import type { Output } from '../../src-shared/contract/index.ts'
import type { Day } from '../../src-shared/day.ts'
import { assertNever } from '../../src-shared/result.ts'
import { phoneWords } from '../printing/contact.ts'
import type { Reading } from '../store/index.ts'
import { claimPage } from './claim-page.ts'
import {
  acknowledgmentPage,
  authorizationPage,
  contactsPage,
  decisionPage,
  eligibilityPage,
  recordPage,
  remittancePage,
} from './exhibit-pages.ts'
import type { AppealCase } from './case.ts'
import { html, type Html } from '../printing/html.ts'
import { isOfProgram } from './consent.ts'
import { known } from './known.ts'
import { noticePage } from './notice-page.ts'
import { contentsPage, exhibitId, faxCover, letterPage, type ContentsLine, type Frame } from './letter-pages.ts'
import type { Exhibit } from './rules.ts'
import { packetStyle, stampStyle } from '../printing/packet-style.ts'

/** A part of the packet: it begins on a page of its own. */
export type Part = {
  readonly id: string
  /** In bookmarks and contents; it names no patient. */
  readonly title: string
  /** The letter of an exhibit; empty for the pages in front. */
  readonly label: string
  readonly markup: Html
  /** Pages of the record that follow what is printed. */
  readonly more: number
}

/** How many pages each part has, in order; until it was printed, one. */
export type PageCounts = readonly number[]

/** All parts of a packet. Page numbers in them are those of `counts`. */
export function partsOf(db: Reading, of: AppealCase, today: Day, counts: PageCounts = []): Part[] {
  const { facts, exhibits } = known(of, today)
  const hasFax = phoneWords(of.facts.payer.appeals_fax) !== null
  const front: readonly (readonly [id: string, title: string, shows: string])[] = [
    ...(hasFax ? [['cover', 'Fax cover', ''] as const] : []),
    ['letter', `Letter, level ${of.level} appeal`, 'what we ask for, and why'],
    ['contents', 'Contents', ''],
    ...(isOfProgram(of) ? [['notice', 'Notice to whoever receives this', 'federal rules on these records, and the consent'] as const] : []),
  ]
  const places = [...front.map(([id]) => id), ...exhibits.map(exhibitId)]
  const startOf = (part: string): number => 1 + places.slice(0, places.indexOf(part)).reduce((all, _, n) => all + (counts[n] ?? 1), 0)
  const pages = places.reduce((all, _, n) => all + (counts[n] ?? 1), 0)
  const frame: Frame = { today, facts, exhibits, pages, startOf }
  const lines: ContentsLine[] = [
    ...front.filter(([id]) => id === 'letter' || id === 'notice').map(([id, title, shows]) => ({ id, title, shows, page: startOf(id) })),
    ...exhibits.map((one) => {
      const id = exhibitId(one)
      return { id, title: `Exhibit ${one.label}. ${one.title}`, shows: one.shows, page: startOf(id) }
    }),
  ]
  const markup = (id: string): Html => {
    if (id === 'cover') return faxCover(of, frame)
    if (id === 'notice') return noticePage(of)
    return id === 'letter' ? letterPage(of, frame) : contentsPage(of, lines, pages)
  }
  return [
    ...front.map(([id, title]) => ({ id, title, label: '', markup: markup(id), more: 0 })),
    ...exhibits.map((one) => ({
      id: exhibitId(one),
      title: `Exhibit ${one.label}. ${one.title}`,
      label: one.label,
      markup: exhibitPage(db, of, one),
      more: one.pages,
    })),
  ]
}

function exhibitPage(db: Reading, of: AppealCase, exhibit: Exhibit): Html {
  switch (exhibit.kind) {
    case 'remittance':
      return remittancePage(db, of, exhibit)
    case 'claim':
      return claimPage(db, of, exhibit)
    case 'eligibility':
      return eligibilityPage(db, of, exhibit)
    case 'acknowledgment':
      return acknowledgmentPage(db, of, exhibit)
    case 'authorization':
      return authorizationPage(of, exhibit)
    case 'contacts':
      return contactsPage(of, exhibit)
    case 'decision':
      return decisionPage(of, exhibit)
    case 'record':
      return recordPage(of, exhibit)
    default:
      return assertNever(exhibit.kind)
  }
}

const sectionOf = (part: Part): Html => html`<section class="part" id="${part.id}">${part.markup}</section>`

/** The packet as one document to print: fonts are embedded once, and the tags a screen reader needs are kept. */
export const packetDocument = (parts: readonly Part[], title: string): string => page(title, packetStyle, parts.map(sectionOf))

/** What stands at the foot of every page, for every page of the packet: printed apart and stamped on, whatever the pages below are. */
export function stampDocument(of: AppealCase, parts: readonly Part[], counts: PageCounts): string {
  const total = counts.reduce((all, one) => all + one, 0)
  const phone = phoneWords(of.practice.phone || of.facts.biller.phone)
  const secret = html`Confidential health information, for the addressee
  only.${phone === null ? '' : html` If misdirected, call <b>${phone}</b>.`}`
  let at = 0
  const stamps = parts.flatMap((part, n) =>
    Array.from({ length: counts[n] ?? 1 }, (_, within) => {
      at++
      const exhibit = part.label === '' ? '' : `${part.label}-${within + 1} · `
      return html`<div class="page">
        <div class="foot"><span>${secret}</span><span>${exhibit}Claim ${of.facts.claim.id} · page ${at} of ${total}</span></div>
      </div>`
    }),
  )
  return page('Feet', stampStyle, stamps)
}

const page = (title: string, style: string, body: readonly Html[]): string =>
  `<!doctype html>\n<html lang="en-US"><head><meta charset="utf-8">${html`<title>${title}</title>`.text}<style>${style}</style></head><body>${body.map((one) => one.text).join('\n')}</body></html>`

/** The parts as the window shows them. */
export function previewPages(db: Reading, of: AppealCase, today: Day): Output<'appeals.preview'> {
  return {
    pages: partsOf(db, of, today).map((part) => ({ id: part.id, label: part.label, title: part.title, html: sectionOf(part).text })),
    style: packetStyle,
  }
}
