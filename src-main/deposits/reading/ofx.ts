import { parseDay, type Day } from '../../../src-shared/day.ts'
import type { BankLine, Told, Unread } from '../rules.ts'
import { amountOf } from './amount.ts'
import { labelOf } from './table.ts'

/*
 * Open Financial Exchange: 1.x is SGML, whose values have no end tag, 2.x is XML; QFX is either. Both are read by their tags alone, so nothing in a file can
 * expand or fetch. Pure.
 */

const TAG = /<(\/?)([A-Za-z][\w.]*)>([^<]*)/g

export const isOfx = (text: string): boolean =>
  /^\s*(?:OFXHEADER\s*:|<\?xml[^>]*\?>\s*<\?OFX|<\?OFX|<OFX>)/i.test(text.replace(/^\uFEFF/, ''))

/** The fields of one STMTTRN, by their tags, and the line it begins in. */
type Movement = { readonly line: number; readonly account: string; readonly fields: Map<string, string> }

/** Reads the movements of every bank account in the file. */
export function readOfx(text: string, today: Day): Told {
  const found = movementsOf(text)
  if ('why' in found) return { is: 'unknown', why: found.why }
  const lines: BankLine[] = []
  const unread: Unread[] = []
  const known = new Map<string, string>()
  let out = 0
  for (const one of found.movements) {
    const read = readMovement(one, today)
    if ('why' in read) {
      unread.push(read)
      continue
    }
    const { line, isOut } = read
    const id = JSON.stringify([line.account, line.bankId])
    const says = JSON.stringify([line.day, line.cents])
    if (known.has(id) && known.get(id) !== says) {
      unread.push({ place: line.place, field: 'FITID', why: 'The same id stands in the file with another day or amount.' })
      continue
    }
    known.set(id, says)
    if (isOut) out++
    else lines.push(line)
  }
  return { is: 'read', statement: { lines, unread, out, saysAccount: true } }
}

function movementsOf(text: string): { readonly movements: readonly Movement[] } | { readonly why: string } {
  const movements: Movement[] = []
  let account = ''
  let open: Movement | undefined
  let line = 1
  let counted = 0
  let hasBank = false
  for (const mark of text.matchAll(TAG)) {
    line += newLines(text, counted, mark.index)
    counted = mark.index
    const [, closes, tag = '', raw = ''] = mark
    const name = tag.toUpperCase()
    const value = plain(raw)
    if (closes === '/') {
      if (name === 'STMTTRN') open = undefined
      continue
    }
    if (name === 'STMTRS') hasBank = true
    if (name === 'CCSTMTRS') return { why: 'This is the statement of a credit card. Payers pay into a bank account: export that one.' }
    if (name === 'CURDEF' && value !== 'USD') return { why: 'Its amounts are in another currency than US dollars.' }
    if (name === 'ACCTID' && open === undefined) account = labelOf(value)
    if (name === 'STMTTRN') movements.push((open = { line, account, fields: new Map() }))
    else if (open && value !== '' && !open.fields.has(name)) open.fields.set(name, value)
  }
  return hasBank ? { movements } : { why: 'This OFX file has no statement of a bank account in it.' }
}

function newLines(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count++
  return count
}

function readMovement({ line, account, fields }: Movement, today: Day): { readonly line: BankLine; readonly isOut: boolean } | Unread {
  const place = `line ${line}`
  const cannot = (field: string, why: string): Unread => ({ place, field, why })
  const of = (tag: string): string => fields.get(tag) ?? ''
  const bankId = of('FITID').slice(0, 255)
  if (bankId === '') return cannot('FITID', 'It has no id of the bank.')
  const written = of('DTPOSTED')
  if (written === '') return cannot('DTPOSTED', 'It says no day.')
  const day = parseDay(written.replace(/^(\d{4})(\d{2})(\d{2}).*$/, '$1-$2-$3'))
  if (day === undefined) return cannot('DTPOSTED', 'Its day cannot be read.')
  if (day > today) return cannot('DTPOSTED', 'Its day is still to come.')
  // A comma may stand for the point.
  const cents = amountOf(of('TRNAMT').replace(/^([+-]?\d+),(\d{1,2})$/, '$1.$2'))
  if (cents === undefined) return cannot('TRNAMT', of('TRNAMT') === '' ? 'It says no amount.' : 'Its amount cannot be read.')
  const words = [of('NAME'), of('MEMO')].filter((one, n, all) => one !== '' && all.indexOf(one) === n)
  const reference = of('CHECKNUM') || of('REFNUM')
  return {
    line: { place, account, day, cents, description: words.join(' ').slice(0, 500), reference: reference.slice(0, 100), bankId },
    isOut: cents <= 0,
  }
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }
const plain = (value: string): string =>
  value
    .replaceAll(/&(\w+);/g, (whole, name: string) => NAMED[name] ?? whole)
    .replaceAll(/\s+/g, ' ')
    .trim()
