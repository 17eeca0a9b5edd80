import type { Output } from '../../src-shared/contract/index.ts'
import type { Look } from '../../src-shared/contract/practice.ts'
import { age, shownDay, type Day } from '../../src-shared/day.ts'
import { memberIdTrouble } from './member-ids.ts'

/* What a payer would send back for the standing data alone. Pure: from the patient, the cards and the day. */

type Check = Output<'patients.get'>['checks'][number]
export type CheckedPatient = {
  readonly last: string
  readonly first: string
  readonly born: Day | null
  readonly sex: string | null
  readonly state: string | null
}
export type CheckedCoverage = {
  readonly position: number
  readonly payerName: string
  /** The kind of its payer: `medicare`, `medicaid`, `commercial`. */
  readonly kind: string
  /** What the practice says of its ids, as `3 letters then 9 digits`; an empty text for nothing. */
  readonly shape: string
  readonly memberId: string
  readonly relationship: string
  readonly subscriberLast: string | null
  readonly subscriberBorn: Day | null
  readonly starts: Day | null
  readonly ends: Day | null
  /** The coverage in whose place this one carries mental health: it holds the same order. */
  readonly carveOf: number | null
}

/** What to look at before anything is billed, the surest first. @param sharing how many other patients carry one of the member ids as their own */
export function checksOf(patient: CheckedPatient, coverages: readonly CheckedCoverage[], sharing: number, today: Day): readonly Check[] {
  const held = coverages.filter((one) => isHeld(one, today)).toSorted((one, other) => one.position - other.position)
  const cards = held.filter(({ carveOf }) => carveOf === null)
  return [
    ...identity(patient, today),
    ...coverages.flatMap((one) => card(one, patient.state, today)),
    ...(coverages.length > 0 && held.length === 0
      ? [check('a-none-holds', 'coverages', 'No coverage holds today.', 'Its days have ended or are still to come. Ask for the new card.')]
      : []),
    ...twice(cards),
    ...order(patient, cards, today),
    ...(sharing > 0
      ? [
          check(
            'h-shared',
            'coverages',
            'Another patient has this member id too.',
            'One of the two may be the same person twice, or a dependent who is entered as the subscriber.',
          ),
        ]
      : []),
  ]
}

const check = (of: Look, field: Check['field'], words: string, why: string): Check => ({ of, field, words, why })
const isHeld = ({ starts, ends }: CheckedCoverage, on: Day): boolean => (starts === null || starts <= on) && (ends === null || ends >= on)

function identity({ last, first, born, sex }: CheckedPatient, today: Day): readonly Check[] {
  const name = `${first} ${last}`
  return [
    ...(born === null
      ? [check('b-born', 'born', 'No birth date is known.', 'Payers find a member by it, so a claim and a question need it.')]
      : []),
    ...(born !== null && born > today ? [check('b-born', 'born', 'The birth date is still to come.', 'Type it anew from the card.')] : []),
    ...(sex === null || sex === 'U'
      ? [check('j-sex', 'sex', 'The sex is not known.', 'A claim can say so, and some payers send it back.')]
      : []),
    ...(/\d|[^\p{L}\p{M}\s'’.-]/u.test(name) || / (jr|sr|ii|iii|iv)\.?$/i.test(last)
      ? [
          check(
            'g-name',
            'last',
            'The name holds more than a name.',
            'A suffix, a nickname or a sign keeps a payer from finding the member. Type it as on the card.',
          ),
        ]
      : []),
  ]
}

/** What ended is looked at no more, but for its days. */
function card(one: CheckedCoverage, state: string | null, today: Day): readonly Check[] {
  const isOwn = one.relationship === '18'
  const isOver = one.ends !== null && one.ends < today
  const trouble = isOver ? undefined : memberIdTrouble({ ...one, state }, one.memberId)
  return [
    ...(trouble ? [check('c-member-id', 'coverages', `${one.payerName}: ${trouble[0]}`, trouble[1])] : []),
    ...(one.starts !== null && one.ends !== null && one.ends < one.starts
      ? [
          check(
            'd-dates',
            'coverages',
            `${one.payerName} ends before it begins.`,
            `It begins on ${shownDay(one.starts)}. Look at the days on the card.`,
          ),
        ]
      : []),
    ...(!isOver && !isOwn && (one.subscriberLast === null || one.subscriberBorn === null)
      ? [
          check(
            'e-subscriber',
            'coverages',
            `${one.payerName} is somebody else’s, and who that is is not told.`,
            'A claim for a dependent names the subscriber with the birth date.',
          ),
        ]
      : []),
  ]
}

function twice(held: readonly CheckedCoverage[]): readonly Check[] {
  const places = held.map(({ position }) => position)
  return places.some((place, n) => places.indexOf(place) !== n)
    ? [
        check(
          'f-order',
          'coverages',
          'Two coverages hold the same place today.',
          'One of them pays first. Give the other its last day, or the next place.',
        ),
      ]
    : []
}

/** Who pays before whom. */
function order(patient: CheckedPatient, held: readonly CheckedCoverage[], today: Day): readonly Check[] {
  const after = (first: (one: CheckedCoverage) => boolean, later: (one: CheckedCoverage) => boolean): boolean =>
    held.some((one, n) => first(one) && held.slice(0, n).some(later))
  const isMedicaid = ({ kind }: CheckedCoverage): boolean => kind === 'medicaid'
  const isPlan = ({ kind }: CheckedCoverage): boolean => kind === 'commercial' || kind === 'blue'
  const isOwn = ({ relationship }: CheckedCoverage): boolean => relationship === '18'
  const found: Check[] = []
  // 42 CFR 433.139: Medicaid pays after every other that must pay.
  if (after((one) => !isMedicaid(one), isMedicaid))
    found.push(
      check('f-order', 'coverages', 'Medicaid stands before another coverage.', 'Medicaid pays last. Put the other one before it.'),
    )
  // NAIC Model 120, rule of the dependent: what covers a person as its own member pays before what covers him as a dependent.
  if (
    after(
      (one) => isPlan(one) && isOwn(one),
      (one) => isPlan(one) && !isOwn(one),
    )
  )
    found.push(
      check('f-order', 'coverages', 'A plan as a dependent stands before the patient’s own.', 'The patient’s own plan pays first.'),
    )
  found.push(...birthdays(held.filter((one) => isPlan(one) && one.relationship === '19')))
  if (held.some(({ kind }) => kind === 'medicare') && held.some(isPlan)) found.push(medicare(patient, today))
  return found
}

/** NAIC Model 120: of two parents’ plans that of the parent whose birthday comes first in the year pays first, whatever the years. */
function birthdays([first, second]: readonly CheckedCoverage[]): readonly Check[] {
  if (!first?.subscriberBorn || !second?.subscriberBorn) return []
  if (first.subscriberBorn.slice(5) <= second.subscriberBorn.slice(5)) return []
  return [
    check(
      'f-order',
      'coverages',
      `${second.payerName} pays before ${first.payerName} by the birthday rule.`,
      'The birthday of that parent comes first in the year. A court order, or parents who live apart, can say otherwise.',
    ),
  ]
}

/** 42 CFR 411.172, 411.204 and 411.206: sizes of employers and months of kidney disease decide. */
function medicare({ born }: CheckedPatient, today: Day): Check {
  const isOld = born !== null && age(born, today) >= 65
  return check(
    'i-ask',
    'coverages',
    'Medicare and a plan: ask who pays first.',
    isOld
      ? 'From 65 on the plan of a working member or spouse pays first where the employer has 20 people or more; for kidney disease it does for 30 months.'
      : 'Below 65 a family member’s or own plan by work pays first where the employer has 100 people or more; for kidney disease it does for 30 months.',
  )
}
