import { diagnoses, dottedDiagnosis } from './diagnoses.ts'
import { modifier, place } from './lists.ts'
import { procedures } from './procedures.ts'

/** What a service says of itself in codes. */
export type ServiceCodes = {
  readonly diagnoses: readonly string[]
  readonly procedures?: readonly string[]
  readonly modifiers?: readonly string[]
  readonly places?: readonly string[]
}

/** Disorders due to alcohol and drugs, without tobacco (F17): ICD-10-CM, chapter 5, F10-F19. A code the table does not have is judged by its category. */
const CATEGORY = /^F1[0-689]/

/** Whether codes name a substance use disorder or its treatment (42 CFR 2.11); the tables mark which do. */
export const namesSubstanceUse = ({ diagnoses: named, procedures: done = [], modifiers = [], places = [] }: ServiceCodes): boolean =>
  named.some((code) => {
    const dotted = dottedDiagnosis(code)
    return diagnoses.find(dotted)?.part2 === 'Y' || CATEGORY.test(dotted)
  }) ||
  done.some((code) => procedures.find(code)?.part2 === true) ||
  modifiers.some((one) => modifier(one)?.part2 === true) ||
  places.some((one) => place(one)?.part2 === true)
