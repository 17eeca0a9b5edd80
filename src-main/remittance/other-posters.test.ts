import { describe, expect, it } from 'vitest'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import {
  balanceOf,
  because,
  besideClaims,
  brokenChecks,
  claimOf,
  denialsOf,
  fileOf,
  pay,
  receive,
  rowsOf,
  segmentsOf,
  sentClaim,
  statusOf,
  tampered,
  writtenOff,
  type LineSpec,
  type RemittanceSpec,
} from '../../test/support/remittances.ts'
import { tables } from '../store/index.ts'
import { handlers } from './index.ts'
import type { RemittanceTables } from './records/tables.ts'

const from = tables<RemittanceTables>()

/*
 * What users of other programs report that these get wrong, each as it must be here. The figures are invented.
 */

const CHARGE = 15_000
const line = (...reasons: string[]): LineSpec => ({ code: '90834', charge: CHARGE, reasons: because(...reasons) })
/** A claim of one session, and what was said of it. */
function told(said: LineSpec, more: Partial<RemittanceSpec> = {}) {
  const at = testPractice()
  const claim = claimOf(at, 'C1', line())
  const { taken, posted } = pay(at, { trace: 'T1', payments: [{ control: 'C1', lines: [said] }], ...more })
  return { at, claim, taken, posted, row: rowsOf(at, taken)[0] }
}
const postings = (at: TestPractice) => at.query(({ db }) => db.all(from.selectFrom('posting').select(['account', 'cents'])))
/** Bytes of the remittance with its segments changed on the way. */
const changed = (spec: RemittanceSpec, change: (segment: string) => string | undefined): Uint8Array =>
  fileOf([tampered(segmentsOf(spec), change)])

describe('what a poster must not get wrong', () => {
  it('a contractual amount below nothing stays as the payer says it, and is not turned round', () => {
    const { at, claim } = told(line('CO-45 -900'))
    expect(balanceOf(at, claim)).toMatchObject({ payer: 0, payment: 15_900, adjustment: -900 })
    expect(writtenOff(at, claim)).toEqual(['CO-45 -900'])
    expect(brokenChecks(at)).toEqual([])
  })

  it('a claim that does not add up is held with the exact difference; no line is made up to balance it', () => {
    const at = testPractice()
    const claim = claimOf(at, 'C1', line())
    const spec = { trace: 'T1', payments: [{ control: 'C1', lines: [line('CO-45 3000')] }] }
    const [got] = receive(
      at,
      changed(spec, (one) => one.replace('CAS*CO*45*30', 'CAS*CO*45*29')),
    )
    expect(rowsOf(at, got?.taken)).toMatchObject([{ becomes: 'Held' }])
    expect(rowsOf(at, got?.taken)[0]?.reason).toMatch(/out by .*\$1\.00/)
    expect(balanceOf(at, claim)).toMatchObject({ payer: CHARGE, payment: 0, adjustment: 0 })
    expect(brokenChecks(at)).toEqual([])
  })

  it('an adjustment that is about no claim reaches the books', () => {
    const { at } = told(line('CO-45 3000'), { provider: [['L6', '', -250]] })
    expect([besideClaims(at, 'provider', 'L6'), besideClaims(at, 'payment')]).toEqual([-250, 250])
    expect(brokenChecks(at)).toEqual([])
  })

  it('every remark of a line and of the claim stays', () => {
    const at = testPractice()
    claimOf(at, 'C1', line())
    const said = { ...line('CO-16 15000'), remarks: ['N130', 'M76', 'N56'], paid: 0 }
    const { taken } = pay(at, { trace: 'T1', payments: [{ control: 'C1', status: '4', remarks: ['MA130', 'N4'], lines: [said] }] })
    const kept = at.query(({ db }) => db.all(from.selectFrom('remit_remark').select('code').orderBy('n')))
    expect(kept.map(({ code }) => code).toSorted()).toEqual(['M76', 'MA130', 'N130', 'N4', 'N56'])
    expect(taken.status).toBe('rehearsed')
  })

  it.each([
    ['a kind of procedure other than HC', (one: string) => one.replace('SVC*HC:', 'SVC*ER:')],
    ['a segment nobody knows', (one: string) => (one.startsWith('SVC*') ? `ZZ9*1~${one}` : one)],
  ])('%s stops neither the file nor what else is in it', (_, change) => {
    const at = testPractice()
    const claims = ['C1', 'C2'].map((control) => claimOf(at, control, line()))
    const other = segmentsOf({ trace: 'T2', payments: [{ control: 'C2', lines: [line('CO-45 3000')] }] })
    const odd = tampered(segmentsOf({ trace: 'T1', payments: [{ control: 'C1', lines: [line('CO-45 3000')] }] }), change)
    const got = receive(at, fileOf([odd, other]))
    expect(got).toHaveLength(2)
    expect(balanceOf(at, claims[1] ?? 0)).toMatchObject({ payer: 0, payment: 12_000 })
    expect(['posted', 'partly', 'quarantined']).toContain(got[0]?.posted?.status ?? got[0]?.taken.status)
    expect(brokenChecks(at)).toEqual([])
  })

  it('a denial is not written off: what was denied stays open, and is work', () => {
    const { at, claim, taken } = told({ ...line('CO-29 15000'), paid: 0 })
    expect(balanceOf(at, claim)).toMatchObject({ payer: CHARGE, adjustment: 0 })
    expect(denialsOf(at, taken)).toHaveLength(1)
  })

  it.each([
    ['PR-1 15000', 'With patient'],
    ['CO-16 15000', 'Denied'],
  ])('nothing paid by %s is told as %s: a deductible is no denial', (reason, word) => {
    const { row } = told({ ...line(reason), paid: 0 })
    expect(row?.becomes).toBe(word)
  })

  it('a reason code nobody listed leaves no money lying about: it stays open, and all adds up', () => {
    const { at, claim } = told(line('CO-999 4000'))
    expect(balanceOf(at, claim)).toMatchObject({ payer: 4000, payment: 11_000, adjustment: 0 })
    expect(brokenChecks(at)).toEqual([])
  })

  it('a claim that is denied in one remittance and paid in the next ends paid', () => {
    const { at, claim } = told({ ...line('CO-16 15000'), paid: 0 })
    pay(at, { trace: 'T2', payments: [{ control: 'C1', lines: [line('CO-45 3000')] }] })
    expect(balanceOf(at, claim)).toMatchObject({ payer: 0, payment: 12_000, adjustment: 3000 })
    expect(statusOf(at, claim)).toBe('paid')
  })

  it('the same remittance under another envelope is known, and posts nothing', () => {
    const at = testPractice()
    claimOf(at, 'C1', line())
    const set = segmentsOf({ trace: 'T1', payments: [{ control: 'C1', lines: [line('CO-45 3000')] }] })
    receive(at, fileOf([set], 1))
    const before = postings(at)
    expect(receive(at, fileOf([set], 2))[0]?.taken.status).toBe('known')
    expect(postings(at)).toEqual(before)
  })

  it.each([
    ['drops the modifier', '90834', undefined],
    ['glues it to the code', '9083495', undefined],
    ['names it', '90834', ['95']],
  ])('a payer that %s has its line matched', (_, code, modifiers) => {
    const at = testPractice()
    const claim = sentClaim(at, { control: 'C1', lines: [{ code: '90834', modifiers: ['95'], cents: CHARGE }] })
    const said = { ...line('CO-45 3000'), code, ...(modifiers && { modifiers }) }
    pay(at, { trace: 'T1', payments: [{ control: 'C1', lines: [said] }] })
    expect(balanceOf(at, claim)).toMatchObject({ payer: 0, payment: 12_000 })
  })

  it('one line unpaid keeps the claim with its payer; the other asks for no reasons of its own', () => {
    const at = testPractice()
    const claim = claimOf(at, 'C1', line(), { code: '90785', charge: 3000 })
    const lines = [line(), { code: '90785', charge: 3000, paid: 0, reasons: because('CO-16 3000') }]
    pay(at, { trace: 'T1', payments: [{ control: 'C1', lines }] })
    expect(balanceOf(at, claim)).toMatchObject({ payer: 3000, payment: CHARGE })
    expect(statusOf(at, claim)).toBe('partly-paid')
  })

  it('what an insurer paid is told as paid by the insurer', () => {
    const { at, claim } = told(line('PR-3 2000'))
    const { sessions } = at.query((work) => handlers['ledger.explain'](work, { claim }))
    const pieces = sessions.flatMap((one) => one.pieces.map((piece) => JSON.stringify(piece)))
    expect(pieces.some((piece) => piece.includes('13000'))).toBe(true)
    expect(balanceOf(at, claim)).toMatchObject({ patient: 2000, payment: 13_000 })
  })

  it('a takeback names the claim it is of, opens it, and its correction is told with it though the payer gave it another number', () => {
    const { at, claim } = told(line('CO-45 3000'))
    const back: LineSpec = { ...line('CO-45 -3000'), charge: -CHARGE, paid: -12_000 }
    const { taken } = pay(at, {
      trace: 'T2',
      payments: [
        { control: 'C1', status: '22', payerControl: 'PC1', original: 'PC1', lines: [back] },
        { control: 'C1', payerControl: 'NEW1', lines: [line('CO-45 2000')] },
      ],
    })
    expect(rowsOf(at, taken).map(({ reason }) => reason)[0]).toMatch(/pair, net \$10\.00/)
    expect(balanceOf(at, claim)).toMatchObject({ payer: 0, payment: 13_000, adjustment: 2000 })
    expect(brokenChecks(at)).toEqual([])
  })

  it('the same payment typed in under another reference is held: the payer owes nothing more', () => {
    const { at, claim } = told(line('CO-45 3000'))
    const { taken } = pay(at, { trace: 'OTHER', payments: [{ control: 'C1', payerControl: 'X2', lines: [line('CO-45 3000')] }] })
    expect(rowsOf(at, taken)).toMatchObject([{ becomes: 'Held' }])
    expect(balanceOf(at, claim)).toMatchObject({ payer: 0, payment: 12_000 })
    expect(brokenChecks(at)).toEqual([])
  })

  it('a claim that its payer splits by procedure is paid part by part, each on its own line', () => {
    const at = testPractice()
    const second: LineSpec = { code: '90785', charge: 3000, reasons: because('CO-45 1000') }
    const claim = claimOf(at, 'C1', line(), second)
    pay(at, {
      trace: 'T1',
      payments: [
        { control: 'C1', payerControl: 'A1', lines: [line('CO-45 3000')] },
        { control: 'C1', payerControl: 'A2', lines: [second] },
      ],
    })
    expect(balanceOf(at, claim)).toMatchObject({ payer: 0, payment: 14_000, adjustment: 4000 })
    expect(brokenChecks(at)).toEqual([])
  })

  it('a code other than the one billed is posted to the line that was billed', () => {
    const at = testPractice()
    const said: LineSpec = { code: '90832', billed: '90834', charge: CHARGE, reasons: because('CO-45 6000') }
    const claim = claimOf(at, 'C1', said)
    const { taken } = pay(at, { trace: 'T1', payments: [{ control: 'C1', lines: [said] }] })
    expect(rowsOf(at, taken)[0]?.reason).toContain('paid as 90832, billed 90834')
    expect(balanceOf(at, claim)).toMatchObject({ payer: 0, payment: 9000 })
  })
})
