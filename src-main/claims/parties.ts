import { NO_MONEY, type Cents } from '../../src-shared/money.ts'
import type { ClaimFacts } from './facts.ts'
import type { Referrer, Site } from './records/parties.ts'
import { found, when, type Check } from './scrub/finding.ts'

/*
 * Who else a claim names, by the rules of its payer: who referred (2310A), the place of service (2310C), what the patient paid (AMT F5). Source:
 * 005010X222A1, loops 2300 and 2310. Pure: the 837P and the CMS-1500 are both filled from these.
 */

/** Home visits and telehealth into the home: the place of service code says where it was. */
const HOMES: readonly string[] = ['10', '12']

type Of<K extends keyof ClaimFacts> = Pick<ClaimFacts, K>

/** What the patient paid on the claim, with a payer that is told of it. */
export const patientPaidOf = ({ payer, parties }: Of<'payer' | 'parties'>): Cents =>
  payer.tells_paid === 1 ? (parties.paid ?? NO_MONEY) : NO_MONEY

export const referrerOf = ({ parties }: Of<'parties'>): Referrer | undefined => parties.referrer ?? undefined

/** The place, where it is none of the patient’s home and has another address than the billing provider; with a payer that wants it named. */
export function siteOf({ payer, parties: { site }, claim, biller }: Of<'payer' | 'parties' | 'claim' | 'biller'>): Site | undefined {
  if (!site || payer.names_site === 0 || HOMES.includes(claim.place)) return undefined
  const key = (text: string | null): string => (text ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '')
  const isSame = key(site.line1) === key(biller.line1) && key(site.zip) === key(biller.zip)
  return isSame ? undefined : site
}

/** The NPI of a place, unless it is the billing provider’s. */
export const siteNpiOf = (site: Site, { biller }: Of<'biller'>): string | undefined =>
  site.npi === null || site.npi === biller.npi ? undefined : site.npi

export const partyChecks: Check = (facts) => [
  ...when(facts.payer.wants_referrer === 1 && facts.parties.referrer === null, () =>
    found('R25', `${facts.payer.name} wants to know who referred the patient.`, 'parties'),
  ),
  ...when(patientPaidOf(facts) > facts.claim.cents, () =>
    found('C28', 'The patient cannot have paid more on the claim than it charges.', 'parties'),
  ),
]
