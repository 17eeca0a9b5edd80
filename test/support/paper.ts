import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib'
import { setBookmarks } from '../../src-main/appeals/binding.ts'
import type { Printer } from '../../src-main/store/index.ts'

export type TestPrinter = Printer & { readonly printed: string[] }

/** Empty pages in place of the real printer: as many for each part as `pagesOf` says, with a bookmark where each begins, as Chromium makes them. */
export function testPrinter(pagesOf: (part: string) => number = () => 1): TestPrinter {
  const printed: string[] = []
  return {
    printed,
    async print({ html }) {
      printed.push(html)
      const document = await PDFDocument.create({ updateMetadata: false })
      const parts = [...html.matchAll(/<section class="part" id="([^"]+)">/g)].map(([, id = '']) => id)
      const stamps = html.match(/<div class="page">|<section class="sheet">/g)?.length ?? 0
      let page = 1
      const starts = parts.map((id) => {
        const start = page
        page += pagesOf(id)
        return { title: id, page: start }
      })
      for (let n = 1; n < page || n <= stamps; n++) document.addPage([612, 792]).drawRectangle({ width: 1, height: 1 })
      setBookmarks(document, starts)
      return document.save()
    },
  }
}

/** A PDF whose pages say their number; invented. */
export async function paperPdf(pages: number, change: (document: PDFDocument) => void = () => undefined): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false })
  const font = await document.embedFont(StandardFonts.Helvetica)
  for (let n = 1; n <= pages; n++) document.addPage([612, 792]).drawText(`Treatment plan, page ${n}`, { x: 72, y: 700, font })
  change(document)
  return document.save()
}
