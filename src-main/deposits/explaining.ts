import { sentenceMoney, subtract, sum, type Cents } from '../../src-shared/money.ts'

/* Why the bank has another amount than the remittances, and why a side stands alone. Pure. */

/** An adjustment of a payment as a whole (PLB): positive took from the payment. */
export type Provider = { readonly code: string; readonly reference: string; readonly cents: Cents }

/**
 * Why money and remittances differ.
 * @param others other remittances of the same payers that have no money yet
 */
export function whyDiffers(
  bank: Cents,
  told: Cents,
  provider: readonly Provider[],
  others: readonly { readonly trace: string; readonly cents: Cents }[],
): string {
  const off = subtract(bank, told)
  if (off === 0) return ''
  const size = sentenceMoney(off < 0 ? subtract(told, bank) : off)
  const way = `The bank has ${size} ${off > 0 ? 'more' : 'less'} than the remittances say.`
  const whole = sum(provider.map(({ cents }) => cents))
  // The payer's payment (BPR02) has the adjustments taken out already; where the bank has them still, or has them out twice, that is the difference.
  const one = provider.find(({ cents }) => cents === off || cents === -off)
  if (one) return `${way} That is the provider adjustment ${[one.code, one.reference].filter(Boolean).join(' ')}.`
  if (whole !== 0 && (whole === off || whole === -off)) return `${way} That is all its provider adjustments together.`
  const other = off > 0 ? others.find(({ cents }) => cents === off) : undefined
  if (other) return `${way} That is the remittance ${other.trace} of the same payer, which has no money yet.`
  if (provider.length > 0) return `${way} Its provider adjustments come to ${sentenceMoney(whole)}: ask the payer for a reconciliation.`
  return off > 0
    ? `${way} A remittance of the payer may be missing: look for it, or ask for it by the trace.`
    : `${way} Part of it may have been paid another way: ask the payer by the trace.`
}

/** What to do about money no remittance tells of. Payments of claims bear this mark in the bank's text (CCD+, entry description). */
export const whyAlone = (text: string): string =>
  /HCCLAIMPMT/i.test(text)
    ? 'The bank marks it as a payment of claims (HCCLAIMPMT). Ask the payer for the 835, by the trace and the amount.'
    : 'Parity finds no remittance for it. If it is no payment of claims, put it aside; else choose by hand.'
