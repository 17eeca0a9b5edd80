import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../src-shared/day.ts'
import { bandsOf, codeSession, holdAgainst, minutesBetween, modifiersFor, placeOf, type Session } from './rules.ts'

const session = (service: Session['service'], minutes: number, more: Partial<Session> = {}): Session => ({
  day: day('2026-11-19'),
  service,
  minutes,
  discipline: 'social-worker',
  interactive: false,
  ...more,
})
const codes = (one: Session): string =>
  codeSession(one)
    .lines.map((line) => (line.units > 1 ? `${line.code}x${line.units}` : line.code))
    .join(' ')
const medical = { discipline: 'physician' as const }

describe('from minutes to codes', () => {
  // The numbers are those of the worked cases in the time rules.
  it.each<readonly [number, Session, string]>([
    [1, session('individual', 15), ''],
    [2, session('individual', 16), '90832'],
    [4, session('individual', 37), '90832'],
    [6, session('individual', 38), '90834'],
    [8, session('individual', 50), '90834'],
    [9, session('individual', 52), '90834'],
    [10, session('individual', 53), '90837'],
    [12, session('individual', 95), '90837'],
    [16, session('individual', 30, { interactive: true }), '90832 90785'],
    [18, session('em-therapy', 15, { ...medical, em: '99213' }), '99213'],
    [19, session('em-therapy', 16, { ...medical, em: '99213' }), '99213 90833'],
    [20, session('em-therapy', 30, { ...medical, em: '99214' }), '99214 90833'],
    [21, session('em-therapy', 38, { ...medical, em: '99214' }), '99214 90836'],
    [22, session('em-therapy', 53, { ...medical, em: '99215' }), '99215 90838'],
    [24, session('em-therapy', 45, { em: '99213' }), ''],
    [26, session('evaluation', 60, { discipline: 'family-therapist' }), '90791'],
    [28, session('evaluation', 12, { discipline: 'counselor' }), '90791'],
    [29, session('evaluation-medical', 60, { discipline: 'psychologist' }), ''],
    [30, session('evaluation', 70, { interactive: true }), '90791 90785'],
    [31, session('crisis', 29), '90832'],
    [32, session('crisis', 14), ''],
    [33, session('crisis', 30), '90839'],
    [34, session('crisis', 74), '90839'],
    [35, session('crisis', 75), '90839 90840'],
    [36, session('crisis', 104), '90839 90840'],
    [37, session('crisis', 105), '90839 90840x2'],
    [38, session('crisis', 135), '90839 90840x3'],
    [40, session('crisis', 60, { interactive: true }), '90839'],
    [44, session('family-alone', 25), ''],
    [45, session('family-alone', 26), '90846'],
    [46, session('family', 50), '90847'],
    [47, session('family', 90), '90847'],
    [49, session('group', 90), '90853'],
    [53, session('multi-family', 75), '90849'],
  ])('case %i', (_case, given, expected) => expect(codes(given)).toBe(expected))

  it('says why, and what a minute less would be', () => {
    expect(codeSession(session('individual', 55)).why).toBe('53 minutes or more is 90837. 3 fewer would be 90834.')
    expect(codeSession(session('individual', 12)).notice?.words).toBe(
      '12 minutes are too short to bill as psychotherapy; it starts at 16. Modifier 52 does not rescue it.',
    )
  })

  it('never pays less for more minutes', () =>
    fc.assert(
      fc.property(fc.constantFrom('individual', 'crisis', 'family', 'family-alone'), fc.nat(200), fc.nat(60), (service, minutes, more) => {
        const at = (length: number): number => bandsOf(service).findLastIndex((band) => length >= band.from)
        return at(minutes) <= at(minutes + more)
      }),
      { seed: 1 },
    ))
})

describe('what was typed against what the minutes support', () => {
  const fees: Readonly<Record<string, number>> = { '90832': 9500, '90834': 14_000, '90837': 17_500 }
  const typed = (minutes: number, code: string) =>
    holdAgainst(codeSession(session('individual', minutes)), session('individual', minutes), {
      code,
      feeOf: (one) => fees[one],
      shown: (amount) => `$${amount / 100}`,
    })

  it('does not save more than the minutes support', () => {
    const held = typed(50, '90837')
    expect(held.lines).toMatchObject([{ code: '90834', units: 1 }])
    expect(held.notice?.words).toBe('90837 was typed. 50 minutes supports 90834; 90837 needs 53 or more. Saved as 90834, $35 less.')
  })
  it('keeps less, and says what it costs', () => {
    const held = typed(55, '90834')
    expect(held.lines).toMatchObject([{ code: '90834', units: 1 }])
    expect(held.notice?.words).toMatch(/55 minutes would support 90837, \$35 more/)
  })
  it('says nothing when both agree', () => expect(typed(45, '90834').notice).toBeUndefined())
})

describe('the session around it', () => {
  it('counts minutes, also past midnight, and refuses an order that cannot be', () => {
    expect([
      minutesBetween('10:00', '11:00'),
      minutesBetween('23:30', '00:20'),
      minutesBetween('15:10', '14:05'),
      minutesBetween('09:00', '09:00'),
    ]).toEqual([60, 50, undefined, undefined])
  })
  it('takes place and modifier from the way it was held', () => {
    const payer = { video_modifier: '95', audio_modifier: '93' }
    expect([placeOf('in-person'), placeOf('video'), placeOf('audio')]).toEqual(['11', '10', '10'])
    expect([
      modifiersFor('in-person', payer),
      modifiersFor('video', payer),
      modifiersFor('audio', payer),
      modifiersFor('video', { ...payer, video_modifier: '' }),
    ]).toEqual([[], ['95'], ['93'], []])
  })
})
