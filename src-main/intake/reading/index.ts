import type { Day } from '../../../src-shared/day.ts'
import type { Reading } from '../rules.ts'
import { isFhir, readFhir, type LocalOf } from './fhir.ts'
import { headsOf, isEnough, type Heads, type Mapping } from './heads.ts'
import { isHl7, readHl7 } from './hl7.ts'
import { readRows } from './table.ts'
import { openFile, sheetOf } from './sheet.ts'
import type { Sheet } from './xlsx.ts'

/** A file of sessions: read at once, or a table whose columns are told by its heads or by a person. */
export type Told =
  | { readonly is: 'read'; readonly reading: Reading }
  | { readonly is: 'table'; readonly sheet: Sheet; readonly heads: Heads }
  /** None of the kinds that are known. */
  | { readonly is: 'unknown'; readonly why: string }

const UNKNOWN = 'Parity knows no sessions in it: it is no table with heads, no FHIR Bundle and no HL7 message.'

/** Looks into a file by its content, whatever its name. */
export function lookInto(bytes: Uint8Array, localOf: LocalOf): Told {
  const opened = openFile(bytes)
  if (opened.is === 'unknown') return opened
  if (opened.is === 'sheet') return tableOf(opened.sheet)
  const { text } = opened
  if (isHl7(text)) return { is: 'read', reading: readHl7(text) }
  if (isFhir(text)) {
    const reading = readFhir(text, localOf)
    return reading ? { is: 'read', reading } : { is: 'unknown', why: 'This FHIR Bundle is damaged.' }
  }
  return tableOf(sheetOf(text))
}

function tableOf(sheet: Sheet): Told {
  const heads = headsOf(sheet)
  return heads ? { is: 'table', sheet, heads } : { is: 'unknown', why: UNKNOWN }
}

/** Reads a table by its columns. Where they do not say enough there is nothing to read yet. */
export const readTold = (told: Told & { readonly is: 'table' }, mapping: Mapping, today: Day): Reading =>
  isEnough(mapping) ? readRows(told.sheet, told.heads, mapping, today) : { source: told.heads.source, rows: [], unread: [] }

export { isEnough, type Mapping } from './heads.ts'
