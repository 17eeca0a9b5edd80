import type { Day } from '../../../src-shared/day.ts'
import { negate, NO_MONEY, sum, type Cents } from '../../../src-shared/money.ts'
import type { FoundClaim } from '../../claims/index.ts'
import type { BillerRow, PayerRow } from '../../practice/index.ts'
import {
  plain,
  remittance,
  USUAL,
  writeInterchange,
  writeSet,
  type ClaimPayment835,
  type LinePayment835,
  type Remittance835,
  type Unwritable,
} from '../../x12/index.ts'
import type { LineInBook } from '../records/finding.ts'
import { broughtBy, type Entered, type EnteredClaim, type EnteredLine } from './rules.ts'

/*
 * What a person typed of a paper EOB, written as the 835 that the payer did not send: read back, it goes the way of every remittance, and a balance is
 * explained to its segment. REF F2 and the contact say that it was made by hand.
 */

const MARK = 'ENTERED BY HAND'

export type ClaimOnPaper = {
  readonly said: EnteredClaim
  readonly ours: FoundClaim
  readonly control: string
  readonly payerControl: string
  /** 1 of the first payer. */
  readonly turn: number
  readonly lines: readonly { readonly said: EnteredLine; readonly ours: LineInBook }[]
}
export type Paper = {
  readonly entered: Pick<Entered, 'trace' | 'day' | 'cents' | 'provider'>
  readonly payer: PayerRow
  /** TRN03. */
  readonly number: string
  readonly payee: BillerRow
  readonly claims: readonly ClaimOnPaper[]
}

function documentOf({ entered, payer, number, payee, claims }: Paper): Remittance835 {
  const [state, zip] = [payer.state || payer.appeals_state, payer.zip || payer.appeals_zip]
  const isPaid = entered.cents !== NO_MONEY
  const payeeId =
    payee.npi === null ? { idQualifier: 'FI' as const, id: payee.tax_id ?? 'NONE' } : { idQualifier: 'XX' as const, id: payee.npi }
  return {
    payment: {
      handling: isPaid ? 'I' : 'H',
      amount: entered.cents,
      creditOrDebit: 'C',
      method: isPaid ? 'CHK' : 'NON',
      day: entered.day,
    },
    trace: { trace: entered.trace, originator: number },
    version: { value: MARK },
    payer: {
      name: { name: plain(payer.name), idQualifier: 'XV', id: payer.edi_id },
      street: { line1: plain(payer.line1 || payer.appeals_line1 || 'NOT ON FILE') },
      city: {
        city: plain(payer.city || payer.appeals_city || 'NOT ON FILE'),
        ...(state && { state }),
        ...(zip && { zip }),
      },
      technical: [{ name: MARK }],
    },
    payee: { name: { name: plain(payee.name), ...payeeId } },
    ...(claims.length > 0 && { groups: [{ number: { number: 1 }, claims: claims.map(claim835) }] }),
    ...(entered.provider.length > 0 && {
      provider: [
        {
          provider: payeeId.id,
          fiscalEnd: `${entered.day.slice(0, 4)}-12-31` as Day,
          adjustments: entered.provider.map(({ code, reference, cents }) => ({
            reason: { code, ...(reference !== '' && { reference }) },
            amount: cents,
          })),
        },
      ],
    }),
  }
}

function claim835({ said, ours, control, payerControl, turn, lines }: ClaimOnPaper): ClaimPayment835 {
  const sign = (amount: Cents): Cents => (said.isTakenBack ? negate(amount) : amount)
  const owed = sum(lines.flatMap((line) => line.said.reasons.flatMap((one) => (one.group === 'PR' ? [one.cents] : []))))
  return {
    claim: {
      control,
      status: said.isTakenBack ? '22' : turn === 1 ? '1' : turn === 2 ? '2' : '3',
      charge: sign(sum(lines.map((line) => line.ours.cents))),
      paid: broughtBy(said, sum(lines.map((line) => line.said.paid))),
      ...(owed > 0 && !said.isTakenBack && { patientOwes: owed }),
      filing: 'ZZ',
      payerControl,
    },
    patient: {
      kind: '1',
      name: plain(ours.patientLast),
      ...(ours.patientFirst !== '' && { first: plain(ours.patientFirst) }),
      ...(ours.memberId.length > 1 && { idQualifier: 'MI', id: ours.memberId }),
    },
    lines: lines.map((line) => line835(line, sign, said.isTakenBack)),
  }
}

function line835({ said, ours }: ClaimOnPaper['lines'][number], sign: (amount: Cents) => Cents, isTakenBack: boolean): LinePayment835 {
  const reasons = said.reasons.filter((one) => one.cents !== NO_MONEY)
  const groups = [...new Set(reasons.map((one) => one.group))]
  return {
    service: {
      procedure: { kind: 'HC', code: ours.code, ...(ours.modifiers.length > 0 && { modifiers: ours.modifiers.slice(0, 4) }) },
      charge: sign(ours.cents),
      paid: sign(said.paid),
      ...(ours.units !== 1 && { units: ours.units }),
    },
    days: [{ qualifier: '472', day: ours.day }],
    adjustments: groups.flatMap((group) => {
      const own = reasons.filter((one) => one.group === group).map((one) => ({ reason: one.reason, amount: sign(one.cents) }))
      // A CAS holds six.
      return Array.from({ length: Math.ceil(own.length / 6) }, (_, n) => ({ group, adjustments: own.slice(n * 6, n * 6 + 6) }))
    }),
    control: { value: ours.control },
    ...(said.allowed !== null && !isTakenBack && { amounts: [{ qualifier: 'B6' as const, amount: said.allowed }] }),
    ...(said.remarks.length > 0 && { remarks: said.remarks.map((code) => ({ list: 'HE' as const, code })) }),
  }
}

/** The bytes of the document, or what of it cannot be written. @param control counts the documents made by hand */
export function bytesOf(
  paper: Paper,
  { control, day, time }: { readonly control: number; readonly day: Day; readonly time: string },
): Uint8Array | readonly Unwritable[] {
  const writing = writeSet(remittance, documentOf(paper), '0001', USUAL)
  if (!writing.ok) return writing.problems
  const envelope = {
    senderQualifier: 'ZZ',
    sender: 'BYHAND',
    receiverQualifier: 'ZZ',
    receiver: 'PARITY',
    day,
    time,
    interchangeControl: control,
    groupControl: control,
    functional: remittance.functional,
    guide: remittance.guide,
    usage: 'P' as const,
  }
  return Buffer.from(writeInterchange(envelope, [writing.written.segments]), 'latin1')
}
