import { cents } from '../../src-shared/money.ts'
import { refuse, type Handlers, type Reading } from '../store/index.ts'
import { depositDetail, shownRows } from './detail.ts'
import { bring, preview } from './importing.ts'
import { depositPlan, depositRow, matchById, moneyById, rowId, standsFor, stateOf, toldById, type Stands } from './records.ts'
import { tie, untie } from './tying.ts'

export const handlers = {
  'deposits.list': ({ db, clock, lists }, input) => {
    const page = lists.page(db, depositPlan, input)
    return { ...page, rows: shownRows(db, clock.today(), page.rows) }
  },

  'deposits.totals': ({ db, lists }, input) => lists.totals(db, depositPlan, input),

  'deposits.get': (work, { id }) => depositDetail(work, id),

  'deposits.preview': async (work, given) => {
    await Promise.resolve()
    const bytes = work.files.read(given.path)
    return work.read((own) => preview(own, bytes, given))
  },

  'deposits.import': async (work, given) => {
    await Promise.resolve()
    const bytes = work.files.read(given.path)
    return work.write((own) => bring(own, bytes, given))
  },

  'deposits.tie': (work, { rows, note }) => {
    const { db, user } = work
    const chosen = [...new Set(rows)].map((id) => alone(db, id))
    const money = chosen.flatMap(({ is, id }) => (is === 'line' ? [moneyById(db, id) ?? refuse('record.missing')] : []))
    const remittances = chosen.flatMap(({ is, id }) => (is === 'remittance' ? [toldById(db, id) ?? refuse('record.missing')] : []))
    if ((money.length === 0 || remittances.length === 0) && note === '') refuse('deposits.alone')
    const match = tie(work, { money, remittances, by: user.id, why: note === '' ? 'Tied by hand.' : note })
    const row = rowId({ is: 'match', id: match })
    const made = depositRow(db, row) ?? refuse('record.missing')
    return { match, row, state: stateOf(made), off: cents(made.off) }
  },

  'deposits.untie': (work, { match }) => {
    const made = matchById(work.db, match) ?? refuse('record.missing')
    if (made.undone_at !== null) refuse('deposits.untied')
    untie(work, match)
    return {}
  },
} satisfies Pick<
  Handlers,
  'deposits.list' | 'deposits.totals' | 'deposits.get' | 'deposits.preview' | 'deposits.import' | 'deposits.tie' | 'deposits.untie'
>

/**
 * What a row stands for, where it stands alone.
 * @throws Trouble `record.missing`, `deposits.tied`, `deposits.nothing`
 */
function alone(db: Reading, row: number): Stands {
  const stands = standsFor(row)
  if (stands.is === 'match') refuse(depositRow(db, row) ? 'deposits.tied' : 'record.missing')
  const one = depositRow(db, row)
  if (one === undefined)
    refuse((stands.is === 'line' ? moneyById(db, stands.id) : toldById(db, stands.id)) ? 'deposits.tied' : 'record.missing')
  if (one.state === 'none') refuse('deposits.nothing')
  return stands
}
