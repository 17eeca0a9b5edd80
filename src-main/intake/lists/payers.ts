import type { StandingField } from '../../../src-shared/contract/standing.ts'
import { PAYER_KINDS } from '../../../src-shared/contract/practice.ts'
import { wholeNumber } from '../../../src-shared/number.ts'
import { isUnfit, type Change, type Effect, type Kept, type Refused, type Said, type Unfit } from './rules.ts'

/* A row of a payer list. Pure. */

/** Each field, where the store keeps it, and how a cell says it. */
const fields: readonly (readonly [StandingField, string, (cell: string) => string | number | Unfit])[] = [
  ['name', 'name', atMost(60)],
  ['ediId', 'edi_id', ediId],
  ['kind', 'kind', kindOf],
  ['filing', 'filing', filingOf],
  ['phone', 'phone', atMost(20)],
  ['line1', 'line1', atMost(55)],
  ['line2', 'line2', atMost(55)],
  ['city', 'city', atMost(30)],
  ['state', 'state', stateOf],
  ['zip', 'zip', zipOf],
  ['filingDays', 'filing_days', daysOf],
  ['correctedDays', 'corrected_days', daysOf],
  ['appealDays', 'appeal_days', daysOf],
  ['videoModifier', 'video_modifier', oneOf('95', 'GT')],
  ['audioModifier', 'audio_modifier', oneOf('93', 'FQ')],
  ['appealsLine1', 'appeals_line1', atMost(55)],
  ['appealsCity', 'appeals_city', atMost(30)],
  ['appealsState', 'appeals_state', stateOf],
  ['appealsZip', 'appeals_zip', zipOf],
  ['appealsFax', 'appeals_fax', atMost(20)],
]
/** The columns of the store that an import of payers may write. */
export const PAYER_COLUMNS = fields.map(([, column]) => column)

export type KnownPayer = { readonly id: number } & Kept

/** What a payer is when its row leaves it out: the same as when one is added by hand. */
const USUAL: Kept = {
  kind: 'commercial',
  filing_days: 90,
  corrected_days: 180,
  appeal_days: 180,
  video_modifier: '95',
  audio_modifier: '93',
}
const FILING: Readonly<Record<string, string>> = {
  blue: 'BL',
  medicare: 'MB',
  'medicare-advantage': '16',
  medicaid: 'MC',
  tricare: 'CH',
}

/** @param known the payer of this payer id, when it is here. An empty cell leaves what stands there. */
export function readPayer(cells: (field: StandingField) => string, known: (ediId: string) => KnownPayer | undefined): Said | Refused {
  const name = cells('name')
  const refused = (field: StandingField, { why, fix }: Unfit): Refused => ({ field, name, why, fix })
  const values: Record<string, string | number> = {}
  for (const [field, column, take] of fields) {
    const cell = cells(field)
    if (cell === '') continue
    const value = take(cell)
    if (isUnfit(value)) return refused(field, value)
    values[column] = value
  }
  const id = values['edi_id']
  if (typeof id !== 'string')
    return refused('ediId', { why: 'It says no payer id.', fix: 'Fill in the id the clearinghouse lists it under.' })
  const before = known(id)
  if (before) values['edi_id'] = String(before['edi_id'])
  if (!before && name === '') return refused('name', { why: 'It says no name.', fix: 'Fill in the name of the payer.' })
  const kind = values['kind']
  const base: Kept = before ?? { ...USUAL, filing: (typeof kind === 'string' ? FILING[kind] : undefined) ?? 'CI' }
  const now = Object.fromEntries(PAYER_COLUMNS.map((column) => [column, values[column] ?? base[column] ?? null]))
  const was = before ? Object.fromEntries(PAYER_COLUMNS.map((column) => [column, before[column] ?? null])) : null
  const changes = changesOf(was, now)
  const effect: Effect = { what: 'payer', key: before ? String(before.id) : '', was, now, isNew: was === null, changes }
  return { name: name || String(before?.['name'] ?? ''), key: id, effects: changes.length === 0 ? [] : [effect] }
}

function changesOf(was: Kept | null, now: Kept): Change[] {
  return fields.flatMap(([field, column]) => {
    const [before, after] = [shown(was?.[column]), shown(now[column])]
    return before === after ? [] : [{ field, before, after }]
  })
}
const shown = (value: string | number | null | undefined): string => (value === null || value === undefined ? '' : String(value))

function atMost(longest: number) {
  return (cell: string): string | Unfit =>
    cell.length <= longest ? cell : { why: `It is longer than ${longest} signs.`, fix: 'Write it shorter.' }
}

function ediId(cell: string): string | Unfit {
  const id = cell.toUpperCase()
  return /^[\x21-\x7E]{2,15}$/.test(id) && !/[*~:^]/.test(id)
    ? id
    : { why: 'This is no payer id.', fix: 'A payer id has 2 to 15 letters and digits, as the clearinghouse lists it.' }
}

const KINDS: readonly (readonly [RegExp, (typeof PAYER_KINDS)[number]])[] = [
  [/medicare.*(advantage|part ?c)|^(ma|mapd|part c|16)$/i, 'medicare-advantage'],
  [/medicare|^(mb|part b)$/i, 'medicare'],
  [/medicaid|medi-?cal|^mc$/i, 'medicaid'],
  [/blue|^(bcbs|bl|bc|bs)$/i, 'blue'],
  [/tricare|champus|champva|military|^ch$/i, 'tricare'],
  [/commercial|private|employer|^(com|ci|hmo|ppo|epo|pos|12|13|14|15|hm)$/i, 'commercial'],
  [/^(other|workers.?comp.*|auto|eap|zz|wc|am)$/i, 'other'],
]
function kindOf(cell: string): string | Unfit {
  const found = PAYER_KINDS.find((kind) => kind === cell.toLowerCase()) ?? KINDS.find(([pattern]) => pattern.test(cell))?.[1]
  return (
    found ?? { why: 'This class is not known.', fix: 'Say commercial, Blue, Medicare, Medicare Advantage, Medicaid, TRICARE or other.' }
  )
}

function filingOf(cell: string): string | Unfit {
  const code = cell.toUpperCase().padStart(2, '0')
  return /^(09|1[1-7]|AM|BL|CH|CI|DS|FI|HM|LM|MA|MB|MC|OF|TV|VA|WC|ZZ)$/.test(code)
    ? code
    : { why: 'This is no claim filing indicator.', fix: 'Say one of the two signs of SBR09, as CI, BL, MB or MC.' }
}

function stateOf(cell: string): string | Unfit {
  const state = cell.toUpperCase()
  return /^[A-Z]{2}$/.test(state) ? state : { why: 'This is no state.', fix: 'Write it as two letters.' }
}

/** Spreadsheets take the zeros at the beginning away. */
function zipOf(cell: string): string | Unfit {
  const [, whole = '', more = ''] = /^(\d{3,9})(?:-?(\d{4}))?$/.exec(cell.replaceAll(/\s/g, '')) ?? []
  const all = whole.length > 5 ? whole.padStart(9, '0') : `${whole.padStart(5, '0')}${more}`
  return whole !== '' && !(whole.length > 5 && (more !== '' || whole.length < 8))
    ? all
    : { why: 'This is no ZIP code.', fix: 'Write five or nine digits.' }
}

function daysOf(cell: string): number | Unfit {
  const days = wholeNumber(cell.replace(/\s*days?$/i, ''))
  return days !== undefined && days >= 1 && days <= 1100
    ? days
    : { why: 'This is no number of days.', fix: 'Write the limit in days, 1 to 1,100: a year is 365.' }
}

function oneOf(...all: readonly string[]) {
  return (cell: string): string | Unfit => {
    const modifier = cell.toUpperCase()
    return all.includes(modifier) ? modifier : { why: 'This modifier is not known here.', fix: `Write ${all.join(' or ')}.` }
  }
}
