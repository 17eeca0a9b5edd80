import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFString,
  beginMarkedContent,
  endMarkedContent,
  type PDFPage,
} from '@cantoo/pdf-lib'
import { must } from '../../src-shared/result.ts'

export type Bookmark = { readonly title: string; readonly page: number }

/** A printed document, opened to be read and bound. */
export type Printed = {
  /**
   * The bookmarks of the first rank. Of a fresh print Chromium makes them from the headings, so that they say where each part begins; of a packet they
   * are its contents. One that leads nowhere has page 0.
   */
  readonly bookmarks: readonly Bookmark[]
  readonly pages: number
  readonly document: PDFDocument
}

/** @throws when it is no PDF */
export async function openPrinted(pdf: Uint8Array): Promise<Printed> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false })
  const pages = document.getPages()
  const bookmarks: Bookmark[] = []
  const root = document.catalog.lookupMaybe(PDFName.of('Outlines'), PDFDict)
  for (let item = root?.lookupMaybe(PDFName.of('First'), PDFDict); item; item = item.lookupMaybe(PDFName.of('Next'), PDFDict)) {
    const target = item.lookupMaybe(PDFName.of('Dest'), PDFArray)?.get(0)
    const title = item.lookup(PDFName.of('Title'))
    const isText = title instanceof PDFHexString || title instanceof PDFString
    bookmarks.push({ title: isText ? title.decodeText() : '', page: pages.findIndex((page) => page.ref === target) + 1 })
  }
  return { bookmarks, pages: pages.length, document }
}

export type Binding = {
  /** What a reader is told of the document. No word of it concerns a patient. */
  readonly about: { readonly title: string; readonly author: string; readonly at: Date }
  readonly bookmarks: readonly Bookmark[]
  /** From which page on the pages are numbered with which prefix: `A-` from page 4. */
  readonly labels: readonly { readonly prefix: string; readonly page: number }[]
  /** Documents of pages that are no print of ours, each with the number its first page has in the packet; in order. */
  readonly enclosed?: readonly { readonly pdf: Uint8Array; readonly page: number }[]
}

async function put(document: PDFDocument, { pdf, page }: { readonly pdf: Uint8Array; readonly page: number }): Promise<void> {
  const given = await PDFDocument.load(pdf, { updateMetadata: false })
  const pages = await document.copyPages(given, given.getPageIndices())
  pages.forEach((one, n) => document.insertPage(page - 1 + n, one))
}

/**
 * Makes the packet of a printed document: the foot stamped on each page, bookmarks, page labels, and what it is. The document itself is changed, not
 * copied, because a copy loses the tags a screen reader needs.
 * @param stamps a document with as many pages, each with what is to be laid over
 */
export async function bind(
  { document }: Printed,
  stamps: Uint8Array,
  { about, bookmarks, labels, enclosed = [] }: Binding,
): Promise<Uint8Array> {
  for (const one of enclosed) await put(document, one)
  const pages = document.getPages()
  const feet = await document.embedPdf(
    stamps,
    pages.map((_, n) => n),
  )
  pages.forEach((page, n) => stamp(page, must('there is a stamp for each page', feet[n])))
  setBookmarks(document, bookmarks)
  setLabels(document, labels)
  document.setTitle(about.title, { showInWindowTitleBar: true })
  document.setAuthor(about.author)
  document.setCreator('Parity')
  document.setProducer('Parity')
  document.setLanguage('en-US')
  document.setCreationDate(about.at)
  document.setModificationDate(about.at)
  return document.save()
}

/** A foot is no part of the text: a screen reader passes over it. */
function stamp(page: PDFPage, foot: Parameters<PDFPage['drawPage']>[0]): void {
  page.pushOperators(beginMarkedContent(PDFName.of('Artifact')))
  page.drawPage(foot)
  page.pushOperators(endMarkedContent())
}

/** The outline as plain dictionaries, the library having no way of its own. Titles are Unicode. */
export function setBookmarks(document: PDFDocument, bookmarks: readonly Bookmark[]): void {
  const { context, catalog } = document
  const pages = document.getPages()
  const root = context.nextRef()
  const refs = bookmarks.map(() => context.nextRef())
  bookmarks.forEach((one, n) => {
    const page = must('a bookmark is of a page', pages[one.page - 1])
    const item = context.obj({ Parent: root, Dest: [page.ref, 'XYZ', null, null, null] })
    item.set(PDFName.of('Title'), PDFHexString.fromText(one.title))
    const [before, after] = [refs[n - 1], refs[n + 1]]
    if (before) item.set(PDFName.of('Prev'), before)
    if (after) item.set(PDFName.of('Next'), after)
    context.assign(must('each bookmark has its number', refs[n]), item)
  })
  const [first, last] = [refs[0], refs.at(-1)]
  if (!first || !last) return
  context.assign(root, context.obj({ Type: 'Outlines', First: first, Last: last, Count: bookmarks.length }))
  catalog.set(PDFName.of('Outlines'), root)
  catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'))
}

function setLabels({ context, catalog }: PDFDocument, labels: Binding['labels']): void {
  const numbers = PDFArray.withContext(context)
  for (const { prefix, page } of labels) {
    numbers.push(context.obj(page - 1))
    numbers.push(context.obj({ S: 'D', ...(prefix !== '' && { P: PDFString.of(prefix), St: 1 }) }))
  }
  const tree = context.obj({})
  tree.set(PDFName.of('Nums'), numbers)
  catalog.set(PDFName.of('PageLabels'), tree)
}
