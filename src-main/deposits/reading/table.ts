import type { Day } from '../../../src-shared/day.ts'
import type { Cents } from '../../../src-shared/money.ts'
import { negate } from '../../../src-shared/money.ts'
import { dayOf } from '../../charges/index.ts'
import { bare, rowOfHeads } from '../../intake/index.ts'
import type { BankLine, Told, Unread } from '../rules.ts'
import { amountOf } from './amount.ts'

/* A bank's list of movements as a table: heads are known by the names banks give them. Pure. */

const FIELDS = ['date', 'amount', 'debit', 'credit', 'kind', 'description', 'reference', 'id', 'account'] as const
type Field = (typeof FIELDS)[number]

/** The names of heads, the better one first: a posting date counts before the date of the movement. */
const NAMES: Readonly<Record<Field, readonly string[]>> = {
  date: [
    'postingdate',
    'posteddate',
    'postdate',
    'dateposted',
    'posted',
    'date',
    'bookingdate',
    'transactiondate',
    'transdate',
    'effectivedate',
    'valuedate',
  ],
  amount: ['amount', 'transactionamount', 'amountusd', 'netamount'],
  debit: ['debit', 'debits', 'debitamount', 'amountdebit', 'withdrawal', 'withdrawals', 'withdrawalamount', 'moneyout', 'paidout'],
  credit: ['credit', 'credits', 'creditamount', 'amountcredit', 'deposit', 'deposits', 'depositamount', 'moneyin', 'paidin'],
  kind: ['drcr', 'crdr', 'debitcredit', 'creditdebit', 'creditordebit', 'transactiontype', 'type', 'details'],
  description: ['description', 'originaldescription', 'transactiondescription', 'payee', 'name', 'narrative', 'memo', 'transaction'],
  reference: [
    'reference',
    'referencenumber',
    'referenceno',
    'bankreference',
    'customerreference',
    'ref',
    'refnumber',
    'checkorslip',
    'checknumber',
    'checkno',
    'check',
    'slip',
  ],
  id: ['fitid', 'transactionid', 'banktransactionid'],
  account: ['account', 'accountnumber', 'accountname', 'accountno'],
}

type Places = ReadonlyMap<Field, number>

function placesOf(heads: readonly string[]): Places {
  const names = heads.map((head) => bare(head))
  const found = new Map<Field, number>()
  for (const field of FIELDS) {
    const at = NAMES[field].map((name) => names.indexOf(name)).find((one) => one >= 0)
    if (at !== undefined) found.set(field, at)
  }
  return found
}

const fieldsOf = (heads: readonly string[]): (Field | null)[] => {
  const places = placesOf(heads)
  return heads.map((_, at) => FIELDS.find((field) => places.get(field) === at) ?? null)
}

/** Reads the rows below the heads. @param account what the account is called where no column says so */
export function readTable(sheet: readonly (readonly string[])[], account: string, today: Day): Told {
  const at = rowOfHeads(sheet, fieldsOf)
  const heads = sheet[at] ?? []
  const places = placesOf(heads)
  const lacks = lackOf(places)
  if (lacks !== undefined)
    return {
      is: 'unknown',
      why: `Parity finds no bank’s list in it: no row of heads names ${lacks}. A CSV file with heads, OFX or QFX is read.`,
    }
  const lines: BankLine[] = []
  const unread: Unread[] = []
  let out = 0
  sheet.slice(at + 1).forEach((row, n) => {
    const cell = (field: Field): string => (row[places.get(field) ?? -1] ?? '').trim()
    const place = `row ${at + n + 2}`
    if (isNoMovement(cell)) return
    const headOf = (field: Field): string => heads[places.get(field) ?? -1] ?? ''
    const cannot = (field: Field, why: string): number => unread.push({ place, field: headOf(field), why })
    const day = dayOf(cell('date'), today)
    if (day === undefined) return void cannot('date', cell('date') === '' ? 'It says no day.' : 'Its day cannot be read.')
    if (day > today) return void cannot('date', 'Its day is still to come.')
    const read = movementOf(cell)
    if ('field' in read) return void cannot(places.has(read.field) ? read.field : 'credit', read.why)
    if (read.cents <= 0) {
      out++
      return
    }
    lines.push({
      place,
      account: cell('account') === '' ? account : labelOf(cell('account')),
      day,
      cents: read.cents,
      description: cell('description').slice(0, 500),
      reference: cell('reference').slice(0, 100),
      bankId: cell('id').slice(0, 255),
    })
  })
  return { is: 'read', statement: { lines, unread, out, saysAccount: places.has('account') } }
}

/** What its heads lack to be a bank's list, in words. */
function lackOf(places: Places): string | undefined {
  if (!places.has('date')) return 'a date'
  if (!places.has('amount') && !places.has('credit')) return 'an amount, or a debit and a credit'
  return undefined
}

type Cell = (field: Field) => string

/** An empty row, a sum below the list, or a balance between the movements. */
const isNoMovement = (cell: Cell): boolean => {
  const isAmountless = cell('amount') === '' && cell('debit') === '' && cell('credit') === ''
  return isAmountless && (cell('date') === '' || /\bbalance\b/i.test(cell('description')))
}

/** The movement of a row, money that came in as more than nothing. */
function movementOf(cell: Cell): { readonly cents: Cents } | { readonly field: Field; readonly why: string } {
  const nothing = { field: 'amount', why: 'It says no amount.' } as const
  if (cell('amount') !== '') {
    const cents = amountOf(cell('amount'))
    if (cents === undefined) return { field: 'amount', why: 'Its amount cannot be read.' }
    // Some banks write every amount without a sign and say in a word which way it went.
    return { cents: cents > 0 && /^(dr|d|debit|withdrawal)\b/i.test(cell('kind')) ? negate(cents) : cents }
  }
  for (const field of ['credit', 'debit'] as const) {
    if (cell(field) === '') continue
    const cents = amountOf(cell(field))
    if (cents === undefined) return { field, why: 'Its amount cannot be read.' }
    if (cents === 0) continue
    return { cents: field === 'credit' ? cents : cents > 0 ? negate(cents) : cents }
  }
  return cell('credit') === '' && cell('debit') === '' ? nothing : { cents: 0 as Cents }
}

/** An account by its last four digits; a name as it is. */
export const labelOf = (account: string): string => {
  const digits = account.replaceAll(/\D/g, '')
  return digits.length >= 4 && /^[\d\s*xX.-]+$/.test(account) ? `Account …${digits.slice(-4)}` : account.slice(0, 40)
}
