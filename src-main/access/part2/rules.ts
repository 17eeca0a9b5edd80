import { shownDay, type Day } from '../../../src-shared/day.ts'
import { namesSubstanceUse, type ServiceCodes } from '../../codes/index.ts'
import type { ConsentRow, EpisodeRow, Purpose } from '../records/part2-tables.ts'

/*
 * When a record of a substance-use program may leave (42 CFR part 2). Pure: rows in, an answer out.
 */

/** A service as far as it must be known to say whether it is of an episode. */
export type Service = ServiceCodes & { readonly day: Day; readonly provider: number | null }

/** To whom, what for, and on which day something would leave. */
export type Leaving = {
  readonly payer?: number
  /** Words for somebody who is no payer of ours. */
  readonly recipient?: string
  readonly purpose: Purpose
  readonly on: Day
}

export type Verdict =
  | {
      readonly allowed: true
      /** What it stands on; null when nothing of the law applies. */ readonly basis: string | null
      readonly consent: ConsentRow | null
    }
  | { readonly allowed: false; readonly why: string }

/** The episodes a service is of: its day lies in them, and it is the clinician's or names substance use where that is what made the episode. */
export const episodesOf = (service: Service, episodes: readonly EpisodeRow[]): EpisodeRow[] =>
  episodes.filter(
    (one) =>
      one.removed === null &&
      one.starts <= service.day &&
      (one.ends === null || one.ends >= service.day) &&
      (one.source !== 'provider' || one.provider === service.provider) &&
      (one.source !== 'code' || namesSubstanceUse(service)),
  )

/** Whether a consent lets something leave on a day: signed, neither run out nor revoked. A revocation holds from its day on (2.31(a)(6)). */
export const isActive = (consent: ConsentRow, on: Day): boolean =>
  consent.signed_on <= on && (consent.expires === null || consent.expires >= on) && (consent.revoked_on === null || consent.revoked_on > on)

const TPO: readonly Purpose[] = ['treatment', 'payment', 'operations']
const folded = (text: string): string => text.trim().toLocaleLowerCase('en-US')

/** Whether a consent is for this recipient and purpose, whatever the day. A consent to legal proceedings is for nothing else (2.31(d)). */
export function covers(consent: ConsentRow, { payer, recipient, purpose }: Leaving): boolean {
  const isForPurpose = consent.kind === 'tpo' ? TPO.includes(purpose) : consent.purpose === purpose
  if (!isForPurpose || (purpose === 'legal') !== (consent.kind === 'legal')) return false
  if (consent.payer !== null) return consent.payer === payer
  if (consent.recipient !== null) return recipient !== undefined && folded(recipient) === folded(consent.recipient)
  return consent.kind === 'tpo' || consent.kind === 'payment'
}

/** What needs no consent, and the clause that says so. */
const WITHOUT_CONSENT: Partial<Record<Purpose, string>> = {
  patient: 'To the patient (42 CFR 2.23)',
  emergency: 'Medical emergency (42 CFR 2.51)',
  audit: 'Audit or evaluation (42 CFR 2.53)',
}

/** The one rule: whether a service may be told of. Outside of every episode the law does not apply. */
export function mayLeave(service: Service, leaving: Leaving, episodes: readonly EpisodeRow[], consents: readonly ConsentRow[]): Verdict {
  if (episodesOf(service, episodes).length === 0) return { allowed: true, basis: null, consent: null }
  const clause = WITHOUT_CONSENT[leaving.purpose]
  if (clause !== undefined) return { allowed: true, basis: clause, consent: null }
  const fitting = consents.filter((one) => covers(one, leaving))
  const consent = fitting.find((one) => isActive(one, leaving.on))
  if (consent) return { allowed: true, basis: basisOf(consent), consent }
  return { allowed: false, why: whyNot(fitting, leaving.on) }
}

export const basisOf = (consent: Pick<ConsentRow, 'signed_on'>): string =>
  `Consent signed ${shownDay(consent.signed_on as Day)} (42 CFR 2.31)`

function whyNot(fitting: readonly ConsentRow[], on: Day): string {
  const revoked = fitting.find((one) => one.revoked_on !== null && one.revoked_on <= on)
  if (revoked?.revoked_on) return `The consent was revoked on ${shownDay(revoked.revoked_on as Day)}.`
  const ended = fitting.find((one) => one.expires !== null && one.expires < on)
  if (ended?.expires) return `The consent ended on ${shownDay(ended.expires as Day)}.`
  if (fitting.length > 0) return 'The consent was signed later.'
  return 'There is no consent on file.'
}

/** A field of a consent that the law asks for, and why it does not do. */
export type Lack = { readonly field: string; readonly why: string }

/** The element that a consent lacks (42 CFR 2.31(a)), if any. */
export function lackOf(
  consent: Pick<ConsentRow, 'kind' | 'payer' | 'recipient' | 'purpose' | 'signed_on' | 'expires'>,
  today: Day,
): Lack | undefined {
  const { kind, payer, recipient, purpose, expires } = consent
  if (consent.signed_on > today) return { field: 'signedOn', why: 'The day of the signature is still to come.' }
  if (kind === 'tpo' && !TPO.includes(purpose))
    return { field: 'purpose', why: 'A consent of this kind is for treatment, payment and operations alone.' }
  if (kind === 'payment' && purpose !== 'payment') return { field: 'purpose', why: 'A consent of this kind is for payment alone.' }
  if ((kind === 'legal') !== (purpose === 'legal'))
    return { field: 'purpose', why: 'A consent to legal proceedings cannot be combined with any other (42 CFR 2.31(d)).' }
  if (payer !== null && recipient !== null) return { field: 'recipient', why: 'It names one recipient: a payer or somebody else.' }
  if (payer === null && recipient === null && (kind === 'specific' || kind === 'legal'))
    return { field: 'recipient', why: 'It must say who receives the records.' }
  if (expires === null && kind !== 'tpo')
    return { field: 'expires', why: 'It must say when it ends. Only a consent for treatment, payment and operations may have no end.' }
  if (expires !== null && expires < consent.signed_on) return { field: 'expires', why: 'It ends before it was signed.' }
  return undefined
}
