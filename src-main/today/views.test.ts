import { expect, it, test } from 'vitest'
import { day } from '../../src-shared/day.ts'
import { COVERAGE, PATIENT, PAYER, session, testPractice, type TestPractice } from '../../test/support/practice.ts'
import { testFiles, testTask } from '../../test/support/task.ts'
import { handlers as charges } from '../charges/index.ts'
import { handlers as claims, listeners } from '../claims/index.ts'
import { handlers as practice } from '../practice/index.ts'
import { claimsListedOtherwise } from './records/figures.ts'
import { viewHandlers } from './views.ts'

const EVERY = { filters: [], sort: [] }

it('the list follows what claims, ledger, names and batches say, whichever of them changes', async () => {
  const at = testPractice(listeners)
  for (const n of [3, 4]) at.command((work) => charges['charges.save'](work, session(at, { day: day(`2026-11-0${n}`) })))
  const same = () => at.query(({ db }) => claimsListedOtherwise(db))
  expect(same()).toBe(0)
  await claims['claims.send'](testTask(at, testFiles()), { usage: 'P' })
  at.command((work) => practice['payers.save'](work, { ...PAYER, id: at.payer, name: 'Northlake Care' }))
  at.command((work) =>
    practice['patients.save'](work, {
      ...PATIENT,
      id: at.patient,
      last: 'Quintero Vega',
      coverages: [{ ...COVERAGE, id: 1, payer: at.payer }],
    }),
  )
  expect(same()).toBe(0)
  const [row] = at.query((work) => claims['claims.list'](work, { view: { ...EVERY, sort: [{ by: 'id', down: false }] }, window: 0 })).rows
  expect(row).toMatchObject({ patient: 'Marisol Quintero Vega', payer: 'Northlake Care', status: 'sent' })
  at.book.whole((db) => db.exec('update claim_row set owed = owed + 1 where id = 10001; delete from claim_row where id = 10002') as never)
  expect(same()).toBe(2)
})

const views = viewHandlers({
  totals: claims as never,
  needs: () => 'claims.read',
  mayDo: (user) => user.role !== 'front',
  seesEverybody: (user) => user.part2,
})
const as = (at: TestPractice, id: number, role: 'owner' | 'lead' | 'biller' | 'front' = 'biller', part2 = true) => {
  const user = { id, name: `Person ${id}`, role, part2, provider: null }
  return {
    save: (name: string, isShared: boolean, view = EVERY) =>
      at.command((work) => views['views.save']({ ...work, user }, { screen: 'claims', name, view, columns: [], isShared })).id,
    list: () => at.query((work) => views['views.list']({ ...work, user }, {})),
    change: (own: number, name: string) => at.command((work) => views['views.change']({ ...work, user }, { id: own, name })),
    order: (...ids: number[]) => at.command((work) => views['views.order']({ ...work, user }, { screen: 'claims', ids })),
    pin: (own: number) => at.command((work) => views['views.pin']({ ...work, user }, { id: own, isOnRail: true })),
    counts: () => at.query((work) => views['views.counts']({ ...work, user }, {})),
    remove: (own: number) => at.command((work) => views['views.remove']({ ...work, user }, { id: own })),
  }
}

test('a view that is shared is seen by everybody, and changed by whose it is or who leads', () => {
  const at = testPractice()
  const [kim, lee, lead] = [as(at, 1), as(at, 2), as(at, 3, 'lead')]
  const [mine, ours] = [kim.save('Mine', false), kim.save('Ours', true)]
  expect(kim.list().map(({ name, isMine, mayChange }) => [name, isMine, mayChange])).toEqual([
    ['Mine', true, true],
    ['Ours', true, true],
  ])
  expect(lee.list().map(({ name, isMine, mayChange }) => [name, isMine, mayChange])).toEqual([['Ours', false, false]])
  expect(() => lee.change(ours, 'Theirs')).toThrow('view.others')
  expect(() => lee.remove(mine)).toThrow('record.missing')
  lead.change(ours, 'Everybody’s')
  expect(lee.list()[0]?.name).toBe('Everybody’s')
  expect(() => kim.change(mine, 'Everybody’s')).toThrow('view.exists')
})

test('each person has an order and a rail of his own, and the rail counts what he may read', () => {
  const at = testPractice(listeners)
  at.command((work) => charges['charges.save'](work, session(at)))
  const [kim, lee, front] = [as(at, 1), as(at, 2), as(at, 3, 'front')]
  const [one, two] = [kim.save('One', true), kim.save('Two', true)]
  kim.order(two, one)
  kim.pin(two)
  front.pin(two)
  expect([kim, lee].map((who) => who.list().map(({ name, isOnRail }) => [name, isOnRail]))).toEqual([
    [
      ['Two', true],
      ['One', false],
    ],
    [
      ['One', false],
      ['Two', false],
    ],
  ])
  expect([kim.counts(), lee.counts(), front.counts()]).toEqual([[{ id: two, total: 1 }], [], []])
  kim.remove(two)
  expect(kim.counts()).toEqual([])
})

test('a shared view that names a patient is not told to one who does not see everybody', () => {
  const at = testPractice()
  const naming = { filters: [{ is: 'text' as const, field: 'patient', text: 'Quintero' }], sort: [] }
  as(at, 1).save('Quintero', true, naming as never)
  expect([as(at, 2).list().length, as(at, 2, 'biller', false).list().length]).toEqual([1, 0])
})
