import { sql, type Generated, type RawBuilder, type Selectable } from 'kysely'
import type { DepositState } from '../../src-shared/contract/deposits.ts'
import type { Day } from '../../src-shared/day.ts'
import type { Cents } from '../../src-shared/money.ts'
import { prepared, tables, type ListPlan, type Reading, type Writing } from '../store/index.ts'
import type { Provider } from './explaining.ts'
import type { OpenRemittance } from './matching.ts'
import type { Counted } from './rules.ts'

type DepositTables = {
  bank_file: { id: Generated<number>; file: number; at: string; by: number; name: string; added: number; from_day: string; to_day: string }
  bank_line: {
    id: Generated<number>
    file: number
    account: string
    day: string
    cents: number
    description: string
    reference: string
    bank_id: string
    identity: string
    n: number
  }
  bank_match: { id: Generated<number>; at: string; by: number | null; why: string; undone_at: string | null; undone_by: number | null }
  bank_match_line: { match: number; bank_line: number }
  bank_match_remittance: { match: number; remittance: number; deposit: number | null }
  deposit_row: {
    id: number
    state: string
    day: string
    party: string
    reference: string
    bank: number | null
    told: number | null
    off: number
    due: string | null
    why: string
  }
  remittance: { id: number; payer_name: string; trace: string; method: string; day: string; cents: number }
  remit_provider: { remittance: number; code: string; reference: string; cents: number }
}
const from = tables<DepositTables>()

export type DepositRow = Selectable<DepositTables['deposit_row']>

/** The deposits grid. */
export const depositPlan: ListPlan<DepositTables, 'deposit_row', DepositRow> = {
  name: 'deposits',
  from: from.selectFrom('deposit_row') as ListPlan<DepositTables, 'deposit_row', DepositRow>['from'],
  row: (query) => query.selectAll('deposit_row'),
  fields: {
    id: { is: 'number', of: sql`deposit_row.id` },
    state: { is: 'text', of: sql`deposit_row.state` },
    day: { is: 'day', of: sql`deposit_row.day` },
    party: { is: 'text', of: sql`deposit_row.party` },
    reference: { is: 'text', of: sql`deposit_row.reference` },
    bank: { is: 'number', of: sql`deposit_row.bank` },
    told: { is: 'number', of: sql`deposit_row.told` },
    off: { is: 'number', of: sql`deposit_row.off` },
    due: { is: 'day', of: sql`deposit_row.due` },
    why: { is: 'text', of: sql`deposit_row.why` },
  },
  id: sql<number>`deposit_row.id`,
  sums: {
    bank: sql<number>`coalesce(deposit_row.bank, 0)`,
    told: sql<number>`coalesce(deposit_row.told, 0)`,
    off: sql<number>`deposit_row.off`,
  },
  usual: [{ by: 'day', down: true }],
}

/** What a row of the grid stands for. */
export type Stands = { readonly is: 'match' | 'line' | 'remittance'; readonly id: number }
const KINDS = ['match', 'line', 'remittance'] as const
export const standsFor = (row: number): Stands => ({ is: KINDS[row % 3] ?? 'match', id: Math.floor(row / 3) })
export const rowId = ({ is, id }: Stands): number => 3 * id + KINDS.indexOf(is)

const oneRow = prepared((id: number) => from.selectFrom('deposit_row').selectAll().where('id', '=', id))
export const depositRow = (db: Reading, id: number): DepositRow | undefined => db.first(oneRow(id))

const known = prepared((identity: string) =>
  from
    .selectFrom('bank_line')
    .select((is) => is.fn.countAll<number>().as('n'))
    .where('identity', '=', identity),
)
/** How many lines are known by an identity. */
export const knownLines = (db: Reading, identity: string): number => db.first(known(identity))?.n ?? 0

export const addFile = (db: Writing, row: Omit<Selectable<DepositTables['bank_file']>, 'id'>): number =>
  db.insert(from.insertInto('bank_file').values(row))

export function addLine(db: Writing, file: number, { line, identity, n }: Counted): void {
  const { account, day, cents, description, reference, bankId } = line
  db.insert(from.insertInto('bank_line').values({ file, account, day, cents, description, reference, bank_id: bankId, identity, n }))
}

export type MoneyRow = { id: number; row: number; account: string; day: Day; cents: Cents; description: string; reference: string }
export type ToldRow = { id: number; row: number; payer: string; trace: string; method: string; day: Day; cents: Cents }

const money = from
  .selectFrom('bank_line')
  .select([
    'bank_line.id',
    sql<number>`3 * bank_line.id + 1`.as('row'),
    'account',
    'bank_line.day',
    'bank_line.cents',
    'description',
    'bank_line.reference',
  ])
const told = from
  .selectFrom('remittance')
  .select([
    'remittance.id',
    sql<number>`3 * remittance.id + 2`.as('row'),
    'payer_name as payer',
    'trace',
    'method',
    'remittance.day',
    'remittance.cents',
  ])

export const moneyById = (db: Reading, id: number): MoneyRow | undefined =>
  db.first(money.where('bank_line.id', '=', id)) as MoneyRow | undefined
export const toldById = (db: Reading, id: number): ToldRow | undefined =>
  db.first(told.where('remittance.id', '=', id)) as ToldRow | undefined

/** The two sides of a match. */
export const moneyOf = (db: Reading, match: number): MoneyRow[] =>
  db.all(
    money.innerJoin('bank_match_line', 'bank_line.id', 'bank_match_line.bank_line').where('match', '=', match).orderBy('bank_line.id'),
  ) as MoneyRow[]
export const toldOf = (db: Reading, match: number): ToldRow[] =>
  db.all(
    told
      .innerJoin('bank_match_remittance', 'remittance.id', 'bank_match_remittance.remittance')
      .where('match', '=', match)
      .orderBy('remittance.id'),
  ) as ToldRow[]

/** What stands alone: money of the bank without a remittance, and remittances that pay and have no money, older ones too. */
export const openMoney = (db: Reading): MoneyRow[] =>
  db.all(money.where(standsAs(['money'], sql`3 * bank_line.id + 1`)).orderBy('bank_line.id')) as MoneyRow[]
export const openTold = (db: Reading): ToldRow[] =>
  db.all(told.where(standsAs(['remittance', 'before'], sql`3 * remittance.id + 2`)).orderBy('remittance.id')) as ToldRow[]
const standsAs = (states: readonly DepositState[], id: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`${id} in (select deposit_row.id from deposit_row where deposit_row.state in (${sql.join(states)}))`

export const asOpen = ({ id, payer, trace, day, cents, method }: ToldRow): OpenRemittance => ({ id, payer, trace, day, cents, method })

/** Pairs that a person untied. */
export const undonePairs = (db: Reading): { line: number; remittance: number }[] =>
  db.all(
    from
      .selectFrom('bank_match')
      .innerJoin('bank_match_line', 'bank_match_line.match', 'bank_match.id')
      .innerJoin('bank_match_remittance', 'bank_match_remittance.match', 'bank_match.id')
      .select(['bank_line as line', 'remittance'])
      .where('undone_at', 'is not', null),
  )

export const matchById = (db: Reading, id: number): Selectable<DepositTables['bank_match']> | undefined =>
  db.first(from.selectFrom('bank_match').selectAll().where('id', '=', id))

export type NewMatch = {
  readonly money: readonly number[]
  /** Each with the note of its day, where the tie made one. */
  readonly remittances: readonly { readonly id: number; readonly deposit: number | null }[]
  readonly at: string
  readonly by: number | null
  readonly why: string
}
export function addMatch(db: Writing, { money: lines, remittances, ...row }: NewMatch): number {
  const match = db.insert(from.insertInto('bank_match').values({ ...row, undone_at: null, undone_by: null }))
  for (const line of lines) db.run(from.insertInto('bank_match_line').values({ match, bank_line: line }))
  for (const { id, deposit } of remittances) db.run(from.insertInto('bank_match_remittance').values({ match, remittance: id, deposit }))
  return match
}
/** The notes of days that a tie made. */
export const notesOf = (db: Reading, match: number): number[] =>
  db
    .all(from.selectFrom('bank_match_remittance').select('deposit').where('match', '=', match).where('deposit', 'is not', null))
    .flatMap(({ deposit }) => deposit ?? [])
/** Remittances that a person put aside: no money of the bank is looked for. */
export const remittancesAside = (db: Reading): number[] =>
  db
    .all(
      from
        .selectFrom('bank_match_remittance')
        .innerJoin('bank_match', 'bank_match.id', 'bank_match_remittance.match')
        .select('remittance')
        .where('undone_at', 'is', null)
        .where('match', 'not in', from.selectFrom('bank_match_line').select('match')),
    )
    .map(({ remittance }) => remittance)
export function undoMatch(db: Writing, id: number, at: string, by: number): void {
  db.run(from.updateTable('bank_match').set({ undone_at: at, undone_by: by }).where('id', '=', id))
}

/** The provider adjustments of remittances. */
export const providerOf = (db: Reading, remittances: readonly number[]): Provider[] =>
  db.all(
    from
      .selectFrom('remit_provider')
      .select(['code', 'reference', 'cents'])
      .where(sql<boolean>`remittance in (select value from json_each(${JSON.stringify(remittances)}))`),
  ) as Provider[]

export const stateOf = (row: DepositRow): DepositState => row.state as DepositState
