import type { Chance } from '../../../src-main/practice-payer/index.ts'
import { FEES, PAYERS, rateOf } from './people.ts'

/** One line of a session as it is billed, with what the contract allows for it. */
export type BilledLine = { readonly code: string; readonly modifiers: string; readonly cents: number; readonly allowed: number }

/** A session as it was held. */
export type Held = {
  readonly service: string
  readonly mode: 'in-person' | 'video' | 'audio'
  readonly minutes: number
  readonly lines: readonly BilledLine[]
}

const SERVICES: readonly (readonly [
  weight: number,
  service: string,
  ways: readonly (readonly [minutes: number, codes: readonly string[]])[],
])[] = [
  [
    70,
    'individual',
    [
      [30, ['90832']],
      [45, ['90834']],
      [45, ['90834']],
      [55, ['90837']],
      [55, ['90837']],
      [60, ['90837']],
      [55, ['90837', '90785']],
    ],
  ],
  [8, 'evaluation', [[60, ['90791']]]],
  [
    9,
    'em',
    [
      [20, ['99213']],
      [25, ['99214']],
    ],
  ],
  [
    8,
    'em-therapy',
    [
      [40, ['99213', '90833']],
      [60, ['99214', '90836']],
    ],
  ],
  [3, 'family', [[50, ['90847']]]],
  [1, 'group', [[60, ['90853']]]],
  [
    1,
    'crisis',
    [
      [60, ['90839']],
      [75, ['90839', '90840']],
    ],
  ],
]
const WEIGHTED = SERVICES.flatMap((one) => Array<(typeof SERVICES)[number]>(one[0]).fill(one))

/** A session for a payer's member. */
export function heldSession(chance: Chance, payerAt: number): Held {
  const payer = PAYERS[payerAt]
  const [, service, ways] = chance.pick(WEIGHTED)
  const [minutes, codes] = chance.pick(ways)
  const mode = chance.percent(46) ? 'video' : chance.percent(3) ? 'audio' : 'in-person'
  const own = { video: payer?.payer.videoModifier ?? '', audio: payer?.payer.audioModifier ?? '', 'in-person': '' }[mode]
  const lines = codes.map((code, n) => {
    const cents = FEES[code] ?? 10_000
    const modifiers = [...(n === 0 && codes.length > 1 && code.startsWith('99') ? ['25'] : []), ...(own === '' ? [] : [own])].join(' ')
    return { code, modifiers, cents, allowed: Math.min(cents, payer ? rateOf(payer, code) : cents) }
  })
  return { service, mode, minutes, lines }
}
