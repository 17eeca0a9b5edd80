import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../../src-shared/day.ts'
import { digits } from '../../../src-shared/number.ts'
import { checkTime, serviceOf, type Verdict } from './check.ts'
import type { Facts, TimedService } from './facts.ts'
import { codeTime } from './rules.ts'

const of = (service: TimedService, minutes: number, more: Partial<Facts> = {}): Facts => ({
  service,
  minutes,
  day: day('2026-11-19'),
  discipline: 'physician',
  ...more,
})
const billed = (text: string) =>
  text.split(' ').map((one) => {
    const [code = '', units = '1'] = one.split('x')
    return { code, units: digits(units) }
  })

type Told = readonly [Verdict['is'], string]
const cases = (...all: readonly (readonly [string, Facts, ...Told[]])[]): [string, Facts, Told[]][] =>
  all.map(([text, facts, ...told]) => [text, facts, told])

describe('what was billed against the minutes', () => {
  it.each(
    cases(
      ['90834', of('individual', 45)],
      ['90837', of('individual', 50), ['over', '50 minutes supports 90834; 90837 needs 53 or more.']],
      ['90837', of('individual', 52), ['over', '52 minutes supports 90834; 90837 needs 53 or more.']],
      ['90834', of('individual', 55), ['under', '55 minutes supports 90837; 90834 ends at 52.']],
      ['90832', of('individual', 53), ['under', '53 minutes supports 90837; 90832 ends at 37.']],
      ['90834x2', of('individual', 45), ['over', '90834 is one unit, whatever the minutes beyond.']],
      [
        '90832',
        of('individual', 12),
        [
          'over',
          '90832 was billed, and nothing of it is supported. 12 minutes are too short to bill as psychotherapy; it starts at 16. Modifier 52 does not rescue it.',
        ],
      ],
      ['90839', of('crisis', 110), ['under', '110 minutes supports 2 units of 90840 beside 90839, and 90840 is not billed.']],
      ['90839 90840', of('crisis', 110), ['under', '110 minutes supports 2 units of 90840 beside 90839, and 1 is billed.']],
      ['90839 90840x2', of('crisis', 104), ['over', '104 minutes supports 1 unit of 90840; 2 units of 90840 need 105 or more.']],
      ['90839 90840', of('crisis', 74), ['over', '74 minutes supports 90839 alone; 1 unit of 90840 needs 75 or more.']],
      ['90839', of('crisis', 29), ['over', '29 minutes supports 90832; 90839 needs 30 or more.']],
      ['99213 90836', of('em-therapy', 30, { em: '99213' }), ['over', '30 minutes supports 90833; 90836 needs 38 or more.']],
      ['99213', of('em-therapy', 30, { em: '99213' }), ['under', '30 minutes supports 90833, and it is not billed.']],
      ['99213 90833', of('em-therapy', 12, { em: '99213' }), ['over', '12 minutes is too short for 90833; it needs 16 or more.']],
      [
        '96130 96131x2',
        of('psychological-evaluation', 150),
        ['over', '150 minutes supports 1 unit of 96131; 2 units of 96131 need 151 or more.'],
      ],
      ['97153x9', of('quarter-hours', 120, { code: '97153' }), ['over', '120 minutes supports 8 units of 97153; 9 need 128 or more.']],
      ['97153', of('quarter-hours', 23, { code: '97153' }), ['under', '23 minutes supports 2 units of 97153, and 1 is billed.']],
      [
        'H2015x2',
        of('quarter-hours', 29, { code: 'H2015', payer: { rounding: 'full' } }),
        ['over', '29 minutes supports 1 unit of H2015; 2 need 30 or more.'],
      ],
      [
        '90847',
        of('individual', 45),
        ['under', '45 minutes supports 90834, and it is not billed.'],
        ['other', '90847 is not a code of this service.'],
      ],
      ['90853x8', of('group', 60, { people: 8 }), ['over', '1 unit of 90853 is supported, and 8 are billed.']],
      [
        '90832',
        of('individual', 30, { interactive: 'play' }),
        ['under', 'The session had interactive complexity, and 90785 is not billed.'],
      ],
      ['90839 90785', of('crisis', 60, { interactive: 'play' }), ['over', '90785 does not go with this service.']],
      ['90832 90785', of('individual', 30)],
      ['99215 99417', of('em-time', 54), ['over', '54 minutes supports 99215 alone; 1 unit of 99417 needs 55 or more.']],
      ['99492', of('collaborative-first', 35), ['over', '35 minutes supports G2214; 99492 needs 36 or more.']],
    ),
  )('%s', (text, facts, expected) => {
    expect(checkTime(billed(text), facts).map(({ is, words }) => [is, words])).toEqual(expected)
  })

  it('agrees with what was suggested, at any length of any service', () => {
    const services: readonly TimedService[] = [
      'individual',
      'em-therapy',
      'em',
      'evaluation',
      'evaluation-medical',
      'crisis',
      'family',
      'family-alone',
      'group',
      'multi-family',
      'psychoanalysis',
      'biofeedback',
      'psychological-evaluation',
      'neuropsychological-evaluation',
      'testing-professional',
      'testing-technician',
      'developmental-testing',
      'neurobehavioral-exam',
      'health-individual',
      'health-group',
      'health-family',
      'health-family-alone',
      'caregiver-group',
      'caregiver-training',
      'quarter-hours',
      'collaborative-first',
      'collaborative-later',
      'integration',
      'substance-intervention',
      'tobacco',
      'phone',
      'infusion',
      'em-time',
      'esketamine',
    ]
    const facts = fc.record({
      service: fc.constantFrom(...services),
      minutes: fc.nat(500),
      discipline: fc.constantFrom('physician', 'social-worker'),
      isMedicare: fc.boolean(),
      isNewPatient: fc.boolean(),
      place: fc.constantFrom('11', '12', '10'),
      interactive: fc.constantFrom(undefined, 'play', 'language'),
      mg: fc.constantFrom(0, 56, 84),
      code: fc.constantFrom('97153', 'H2015', '90834'),
      rounding: fc.constantFrom('midpoint', 'full'),
      extra: fc.constantFrom(75, 76),
    })
    fc.assert(
      fc.property(facts, ({ interactive, rounding, extra, ...one }) => {
        const session = of(one.service, one.minutes, {
          ...(one as Partial<Facts>),
          em: '99213',
          payer: { rounding: rounding as 'full', crisisFirstExtra: extra as 75 },
          ...(interactive !== undefined && { interactive: interactive as 'play' }),
        })
        expect(checkTime(codeTime(session).lines, session)).toEqual([])
      }),
      { seed: 3, numRuns: 2000 },
    )
  })

  it('one unit more than was suggested is always overcoded', () =>
    fc.assert(
      fc.property(
        fc.constantFrom('crisis', 'psychological-evaluation', 'health-group'),
        fc.integer({ min: 31, max: 400 }),
        (service, minutes) => {
          const facts = of(service as 'crisis', minutes)
          const lines = codeTime(facts).lines.map((line, n, all) => (n === all.length - 1 ? { ...line, units: line.units + 1 } : line))
          expect(checkTime(lines, facts).map((one) => one.is)).toEqual(['over'])
        },
      ),
      { seed: 4 },
    ))
})

describe('the service of a code', () => {
  it('is told by the code alone', () =>
    expect(
      ['90837', '90833', '90840', 'G0018', '96131', 'H0004', '97155', '99494', '99417', '90791', '99406', '90870'].map(serviceOf),
    ).toEqual([
      'individual',
      'em-therapy',
      'crisis',
      'crisis',
      'psychological-evaluation',
      'quarter-hours',
      'quarter-hours',
      'collaborative-first',
      'em-time',
      'evaluation',
      'tobacco',
      undefined,
    ]))
})
