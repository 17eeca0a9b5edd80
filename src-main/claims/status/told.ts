import { addDays, dayAt, daysBetween, shownDay, type Day } from '../../../src-shared/day.ts'
import type { CommandWork, Reading } from '../../store/index.ts'
import type { ClaimFacts } from '../facts.ts'
import { addEvent } from '../making.ts'
import { contactsAbout } from '../records/contacts.ts'
import { remittanceSpans } from '../records/silence.ts'
import { putTold, removeTold, statusAnswersAbout, statusInquiriesAbout, toldOf } from '../records/status.ts'
import type { ContactRow, Told, ToldRow } from '../records/tables.ts'
import { waitOf } from '../silence/rules.ts'
import { answerDue, stepOf, titleOf, WITH_PAYER } from './rules.ts'

/* The newest word on a claim, of a question, an answer or a contact: it takes the place of the claim's silence until its day comes. */

/** The past that a wait is learned from, in days. */
const PAST_DAYS = 180

/** When nine of ten remittances of the payer of a claim are there, counted from the day it left. */
export function expectedBy(db: Reading, { claim, payer }: Pick<ClaimFacts, 'claim' | 'payer'>, today: Day): Day {
  const lags = remittanceSpans(db, addDays(today, -PAST_DAYS), claim.batch === null ? 'paper' : 'file')
    .filter((one) => one.payer === payer.id)
    .map(({ start, stop, n }) => ({ days: Math.max(0, daysBetween(start, stop)), n }))
  const { days } = waitOf('remittance', payer.kind, lags)
  return addDays(claim.sent_at === null ? today : dayAt(claim.sent_at), days + 1)
}

const OF_CONTACT: Readonly<Record<ContactRow['said'], Told>> = {
  'in-process': 'pending',
  'not-on-file': 'not-found',
  wanted: 'wanted',
  paid: 'paid',
  denied: 'denied',
  other: 'pending',
}
const WAY_WORDS: Readonly<Record<ContactRow['way'], string>> = { phone: 'on the telephone', portal: 'on its site', letter: 'in a letter' }

/** Who said it, how, under which number. */
export const contactWords = ({ way, told_by, reference }: Pick<ContactRow, 'way' | 'told_by' | 'reference'>): string =>
  [`Told ${WAY_WORDS[way]}`, told_by === '' ? '' : `by ${told_by}`, reference === '' ? '' : `number ${reference}`]
    .filter(Boolean)
    .join(', ')

type Word = Omit<ToldRow, 'claim'> & { readonly n: number }

/** The newest of questions that wait, answers about the claim itself, and contacts that stand; those of before it left last are over. */
function newestWord(db: Reading, { claim, payer }: ClaimFacts): Word | undefined {
  const since = claim.sent_at ?? ''
  // A remittance, or a rejection, says more than any answer; what a person was told stands beside it.
  const isOpen = WITH_PAYER.includes(claim.status) || claim.status === 'appealed'
  const unknown = { paid: undefined, day: undefined, check: undefined }
  const asked = statusInquiriesAbout(db, claim.id)
    .filter((one) => isOpen && one.answered_at === null && one.payer === claim.payer)
    .map(({ n, asked_at }): Word => ({
      n,
      outcome: 'asked',
      title: titleOf('asked', payer.name, unknown),
      why: `Asked on ${shownDay(dayAt(asked_at))}. ${stepOf('asked', unknown)}`,
      again: answerDue(dayAt(asked_at)),
      at: asked_at,
    }))
  const answered = statusAnswersAbout(db, claim.id)
    .filter((one) => isOpen && one.is_ours === 1 && one.payer === claim.payer)
    .map(({ n, outcome, title, why, again, at }): Word => ({ n, outcome, title, why, again, at }))
  const contacts = contactsAbout(db, claim.id)
    .filter((one) => one.undone === null && (one.said !== 'other' || one.again !== null))
    .map((one): Word => {
      const outcome = OF_CONTACT[one.said]
      const why = [`${contactWords(one)}.`, sentence(one.note), stepOf(outcome, unknown)].filter(Boolean).join(' ')
      const title = one.said === 'other' ? `${payer.name} was asked` : titleOf(outcome, payer.name, unknown)
      return { n: one.n, outcome, title, why, again: one.again, at: one.at }
    })
  return [...asked, ...answered, ...contacts].filter(({ at }) => at >= since).sort((one, other) => other.n - one.n)[0]
}

/** Says anew what was last told of a claim. A claim that was turned back or decided by a remittance has work of its own. */
export function settleTold(work: Pick<CommandWork, 'db' | 'announce'>, facts: ClaimFacts): void {
  const { db } = work
  const word = newestWord(db, facts)
  if (!word || word.outcome === 'rejected') removeTold(db, facts.claim.id)
  else {
    const { n: _, ...row } = word
    putTold(db, { claim: facts.claim.id, ...row })
  }
  work.announce('claims', [facts.claim.id])
}

/** Words of a person as a sentence. */
export const sentence = (text: string): string => (text === '' || /[.!?]$/.test(text) ? text : `${text}.`)

/** Keeps in the history of a claim what was asked or told. */
export function note(
  work: CommandWork,
  claim: number,
  { words, detail, file, segment }: { readonly words: string; readonly detail: string; readonly file?: number; readonly segment?: number },
): void {
  addEvent(work, { claim, shape: 'note', words, detail, ...(file !== undefined && { file }), ...(segment !== undefined && { segment }) })
}

/** What a further question may settle. */
const UNSETTLED: readonly Told[] = ['asked', 'pending', 'accepted', 'retry', 'unclear']

/** What a panel says to do about what was last told; undefined when nothing was. */
export function toldStep(
  db: Reading,
  claim: number,
  today: Day,
): { readonly title: string; readonly why: string; readonly isToAsk: boolean } | undefined {
  const told = toldOf(db, claim)
  if (!told) return undefined
  const again = told.again as Day | null
  const isDue = again === null || again <= today
  const when = isDue ? dueWords(told.outcome) : `It is work again from ${shownDay(again)}.`
  return { title: told.title, why: [told.why, when].filter(Boolean).join(' '), isToAsk: isDue && UNSETTLED.includes(told.outcome) }
}

/** What to do once it is work, where what was told does not say it by itself. */
function dueWords(outcome: Told): string {
  if (outcome === 'wanted') return 'Send it, and log that you did.'
  return UNSETTLED.includes(outcome) ? 'Ask again, or log what you hear.' : ''
}
