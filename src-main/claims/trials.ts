import type { CommandWork } from '../store/index.ts'
import { answerTrial, trialAnswers, type TrialRow } from './records/trials.ts'
import { addEvent } from './making.ts'
import { changeBatch } from './records/sending.ts'

/*
 * A test of a line to a clearinghouse (ISA15 T): the file leaves and is kept, its answers are told, and no claim moves by them. A claim that left as a
 * test is as ready as before.
 */

/** `T0` in letters and digits: ends of claim numbers of tests are T1, T2 … ZZ, those of claims that count are digits alone. */
const FIRST_TRIAL = 29 * 36

/** The end of a claim’s number in its n-th test. */
export const trialEnd = (n: number): string => (FIRST_TRIAL + n).toString(36).toUpperCase()

/** Keeps what a 277CA says of a claim that left as a test, in the history of the claim and on the batch. */
export function noteTrial(
  work: CommandWork,
  trial: TrialRow,
  said: { readonly answer: 'received' | 'accepted' | 'rejected'; readonly words: string },
  { file, segment }: { readonly file: number; readonly segment: number },
): void {
  answerTrial(work.db, trial.id, said.answer)
  addEvent(work, { claim: trial.claim, shape: 'note', words: `Test ${VERDICT[said.answer]}`, detail: said.words, file, segment })
  settleTrials(work, trial.batch)
}
const VERDICT = { received: 'received', accepted: 'accepted', rejected: 'turned back' } as const

function settleTrials(work: CommandWork, batch: number): void {
  const { all, accepted, rejected, open } = trialAnswers(work.db, batch)
  const status = rejected === all ? 'rejected' : rejected > 0 ? 'partly' : accepted === all ? 'accepted' : 'received'
  const words = `Test: ${accepted} of ${all} accepted, ${rejected} turned back${open > 0 ? `, ${open} not answered yet` : ''}.`
  changeBatch(work.db, batch, { status, words, answered_at: work.clock.now() })
}
