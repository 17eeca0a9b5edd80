import { addDays, daysBetween, type Day } from '../../../src-shared/day.ts'
import type { Chance } from '../../../src-main/practice-payer/index.ts'

/*
 * What becomes of a claim, drawn by its age as practices see it: most are paid within a month, one in twelve is denied, most denials end, few claims hang.
 */

/** What a payer says of a claim. `part` denies the last line of several. */
export type Says = 'pays' | 'deductible' | 'denies' | 'part' | 'short' | 'takes-back'

export type Reason = {
  readonly group: 'CO' | 'PR'
  readonly code: string
  readonly remarks: string
  readonly cause: string
  readonly playbook: string
  readonly action: 'correct' | 'appeal' | 'rebill' | 'investigate'
  readonly step: string
  readonly weight: number
}

const REASONS: readonly Reason[] = [
  {
    group: 'CO',
    code: '16',
    remarks: 'N290',
    cause: 'Information and coding',
    playbook: 'D-PROV-INFO',
    action: 'correct',
    step: 'Correct, 7',
    weight: 20,
  },
  {
    group: 'CO',
    code: '197',
    remarks: '',
    cause: 'Authorization',
    playbook: 'D-AUTH-1',
    action: 'appeal',
    step: 'Appeal, retro',
    weight: 16,
  },
  { group: 'CO', code: '29', remarks: '', cause: 'Filing limit', playbook: 'D-TF-1', action: 'appeal', step: 'Appeal, proof', weight: 8 },
  {
    group: 'CO',
    code: '50',
    remarks: 'N115',
    cause: 'Necessity and level',
    playbook: 'D-MN-1',
    action: 'appeal',
    step: 'Appeal, clinical',
    weight: 9,
  },
  {
    group: 'CO',
    code: '4',
    remarks: 'N519',
    cause: 'Information and coding',
    playbook: 'D-MOD-1',
    action: 'correct',
    step: 'Correct, 7',
    weight: 10,
  },
  { group: 'CO', code: '22', remarks: '', cause: 'Coverage', playbook: 'D-COB-1', action: 'rebill', step: 'Bill other payer', weight: 11 },
  { group: 'PR', code: '27', remarks: '', cause: 'Coverage', playbook: 'D-ELIG-1', action: 'rebill', step: 'Find new payer', weight: 12 },
  {
    group: 'CO',
    code: '18',
    remarks: '',
    cause: 'Duplicate',
    playbook: 'D-DUP-1',
    action: 'investigate',
    step: 'Find the original',
    weight: 6,
  },
  { group: 'CO', code: '97', remarks: '', cause: 'Bundling', playbook: 'D-BUN-1', action: 'correct', step: 'Check, then 7', weight: 8 },
]
const WEIGHTED = REASONS.flatMap((one) => Array<Reason>(one.weight).fill(one))

/** How a denial ends, or how far the work on it is; an appeal is begun, sent, won or lost. */
export type End = {
  readonly is: 'open' | 'paid' | 'written-off'
  readonly status: 'new' | 'in-work' | 'waiting' | 'closed'
  readonly appeal: 'draft' | 'ready' | 'sent' | 'won' | 'lost' | null
  readonly closedOn: Day | null
}

/** A claim that nobody decided stands where it stands; else the payer said something on a day. */
export type Fate =
  | { readonly is: 'stands'; readonly status: string; readonly isSent: boolean }
  | { readonly is: 'decided'; readonly on: Day; readonly says: Says; readonly reason: Reason | undefined; readonly end: End | undefined }

/** @param at `paidOn`: the payer's next payment after a day; `unposted`: payments from this day on are still to be posted */
export function fateOf(
  chance: Chance,
  claim: { readonly day: Day; readonly lines: number },
  at: { readonly today: Day; readonly unposted: Day; readonly paidOn: (after: Day) => Day },
): Fate {
  const age = daysBetween(claim.day, at.today)
  const stands = (status: string, isSent = true): Fate => ({ is: 'stands', status, isSent })
  const luck = chance.next() * 100
  if (age <= 1) return stands(luck < 86 ? 'ready' : luck < 96 ? 'held' : 'draft', false)
  if (age <= 3 && luck < 12) return stands(luck < 8 ? 'ready' : 'held', false)
  if (age <= 90 && luck < 0.8) return stands(luck < 0.25 ? 'held' : luck < 0.55 ? 'rejected' : 'silent', luck >= 0.25)
  if (luck > 99.7) return stands('voided')
  if (age <= 4) return stands('sent')
  if (age <= 6) return stands('received')
  const on = at.paidOn(claim.day)
  if (on >= at.unposted) return stands('accepted')
  if (luck > 99.5 && age <= 400) return stands('accepted')
  const decision = chance.next() * 100
  const denies = decision < 7.6
  if (!denies && decision < 8.4 && claim.lines > 1) return denied(chance, on, 'part', at.today)
  if (denies) return denied(chance, on, 'denies', at.today)
  const says = decision < 12.5 ? 'deductible' : decision < 14 ? 'short' : decision < 14.15 ? 'takes-back' : 'pays'
  return { is: 'decided', on, says, reason: undefined, end: undefined }
}

function denied(chance: Chance, on: Day, says: Says, today: Day): Fate {
  const age = daysBetween(on, today)
  const isOpen = chance.percent(age < 30 ? 88 : age < 75 ? 45 : 1.4)
  // Of several lines the denied one is not paid later: a practice writes it off.
  const ends = isOpen ? 'open' : says === 'denies' && age > 60 && chance.percent(62) ? 'paid' : 'written-off'
  const isAppealed = chance.percent(14)
  const appeal = { open: chance.pick(['draft', 'ready', 'sent', 'sent'] as const), paid: 'won', 'written-off': 'lost' } as const
  const status = isOpen ? (isAppealed || chance.percent(20) ? 'waiting' : chance.percent(40) ? 'in-work' : 'new') : 'closed'
  const closedOn = isOpen ? null : addDays(on, Math.min(20, age))
  const end: End = { is: ends, status, appeal: isAppealed ? appeal[ends] : null, closedOn }
  return { is: 'decided', on, says, reason: chance.pick(WEIGHTED), end }
}
