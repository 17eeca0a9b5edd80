import type { Day } from '../../src-shared/day.ts'
import { times } from '../../src-shared/money.ts'
import { refusalWords } from '../eligibility/index.ts'
import type { History } from './history.ts'
import { any, plural, type Kind } from './kind.ts'
import { sessionsRefused } from './records/waiting.ts'

/** As many reasons are named on a line. */
const MOST_REASONS = 3

/** Sessions to come whose payer turned the question about coverage down (AAA): each reason has its own remedy, and until then nobody knows who pays. */
export const refusals = (today: Day, history: History): Kind => ({
  id: 'questions-refused',
  of: 'appointment',
  shape: 'denied',
  sees: 'eligibility.read',
  does: 'eligibility.write',
  screen: 'eligibility',
  rows: sessionsRefused(today),
  filters: [{ is: 'days', field: 'day', from: today }, any('outcome', 'rejected')],
  basis: 'usual',
  money: (group) => times(history.session(group.service ?? ''), group.items),
  chance: () => 1,
  chanceWords: 'Share counted',
  isLimit: false,
  due: null,
  time: (first) => first.codes,
  title: ({ items }) =>
    items === 1 ? 'One question about coverage was turned down' : `${plural(items, 'question')} about coverage were turned down`,
  detail: ({ groups }) => {
    const counts = new Map<string, number>()
    for (const { cause, items } of groups) counts.set(cause ?? '', (counts.get(cause ?? '') ?? 0) + items)
    const reasons = [...counts].sort(([, one], [, other]) => other - one)
    const more = reasons.slice(MOST_REASONS).reduce((all, [, n]) => all + n, 0)
    return [
      ...reasons.slice(0, MOST_REASONS).map(([code, n]) => remedyOf(code, n)),
      ...(more > 0 ? [`${more} for other reasons.`] : []),
    ].join(' ')
  },
  words: ({ cause }) => remedyOf(cause ?? ''),
})

/** `Subscriber not found (2): try variants, then another payer.` */
function remedyOf(code: string, times = 1): string {
  const { words, action } = code === '' ? NO_REASON : refusalWords(code)
  return `${words}${times === 1 ? '' : ` (${times.toLocaleString('en-US')})`}: ${action.charAt(0).toLowerCase()}${action.slice(1)}`
}
const NO_REASON = { words: 'No reason given', action: 'Ask the payer.' }
