import type { Output } from '../../src-shared/contract/index.ts'
import type { Day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { fullName, providerName } from '../practice/index.ts'
import type { Handlers } from '../store/index.ts'
import { askMany, previewAsking } from './asking.ts'
import { cardOfSession } from './card.ts'
import { sessionPlan } from './records.ts'

type Row = Output<'eligibility.list'>['rows'][number]

export const handlers = {
  'eligibility.list': ({ db, lists }, input) => {
    const page = lists.page(db, sessionPlan, input)
    return {
      ...page,
      rows: page.rows.map((row) => ({
        id: row.id,
        day: row.day as Day,
        time: row.time,
        patient: fullName({ first: row.pf, last: row.pl }),
        payer: row.payer,
        outcome: row.outcome as Row['outcome'],
        network: row.network,
        owes: row.owes === null ? null : cents(row.owes),
        authorization: row.authorization,
        provider: providerName(row),
      })),
    }
  },

  'eligibility.totals': ({ db, lists }, input) => lists.totals(db, sessionPlan, input),

  'eligibility.card': ({ db }, { appointment }) => cardOfSession(db, appointment),

  'eligibility.ask': (work, input) => askMany(work, input),

  'eligibility.preview': (work, input) => previewAsking(work, input),
} satisfies Pick<Handlers, 'eligibility.list' | 'eligibility.totals' | 'eligibility.card' | 'eligibility.ask' | 'eligibility.preview'>
