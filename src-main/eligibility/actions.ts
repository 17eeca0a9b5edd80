import type { Output } from '../../src-shared/contract/index.ts'
import type { Day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { fullName, providerName } from '../practice/index.ts'
import type { Handlers } from '../store/index.ts'
import { askAdministrator, askMany, previewAsking } from './asking.ts'
import { cardOfSession } from './card.ts'
import { lock, unlock } from './locking.ts'
import { isOpen } from './runs.ts'
import { serviceWords } from './services.ts'
import { sessionPlan } from './records/sessions.ts'
import { tell } from './telling.ts'

type Row = Output<'eligibility.list'>['rows'][number]

export const handlers = {
  'eligibility.list': ({ db, lists, clock }, input) => {
    const page = lists.page(db, sessionPlan, input)
    const today = clock.today()
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
        next: row.next !== null && isOpen(row.answered, today) ? serviceWords(row.next) : null,
        wrong: row.wrong as Row['wrong'],
        provider: providerName(row),
      })),
    }
  },

  'eligibility.totals': ({ db, lists }, input) => lists.totals(db, sessionPlan, input),

  'eligibility.card': ({ db, clock }, { appointment }) => cardOfSession(db, appointment, clock.today()),

  'eligibility.ask': (work, input) => askMany(work, input),

  'eligibility.askOther': (work, input) => {
    const { id, name, payer } = askAdministrator(work, input)
    return { id, name, payer }
  },

  'eligibility.tell': (work, input) => tell(work, input),

  'eligibility.lock': (work, input) => lock(work, input),

  'eligibility.unlock': (work, input) => unlock(work, input),

  'eligibility.preview': (work, input) => previewAsking(work, input),
} satisfies Pick<
  Handlers,
  | 'eligibility.list'
  | 'eligibility.totals'
  | 'eligibility.card'
  | 'eligibility.ask'
  | 'eligibility.askOther'
  | 'eligibility.tell'
  | 'eligibility.lock'
  | 'eligibility.unlock'
  | 'eligibility.preview'
>
