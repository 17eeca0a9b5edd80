import type { Day } from '../../../src-shared/day.ts'
import { openFile, sheetOf } from '../../intake/index.ts'
import type { Told } from '../rules.ts'
import { isOfx, readOfx } from './ofx.ts'
import { readTable } from './table.ts'

/**
 * Reads a bank's file by its content, whatever its name: OFX and QFX, or a table with heads.
 * @param account what the account is called where the file does not say
 */
export function readStatement(bytes: Uint8Array, account: string, today: Day): Told {
  const opened = openFile(bytes)
  if (opened.is === 'unknown') return opened
  if (opened.is === 'text' && isOfx(opened.text)) return readOfx(opened.text, today)
  return readTable(opened.is === 'sheet' ? opened.sheet : sheetOf(opened.text), account, today)
}
