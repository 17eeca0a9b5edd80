import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib'
import { setBookmarks } from '../../src-main/appeals/binding.ts'
import type { Printer } from '../../src-main/store/index.ts'
import { zipOf } from './zip.ts'

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

/** A document of one paragraph, as an office program writes it. @param text XML */
export const docxOf = (text: string): Buffer =>
  zipOf(
    {
      name: '[Content_Types].xml',
      bytes:
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    },
    {
      name: '_rels/.rels',
      bytes:
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    },
    {
      name: 'word/document.xml',
      bytes: `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`,
    },
  )
