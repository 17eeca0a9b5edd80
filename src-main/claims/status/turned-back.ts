import type { Day } from '../../../src-shared/day.ts'
import { must } from '../../../src-shared/result.ts'
import { digits } from '../../../src-shared/number.ts'
import { envelopeNotes, syntaxErrorWords } from '../../codes/index.ts'
import { nextNumber, type CommandWork } from '../../store/index.ts'
import type { Acknowledgment999, InterchangeAcknowledgment, Torn } from '../../x12/index.ts'
import type { Answered } from '../answers/keeping.ts'
import { claimFacts } from '../facts.ts'
import { addStatusAnswer, closeStatusInquiry, statusInquiriesOf } from '../records/status.ts'
import type { InquiryRow } from '../records/tables.ts'
import { titleOf } from './rules.ts'
import { note, settleTold } from './told.ts'

/*
 * A 276 that was turned back before anybody looked at its questions: its envelope (TA1), or its form (999). A 276 that was taken waits on for its 277.
 */

/** TA1 on a 276 of ours; undefined when no 276 went out in that envelope. */
export function answerStatusEnvelope(
  work: CommandWork,
  ta1: Torn<InterchangeAcknowledgment>,
  file: number,
  segment: number,
): Answered | undefined {
  const asked = statusInquiriesOf(work.db, 'interchange', digits(ta1.control) || -1)
  if (asked.length === 0) return undefined
  if (ta1.status !== 'R') return taken(asked)
  const why = envelopeNotes.find(ta1.note ?? '')?.words ?? 'no reason is given'
  return turnBack(work, asked, { why: `The whole file was turned back: ${why}.`, file, segment })
}

/** 999 on a 276 of ours; undefined when no 276 went out in that group. */
export function answerStatusForm(
  work: CommandWork,
  { group, answers = [], status }: Torn<Acknowledgment999>,
  file: number,
): Answered | undefined {
  if (group?.functional !== 'HR') return undefined
  const asked = statusInquiriesOf(work.db, 'group_control', digits(group.control) || -1)
  if (asked.length === 0) return undefined
  const [refused] = answers.filter((one) => isRefused(one.status?.status))
  if (!refused && !isRefused(status?.status)) return taken(asked)
  const error = refused?.errors?.[0]?.segment
  const what = error ? `${error.segment ?? 'a segment'}: ${syntaxErrorWords('IK304', error.error ?? '')}` : 'no reason is given'
  return turnBack(work, asked, {
    why: `The question was turned back for its form (${what}).`,
    file,
    segment: refused?.status?.at ?? status?.at ?? 0,
  })
}

const isRefused = (status: string | undefined): boolean => ['R', 'M', 'W', 'X'].includes(status ?? '')

const taken = (asked: readonly InquiryRow[]): Answered => ({
  words: `The file with ${asked.length} ${asked.length === 1 ? 'question' : 'questions'} was taken.`,
  details: [],
  matched: asked.length,
  unmatched: 0,
})

function turnBack(
  work: CommandWork,
  asked: readonly InquiryRow[],
  { why, file, segment }: { readonly why: string; readonly file: number; readonly segment: number },
): Answered {
  const { db, clock } = work
  const open = asked.filter((one) => one.answered_at === null)
  for (const one of open) {
    const facts = must('a question is about a claim', claimFacts(db, one.claim))
    const title = titleOf('retry', facts.payer.name, { day: undefined })
    addStatusAnswer(db, {
      n: nextNumber(db, 'told'),
      claim: one.claim,
      inquiry: one.id,
      payer: one.payer,
      file,
      segment,
      is_ours: 1,
      outcome: 'retry',
      title,
      why,
      again: null,
      day: clock.today() satisfies Day,
      control: null,
      payer_control: null,
      charge: null,
      paid: null,
      decided: null,
      check_number: null,
      at: clock.now(),
    })
    closeStatusInquiry(db, one.id, { answer: file, answered_at: clock.now(), words: title })
    note(work, one.claim, { words: title, detail: why, file, segment })
    settleTold(work, facts)
  }
  work.announce('files')
  const words = `${open.length} ${open.length === 1 ? 'question' : 'questions'} turned back. ${why}`
  return { words, details: [], matched: open.length, unmatched: 0 }
}
