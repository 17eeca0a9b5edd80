import { WRONG_WORDS } from '../../src-shared/contract/eligibility.ts'
import type { Input, Output } from '../../src-shared/contract/index.ts'
import { LOOK_WORDS } from '../../src-shared/contract/practice.ts'
import type { Day } from '../../src-shared/day.ts'
import type { Cents } from '../../src-shared/money.ts'
import type { Column } from './table.ts'

export type ExportList = Input<'exports.list'>['list']
type RowOf<L extends ExportList> = Output<L>['rows'][number]

type Words = Readonly<Record<string, string>>
/** `word` is one of a few names of ours, told in words. */
export type ExportColumn = readonly [title: string, is: Column['is'] | 'word', words?: Words]

/** What a field's column may be, so that text of others never stands in a column that is not guarded. */
type ColumnOf<V> = [V] extends [Cents | null]
  ? readonly [title: string, is: 'money']
  : [V] extends [Day | null]
    ? readonly [title: string, is: 'day']
    : [V] extends [number | null]
      ? readonly [title: string, is: 'number']
      : readonly [title: string, is: 'text' | 'word', words?: Words]

type Columns = { readonly [L in ExportList]: { readonly [F in keyof RowOf<L>]: ColumnOf<RowOf<L>[F]> } }

/** The columns of each list in their order. A field that a list gains does not compile until it has its title here. */
export const EXPORT_COLUMNS = {
  'patients.list': {
    id: ['Patient number', 'number'],
    name: ['Patient', 'text'],
    born: ['Born', 'day'],
    payer: ['First coverage', 'text'],
    memberId: ['Member id', 'text'],
    lastSeen: ['Last seen', 'day'],
    nextSeen: ['Next session', 'day'],
    wrong: ['To see to', 'word', LOOK_WORDS],
    waiting: ['Coming or not charged', 'number'],
    claims: ['Claims', 'number'],
    owedByPayers: ['Payers owe', 'money'],
    owedByPatient: ['Patient owes', 'money'],
  },
  'eligibility.list': {
    id: ['Session number', 'number'],
    day: ['Session', 'day'],
    time: ['Time', 'text'],
    patient: ['Patient', 'text'],
    payer: ['Payer', 'text'],
    outcome: ['Answer', 'word', { rejected: 'Turned down', undetermined: 'Not determined' }],
    network: ['Network', 'word', { in: 'In network', out: 'Out of network' }],
    owes: ['Patient owes', 'money'],
    authorization: ['Authorization', 'word', { Y: 'Needed', N: 'Not needed', U: 'Not known' }],
    next: ['Ask next', 'text'],
    wrong: ['To see to', 'word', WRONG_WORDS],
    provider: ['Clinician', 'text'],
  },
  'authorizations.list': {
    id: ['Authorization', 'number'],
    patient: ['Patient number', 'number'],
    patientName: ['Patient', 'text'],
    payer: ['Payer', 'text'],
    number: ['Number', 'text'],
    status: ['Status', 'word', { voided: 'Entered by mistake' }],
    state: [
      'Stands',
      'word',
      { over: 'More than agreed', short: 'Running out', silent: 'No answer', pended: 'Not decided yet', cancelled: 'Taken back' },
    ],
    starts: ['From', 'day'],
    ends: ['To', 'day'],
    codes: ['Codes', 'text'],
    provider: ['Clinician', 'text'],
    unit: ['Counted in', 'word'],
    amount: ['Agreed', 'number'],
    earlier: ['Used before', 'number'],
    reserved: ['Reserved', 'number'],
    used: ['Used', 'number'],
    confirmed: ['Confirmed', 'number'],
    free: ['Free', 'number'],
    lastDay: ['Lasts until', 'day'],
    waits: ['Days without an answer', 'number'],
    again: ['Look again', 'day'],
  },
  'claims.list': {
    status: ['Status', 'word'],
    id: ['Claim', 'number'],
    patient: ['Patient', 'text'],
    day: ['Service', 'day'],
    payer: ['Payer', 'text'],
    codes: ['Codes', 'text'],
    provider: ['Clinician', 'text'],
    batch: ['Batch', 'text'],
    fileBy: ['File by', 'day'],
    charge: ['Charge', 'money'],
    paid: ['Paid', 'money'],
    owed: ['Owed', 'money'],
  },
  'remittance.list': {
    id: ['Remittance', 'number'],
    status: ['Status', 'word', { partly: 'Partly posted' }],
    day: ['Paid on', 'day'],
    payer: ['Payer', 'text'],
    method: ['Method', 'word', { ACH: 'EFT', CHK: 'Check', FWT: 'Wire', BOP: 'Payer’s choice', NON: 'No payment' }],
    trace: ['Trace', 'text'],
    deposited: ['Money came', 'day'],
    reason: ['Reason', 'text'],
    claims: ['Claims', 'number'],
    held: ['Held', 'number'],
    cents: ['Payment', 'money'],
  },
  'deposits.list': {
    id: ['Row', 'number'],
    state: [
      'Status',
      'word',
      { money: 'No remittance', remittance: 'No money', before: 'Earlier', none: 'Pays nothing', aside: 'Put aside' },
    ],
    day: ['Day', 'day'],
    party: ['Payer, or what the bank says', 'text'],
    reference: ['Trace', 'text'],
    bank: ['At the bank', 'money'],
    told: ['Remittance', 'money'],
    off: ['Off', 'money'],
    due: ['Money due', 'day'],
    why: ['Why', 'text'],
  },
  'denials.list': {
    id: ['Denial', 'number'],
    daysLeft: ['Days left', 'number'],
    due: ['Work by', 'day'],
    reason: ['Reason', 'text'],
    reasonWords: ['Cause', 'text'],
    cause: ['Kind of cause', 'text'],
    nextStep: ['Next step', 'text'],
    action: [
      'Kind of step',
      'word',
      { correct: 'Correct and send again', rebill: 'Bill another payer', 'bill-patient': 'Bill the patient', investigate: 'Ask the payer' },
    ],
    patient: ['Patient', 'text'],
    cents: ['At stake', 'money'],
    payer: ['Payer', 'text'],
    day: ['Service', 'day'],
    code: ['Code', 'text'],
    claim: ['Claim', 'number'],
    status: ['Status', 'word'],
    outcome: ['Outcome', 'word', { upheld: 'Payer’s word stands', 'patient-billed': 'Billed to the patient' }],
    owner: ['Owner', 'text'],
    again: ['Put off until', 'day'],
  },
  'appeals.list': {
    id: ['Appeal', 'number'],
    status: ['Status', 'word', { 'partly-won': 'Won in part' }],
    daysLeft: ['Days left', 'number'],
    due: ['Appeal by', 'day'],
    patient: ['Patient', 'text'],
    payer: ['Payer', 'text'],
    reason: ['Denied', 'text'],
    title: ['Argument', 'text'],
    level: ['Level', 'number'],
    levelName: ['Name of the level', 'text'],
    day: ['Service', 'day'],
    code: ['Code', 'text'],
    claim: ['Claim', 'number'],
    sentOn: ['Sent', 'day'],
    answerBy: ['Answer by', 'day'],
    cents: ['In dispute', 'money'],
  },
  'exchange.list': {
    id: ['File number', 'number'],
    status: ['Status', 'word', { partly: 'Partly posted', taken: 'Taken in', known: 'Known before', unreadable: 'Not readable' }],
    direction: ['Way', 'word'],
    kind: ['Kind', 'text'],
    name: ['File', 'text'],
    summary: ['What is in it', 'text'],
    at: ['When', 'text'],
    findings: ['Findings', 'number'],
    size: ['Bytes', 'number'],
  },
} as const satisfies Columns

/** What each list is called: on the sheet, and in the name of its file. */
export const LIST_TITLES: Readonly<Record<ExportList, string>> = {
  'patients.list': 'Patients',
  'eligibility.list': 'Eligibility',
  'authorizations.list': 'Authorizations',
  'claims.list': 'Claims',
  'remittance.list': 'Remittances',
  'deposits.list': 'Deposits',
  'denials.list': 'Denials',
  'appeals.list': 'Appeals',
  'exchange.list': 'Files',
}

/** `partly-paid` is told as `Partly paid`, where there are no words of its own. */
export function wordOf(value: string, words: Words = {}): string {
  const plain = value.replaceAll('-', ' ')
  return Object.hasOwn(words, value) ? (words[value] ?? plain) : plain.charAt(0).toUpperCase() + plain.slice(1)
}
