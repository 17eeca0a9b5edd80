import type { Output } from '../../../src-shared/contract/index.ts'
import type { Shape } from '../../../src-shared/contract/fields.ts'
import type { View } from '../../../src-shared/contract/list.ts'
import { AGES } from '../../../src-shared/contract/month.ts'
import { sentenceMoney } from '../../../src-shared/money.ts'
import { counted } from '../../../src-shared/number.ts'

export type MonthRow = Output<'month.list'>['months'][number]
export type MonthDetail = Output<'month.get'>
export type Aging = Output<'month.aging'>
export type Owed = Aging['all']
type Who = Aging['rows'][number]['who']
export type Change = keyof MonthRow['roll']['changes']
type Unfinished = MonthDetail['unfinished'][number]
type What = MonthDetail['lateEntries'][number]['what']

export const STATES: Readonly<Record<MonthRow['state'], { readonly shape: Shape; readonly word: string }>> = {
  running: { shape: 'draft', word: 'Running' },
  open: { shape: 'ready', word: 'Open' },
  closed: { shape: 'closed', word: 'Closed' },
}

/** What changes what is owed, in the order it is read: the head of a column, and the line of a panel. */
export const CHANGES: readonly { readonly change: Change; readonly head: string; readonly words: string }[] = [
  { change: 'charges', head: 'Charges', words: 'Charged' },
  { change: 'insurance', head: 'Payers', words: 'Paid by payers' },
  { change: 'takebacks', head: 'Takebacks', words: 'Taken back by payers' },
  { change: 'patient', head: 'Patients', words: 'Paid by patients' },
  { change: 'refunds', head: 'Refunds', words: 'Given back to patients' },
  { change: 'adjustments', head: 'Adjusted', words: 'Written off and adjusted' },
  { change: 'credits', head: 'Credits', words: 'Kept as credit, or used of it' },
]

/** What an entry is, in a word. */
export const ENTRIES: Readonly<Record<What, string>> = {
  charge: 'Charge',
  insurance: 'Payment of a payer',
  takeback: 'Takeback of a payer',
  patient: 'Payment of a patient',
  refund: 'Refund',
  'write-off': 'Write-off',
  transfer: 'Moved to another who owes',
  provider: 'Money beside the claims',
}

const LEFT: Readonly<Record<Unfinished['what'], readonly [one: string, many: string, state: string]>> = {
  rehearsed: ['remittance', 'remittances', 'not posted'],
  partly: ['remittance', 'remittances', 'posted in part'],
  quarantined: ['remittance', 'remittances', 'quarantined'],
  claims: ['claim', 'claims', 'not sent'],
}

/** `2 remittances not posted, $412.00`. */
export function leftWords({ what, n, cents }: Unfinished): string {
  const [one, many, state] = LEFT[what]
  return `${counted(n, one, many)} ${state}, ${sentenceMoney(cents)}`
}

/** Whether anything was ever entered, or closed. */
export const isBegun = (months: readonly MonthRow[]): boolean =>
  months.length > 1 ||
  months.some(({ roll, closed }) => closed !== null || roll.closing !== 0 || Object.values(roll.changes).some((one) => one !== 0))

/** The heads of the ages. */
export const AGE_WORDS: readonly string[] = AGES.map(({ age }) => (age === 'over-120' ? 'Over 120' : age.replace('-', '–')))

export const OWING_WORDS: Readonly<Record<Who, string>> = { first: 'First payers', later: 'Later payers', patient: 'Patients' }

/** What the list of claims calls those one owes on, alone or with another. */
const OWES: Readonly<Record<Who, readonly string[]>> = {
  first: ['first', 'first, patient'],
  later: ['later', 'later, patient'],
  patient: ['patient', 'first, patient', 'later, patient'],
}

/** The claims behind a figure, the oldest first; without an age all that one owes on. */
export function claimsOwedBy(who: Who, age?: Aging['rows'][number]['ages'][number]): View {
  const by = who === 'patient' ? 'since' : 'day'
  const span = age && { ...(age.from !== null && { from: age.from }), ...(age.to !== null && { to: age.to }) }
  return {
    filters: [{ is: 'any', field: 'owes', of: [...OWES[who]] }, ...(span ? [{ is: 'days', field: by, ...span } as const] : [])],
    sort: [{ by: 'day', down: false }],
  }
}
