import type { METHODS, PATIENT_WRITE_OFFS } from '../../../src-shared/contract/receipts.ts'
import type { Output } from '../../../src-shared/contract/index.ts'

export type Money = Output<'receipts.of'>
export type OpenLine = Money['lines'][number]
export type Receipt = Money['receipts'][number]
export type Method = (typeof METHODS)[number]

export const METHOD_WORDS: Readonly<Record<Method, string>> = { cash: 'Cash', check: 'Check', card: 'Card', other: 'Other' }
/** What identifies a payment of each kind. Of a card it is the terminal's reference, never its number. */
export const REFERENCE_WORDS: Readonly<Record<Method, string>> = {
  cash: 'Receipt number',
  check: 'Check number',
  card: 'Reference of the terminal',
  other: 'Reference',
}

export const REASON_WORDS: Readonly<Record<(typeof PATIENT_WRITE_OFFS)[number], string>> = {
  'small-balance': 'Small balance',
  charity: 'Charity, by the practice’s policy',
  bankruptcy: 'Bankruptcy',
  deceased: 'The patient died',
  'bad-debt': 'Bad debt; a second person always decides',
  'professional-courtesy': 'Professional courtesy; routine waivers are a compliance matter',
  administrative: 'Administrative',
}

export const BLOCK_WORDS: Readonly<Record<NonNullable<Money['block']>, readonly [title: string, words: string]>> = {
  qmb: [
    'Medicare’s shares are never this patient’s.',
    'Medicaid covers the patient beside Medicare, so deductible, coinsurance and copay may not be collected. Medicaid is billed, and the rest is written off.',
  ],
  medicaid: [
    'Medicaid covers this patient.',
    'What Medicaid pays is payment in full, but for the share Medicaid itself sets. Nothing else may be asked of the patient for a covered session.',
  ],
  'medicaid-next': [
    'Medicaid decides on this first.',
    'Another payer left it, and Medicaid covers the patient beside that payer. Medicaid is billed; nothing is asked of the patient meanwhile.',
  ],
}

/** It waits for somebody else now. */
export const ASKED = 'Sent for approval. Nothing is posted until a second person says yes, under Denials, Approvals.'
