import type { SegmentLine } from '../../src-shared/contract/fields.ts'
import { dayAt, shownDay, type Day } from '../../src-shared/day.ts'
import { fileBy, type ClaimFacts, type LineFacts } from '../claims/index.ts'
import { adjustmentReason, procedures, remark } from '../codes/index.ts'
import { fileBytes, type Reading } from '../store/index.ts'
import { explain, lineOf } from '../x12/index.ts'
import { endsLike, inquiryFor, saidCause } from './records.ts'
import { playbookOf, wantsNewClaim, type Denied } from './rules.ts'

/** Fewer endings say nothing of a payer's habit. */
const FEW = 3

/** Why Parity thinks so: what the payer said, what our own records say to it, and what it usually is. */
export function whyDenied(db: Reading, denied: Denied, facts: ClaimFacts, line: LineFacts): string {
  const { payer, claim, coverage } = facts
  const { session } = line
  const reason = adjustmentReason(denied.reason)
  const inquiry = inquiryFor(db, claim.patient, payer.id, line.day)
  const least = procedures.find(line.code)?.timeMin
  const playbook = playbookOf(denied)
  const own = saidCause(db, { ...denied, payer: payer.id })
  const ends = endsLike(db, payer.id, denied.reason)
  const said = [
    `${payer.name} gave ${denied.group}-${denied.reason}: ${reason.words}.`,
    ...denied.remarks
      .map(remark)
      .filter((one) => one.kind === 'S')
      .map((one) => `${one.code}: ${one.words}.`),
  ]
  const known = [
    ...(reason.class === 'AUTH'
      ? [claim.authorization === null ? 'The claim carries no authorization number.' : 'The claim carries an authorization number.']
      : []),
    ...(reason.class === 'AUTH' && inquiry?.authorization === 'N' && inquiry.answered_at
      ? [`Its own answer of ${shownDay(dayAt(inquiry.answered_at))} says that none is needed.`]
      : []),
    ...(reason.class === 'ELIG' && inquiry?.outcome === 'active' && inquiry.answered_at
      ? [`Its own answer of ${shownDay(dayAt(inquiry.answered_at))} says that the coverage was active.`]
      : []),
    ...(reason.class === 'ELIG' && inquiry?.answered_at && inquiry.plan_ends !== null && inquiry.plan_ends < line.day
      ? [
          `By its own answer of ${shownDay(dayAt(inquiry.answered_at))} the coverage ended on ${shownDay(inquiry.plan_ends as Day)}, before the session.`,
        ]
      : []),
    ...(reason.class === 'ELIG' && coverage.ends !== null && coverage.ends < line.day
      ? [`By our record the coverage ended on ${shownDay(coverage.ends as Day)}, before the session.`]
      : []),
    ...(reason.class === 'MN' && session && least !== undefined
      ? [`The session lasted ${session.minutes} minutes; ${line.code} begins at ${least}.`]
      : []),
    ...(reason.class === 'TF' ? [`The last day to file was ${shownDay(fileBy(payer, claim.first_day as Day))}.`] : []),
  ]
  const verdict = wantsNewClaim(denied.remarks)
    ? ['The claim never entered its system: there is nothing to appeal, and a new claim is sent.']
    : playbook
      ? [`Usual cause: ${playbook.cause.charAt(0).toLowerCase()}${playbook.cause.slice(1)}.`]
      : []
  const habit = [
    ...(own ? [`Your practice takes it for ${own.cause.toLowerCase()} at this payer since ${shownDay(own.on)}.`] : []),
    ...(ends.n >= FEW
      ? [
          `Of ${ends.n} such denials by this payer that ended, ${ends.paid === 0 ? 'none was' : ends.paid === 1 ? '1 was' : `${ends.paid} were`} paid.`,
        ]
      : []),
  ]
  return [...said, ...known, ...verdict, ...habit].join(' ')
}

/** What follows the last segment of a claim payment. */
const AFTER = /^(LX|CLP|TS2|TS3|PLB|SE|GE|IEA)\b/

/** A social security number, wherever a payer may put one: REF SY, and a name whose id has the qualifier 34. */
function hasSocialSecurity(raw: string): boolean {
  const [id, first, , , , , , , qualifier] = raw.split(raw.charAt(raw.search(/[^A-Z0-9]/)))
  return id === 'REF' ? first === 'SY' : id === 'NM1' && qualifier === '34'
}

type ClaimSegments = { readonly lines: readonly SegmentLine[]; readonly leftOut: number }

/**
 * The segments of one claim payment in plain words: from its CLP to whatever ends it, so that nothing of another patient can follow. Segments with a
 * social security number are left out and counted.
 */
export function claimSegments(db: Reading, file: number, first: number, last: number): ClaimSegments {
  const bytes = fileBytes(db, file)
  if (!bytes) return { lines: [], leftOut: 0 }
  const all = explain(bytes, first, last)
  if (!all[0]?.raw.startsWith('CLP')) return { lines: [], leftOut: 0 }
  const end = all.findIndex((one, n) => n > 0 && AFTER.test(one.raw))
  const own = end < 0 ? all : all.slice(0, end)
  const kept = own.filter((one) => !hasSocialSecurity(one.raw))
  return {
    lines: kept.map(lineOf),
    leftOut: own.length - kept.length,
  }
}
