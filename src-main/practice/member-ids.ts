import { memberIdPattern, plainMemberId } from '../../src-shared/member-id.ts'

/* What a member id must look like, by who pays. A warning and never a stop: payers change their cards, and plans print numbers of their own. */

/** What is known of the payer, and where the patient lives. */
export type IdOf = {
  /** The kind of the payer: `medicare`, `medicaid`, `blue`. */
  readonly kind: string
  /** What the practice says of the payer’s ids, as `3 letters then 9 digits`; an empty text for nothing. It goes before what is known here. */
  readonly shape: string
  readonly state: string | null
}

/**
 * A Medicare number (CMS, Understanding the Medicare Beneficiary Identifier format): 11 signs, letters without S, L, O, I, B and Z at their places, as
 * the invented 1EG4-TE5-MK73 of CMS. Dashes are for the eye.
 */
const MBI = /^[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y]{2}\d{2}$/
export const isMedicareNumber = (text: string): boolean => MBI.test(plainMemberId(text))

/**
 * A Blue card: a prefix of three signs with a letter among them, never 0 or 1, then 6 to 14 letters and digits (BCBSA, BlueCard program: alpha prefixes
 * until 2018, letters and digits 2 to 9 since). Federal employees carry R and eight digits.
 */
const BLUE = /^(?=[2-9]{0,2}[A-Z])[2-9A-Z]{3}[0-9A-Z]{6,14}$/
const FEDERAL = /^R\d{8}$/

/**
 * The number of a member of Medicaid, by state, as the states’ provider manuals describe it. Only states whose number has one form that is public and
 * sure; where a state changed its form, prints plans’ own numbers, or is described in two ways, nothing is said and nothing checked.
 */
const MEDICAID: Readonly<Record<string, string>> = {
  AZ: 'A then 8 digits',
  // The client index number alone, or with the check digit and the day of issue of the card.
  CA: '8 digits then 1 letter or 8 digits then 1 letter then 5 digits',
  CO: '1 letter then 6 digits',
  CT: '9 digits',
  FL: '10 digits',
  GA: '12 digits',
  IA: '7 digits then 1 letter',
  IL: '9 digits',
  IN: '12 digits',
  KY: '10 digits',
  MA: '12 digits',
  MD: '11 digits',
  MI: '10 digits',
  MN: '8 digits',
  MS: '9 digits',
  NC: '9 digits then 1 letter',
  NE: '11 digits',
  NJ: '12 digits',
  NV: '11 digits',
  NY: '2 letters then 5 digits then 1 letter',
  OH: '12 digits',
  PA: '10 digits',
  SC: '10 digits',
  TX: '9 digits',
  VA: '12 digits',
  WA: '9 digits then WA',
  WI: '10 digits',
  WV: '11 digits',
}
export const STATES_KNOWN: readonly string[] = Object.keys(MEDICAID)

/** What such an id should look like when this one does not: words behind the payer’s name, and why. Undefined when nothing is wrong, or nothing known. */
export function memberIdTrouble(of: IdOf, memberId: string): readonly [words: string, why: string] | undefined {
  const id = plainMemberId(memberId)
  const stated = of.shape === '' ? undefined : memberIdPattern(of.shape)
  if (stated) {
    if (stated.test(id)) return undefined
    return [
      'the member id looks otherwise than usual.',
      `Ids of this payer have ${of.shape}. Look at the card; the claim is not kept back.`,
    ]
  }
  if (of.kind === 'medicare' && !MBI.test(id))
    return ['this is no Medicare number.', 'It has 11 signs, as 1EG4-TE5-MK73, and never S, L, O, I, B or Z.']
  if (of.kind === 'blue' && !BLUE.test(id) && !FEDERAL.test(id))
    return [
      'the member id has no Blue prefix.',
      'It begins with three signs of the plan, without 0 or 1, and they are part of it. Federal employees have R and eight digits.',
    ]
  const state = of.kind === 'medicaid' && of.state !== null ? MEDICAID[of.state] : undefined
  if (state !== undefined && memberIdPattern(state)?.test(id) !== true)
    return [
      `this is no Medicaid number of ${of.state ?? ''}.`,
      `It has ${state}. Where a plan runs Medicaid with numbers of its own, say with the payer what they look like.`,
    ]
  return undefined
}
