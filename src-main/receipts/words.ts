import type { PATIENT_WRITE_OFFS } from '../../src-shared/contract/receipts.ts'
import type { Method } from './records.ts'

export const METHOD_WORDS: Readonly<Record<Method, string>> = { cash: 'cash', check: 'check', card: 'card', other: 'another way' }

export const REASON_WORDS: Readonly<Record<(typeof PATIENT_WRITE_OFFS)[number], string>> = {
  'small-balance': 'small balance',
  charity: 'charity',
  bankruptcy: 'bankruptcy',
  deceased: 'deceased',
  'bad-debt': 'bad debt',
  'professional-courtesy': 'professional courtesy',
  administrative: 'administrative',
}
