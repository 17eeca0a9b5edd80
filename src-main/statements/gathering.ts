import type { Day } from '../../src-shared/day.ts'
import { add, NO_MONEY, sum, type Cents } from '../../src-shared/money.ts'
import { codeWords, fullName, patientById } from '../practice/index.ts'
import { accountOf, type AskedLine } from '../receipts/index.ts'
import { sayVisit } from '../remittance/index.ts'
import { refuse, type QueryWork } from '../store/index.ts'
import { agreedOf } from './records/plans.ts'
import { decidedOn, holdOf, lastDay, servicesOf, splitOf, termsOf, type Split } from './records/statements.ts'
import { decide, type Decision, type Visit } from './rules.ts'

/** A claim as the statement shows it. */
export type Shown = Visit &
  Split & { readonly claim: number; readonly first: Day; readonly last: Day; readonly service: string; readonly say: string }

export type Gathered = {
  readonly patient: number
  readonly name: string
  readonly last: Day | null
  readonly visits: readonly Shown[]
  readonly decision: Decision
}

type Query = Pick<QueryWork, 'db' | 'clock'>

/** What a patient would be asked for today, and whether. @throws Trouble `record.missing` */
export function gather({ db, clock }: Query, patient: number): Gathered {
  const person = patientById(db, patient) ?? refuse('record.missing')
  const { lines, credit } = accountOf(db, patient)
  const claims = [...new Set(lines.filter(({ due }) => due > 0).map((one) => one.claim))]
  const visits = claims.map((claim) =>
    visitOf(
      db,
      claim,
      lines.filter((one) => one.claim === claim),
    ),
  )
  const last = lastDay(db, patient)
  // What is open elsewhere on the account and not asked for.
  const quiet = lines.filter((one) => one.patient > 0 && one.due === 0)
  const account = {
    visits,
    waiting: add(credit, ...lines.map((one) => one.overpaid)),
    isProtected: quiet.some((one) => one.block !== null),
    isForNext: quiet.some((one) => one.isForNext),
    hold: holdOf(db, patient),
    last,
    plan: agreedOf(db, patient),
  }
  return { patient, name: fullName(person), last, visits, decision: decide(account, termsOf(db), clock.today()) }
}

function visitOf(db: Query['db'], claim: number, lines: readonly AskedLine[]): Shown {
  const due = sum(lines.map((one) => one.due))
  const told = sayVisit(db, claim)
  const services = servicesOf(db, claim)
  const days = lines.map((one) => one.day).toSorted()
  const first = days[0] ?? refuse('record.missing')
  return {
    claim,
    first,
    last: days.at(-1) ?? first,
    service: [...new Set(services.map((one) => codeWords(db, one.code, one.day)))].join('; '),
    ...splitOf(db, claim),
    due,
    since: decidedOn(db, claim) ?? first,
    say: told.say,
    isExplained: told.unexplained === NO_MONEY && told.cents === due,
  }
}

/** What all visits come to, for the foot of the table. */
export const totalOf = (visits: readonly Shown[], of: keyof Split | 'due'): Cents => sum(visits.map((one) => one[of]))
