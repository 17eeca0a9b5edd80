import { daysBetween, type Day } from '../../src-shared/day.ts'
import { add, cents, negate, NO_MONEY, share, subtract, sum, type Cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { remittance } from '../x12/index.ts'
import { lotOf, type PracticePayer } from './deciding.ts'
import type { Moment } from './plans.ts'
import { claimOf, paidBy, payeeOf, type Held, type Owed, type State } from './state.ts'
import { saysOf, saysOfPayment, type Said } from './telling.ts'
import { fileWith, nameOf } from './writing/envelope.ts'
import { remittanceOf, type Payee, type Payment } from './writing/remittance.ts'

/* Payday: what has lain long enough is paid, what was replaced or voided is taken back, and what the provider owes is withheld. */

export type Written = { readonly name: string; readonly bytes: Uint8Array }
export type Paid = { readonly state: State; readonly files: readonly Written[]; readonly decisions: readonly Said[] }

/** Pays what is due on a day: a remittance for each payee and receiver of files. */
export function payOut(payer: PracticePayer, state: State, at: Moment): Paid {
  const due = state.claims.filter((one) => isDue(one, payer.terms.paysAfter, at.day))
  const groups = new Map<string, Held[]>()
  for (const one of due) {
    const key = `${payeeOf(claimOf(one))}|${one.sender}`
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  let now = state
  const files: Written[] = []
  const decisions: Said[] = []
  for (const held of groups.values()) {
    const paid = payGroup(payer, now, held, at)
    now = paid.state
    files.push(...paid.files)
    decisions.push(...paid.decisions)
  }
  return { state: now, files, decisions }
}

const isDue = ({ is, receivedOn }: Held, after: number, on: Day): boolean =>
  (is === 'waiting' || is === 'void') && daysBetween(receivedOn, on) >= after

/** Interest for the days beyond those that are allowed, by the year of 365 days. */
function interestOn({ decision, receivedOn }: Held, { terms }: PracticePayer, on: Day): Cents {
  const late = daysBetween(receivedOn, on) - terms.interestAfter
  return late > 0 ? share(paidBy(decision), Math.round((terms.interestRate * late) / 365)) : NO_MONEY
}

function payGroup(payer: PracticePayer, state: State, held: readonly Held[], at: Moment): Paid {
  const { terms, seed } = payer
  const [first] = held
  const { provider } = claimOf(must('a group has a claim', first)).billing
  const payee = payeeOf(claimOf(must('a group has a claim', first)))
  const to: Payee = {
    name: [provider.name.name, provider.name.first].filter(Boolean).join(' '),
    npi: provider.name.id ?? '',
    taxId: provider.taxId.value,
    submitter: must('a group has a claim', first).sender,
  }
  const control = state.controls + 1
  const trace = `EFT${String(control).padStart(9, '0')}`
  const originalOf = (number: string | undefined): Held | undefined =>
    state.claims.find(({ is, decision }) => is === 'paid' && decision.payerControl === number)
  const reversals = held.flatMap((one) => {
    const original = originalOf(one.replaces)
    return original ? [{ original, first: original.decision, ...(one.is === 'waiting' && { now: one.decision }) }] : []
  })
  const fresh = held.filter((one) => one.is === 'waiting' && !originalOf(one.replaces))
  const taken = new Set(reversals.map(({ original }) => original))
  const audited = state.claims.filter(
    (one) =>
      one.is === 'paid' &&
      !taken.has(one) &&
      payeeOf(claimOf(one)) === payee &&
      paidBy(one.decision) > 0 &&
      lotOf(seed, `audit ${one.decision.payerControl}`).percent(terms.takesBack),
  )
  const interest = new Map(
    held.map((one) => [one.decision.payerControl, one.is === 'waiting' ? interestOn(one, payer, at.day) : NO_MONEY] as const),
  )
  for (const [number, amount] of interest) if (amount === NO_MONEY) interest.delete(number)
  // What an audit takes back is reversed now and withheld later: until then it is given with WO below nothing.
  const recoveries = audited.map(({ decision }): Owed => ({ payee, reference: decision.payerControl, amount: paidBy(decision), is: 'WO' }))
  const given = [
    ...[...interest].map(([reference, amount]) => ({ code: 'L6', reference, amount: negate(amount) })),
    ...recoveries.map(({ reference, amount }) => ({ code: 'WO', reference, amount: negate(amount) })),
  ]
  const paid = sum([...fresh, ...held.filter((one) => one.is === 'waiting' && originalOf(one.replaces))].map((one) => paidBy(one.decision)))
  const back = sum([...reversals.map((one) => one.first), ...audited.map((one) => one.decision)].map(paidBy))
  const available = subtract(add(paid, negate(sum(given.map((one) => one.amount)))), back)
  const { withheld, left } = withhold(
    state.owed.filter((one) => one.payee === payee),
    available,
  )
  const short = available < 0 ? available : NO_MONEY
  const provided: Payment['provider'] = [
    ...given,
    ...withheld,
    ...(short === NO_MONEY ? [] : [{ code: 'FB', reference: trace, amount: short }]),
  ]
  const payment: Payment = {
    trace,
    day: at.day,
    method: 'ACH',
    provider: provided,
    reversals: [...audited.map(({ decision }) => ({ first: decision })), ...reversals.map(({ original: _original, ...one }) => one)],
    interest,
  }
  const value = remittanceOf(
    fresh.map((one) => one.decision),
    payment,
    terms,
    to,
    at,
  )
  const owed: Owed[] = [
    ...state.owed.filter((one) => one.payee !== payee),
    ...left,
    ...recoveries,
    ...(short === NO_MONEY ? [] : [{ payee, reference: trace, amount: negate(short), is: 'FB' as const }]),
  ]
  const done = new Set(held)
  const lost = new Set([...taken, ...audited])
  const after = (one: Held): Held =>
    lost.has(one) ? { ...one, is: 'reversed' } : done.has(one) ? { ...one, is: 'paid', paid: { trace, on: at.day } } : one
  return {
    state: { ...state, controls: control, claims: state.claims.map(after), owed },
    files: [{ name: nameOf('835', control), bytes: fileWith(remittance, [value], terms, to.submitter, control, at) }],
    decisions: [
      ...held.filter((one) => one.is === 'waiting').map((one) => saysOf(one.decision, trace)),
      ...saysOfPayment(
        payment,
        value.payment.amount,
        audited.map((one) => one.decision),
      ),
    ],
  }
}

/** Takes what is owed out of what there is, oldest first. */
function withhold(owed: readonly Owed[], available: Cents): { readonly withheld: NonNullable<Payment['provider']>; readonly left: Owed[] } {
  let rest: number = Math.max(0, available)
  const withheld: { code: string; reference: string; amount: Cents }[] = []
  const left: Owed[] = []
  for (const one of owed) {
    const amount = cents(Math.min(rest, one.amount))
    rest -= amount
    if (amount > 0) withheld.push({ code: one.is, reference: one.reference, amount })
    if (amount < one.amount) left.push({ ...one, amount: subtract(one.amount, amount) })
  }
  return { withheld, left }
}
