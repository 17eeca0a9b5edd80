import { must } from '../../src-shared/result.ts'
import { coverageById, patientById } from '../practice/index.ts'
import type { CommandWork, Reading } from '../store/index.ts'
import { answersOf, plain, type Answered271, type RawSet, type Reading as X12Reading, type Response271 } from '../x12/index.ts'
import { inquiriesUnder, inquiryByTrace, keepCard, type InquiryRow } from './records.ts'
import { refusalOf, rejectionsAbove, type Card } from './rules.ts'
import { keepAnswer, takenBefore } from './runs.ts'

/** What a 271 did, for the report on the file. Details name segments, never values. */
export type Answered = { readonly words: string; readonly details: readonly string[]; readonly matched: number; readonly unmatched: number }

const WORDS: Readonly<Record<Card['outcome'], string>> = {
  active: 'active',
  inactive: 'not active',
  undetermined: 'not determined',
  rejected: 'turned down',
  'other-administrator': 'with another administrator',
}

/** Reads a 271 onto the questions it answers. An answer to no question of ours is counted and changes nothing. */
export function takeResponse(
  work: CommandWork,
  { raw, reading, file }: { readonly raw: RawSet; readonly reading: X12Reading<unknown>; readonly file: number },
): Answered {
  const response = reading.value as Response271
  // A damaged file may lack its beginning, whatever the type says.
  const reference = (response.beginning as Response271['beginning'] | undefined)?.reference ?? ''
  const people = answersOf(response)
  const tally = new Map<Card['outcome'], number>()
  const details: string[] = []
  let unmatched = 0
  const before = takenBefore(work.db)
  const kept = (inquiry: InquiryRow, outcome: Card['outcome']): void => {
    if (inquiry.appointment !== null) work.announce('eligibility', [inquiry.appointment])
    tally.set(outcome, (tally.get(outcome) ?? 0) + 1)
  }
  for (const answer of people) {
    const span = placeOf(answer)
    const inquiry = inquiryAnswered(work.db, reference, answer)
    if (inquiry) kept(inquiry, keepAnswer(work, inquiry, { answer, file, span }, before))
    else {
      unmatched++
      details.push(`Segment ${span[0]}: no question of ours is answered here.`)
    }
  }
  // A payer or gateway that turns down everything names nobody.
  const refused = people.length === 0 ? rejectionsAbove(response) : []
  if (refused.length > 0) {
    const wholesale = refusalOf(refused)
    const asked = inquiriesUnder(work.db, reference).filter((one) => one.answer === null)
    const at = wholesale.reject?.at ?? raw.first
    for (const one of asked) {
      keepCard(work.db, one.id, wholesale, { file, at: work.clock.now(), from: at, to: at })
      kept(one, wholesale.outcome)
    }
    if (asked.length === 0) {
      unmatched++
      details.push(`Segment ${at}: no question of ours is turned down here.`)
    }
  }
  const matched = [...tally.values()].reduce((all, one) => all + one, 0)
  const parts = [...[...tally].map(([outcome, n]) => `${n} ${WORDS[outcome]}`), ...(unmatched > 0 ? [`${unmatched} not ours`] : [])]
  return { words: parts.length > 0 ? `${parts.join(', ')}.` : 'It answers nothing.', details, matched, unmatched }
}

const placeOf = ({ subscriber, dependent }: Answered271): readonly [number, number] => (dependent ?? subscriber).span ?? [0, 0]

/**
 * The question by its trace, which payers return with TRN01 = 2; else by the reference of the file (BHT03), member id and name together.
 * Source: 005010X279A1, TRN and BHT03.
 */
function inquiryAnswered(db: Reading, reference: string, { subscriber, dependent }: Answered271): InquiryRow | undefined {
  const traces = [...(dependent?.traces ?? []), ...(subscriber.traces ?? [])].filter((one) => one.kind === '2' && isThere(one.trace))
  for (const { trace } of traces) {
    const known = inquiryByTrace(db, trace)
    if (known) return known
  }
  const name = (dependent ?? subscriber).person?.name
  const memberId = subscriber.person?.name?.id
  if (name === undefined || memberId === undefined || reference === '') return undefined
  const fits = inquiriesUnder(db, reference).filter((one) => {
    const patient = must('a question has its patient', patientById(db, one.patient))
    const coverage = must('a question has its coverage', coverageById(db, one.coverage))
    return (
      (one.member_id ?? coverage.member_id) === memberId &&
      plain(patient.last) === plain(name.name ?? '') &&
      plain(patient.first) === plain(name.first ?? '')
    )
  })
  return fits.length === 1 ? fits[0] : undefined
}

/** A damaged segment may lack what its description requires. */
const isThere = (text: string | undefined): text is string => text !== undefined
