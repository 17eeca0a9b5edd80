import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csv } from '../../test/support/intake.ts'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import { fileOf, receive, segmentsOf } from '../../test/support/remittances.ts'
import { testFiles, testTask } from '../../test/support/task.ts'
import type { Argument } from '../../src-shared/contract/index.ts'
import { day } from '../../src-shared/day.ts'
import { handlers as remittances, overdueMoney } from '../remittance/index.ts'
import { handlers, listeners, remittancesAside } from './index.ts'

type Row = readonly [day: string, description: string, amount: string]
const HEADS = ['Date', 'Description', 'Amount']
const EVERY: Argument<'deposits.list'> = { view: { filters: [], sort: [{ by: 'id', down: false }] }, window: 0 }

const practice = () => testPractice(listeners)
const files = (rows: readonly Row[]) => testFiles({ 'bank.csv': Buffer.from(csv(HEADS, ...rows)) })
const look = (at: TestPractice, rows: readonly Row[]) =>
  handlers['deposits.preview'](testTask(at, files(rows)), { path: 'bank.csv', account: '' })
const bring = (at: TestPractice, rows: readonly Row[]) =>
  handlers['deposits.import'](testTask(at, files(rows)), { path: 'bank.csv', account: '' })
const every = (at: TestPractice) => at.query((work) => handlers['deposits.list'](work, EVERY)).rows
const states = (at: TestPractice) => every(at).map(({ state, bank, told }) => [state, bank, told])
const one = (at: TestPractice, state: string) => every(at).find((row) => row.state === state)?.id ?? 0
const get = (at: TestPractice, id: number) => at.query((work) => handlers['deposits.get'](work, { id }))
const tie = (at: TestPractice, rows: readonly number[], note = '') =>
  at.command((work) => handlers['deposits.tie'](work, { rows: [...rows], note }))
const missed = (at: TestPractice) =>
  at.query(({ db }) => {
    const aside = remittancesAside(db)
    return overdueMoney(db, at.clock.today())
      .map(({ id }) => id)
      .filter((id) => !aside.includes(id))
  })
const cameOn = (at: TestPractice) => at.query((work) => remittances['remittance.list'](work, EVERY)).rows.map(({ deposited }) => deposited)
const untie = (at: TestPractice, match: number) => at.command((work) => handlers['deposits.untie'](work, { match }))

let control = 1
/** A remittance of so many cents, read and not posted. */
function tell(at: TestPractice, trace: string, paid: number, more: { readonly method?: 'CHK'; readonly provider?: number } = {}): number {
  const { method, provider } = more
  const bytes = fileOf(
    [
      segmentsOf({
        trace,
        ...(method && { method }),
        payments: [{ control: `C${trace}`, lines: [{ code: '90837', charge: paid }] }],
        ...(provider !== undefined && { provider: [['WO', 'ICN1', provider] as const] }),
      }),
    ],
    ++control,
  )
  return receive(at, bytes)[0]?.taken.remittance ?? 0
}

const NAMED = 'NORTHLAKE HCCLAIMPMT TRN*1*EFT777001*1999888777'

describe('a file of the bank', () => {
  it('brings each line once, also from a file that overlaps, and lets two equal deposits of a day stand', async () => {
    const at = practice()
    const rows: Row[] = [
      ['11/16/2026', 'COUNTER DEPOSIT', '25.00'],
      ['11/16/2026', 'COUNTER DEPOSIT', '25.00'],
    ]
    expect((await look(at, rows)).counts).toEqual({ new: 2, known: 0, cannot: 0 })
    expect((await bring(at, rows)).counts).toEqual({ new: 2, known: 0, cannot: 0 })
    expect((await bring(at, [...rows, ['11/17/2026', 'SQUARE', '9.00']])).counts).toEqual({ new: 1, known: 2, cannot: 0 })
    expect(states(at)).toEqual([
      ['money', 2500, null],
      ['money', 2500, null],
      ['money', 900, null],
    ])
  })

  it('adds nothing when it comes again, whole or in part, and what overlaps stands once', async () => {
    const row = fc.tuple(
      fc.constantFrom('11/16/2026', '11/17/2026'),
      fc.constantFrom('COUNTER DEPOSIT', 'SQUARE  inc'),
      fc.constantFrom('25.00', '9.00'),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), fc.nat(7), fc.nat(7), async (all, from, to) => {
        const at = practice()
        await bring(at, all.slice(0, Math.max(1, to)))
        await bring(at, all)
        const whole = states(at)
        expect(whole).toHaveLength(all.length)
        await bring(at, all)
        const part = all.slice(from)
        if (part.length > 0) await bring(at, part)
        expect(states(at)).toEqual(whole)
        at.book.close()
      }),
      { numRuns: 20 },
    )
  })

  it('leaves the book as it was when nothing can be read', async () => {
    const at = practice()
    await expect(bring(at, [['99/99/2026', 'A', '1']])).rejects.toThrow('deposits.unreadable')
    expect(every(at)).toEqual([])
  })
})

describe('money and remittances', () => {
  it('are tied by the trace as the file comes, and as the remittance comes', async () => {
    const at = practice()
    tell(at, 'EFT777001', 10_000)
    expect(
      await bring(at, [
        ['11/18/2026', NAMED, '100.00'],
        ['11/18/2026', 'NORTHLAKE TRN*1*EFT777002*1', '50.00'],
      ]),
    ).toMatchObject({ tied: 1 })
    tell(at, 'EFT777002', 6000)
    expect(states(at)).toEqual([
      ['agrees', 10_000, 10_000],
      ['differs', 5000, 6000],
    ])
    expect(get(at, one(at, 'differs')).says).toContain('$10.00 less')
  })

  it('are tied by hand, and what is undone is as before and not made again', async () => {
    const at = practice()
    tell(at, 'EFT777001', 10_000)
    await bring(at, [['11/18/2026', 'COUNTER DEPOSIT', '90.00']])
    const before = every(at)
    const [money, remittance] = [one(at, 'money'), one(at, 'before')]
    expect(get(at, money)).toMatchObject({ money: [{ row: money }], others: { remittances: [{ row: remittance }] } })
    expect(() => tie(at, [money])).toThrow('deposits.alone')
    expect(() => tie(at, [money, 900])).toThrow('record.missing')
    const { match, row, state, off } = tie(at, [money, remittance])
    expect([state, off, every(at).map(({ id }) => id)]).toEqual(['differs', -1000, [row]])
    for (const tied of [money, remittance, row]) expect(() => tie(at, [tied], 'A reason')).toThrow('deposits.tied')
    untie(at, match)
    expect(every(at)).toEqual(before)
    expect(() => untie(at, match)).toThrow('deposits.untied')
  })

  it('tell Today by their ties that money came, and when it is put aside that none is waited for', async () => {
    const at = practice()
    tell(at, 'EFT777001', 10_000)
    tell(at, 'EFT777002', 20_000)
    at.clock.set('2026-12-10')
    expect(missed(at)).toEqual([])
    await bring(at, [['11/18/2026', NAMED, '100.00']])
    expect(cameOn(at)).toEqual(['2026-11-18', null])
    expect(missed(at)).toEqual([2])
    const { match } = tie(at, [one(at, 'before')], 'Paid to the other account')
    expect(every(at).map(({ state, why }) => [state, why])).toContainEqual(['aside', 'Paid to the other account'])
    expect(missed(at)).toEqual([])
    untie(at, match)
    expect(missed(at)).toEqual([2])
    untie(at, get(at, one(at, 'agrees')).match?.id ?? 0)
    expect(cameOn(at)).toEqual([null, null])
  })

  it('are not missed before the first day a file of the bank tells of, and are tied all the same', async () => {
    const at = practice()
    tell(at, 'EFT777001', 10_000)
    tell(at, 'EFT777002', 20_000)
    expect(states(at)).toEqual([
      ['before', null, 10_000],
      ['before', null, 20_000],
    ])
    await bring(at, [['11/18/2026', NAMED, '100.00']])
    expect(every(at).map(({ state, off }) => [state, off])).toEqual([
      ['agrees', 0],
      ['before', 0],
    ])
    await bring(at, [['11/16/2026', 'COUNTER DEPOSIT', '1.00']])
    expect(every(at).map(({ state, off }) => [state, off])).toContainEqual(['remittance', -20_000])
  })

  it('leave a day that was noted by hand as it is', async () => {
    const at = practice()
    const id = tell(at, 'EFT777001', 10_000)
    await remittances['remittance.arrived'](testTask(at, testFiles()), { ids: [id], day: day('2026-11-17') })
    await bring(at, [['11/18/2026', NAMED, '100.00']])
    untie(at, get(at, one(at, 'agrees')).match?.id ?? 0)
    expect(cameOn(at)).toEqual(['2026-11-17'])
  })

  it('that pay nothing wait for no money, and cannot be tied', async () => {
    const at = practice()
    tell(at, 'EFT777001', 10_000, { provider: 10_000 })
    await bring(at, [['11/18/2026', 'COUNTER DEPOSIT', '90.00']])
    expect(states(at)).toContainEqual(['none', null, 0])
    expect(() => tie(at, [one(at, 'money'), one(at, 'none')])).toThrow('deposits.nothing')
  })

  it('stand in one row each whatever is brought, tied and undone', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom('bring', 'tell', 'tie', 'untie')), { maxLength: 10 }),
        async (steps) => {
          const at = practice()
          const sums = { bank: 0, told: 0 }
          for (const [n, [size, what]] of steps.entries()) {
            const rows = every(at)
            const tied = rows.find(({ state }) => state === 'agrees' || state === 'differs')
            if (what === 'bring') {
              await bring(at, [['11/18/2026', `NORTHLAKE ${n}`, `${size}.00`]])
              sums.bank += size * 100
            } else if (what === 'tell') {
              tell(at, `EFT88${n}000`, size * 100)
              sums.told += size * 100
            } else if (what === 'untie' && tied) untie(at, get(at, tied.id).match?.id ?? 0)
            else if (what === 'tie' && one(at, 'money') > 0 && one(at, 'remittance') > 0) tie(at, [one(at, 'money'), one(at, 'remittance')])
          }
          const rows = every(at)
          expect(rows.reduce((all, { bank }) => all + (bank ?? 0), 0)).toBe(sums.bank)
          expect(rows.reduce((all, { told }) => all + (told ?? 0), 0)).toBe(sums.told)
        },
      ),
      { numRuns: 10 },
    )
  })
})
