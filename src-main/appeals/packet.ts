import type { Argument, Output } from '../../src-shared/contract/index.ts'
import { addEvent } from '../claims/index.ts'
import { must } from '../../src-shared/result.ts'
import { sealPdf } from '../exports/index.ts'
import {
  fileBytes,
  keepFile,
  knownFile,
  refuse,
  sha256,
  Trouble,
  type CommandWork,
  type QueryWork,
  type Reading,
  type TaskWork,
} from '../store/index.ts'
import type { Printed } from './binding.ts'
import type { AppealCase } from './case.ts'
import { enclosedPages } from './enclosures/records.ts'
import { caseOfAppeal, letterDay } from './gathering.ts'
import { exhibitId } from './letter-pages.ts'
import { noteLeft, refuseWithoutConsent } from './consent.ts'
import { refuseUnlessWhole } from './known.ts'
import { packetDocument, partsOf, stampDocument, type PageCounts, type Part } from './pages.ts'
import { appealById, changeAppeal, type AppealRow } from './records.ts'

/** The library of PDFs is large, and a sitting without a packet never needs it. */
const binding = () => import('./binding.ts')

type Made = Output<'appeals.packet'>
type Contents = Made['contents']

/** A packet above this stays in the store; the window asks for it by its file. */
const MOST_BYTES = 8 * 1024 * 1024
/** Page numbers change the layout seldom, and then once. */
const MOST_ROUNDS = 4

/**
 * Makes the packet: gathered in one reading, printed, bound, kept, and written where a person chose. An appeal that has left gives the packet that left
 * with it, byte for byte.
 */
export async function makePacket(work: TaskWork, { id, path, isSealed }: Argument<'appeals.packet'>): Promise<Made> {
  const sent = work.read((reading) => ({ packet: sentPacket(reading, id) })).packet
  const made = sent ? await reopened(sent) : await printPacket(work, id)
  const { bytes, ...rest } = made
  const copy = isSealed && path !== undefined ? await sealPdf(bytes) : { pdf: bytes, password: null }
  if (path !== undefined) work.files.write(path, copy.pdf)
  return {
    ...rest,
    password: copy.password,
    bytes: bytes.byteLength,
    pdf: bytes.byteLength < MOST_BYTES ? Buffer.from(bytes).toString('base64') : null,
  }
}

async function reopened({ row, file, bytes }: { row: AppealRow; file: number; bytes: Uint8Array }): Promise<Bound> {
  const { bookmarks, pages } = await (await binding()).openPrinted(bytes)
  return { file, name: nameOf(row), pages, contents: [...bookmarks], bytes }
}

type Bound = {
  readonly file: number
  readonly name: string
  readonly pages: number
  readonly contents: Contents
  readonly bytes: Uint8Array
}

async function printPacket(work: TaskWork, id: number): Promise<Bound> {
  const { row, of, today } = work.read(({ db, clock }) => {
    const found = appealById(db, id) ?? refuse('record.missing')
    const today = letterDay(found, clock.today())
    const of = caseOfAppeal(db, found, today)
    refuseUnlessWhole(of, today)
    refuseWithoutConsent(of)
    return { row: found, of, today }
  })
  work.progress(0, 3, 'Laying out the pages')
  const layOut = (counts: PageCounts): Part[] => work.read(({ db }) => partsOf(db, of, today, counts))
  const { printed, parts, counts } = await printParts(work, layOut, `Appeal, claim ${row.claim}`)
  work.progress(1, 3, 'Numbering the pages')
  const stamps = await print(work, stampDocument(of, parts, counts))
  work.progress(2, 3, 'Binding the packet')
  const contents = contentsOf(parts, counts)
  const enclosed = work.read(({ db }) => enclosedIn(db, of, parts, counts))
  const bytes = await (
    await binding()
  ).bind(printed, stamps, {
    about: { title: `Appeal, claim ${row.claim}`, author: of.practice.name, at: new Date(work.clock.now()) },
    bookmarks: contents,
    labels: labelsOf(parts, contents),
    enclosed,
  })
  const file = work.write((writing) => keepPacket(writing, row, bytes, total(counts)))
  work.progress(3, 3, 'The packet is made')
  return { file, name: nameOf(row), pages: total(counts), contents, bytes }
}

/** Prints until the page numbers that the pages name are those they have. */
async function printParts(
  work: TaskWork,
  layOut: (counts: PageCounts) => Part[],
  title: string,
): Promise<{ printed: Printed; parts: Part[]; counts: PageCounts }> {
  // Most parts are one page, and then one print is enough.
  let counts: PageCounts = layOut([]).map((part) => 1 + part.more)
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const parts = layOut(counts)
    const pdf = await print(work, packetDocument(parts, title))
    const { openPrinted } = await binding()
    const printed = await openPrinted(pdf).catch(() => refuse('packet.unprintable'))
    const { bookmarks, pages } = printed
    if (bookmarks.length !== parts.length || bookmarks.some((one) => one.page === 0)) refuse('packet.unprintable')
    const measured = bookmarks.map((one, n) => (bookmarks[n + 1]?.page ?? pages + 1) - one.page + (parts[n]?.more ?? 0))
    if (measured.every((one, n) => one === counts[n])) return { printed, parts, counts: measured }
    counts = measured
  }
  return refuse('packet.unprintable')
}

async function print(work: TaskWork, document: string): Promise<Uint8Array> {
  if (work.stopped()) refuse('packet.unprintable', { message: 'It was stopped. No packet was made.' })
  try {
    return await work.printer.print({ html: document })
  } catch (error) {
    if (error instanceof Trouble) throw error
    return refuse('packet.unprintable', { fix: 'Try again.' })
  }
}

const total = (counts: PageCounts): number => counts.reduce((all, one) => all + one, 0)
const nameOf = (row: Pick<AppealRow, 'claim' | 'level'>): string => `Appeal_${row.claim}_level${row.level}.pdf`

function contentsOf(parts: readonly Part[], counts: PageCounts): Contents {
  let page = 1
  return parts.map((part, n) => {
    const line = { title: part.title, page }
    page += counts[n] ?? 1
    return line
  })
}

/** The pages of the record, each behind the printed page that names them. */
function enclosedIn(db: Reading, of: AppealCase, parts: readonly Part[], counts: PageCounts): { pdf: Uint8Array; page: number }[] {
  const starts = contentsOf(parts, counts)
  return of.enclosures
    .flatMap(({ id, pages }) => {
      const n = parts.findIndex((part) => part.id === exhibitId({ id: `record-${id}` }))
      const first = starts[n]
      if (!first) return []
      return [{ pdf: must('an enclosure has its pages', enclosedPages(db, id)), page: first.page + (counts[n] ?? 0) - pages }]
    })
    .toSorted((one, other) => one.page - other.page)
}

/** Pages in front count 1, 2, 3; those of exhibit A are. */
function labelsOf(parts: readonly Part[], contents: Contents): { prefix: string; page: number }[] {
  return parts.flatMap((part, n) =>
    n > 0 && part.label === '' ? [] : [{ prefix: part.label && `${part.label}-`, page: contents[n]?.page ?? 1 }],
  )
}

/** Keeps the packet with its appeal, unless the letter was changed while it was printed. */
function keepPacket(work: CommandWork, row: AppealRow, bytes: Uint8Array, pages: number): number {
  const { db, clock, announce } = work
  const now = appealById(db, row.id)
  if (now?.letter !== row.letter || now.signer !== row.signer || now.exhibits !== row.exhibits || now.changed_at !== row.changed_at) {
    refuse('packet.unprintable', { message: 'The letter was changed while it was printed.', fix: 'Make the packet again.' })
  }
  // A consent may have ended while it was printed.
  const of = caseOfAppeal(db, now, letterDay(now, clock.today()))
  refuseWithoutConsent(of)
  noteLeft(work, of, row.id, letterDay(now, clock.today()))
  const summary = `Appeal, claim ${row.claim}, level ${row.level}`
  const file =
    knownFile(db, 'out', sha256(bytes))?.id ??
    keepFile(db, { direction: 'out', name: nameOf(row), kind: 'packet', bytes, at: clock.now(), status: 'made', summary })
  changeAppeal(db, row.id, { packet: file, ...(now.status === 'draft' && { status: 'ready' }) })
  addEvent(work, { claim: row.claim, shape: 'note', words: `Appeal packet made, level ${row.level}`, detail: `${pages} pages`, file })
  announce('appeals', [row.id])
  announce('files', [file])
  return file
}

/** The packet of an appeal that has left; undefined while it may still change. */
function sentPacket({ db }: QueryWork, id: number): { row: AppealRow; file: number; bytes: Uint8Array } | undefined {
  const row = appealById(db, id) ?? refuse('record.missing')
  const bytes = row.packet === null || row.status === 'draft' || row.status === 'ready' ? undefined : fileBytes(db, row.packet)
  return bytes && row.packet !== null ? { row, file: row.packet, bytes } : undefined
}
