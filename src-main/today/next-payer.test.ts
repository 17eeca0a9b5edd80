import { expect, it } from 'vitest'
import { because, pay, type PaymentSpec } from '../../test/support/remittances.ts'
import { billed, claimAt, twoPayers, type TwoPayers } from '../../test/support/two-payers.ts'
import { handlers as claims } from '../claims/index.ts'
import { handlers } from './index.ts'

/** How many claims wait for the next payer. */
const waiting = (at: TwoPayers): number =>
  at.query((work) => handlers['today.get'](work, { whose: 'everyone' })).lines.find(({ id }) => id === 'next-payer')?.items ?? 0

/** A claim that the first payer decided, with a share left to the patient. */
function decided(at: TwoPayers, more: Partial<PaymentSpec> = {}): number {
  const id = billed(at)
  const lines = [{ code: '90837', charge: 17500, reasons: because('CO-45 4500', 'PR-2 2600') }]
  pay(at, { trace: 'T1', payments: [{ control: claimAt(at, id).control ?? '', lines, ...more }] })
  return id
}

it('a claim that one payer decided waits on the desk until the next is billed', () => {
  const at = twoPayers()
  const id = decided(at)
  expect(waiting(at)).toBe(1)
  at.command((work) => claims['claims.billNext'](work, { id }))
  expect(waiting(at)).toBe(0)
})

it.each<readonly [string, Parameters<typeof twoPayers>, Partial<PaymentSpec>]>([
  ['whose other coverage ended before', [{ ends: '2025-06-30' as never }], {}],
  ['that the payer passed on itself (19)', [], { status: '19', forwardedTo: 'HARBORLINE BEHAVIORAL' }],
  ['that the payer passed on itself (MA18)', [], { remarks: ['MA18'] }],
])('a claim %s does not', (_case, made, payment) => {
  const at = twoPayers(...made)
  decided(at, payment)
  expect(waiting(at)).toBe(0)
})
