import { PDFDocument } from '@cantoo/pdf-lib'
import { encode } from 'fast-png'
import mammoth from 'mammoth'
import tiff from 'utif2'
import { fromBufferPromise } from 'yauzl'
import { Html, html } from '../../printing/html.ts'
import { packetStyle } from '../../printing/packet-style.ts'
import { refuse, Trouble, type Printer } from '../../store/index.ts'
import { layPages } from './laying.ts'

/* Pages of the record, from the files they come in, as a PDF on US Letter. */

const MEGABYTE = 1024 * 1024
const MOST_BYTES = 50 * MEGABYTE
const MOST_PAGES = 500
/** A sheet at 600 dots to the inch has 34 million. */
const MOST_DOTS = 60_000_000
/** A document that unfolds into more than this is made to do harm. */
const MOST_UNFOLDED = 200 * MEGABYTE

export type Enclosed = { readonly pdf: Uint8Array; readonly pages: number }

/**
 * Reads pages from a PDF, PNG, JPEG, TIFF or DOCX, told by its first bytes, whatever it is called.
 * @throws Trouble `enclosure.unreadable` with what is wrong and what to do
 */
export async function pagesFrom(bytes: Uint8Array, printer: Printer): Promise<Enclosed> {
  if (bytes.byteLength > MOST_BYTES)
    unreadable('It is larger than 50 megabytes.', 'Take only the pages that are needed, or scan them in fewer dots.')
  const given = await documentFrom(bytes, printer)
  const count = await damagedUnless(async () => (await Promise.resolve(given)).getPages().length)
  if (count === 0) unreadable('It has no page.', 'Choose another file.')
  if (count > MOST_PAGES) unreadable(`It has ${count} pages; ${MOST_PAGES} is the most.`, 'Take only the pages that are needed.')
  const laid = await damagedUnless(() => layPages(given))
  return { pdf: await laid.save(), pages: count }
}

async function documentFrom(bytes: Uint8Array, printer: Printer): Promise<PDFDocument> {
  const head = Buffer.from(bytes.slice(0, 1024)).toString('latin1')
  if (head.includes('%PDF-')) return openPdf(bytes)
  if (head.startsWith('\u0089PNG')) return printed(printer, [pictureOf('png', bytes)])
  if (head.startsWith('\u00FF\u00D8\u00FF')) return printed(printer, [pictureOf('jpeg', bytes)])
  if (head.startsWith('II*\0') || head.startsWith('MM\0*')) return printed(printer, await damagedUnless(() => picturesOf(bytes)))
  if (head.startsWith('PK\u0003\u0004')) return printed(printer, [await damagedUnless(() => documentText(bytes))])
  return unreadable('It is no PDF, PNG, JPEG, TIFF or DOCX.', 'Save or print it as a PDF, and choose that.')
}

async function openPdf(bytes: Uint8Array): Promise<PDFDocument> {
  const given = await damagedUnless(() => PDFDocument.load(bytes, { updateMetadata: false, ignoreEncryption: true }))
  if (given.isEncrypted)
    unreadable('The PDF is locked with a password.', 'Open it with the password, print it to a new PDF, and choose that.')
  return given
}

/** A picture fills its page; the printer turns it as the camera was held. */
const pictureOf = (kind: 'png' | 'jpeg', bytes: Uint8Array): Html =>
  new Html(`<img alt="" src="data:image/${kind};base64,${Buffer.from(bytes).toString('base64')}">`)

/** The pages of a TIFF, as a fax machine or a scanner makes it. */
async function picturesOf(bytes: Uint8Array): Promise<Html[]> {
  await Promise.resolve()
  const file = Buffer.from(bytes)
  const pages = tiff.decode(file).filter((one) => sizeOf(one['t256']) > 0)
  if (pages.length === 0) unreadable('No picture was found in it.', 'Scan it anew, or choose another file.')
  if (pages.length > MOST_PAGES)
    unreadable(`It has ${pages.length} pages; ${MOST_PAGES} is the most.`, 'Take only the pages that are needed.')
  if (pages.some((one) => sizeOf(one['t256']) * sizeOf(one['t257']) > MOST_DOTS))
    unreadable('A page of it has more dots than Parity reads.', 'Scan it in fewer dots.')
  return pages.map((page) => {
    tiff.decodeImage(file, page)
    const { width, height } = page
    const dots = tiff.toRGBA8(page)
    const opaque = new Uint8Array(width * height * 3)
    for (let n = 0; n < width * height; n++) opaque.set(dots.subarray(n * 4, n * 4 + 3), n * 3)
    return pictureOf('png', encode({ width, height, data: opaque, channels: 3, depth: 8 }))
  })
}

const sizeOf = (tag: unknown): number => (Array.isArray(tag) && typeof tag[0] === 'number' ? tag[0] : 0)

/** The text, tables and pictures of a DOCX. Its page breaks and letterhead are its own program's. */
async function documentText(bytes: Uint8Array): Promise<Html> {
  const file = Buffer.from(bytes)
  const zip = await fromBufferPromise(file, { strictFileNames: true })
  let unfolded = 0
  for await (const entry of zip.eachEntry()) unfolded += entry.uncompressedSize
  if (unfolded > MOST_UNFOLDED) unreadable('It would unfold into more than Parity takes in at once.', 'Print it to a PDF, and choose that.')
  const { value } = await mammoth.convertToHtml({ buffer: file }, { externalFileAccess: false, includeEmbeddedStyleMap: false })
  if (value.trim() === '') unreadable('No text was found in it.', 'Print it to a PDF, and choose that.')
  return new Html(`<article>${value}</article>`)
}

async function printed(printer: Printer, pages: readonly Html[]): Promise<PDFDocument> {
  const body = pages.map((one) => html`<section class="sheet">${one}</section>`)
  const pdf = await printer
    .print({
      html: `<!doctype html>\n<html lang="en-US"><head><meta charset="utf-8"><title>Pages</title><style>${packetStyle}\n${style}</style></head><body>${body.map((one) => one.text).join('\n')}</body></html>`,
    })
    .catch(() => refuse('packet.unprintable', { fix: 'Try again.' }))
  return openPdf(pdf)
}

const style = `
.sheet + .sheet { break-before: page }
.sheet img { display: block; max-width: 100%; max-height: 900px; margin: 0 auto; object-fit: contain }
article img { max-height: 500px; margin: 8px 0 }
article h1, article h2, article h3 { margin: 14px 0 6px }
article table { margin-bottom: 11px }
`

async function damagedUnless<T>(body: () => Promise<T>): Promise<T> {
  try {
    return await body()
  } catch (error) {
    if (error instanceof Trouble) throw error
    return unreadable('It is damaged.', 'Open it where it was made, save or print it as a new PDF, and choose that.')
  }
}

const unreadable = (message: string, fix: string): never => refuse('enclosure.unreadable', { message, fix })
