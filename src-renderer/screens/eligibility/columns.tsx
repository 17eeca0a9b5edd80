import { WRONG_WORDS } from '../../../src-shared/contract/eligibility.ts'
import { columnsOf } from '../../grid/columns.tsx'
import type { FilterField } from '../../grid/view.ts'
import type { RowOf } from '../../grid/windows.ts'
import { clock, Money } from '../../kit/figures.tsx'
import { Status } from '../../kit/Status.tsx'
import { AUTHORIZATIONS, isAnswered, NETWORKS, OUTCOMES, states } from './words.ts'

export type SessionRow = RowOf<'eligibility.list'>
const c = columnsOf<SessionRow>()

const choices = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, label]) => ({ value, label }))
const nothing = <span className="third">–</span>
const unstated = <span className="third">not stated</span>
const missing = (row: SessionRow) => (states(row.outcome) ? unstated : nothing)

export const sessionColumns = [
  c.day('day', 'Session', (row) => row.day),
  c.text('time', 'Time', 82, (row) => clock(row.time), {
    filter: undefined,
    isQuiet: true,
    cell: (row) => <span className="num">{clock(row.time)}</span>,
  }),
  c.text('patient', 'Patient', 132, (row) => row.patient, { grows: 0.7 }),
  c.text('payer', 'Payer', 140, (row) => row.payer, {
    grows: 1,
    isQuiet: true,
    canBeEmpty: true,
    filter: { is: 'any', of: 'payers' },
    cell: (row) => row.payer ?? <span className="third">no coverage</span>,
  }),
  c.status(
    'outcome',
    'Answer',
    (row) => OUTCOMES[row.outcome],
    Object.entries(OUTCOMES).map(([value, { shape, word }]) => ({ value, label: word, shape })),
    { width: 158 },
  ),
  c.text('network', 'Net', 50, (row) => (row.network === null ? '' : row.network === 'in' ? 'In' : 'Out'), {
    canBeEmpty: true,
    filter: { is: 'any', of: choices(NETWORKS) },
    cell: (row) => (row.network === null ? nothing : row.network === 'in' ? 'In' : <b className="fam-warn">Out</b>),
  }),
  c.money('owes', 'Owes', (row) => row.owes, {
    width: 92,
    cell: (row) => (row.owes === null ? missing(row) : <Money cents={row.owes} isSum />),
  }),
  c.text('authorization', 'Authorization', 116, (row) => (row.authorization === null ? '' : AUTHORIZATIONS[row.authorization]), {
    canBeEmpty: true,
    filter: { is: 'any', of: choices(AUTHORIZATIONS) },
    cell: (row) => {
      if (row.authorization === null) return isAnswered(row.outcome) ? missing(row) : nothing
      const word = AUTHORIZATIONS[row.authorization]
      return row.authorization === 'N' ? (
        <span className="second">{word}</span>
      ) : (
        <Status shape={row.authorization === 'Y' ? 'look-here' : 'not-determined'} word={word} />
      )
    },
  }),
  c.text('wrong', 'To see to', 178, (row) => (row.wrong === 'k-nothing' ? '' : WRONG_WORDS[row.wrong]), {
    filter: { is: 'any', of: choices(WRONG_WORDS) },
    cell: (row) =>
      row.wrong === 'k-nothing' ? <span className="third">–</span> : <Status shape="look-here" word={WRONG_WORDS[row.wrong]} />,
  }),
  c.text('provider', 'Clinician', 150, (row) => row.provider, { isQuiet: true, isHidden: true }),
]

/** Fields that no column shows, but other screens filter by. */
export const sessionFields: readonly FilterField[] = [
  { field: 'patientId', head: 'Patient number', kind: { is: 'number' }, canBeEmpty: false },
]
