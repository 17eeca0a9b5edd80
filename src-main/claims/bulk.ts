import type { Argument, Output } from '../../src-shared/contract/index.ts'
import type { Bulk, Chosen } from '../../src-shared/contract/list.ts'
import { cents } from '../../src-shared/money.ts'
import { chosenIds, inSteps, refuse, Tally, type CommandWork, type QueryWork, type TaskWork } from '../store/index.ts'
import { addEvent, recheck, setStatus } from './making.ts'
import { claimRow } from './records/claims.ts'
import { claimPlan } from './records/lists.ts'
import { standingOf, standingOfReady, type Standing } from './records/sending.ts'
import { BY_HAND, waysOf } from './records/ways.ts'
import { isHolding } from './scrub/finding.ts'

/** A claim may be changed until it leaves, and again when it was turned back. */
export const EDITABLE: readonly string[] = ['draft', 'ready', 'held', 'rejected']

/** A claim may take another way until its payer says that it has it; one without an answer may never have arrived. */
export const MOVABLE: readonly string[] = ['ready', 'sent', 'silent']

const WITHIN: Readonly<Record<Argument<'claims.preview'>['of'], readonly string[]>> = {
  send: ['ready'],
  print: ['ready'],
  route: MOVABLE,
  hold: EDITABLE,
  recheck: EDITABLE,
}

const SENT = 'Already sent'
const GONE = 'No longer there'

/** Keeps claims back, some in each transaction. */
export async function holdMany(work: TaskWork, { reason, ...chosen }: Argument<'claims.hold'>): Promise<Bulk> {
  const ids = work.read((query) => chosenIds(query, claimPlan, chosen))
  return told(
    chosen,
    await inSteps(work, ids, { size: 200, words: 'Holding claims' }, (step, id) =>
      unlessSent(step, id, () => {
        setStatus(step, id, 'held')
        addEvent(step, { claim: id, shape: 'held', words: 'Held by hand', detail: reason })
      }),
    ),
  )
}

/** Runs the checks on claims again, some in each transaction. */
export async function recheckMany(work: TaskWork, { reason, ...chosen }: Argument<'claims.recheck'>): Promise<Output<'claims.recheck'>> {
  const ids = work.read((query) => chosenIds(query, claimPlan, chosen))
  let held = 0
  const done = await inSteps(work, ids, { size: 50, words: 'Checking claims' }, (step, id) =>
    unlessSent(step, id, () => {
      if (reason !== undefined) addEvent(step, { claim: id, shape: 'note', words: 'Let go', detail: reason })
      if (recheck(step, id).some(isHolding)) held++
    }),
  )
  return { ...told(chosen, done), held, ready: done.done - held }
}

function unlessSent(work: CommandWork, id: number, act: () => void): string | undefined {
  const claim = claimRow(work.db, id)
  if (!claim) return GONE
  if (!EDITABLE.includes(claim.status)) return SENT
  act()
  return undefined
}

/** Claims that were named one by one and could none of them be changed are refused with the reason. */
function told(chosen: Chosen, done: Bulk): Bulk {
  if (chosen.ids === undefined || done.done > 0 || done.left > 0) return done
  if (done.wont.some(({ words }) => words === GONE)) refuse('record.missing')
  return refuse('claim.sent', { fix: 'Replace or void it once the payer has decided.' })
}

/** What sending, holding or checking would do; without a choice, to all that are ready. */
export function preview(work: QueryWork, { of, ...chosen }: Argument<'claims.preview'>): Output<'claims.preview'> {
  const isAll = chosen.ids === undefined && chosen.view === undefined
  const standing = isAll ? standingOfReady(work.db) : standingOf(work.db, chosenIds(work, claimPlan, chosen))
  const reached = WITHIN[of]
  const isIn = ({ status }: Standing): boolean => reached.includes(status)
  const within = standing.filter(isIn)
  const wont = new Tally()
  for (const one of standing) if (!isIn(one)) wont.add(of === 'route' ? whyNotMoved(one.status) : whyStays(one), one.claims)
  return {
    will: within.reduce((all, one) => all + one.claims, 0),
    cents: cents(within.reduce((all, one) => all + one.cents, 0)),
    parts: partsOf(within),
    wont: wont.rows,
    ways: of === 'send' ? waysAmong(work, within) : [],
  }
}

/** What goes which way, in the order of the connections; by hand comes last. */
function waysAmong({ db }: QueryWork, within: readonly Standing[]): Output<'claims.preview'>['ways'] {
  const wayOf = waysOf(db)
  const ways = new Map(within.map(({ payerId }) => wayOf(payerId)).map((way) => [way.id, way]))
  return [...ways.values()]
    .sort((one, other) => (one.id === BY_HAND ? 1 : other.id === BY_HAND ? -1 : one.id - other.id))
    .map(({ id, name, isTesting }) => ({ id, name, isTesting, payers: partsOf(within.filter(({ payerId }) => wayOf(payerId).id === id)) }))
}

/** By payer, in the order of their names. */
function partsOf(standing: readonly Standing[]): Output<'claims.preview'>['parts'] {
  const parts = new Map<string, { n: number; cents: number }>()
  for (const { payer, claims, cents: money } of standing) {
    const before = parts.get(payer) ?? { n: 0, cents: 0 }
    parts.set(payer, { n: before.n + claims, cents: before.cents + money })
  }
  return [...parts].map(([words, part]) => ({ words, n: part.n, cents: cents(part.cents) })).sort((a, b) => (a.words < b.words ? -1 : 1))
}

/** Why a claim does not leave as it stands. */
export function whyNot(status: string): string {
  switch (status) {
    case 'held':
      return 'Held'
    case 'rejected':
      return 'Turned back, to be mended first'
    case 'draft':
      return 'Not checked yet'
    default:
      return SENT
  }
}

/** What the checks found first on a claim that they hold, else how it stands. */
const whyStays = ({ status, why }: Standing): string => (status === 'held' && why !== null ? why.replace(/\.$/, '') : whyNot(status))

/** Why a claim does not take another way. */
export const whyNotMoved = (status: string): string => (EDITABLE.includes(status) ? whyNot(status) : 'The payer has answered it')
