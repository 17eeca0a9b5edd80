import type { Day } from '../../src-shared/day.ts'
import { cents, NO_MONEY } from '../../src-shared/money.ts'
import { dayWords, plural, type Kind } from './kind.ts'
import { enrollmentsDue } from './records/waiting.ts'

/** Enrollments that end soon, and requests that nobody answered: without one, claims are turned back and remittances stay away. */
export const enrollmentsToDo = (today: Day): Kind => ({
  id: 'enrollments-due',
  of: null,
  shape: 'look-here',
  sees: 'practice.read',
  does: 'practice.write',
  screen: 'setup',
  rows: enrollmentsDue(today),
  filters: [],
  basis: 'none',
  money: () => NO_MONEY,
  counts: cents(20_000),
  chance: () => 1,
  chanceWords: 'Share counted',
  isLimit: true,
  due: null,
  title: ({ items }) =>
    items === 1 ? 'One enrollment with a payer needs a look' : `${plural(items, 'enrollment')} with payers need a look`,
  detail: ({ due, first, groups }) => {
    const late = groups.filter(({ cause }) => cause === 'asked').reduce((all, { items }) => all + items, 0)
    const said = late === 0 ? '' : ` ${plural(late, 'request')} without an answer for a month.`
    return `${first?.party ?? ''} first, ${due === null ? 'now' : dayWords(due)}.${said} Setup, Enrollments.`
  },
})
