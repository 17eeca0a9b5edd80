import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Argument } from '../../../src-shared/contract/index.ts'
import { day } from '../../../src-shared/day.ts'
import { cents, sum } from '../../../src-shared/money.ts'
import { PAYER, testPractice, type TestPractice } from '../../../test/support/practice.ts'
import { billed, sendReady, twoPayers } from '../../../test/support/two-payers.ts'
import {
  balanceOf,
  because,
  brokenChecks,
  fileOf,
  pay,
  post,
  receive,
  segmentsOf,
  sentClaim,
  statusOf,
  type Reason,
} from '../../../test/support/remittances.ts'
import { handlers as claims } from '../../claims/index.ts'
import { handlers as setup } from '../../practice/index.ts'
import { fileBytes, Trouble } from '../../store/index.ts'
import { handlers } from '../index.ts'
import { linesInBook } from '../records/finding.ts'

type Entered = Argument<'remittance.enter'>
type Reasons = readonly Reason[]

const CHECK_DAY = day('2026-11-17')

/** A claim of ours as it stands on the paper: per line the reasons; what is left was paid. */
function claimOnPaper(at: TestPractice, claim: number, lines: readonly Reasons[], more: Partial<Entered['claims'][number]> = {}) {
  const ours = at.query(({ db }) => linesInBook(db, claim))
  return {
    claim,
    isTakenBack: false,
    payerControl: `ICN${claim}`,
    lines: ours.map((line, n) => {
      const reasons = (lines[n] ?? []).map(([group, reason, amount]) => ({ group: group as 'CO', reason, cents: cents(amount) }))
      return { line: line.id, allowed: null, paid: cents(line.cents - sum(reasons.map((one) => one.cents))), reasons, remarks: [] }
    }),
    ...more,
  }
}
const eob = (at: TestPractice, claims: Entered['claims'], more: Partial<Entered> = {}): Entered => ({
  payer: at.payer,
  trace: '40231',
  day: CHECK_DAY,
  cents: sum(claims.flatMap((one) => one.lines.map((line) => cents(one.isTakenBack ? -line.paid : line.paid)))),
  claims,
  provider: [],
  ...more,
})
const enter = (at: TestPractice, entered: Entered) => at.command((work) => handlers['remittance.enter'](work, entered))
const preview = (at: TestPractice, entered: Entered) => at.query((work) => handlers['remittance.paper'](work, entered))

function problemOf(act: () => unknown) {
  try {
    act()
  } catch (error) {
    if (error instanceof Trouble) return error.problem
    throw error
  }
  throw new Error('it was not refused')
}

function practice() {
  const at = testPractice()
  const paid = sentClaim(at, { control: 'A1', lines: [{ code: '90837', cents: 17500 }] })
  const denied = sentClaim(at, { control: 'A2', lines: [{ code: '90834', cents: 14000 }] })
  return { at, paid, denied }
}

describe('a paper EOB', () => {
  it('is a remittance by check that posts what was entered, denials too', () => {
    const { at, paid, denied } = practice()
    const entered = eob(at, [
      claimOnPaper(at, paid, [because('CO-45 4300', 'PR-3 2000')]),
      claimOnPaper(at, denied, [because('CO-197 14000')]),
    ])
    const { id } = enter(at, entered)
    const detail = at.query((work) => handlers['remittance.get'](work, { id }))
    expect(detail).toMatchObject({ status: 'rehearsed', method: 'CHK', trace: '40231', cents: 11200, fileName: 'By hand, 40231.835' })
    expect(detail.claims.map((one) => one.becomes)).toEqual(['With patient', 'Denied'])
    expect(post(at, id)).toMatchObject({ status: 'posted', denials: 1 })
    expect(balanceOf(at, paid)).toMatchObject({ payer: 0, patient: 2000, payment: 11200, adjustment: 4300 })
    expect(statusOf(at, denied)).toBe('denied')
    expect(brokenChecks(at)).toEqual([])
  })

  it('is kept as a document that says it was made by hand', () => {
    const { at, paid } = practice()
    const { id } = enter(at, eob(at, [claimOnPaper(at, paid, [])]))
    const { file } = at.query((work) => handlers['remittance.get'](work, { id }))
    const text = at.query(({ db }) => Buffer.from(fileBytes(db, file) ?? []).toString('latin1'))
    expect(text).toContain('REF*F2*ENTERED BY HAND~')
  })

  it('explains a balance to the segment of that document', () => {
    const { at, paid } = practice()
    post(at, enter(at, eob(at, [claimOnPaper(at, paid, [because('CO-45 4300', 'PR-3 2000')])])).id)
    const { sessions } = at.query((work) => handlers['ledger.explain'](work, { claim: paid }))
    const raws = sessions.flatMap((one) => one.pieces.map(({ raw }) => raw))
    expect(raws).toEqual(expect.arrayContaining(['CAS*CO*45*43', 'CAS*PR*3*20']))
  })

  it('of the payer behind the first, whose turn it is by then, settles what the first left to the patient', () => {
    const at = twoPayers()
    const claim = billed(at)
    post(at, enter(at, eob(at, [claimOnPaper(at, claim, [because('CO-45 4300', 'PR-2 2000')])])).id)
    at.command((work) => claims['claims.billNext'](work, { id: claim }))
    sendReady(at)
    const behind = eob(at, [claimOnPaper(at, claim, [because('OA-23 15500')])], { payer: at.second })
    expect(preview(at, behind)).toMatchObject({ left: 0, wrong: [], claims: [{ becomes: 'Paid' }] })
    const { id } = enter(at, behind)
    post(at, id)
    expect(balanceOf(at, claim)).toMatchObject({ payer: 0, patient: 0, payment: 13_200, adjustment: 4300 })
    expect(brokenChecks(at)).toEqual([])
  })

  it('takes the number of the claim that is known only for the payer whose number it is', () => {
    const at = twoPayers()
    const claim = billed(at)
    post(at, enter(at, eob(at, [claimOnPaper(at, claim, [because('CO-45 4300', 'PR-2 2000')])])).id)
    const fields = (payer: number) =>
      preview(at, eob(at, [claimOnPaper(at, claim, [because('OA-23 15500')], { payerControl: '' })], { payer, trace: '7' })).wrong.map(
        (one) => one.field,
      )
    expect(fields(at.payer)).toEqual([])
    expect(fields(at.second)).toEqual(['claims.0.payerControl'])
  })

  it('can be kept of a payer without an address, and of a patient without a first name', () => {
    const at = testPractice()
    const bare = { appealsLine1: '', appealsCity: '', appealsState: '', appealsZip: '' }
    const payer = at.command((work) => setup['payers.save'](work, { ...PAYER, ...bare, name: 'Fenwick Été', ediId: 'FEN' })).id
    const claim = sentClaim(at, { control: 'B1', first: '', lines: [{ code: '90837', cents: 17_500 }] })
    const { id } = enter(at, eob(at, [claimOnPaper(at, claim, [])], { payer }))
    expect(at.query((work) => handlers['remittance.get'](work, { id }))).toMatchObject({ payer: 'FENWICK ETE' })
  })

  it('says while it is entered what each claim becomes and what is left of the check', () => {
    const { at, paid, denied } = practice()
    const whole = claimOnPaper(at, paid, [because('CO-45 4300')])
    const open = claimOnPaper(at, denied, [because('CO-45 1000')])
    const torn = { ...open, lines: open.lines.map((line) => ({ ...line, paid: cents(12_000) })) }
    const said = preview(at, eob(at, [whole, torn], { cents: cents(26_200), trace: '' }))
    expect(said.claims).toMatchObject([
      { outcome: 'will-post', becomes: 'Paid', off: 0 },
      { outcome: 'incomplete', off: 1000, lines: [{ off: 1000 }] },
    ])
    expect(said).toMatchObject({ paid: 25_200, left: 1000 })
    expect(said.wrong.map((one) => one.field)).toEqual(['claims.1.lines.0.paid', 'trace', 'cents'])
  })

  it('takes an earlier payment back', () => {
    const { at, paid } = practice()
    const first = enter(at, eob(at, [claimOnPaper(at, paid, [because('CO-45 4300')])]))
    post(at, first.id)
    const back = claimOnPaper(at, paid, [because('CO-45 4300')], { isTakenBack: true })
    const entered = eob(at, [back], { trace: '40232', cents: cents(0), provider: [{ code: 'FB', reference: '', cents: cents(-13_200) }] })
    expect(preview(at, entered)).toMatchObject({ left: 0, wrong: [], claims: [{ becomes: 'Reversed' }] })
    post(at, enter(at, entered).id)
    expect(balanceOf(at, paid)).toMatchObject({ payer: 17_500, payment: 0, adjustment: 0 })
    expect(brokenChecks(at)).toEqual([])
  })

  it('without a check is a letter: nothing is paid, the denial is there', () => {
    const { at, denied } = practice()
    const { id } = enter(at, eob(at, [claimOnPaper(at, denied, [because('CO-197 14000')])], { trace: 'LETTER 11/12' }))
    expect(at.query((work) => handlers['remittance.get'](work, { id }))).toMatchObject({ method: 'NON', cents: 0 })
    expect(post(at, id)).toMatchObject({ posted: 1, denials: 1 })
  })

  it('names amounts that belong to no claim', () => {
    const { at, paid } = practice()
    const entered = eob(at, [claimOnPaper(at, paid, [])], {
      cents: cents(17_650),
      provider: [{ code: 'L6', reference: 'A1', cents: cents(-150) }],
    })
    const { id } = enter(at, entered)
    expect(at.query((work) => handlers['remittance.get'](work, { id })).provider).toMatchObject([{ code: 'L6', cents: -150 }])
    post(at, id)
    expect(brokenChecks(at)).toEqual([])
  })
})

describe('a paper EOB is refused', () => {
  it('when the same check is here, by hand or from a file, and the other way round', () => {
    const { at, paid, denied } = practice()
    const entered = eob(at, [claimOnPaper(at, paid, [])])
    post(at, enter(at, entered).id)
    const other = eob(at, [claimOnPaper(at, denied, [])], { cents: cents(17_500) })
    expect(problemOf(() => enter(at, other))).toMatchObject({ code: 'remittance.twice' })
    const spec = {
      trace: '40231',
      day: CHECK_DAY,
      method: 'CHK' as const,
      payments: [{ control: 'A1', lines: [{ code: '90837', charge: 17_500 }] }],
    }
    expect(pay(at, spec).taken).toMatchObject({ status: 'quarantined' })
    pay(at, { ...spec, trace: 'EFT9', payments: [{ control: 'A2', lines: [{ code: '90834', charge: 14_000 }] }] })
    expect(problemOf(() => enter(at, eob(at, [claimOnPaper(at, denied, [])], { trace: 'EFT9' })))).toMatchObject({
      code: 'remittance.twice',
    })
  })

  it.each<[string, (at: TestPractice, paid: number) => Entered, { code: string; field: string }]>([
    [
      'a line that is out',
      (at, paid) => {
        const own = claimOnPaper(at, paid, [])
        return eob(at, [{ ...own, lines: own.lines.map((line) => ({ ...line, paid: cents(100) })) }])
      },
      { code: 'input.invalid', field: 'claims.0.lines.0.paid' },
    ],
    [
      'a check that is not used up',
      (at, paid) => eob(at, [claimOnPaper(at, paid, [])], { cents: cents(20_000) }),
      { code: 'remittance.unbalanced', field: 'cents' },
    ],
    [
      'a reason nobody knows',
      (at, paid) => eob(at, [claimOnPaper(at, paid, [because('CO-9999 100')])]),
      { code: 'input.invalid', field: 'claims.0.lines.0.reasons.0.reason' },
    ],
    ['no number', (at, paid) => eob(at, [claimOnPaper(at, paid, [])], { trace: '' }), { code: 'input.invalid', field: 'trace' }],
    [
      'no number of the payer',
      (at, paid) => eob(at, [claimOnPaper(at, paid, [], { payerControl: '' })]),
      { code: 'input.invalid', field: 'claims.0.payerControl' },
    ],
    [
      'a day to come',
      (at, paid) => eob(at, [claimOnPaper(at, paid, [])], { day: day('2027-01-01') }),
      { code: 'input.invalid', field: 'day' },
    ],
    ['nothing in it', (at) => eob(at, []), { code: 'input.invalid', field: 'claims' }],
    [
      'a line of another claim',
      (at, paid) =>
        eob(at, [{ ...claimOnPaper(at, paid, []), lines: [{ line: 9999, allowed: null, paid: cents(0), reasons: [], remarks: [] }] }]),
      { code: 'record.missing', field: 'claims.0.lines.0.line' },
    ],
  ])('with %s, at its field', (_, entered, { code, field }) => {
    const { at, paid } = practice()
    expect(problemOf(() => enter(at, entered(at, paid)))).toMatchObject({ code, at: { field } })
  })
})

const REASONS: readonly (readonly [Reason[0], string])[] = [
  ['CO', '45'],
  ['CO', '253'],
  ['CO', '197'],
  ['PI', '94'],
  ['OA', '23'],
  ['PR', '1'],
  ['PR', '2'],
  ['PR', '3'],
]
const lineArbitrary = fc.record({
  charge: fc.integer({ min: 1, max: 40_000 }),
  shares: fc.uniqueArray(fc.tuple(fc.constantFrom(...REASONS), fc.integer({ min: 1, max: 60 })), {
    maxLength: 4,
    selector: ([[group, reason]]) => `${group}${reason}`,
  }),
})
const claimsArbitrary = fc.array(fc.array(lineArbitrary, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })

/** Reasons that take their percent of what is left. */
function reasonsOf({ charge, shares }: { charge: number; shares: readonly (readonly [readonly [Reason[0], string], number])[] }): Reason[] {
  let left = charge
  return shares.flatMap(([[group, reason], percent]): Reason[] => {
    const own = Math.floor((left * percent) / 100)
    left -= own
    return own === 0 ? [] : [[group, reason, own]]
  })
}

it('leads to the same sums as the file that was not sent', () => {
  fc.assert(
    fc.property(claimsArbitrary, (all) => {
      const sums = (receiveThem: (at: TestPractice, claims: readonly number[]) => unknown) => {
        const at = testPractice()
        const claims = all.map((lines, c) =>
          sentClaim(at, { control: `H${c}`, lines: lines.map(({ charge }) => ({ code: '90837', cents: charge })) }),
        )
        receiveThem(at, claims)
        expect(brokenChecks(at)).toEqual([])
        return claims.map((one) => [balanceOf(at, one), statusOf(at, one)])
      }
      const byHand = sums((at, claims) =>
        post(
          at,
          enter(
            at,
            eob(
              at,
              claims.map((one, c) => claimOnPaper(at, one, (all[c] ?? []).map(reasonsOf))),
            ),
          ).id,
        ),
      )
      const byFile = sums((at) =>
        receive(
          at,
          fileOf([
            segmentsOf({
              trace: '40231',
              method: 'CHK',
              payments: all.map((lines, c) => ({
                control: `H${c}`,
                lines: lines.map((one, n) => ({ code: '90837', charge: one.charge, reasons: reasonsOf(one), control: `H${c}L${n + 1}` })),
              })),
            }),
          ]),
        ),
      )
      expect(byHand).toEqual(byFile)
    }),
    { seed: 835, numRuns: 30, interruptAfterTimeLimit: 4000 },
  )
})
