import type { CommandWork, Reading } from '../../store/index.ts'
import { addDisclosure, consentsOfPatient, diagnosesOfPatient, episodesOfPatient } from './records.ts'
import { mayLeave, type Leaving, type Service, type Verdict } from './rules.ts'

/** Something about a patient that would leave. */
export type Question = Leaving & { readonly patient: number; readonly service: Service }

/**
 * Whether something about a patient may leave (42 CFR 2.12, 2.13, 2.31, 2.33). Every gate asks here: claims, questions about coverage, appeals, statements,
 * exports. Outside of every episode the answer is yes and stands on nothing.
 */
export function mayDisclose(db: Reading, { patient, service, ...leaving }: Question): Verdict {
  const episodes = episodesOfPatient(db, patient)
  // Most patients are of no program: one look at an index.
  return episodes.length === 0
    ? { allowed: true, basis: null, consent: null }
    : mayLeave(service, leaving, episodes, consentsOfPatient(db, patient))
}

/** A session that is still to be charged says what the patient's diagnoses say. */
export const sessionService = (
  db: Reading,
  { patient, ...session }: { readonly patient: number } & Pick<Service, 'day' | 'provider'>,
): Service => ({
  ...session,
  diagnoses: diagnosesOfPatient(db, patient),
})

export type Left = {
  readonly patient: number
  readonly recipient: string
  readonly what: string
  readonly purpose: Leaving['purpose']
  /** What left, by kind and number: noted once. */
  readonly source: string
  readonly day?: string
}

/** Notes what left under a verdict, for the accounting of disclosures (42 CFR 2.25, 45 CFR 164.528). What no law holds back is not noted. */
export function noteDisclosure({ db, user, clock }: CommandWork, verdict: Verdict, left: Left): void {
  if (!verdict.allowed || verdict.basis === null) return
  const { day = clock.today(), ...rest } = left
  addDisclosure(db, { ...rest, day, basis: verdict.basis, consent: verdict.consent?.id ?? null, by: user.name, at: clock.now() })
}
