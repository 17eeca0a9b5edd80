import { daysBetween, type Day } from '../../src-shared/day.ts'
import { NO_MONEY } from '../../src-shared/money.ts'
import type { History } from './history.ts'
import { any, dayWords, plural, type Kind } from './kind.ts'
import { authorizationsAnswered, authorizationsEnding, authorizationsKept, authorizationsSilent } from './records/waiting.ts'

/** Authorizations to renew, what payers answered about those that were asked for, and what they did not. */
export const authorizationKinds = (today: Day, history: History): Kind[] => [
  renewals(today, history),
  answers(today, history),
  silences(today, history),
  kept(today, history),
]

/** What is counted against authorizations says when each runs out; payers want to be asked before. */
const renewals = (today: Day, history: History): Kind => ({
  id: 'authorizations-ending',
  of: 'authorization',
  shape: 'look-here',
  sees: 'eligibility.read',
  does: 'eligibility.write',
  screen: 'authorizations',
  rows: authorizationsEnding(today),
  filters: [any('state', 'over', 'short')],
  basis: 'none',
  money: () => NO_MONEY,
  counts: history.session('individual'),
  chance: () => 1,
  chanceWords: 'Share counted',
  isLimit: true,
  due: null,
  title: ({ items }) => (items === 1 ? 'One authorization to renew' : `${plural(items, 'authorization')} to renew`),
  detail: ({ due, groups }) => {
    const over = groups.filter(({ cause }) => cause === 'over').reduce((all, { items }) => all + items, 0)
    const used = over === 0 ? '' : ` ${over} used beyond what was agreed.`
    return `The first covers sessions until ${due ? dayWords(due) : 'now'}.${used} Ask the payer before the next one is not covered.`
  },
})

const ANSWERS = [
  [['certified', 'modified'], 'agreed to'],
  [['denied'], 'denied'],
  [['pended'], 'not decided yet'],
  [['contact'], 'to call about'],
  [['rejected'], 'turned down'],
  [['not-needed', 'cancelled'], 'not needed or cancelled'],
] as const
/** Nothing is counted against what a payer decided until a person takes it over. */
const answers = (today: Day, history: History): Kind => ({
  id: 'authorizations-answered',
  of: 'authorization',
  shape: 'look-here',
  sees: 'eligibility.read',
  does: 'eligibility.write',
  screen: 'authorizations',
  rows: authorizationsAnswered(today),
  basis: 'none',
  money: () => NO_MONEY,
  counts: history.session('individual'),
  chance: () => 1,
  chanceWords: 'Share counted',
  isLimit: false,
  due: null,
  title: ({ items }) => (items === 1 ? 'One answer about an authorization' : `${plural(items, 'answer')} about authorizations`),
  detail: ({ groups }) => {
    const of = (causes: readonly string[]): number =>
      groups.filter(({ cause }) => causes.includes(cause ?? '')).reduce((all, { items }) => all + items, 0)
    const said = ANSWERS.map(([causes, words]) => [of(causes), words] as const).filter(([n]) => n > 0)
    return `${said.map(([n, words]) => `${n} ${words}`).join(', ')}. Nothing is counted until an answer is taken over.`
  },
})

/** A request that nobody answers may never have arrived; care goes on meanwhile, and nothing is counted against it. */
const silences = (today: Day, history: History): Kind => ({
  id: 'authorizations-silent',
  of: 'authorization',
  shape: 'silent',
  sees: 'eligibility.read',
  does: 'eligibility.write',
  screen: 'authorizations',
  rows: authorizationsSilent(today),
  filters: [any('state', 'silent')],
  basis: 'none',
  money: () => NO_MONEY,
  counts: history.session('individual'),
  chance: () => 1,
  chanceWords: 'Share counted',
  isLimit: false,
  due: null,
  title: ({ items }) =>
    items === 1 ? 'One request for an authorization without an answer' : `${plural(items, 'request')} for authorizations without an answer`,
  detail: ({ groups }) => {
    const days = groups.flatMap(({ cause }) => (cause === null ? [] : [daysBetween(cause as Day, today)]))
    return `The oldest was written ${plural(Math.max(...days), 'day')} ago. Call the payer, or ask again: it may never have arrived.`
  },
})

/** What was let go here still holds with the payer: a renewal may be turned down beside it. */
const kept = (today: Day, history: History): Kind => ({
  id: 'authorizations-kept',
  of: 'authorization',
  shape: 'look-here',
  sees: 'eligibility.read',
  does: 'eligibility.write',
  screen: 'authorizations',
  rows: authorizationsKept(today),
  basis: 'none',
  money: () => NO_MONEY,
  counts: history.session('individual'),
  chance: () => 1,
  chanceWords: 'Share counted',
  isLimit: false,
  due: null,
  title: ({ items }) => (items === 1 ? 'One request taken back, not cancelled' : `${plural(items, 'request')} taken back, not cancelled`),
  detail: () => 'The payer did not cancel what was taken back here. Call it, and keep what it says.',
})
