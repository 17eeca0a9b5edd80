import type { Day } from '../../../src-shared/day.ts'
import type { Reading } from '../../store/index.ts'
import type { AnsweredClaim277, StatusResponse277, Torn } from '../../x12/index.ts'
import { claimRow } from '../records/claims.ts'
import { claimsByMember, claimsByPayerControl } from '../records/finding.ts'
import { submittedAs } from '../records/sending.ts'
import { statusInquiryByTrace } from '../records/status.ts'
import type { InquiryRow } from '../records/tables.ts'
import type { Code } from './rules.ts'

/* Which claim an answer speaks of: by the trace of our question, our number, the payer's number, or member, day and charge together. */

export type Answered = Torn<AnsweredClaim277>
type Level = Torn<StatusResponse277['sources'][number]>
type Receiver = NonNullable<Level['receivers']>[number]

/** A claim of an answer, with the number of the member it stands under. */
export type Loop = { readonly answered: Answered; readonly memberId: string | undefined }
/** What is refused as a whole, by the number of the request. */
export type Refused = {
  readonly trace: string | undefined
  readonly codes: readonly Code[]
  readonly at: number
  readonly day: Day | undefined
}

/** The claims of an answer in the order of the file. */
export const loopsOf = (receiver: Receiver): Loop[] =>
  (receiver.providers ?? []).flatMap((provider) =>
    (provider.subscribers ?? []).flatMap((subscriber) => {
      const memberId = subscriber.name?.id
      const own = (subscriber.claims ?? []) as readonly Answered[]
      const below = (subscriber.dependents ?? []).flatMap((one) => (one.claims ?? []) as readonly Answered[])
      return [...own, ...below].map((answered) => ({ answered, memberId }))
    }),
  )

/** What a receiver, or one of its providers, was refused with nobody named below. */
export const refusalsOf = (receiver: Receiver): Refused[] =>
  [receiver.refusal, ...(receiver.providers ?? []).map((one) => one.refusal)].flatMap((refusal) =>
    refusal === undefined
      ? []
      : [
          {
            trace: refusal.trace?.trace,
            codes: (refusal.statuses ?? []).flatMap(codesOf),
            at: refusal.statuses?.[0]?.at ?? refusal.trace?.at ?? 0,
            day: refusal.statuses?.[0]?.day,
          },
        ],
  )

/** The statuses of one STC belong together. */
export const codesOf = (one: {
  readonly first?: Code | undefined
  readonly second?: Code | undefined
  readonly third?: Code | undefined
}): Code[] => [one.first, one.second, one.third].filter((code) => code?.category !== undefined) as Code[]

/** Charge of the claim as the answer states it. */
export const chargeIn = ({ statuses = [] }: Answered): number | undefined => statuses.find((one) => one.charge !== undefined)?.charge

const dayIn = ({ day, lines = [] }: Answered): Day | undefined => day?.when?.from ?? lines[0]?.day?.when?.from

/** The question and the claim of a loop; a claim of ours that was not asked about is found too. */
export function matched(
  db: Reading,
  { answered, memberId }: Loop,
): { readonly inquiry: InquiryRow | undefined; readonly claim: number | undefined } {
  const trace = answered.trace?.trace
  const inquiry = trace === undefined ? undefined : statusInquiryByTrace(db, trace)
  const control = answered.account?.value
  const named = control === undefined ? undefined : submittedAs(db, control)?.claim
  if (named !== undefined) return { inquiry, claim: named }
  if (inquiry) return { inquiry, claim: inquiry.claim }
  const number = answered.payerControl?.value
  const known = number === undefined ? [] : claimsByPayerControl(db, number)
  if (known.length === 1) return { inquiry, claim: known[0]?.id }
  const day = dayIn(answered)
  const charge = chargeIn(answered)
  if (memberId === undefined || day === undefined || charge === undefined) return { inquiry, claim: undefined }
  const alike = claimsByMember(db, memberId, day).filter((one) => one.cents === charge && one.status !== 'voided')
  return { inquiry, claim: alike.length === 1 ? alike[0]?.id : undefined }
}

/** How well a loop fits the claim it was asked about: our number, the payer's, charge and day, or nothing of these. */
export function fitOf(db: Reading, claim: number, { answered }: Loop): number {
  const row = claimRow(db, claim)
  const control = answered.account?.value
  if (control !== undefined && submittedAs(db, control)?.claim === claim) return 3
  const number = answered.payerControl?.value
  if (number !== undefined && number === row?.payer_control) return 2
  const day = dayIn(answered)
  const isSameDay = day !== undefined && row !== undefined && day >= row.first_day && day <= row.last_day
  return isSameDay && chargeIn(answered) === row.cents ? 1 : 0
}
