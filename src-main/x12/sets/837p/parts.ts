import { day } from '../../../../src-shared/day.ts'
import { cents } from '../../../../src-shared/money.ts'
import { isNpi } from '../../../../src-shared/contract/fields.ts'
import type { Draft, Infer, Period } from '../../grammar/words.ts'
import type { claim } from './claim.ts'
import type { billing, body, patient, subscriber } from './levels.ts'
import type { line } from './line.ts'

export type Claim837 = Infer<typeof claim>
export type Line837 = Infer<typeof line>
export type Subscriber837 = Infer<typeof subscriber>
export type Patient837 = Infer<typeof patient>
export type Billing837 = Infer<typeof billing>
export type Professional = Infer<typeof body>

/* Invented values that keep a rule, for made-up examples. */

/** ICD-10 has to be used from this day on (45 CFR 162.1002). */
export const ICD_10 = day('2015-10-01')
export const TEN = ['F411', 'F329', 'F4310', 'F321', 'F319', 'F209', 'F429', 'F509', 'F900', 'F1020', 'F4323', 'F331']
export const NINE = ['30002', '311', '30981', '29622', '29680', '29590', '3003', '30750', '31400', '30390', '30924', '29630']
export const SPRINGFIELD = { city: 'SPRINGFIELD', state: 'IL', zip: '627010001' }
export const BORN: Period = { from: day('1985-02-14') }

/** An NPI with its check digit, made from any text. */
export function madeNpi(text: string): string {
  let eight = 0
  for (const sign of text) eight = (eight * 31 + sign.charCodeAt(0)) % 100_000_000
  const nine = `1${String(eight).padStart(8, '0')}`
  return [...'0123456789'].map((check) => nine + check).find(isNpi) ?? '1234567893'
}

/** The least a claim can be. */
export const smallClaim = (on = day('2026-11-05')): Draft<Claim837> => ({
  claim: {
    control: 'MH1001',
    charge: cents(17_500),
    place: { code: '10', kind: 'B', frequency: '1' },
    signed: 'Y',
    assignment: 'A',
    benefitsAssigned: 'Y',
    release: 'Y',
  },
  diagnoses: { codes: [{ kind: 'ABK', code: 'F411' }] },
  lines: [
    {
      number: {},
      service: {
        procedure: { kind: 'HC', code: '90837', modifiers: ['95'] },
        charge: cents(17_500),
        unit: 'UN',
        quantity: 1,
        diagnoses: { pointers: [1] },
      },
      day: { when: { from: on } },
      control: { value: 'MH1001L1' },
    },
  ],
})
