import type { Argument, Output } from '../../src-shared/contract/index.ts'
import { shownDay, type Day } from '../../src-shared/day.ts'
import { stated } from '../../src-shared/result.ts'
import { mayDisclose, noteDisclosure } from '../access/index.ts'
import { appointmentById, payerById, primaryCoverage } from '../practice/index.ts'
import { nextNumber, refuse, type CommandWork } from '../store/index.ts'
import { leavingOf } from './asking.ts'
import { addInquiry, keepCard } from './records.ts'
import type { Card } from './rules.ts'

/** What was said on the telephone came in no file, so that no segment says it. */
const UNWRITTEN = 0
const said = <T>(value: T | null): { readonly value: T; readonly at: number } | undefined =>
  value === null ? undefined : { value, at: UNWRITTEN }

/** The card of what somebody said. */
function cardTold(told: Argument<'eligibility.tell'>): Card {
  return {
    ...stated({
      plan: told.plan ?? undefined,
      network: told.network ?? undefined,
      planBegins: said(told.planBegins),
      planEnds: said(told.planEnds),
      copay: said(told.copay),
      coinsurance: said(told.coinsurance === null ? null : told.coinsurance * 100),
      copayRule: said(told.copayRule),
      deductible: said(told.deductible),
      deductibleLeft: said(told.deductibleLeft),
      outOfPocket: said(told.outOfPocket),
      outOfPocketLeft: said(told.outOfPocketLeft),
      visits: said(told.visits),
      visitsLeft: said(told.visitsLeft),
      authorization: said(told.authorization),
      telehealth: said(told.telehealth),
    }),
    outcome: told.outcome,
    reason: { value: `${WORDS[told.outcome]} by telephone.` },
    messages: told.note === '' ? [] : [told.note],
  }
}
const WORDS = { active: 'Active, as told', inactive: 'Not active, as told', undetermined: 'Nothing clear was told' } as const

/**
 * Keeps a telephone check as an answer of its own: card, list, changes and estimate take it as they take a 271. A call tells the payer that the patient is
 * seen here, so it is a disclosure like a question in a file.
 * @throws Trouble `record.missing`, `coverage.none`, `consent.none`
 */
export function tell(work: CommandWork, input: Argument<'eligibility.tell'>): Output<'eligibility.tell'> {
  const { db, clock } = work
  const session = appointmentById(db, input.appointment) ?? refuse('record.missing')
  const day = session.day as Day
  const coverage = primaryCoverage(db, session.patient, day) ?? refuse('coverage.none')
  const verdict = mayDisclose(db, leavingOf(db, { ...session, day }, coverage.payer, clock.today()))
  if (!verdict.allowed) refuse('consent.none', { fix: verdict.why })
  const trace = `TOLD-${String(nextNumber(db, 'eligibility')).padStart(6, '0')}`
  const at = clock.now()
  const inquiry = addInquiry(db, {
    appointment: input.appointment,
    coverage: coverage.id,
    patient: session.patient,
    payer: coverage.payer,
    day,
    trace,
    asked_at: at,
    request: null,
    services: '',
    told_by: input.by,
    told_reference: input.reference,
  })
  keepCard(db, inquiry, cardTold(input), { at })
  noteDisclosure(work, verdict, {
    patient: session.patient,
    recipient: payerById(db, coverage.payer)?.name ?? '',
    what: `Call about coverage, session of ${shownDay(day)}`,
    purpose: 'payment',
    source: `Call ${trace}`,
  })
  work.announce('eligibility', [input.appointment])
  return { inquiry }
}
