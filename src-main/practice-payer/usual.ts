import { day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { readAny, readFile, setsOf, type Inquiry270, type Professional, type StatusRequest276 } from '../x12/index.ts'
import type { PayerName, Terms } from './plans.ts'

/** A payer to learn with: everybody is a member, most is paid at once, and now and then it errs. */
export const usualTerms = (payer: PayerName): Terms => ({
  ...payer,
  rates: {},
  allows: 7500,
  members: {},
  others: {
    name: 'Usual plan',
    isActive: true,
    begins: day('2000-01-01'),
    copay: cents(2500),
    deductible: cents(30_000),
    deductibleLeft: cents(15_000),
    visits: 30,
    authorization: 'N',
  },
  filingDays: 365,
  freeVisits: 8,
  notCovered: [],
  sequestration: 0,
  paysAfter: 0,
  interestAfter: 30,
  interestRate: 1800,
  deniesByLot: 6,
  takesBack: 2,
})

/** The payer to whom a file is addressed, as far as it says; its tax number is made up. */
export function payerNamed(bytes: Uint8Array): PayerName | undefined {
  const file = readFile(bytes)
  const id = file.interchanges[0]?.header.receiver
  if (id === undefined || id === '') return undefined
  const names = setsOf(file)
    .map(readAny)
    .flatMap(({ described, reading: { value } }): readonly (string | undefined)[] => {
      if (described?.name === '837P')
        return ((value as Partial<Professional>).billing ?? []).map((one) => one.subscribers?.[0]?.payer?.name?.name)
      if (described?.name === '270') return ((value as Partial<Inquiry270>).sources ?? []).map((one) => one.payer?.name?.name)
      if (described?.name === '276') return ((value as Partial<StatusRequest276>).sources ?? []).map((one) => one.name?.name)
      return []
    })
  const known = names.find((one) => one !== undefined && one !== '')
  return { name: known ?? id, id, taxNumber: '990000001' }
}
