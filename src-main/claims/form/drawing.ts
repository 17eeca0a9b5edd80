import { PDFDocument, rgb, StandardFonts, type PDFFont, type PDFPage } from '@cantoo/pdf-lib'
import { CELLS, MARKS } from './frame.ts'
import { leftOf, PLACES, SHEET, topOf, type Place } from './places.ts'
import type { Sheet } from './boxes.ts'

/*
 * Sheets as a PDF: Courier at ten characters and six lines an inch, each value at the left edge of its own column, so that nothing depends on spaces.
 */

/** How a sheet is printed: with the form drawn, or the values alone for the red form that lies in the printer. */
export type Paper = 'drawn' | 'red'
/** How far everything is moved for a printer, in hundredths of an inch: to the right, and down. */
export type Shift = { readonly right: number; readonly down: number }
const NO_SHIFT: Shift = { right: 0, down: 0 }

/** Half of twelve points: at this size a character of Courier is a column wide. */
const SIZE = 12
/** The values stand this far above the lower edge of their line. */
const ABOVE_EDGE = 3
const CAPTION_SIZE = 5
const POINTS_IN_HUNDREDTH = 0.72

const ink = rgb(0, 0, 0)
const rule = rgb(0.45, 0.45, 0.45)
const shade = rgb(0.93, 0.93, 0.93)

export type Drawing = { readonly add: (sheet: Sheet) => void; readonly pages: () => number; readonly save: () => Promise<Uint8Array> }

/** Begins a file of sheets. @param at when it is made; a file of the same sheets and time has the same bytes */
export async function drawing(paper: Paper, at: Date, shift: Shift = NO_SHIFT): Promise<Drawing> {
  const document = await PDFDocument.create({ updateMetadata: false })
  document.setTitle('CMS-1500')
  document.setCreator('Parity')
  document.setProducer('Parity')
  document.setCreationDate(at)
  document.setModificationDate(at)
  const courier = await document.embedFont(StandardFonts.Courier)
  const caption = await document.embedFont(StandardFonts.Helvetica)
  let pages = 0
  return {
    add(sheet) {
      const page = document.addPage([SHEET.width, SHEET.height])
      pages++
      if (paper === 'drawn') drawFrame(page, caption)
      for (const place of PLACES) {
        const value = sheet.get(place.id)
        if (value !== undefined) drawValue(page, courier, place, value, paper === 'red' ? shift : NO_SHIFT)
      }
    },
    pages: () => pages,
    save: () => document.save(),
  }
}

/** A sheet that shows how a printer stands: a cross in each box, and nines as wide as each field. */
export const testSheet = (): Sheet => new Map(PLACES.map(({ id, width, isCheck }) => [id, isCheck ? 'X' : '9'.repeat(width)]))

function drawValue(page: PDFPage, font: PDFFont, place: Place, value: string, { right, down }: Shift): void {
  const before = place.isRight ? place.width - value.length : 0
  page.drawText(value, {
    x: leftOf(place.col + before) + right * POINTS_IN_HUNDREDTH,
    y: SHEET.height - topOf(place.line + 1) + ABOVE_EDGE - down * POINTS_IN_HUNDREDTH,
    size: SIZE,
    font,
    color: ink,
  })
}

function drawFrame(page: PDFPage, font: PDFFont): void {
  const write = (text: string, x: number, y: number): void => page.drawText(text, { x, y, size: CAPTION_SIZE, font, color: rule })
  for (const cell of CELLS) {
    const [left, top] = [leftOf(cell.fromCol), SHEET.height - topOf(cell.fromLine)]
    const width = leftOf(cell.toCol) - left
    const height = topOf(cell.toLine + 1) - topOf(cell.fromLine)
    page.drawRectangle({
      x: left,
      y: top - height,
      width,
      height,
      borderColor: rule,
      borderWidth: 0.5,
      ...(cell.isShaded && { color: shade }),
    })
    if (cell.caption !== '') write(cell.caption, left + 2, top - CAPTION_SIZE - 0.5)
  }
  for (const { place: id, words } of MARKS) {
    const place = PLACES.find((one) => one.id === id)
    if (!place) continue
    const bottom = SHEET.height - topOf(place.line + 1)
    page.drawRectangle({
      x: leftOf(place.col) - 1,
      y: bottom + 1,
      width: SHEET.column + 2,
      height: 10,
      borderColor: rule,
      borderWidth: 0.5,
    })
    write(words, leftOf(place.col) + SHEET.column + 2.5, bottom + 3)
  }
  write('CMS-1500 (02/12) as Parity draws it, on plain paper', leftOf(0.5), SHEET.height - topOf(62) - CAPTION_SIZE - 2)
}
