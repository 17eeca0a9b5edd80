import { serviceTypes, wordsOf } from '../codes/index.ts'
import type { Benefit271 } from '../x12/index.ts'
import { isMentalHealth, rowsOf } from './benefits.ts'

/*
 * Which service types are asked about, and in which order. Payers honor one type a question best, and many that answer for the plan leave the amounts of
 * mental health out until they are asked for it by name. Source: CAQH CORE eligibility data content rule; 005010X279A1, EQ01.
 */

/** What is asked by name while mental health is not stated: outpatient types, the likeliest first. */
const BY_NAME: readonly string[] = ['MH', 'A8', 'A6', 'CF', 'CH', 'AI', 'UC']
/** Asked only where the session is for substance use. */
const SUBSTANCE_USE = 'AI'

/** Coinsurance, copay, deductible. */
const FIGURES: readonly string[] = ['A', 'B', 'C']

/** Whether benefits state what a visit of outpatient therapy costs by a service type of mental health, and not by the plan's alone. */
export const statesMentalHealth = (benefits: readonly Benefit271[]): boolean =>
  rowsOf(benefits).some(
    (row) => isMentalHealth(row) && FIGURES.includes(row.eb.information) && (row.eb.amount ?? row.eb.percent) !== undefined,
  )

/** What a run begins with: the plan as a whole, and with it mental health where the payer takes several types. */
export const firstServices = (takesMany: boolean): readonly string[] => (takesMany ? ['30', 'MH'] : ['30'])

/** The service type to ask about next, all that are left where the payer takes several; none once all were answered. */
export function nextServices(answered: readonly string[], isSubstanceUse: boolean, takesMany: boolean): readonly string[] {
  const left = BY_NAME.filter((one) => !answered.includes(one) && (one !== SUBSTANCE_USE || isSubstanceUse))
  return takesMany ? left : left.slice(0, 1)
}

/** More are counted, not named. */
const MOST_NAMED = 2

export const servicesIn = (text: string): readonly string[] => text.split(',').filter(Boolean)
/** `Mental health`, or `6 service types`. */
export function serviceWords(text: string): string {
  const codes = servicesIn(text)
  return codes.length > MOST_NAMED ? `${codes.length} service types` : codes.map((code) => wordsOf(serviceTypes, code)).join(', ')
}
