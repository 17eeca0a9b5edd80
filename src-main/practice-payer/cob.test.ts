import { expect, it } from 'vitest'
import { cents } from '../../src-shared/money.ts'
import { coordinated } from './cob.ts'
import { price, refuse } from './pricing.ts'

/* A charge of 150.00, of which the payer before paid 95.00 and wrote off 30.00: 25.00 are left. */

const bearing = () => ({ deductibleLeft: 0, copay: undefined, coinsurance: 2000, sequestration: 0 })
const told = ({ paid, adjustments }: ReturnType<typeof coordinated>): string[] => [
  `paid ${paid}`,
  ...adjustments.map(({ group, reason, amount }) => `${group}-${reason} ${amount}`),
]

it.each([
  ['what is left, where the plan would pay more', cents(12_000), ['paid 2500', 'OA-23 12500']],
  [
    'what the plan would pay, where that is less; the patient bears the share and no more',
    cents(2_000),
    ['paid 1600', 'OA-23 12500', 'CO-45 500', 'PR-2 400'],
  ],
  ['nothing of a service it does not allow', cents(0), ['paid 0', 'OA-23 12500', 'CO-45 2500']],
])('a later payer pays %s', (_what, allowed, expected) => {
  const own = price(cents(15_000), allowed, bearing(), true)
  const joint = coordinated(
    allowed === 0 ? refuse(cents(15_000), { group: 'CO', reason: '45', remarks: [] }, 'line.late') : own,
    cents(15_000),
    cents(2_500),
  )
  expect(told(joint)).toEqual(expected)
})
