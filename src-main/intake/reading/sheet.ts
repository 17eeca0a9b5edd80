import { readRows as rowsOfText } from '../../charges/index.ts'
import { readWorkbook, type Sheet } from './xlsx.ts'

/** What the bytes of a file are: the rows of a workbook, a text, or nothing that can be read. */
export type Opened =
  | { readonly is: 'sheet'; readonly sheet: Sheet }
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'unknown'; readonly why: string }

/** Looks into a file by its content, whatever its name. */
export function openFile(bytes: Uint8Array): Opened {
  if (bytes.byteLength === 0) return { is: 'unknown', why: 'The file is empty.' }
  const begins = String.fromCharCode(...bytes.slice(0, 8))
  if (begins.startsWith('PK')) {
    const sheet = readWorkbook(bytes)
    return sheet
      ? { is: 'sheet', sheet }
      : { is: 'unknown', why: 'This workbook cannot be read: it is damaged, or no Excel file. Save it as CSV.' }
  }
  if (begins.startsWith('\u00D0\u00CF\u0011\u00E0'))
    return { is: 'unknown', why: 'This is a workbook of the old kind or under a password. Save it as .xlsx or CSV without one.' }
  if (begins.startsWith('%PDF')) return { is: 'unknown', why: 'This is a PDF. Export it as CSV or Excel.' }
  return { is: 'text', text: textOf(bytes) }
}

/** UTF-8 or UTF-16 by their marks, else UTF-8 where it is one; what is left was written by an older Windows. */
function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

export const sheetOf = (text: string): Sheet => rowsOfText(text)
