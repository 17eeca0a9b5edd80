import { describe, expect, it } from 'vitest'
import { ask, book, received, responseTo, take } from '../../test/support/eligibility.ts'
import { TOLD } from '../../test/support/inputs.ts'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import { contract } from '../../src-shared/contract/index.ts'
import { day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { handlers as eligibility } from '../eligibility/index.ts'
import type { Benefit271 } from '../x12/index.ts'
import { handlers } from './index.ts'

const active: Benefit271 = { benefit: { information: '1', services: ['30'] } }
const row = (benefit: Partial<Benefit271['benefit']>): Benefit271 => ({
  benefit: { information: 'B', level: 'IND', services: ['MH'], inNetwork: 'Y', ...benefit },
})
const DEDUCTIBLE = row({ information: 'C', services: ['30'], period: '29', amount: cents(5000) })
const COINSURANCE = row({ information: 'A', percent: 0.2 })

function answered(...benefits: readonly Benefit271[]): { at: TestPractice; session: number } {
  const at = testPractice()
  const session = book(at)
  take(at, responseTo(received(at, ask(at, session).files[0]?.id ?? 0), benefits))
  return { at, session }
}
const estimate = (at: TestPractice, input: { appointment?: number; charge?: number }) => {
  const reply = at.query((work) => handlers['charges.estimate'](work, input))
  expect(contract['charges.estimate'].output.safeParse(reply).error).toBeUndefined()
  return reply
}

describe('the estimate of a session', () => {
  it('shows its arithmetic, each figure with the segment it came from', () => {
    const { at, session } = answered(active, DEDUCTIBLE, COINSURANCE)
    expect(estimate(at, { appointment: session })).toMatchObject({
      payer: 'Northlake Health Plan',
      basis: 'benefits',
      lines: [{ code: '90837', charge: 17_500, allowed: 13_200, isContract: true }],
      low: 6640,
      high: 6640,
      steps: [
        { what: '90837', words: 'the contract allows, of $175.00 charged', cents: 13_200, segment: null },
        { what: 'Deductible', cents: 5000, segment: 13 },
        { what: 'Coinsurance', words: '20% of $82.00', cents: 1640, segment: 14 },
        { what: 'Patient owes', words: '', cents: 6640 },
        { what: 'Plan pays', cents: 6560 },
      ],
      warnings: [],
    })
    // Figures of the later answer of a run stand in its file, the others in the first one's.
    const run = answered(active, DEDUCTIBLE)
    const second = ask(run.at, run.session).files[0]?.id ?? 0
    take(run.at, responseTo(received(run.at, second), [COINSURANCE]))
    const { steps, answerFile } = estimate(run.at, { appointment: run.session })
    const fileOf = (what: string) => steps.find((step) => step.what === what)?.file
    expect([fileOf('Deductible'), fileOf('Plan pays')]).toEqual([answerFile, null])
    expect(fileOf('Coinsurance')).toBeGreaterThan(second)
  })

  it('is a range with its reason where something was not stated, and nothing where no share was', () => {
    const { at, session } = answered(active, row({ period: '27', amount: cents(2500) }))
    expect(estimate(at, { appointment: session })).toMatchObject({
      low: 2500,
      high: 13_200,
      warnings: ['What is left of the deductible is not stated.', 'Whether the copay waits for the deductible is not stated.'],
    })
    const silent = answered(active)
    expect(estimate(silent.at, { appointment: silent.session })).toMatchObject({ basis: 'open', low: null, high: null })
  })

  it('is the fee where no plan pays, with the reason', () => {
    const inactive = answered({ benefit: { information: '6', services: ['30'] } })
    expect(estimate(inactive.at, { appointment: inactive.session })).toMatchObject({
      basis: 'self-pay',
      low: 17_500,
      high: 17_500,
      warnings: ['Inactive: Health plan coverage. A good-faith estimate is due before the session.'],
    })
    const used = answered(active, row({ information: 'F', period: '29', quantityKind: 'VS', quantity: 0 }))
    expect(estimate(used.at, { appointment: used.session })).toMatchObject({ basis: 'self-pay', high: 17_500 })
  })

  it('is made of all answers of a run: the plan’s, and the one for mental health by name', () => {
    const { at, session } = answered(active, DEDUCTIBLE)
    expect(estimate(at, { appointment: session }).basis).toBe('open')
    take(at, responseTo(received(at, ask(at, session).files[0]?.id ?? 0), [COINSURANCE]))
    expect(estimate(at, { appointment: session })).toMatchObject({ basis: 'benefits', low: 6640, high: 6640, warnings: [] })
    // A deductible that takes it all says something, and not for certain.
    const large = answered(active, row({ information: 'C', services: ['30'], period: '29', amount: cents(90_000) }))
    expect(estimate(large.at, { appointment: large.session })).toMatchObject({
      basis: 'benefits',
      low: 13_200,
      warnings: ['Northlake Health Plan answered for the plan alone; mental health may cost otherwise. Ask about it by name.'],
    })
  })

  it('waits for the administrator, and for an answer', () => {
    const { at, session } = answered(active, {
      benefit: { information: 'U', services: ['MH'] },
      related: {
        begin: { loop: '2120' },
        parties: [{ name: { entity: 'VN', kind: '2', name: 'HARBORLINE', idQualifier: 'PI', id: 'HBH01' } }],
        end: { loop: '2120' },
      },
    })
    expect(estimate(at, { appointment: session }).warnings).toEqual([
      'Another administrator carries mental health. Ask there, then bill it.',
    ])
    const other = testPractice()
    expect(estimate(other, { appointment: book(other) })).toMatchObject({ basis: 'open', answeredAt: null })
  })

  it('takes what was told by telephone as it takes a file', () => {
    const at = testPractice()
    const appointment = book(at)
    const told = { appointment, ...TOLD, copay: cents(3000), copayRule: 'first' as const }
    at.command((work) => eligibility['eligibility.tell'](work, told))
    expect(estimate(at, { appointment })).toMatchObject({ low: 3000, high: 3000, told: true, answerFile: null })
  })

  it('of a charge is from what was charged, and from the answer about its session', () => {
    const { at, session } = answered(active, DEDUCTIBLE, COINSURANCE)
    at.clock.set('2026-11-21')
    const { charge } = at.command((work) =>
      handlers['charges.save'](work, {
        appointment: session,
        patient: at.patient,
        provider: at.provider,
        day: day('2026-11-20'),
        start: '09:00',
        stop: '09:40',
        service: 'individual',
        mode: 'video',
        interactive: false,
      }),
    )
    expect(estimate(at, { charge })).toMatchObject({ basis: 'benefits', lines: [{ code: '90834' }], charge: 14_000 })
  })
})
