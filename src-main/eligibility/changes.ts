import { shownDay, type Day } from '../../src-shared/day.ts'
import { cents, sentenceMoney } from '../../src-shared/money.ts'
import type { InquiryRow } from './records.ts'

/* What an answer says otherwise than the one before it. */

export type Change = { readonly what: string; readonly was: string | null; readonly now: string | null }

const money = (value: number): string => sentenceMoney(cents(value))
const rate = (value: number): string => `${value / 100}%`
const day = (value: string): string => shownDay(value as Day)
const AUTHORIZATIONS: Readonly<Record<string, string>> = { Y: 'needed', N: 'not needed', U: 'not known' }
const TELEHEALTH: Readonly<Record<string, string>> = { Y: 'covered', N: 'not covered', U: 'spoken of' }
const RULES: Readonly<Record<string, string>> = { first: 'before the deductible', after: 'after the deductible' }
const OUTCOMES: Readonly<Record<string, string>> = {
  active: 'active',
  inactive: 'inactive',
  undetermined: 'not determined',
  rejected: 'turned down',
  'other-administrator': 'another administrator',
}

/** Column, name, words; in the order in which they matter. */
const FIELDS: readonly (readonly [keyof InquiryRow, string, (value: never) => string])[] = [
  ['outcome', 'Answer', (value: string) => OUTCOMES[value] ?? value],
  ['administrator', 'Administrator', String],
  ['plan', 'Plan', String],
  ['plan_begins', 'Plan begins', day],
  ['plan_ends', 'Plan ends', day],
  ['network', 'Network', (value: string) => `${value} of network`.replace('in of', 'in')],
  ['copay', 'Copay', money],
  ['coinsurance', 'Coinsurance', rate],
  ['copay_rule', 'Copay is owed', (value: string) => RULES[value] ?? value],
  ['authorization', 'Authorization', (value: string) => AUTHORIZATIONS[value] ?? value],
  ['telehealth', 'Telehealth', (value: string) => TELEHEALTH[value] ?? value],
  ['visits', 'Visits allowed', String],
  ['visits_left', 'Visits left', String],
  ['deductible', 'Deductible', money],
  ['deductible_left', 'Deductible left', money],
  ['deductible_family', 'Family deductible', money],
  ['deductible_family_left', 'Family deductible left', money],
  ['out_of_pocket', 'Out of pocket', money],
  ['out_of_pocket_left', 'Out of pocket left', money],
  ['out_of_pocket_family', 'Family out of pocket', money],
  ['out_of_pocket_family_left', 'Family out of pocket left', money],
  ['out_copay', 'Copay out of network', money],
  ['out_coinsurance', 'Coinsurance out of network', rate],
]

/** What differs, the weightiest first. An answer that states nothing (it was turned down, or nobody could tell) takes no figure back. */
export function changesBetween(was: InquiryRow, now: InquiryRow): readonly Change[] {
  const isSilent = now.outcome === 'rejected' || now.outcome === 'undetermined'
  return FIELDS.filter(([field]) => field === 'outcome' || !isSilent).flatMap(([field, what, words]) => {
    const [before, after] = [was[field], now[field]]
    if (before === after) return []
    const said = (value: unknown): string | null => (value === null ? null : words(value as never))
    return [{ what, was: said(before), now: said(after) }]
  })
}
