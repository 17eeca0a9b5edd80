import type { Output } from '../../../src-shared/contract/index.ts'
import { shownDay, type Day } from '../../../src-shared/day.ts'
import { coveragesOf, payerById } from '../../practice/index.ts'
import type { Reading } from '../../store/index.ts'
import type { ClaimFacts } from '../facts.ts'
import { answersOfSubmission } from '../records/answers.ts'
import { lastSubmission } from '../records/sending.ts'
import type { AnswerRow } from '../records/tables.ts'
import { TELEHEALTH_MODIFIERS } from '../scrub/finding.ts'
import { fixFor } from '../scrub/fixes.ts'
import { PLACES, type Field } from './field.ts'

/*
 * A claim that was turned back: what it was turned back for, what one key does about it, and where the rest is mended. It was never adjudicated, so that it
 * leaves anew under a new number with the frequency it had, which is 1 for all but a replacement. Source: claims-lifecycle §2 and §7.
 */

type Detail = Output<'claims.get'>
type Found = Detail['findings'][number]
type Fix = NonNullable<Found['fix']>
type Action = Detail['next']['action']

/** What the last submission was turned back for, each reason once. Empty of a claim of before answers were kept. */
export function turnedBackFor(db: Reading, facts: ClaimFacts): Found[] {
  const submission = lastSubmission(db, facts.claim.id)
  if (facts.claim.status !== 'rejected' || !submission) return []
  const reasons = new Map<string, Found>()
  for (const one of answersOfSubmission(db, submission.id)) {
    if (one.verdict !== 'rejected' || reasons.has(one.words)) continue
    const field = one.field as Field
    reasons.set(one.words, {
      rule: one.category === '' ? one.status : `${one.category}-${one.status}`,
      grade: 'rejected',
      words: /[.!?]$/.test(one.words) ? one.words : `${one.words}.`,
      field,
      ...PLACES[field],
      source: `${one.kind} of ${shownDay(one.day as Day)}${byWhom(one)}`,
      fix: fixOf(db, facts, one),
    })
  }
  return [...reasons.values()]
}

const byWhom = ({ said_by }: AnswerRow): string => (said_by === null ? '' : `, ${said_by}`)

function fixOf(db: Reading, facts: ClaimFacts, { field, line }: AnswerRow): Fix | null {
  switch (field as Field) {
    case 'resend':
      return { words: 'Free it to be sent again' }
    case 'modifiers': {
      const own = facts.lines.find(({ id }) => id === line) ?? facts.lines[0]
      return own ? fixFor(facts, { rule: 'M06', field: `line ${own.n}` }) : null
    }
    case 'place':
      return placeFix(facts)
    case 'member id':
    case 'coverage':
    case 'payer':
      return otherCoverage(db, facts)
    default:
      return null
  }
}

/** A telehealth session that says it was in the office, or the other way round. */
function placeFix({ claim, lines }: ClaimFacts): Fix | null {
  const isRemote = lines.some(({ modifiers }) => modifiers.some((one) => TELEHEALTH_MODIFIERS.includes(one)))
  const says = ['02', '10'].includes(claim.place)
  if (isRemote === says) return null
  return isRemote
    ? { words: 'Set the place to 10, the patient’s home', place: '10' }
    : { words: 'Set the place to 11, the office', place: '11' }
}

/** The patient’s other coverage of the day, when there is exactly one. */
function otherCoverage(db: Reading, { claim }: ClaimFacts): Fix | null {
  const others = coveragesOf(db, claim.patient).filter(
    (one) => one.id !== claim.coverage && one.payer !== claim.payer && holdsOn(one, claim.first_day),
  )
  const [other] = others
  const name = other && others.length === 1 ? payerById(db, other.payer)?.name : undefined
  return other && name !== undefined ? { words: `Bill ${name} first`, coverage: other.id } : null
}

const holdsOn = ({ starts, ends }: { readonly starts: string | null; readonly ends: string | null }, on: string): boolean =>
  (starts === null || starts <= on) && (ends === null || ends >= on)

const ACTIONS: Readonly<Partial<Record<Field, Action>>> = { clinician: 'open-clinicians', practice: 'open-practice', patient: 'open-facts' }

/** Where the first reason is mended, and the words of it. */
export function mendingStep(
  db: Reading,
  facts: ClaimFacts,
  reasons: readonly Found[],
): { readonly title: string; readonly why: string; readonly action: Action } {
  const submission = lastSubmission(db, facts.claim.id)
  const first = submission && answersOfSubmission(db, submission.id).find(({ verdict }) => verdict === 'rejected')
  const who =
    first === undefined || first.said_by === 'payer' ? facts.payer.name : first.kind === '277CA' ? 'The clearinghouse' : 'The other side'
  const field = (reasons[0]?.field ?? '') as Field
  const why = reasons[0] ? `${reasons[0].words} ` : ''
  return {
    title: `${who} turned it back`,
    why: `${why}It never entered the payer’s system, so the filing limit still runs.`,
    action: ACTIONS[field] ?? 'mend',
  }
}
