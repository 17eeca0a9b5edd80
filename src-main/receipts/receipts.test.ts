import { beforeEach, describe, expect, it } from 'vitest'
import { broken, moneyOf, patientMoney, receiptHandlers as handlers, take, tried, type Money } from '../../test/support/patient-money.ts'
import { PAYER } from '../../test/support/practice.ts'
import { pay } from '../../test/support/remittances.ts'
import { contract, type Argument } from '../../src-shared/contract/index.ts'
import { day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import type { Role, User } from '../../src-shared/contract/access.ts'
import { addPerson } from '../access/records/people.ts'
import { handlers as claims } from '../claims/index.ts'
import { handlers as denials } from '../denials/index.ts'
import { handlers as practice } from '../practice/index.ts'
import { handlers as remittance } from '../remittance/index.ts'
import type { CommandWork } from '../store/index.ts'

let money: Money

const claim = (n: 0 | 1 | 2) => money.at.query((work) => claims['claims.get'](work, { id: money.claims[n] }))
const allocate = (receipt: number, parts: readonly (readonly [line: number, amount: number])[]) =>
  money.at.command((work) =>
    handlers['receipts.allocate'](work, { receipt, note: '', parts: parts.map(([line, own]) => ({ line, cents: cents(own) })) }),
  )
const refund = (receipt: number, amount: number) =>
  money.at.command((work) => handlers['receipts.refund'](work, { receipt, cents: cents(amount), reference: '', note: 'moved away' }))
const transfer = (n: 0 | 1 | 2, amount: number, to: 'patient' | 'payer') =>
  money.at.command((work) =>
    handlers['receipts.transfer'](work, {
      claim: money.claims[n],
      line: money.lines[n],
      cents: cents(amount),
      to,
      note: 'told by the payer',
    }),
  )
const writeOff = (n: 0 | 1 | 2, amount: number, reason: Argument<'receipts.writeOff'>['reason'] = 'small-balance') =>
  money.at.command((work) =>
    handlers['receipts.writeOff'](work, { claim: money.claims[n], line: money.lines[n], cents: cents(amount), reason, note: '' }),
  )
const undo = (move: number) => money.at.command((work) => handlers['receipts.undo'](work, { move, note: '' }))
const lastMove = (): number => must('there is a move', moneyOf(money).rows.findLast((row) => row.move !== null)?.move)
const propose = (amount: number) =>
  money.at.query((work) =>
    handlers['receipts.propose'](work, { patient: money.at.patient, cents: cents(amount), claim: null, receipt: null }),
  )

beforeEach(() => {
  money = patientMoney()
})

describe('a patient pays', () => {
  it('and the amount goes to what payers left to him, the oldest first; the rest waits as his credit', () => {
    expect(moneyOf(money)).toMatchObject({ owed: 5000, credit: 0, block: null })
    const proposed = propose(7000)
    expect(proposed).toMatchObject({
      credit: 2000,
      parts: [
        { line: money.lines[0], cents: 3000 },
        { line: money.lines[1], cents: 2000 },
      ],
    })
    expect(proposed.say).toMatch(/^\$50\.00 goes to 2 sessions, the oldest first; \$20\.00 waits as credit of /)
    take(money, 7000, [
      [money.lines[0], 3000],
      [money.lines[1], 2000],
    ])
    const after = moneyOf(money)
    expect(after).toMatchObject({ owed: 0, credit: 2000 })
    expect(after.receipts).toMatchObject([
      { cents: 7000, credit: 2000, refunded: 0, refundable: 2000, isUndone: false, method: 'check', reference: '1042' },
    ])
    expect(after.rows.at(-1)?.balance).toBe(-2000)
    expect(claim(0).status).toBe('paid')
    expect(claim(2).status).toBe('sent')
    expect(broken(money)).toEqual([])
  })

  it('ahead of the payer’s decision, when a person says so; nothing is asked of him for it', () => {
    expect(propose(2500).parts.map((one) => one.line)).not.toContain(money.lines[2])
    take(money, 2500, [[money.lines[2], 2500]])
    expect(moneyOf(money).lines[2]).toMatchObject({ patient: -2500, why: expect.stringMatching(/^\$25\.00 was paid ahead/) as string })
    expect(moneyOf(money).receipts[0]?.refundable).toBe(0)
    expect(broken(money)).toEqual([])
  })

  it('never more on a line than is open, nor more than was received', () => {
    expect(tried(() => take(money, 20_000, [[money.lines[0], 3001]]))).toBe('receipt.room')
    expect(tried(() => take(money, 2000, [[money.lines[0], 3000]]))).toBe('receipt.room')
    expect(tried(() => take(money, 2000, [[999_999, 2000]]))).toBe('record.missing')
    expect(tried(() => take(money, 2000, [], { day: day('2026-11-20') }))).toBe('input.invalid')
    expect(moneyOf(money).receipts).toEqual([])
  })

  it('and the number of a card is never kept', () => {
    const input = { patient: 1, day: '2026-11-18', cents: 2000, method: 'card', parts: [] }
    const read = (more: object) => contract['receipts.take'].input.safeParse({ ...input, ...more }).success
    expect([
      read({ reference: 'approval 042871' }),
      read({ reference: '4242 4242 4242 4242' }),
      read({ note: 'card 4242424242424242' }),
    ]).toEqual([true, false, false])
  })
})

describe('what was received', () => {
  it('is applied later, and moved from one session to another', () => {
    const { receipt } = take(money, 3000, [])
    expect(allocate(receipt, [[money.lines[1], 2000]])).toMatchObject({ credit: 1000 })
    expect(allocate(receipt, [[money.lines[0], 3000]])).toMatchObject({ credit: 0 })
    expect(moneyOf(money)).toMatchObject({ owed: 2000, credit: 0 })
    expect(claim(1).status).toBe('with-patient')
    expect(claim(1).history.some(({ words }) => words === 'A payment of the patient moved away, $20.00')).toBe(true)
    expect(allocate(receipt, [[money.lines[0], 3000]])).toEqual({ move: null, credit: 0 })
    expect(
      tried(() =>
        allocate(receipt, [
          [money.lines[0], 3000],
          [money.lines[1], 1],
        ]),
      ),
    ).toBe('receipt.room')
    expect(broken(money)).toEqual([])
  })

  it('is given back as far as it is not applied', () => {
    const { receipt } = take(money, 7000, [[money.lines[0], 3000]])
    expect(tried(() => refund(receipt, 4001))).toBe('receipt.room')
    expect(refund(receipt, 4000)).toEqual({ approval: null })
    expect(moneyOf(money).receipts).toMatchObject([{ credit: 0, refunded: 4000, refundable: 0 }])
    expect(broken(money)).toEqual([])
  })

  it('is given back where a payer’s decision left a session overpaid', () => {
    const { receipt } = take(money, 2500, [[money.lines[2], 2500]])
    const { control } = claim(2)
    const reasons = [
      ['CO', '45', 4300],
      ['PR', '3', 1000],
    ] as const
    pay(money.at, {
      trace: 'EFT9',
      payments: [{ control: control ?? '', payerControl: 'UP9', lines: [{ code: '90837', modifiers: ['95'], charge: 17_500, reasons }] }],
    })
    expect(moneyOf(money).lines[2]?.why).toMatch(/^\$15\.00 was paid too much/)
    expect(moneyOf(money).receipts).toMatchObject([{ credit: 0, refundable: 1500 }])
    refund(receipt, 1500)
    expect(moneyOf(money).lines[2]).toMatchObject({ patient: 0 })
    expect(moneyOf(money).receipts).toMatchObject([{ refunded: 1500, refundable: 0, parts: [{ line: money.lines[2], cents: 1000 }] }])
    expect(broken(money)).toEqual([])
  })
})

describe('what is owed', () => {
  it('moves between payer and patient with its reason', () => {
    transfer(2, 4000, 'patient')
    expect(moneyOf(money).lines[2]).toMatchObject({ payer: 13_500, patient: 4000 })
    transfer(0, 3000, 'payer')
    expect(moneyOf(money).lines[0]).toMatchObject({ payer: 3000, patient: 0 })
    expect(tried(() => transfer(0, 1, 'payer'))).toBe('receipt.room')
    expect(tried(() => transfer(0, 3001, 'patient'))).toBe('receipt.room')
    expect(broken(money)).toEqual([])
  })

  it('is let go for a reason', () => {
    expect(writeOff(0, 3000)).toEqual({ approval: null })
    expect(moneyOf(money)).toMatchObject({ owed: 2000 })
    expect(moneyOf(money).rows.at(-1)).toMatchObject({ what: 'write-off', words: 'Written off: small balance', patient: -3000 })
    expect(claim(0).status).toBe('paid')
    expect(tried(() => writeOff(0, 1))).toBe('receipt.room')
    expect(broken(money)).toEqual([])
  })
})

describe('undoing', () => {
  it('a receipt takes what was done with it along, and leaves what was before', () => {
    const before = moneyOf(money)
    const { receipt, move } = take(money, 5000, [[money.lines[0], 3000]])
    allocate(receipt, [
      [money.lines[0], 1000],
      [money.lines[1], 2000],
    ])
    undo(move)
    const after = moneyOf(money)
    expect(after).toMatchObject({ owed: before.owed, credit: 0, lines: before.lines })
    expect(after.receipts).toMatchObject([{ isUndone: true, credit: 0, refundable: 0 }])
    expect(after.rows.at(-1)?.balance).toBe(before.rows.at(-1)?.balance)
    expect(claim(0).status).toBe('with-patient')
    expect(tried(() => undo(move))).toBe('receipt.undone')
    expect(tried(() => allocate(receipt, []))).toBe('receipt.undone')
    expect(broken(money)).toEqual([])
  })

  it('an allocation, a transfer, a write-off, a refund', () => {
    const before = moneyOf(money)
    const { receipt, move } = take(money, 1000, [])
    allocate(receipt, [[money.lines[0], 1000]])
    undo(lastMove())
    refund(receipt, 1000)
    expect(tried(() => undo(move))).toBe('receipt.used')
    undo(lastMove())
    transfer(2, 4000, 'patient')
    undo(lastMove())
    writeOff(1, 2000)
    undo(lastMove())
    undo(move)
    expect(moneyOf(money)).toMatchObject({ owed: before.owed, credit: 0, lines: before.lines })
    expect(broken(money)).toEqual([])
  })

  it('not what was gone on with since', () => {
    const { receipt } = take(money, 1000, [[money.lines[0], 1000]])
    const applied = lastMove()
    allocate(receipt, [])
    refund(receipt, 1000)
    expect(tried(() => undo(applied))).toBe('receipt.used')
  })
})

describe('why a balance is what it is', () => {
  it('is told to the cent whatever was done with a patient’s money', () => {
    const { receipt } = take(money, 7000, [[money.lines[0], 3000]])
    allocate(receipt, [[money.lines[1], 2000]])
    transfer(2, 4000, 'patient')
    writeOff(0, 1000)
    const told = money.at.query((work) => remittance['ledger.explain'](work, { patient: money.at.patient }))
    expect([told.payer.unexplained, told.patient.unexplained]).toEqual([0, 0])
    expect(told.sessions[2]?.pieces.map(({ words }) => words)).toContain('Moved between payer and patient')
  })
})

describe('a second person', () => {
  const person = (id: number, role: Role): User => ({ id, name: `Person ${id}`, role, part2: true, provider: null })
  const [LEAD, BILLER] = [person(2, 'lead'), person(3, 'biller')]
  const as = <T>(who: User, body: (work: CommandWork) => T): T => money.at.command((work) => body({ ...work, user: who }))
  const asRefund = (who: User, receipt: number, amount: number) =>
    as(who, (work) => handlers['receipts.refund'](work, { receipt, cents: cents(amount), reference: '', note: '' })).approval ?? 0
  const decide = (who: User, id: number, approve = true) =>
    tried(() => as(who, (work) => denials['approvals.decide'](work, { id, approve, note: '' })))
  const waiting = () => money.at.query((work) => denials['approvals.list'](work, { state: 'waiting' }))

  beforeEach(() => money.at.command(({ db }) => [LEAD, BILLER].forEach((one) => addPerson(db, { ...one, isStarter: false }))))

  it('says yes to every refund, and never who asked for it', () => {
    const { receipt } = take(money, 1000, [])
    const id = asRefund(BILLER, receipt, 400)
    expect(moneyOf(money)).toMatchObject({ credit: 1000 })
    expect(waiting()).toMatchObject([{ kind: 'refund', cents: 400, denial: null, claim: null, patientId: money.at.patient }])
    expect(tried(() => asRefund(LEAD, receipt, 400))).toBe('record.changed')
    expect(decide(BILLER, id)).toBe('approval.own')
    expect(decide(LEAD, id)).toEqual({})
    expect(moneyOf(money)).toMatchObject({ credit: 600, receipts: [{ refunded: 400 }] })
    expect(decide(LEAD, id)).toBe('approval.done')
    expect(broken(money)).toEqual([])
  })

  it('says no, and nothing is posted', () => {
    const { receipt } = take(money, 1000, [])
    expect(decide(LEAD, asRefund(BILLER, receipt, 400), false)).toEqual({})
    expect(moneyOf(money)).toMatchObject({ credit: 1000 })
  })

  it('cannot approve what is no longer there', () => {
    const { receipt } = take(money, 1000, [])
    const id = asRefund(BILLER, receipt, 1000)
    allocate(receipt, [[money.lines[0], 1000]])
    expect(decide(LEAD, id)).toBe('receipt.room')
    expect(waiting()).toHaveLength(1)
  })

  it('decides on a bad debt, and on what is above the limit', () => {
    const asWriteOff = (reason: Argument<'receipts.writeOff'>['reason'], amount: number) =>
      as(BILLER, (work) =>
        handlers['receipts.writeOff'](work, { claim: money.claims[0], line: money.lines[0], cents: cents(amount), reason, note: '' }),
      ).approval
    expect(asWriteOff('small-balance', 500)).toBeNull()
    const id = asWriteOff('bad-debt', 500) ?? 0
    expect(moneyOf(money)).toMatchObject({ owed: 4500 })
    expect(waiting()).toMatchObject([{ kind: 'patient-write-off', words: `What the patient owes on claim ${money.claims[0]}: bad debt` }])
    expect(decide(LEAD, id)).toEqual({})
    expect(moneyOf(money)).toMatchObject({ owed: 4000 })
  })
})

describe('Medicaid', () => {
  it('a patient with it is not asked for what another payer left, nor billed by hand', () => {
    money.at.command((work) => {
      const medicaid = practice['payers.save'](work, { ...MEDICAID }).id
      const known = practice['patients.get'](work, { id: money.at.patient })
      const { coverages, address, diagnoses, last, first, middle, born, sex, phone } = known
      const { payerName, ...own } = must('there is a coverage', coverages[0])
      expect(payerName).not.toBe('')
      const second = { ...own, id: null, payer: medicaid, position: 2, memberId: '910000000001' }
      const kept = {
        id: money.at.patient,
        last,
        first,
        middle,
        born: must('a birth date is known', born),
        sex,
        address,
        phone,
        diagnoses: diagnoses ?? [],
      }
      return practice['patients.save'](work, { ...kept, coverages: [own, second] })
    })
    expect(moneyOf(money)).toMatchObject({ block: 'medicaid', owed: 0 })
    expect(propose(5000)).toMatchObject({ parts: [], credit: 5000 })
    expect(tried(() => take(money, 1000, [[money.lines[0], 1000]]))).toBe('receipt.blocked')
    expect(tried(() => transfer(2, 4000, 'patient'))).toBe('receipt.blocked')
    expect(tried(() => take(money, 2500, [[money.lines[2], 2500]]))).toBe('receipt.blocked')
  })
})

const MEDICAID: Argument<'payers.save'> = { ...PAYER, name: 'State Medicaid', ediId: 'SKOH0', kind: 'medicaid' }
