import { messageMeanings } from '../codes/index.ts'
import type { Output } from '../../src-shared/contract/index.ts'
import type { Day } from '../../src-shared/day.ts'
import { coverageById, everyPayer, payerById, type CoverageRow, type PayerRow } from '../practice/index.ts'
import type { Reading } from '../store/index.ts'
import { administratorsLearned, type InquiryRow, type LearnedRow } from './records.ts'

/*
 * Mental health that another administrator carries. It is named by an answer (EB01 U, MC or R with a party in loop 2120), or was learned from a patient of
 * the same payer, group or member id prefix. What a message says is a hint only. Nothing changes until a person locks it.
 */

type Card = Output<'eligibility.card'>
export type Proposal = NonNullable<Card['proposal']>

/** The letters and digits a member id begins with, by which payers part their plans. */
export const prefixOf = (memberId: string): string =>
  memberId
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, 3)

/** Names as they are compared: payers write them in capitals and leave company forms and punctuation out. */
const bare = (name: string): string =>
  name
    .toUpperCase()
    .replace(/[^A-Z0-9 ]/g, ' ')
    .replace(/\b(?:INC|LLC|CORP|CO|THE|OF)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** The payer of the practice that an answer names: by its number, else by its name. */
export const payerNamed = (
  payers: readonly PayerRow[],
  named: { readonly name: string; readonly id: string | null },
): PayerRow | undefined =>
  payers.find((one) => named.id !== null && (one.edi_id === named.id || one.eligibility_id === named.id)) ??
  payers.find((one) => bare(one.name) === bare(named.name))

/**
 * The administrator that was learned for patients like this one: same group and prefix before same group before same prefix, and never one of
 * another group; of equals the one that was locked most often, then latest.
 */
export function learnedFor(
  learned: readonly LearnedRow[],
  coverage: Pick<CoverageRow, 'group_number' | 'member_id'>,
): { readonly administrator: number; readonly by: 'group' | 'prefix' } | undefined {
  const [group, prefix] = [coverage.group_number ?? '', prefixOf(coverage.member_id)]
  const isOtherGroup = (one: LearnedRow): boolean => group !== '' && one.group_number !== '' && one.group_number !== group
  const weight = (one: LearnedRow): number =>
    isOtherGroup(one) ? 0 : (group !== '' && one.group_number === group ? 2 : 0) + (prefix !== '' && one.prefix === prefix ? 1 : 0)
  const [best] = learned
    .filter((one) => weight(one) > 0)
    .toSorted((a, b) => weight(b) - weight(a) || b.times - a.times || (a.learned_at < b.learned_at ? 1 : -1))
  return best && { administrator: best.administrator, by: weight(best) >= 2 ? 'group' : 'prefix' }
}

/** Who may carry mental health instead of the payer on the card, or nothing where it is locked already. */
export function proposalFor(db: Reading, inquiry: InquiryRow | undefined, coverage: CoverageRow | undefined): Proposal | null {
  if (!coverage || coverage.carve_of !== null) return null
  const base = {
    coverage: coverage.id,
    cardPayer: payerById(db, coverage.payer)?.name ?? '',
    cardMemberId: coverage.member_id,
    memberId: coverage.member_id,
    group: coverage.group_number,
    checked: null,
    reference: null,
  }
  if (inquiry && inquiry.payer !== coverage.payer) {
    const asked = payerById(db, inquiry.payer)
    return asked
      ? {
          ...base,
          payer: asked.id,
          name: asked.name,
          reference: asked.edi_id,
          memberId: inquiry.member_id ?? coverage.member_id,
          from: 'asked',
          checked: inquiry.outcome as Card['outcome'],
        }
      : null
  }
  if (inquiry?.administrator) {
    const named = { name: inquiry.administrator, id: inquiry.administrator_id }
    const known = payerNamed(everyPayer(db), named)
    return { ...base, payer: known?.id ?? null, name: known?.name ?? named.name, reference: named.id, from: 'answer' }
  }
  // A payer that states what a visit of mental health costs carries it.
  if (
    inquiry &&
    (inquiry.outcome === 'inactive' || inquiry.outcome === 'rejected' || inquiry.copay !== null || inquiry.coinsurance !== null)
  )
    return null
  const found = learnedFor(administratorsLearned(db, coverage.payer), coverage)
  const learned = found && payerById(db, found.administrator)
  return learned ? { ...base, payer: learned.id, name: learned.name, reference: learned.edi_id, from: found.by } : null
}

/** The administrator that mental health is locked to on a day, and the coverage in whose place it is. */
export function lockedOn(db: Reading, coverage: CoverageRow | undefined): Card['locked'] {
  if (!coverage || coverage.carve_of === null) return null
  const card = coverageById(db, coverage.carve_of)
  return {
    coverage: coverage.id,
    name: payerById(db, coverage.payer)?.name ?? '',
    memberId: coverage.member_id,
    starts: coverage.starts as Day | null,
    ends: coverage.ends as Day | null,
    cardPayer: (card && payerById(db, card.payer)?.name) ?? '',
    cardMemberId: card?.member_id ?? '',
  }
}

/** The payer's sentence that may mean another administrator, where the answer names none. */
export const hintIn = (inquiry: InquiryRow | undefined): string | null =>
  inquiry?.administrator
    ? null
    : (inquiry?.messages?.split('\n').find((text) => messageMeanings(text).some(({ id }) => id === 'carve-out')) ?? null)

/** Whether two spans of days share one; an open end goes on. */
export const overlap = (
  one: { readonly starts: string | null; readonly ends: string | null },
  other: { readonly starts: string | null; readonly ends: string | null },
): boolean => (one.starts ?? '') <= (other.ends ?? '9999') && (other.starts ?? '') <= (one.ends ?? '9999')
