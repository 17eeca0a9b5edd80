import type { Day } from '../../src-shared/day.ts'
import { dayWords, inSetup, plural, type Kind } from './kind.ts'
import { enrollmentsDue } from './records/waiting.ts'

/** Enrollments that end soon, and requests that nobody answered: without one, claims are turned back and remittances stay away. */
export const enrollmentsToDo = (today: Day): Kind =>
  inSetup({
    id: 'enrollments-due',
    sees: 'practice.read',
    does: 'practice.write',
    rows: enrollmentsDue(today),
    title: ({ items }) =>
      items === 1 ? 'One enrollment with a payer needs a look' : `${plural(items, 'enrollment')} with payers need a look`,
    detail: ({ due, first, groups }) => {
      const late = groups.filter(({ cause }) => cause === 'asked').reduce((all, { items }) => all + items, 0)
      const said = late === 0 ? '' : ` ${plural(late, 'request')} without an answer for a month.`
      return `${first?.party ?? ''} first, ${due === null ? 'now' : dayWords(due)}.${said} Setup, Enrollments.`
    },
  })
