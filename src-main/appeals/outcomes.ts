import type { Output } from '../../src-shared/contract/index.ts'
import { addMonths, type Day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { letterTemplate } from '../denials/index.ts'
import type { Reading } from '../store/index.ts'
import { decidedSince, endsOfDenials } from './records.ts'

/** Months of decisions that are counted. */
const MONTHS = 12
/** A denial must be this old to count: one that is still in time is not a failure. Source: the usual definition of a denial resolution rate. */
const MATURE_MONTHS = 3

type Outcomes = Output<'appeals.outcomes'>

/**
 * What appeals of the last year came to, by payer, cause and letter; and of the denials of a year that are three months old, how many came to an end.
 * Overturned is won or won in part, of those that were decided; what was withdrawn was never asked.
 */
export function outcomesOf(db: Reading, today: Day): Outcomes {
  const since = addMonths(today, -MONTHS)
  const decided = decidedSince(db, since)
  const by = (of: (one: (typeof decided)[number]) => string): Outcomes['by']['payer'] => {
    const groups = new Map<string, { decided: number; overturned: number; cents: number }>()
    for (const one of decided) {
      const group = groups.get(of(one)) ?? { decided: 0, overturned: 0, cents: 0 }
      const isOverturned = one.status !== 'lost'
      groups.set(of(one), {
        decided: group.decided + 1,
        overturned: group.overturned + (isOverturned ? 1 : 0),
        cents: group.cents + (isOverturned ? one.cents : 0),
      })
    }
    return [...groups]
      .map(([words, group]) => ({ words, ...group, cents: cents(group.cents) }))
      .toSorted((one, other) => other.decided - one.decided || (one.words < other.words ? -1 : 1))
  }
  const until = addMonths(today, -MATURE_MONTHS)
  const from = addMonths(until, -MONTHS)
  const ends = endsOfDenials(db, from, until)
  const of = (outcome: string | null): number => ends.find((one) => one.outcome === outcome)?.n ?? 0
  const all = ends.reduce((sum, { n }) => sum + n, 0)
  return {
    since,
    by: {
      payer: by(({ payer }) => payer),
      cause: by(({ cause }) => cause),
      letter: by(({ template }) => letterTemplate(template)?.title ?? template),
    },
    resolution: {
      from,
      until,
      all,
      ended: all - of(null),
      paid: of('paid'),
      upheld: of('upheld'),
      writtenOff: of('written-off'),
      patient: of('patient-billed'),
    },
  }
}
