import notesFile from '../../resources/codes/ta1-notes.json' with { type: 'json' }
import errorsFile from '../../resources/codes/x12-errors.json' with { type: 'json' }
import { type Coded, rowsOf, table, unknownWords } from './table.ts'

/** The lists of a 999: segment, element, status of a set or group, set, group. */
export type SyntaxErrorList = 'IK304' | 'IK403' | 'IK501' | 'IK502' | 'AK905'

export type SyntaxError999 = Coded & { readonly list: SyntaxErrorList }

/** TA105. Source: element I18 in our words. */
export const envelopeNotes = table<Coded>(notesFile)

const syntaxErrors: readonly SyntaxError999[] = rowsOf<SyntaxError999>(errorsFile)

/** A code of a 999 in words for the middle of a sentence. Source: elements 620, 621, 715 to 718 in our words. */
export const syntaxErrorWords = (list: SyntaxErrorList, code: string): string =>
  syntaxErrors.find((row) => row.list === list && row.code === code)?.words ?? unknownWords(code)
