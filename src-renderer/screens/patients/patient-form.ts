import { z } from 'zod'
import { Line } from '../../../src-shared/contract/fields.ts'
import type { Input, Output } from '../../../src-shared/contract/index.ts'
import { PatientFields } from '../../../src-shared/contract/practice.ts'

/* What the form of a patient holds while it is open. */

/** The contract's fields, with diagnoses as a list a form can move about. */
export const PatientForm = PatientFields.extend({
  diagnoses: z
    .array(z.strictObject({ code: Line(8, 3) }))
    .max(12)
    .nullable(),
})
export type Values = z.input<typeof PatientForm>
export type Checked = z.output<typeof PatientForm>
/** What is not typed yet is empty text, which the schema refuses. */
const untyped = '' as never

const noAddress = { line1: '', line2: null, city: '', state: null, zip: null }
export const newPatient: Values = {
  id: null,
  last: '',
  first: '',
  middle: null,
  born: untyped,
  sex: untyped,
  address: noAddress,
  phone: null,
  diagnoses: [],
  coverages: [],
}
export const newCoverage = (position: number): NonNullable<Values['coverages']>[number] => ({
  id: null,
  payer: untyped,
  position,
  memberId: '',
  group: null,
  plan: null,
  relationship: '18',
  subscriberLast: null,
  subscriberFirst: null,
  subscriberBorn: null,
  subscriberLives: 'unknown',
  subscriberAddress: noAddress,
  starts: null,
  ends: null,
})

export function valuesOf(patient: Output<'patients.get'>): Values {
  const { id, last, first, middle, born, sex, address, phone } = patient
  return {
    id,
    last,
    first,
    middle,
    born: born ?? untyped,
    sex,
    address,
    phone,
    diagnoses: patient.diagnoses?.map((code) => ({ code })) ?? null,
    coverages: patient.coverages.map((one) => {
      const { payerName: _, ...coverage } = one
      return coverage
    }),
  }
}

export const inputOf = ({ diagnoses, ...rest }: Checked): Input<'patients.save'> => ({
  ...rest,
  diagnoses: diagnoses?.map(({ code }) => code) ?? null,
})
