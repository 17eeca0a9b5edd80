import { createHash } from 'node:crypto'
import { dayFromX12, type Day } from '../../src-shared/day.ts'
import type { Cents } from '../../src-shared/money.ts'
import {
  elementName,
  isGrave,
  type Adjustments835,
  type ClaimPayment835,
  type Finding,
  type LinePayment835,
  type RawSet,
  type Reading,
  type Remittance835,
} from '../x12/index.ts'
import type { Adjustment, ClaimPayment, PaidLine, Payment, ProviderPart } from './facts.ts'
import { paymentStop } from './rules.ts'

/**
 * The same payment under another name, in another envelope, with other separators or line ends, is the same: SHA-256 over the segments from ST to SE
 * without control numbers and counts, with the payer and the trace.
 */
export function digestOf(raw: RawSet, payment: Pick<Payment, 'payerNumber' | 'trace'>): string {
  const { component, repetition } = raw.delimiters
  const hash = createHash('sha256')
  for (const segment of raw.segments) {
    const elements = segment.id === 'ST' || segment.id === 'SE' ? [segment.id] : segment.elements
    const text = elements.join('\u001d').replaceAll(component, '\u001f')
    hash.update(repetition === undefined ? text : text.replaceAll(repetition, '\u001e')).update('\u001c')
  }
  return hash.update(`${payment.payerNumber}\u001d${payment.trace}`).digest('hex')
}

/** What a reader found where the description promises a value: a damaged file may have holes anywhere. */
type Found<T> = T extends readonly (infer E)[]
  ? readonly Found<E>[]
  : T extends Cents | Day
    ? T
    : T extends object
      ? { readonly [K in keyof T]?: Found<T[K]> | undefined }
      : T

/** A payment from the file, as far as it can be read; the sentence that says why there is none when amount or trace cannot be read at all. */
export function readPayment(raw: RawSet, reading: Reading<unknown>, today: Day): Payment | string {
  const value = (reading.value ?? {}) as Found<Remittance835>
  const { payment, trace, payer } = value
  const grave = reading.findings.filter((one) => isGrave(one) && !one.code.startsWith('BAL.'))
  if (payment?.amount === undefined) return 'The amount of the payment (BPR) cannot be read. Nothing is kept of it but the file.'
  if (trace?.trace === undefined) return 'The number of the payment (TRN) cannot be read. Nothing is kept of it but the file.'
  const name = payer?.name
  const payerIds = [name?.id, ...(payer?.ids ?? []).filter((one) => one.qualifier === '2U').map((one) => one.value), trace.originator]
  const claims = (value.groups ?? []).flatMap((group) => group.claims ?? []) as readonly Found<ClaimPayment835>[]
  const provider = (value.provider ?? []).flatMap((plb) =>
    (plb.adjustments ?? []).map((one) => ({
      code: one.reason?.code ?? '',
      reference: one.reason?.reference ?? '',
      cents: one.amount,
      segment: plb.at ?? 0,
    })),
  )
  const facts = {
    payerName: name?.name ?? '',
    payerIds: payerIds.filter((one) => one !== undefined),
    payerNumber: trace.originator ?? payment.originator ?? payerIds.find((one) => one !== undefined) ?? '',
    trace: trace.trace,
    day: payment.day ?? value.produced?.day ?? dayFromX12(raw.group.date) ?? today,
    method: payment.method ?? '',
    cents: payment.amount,
    claims: claims.map((claim, n) => readClaim(claim, n + 1, grave)),
    provider: provider.filter((one): one is ProviderPart => one.cents !== undefined),
  }
  const within = (at: number | undefined): Finding | undefined => grave.find((one) => one.where.segment === at)
  const damaged = within(payment.at) ?? within(trace.at)
  return {
    ...facts,
    stop: paymentStop(facts, {
      damaged:
        (damaged && [elementName(damaged.where), damaged.message].filter(Boolean).join(': ')) ??
        (payment.day === undefined ? 'The date of the payment (BPR16) cannot be read.' : null),
      isWhole: raw.complete,
      isDebit: payment.creditOrDebit === 'D',
      isPrenote: payment.handling === 'P',
      currency: value.currency?.currency ?? 'USD',
      hasUnreadAmount: claims.some((one) => one.claim?.paid === undefined) || provider.some((one) => one.cents === undefined),
    }),
  }
}

const NONE = 0 as Cents

function readClaim(found: Found<ClaimPayment835>, n: number, grave: readonly Finding[]): ClaimPayment {
  const { claim, patient, insured, crossover, ids = [], days = [] } = found
  const [from, to] = [found.span?.[0] ?? claim?.at ?? 0, found.span?.[1] ?? claim?.at ?? 0]
  const broken = grave.find((one) => one.where.segment >= from && one.where.segment <= to)
  // Of a damaged claim only what identifies it is taken over; its lines are shown from the file.
  const lines = broken ? [] : (found.lines ?? []).map((line, at) => readLine(line as LinePayment835, at + 1, claimDay(days)))
  return {
    n,
    control: claim?.control ?? '',
    status: claim?.status ?? '',
    charge: claim?.charge ?? NONE,
    paid: claim?.paid ?? NONE,
    payerControl: claim?.payerControl ?? '',
    originalControl: ids.find((one) => one.qualifier === 'F8')?.value ?? '',
    patientLast: patient?.name ?? '',
    patientFirst: patient?.first ?? '',
    memberId: patient?.id ?? insured?.id ?? '',
    day: lines.find((line) => line.day !== null)?.day ?? claimDay(days),
    forwardedTo: crossover?.name ?? '',
    adjustments: broken ? [] : readAdjustments(found.adjustments as readonly Adjustments835[] | undefined),
    remarks: (found.outpatient?.remarks ?? []).map((code) => ({ code, segment: found.outpatient?.at ?? 0 })),
    lines,
    span: [from, to],
    broken: broken?.message ?? null,
  }
}

const claimDay = (days: readonly { readonly qualifier?: string | undefined; readonly day?: Day | undefined }[]): Day | null =>
  days.find((one) => one.qualifier === '232')?.day ?? null

function readLine(line: LinePayment835, n: number, ofClaim: Day | null): PaidLine {
  const { service, days = [], amounts = [], remarks = [] } = line
  const { procedure, submitted } = service
  return {
    n,
    code: procedure.code,
    modifiers: procedure.modifiers ?? [],
    submitted: submitted ? { code: submitted.code, modifiers: submitted.modifiers ?? [] } : null,
    charge: service.charge,
    paid: service.paid,
    allowed: amounts.find((one) => one.qualifier === 'B6')?.amount ?? null,
    units: service.units ?? null,
    day: days.find((one) => one.qualifier !== '151')?.day ?? ofClaim,
    control: line.control?.value ?? null,
    segment: service.at ?? 0,
    adjustments: readAdjustments(line.adjustments),
    remarks: remarks.filter((one) => one.list === 'HE').map((one) => ({ code: one.code, segment: one.at ?? 0 })),
  }
}

function readAdjustments(all: readonly Adjustments835[] | undefined): Adjustment[] {
  return (all ?? []).flatMap((cas) =>
    cas.adjustments.map((one) => ({
      group: cas.group,
      reason: one.reason,
      cents: one.amount,
      quantity: one.quantity ?? null,
      segment: cas.at ?? 0,
    })),
  )
}
