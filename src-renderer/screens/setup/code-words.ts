import type { Output } from '../../../src-shared/contract/index.ts'

type Preview = Output<'codes.preview'>

export const CODE_FILE_WORDS: Readonly<Record<Preview['kind'], string>> = {
  icd10: 'ICD-10-CM',
  hcpcs: 'HCPCS',
  ptp: 'NCCI pairs',
  mue: 'NCCI unlikely edits',
  places: 'Places of service',
  telehealth: 'Medicare telehealth',
  cpt: 'CPT descriptors',
}

/** `12 added, 3 changed`. */
export function countsWords(counts: Preview['counts']): string {
  const told = (['added', 'changed', 'ended'] as const).filter((one) => counts[one] > 0)
  return told.length === 0 ? 'nothing' : told.map((one) => `${counts[one].toLocaleString('en-US')} ${one}`).join(', ')
}

export const TOGETHER_WORDS = {
  never: 'Never together',
  distinct: 'Only as separate sessions',
  allowed: 'May stand together',
  payer: 'By the payer',
} as const
