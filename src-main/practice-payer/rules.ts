import { addDays } from '../../src-shared/day.ts'
import { conflict, dayRank } from '../codes/index.ts'
import type { Claim837 } from '../x12/index.ts'
import { decidedBefore } from './cob.ts'
import { DOOR_RULES } from './door.ts'
import type { Facts, Stated } from './facts.ts'
import type { Denial } from './pricing.ts'
import { claimOf, counts, patientOf } from './state.ts'

/* The stated rules of the practice payer: what it does is told by one of them, and each can be read here. */

type Line = Claim837['lines'][number]
export type LineRule = Stated & { readonly applies: (facts: Facts, line: Line, n: number) => boolean; readonly gives: Denial }

const denial = (group: Denial['group'], reason: string, ...remarks: readonly string[]): Denial => ({ group, reason, remarks })

/** Modifiers that say that a second service of the day is one of its own. */
const DISTINCT = ['59', '76', '77', 'XE', 'XP', 'XS', 'XU']
const isDistinct = ({ service }: Line): boolean => (service.procedure.modifiers ?? []).some((one) => DISTINCT.includes(one))

const sameService = (one: Line, other: Line): boolean =>
  one.service.procedure.code === other.service.procedure.code &&
  (one.service.procedure.modifiers ?? []).join() === (other.service.procedure.modifiers ?? []).join() &&
  one.day.when.from === other.day.when.from

/** Lines of the same patient that were taken before: those of earlier claims that were paid, and those above on this claim. */
const linesBefore = ({ earlier, place }: Facts, n: number): Line[] => [
  ...earlier
    .filter((one) => counts(one) && patientOf(claimOf(one)) === patientOf(place))
    .flatMap(({ decision }) => decision.place.claim.lines.filter((_, at) => (decision.lines[at]?.allowed ?? 0) > 0)),
  ...place.claim.lines.slice(0, n),
]
const linesBeside = (facts: Facts, n: number): Line[] => [...linesBefore(facts, 0), ...facts.place.claim.lines.filter((_, at) => at !== n)]

/** Why a line is not paid, the first that applies. Source: CARC and RARC; CPT and NCCI for the bundles. */
export const LINE_RULES: readonly LineRule[] = [
  {
    id: 'line.elsewhere',
    says: 'Mental health of this plan is with an administrator of its own, to whom the claim belongs.',
    applies: ({ member }) => member?.plan.administrator !== undefined,
    gives: denial('CO', '109', 'N418'),
  },
  {
    id: 'line.not-first',
    says: 'Another payer has to decide first, and the claim says nothing of it.',
    applies: ({ member, place }) => member?.first !== undefined && decidedBefore(place.claim).length === 0,
    gives: denial('CO', '22', 'MA04'),
  },
  {
    id: 'line.before-cover',
    says: 'The day of service is before the cover begins.',
    applies: ({ member }, { day }) => member !== undefined && day.when.from < member.plan.begins,
    gives: denial('CO', '26'),
  },
  {
    id: 'line.after-cover',
    says: 'The cover had ended on the day of service, or is not active.',
    applies: ({ member }, { day }) =>
      member !== undefined && (!member.plan.isActive || (member.plan.ends !== undefined && day.when.from > member.plan.ends)),
    gives: denial('CO', '27'),
  },
  {
    id: 'line.late',
    says: 'The claim came after the limit for filing, counted from the day of service, for a later payer from the decision before.',
    applies: ({ terms, place, receivedOn, original }, { day, adjudications }) => {
      const decided = [
        ...decidedBefore(place.claim).flatMap(({ payer }) => payer.adjudicated?.when.from ?? []),
        ...(adjudications ?? []).map((one) => one.day.when.from),
      ]
      const from = decided.reduce((a, b) => (b > a ? b : a), day.when.from)
      return original === undefined && receivedOn > addDays(from, terms.filingDays)
    },
    gives: denial('CO', '29'),
  },
  {
    id: 'line.duplicate',
    says: 'The same service of the same day was paid before, and no modifier says that it was another one.',
    applies: (facts, line, n) => !isDistinct(line) && linesBefore(facts, n).some((other) => sameService(line, other)),
    gives: denial('OA', '18', 'N522'),
  },
  {
    id: 'line.not-covered',
    says: 'The plan does not cover this service.',
    applies: ({ terms }, { service }) => terms.notCovered.includes(service.procedure.code),
    gives: denial('CO', '96', 'N130'),
  },
  {
    id: 'line.bundled',
    says: 'The service is never paid beside another one of the same day, which comprises it.',
    applies: (facts, line, n) => {
      const { code } = line.service.procedure
      return linesBeside(facts, n).some((other) => {
        const theirs = other.service.procedure.code
        if (theirs === code || other.day.when.from !== line.day.when.from) return false
        const met = conflict(code, theirs)
        if (met?.together !== 'never' || met.within !== 'day' || met.whenModifier) return false
        const isLater = facts.place.claim.lines.indexOf(other) < n
        return dayRank(theirs) > dayRank(code) || (dayRank(theirs) === dayRank(code) && isLater)
      })
    },
    gives: denial('CO', '97', 'M15'),
  },
  {
    id: 'line.authorization',
    says: 'The plan asks for an authorization after some visits of the year, and the claim names none.',
    applies: ({ terms, member, place, visits }, { authorizations = [] }) =>
      member?.plan.authorization === 'Y' && visits >= terms.freeVisits && !place.claim.authorization && authorizations.length === 0,
    gives: denial('CO', '197', 'N54'),
  },
  {
    id: 'line.visits',
    says: 'The visits that the plan pays in a year are used up.',
    applies: ({ member, visits }) => {
      const limit = member?.plan.visitsLeft ?? member?.plan.visits
      return limit !== undefined && visits >= limit
    },
    gives: denial('PR', '119', 'N362'),
  },
]

/** What is decided without a code of its own. */
const FURTHER: readonly Stated[] = [
  { id: 'envelope.unreadable', says: 'No envelope of X12 can be read in the file.' },
  { id: 'envelope.receiver', says: 'The interchange is for another receiver: TA1 with note 009.' },
  { id: 'envelope.again', says: 'An interchange of this sender with this control number was taken before: TA1 with note 025.' },
  { id: 'envelope.broken', says: 'Something is wrong with the envelope: the TA1 says what.' },
  { id: 'set.taken', says: 'The set keeps its guide, or nearly: 999 with A, or E and what was noted.' },
  { id: 'set.rejected', says: 'The set breaks its guide: 999 with R and the places.' },
  { id: 'set.not-ours', says: 'The set is taken, and is none that a payer answers.' },
  { id: 'claim.taken', says: 'No rule of the door applies: the claim is accepted into adjudication.' },
  { id: 'claim.void', says: 'The claim voids another one, which is taken back with the next payment.' },
  { id: 'line.priced', says: 'No other rule applies: the contract rate, less deductible, copay or coinsurance.' },
  { id: 'line.coordinated', says: 'Others decided before: paid is what this plan would pay, and no more than they left to the patient.' },
  { id: 'lot.rejected', says: 'Turned back by lot, as now and then in every office.' },
  { id: 'lot.denied', says: 'Denied by lot, as now and then in every office.' },
  { id: 'lot.short', says: 'Paid by lot at the rate of a shorter session.' },
  { id: 'payment.made', says: 'The claim has lain for the days after which this payer pays.' },
  { id: 'payment.reversal', says: 'A claim that was replaced or voided is taken back with all its amounts.' },
  {
    id: 'payment.audit',
    says: 'An earlier payment is found to be wrong, by lot: reversed now, and withheld from later payments (PLB WO).',
  },
  { id: 'payment.interest', says: 'The payment is later than the law of the state allows: interest (AMT I, PLB L6).' },
  { id: 'payment.carried', says: 'More is taken back than is paid: the rest is carried on to the next payment (PLB FB).' },
  { id: 'cover.known', says: 'The member is known and in force: the rows of the plan, with what is left of it.' },
  { id: 'cover.elsewhere', says: 'Mental health of this plan is with an administrator of its own, who is named.' },
  { id: 'cover.ended', says: 'The member is known and not in force on that day: inactive.' },
  { id: 'cover.unknown', says: 'No member has this number: AAA 75.' },
  { id: 'cover.name', says: 'The member of this number has another last name: AAA 73.' },
  { id: 'cover.birth', says: 'The member of this number was born on another day: AAA 71.' },
  { id: 'status.none', says: 'No claim fits what is asked: A4 with status 35.' },
  { id: 'status.rejected', says: 'The claim was turned back: the status of its acknowledgment.' },
  { id: 'status.waiting', says: 'The claim is taken and not decided yet: P1.' },
  { id: 'status.paid', says: 'The claim is decided and something was paid, or is the patient’s: F1.' },
  { id: 'status.denied', says: 'The claim is decided and denied: F2.' },
  { id: 'status.reversed', says: 'The claim was taken back: F3.' },
]

/** Every rule there is. */
export const RULES: readonly Stated[] = [...DOOR_RULES, ...LINE_RULES, ...FURTHER].map(({ id, says }) => ({ id, says }))

const SENTENCES: ReadonlyMap<string, string> = new Map(RULES.map(({ id, says }) => [id, says]))
/** The sentence of a rule. */
export const sentenceOf = (id: string): string => SENTENCES.get(id) ?? id
