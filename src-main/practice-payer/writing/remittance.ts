import type { Day } from '../../../src-shared/day.ts'
import { add, negate, NO_MONEY, subtract, sum, type Cents } from '../../../src-shared/money.ts'
import { must } from '../../../src-shared/result.ts'
import { remittance, type ClaimPayment835, type Period, type Remittance835 } from '../../x12/index.ts'
import type { Decision, Moment, PayerName } from '../plans.ts'
import { text } from './envelope.ts'

export type Payment = {
  readonly trace: string
  readonly day: Day
  readonly method: 'ACH' | 'CHK'
  /** PLB: positive takes from the payment. */
  readonly provider?: readonly { readonly code: string; readonly reference: string; readonly amount: Cents }[]
  /** Taken back first, then decided again, unless nothing takes its place. */
  readonly reversals?: readonly { readonly first: Decision; readonly now?: Decision }[]
  /** AMT*I by the payer's number of the claim; what it comes to stands among `provider` as L6. */
  readonly interest?: ReadonlyMap<string, Cents>
}

/** Who is paid, and who gets the file. @property npi empty for a payee without one */
export type Payee = { readonly name: string; readonly npi: string; readonly taxId: string; readonly submitter: string }

/** An 835 that pays decisions as they were made. It balances at line, claim and payment. */
export const payClaims = (
  decisions: readonly Decision[],
  payment: Payment,
  payer: PayerName,
  to: Payee,
  control: number,
  at: Moment,
): Uint8Array => text(remittance, remittanceOf(decisions, payment, payer, to, at), payer, to.submitter, control, at)

export function remittanceOf(decisions: readonly Decision[], payment: Payment, payer: PayerName, to: Payee, at: Moment): Remittance835 {
  const paid = (one: Decision, correctionOf?: string): ClaimPayment835 =>
    claimPayment(one, false, correctionOf, payment.interest?.get(one.payerControl))
  const reversed = (payment.reversals ?? []).flatMap(({ first, now }) => [
    claimPayment(first, true),
    ...(now ? [paid(now, first.payerControl)] : []),
  ])
  const claims = [...decisions.map((one) => paid(one)), ...reversed]
  const provider = payment.provider ?? []
  const amount = subtract(sum(claims.map((one) => one.claim.paid)), ...provider.map((one) => one.amount))
  const payee = to.npi === '' ? { idQualifier: 'FI' as const, id: to.taxId } : { idQualifier: 'XX' as const, id: to.npi }
  return {
    payment: {
      handling: amount === NO_MONEY ? 'H' : 'I',
      amount: amount < 0 ? NO_MONEY : amount,
      creditOrDebit: 'C',
      method: amount === NO_MONEY ? 'NON' : payment.method,
      ...(amount !== NO_MONEY &&
        payment.method === 'ACH' && {
          format: 'CCP',
          payerBankKind: '01',
          payerBank: '999999992',
          payerAccountKind: 'DA',
          payerAccount: '123456',
          payeeBankKind: '01',
          payeeBank: '999988880',
          payeeAccountKind: 'DA',
          payeeAccount: '98765',
        }),
      originator: `1${payer.taxNumber}`,
      day: payment.day,
    },
    trace: { trace: payment.trace, originator: `1${payer.taxNumber}` },
    produced: { day: at.day },
    payer: {
      name: { name: payer.name.toUpperCase(), idQualifier: 'XV', id: payer.id },
      street: { line1: '1 PAYER PLAZA' },
      city: { city: 'COLUMBUS', state: 'OH', zip: '432150000' },
      ids: [{ qualifier: '2U', value: payer.id }],
      technical: [{ name: 'EDI SUPPORT', numbers: [{ kind: 'TE', number: '5555550198' }] }],
    },
    payee: { name: { name: to.name.toUpperCase(), ...payee }, ids: [{ qualifier: 'TJ', value: to.taxId }] },
    ...(claims.length > 0 && { groups: [{ number: { number: 1 }, claims }] }),
    ...(provider.length > 0 && {
      provider: [
        {
          provider: payee.id,
          fiscalEnd: `${at.day.slice(0, 4)}-12-31` as Day,
          adjustments: provider.map((one) => ({ reason: { code: one.code, reference: one.reference }, amount: one.amount })),
        },
      ],
    }),
  }
}

function claimPayment(decision: Decision, isReversal: boolean, correctionOf?: string, interest?: Cents): ClaimPayment835 {
  const { place, payerControl } = decision
  const sign = (amount: Cents): Cents => (isReversal ? negate(amount) : amount)
  const { claim } = place.claim
  const memberId = place.subscriber.name.name.id
  const person = (place.patient?.name ?? place.subscriber.name).name
  const patientOwes = sum(decision.lines.flatMap((line) => line.adjustments.filter((one) => one.group === 'PR').map((one) => one.amount)))
  const { order } = place.subscriber.subscriber
  const status = order === 'P' ? '1' : order === 'S' ? '2' : '3'
  return {
    claim: {
      control: claim.control,
      status: isReversal ? '22' : status,
      charge: sign(claim.charge),
      paid: sign(add(...decision.lines.map((line) => line.paid))),
      ...(patientOwes > 0 && !isReversal && { patientOwes }),
      filing: filingOf(place.subscriber.subscriber.filing),
      payerControl,
      facility: claim.place.code,
      frequency: claim.place.frequency,
    },
    patient: {
      kind: '1',
      name: person.name,
      ...(person.first && { first: person.first }),
      ...(memberId !== undefined && { idQualifier: 'MI', id: memberId }),
    },
    ...(correctionOf !== undefined && { ids: [{ qualifier: 'F8' as const, value: correctionOf }] }),
    ...(interest !== undefined && { amounts: [{ qualifier: 'I' as const, amount: interest }] }),
    lines: place.claim.lines.map((line, n) => {
      const own = must('every line was decided', decision.lines[n])
      const groups = [...new Set(own.adjustments.map((one) => one.group))]
      const { code, modifiers } = line.service.procedure
      return {
        service: {
          procedure: { kind: 'HC' as const, code, ...(modifiers && { modifiers }) },
          charge: sign(line.service.charge),
          paid: sign(own.paid),
          units: line.service.quantity,
        },
        days: daysOf(line.day.when),
        adjustments: groups.map((group) => ({
          group,
          adjustments: own.adjustments
            .filter((one) => one.group === group)
            .map((one) => ({ reason: one.reason, amount: sign(one.amount) })),
        })),
        ...(line.control && { control: { value: line.control.value } }),
        ...(!isReversal && own.allowed > 0 && { amounts: [{ qualifier: 'B6' as const, amount: own.allowed }] }),
        ...(own.remarks && { remarks: own.remarks.map((remark) => ({ list: 'HE' as const, code: remark })) }),
      }
    }),
  }
}

const daysOf = ({ from, to }: Period): NonNullable<NonNullable<ClaimPayment835['lines']>[number]['days']> =>
  to === undefined || to === from
    ? [{ qualifier: '472', day: from }]
    : [
        { qualifier: '150', day: from },
        { qualifier: '151', day: to },
      ]

/** CLP06 has no CI and no BL: payers answer with what they are. */
const filingOf = (filing: string | undefined): ClaimPayment835['claim']['filing'] =>
  filing === 'MB' || filing === 'MC' || filing === '16' || filing === 'HM' ? filing : filing === 'CH' ? 'CH' : '12'
