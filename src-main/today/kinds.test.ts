import { beforeAll, describe, expect, test } from 'vitest'
import type { User } from '../../src-shared/contract/access.ts'
import type { Argument, Output } from '../../src-shared/contract/index.ts'
import type { View } from '../../src-shared/contract/list.ts'
import { addDays, day, type Day } from '../../src-shared/day.ts'
import { must } from '../../src-shared/result.ts'
import { fillDesk } from '../../test/support/desk-rows.ts'
import { testPractice } from '../../test/support/practice.ts'
import { handlers as appeals } from '../appeals/index.ts'
import { handlers as claims } from '../claims/index.ts'
import { handlers as denials } from '../denials/index.ts'
import { handlers as eligibility } from '../eligibility/index.ts'
import { handlers as practice } from '../practice/index.ts'
import { handlers as remittance } from '../remittance/index.ts'
import type { QueryWork } from '../store/index.ts'
import { handlers as today } from './index.ts'

// The whole desk over a practice that has work of every kind.

type Line = Output<'today.get'>['lines'][number]
const at = testPractice()
const dana: User = { id: 1, name: 'Dana Whitlock', role: 'owner', part2: true, provider: null }
const ben: User = { id: 2, name: 'Ben Ortiz', role: 'biller', part2: true, provider: null }
const fay: User = { id: 3, name: 'Fay Lund', role: 'front', part2: true, provider: null }

beforeAll(() => fillDesk(at))

const desk = (user = dana, whose: 'mine' | 'everyone' = 'everyone') => at.query((work) => today['today.get']({ ...work, user }, { whose }))
const line = (id: string, user = dana, whose: 'mine' | 'everyone' = 'everyone') => desk(user, whose).lines.find((one) => one.id === id)
const theLine = (id: string): Line => must(`the line ${id} stands`, line(id))
const putOff = (input: Partial<Argument<'today.putOff'>> & { line: string }) =>
  at.command((work) =>
    today['today.putOff'](work, { until: day('2026-11-20'), reason: 'They call back tomorrow', anyway: false, ...input }),
  ).id
const takeBack = (id: number) => at.command((work) => today['today.takeBack'](work, { id }))
const refusal = (run: () => unknown): string => {
  try {
    run()
    return 'nothing'
  } catch (error) {
    return (error as { problem: { code: string } }).problem.code
  }
}

/** What the grid of a screen says of a view: how many rows, and the sum of a column. */
function grid(work: QueryWork, screen: string, view: View): { total: number; sums: Readonly<Record<string, number>> } {
  switch (screen) {
    case 'claims':
      return claims['claims.totals'](work, { view })
    case 'denials':
      return denials['denials.totals'](work, { view })
    case 'appeals':
      return appeals['appeals.totals'](work, { view })
    case 'remits':
      return remittance['remittance.totals'](work, { view })
    case 'patients':
      return practice['patients.totals'](work, { view })
    default:
      return eligibility['eligibility.totals'](work, { view })
  }
}
const opened = (of: Pick<Line, 'screen' | 'view'>) => at.query((work) => grid(work, of.screen, of.view))

/** The grid's column the money of a line is the sum of. Sessions have none: theirs is what is usual. */
const COLUMN: Readonly<Record<string, string>> = { denials: 'cents', appeals: 'cents', remits: 'cents', claims: 'charge' }
const moneyColumn = ({ id, screen }: Pick<Line, 'id' | 'screen'>): string | undefined => (id === 'short' ? 'owed' : COLUMN[screen])

const KINDS = [
  'appeals-due',
  'approvals',
  'backup-old',
  'denials-due',
  'denials-later',
  'held',
  'outbox',
  'patients-alike',
  'patients-looks',
  'questions-refused',
  'ready',
  'rejected',
  'remits-held',
  'remits-ready',
  'remits-unbalanced',
  'short',
  'silent-3',
  'uncharged',
  'unverified',
  'visits-out',
]

describe('the desk', () => {
  test('has lines whose grids show exactly their rows and their money', () => {
    const all = desk().lines
    expect(all.map(({ id }) => id).sort()).toEqual(KINDS)
    // The exchange is no room of the cycle; the engine’s tests hold its line against its grid.
    const lines = all.filter(({ screen }) => !['charges', 'setup', 'exchange'].includes(screen))
    for (const one of lines) {
      const { total, sums } = opened(one)
      const column = moneyColumn(one)
      expect([one.id, total, column === undefined ? one.cents : sums[column]]).toEqual([one.id, one.items, one.cents])
    }
  })

  test('says of patients to look at what is wrong, of those alone who have sessions waiting', () => {
    expect(theLine('patients-looks')).toMatchObject({
      items: 1,
      due: '2026-12-02',
      basis: 'usual',
      first: [{ id: 502, words: 'Birth date', due: '2026-12-02' }],
    })
  })

  test('says of questions that were turned down why, and what to do; they are on no other line', () => {
    const refused = theLine('questions-refused')
    expect(refused).toMatchObject({
      items: 2,
      title: '2 questions about coverage were turned down',
      detail: 'Subscriber not found (2): try variants, then another payer.',
      due: '2026-11-20',
    })
    expect(refused.first.map(({ words }) => words)).toEqual(Array(2).fill('Subscriber not found: try variants, then another payer.'))
    const unverified = theLine('unverified').first.map(({ id }) => id)
    expect(refused.first.filter(({ id }) => unverified.includes(id))).toEqual([])
  })

  test('has figures whose grids show their money', () => {
    const of = Object.fromEntries(desk().figures.map((figure) => [figure.id, figure]))
    const sum = (id: string, column: string) => opened(must(id, of[id])).sums[column]
    expect(sum('owed', 'owed')).toBe(of['owed']?.cents)
    expect(sum('ready', 'charge')).toBe(of['ready']?.cents)
    expect(sum('arrived', 'cents')).toBe(of['arrived']?.cents)
  })

  test('is the same however often it is asked', () => {
    const first = desk()
    at.command(() => undefined)
    expect(desk()).toEqual(first)
  })

  test('says of each line what it stands there by', () => {
    const why = theLine('denials-later').why.map(({ what }) => what)
    expect(why).toEqual(
      expect.arrayContaining([
        'Money at contract rates',
        'Share of such denials won in the last 12 months',
        'Days to the first limit',
        'Weight: money × chance × nearness',
      ]),
    )
  })
})

describe('putting off', () => {
  test('a line takes it to what is put off, with reason, person and day, and taking it back brings it', () => {
    const before = desk()
    const id = putOff({ line: 'denials-later' })
    const after = desk()
    expect(after.lines.map((one) => one.id)).not.toContain('denials-later')
    expect(after.counts).toEqual({ mine: before.counts.mine - 1, everyone: before.counts.everyone - 1, aside: 1 })
    expect(after.aside).toMatchObject([
      { line: 'denials-later', item: null, name: '', reason: 'They call back tomorrow', by: 'Dana Whitlock', until: '2026-11-20' },
    ])
    takeBack(id)
    expect(desk()).toEqual(before)
    expect(refusal(() => takeBack(id))).toBe('record.missing')
  })

  test('a denial with a day of its own leaves its line until then, and its grid shows the same', () => {
    const before = theLine('denials-later')
    const row = must('a first row', before.first[0])
    const again = (to: Day | null) => at.command((work) => denials['denials.work'](work, { id: row.id, again: to, note: 'They call back' }))
    again(day('2026-11-20'))
    const rest = theLine('denials-later')
    expect([rest.items, rest.cents]).toEqual([before.items - 1, before.cents - row.cents])
    expect(opened(rest)).toMatchObject({ total: rest.items, sums: { cents: rest.cents } })
    again(null)
    expect(theLine('denials-later')).toMatchObject({ items: before.items, cents: before.cents })
  })

  test('one row leaves the others on the line, which opens to exactly those', () => {
    const before = theLine('denials-later')
    const [first] = before.first
    const row = must('a first row', first)
    const id = putOff({ line: 'denials-later', denial: row.id })
    const rest = theLine('denials-later')
    expect([rest.items, rest.cents, rest.aside]).toEqual([before.items - 1, before.cents - row.cents, 1])
    expect(rest.first.map((one) => one.id)).not.toContain(row.id)
    expect(opened(rest)).toMatchObject({ total: rest.items, sums: { cents: rest.cents } })
    expect(desk().aside).toMatchObject([{ item: row.id, name: row.name, cents: row.cents }])
    takeBack(id)
    expect(theLine('denials-later')).toEqual(before)
  })

  test('it is back on its day, and says so', () => {
    const id = putOff({ line: 'held', until: day('2026-11-20') })
    expect(line('held')).toBeUndefined()
    at.clock.set('2026-11-20')
    expect(theLine('held').back).toBe('It was put off until today. They call back tomorrow')
    at.clock.set('2026-11-19')
    takeBack(id)
  })

  test('it is back early when a row with a nearer limit joins it', () => {
    const [, second] = theLine('denials-later').first
    const other = must('a row', second)
    const id = putOff({ line: 'denials-later', anyway: true, until: day('2026-12-20') })
    expect(line('denials-later')).toBeUndefined()
    const due = (to: string) =>
      at.command(({ db }) =>
        db.run({ compile: () => ({ sql: 'update denial set due = ? where id = ?', parameters: [to, other.id] }) } as never),
      )
    due('2026-11-27')
    expect(theLine('denials-later').back).toMatch(/^Back early: the limit is nearer now, 11\/27\/2026\./)
    due(must('a limit', other.due))
    takeBack(id)
  })

  test('behind the limit it is refused until it is said again, and never in the past', () => {
    const limit = must('a limit', theLine('denials-later').due)
    const until = addDays(limit, 1)
    expect(refusal(() => putOff({ line: 'denials-later', until }))).toBe('desk.limit')
    expect(refusal(() => putOff({ line: 'denials-later', until: limit, reason: 'no' }))).toBe('nothing')
    takeBack(must('it is put off', desk().aside[0]).id)
    takeBack(putOff({ line: 'denials-later', until, anyway: true }))
    expect(refusal(() => putOff({ line: 'denials-later', until: at.clock.today() }))).toBe('desk.past')
  })

  test('a line that is not there, or a row that is none of it, is refused', () => {
    const row = must('a row', theLine('denials-later').first[0])
    expect(refusal(() => putOff({ line: 'denials' }))).toBe('record.missing')
    expect(refusal(() => putOff({ line: 'denials-later', denial: 999_999 }))).toBe('record.missing')
    expect(refusal(() => putOff({ line: 'held', denial: row.id }))).toBe('record.missing')
    expect(refusal(() => putOff({ line: 'denials-later', denial: row.id, claim: 1 }))).toBe('record.missing')
  })
})

describe('who has it', () => {
  const assign = (input: Argument<'today.assign'>) => at.command((work) => today['today.assign'](work, input))

  test('is everybody whose work it is, until it is given to one', () => {
    expect([line('held', ben, 'mine')?.id, line('held', fay, 'mine')]).toEqual(['held', undefined])
    assign({ line: 'held', person: ben.id })
    expect([line('held', ben, 'mine')?.owner, line('held', dana, 'mine'), line('held')?.owner?.name]).toEqual([
      { id: 2, name: 'Ben Ortiz' },
      undefined,
      'Ben Ortiz',
    ])
    assign({ line: 'held', person: null })
    expect(line('held', dana, 'mine')?.owner).toBeNull()
  })

  test('of one row is that person alone, and the line of the others is without it', () => {
    const all = theLine('denials-later')
    const row = must('a row', all.first[0])
    assign({ line: 'denials-later', person: dana.id })
    assign({ line: 'denials-later', denial: row.id, person: ben.id })
    const his = must('he has it', line('denials-later', ben, 'mine'))
    const hers = must('she has the rest', line('denials-later', dana, 'mine'))
    expect([his.items, his.cents, hers.items, theLine('denials-later').items]).toEqual([1, row.cents, all.items - 1, all.items])
    expect(opened(his)).toMatchObject({ total: 1, sums: { cents: row.cents } })
    expect(opened(hers)).toMatchObject({ total: hers.items, sums: { cents: hers.cents } })
    assign({ line: 'denials-later', denial: row.id, person: null })
    assign({ line: 'denials-later', person: null })
  })

  test('is nobody who may not see it or not do it', () => {
    expect(refusal(() => assign({ line: 'held', person: fay.id }))).toBe('desk.unseen')
    expect(refusal(() => assign({ line: 'held', person: 77 }))).toBe('record.missing')
    const byFay = () =>
      at.command((work) =>
        today['today.putOff']({ ...work, user: fay }, { line: 'held', until: day('2026-11-20'), reason: 'not mine', anyway: false }),
      )
    expect(refusal(byFay)).toBe('access.denied')
  })

  test('shows each person only lines he may see', () => {
    const screens = new Set(desk(fay).lines.map(({ screen }) => screen))
    expect([...screens].filter((screen) => !['eligibility', 'patients'].includes(screen))).toEqual([])
    expect(desk(fay).figures).toEqual([])
  })
})
