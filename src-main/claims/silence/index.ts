import type { Output } from '../../../src-shared/contract/index.ts'
import { addDays, daysBetween, shownDay, workdaysBetween, type Day } from '../../../src-shared/day.ts'
import type { CommandWork, Happening, Reading } from '../../store/index.ts'
import type { ClaimFacts } from '../facts.ts'
import { addEvent, setStatus } from '../making.ts'
import {
  acceptanceSpans,
  addSilence,
  answerSpans,
  passageSpans,
  remittanceSpans,
  silenceOf,
  silentIn,
  waitingIn,
  type Span,
} from '../records/silence.ts'
import {
  MISSING_STEP,
  MISSING_WORDS,
  NEVER_ACCEPTS_AFTER,
  overdueSince,
  waitOf,
  waitWords,
  type Lag,
  type Missing,
  type Wait,
} from './rules.ts'

/** The past that a wait is learned from, in days. */
const PAST_DAYS = 180

/**
 * What each status waits for, the first first: a claim that was received may lack the report of the clearinghouse, then its acceptance, and after that its
 * remittance.
 */
const AWAITED: Readonly<Record<string, readonly Missing[]>> = {
  sent: ['answer'],
  received: ['passage', 'acceptance', 'remittance'],
  accepted: ['remittance'],
}
/** Paper is answered by the remittance alone. A person may have noted that the payer has it. */
const AWAITED_OF_PAPER: typeof AWAITED = { sent: ['remittance'], received: ['remittance'], accepted: ['remittance'] }

type Past = Readonly<Record<Missing, ReadonlyMap<number, readonly Lag[]>>>

/** Marks claims whose next answer is overdue, each with what is missing and how that is known. Run once a day. @returns how many are newly silent */
export function markSilent(work: CommandWork): number {
  const { db, clock } = work
  const today = clock.today()
  const since = addDays(today, -PAST_DAYS)
  const business = ({ start, stop }: Span): number => workdaysBetween(start, stop)
  const days = ({ start, stop }: Span): number => Math.max(0, daysBetween(start, stop))
  const past: Past = {
    answer: lagsOf(answerSpans(db, since), business),
    passage: lagsOf(passageSpans(db, since), business),
    acceptance: lagsOf(acceptanceSpans(db, since), business),
    remittance: lagsOf(remittanceSpans(db, since, 'file'), days),
  }
  const ofPaper: Past = { ...past, remittance: lagsOf(remittanceSpans(db, since, 'paper'), days) }
  return markOverdue(work, 'file', AWAITED, past) + markOverdue(work, 'paper', AWAITED_OF_PAPER, ofPaper)
}

/** A remittance that names a silent claim ends its silence, before it is posted: the payer has the claim and has decided on it. */
export function endSilence(work: CommandWork, happening: Happening): void {
  if (happening.is !== 'remittance-read') return
  for (const { id } of silentIn(work.db, happening.remittance)) {
    setStatus(work, id, 'accepted')
    addEvent(work, { claim: id, shape: 'accepted', words: 'A remittance names it', detail: 'It waits to be posted.' })
  }
}

function markOverdue(work: CommandWork, way: 'file' | 'paper', all: typeof AWAITED, past: Past): number {
  const { db, clock } = work
  const today = clock.today()
  let marked = 0
  for (const [status, awaited] of Object.entries(all)) {
    for (const waiting of waitingIn(db, [status], way)) {
      const { id, payer, kind, sent } = waiting
      const waitFor = (one: Missing): Wait => waitOf(one, kind, past[one].get(payer) ?? [], way === 'paper')
      const missing = awaited.find((one) => isAwaited(one, waiting, past) && sent <= overdueSince(one, waitFor(one), today))
      if (missing === undefined) continue
      const wait = waitFor(missing)
      setStatus(work, id, 'silent')
      addSilence(db, { claim: id, missing, since: sent, days: wait.days, learned: wait.learned, at: clock.now() })
      const detail = `Sent on ${shownDay(sent)}. ${waitWords(missing, wait)}`
      addEvent(work, { claim: id, shape: 'silent', words: MISSING_WORDS[missing], detail })
      marked++
    }
  }
  return marked
}

/**
 * A payer that pays and never says that it accepted is not waited for to do so; nor is a clearinghouse that never reported on this payer’s claims, as where
 * files go to the payer itself.
 */
function isAwaited(missing: Missing, { payer, isReported }: { payer: number; isReported: boolean }, past: Past): boolean {
  if (missing === 'passage') return !isReported && past.passage.has(payer)
  if (missing !== 'acceptance') return true
  const paid = (past.remittance.get(payer) ?? []).reduce((sum, { n }) => sum + n, 0)
  return past.acceptance.has(payer) || paid < NEVER_ACCEPTS_AFTER
}

function lagsOf(spans: readonly Span[], daysOf: (span: Span) => number): ReadonlyMap<number, readonly Lag[]> {
  const lags = new Map<number, Lag[]>()
  for (const span of spans) {
    const lag = { days: daysOf(span), n: span.n }
    const known = lags.get(span.payer)
    if (known) known.push(lag)
    else lags.set(span.payer, [lag])
  }
  return lags
}

/** The next step of a silent claim. Of one that was marked before it was kept what is missing, no more than that is known. */
export function silentStep(
  db: Reading,
  { claim, payer }: ClaimFacts,
  today: Day,
): Pick<Output<'claims.get'>['next'], 'title' | 'why'> & { readonly isToAsk: boolean } {
  const silence = silenceOf(db, claim.id)
  if (!silence) return { title: `With ${payer.name}`, why: 'Its answer is awaited.', isToAsk: false }
  const days = daysBetween(silence.since as Day, today)
  return {
    title: `${MISSING_WORDS[silence.missing]} after ${days} ${days === 1 ? 'day' : 'days'}`,
    why: `${waitWords(silence.missing, silence)} ${MISSING_STEP[silence.missing]}`,
    // A file that nobody took is handed over first, and the payer cannot know what the clearinghouse did not pass on.
    isToAsk: silence.missing !== 'answer' && silence.missing !== 'passage',
  }
}
