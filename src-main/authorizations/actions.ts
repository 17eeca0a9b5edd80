import type { Output } from '../../src-shared/contract/index.ts'
import { addDays, type Day } from '../../src-shared/day.ts'
import { fullName, patientById, payerById, providerById, providerName } from '../practice/index.ts'
import { refuse, type CommandWork, type Handlers, type QueryWork, type Reading } from '../store/index.ts'
import { must } from '../../src-shared/result.ts'
import { countPatient } from './counting.ts'
import { LEAD_DAYS, QUIET_DAYS, outlookOf, outlookWords, type Outlook } from './outlook.ts'
import {
  addChoice,
  authorizationById,
  authorizationsOf,
  claimOfSubject,
  hasLeft,
  movementsOf,
  neededBy,
  subjectOf,
  subjectsOfClaim,
  type Subject,
} from './records/ledger.ts'
import { authorizationPlan } from './records/lists.ts'
import { printPacket } from './packet/printing.ts'
import { acceptReview } from './review/accepting.ts'
import { askPayer } from './review/asking.ts'
import { reviewsShown } from './review/shown.ts'
import { tellOfReview } from './review/telling.ts'
import { waitingOf, type Waiting } from './review/waiting.ts'
import { withdrawRequest } from './review/withdrawing.ts'
import { reviewsOf } from './records/reviews.ts'
import { sumsOf, type Standing, type Terms } from './rules.ts'
import { save } from './saving.ts'
import type { AuthorizationRow } from './records/tables.ts'
import { moveWords, standingWords, verdictOf } from './words.ts'

type Row = Output<'authorizations.list'>['rows'][number]
type Card = Output<'authorizations.cards'>[number]
type Which = { readonly appointment?: number | undefined; readonly charge?: number | undefined; readonly claim?: number | undefined }

export const handlers = {
  'authorizations.list': ({ db, lists, clock }, input) => {
    const page = lists.page(db, authorizationPlan(clock.today()), input)
    return {
      ...page,
      rows: page.rows.map(({ pf, pl, first, last, credential, ...row }) => ({
        ...row,
        patientName: fullName({ first: pf, last: pl }),
        state: row.state as Row['state'],
        starts: row.starts as Day,
        ends: row.ends as Day,
        lastDay: row.lastDay as Day | null,
        again: row.status === 'requested' ? (row.again as Day | null) : null,
        provider: last === null ? null : providerName({ first, last, credential: credential ?? '' }),
      })),
    }
  },

  'authorizations.totals': ({ db, lists, clock }, input) => lists.totals(db, authorizationPlan(clock.today()), input),

  'authorizations.get': (work, { id }) => {
    const row = authorizationById(work.db, id) ?? refuse('record.missing')
    const card = must(
      'an authorization is among those of its patient',
      cardsOf(work, row.patient).find((one) => one.id === id),
    )
    return {
      ...card,
      // Told by their place: numbers across patients would say how many there are.
      movements: movementsOf(work.db, id).map((move, at, { length }) => ({
        id: length - at,
        words: moveWords(move.from_account, move.to_account, move.cause),
        day: move.day as Day,
        claim: claimOfSubject(work.db, move.kind, move.subject) ?? null,
        from: move.from_account,
        to: move.to_account,
        quantity: move.quantity,
        at: move.at,
        who: move.name,
      })),
      reviews: reviewsShown(work.db, row),
    }
  },

  'authorizations.cards': (work, { patient }) => cardsOf(work, patient),

  'authorizations.standing': ({ db }, which) => standing(db, subjects(db, which)[0]),

  'authorizations.save': (work, input) => save(work, input),

  'authorizations.ask': (work, input) => askPayer(work, input),

  'authorizations.accept': (work, input) => acceptReview(work, input),

  'authorizations.tell': (work, input) => tellOfReview(work, input),

  'authorizations.cancel': (work, input) => withdrawRequest(work, input),

  'authorizations.packet': (work, input) => printPacket(work, input),

  'authorizations.choose': (work, { authorization, reason, ...which }) => {
    const all = subjects(work.db, which)
    const [of] = all
    const row = authorization === null ? undefined : (authorizationById(work.db, authorization) ?? refuse('record.missing'))
    if (row && row.patient !== of.patient) refuse('record.missing', { at: { field: 'authorization' } })
    if (all.some((one) => hasLeft(work.db, one))) refuse('claim.sent', { fix: 'Correct the claim, then choose.' })
    for (const one of all) choose(work, one, authorization, reason)
    work.happened({ is: 'authorizations-changed', patient: of.patient })
    return {}
  },
} satisfies Pick<
  Handlers,
  | 'authorizations.list'
  | 'authorizations.totals'
  | 'authorizations.get'
  | 'authorizations.cards'
  | 'authorizations.standing'
  | 'authorizations.save'
  | 'authorizations.ask'
  | 'authorizations.accept'
  | 'authorizations.tell'
  | 'authorizations.cancel'
  | 'authorizations.packet'
  | 'authorizations.choose'
>

/** The session or charge that a call names, or all that its claim bills. @throws Trouble `record.missing` */
function subjects(db: Reading, { appointment, charge, claim }: Which): readonly [Subject, ...Subject[]] {
  const [first, ...more] =
    appointment !== undefined
      ? [subjectOf(db, 'appointment', appointment)]
      : charge !== undefined
        ? [subjectOf(db, 'charge', charge)]
        : subjectsOfClaim(db, claim ?? 0)
  return first ? [first, ...more.filter((one) => one !== undefined)] : refuse('record.missing')
}

/** Keeps what was said by hand. */
export function choose(work: CommandWork, of: Subject, authorization: number | null, reason: string): void {
  const { db, user, clock } = work
  addChoice(db, { patient: of.patient, kind: of.kind, subject: of.id, authorization, reason, user: user.id, at: clock.now() })
}

/** How an authorization stands on a day; the same as the list says in SQL. */
function stateOf(
  terms: Terms,
  sums: ReturnType<typeof sumsOf>,
  { lastDay, uncoveredDay, isRenewed }: Outlook,
  today: Day,
  waiting: Waiting,
  isWithdrawn: boolean,
): Row['state'] {
  if (terms.status === 'requested') return waiting.state
  if (terms.status === 'voided' && isWithdrawn) return 'cancelled'
  if (terms.status !== 'approved') return terms.status
  const isPast = terms.ends < today
  const since = addDays(today, -QUIET_DAYS)
  const isUncovered = uncoveredDay !== null && uncoveredDay >= since
  if (isPast && !isUncovered) return 'ended'
  if (terms.earlier + sums.reserved + sums.used + sums.confirmed > terms.amount && !isRenewed) return 'over'
  if (isPast && isRenewed) return 'ended'
  if (terms.starts > today) return 'ahead'
  const last = lastDay !== null && lastDay < terms.ends ? lastDay : terms.ends
  return !isRenewed && ((last >= since && last <= addDays(today, LEAD_DAYS)) || isUncovered) ? 'short' : 'running'
}

const STATES: readonly Row['state'][] = [
  'over',
  'short',
  'running',
  'ahead',
  'silent',
  'pended',
  'requested',
  'denied',
  'ended',
  'cancelled',
  'voided',
]

/** The authorizations of a patient, those that matter first. */
function cardsOf({ db, clock }: QueryWork, patient: number): Card[] {
  const { terms, standings } = countPatient(db, patient)
  const person = patientById(db, patient)
  const rows = new Map(authorizationsOf(db, patient).map((row) => [row.id, row]))
  const cards = terms.map((one) => card(db, clock.today(), must('terms are of a row', rows.get(one.id)), one, terms, standings, person))
  return cards.sort((one, other) => STATES.indexOf(one.state) - STATES.indexOf(other.state) || (one.ends < other.ends ? 1 : -1))
}

function card(
  db: Reading,
  today: Day,
  row: AuthorizationRow,
  terms: Terms,
  all: readonly Terms[],
  standings: readonly Standing[],
  person: { readonly first: string | null; readonly last: string } | undefined,
): Card {
  const outlook = outlookOf(terms, all, standings)
  const sums = sumsOf(standings, terms.id)
  const provider = row.provider === null ? undefined : providerById(db, row.provider)
  const [review] = reviewsOf(db, row.id)
  const waiting = waitingOf(terms.status === 'requested' ? review : undefined, today)
  return {
    id: row.id,
    patient: row.patient,
    patientName: person ? fullName(person) : '',
    payer: payerById(db, row.payer)?.name ?? '',
    number: row.number,
    status: row.status,
    state: stateOf(terms, sums, outlook, today, waiting, (review?.withdrawn_at ?? null) !== null),
    waits: waiting.waits,
    again: waiting.again,
    starts: terms.starts,
    ends: terms.ends,
    codes: row.codes,
    provider: provider ? providerName(provider) : null,
    unit: row.unit,
    amount: row.amount,
    earlier: row.earlier,
    ...sums,
    free: outlook.left - sums.reserved,
    lastDay: outlook.lastDay,
    coverage: row.coverage,
    providerId: row.provider,
    reference: row.reference,
    note: row.note,
    renews: row.renews,
    isRenewed: outlook.isRenewed,
    uncoveredDay: outlook.uncoveredDay,
    outlook: outlookWords(terms, outlook),
  }
}

/** What a service counts against, or what is lacking. */
function standing(db: Reading, of: Subject): Output<'authorizations.standing'> {
  const { terms, standings } = countPatient(db, of.patient)
  const found = standings.find(({ service }) => service.kind === of.kind && service.id === of.id)
  const own = terms.find((one) => one.id === found?.authorization)
  const payer = found?.service.payer ?? null
  const needed = payer === null ? null : neededBy(db, of.patient, payer)
  const verdict = verdictOf(
    found,
    terms.find((one) => one.id === found?.nearest),
    needed,
  )
  const left = own ? own.amount - own.earlier - total(sumsOf(standings, own.id)) : 0
  const words = [own && found ? standingWords(own, left, found.isByHand) : '', verdict.words].filter(Boolean).join(' ')
  return {
    authorization: own?.id ?? null,
    words: words === '' && found?.isByHand ? 'Counts against no authorization. Chosen by hand.' : words,
    grade: verdict.grade,
    isByHand: found?.isByHand ?? false,
    others: terms
      .filter((one) => one.status === 'approved' && one.id !== own?.id)
      .map((one) => ({ id: one.id, number: one.number, words: outlookWords(one, outlookOf(one, terms, standings)) })),
  }
}
const total = ({ reserved, used, confirmed }: ReturnType<typeof sumsOf>): number => reserved + used + confirmed
