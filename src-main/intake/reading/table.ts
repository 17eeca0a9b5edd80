import { codedAs, codesOf, dayOf, isOtherPlace, minutesOf, modeOf, serviceOf, spanOf, timeOf } from '../../charges/index.ts'
import { shownDay, type Day } from '../../../src-shared/day.ts'
import { parseMoney, times, type Cents } from '../../../src-shared/money.ts'
import { decimal, digits } from '../../../src-shared/number.ts'
import { clockAfter } from '../../../src-shared/times.ts'
import type { Fate, Incoming, Reading, Source, Unread } from '../rules.ts'
import { cellsBy } from './columns.ts'
import type { Field, Heads, Mapping } from './heads.ts'
import type { Sheet } from './xlsx.ts'

/* Rows of a table as sessions. Pure. */

/** Fields that several columns say together; of any other the first that says something counts. */
const JOINED: readonly Field[] = ['modifiers', 'code', 'diagnoses']

type Cells = (field: Field) => string

/** Reads every row below the heads. @param mapping what each column says; that of the heads, or a person's own */
export function readRows(sheet: Sheet, heads: Heads, mapping: Mapping, today: Day): Reading {
  const cellsOf = cellsBy(heads.heads, mapping, JOINED)
  const rows: Incoming[] = []
  const unread: Unread[] = []
  sheet.slice(heads.at + 1).forEach((row, n) => {
    if (!row.some((cell) => cell.trim() !== '')) return
    const read = readRow(withMoments(cellsOf(row), today), `row ${heads.at + n + 2}`, heads.source, today)
    if ('why' in read) unread.push(read)
    else rows.push(read)
  })
  return { source: heads.source, rows, unread }
}

/** A spreadsheet's number of a day with a part of it behind the point, as a day and a time: `46345.375` is 11/19/2026 at 9:00. */
function withMoments(cells: Cells, today: Day): Cells {
  const [, whole, part] = /^(\d{5})(\.\d{1,6})\d*$/.exec(cells('day')) ?? []
  const day = whole === undefined ? undefined : dayOf(whole, today)
  if (day === undefined) return cells
  const minutes = Math.round((decimal(`0${part}`) ?? 0) * 1440)
  const time = minutes === 0 ? '' : ` ${clockAfter('00:00', minutes)}`
  return (field) => (field === 'day' ? `${shownDay(day)}${time}` : cells(field))
}

function readRow(cells: Cells, place: string, source: Source, today: Day): Incoming | Unread {
  const cannot = (field: Field, why: string): Unread => ({ place, is: 'cannot', why, field })
  const other = (why: string): Unread => ({ place, is: 'other', why, field: '' })
  const name = nameOf(cells)
  const dayText = cells('day')
  if (name.last === '' && cells('clinician') === '') return other('It names nobody: a sum or a remark.')
  if (source === 'therapynotes' && !/appointment/i.test(cells('status'))) return other('No session: a payment or another transaction.')
  if (name.last === '') return cannot('patient', 'It names no patient.')
  if (cells('clinician') === '' && cells('npi') === '') return cannot('clinician', 'It names no clinician.')
  if (dayText === '') return cannot('day', 'It says no day.')
  const day = dayOf(dayText, today)
  if (day === undefined) return cannot('day', 'Its day cannot be read.')
  const bornText = cells('born')
  const born = bornText === '' ? null : dayOf(bornText, today)
  if (born === undefined) return cannot('born', 'The birth date cannot be read.')
  if (born !== null && born > day) return cannot('born', 'The birth date is after the session.')
  const when = timesOf(cells)
  if (when === undefined) return cannot('start', 'Its time cannot be read.')
  const money = moneyOf(cells)
  if (money === undefined) return cannot('fee', 'Its amount cannot be read.')
  const codes = codesOf(cells('code'))
  const placeText = cells('place')
  return {
    place,
    external: cells('external'),
    patientKey: cells('patientKey'),
    ...name,
    born,
    sex: sexOf(cells('sex')),
    memberId: cells('memberId').toUpperCase().replaceAll(/[\s-]/g, ''),
    payer: /^(self.?pay|none|n\/a|no insurance)$/i.test(cells('payer')) ? '' : cells('payer'),
    clinician: cells('clinician'),
    npi: cells('npi').replaceAll(/\D/g, ''),
    day,
    ...when,
    service: codedAs(codes).service ?? serviceOf(cells('service')) ?? '',
    mode: modeOf(placeText) ?? '',
    code: codes.join(' '),
    modifiers: cells('modifiers')
      .toUpperCase()
      .split(/[\s,;:]+/)
      .filter(Boolean)
      .join(' '),
    pos: /^\d{1,2}$/.test(placeText) ? placeText.padStart(2, '0') : isOtherPlace(placeText) ? placeText : '',
    ...money,
    diagnoses: (
      cells('diagnoses')
        .toUpperCase()
        .match(/\b[A-TV-Z]\d[0-9A-Z](?:\.?[0-9A-Z]{1,4})?\b/g) ?? []
    ).join(' '),
    status: fateOf(cells('status')),
  }
}

/** `Last, First`, `First Last`, or each in a column of its own. */
function nameOf(cells: Cells): { readonly last: string; readonly first: string } {
  if (cells('last') !== '') return { last: cells('last'), first: cells('first') }
  const whole = cells('patient')
  const [before = '', after] = whole.split(',')
  if (after !== undefined && after.trim() !== '') return { last: before.trim(), first: after.trim() }
  const words = before.trim().split(/\s+/)
  return { last: words.at(-1) ?? '', first: words.slice(0, -1).join(' ') }
}

/** Start and stop, from their columns, from one that holds both, or from the time behind the day; empty where the source says none. */
function timesOf(cells: Cells): { readonly start: string; readonly stop: string } | undefined {
  const both = spanOf(cells('start'))
  if (both) return both
  const behindDay = / \d{1,2}:\d{2}|T\d{2}:\d{2}/.test(cells('day')) ? timeOf(cells('day')) : undefined
  const start = cells('start') === '' ? (behindDay ?? '') : timeOf(cells('start'))
  if (start === undefined) return undefined
  if (start === '') return { start, stop: '' }
  if (cells('stop') !== '') {
    const stop = timeOf(cells('stop'), start)
    return stop === undefined || stop <= start ? undefined : { start, stop }
  }
  const minutes = cells('minutes') === '' ? undefined : minutesOf(cells('minutes'))
  if (cells('minutes') !== '' && minutes === undefined) return undefined
  const stop = minutes === undefined || minutes === 0 ? '' : clockAfter(start, minutes)
  return { start, stop: stop > start ? stop : '' }
}

type Money = Pick<Incoming, 'units' | 'fee' | 'patientCents' | 'payerCents'>

/** The fee of the whole session; where only the rate of a unit is told, that by the units. */
function moneyOf(cells: Cells): Money | undefined {
  const read = (field: Field): Cents | null | undefined => (cells(field) === '' ? null : amountOf(cells(field)))
  const [fee, rate, patientCents, payerCents] = [read('fee'), read('rate'), read('patientCents'), read('payerCents')]
  if (fee === undefined || rate === undefined || patientCents === undefined || payerCents === undefined) return undefined
  const unitsText = cells('units').replace(/\.0+$/, '')
  if (unitsText !== '' && !/^\d{1,3}$/.test(unitsText)) return undefined
  const units = unitsText === '' ? null : digits(unitsText)
  return { units, fee: fee ?? (rate === null ? null : times(rate, units ?? 1)), patientCents, payerCents }
}

/** Spreadsheets write amounts with the noise of binary fractions: `174.99999999`. */
function amountOf(text: string): Cents | undefined {
  const found = parseMoney(text.replace(/^\((.*)\)$/, '-$1'), true)
  if (found !== undefined || !/^-?\d+\.\d{3,}$/.test(text)) return found
  const near = decimal(text.replace(/(\.\d{6})\d+$/, '$1'))
  return near === undefined ? undefined : parseMoney((Math.round(near * 100) / 100).toString())
}

const sexOf = (text: string): Incoming['sex'] => (text === '' ? null : /^f/i.test(text) ? 'F' : /^m/i.test(text) ? 'M' : 'U')

/** What became of a session, in the words systems use. */
const fateOf = (text: string): Fate =>
  /no.?show|missed|did not attend|^dna$/i.test(text) ? 'no-show' : /cancel/i.test(text) ? 'cancelled' : 'booked'
