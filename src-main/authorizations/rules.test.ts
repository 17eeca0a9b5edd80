import { describe, expect, it, test } from 'vitest'
import { day } from '../../src-shared/day.ts'
import { quantity, quantityWords } from '../../src-shared/quantity.ts'
import { codePatterns, codesAhead, covers, width } from './codes.ts'
import { outlookOf, outlookWords } from './outlook.ts'
import { count, dueOf, movesTo, sumsOf, type Service, type Terms } from './rules.ts'

const terms = (id: number, changes: Partial<Terms> = {}): Terms => ({
  id,
  payer: 1,
  number: `A${id}`,
  status: 'approved',
  starts: day('2026-10-01'),
  ends: day('2026-12-31'),
  codes: ['90837'],
  provider: null,
  unit: 'visit',
  amount: 4,
  earlier: 0,
  ...changes,
})
const charged = (id: number, on: string, changes: Partial<Service> = {}): Service => ({
  kind: 'session',
  id,
  day: day(on),
  start: '09:00',
  payer: 1,
  provider: 7,
  minutes: 55,
  isAhead: false,
  lines: [{ code: '90837', units: 1, account: 'used' }],
  ...changes,
})
const booked = (id: number, on: string, changes: Partial<Service> = {}): Service =>
  charged(id, on, { isAhead: true, lines: [{ code: '90837', units: 1, account: 'reserved' }], ...changes })
const against = (all: readonly Terms[], ...services: Service[]) => count(all, services).map((one) => one.authorization)

describe('codes', () => {
  it('are single, families and ranges', () => {
    expect(codePatterns(' 90837, 9083* 90832 - 90838;h0015 90837')).toEqual(['90837', '9083*', '90832-90838', 'H0015'])
    expect(codePatterns('')).toEqual([])
    expect(codePatterns('9083')).toBeUndefined()
    expect(covers(['9083*'], '90834')).toBe(true)
    expect(covers(['90832-90834'], '90837')).toBe(false)
    expect(covers([], 'H0015')).toBe(true)
  })

  it('are narrower the less they hold', () => {
    const narrow = [['90837'], ['90834', '90837'], ['90832-90838'], ['9083*'], ['908*'], []].map(width)
    expect(narrow).toEqual([...narrow].sort((one, other) => one - other))
  })

  it('of a session that is not charged follow its minutes', () => {
    expect([16, 38, 53].map((minutes) => codesAhead('individual', minutes)[0])).toEqual(['90832', '90834', '90837'])
    expect(codesAhead('unheard-of', 60)).toEqual([])
  })
})

describe('what a service counts against', () => {
  it('is what covers its day, code, clinician and payer', () => {
    const all = [terms(1)]
    expect(against(all, charged(1, '2026-10-01'), charged(2, '2026-12-31'))).toEqual([1, 1])
    expect(against(all, charged(1, '2026-09-30'))).toEqual([null])
    expect(against(all, charged(1, '2027-01-01'))).toEqual([null])
    expect(against(all, charged(1, '2026-11-01', { payer: 2 }))).toEqual([null])
    expect(against(all, charged(1, '2026-11-01', { lines: [{ code: '90834', units: 1, account: 'used' }] }))).toEqual([null])
    expect(against([terms(1, { provider: 8 })], charged(1, '2026-11-01'))).toEqual([null])
    expect(against([terms(1, { status: 'requested' })], charged(1, '2026-11-01'))).toEqual([null])
  })

  it('is the narrowest, then the soonest to end, then the one entered first', () => {
    const service = charged(1, '2026-11-01')
    expect(against([terms(1, { codes: [] }), terms(2)], service)).toEqual([2])
    expect(against([terms(1), terms(2, { provider: 7, codes: [] })], service)).toEqual([2])
    expect(against([terms(1), terms(2, { ends: day('2026-11-30') })], service)).toEqual([2])
    expect(against([terms(2), terms(1)], service)).toEqual([1])
  })

  it('is the next that fits once one is used up, and goes over with a warning when there is none', () => {
    const services = ['2026-11-02', '2026-11-09', '2026-11-16'].map((on, n) => charged(n + 1, on))
    expect(against([terms(1, { amount: 2 }), terms(2, { codes: [] })], ...services)).toEqual([1, 1, 2])
    const over = count([terms(1, { amount: 2 })], services)
    expect(over.map((one) => one.lack)).toEqual([null, null, 'used-up'])
    expect(sumsOf(over, 1)).toEqual({ reserved: 0, used: 3, confirmed: 0 })
  })

  it('was used earlier, too', () => {
    expect(count([terms(1, { amount: 2, earlier: 2 })], [charged(1, '2026-11-02')])[0]?.lack).toBe('used-up')
  })

  it('is charged before it is booked, and settled before it is charged', () => {
    const all = [terms(1, { amount: 1 }), terms(2, { codes: [], amount: 1 })]
    const placed = count(all, [booked(1, '2026-11-02'), charged(2, '2026-11-09')])
    expect(placed.map((one) => [one.service.id, one.authorization])).toEqual([
      [2, 1],
      [1, 2],
    ])
    const sent = count(all, [charged(1, '2026-11-02'), charged(2, '2026-11-09', { sentAs: 'A1' })])
    expect(sent.map((one) => [one.service.id, one.authorization])).toEqual([
      [2, 1],
      [1, 2],
    ])
  })

  it('is what a person chose, and nothing when a person chose nothing', () => {
    const all = [terms(1), terms(2, { ends: day('2026-10-15') })]
    expect(against(all, charged(1, '2026-11-01', { chosen: 2 }))).toEqual([2])
    expect(count(all, [charged(1, '2026-11-01', { chosen: null })])[0]).toMatchObject({ authorization: null, lack: null })
  })

  it('says what comes nearest when nothing covers it', () => {
    const lack = (one: Terms, service: Service) => count([one], [service])[0]
    expect(lack(terms(1), charged(1, '2027-01-04'))).toMatchObject({ lack: 'dates', nearest: 1 })
    expect(lack(terms(1, { status: 'requested' }), charged(1, '2026-11-01'))).toMatchObject({ lack: 'status' })
    expect(lack(terms(1, { provider: 8 }), charged(1, '2026-11-01'))).toMatchObject({ lack: 'clinician' })
    expect(lack(terms(1, { codes: ['H0015'] }), charged(1, '2026-11-01'))).toMatchObject({ lack: 'codes' })
    expect(lack(terms(1, { status: 'voided' }), charged(1, '2026-11-01'))).toMatchObject({ lack: 'none', nearest: null })
  })
})

describe('how much it takes', () => {
  const lines = [
    { code: '90839', units: 1, account: 'used' },
    { code: '90840', units: 2, account: 'used' },
    { code: '99214', units: 1, account: 'used' },
  ] as const
  const crisis = charged(1, '2026-11-01', { minutes: 140, lines })
  const takes = (changes: Partial<Terms>, ...services: Service[]) => {
    const one = terms(1, { codes: ['90839', '90840'], amount: 1000, ...changes })
    return sumsOf(count([one], services), 1).used
  }
  it.each([
    ['visit', 1],
    ['unit', 3],
    ['hour', 140],
    ['day', 1],
  ] as const)('in the unit %s is %i', (unit, expected) => {
    expect(takes({ unit }, crisis)).toBe(expected)
  })

  it('is one a day for two services of a day', () => {
    const twice = [crisis, { ...crisis, id: 2, start: '15:00' }]
    expect(takes({ unit: 'day' }, ...twice)).toBe(1)
    expect(takes({ unit: 'visit' }, ...twice)).toBe(2)
  })

  it('is held by what covers a line that stands, not by what covers one that was denied', () => {
    const lines = [
      { code: '90791', units: 1, account: 'used' },
      { code: '90837', units: 1, account: 'left' },
    ] as const
    expect(count([terms(1), terms(2, { codes: ['90791', '90792'] })], [charged(1, '2026-10-05', { lines })])).toMatchObject([
      { authorization: 2, account: 'used', quantity: 1 },
    ])
  })

  it('goes where its day is counted already, even beyond what was granted, before it goes beyond another', () => {
    const all = [terms(1, { unit: 'day', amount: 1 }), terms(2, { provider: 7, amount: 1 })]
    const spent = [charged(1, '2026-10-05'), charged(2, '2026-10-06', { provider: 8 }), charged(3, '2026-10-07', { provider: 8 })]
    const placed = count(all, [...spent, booked(4, '2026-10-07')])
    expect(placed.map(({ authorization, lack }) => [authorization, lack])).toEqual([
      [2, null],
      [1, null],
      [1, 'used-up'],
      [1, null],
    ])
  })

  it('is that of the lines that were paid, and nothing when none was', () => {
    const paid = crisis.lines.map((line, n) => ({ ...line, account: n === 0 ? ('confirmed' as const) : ('left' as const) }))
    const [one] = count([terms(1, { codes: [], unit: 'unit', amount: 9 })], [{ ...crisis, lines: paid }])
    expect(one).toMatchObject({ account: 'confirmed', quantity: 1 })
    const denied = crisis.lines.map((line) => ({ ...line, account: 'left' as const }))
    const [none] = count([terms(1, { codes: [], unit: 'unit', amount: 9 })], [{ ...crisis, lines: denied }])
    expect(none).toMatchObject({ authorization: 1, account: 'left', quantity: 0, lack: null })
  })
})

test('a movement leads from what is held to what is due, and there is none when it is so', () => {
  const reserved = { authorization: 1, account: 'reserved', quantity: 1 } as const
  const used = { ...reserved, account: 'used' } as const
  expect(movesTo(undefined, reserved)).toEqual([{ authorization: 1, from: 'left', to: 'reserved', quantity: 1 }])
  expect(movesTo(reserved, used)).toEqual([{ authorization: 1, from: 'reserved', to: 'used', quantity: 1 }])
  expect(movesTo(used, undefined)).toEqual([{ authorization: 1, from: 'used', to: 'left', quantity: 1 }])
  expect(movesTo(used, { ...used, authorization: 2 })).toHaveLength(2)
  expect(movesTo(used, used)).toEqual([])
  expect(movesTo(undefined, dueOf({ ...standing, account: 'left', quantity: 0 }))).toEqual([])
})
const [standing] = count([terms(1)], [charged(1, '2026-11-01')]) as [ReturnType<typeof count>[number]]

describe('the outlook', () => {
  const look = (one: Terms, services: readonly Service[], ...others: Terms[]) =>
    outlookOf(one, [one, ...others], count([one, ...others], services))
  const weekly = ['2026-10-20', '2026-10-27', '2026-11-03', '2026-11-10'].map((on, n) => charged(n + 1, on))

  it('goes on in the rhythm, and says its arithmetic', () => {
    const one = terms(1, { amount: 8 })
    const found = look(one, weekly)
    expect(found).toMatchObject({ left: 4, rhythm: { visits: 3, days: 21 }, lastDay: '2026-12-08', uncoveredDay: null, isRenewed: false })
    expect(outlookWords(one, found)).toBe('4 left, one a week, last on 12/08/2026; ends 12/31/2026')
  })

  it('follows what is booked before it follows the rhythm', () => {
    const ahead = ['2026-11-24', '2026-12-15'].map((on, n) => booked(n + 10, on))
    expect(look(terms(1, { amount: 6 }), [...weekly, ...ahead]).lastDay).toBe('2026-12-15')
    const short = look(terms(1, { amount: 5 }), [...weekly, ...ahead])
    expect(short).toMatchObject({ left: 1, lastDay: '2026-11-24', uncoveredDay: '2026-12-15' })
  })

  it('sees a session that is booked after the end', () => {
    expect(look(terms(1, { ends: day('2026-11-15'), amount: 20 }), [...weekly, booked(9, '2026-11-17')]).uncoveredDay).toBe('2026-11-17')
  })

  it('says that it is used up, that it ends first, and that nothing is known', () => {
    const used = terms(1, { amount: 4 })
    expect(outlookWords(used, look(used, weekly))).toBe('None left, the last was on 11/10/2026; ends 12/31/2026')
    const over = terms(1, { amount: 3 })
    expect(outlookWords(over, look(over, weekly))).toContain('1 more than agreed')
    const many = terms(1, { amount: 40 })
    expect(outlookWords(many, look(many, weekly))).toBe('36 left, one a week, more than fit before it ends; ends 12/31/2026')
    expect(outlookWords(used, look(used, []))).toBe('4 left; ends 12/31/2026')
  })

  it('knows that another takes over', () => {
    const next = (changes: Partial<Terms>) =>
      look(terms(1), [], terms(2, { starts: day('2027-01-01'), ends: day('2027-03-31'), ...changes })).isRenewed
    expect(next({})).toBe(true)
    expect(next({ status: 'requested' })).toBe(true)
    expect(next({ status: 'denied' })).toBe(false)
    expect(next({ codes: ['H0015'] })).toBe(false)
    expect(next({ starts: day('2027-02-01') })).toBe(false)
    expect(next({ payer: 2 })).toBe(false)
  })
})

test('quantities are said in their unit, hours of minutes', () => {
  expect([quantityWords('visit', 1), quantityWords('visit', 12), quantityWords('hour', 150), quantityWords('hour', 60)]).toEqual([
    '1 visit',
    '12 visits',
    '2.5 hours',
    '1 hour',
  ])
  expect([quantity('hour', 55), quantity('day', -2), quantity('unit', 1200)]).toEqual(['0.92', '−2', '1,200'])
})
