import { describe, expect, it } from 'vitest'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import {
  because,
  brokenChecks,
  claimOf,
  fileOf,
  pay,
  segmentsOf,
  statusOf,
  take,
  tampered,
  type LineSpec,
  type RemittanceSpec,
} from '../../test/support/remittances.ts'
import { testFiles, testTask } from '../../test/support/task.ts'
import type { Gates } from '../../src-shared/contract/remittance.ts'
import { cents } from '../../src-shared/money.ts'
import { handlers } from './index.ts'

const LINE: LineSpec = { code: '90834', charge: 15_000, reasons: because('CO-45 3000') }
const BACK: LineSpec = { code: '90834', charge: -15_000, reasons: because('CO-45 -3000') }
const EVERY = { view: { filters: [], sort: [] } }
const OPEN: Gates = { whole: false, takebacks: false, provider: false, codes: false, money: false, most: cents(0) }

let control = 100
/** Reads a remittance and does not post it. @returns its number */
const told = (at: TestPractice, spec: RemittanceSpec): number => take(at, fileOf([segmentsOf(spec)], ++control))[0]?.remittance ?? 0
const ours = (at: TestPractice, number: string, more: Partial<RemittanceSpec> = {}): number => {
  claimOf(at, number, LINE)
  return told(at, { trace: `T${number}`, payments: [{ control: number, lines: [LINE] }], ...more })
}
const gate = (at: TestPractice, to: Partial<Gates>) => at.command((work) => handlers['remittance.saveGates'](work, { ...OPEN, ...to }))
const stays = (at: TestPractice, id: number) => at.query((work) => handlers['remittance.get'](work, { id })).stays
const postMany = (at: TestPractice, ids?: readonly number[]) =>
  handlers['remittance.postMany'](testTask(at, testFiles()), ids ? { ids: [...ids] } : EVERY)
const statuses = (at: TestPractice) =>
  at
    .query((work) => handlers['remittance.list'](work, { ...EVERY, window: 0 }))
    .rows.toSorted((one, other) => one.id - other.id)
    .map(({ status }) => status)

describe('posting many remittances at once', () => {
  it('posts what passes and leaves the rest as it is, each with its reason', async () => {
    const at = testPractice()
    const whole = ours(at, 'C1')
    const provider = ours(at, 'C2', { provider: [['L6', '', -120]] })
    const unknown = told(at, { trace: 'T3', payments: [{ control: 'NOBODY', memberId: 'X1', lines: [LINE] }] })
    const odd = told(at, { trace: 'T4', payments: [{ control: 'C1', lines: [{ ...LINE, reasons: because('CO-9999 100') }] }] })
    expect([whole, provider, unknown].map((id) => stays(at, id))).toEqual([
      [],
      ['It has an adjustment that is about no claim (PLB)'],
      ['A claim payment in it is held'],
    ])
    expect(stays(at, odd)).toContain('It has a reason code that Parity does not know')
    expect(at.query((work) => handlers['remittance.posting'](work, EVERY))).toMatchObject({ will: 1, cents: 12_000 })
    expect(await postMany(at)).toMatchObject({ done: 1, ids: [whole], left: 0 })
    expect(statuses(at)).toEqual(['posted', 'rehearsed', 'rehearsed', 'rehearsed'])
    expect(await postMany(at, [whole])).toMatchObject({ done: 0, wont: [{ words: 'Posted already', n: 1 }] })
    expect(brokenChecks(at)).toEqual([])
  })

  it('posts nothing that does not balance, whatever the gates say', async () => {
    const at = testPractice()
    gate(at, OPEN)
    claimOf(at, 'C1', LINE)
    const spec = { trace: 'T1', payments: [{ control: 'C1', lines: [LINE] }] }
    const file = fileOf([tampered(segmentsOf(spec), (one) => one.replace(/^BPR\*I\*120/, 'BPR*I*121'))])
    expect(take(at, file)).toMatchObject([{ status: 'quarantined' }])
    expect(await postMany(at)).toMatchObject({ done: 0, wont: [{ words: 'Quarantined', n: 1 }] })
  })

  it('decides each on the ledger as it is when its turn comes: of two answers on one claim the second stays', async () => {
    const at = testPractice()
    const first = ours(at, 'C1')
    const second = told(at, { trace: 'AGAIN', payments: [{ control: 'C1', lines: [LINE] }] })
    expect([first, second].map((id) => stays(at, id))).toEqual([[], []])
    expect(await postMany(at)).toMatchObject({ done: 1, ids: [first], wont: [{ words: 'A claim payment in it is held', n: 1 }] })
    expect(brokenChecks(at)).toEqual([])
  })

  it('keeps back take-backs, what pays more than the limit, and what did not come to the bank, where an owner wants it', async () => {
    const at = testPractice()
    const claim = claimOf(at, 'C1', LINE)
    pay(at, { trace: 'T0', payments: [{ control: 'C1', lines: [LINE] }] })
    const other = ours(at, 'C2')
    const back = told(at, {
      trace: 'T1',
      payments: [{ control: 'C1', status: '22', lines: [BACK] }],
      provider: [['WO', 'C1', -12_000]],
    })
    gate(at, { takebacks: true, most: cents(11_999), money: true })
    expect(stays(at, back)).toEqual(['It takes an earlier payment back'])
    expect(stays(at, other)).toEqual(['Nobody has said yet that its money came', 'It pays more than may be posted unseen'])
    await handlers['remittance.arrived'](testTask(at, testFiles()), { ids: [other], day: at.clock.today() })
    gate(at, { most: cents(12_000), money: true })
    expect(await postMany(at)).toMatchObject({ done: 2 })
    expect(statusOf(at, claim)).toBe('reversed')
    expect(brokenChecks(at)).toEqual([])
  })

  it('rehearses what else is told of its claims anew: a take-back finds the payment that was posted after it came', async () => {
    const at = testPractice()
    const first = ours(at, 'C1')
    const back = told(at, { trace: 'BACK', payments: [{ control: 'C1', status: '22', lines: [BACK] }], provider: [['WO', 'C1', -12_000]] })
    const becomes = () => at.query((work) => handlers['remittance.get'](work, { id: back })).claims.map((one) => [one.outcome, one.becomes])
    expect(becomes()).toEqual([['held', 'Held']])
    await postMany(at, [first])
    expect(becomes()).toEqual([['will-post', 'Reversed']])
    const [row] = at.query((work) => handlers['remittance.get'](work, { id: first })).claims
    at.command((work) => handlers['remittance.takeOff'](work, { id: row?.id ?? 0, note: 'Not this one' }))
    expect(becomes()).toEqual([['held', 'Held']])
  })
})
