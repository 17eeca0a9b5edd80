import type { Output } from '../../../src-shared/contract/index.ts'
import type { Every } from '../../../src-shared/payment-plan.ts'

export type Preview = Output<'statements.preview'>
export type PreviewRow = Preview['rows'][number]
export type Made = Output<'statements.make'>

/** How old what is asked is, from the oldest part. */
const AGE_WORDS = [
  ['old', 'more than 90 days'],
  ['twoMonths', '61 to 90 days'],
  ['month', '31 to 60 days'],
  ['fresh', 'up to 30 days'],
] as const

export const oldestWords = ({ aging }: Pick<PreviewRow, 'aging'>): string => AGE_WORDS.find(([age]) => aging[age] > 0)?.[1] ?? ''

export const EVERY_WORDS: Readonly<Record<Every, string>> = { week: 'Each week', 'two-weeks': 'Every two weeks', month: 'Each month' }
