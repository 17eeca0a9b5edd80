import { describe, expect, it } from 'vitest'
import { day } from '../../src-shared/day.ts'
import { COVERAGE, PATIENT, PAYER, session, testPractice, type TestPractice } from '../../test/support/practice.ts'
import { testFiles, testTask } from '../../test/support/task.ts'
import { handlers as charges } from '../charges/index.ts'
import { handlers as practice } from '../practice/index.ts'
import { handlers, listeners } from './index.ts'

const EVERY = { filters: [], sort: [] }

/** Claims of two payers, ready to send; the second payer has one. */
function practiceWithClaims(): TestPractice {
  const at = testPractice(listeners)
  const other = at.command((work) => practice['payers.save'](work, { ...PAYER, name: 'Summit Ridge PPO', ediId: 'SRPPO' })).id
  const second = at.command((work) =>
    practice['patients.save'](work, { ...PATIENT, last: 'Abbott', coverages: [{ ...COVERAGE, payer: other, memberId: 'SR1112223' }] }),
  ).id
  for (const [n, patient] of [at.patient, at.patient, second].entries())
    at.command((work) => charges['charges.save'](work, session(at, { patient, day: day(`2026-11-0${n + 3}`) })))
  return at
}
const statuses = (at: TestPractice): string[] =>
  at
    .query((work) => handlers['claims.list'](work, { view: { ...EVERY, sort: [{ by: 'id', down: false }] }, window: 0 }))
    .rows.map(({ status }) => status)
const task = (at: TestPractice, stop?: number) => testTask(at, testFiles(), stop)

describe('work on many claims', () => {
  it('is done on what a view holds, without those that were taken out, and says beforehand what it will do', async () => {
    const at = practiceWithClaims()
    const chosen = { view: EVERY, but: [10002] }
    expect(at.query((work) => handlers['claims.preview'](work, { ...chosen, of: 'hold' }))).toMatchObject({ will: 2, wont: [] })
    const held = await handlers['claims.hold'](task(at), { ...chosen, reason: 'To be looked at' })
    expect(held).toEqual({ done: 2, wont: [], left: 0, ids: [10003, 10001] })
    expect(statuses(at)).toEqual(['held', 'ready', 'held'])
    const parts = [{ words: 'Northlake Health Plan', n: 1, cents: 17500 }]
    expect(at.query((work) => handlers['claims.preview'](work, { view: EVERY, of: 'send' }))).toEqual({
      will: 1,
      cents: 17500,
      parts,
      ways: [{ id: 0, name: 'Saved by hand', isTesting: false, payers: parts }],
      wont: [{ words: 'Held', n: 2 }],
    })
    // Checking them again takes the holding back.
    expect(await handlers['claims.recheck'](task(at), { ids: held.ids ?? [] })).toMatchObject({ done: 2, ready: 2, held: 0 })
    expect(statuses(at)).toEqual(['ready', 'ready', 'ready'])
  })

  it('writes a file a payer, and what is left when a person stops it is as it was', async () => {
    const at = practiceWithClaims()
    const own = task(at, 1)
    const sent = await handlers['claims.send'](own, { usage: 'P' })
    expect(sent).toMatchObject({ batches: [{ payer: 'Northlake Health Plan', claims: 2 }], held: [], left: 1 })
    expect(own.said).toEqual([[2, 3]])
    expect(statuses(at)).toEqual(['sent', 'sent', 'ready'])
    expect(await handlers['claims.send'](task(at), { usage: 'P' })).toMatchObject({ batches: [{ payer: 'Summit Ridge PPO' }], left: 0 })
    await expect(handlers['claims.send'](task(at), { usage: 'P' })).rejects.toThrow('claim.none')
  })

  it('leaves what was sent with the reason, and refuses when that is all there was', async () => {
    const at = practiceWithClaims()
    await handlers['claims.send'](task(at), { ids: [10001], usage: 'P' })
    expect(await handlers['claims.hold'](task(at), { ids: [10001, 10002], reason: 'To be looked at' })).toMatchObject({
      done: 1,
      wont: [{ words: 'Already sent', n: 1 }],
    })
    await expect(handlers['claims.hold'](task(at), { ids: [10001], reason: 'To be looked at' })).rejects.toThrow('claim.sent')
    await expect(handlers['claims.recheck'](task(at), { ids: [99] })).rejects.toThrow('record.missing')
    expect(await handlers['claims.send'](task(at), { view: EVERY, usage: 'P' })).toMatchObject({
      batches: [{ claims: 1 }],
      wont: [
        { words: 'Held.', n: 1 },
        { words: 'Already sent.', n: 1 },
      ],
    })
  })
})
