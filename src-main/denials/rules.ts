import type { ACTIONS, CLOSE_REASONS } from '../../src-shared/contract/denials.ts'
import type { ClaimStatus } from '../../src-shared/contract/fields.ts'
import { addDays, type Day } from '../../src-shared/day.ts'
import { cents, subtract, times, type Cents } from '../../src-shared/money.ts'
import { assertNever } from '../../src-shared/result.ts'
import { adjustmentReason, playbookFor, type Playbook, type ReasonClass } from '../codes/index.ts'
import { PROTECTED } from '../remittance/index.ts'

/*
 * What is a denial, why, what to do and until when. Pure. Sources: the CARC and RARC lists with their group codes; 29 CFR 2560.503-1 and
 * 45 CFR 147.136 (180 days), 42 CFR 405.942 (Medicare, 120 days), 42 CFR 438.402 (Medicaid managed care, 60 days), 42 CFR 422.582.
 */

export type Action = (typeof ACTIONS)[number]
export type CloseReason = (typeof CLOSE_REASONS)[number]
const CAUSES: Readonly<Record<ReasonClass, string>> = {
  AUTH: 'Authorization',
  ELIG: 'Coverage',
  COB: 'Coverage',
  INF: 'Information and coding',
  COD: 'Information and coding',
  MOD: 'Information and coding',
  DX: 'Information and coding',
  MN: 'Necessity and level',
  TF: 'Filing limit',
  BUN: 'Bundling',
  DUP: 'Duplicate',
  ENR: 'Enrollment',
  LIM: 'Limits',
  NC: 'Other',
  CTR: 'Other',
  PT: 'Other',
  OTH: 'Other',
}

/** The class of a denial. A reason that says nothing without its remark has the class of the playbook its remark leads to. */
function classOf(reason: string, playbook: Playbook | undefined): ReasonClass {
  const own = adjustmentReason(reason)
  const told = own.needsRemark ? playbook?.carcs.map(adjustmentReason).find((one) => !one.needsRemark) : undefined
  return (told ?? own).class
}

export const causeOf = (reason: string, playbook: Playbook | undefined): string => CAUSES[classOf(reason, playbook)]

/** What is known of a denied line. */
export type Denied = {
  readonly group: string
  readonly reason: string
  readonly remarks: readonly string[]
  readonly procedure: string
  readonly isMedicare: boolean
  /** The claim went out with an authorization number. */
  readonly isAuthorized: boolean
}

export const playbookOf = (denied: Denied): Playbook | undefined =>
  playbookFor(denied.group, denied.reason, denied.remarks, { procedure: denied.procedure, ...(denied.isMedicare && { payer: 'medicare' }) })

/** The payer never took the claim in: it carries no right of appeal, and a new claim is sent (Medicare Claims Processing Manual, chapter 1, section 80.3; others alike). */
export const wantsNewClaim = (remarks: readonly string[]): boolean => remarks.some((code) => ['MA130', 'N142', 'N517'].includes(code))

export type Step = { readonly action: Action; readonly words: string }
const CORRECT: Step = { action: 'correct', words: 'Correct, 7' }

const STEPS: Readonly<Record<string, Step>> = {
  'D-AUTH-1': { action: 'appeal', words: 'Appeal, retro' },
  'D-AUTH-2': { action: 'appeal', words: 'Ask for retro' },
  'D-ELIG-1': { action: 'rebill', words: 'Find new payer' },
  'D-COB-1': { action: 'rebill', words: 'Bill other payer' },
  'D-MSP': { action: 'rebill', words: 'Bill other payer' },
  'D-CARVE-1': { action: 'rebill', words: 'Bill the MH plan' },
  'D-TF-1': { action: 'appeal', words: 'Appeal, proof' },
  'D-DUP-1': { action: 'investigate', words: 'Find the original' },
  'D-ENR-1': { action: 'investigate', words: 'Ask effective date' },
  'D-COD-1': CORRECT,
  'D-MOD-1': CORRECT,
  'D-POS-1': CORRECT,
  'D-DX-1': CORRECT,
  'D-FREQ-1': CORRECT,
  'D-PROV-INFO': CORRECT,
  'D-BUN-1': { action: 'correct', words: 'Check, then 7' },
  'D-LVL-1': { action: 'appeal', words: 'Appeal, minutes' },
  'D-MN-1': { action: 'appeal', words: 'Appeal, clinical' },
  'D-LIM-1': { action: 'appeal', words: 'Appeal, parity' },
  'D-EXP-1': { action: 'appeal', words: 'Appeal, evidence' },
  'D-OON-1': { action: 'appeal', words: 'Ask for exception' },
  'D-RECORDS': { action: 'investigate', words: 'Send records' },
}
/** Reasons that part from the others of their playbook. */
const STEPS_OF_REASON: Readonly<Record<string, Step>> = {
  // The patient was not found by what was sent.
  '31': CORRECT,
  '32': CORRECT,
  '227': { action: 'investigate', words: 'Call the patient' },
  '284': CORRECT,
  '296': CORRECT,
  '8': CORRECT,
}
/** What a person's own choice of action is called. */
const WORDS: Readonly<Record<Action, string>> = {
  correct: 'Correct, 7',
  appeal: 'Appeal',
  rebill: 'Bill other payer',
  'bill-patient': 'Bill the patient',
  close: 'Close',
  investigate: 'Ask the payer',
}
const ACTION_OF_ROUTE: Readonly<Record<string, Action>> = {
  RES: 'correct',
  APL: 'appeal',
  NXT: 'rebill',
  PAT: 'bill-patient',
  WO: 'close',
  INV: 'investigate',
}

/** The next step: hard rules first, then the playbook, then the route of the reason. `chosen` is a person's own action. */
export function stepFor(denied: Denied, chosen?: Action): Step {
  const usual = usualStep(denied)
  if (chosen === undefined || chosen === usual.action) return usual
  return withinRules(denied, { action: chosen, words: WORDS[chosen] })
}

function usualStep(denied: Denied): Step {
  if (wantsNewClaim(denied.remarks)) return { action: 'correct', words: 'New claim' }
  if (denied.remarks.includes('N779')) return { action: 'investigate', words: 'Wait for original' }
  // A contractual write-off of the whole charge contradicts itself (CARC 45 may not take all of it).
  if (denied.reason === '45') return { action: 'investigate', words: 'Ask the payer' }
  if (denied.reason === '197' && denied.isAuthorized) return { action: 'appeal', words: 'Appeal, number' }
  const playbook = playbookOf(denied)
  const known = STEPS_OF_REASON[denied.reason] ?? STEPS[playbook?.id ?? '']
  if (known) return withinRules(denied, known)
  const route = adjustmentReason(denied.reason).route.map((one) => ACTION_OF_ROUTE[one])
  const action = route.find((one) => one !== undefined && (one !== 'bill-patient' || mayBillPatient(denied))) ?? 'investigate'
  return withinRules(denied, { action, words: WORDS[action] })
}

/** Medicare takes no replacement of a professional claim: a clerical error is reopened by phone or portal (42 CFR 405.980(a)(3)). */
function withinRules(denied: Denied, step: Step): Step {
  if (step.action !== 'correct') return step
  if (wantsNewClaim(denied.remarks)) return { action: 'correct', words: 'New claim' }
  return denied.isMedicare ? { action: 'investigate', words: 'Ask for reopening' } : step
}

/**
 * A provider's liability is the patient's only where the reason says the patient was not covered, or the patient was told in writing (M38); never that
 * of a beneficiary whom nobody may bill (RARC N781 to N783; 42 U.S.C. 1396a(n)(3)).
 */
export const mayBillPatient = ({ reason, remarks }: Pick<Denied, 'reason' | 'remarks'>): boolean =>
  !remarks.some((code) => PROTECTED.includes(code)) && (remarks.includes('M38') || adjustmentReason(reason).route.includes('PAT'))

export type Limits = { readonly correctedDays: number; readonly appealDays: number; readonly fileBy: Day }
const SAFETY_DAYS = 10
const USUAL_DAYS = 14
const ANSWER_DAYS = 30

/** The last day of a step, counted from the day of the remittance; undefined where no limit of the payer governs it. */
export function limitOf(denied: Denied, action: Action, limits: Limits, deniedOn: Day): Day | undefined {
  switch (action) {
    case 'correct':
      return wantsNewClaim(denied.remarks) ? limits.fileBy : addDays(deniedOn, limits.correctedDays)
    case 'appeal':
      return addDays(deniedOn, limits.appealDays)
    case 'investigate':
      return adjustmentReason(denied.reason).deadline.includes('30') ? addDays(deniedOn, ANSWER_DAYS) : undefined
    case 'rebill':
    case 'bill-patient':
    case 'close':
      return undefined
    default:
      return assertNever(action)
  }
}

/**
 * Ten days before the limit; where there is none, two weeks after the remittance. When that day is over it is due today; a limit that has passed stays
 * as it is, so that nobody takes it for time left.
 */
export function dueOn(denied: Denied, action: Action, limits: Limits, deniedOn: Day, today: Day): Day {
  const limit = limitOf(denied, action, limits, deniedOn)
  const wanted = limit === undefined ? addDays(deniedOn, USUAL_DAYS) : addDays(limit, -SAFETY_DAYS)
  if (wanted >= today) return wanted
  return limit === undefined || limit >= today ? today : limit
}

/** What is at stake: the contract's rate less what payer and patient bear already, never more than is open; without a rate, what is open. */
export function atStake(line: {
  readonly rate: Cents | undefined
  readonly units: number
  readonly open: Cents
  readonly paid: Cents
  readonly patient: Cents
}): Cents {
  if (line.rate === undefined) return line.open
  const missing = subtract(times(line.rate, line.units), line.paid, line.patient)
  return missing > 0 && missing < line.open ? cents(missing) : line.open
}

/** Why a line is written off when nobody says it. */
export function closeReasonFor(reason: string, playbook: Playbook | undefined): CloseReason {
  const reasons: Partial<Record<ReasonClass, CloseReason>> = {
    TF: 'timely-filing',
    AUTH: 'no-authorization',
    BUN: 'bundled',
    DUP: 'duplicate',
    ENR: 'credentialing',
    MN: 'medical-necessity-exhausted',
    NC: 'non-covered',
    ELIG: 'non-covered',
    LIM: 'non-covered',
  }
  return reasons[classOf(reason, playbook)] ?? 'administrative'
}

/** What a claim is once no denial of it is open. */
export function statusByMoney(sums: { readonly payer: Cents; readonly patient: Cents; readonly payment: Cents }): ClaimStatus {
  if (sums.payer > 0) return sums.payment > 0 ? 'partly-paid' : 'denied'
  if (sums.patient > 0) return 'with-patient'
  return sums.payment > 0 ? 'paid' : 'closed'
}

/** How a later payment of a line ends the denial that was open on it; undefined leaves it open. A reason of the duplicate kind decides nothing anew. */
export function outcomeOf(later: {
  readonly paid: Cents
  readonly open: Cents
  readonly patient: Cents
  readonly deniedFor: string | undefined
}): 'paid' | 'upheld' | 'patient-billed' | undefined {
  if (later.paid > 0) return 'paid'
  if (later.deniedFor !== undefined) return adjustmentReason(later.deniedFor).class === 'DUP' ? undefined : 'upheld'
  if (later.open > 0) return undefined
  return later.patient > 0 ? 'patient-billed' : 'upheld'
}
