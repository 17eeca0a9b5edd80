import { describe, expect, it } from 'vitest'
import { ask, book, child, COVERED, received, responseTo, take } from '../../test/support/eligibility.ts'
import { TOLD as NOTHING_MORE } from '../../test/support/inputs.ts'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import { contract, type Argument } from '../../src-shared/contract/index.ts'
import { day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import type { Benefit271 } from '../x12/index.ts'
import { handlers } from './index.ts'

const TOLD: Omit<Argument<'eligibility.tell'>, 'appointment'> = {
  ...NOTHING_MORE,
  plan: 'PPO',
  network: 'in',
  copay: cents(3000),
  copayRule: 'first',
  visits: 30,
  visitsLeft: 12,
  authorization: 'N',
  note: 'Ask again in January.',
}
const tell = (at: TestPractice, appointment: number, change: Partial<typeof TOLD> = {}) =>
  at.command((work) => handlers['eligibility.tell'](work, { appointment, ...TOLD, ...change }))
const card = (at: TestPractice, appointment: number) => at.query((work) => handlers['eligibility.card'](work, { appointment }))

describe('a check by telephone', () => {
  it('stands on the card with who said it and the number of the call, and with no segment', () => {
    const at = testPractice()
    const session = book(at)
    tell(at, session)
    const shown = card(at, session)
    expect(shown).toMatchObject({
      outcome: 'active',
      told: { by: 'Pat at provider services', reference: 'C-884120' },
      reason: { value: 'Active, as told by telephone.', segment: null },
      copay: { value: 3000, segment: null },
      coinsurance: { value: null },
      visits: { value: 30 },
      visitsLeft: { value: 12, segment: null },
      messages: ['Ask again in January.'],
      segments: [],
      answerFile: null,
    })
    expect(contract['eligibility.card'].output.safeParse(shown).error).toBeUndefined()
  })

  it('is held against the answer before it', () => {
    const at = testPractice()
    const session = book(at)
    take(at, responseTo(received(at, ask(at, session).files[0]?.id ?? 0), COVERED))
    tell(at, session)
    expect(card(at, session).changes?.of).toContainEqual({ what: 'Copay', was: '$25.00', now: '$30.00' })
  })
})

describe('what is wrong with the sessions of a day', () => {
  const inactive: readonly Benefit271[] = [{ benefit: { information: '6', services: ['30'] } }]
  const view = { filters: [{ is: 'days' as const, field: 'day', from: day('2026-11-20') }], sort: [{ by: 'wrong', down: false }] }

  it('comes worst first', () => {
    const at = testPractice()
    const [fine, unasked, needs, used, gone, waits] = Array.from({ length: 6 }, () => book(at))
    const uncovered = book(at, '2026-11-20', { patient: child(at, { starts: day('2027-01-01') }) })
    tell(at, fine ?? 0)
    tell(at, needs ?? 0, { authorization: 'Y' })
    tell(at, used ?? 0, { visitsLeft: 0 })
    take(at, responseTo(received(at, ask(at, gone ?? 0).files[0]?.id ?? 0), inactive))
    ask(at, waits ?? 0)
    const { rows } = at.query((work) => handlers['eligibility.list'](work, { view, window: 0 }))
    expect(rows.map(({ id, wrong }) => [id, wrong])).toEqual([
      [uncovered, 'a-coverage'],
      [gone, 'b-inactive'],
      [used, 'd-visits'],
      [unasked, 'g-not-asked'],
      [waits, 'h-asked'],
      [needs, 'i-authorization'],
      [fine, 'k-nothing'],
    ])
  })
})
