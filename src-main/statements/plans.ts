import type { Output } from '../../src-shared/contract/index.ts'
import { dayAt } from '../../src-shared/day.ts'
import { cents, NO_MONEY } from '../../src-shared/money.ts'
import { MOST_PARTS, partsOf, planParts, planStanding } from '../../src-shared/payment-plan.ts'
import { patientById } from '../practice/index.ts'
import { refuse, type Handlers, type QueryWork } from '../store/index.ts'
import { gather } from './gathering.ts'
import { addPlan, endPlan, openPlan } from './records/plans.ts'

/* Paying in parts: agreed on what is due on a day, kept by what comes in, and ended by a person or by its last part. */

export const planHandlers = {
  'statements.plan': (work, { patient }) => ({
    plan: planOf(work, patient),
    owed: gather(work, patient).decision.cents,
  }),

  'statements.agree': (work, { patient, part, every, first, note }) => {
    const { db, clock, user } = work
    if (!patientById(db, patient)) refuse('record.missing')
    const stands = openPlan(db, patient)
    const who = { at: clock.now(), by: user.id }
    if (stands && stands.received < stands.total) refuse('plan.open')
    const total = gather(work, patient).decision.cents
    if (total === NO_MONEY) refuse('plan.nothing')
    if (first < clock.today()) refuse('plan.day', { at: { field: 'first' } })
    const plan = { total, part: cents(Math.min(part, total)), every, first }
    if (partsOf(plan) > MOST_PARTS) refuse('plan.parts', { at: { field: 'part' } })
    if (stands) endPlan(db, patient, { ...who, why: 'All of it was paid' })
    addPlan(db, { ...plan, patient, note, ...who })
    work.announce('patients', [patient])
    return {}
  },

  'statements.endPlan': (work, { patient, why }) => {
    const { db, clock, user } = work
    if (!patientById(db, patient)) refuse('record.missing')
    if (!openPlan(db, patient)) refuse('plan.none')
    endPlan(db, patient, { at: clock.now(), by: user.id, why })
    work.announce('patients', [patient])
    return {}
  },
} satisfies Pick<Handlers, 'statements.plan' | 'statements.agree' | 'statements.endPlan'>

function planOf({ db, clock }: QueryWork, patient: number): Output<'statements.plan'>['plan'] {
  const plan = openPlan(db, patient)
  if (!plan) return null
  const { received, at, ...said } = plan
  return { ...said, on: dayAt(at), ...planStanding(plan, received, clock.today()), parts: planParts(plan, received) }
}
