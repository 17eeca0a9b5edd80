import type { Day } from '../../../src-shared/day.ts'
import { cents } from '../../../src-shared/money.ts'
import { refuse, type Handlers } from '../../store/index.ts'
import { payerById } from '../records/people.ts'
import { addRate, changeRate, equalRate, rateById, ratesOf, removeRate } from '../records/rates.ts'
import { scopeOf } from './rules.ts'

export const rateHandlers = {
  'rates.list': ({ db }, { payer }) => {
    if (!payerById(db, payer)) refuse('record.missing')
    return ratesOf(db, payer).map((row) => ({ ...row, starts: row.starts as Day, ends: row.ends as Day | null, cents: cents(row.cents) }))
  },

  'rates.save': ({ db, announce }, input) => {
    const { payer, code, starts } = input
    if (!payerById(db, payer)) refuse('record.missing')
    if (input.id && rateById(db, input.id)?.payer !== payer) refuse('record.missing')
    const row = { payer, code, ...scopeOf(input), starts, ends: input.ends ?? null, cents: input.cents }
    if (row.ends !== null && row.ends < starts) refuse('rate.order', { at: { field: 'ends' } })
    const equal = equalRate(db, row)
    if (equal && equal.id !== input.id) {
      if (input.id || equal.cents !== row.cents || equal.ends !== row.ends) refuse('rate.exists', { at: { field: 'starts' } })
      return { id: equal.id }
    }
    const id = input.id ?? addRate(db, row)
    if (input.id) changeRate(db, id, row)
    announce('practice')
    return { id }
  },

  'rates.remove': ({ db, announce }, { id }) => {
    if (!rateById(db, id)) refuse('record.missing')
    removeRate(db, id)
    announce('practice')
    return {}
  },
} satisfies Pick<Handlers, 'rates.list' | 'rates.save' | 'rates.remove'>
