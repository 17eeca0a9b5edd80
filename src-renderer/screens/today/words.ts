import type { Argument, Output } from '../../../src-shared/contract/index.ts'
import type { Screen } from '../../../src-shared/contract/today.ts'
import { addDays, weekday, type Day } from '../../../src-shared/day.ts'
import { sentenceMoney } from '../../../src-shared/money.ts'
import type { Route } from '../../app/routes.ts'
import { counted } from '../../kit/figures.tsx'

export type Desk = Output<'today.get'>
export type Line = Desk['lines'][number]
export type Item = Line['first'][number]
export type PutOff = Desk['aside'][number]
export type Figure = Desk['figures'][number]

const words: Readonly<Partial<Record<Screen, string>>> = {
  eligibility: 'Check',
  charges: 'Charge',
  claims: 'Work',
  remits: 'Look at',
  denials: 'Work',
  appeals: 'Work',
  exchange: 'Look at',
}

/** What one does with the things of a screen, for the button that leads there. */
export const screenWord = (screen: Screen): string => words[screen] ?? 'Open'

/** Where in the setup a line of work is done. */
const sections: Readonly<Record<string, 'enrollments' | 'connections'>> = {
  'enrollments-due': 'enrollments',
  'certificates-ending': 'connections',
}

/** To the list a line or a figure stands for, filtered to it, with one of its rows open; charges are a sheet a day. */
export function routeOf({ id, screen, view }: Pick<Line, 'screen' | 'view'> & { readonly id?: string }, open?: number): Route {
  if (screen === 'setup') return { screen, section: sections[id ?? ''] ?? 'backups' }
  if (screen !== 'charges') return { screen, view, ...(open !== undefined && { open }) } as Route
  const days = view.filters.find((filter) => filter.is === 'days')
  return { screen: 'charges', ...(days?.from !== undefined && { day: days.from }) }
}

const basis: Readonly<Record<Line['basis'], string>> = {
  contract: 'at contract rates',
  charges: 'charged',
  payments: 'paid',
  shares: 'left to patients',
  usual: 'by what such sessions are usually charged',
  none: '',
}

/** What hangs on a line, and what that money is: `$706.00 at contract rates.` */
export const stakeWords = ({ cents, basis: of }: Pick<Line, 'cents' | 'basis'>): string =>
  of === 'none' ? '' : `${sentenceMoney(cents)} ${basis[of]}.`

/** What a command of the desk is about: a line, or one row of it. */
export type Target = {
  readonly line: string
  readonly of: Line['of']
  readonly item: number | null
  /** As it is called on the screen. */
  readonly name: string
  /** As a message calls it, which names nobody. */
  readonly title: string
  readonly owner: Line['owner']
}

export const lineTarget = (line: Line): Target => ({
  line: line.id,
  of: line.of,
  item: null,
  name: line.title,
  title: line.title,
  owner: line.owner,
})

export const itemTarget = (line: Line, item: Item): Target => ({
  line: line.id,
  of: line.of,
  item: item.id,
  name: item.name,
  title: `one of “${line.title}”`,
  owner: item.owner,
})

/** The fields that name it in a call. */
export const placeOf = ({ line, of, item }: Pick<Target, 'line' | 'of' | 'item'>): Omit<Argument<'today.assign'>, 'person'> => ({
  line,
  ...(of !== null && item !== null && { [of]: item }),
})

const WHEN = ['tomorrow', 'monday', 'week', 'date'] as const
export type When = (typeof WHEN)[number]

/** The day a quick choice means: the next working day, the next Monday, a week on. */
export function dayOf(when: Exclude<When, 'date'>, today: Day): Day {
  if (when === 'week') return addDays(today, 7)
  const toMonday = (8 - weekday(today)) % 7 || 7
  if (when === 'monday') return addDays(today, toMonday)
  const next = addDays(today, 1)
  return weekday(next) === 6 || weekday(next) === 0 ? addDays(today, toMonday) : next
}

/** The quick choices of a day, each once: on a Friday the next working day is Monday, and on a Monday the next Monday is a week on. */
export const whenOn = (today: Day): readonly When[] =>
  WHEN.filter(
    (one, at) => one === 'date' || !WHEN.slice(0, at).some((other) => other !== 'date' && dayOf(other, today) === dayOf(one, today)),
  )

/** What was done since Monday, in words; nothing when nothing was. */
export function doneWords(done: Desk['done']): string | undefined {
  if (done === null) return undefined
  const { charged, sent, posted, closed } = done
  const parts = [
    ...(charged > 0 ? [`${counted(charged, 'session')} charged`] : []),
    ...(sent > 0 ? [`${counted(sent, 'claim')} sent`] : []),
    ...(posted > 0 ? [`${counted(posted, 'remittance')} posted`] : []),
    ...(closed > 0 ? [`${counted(closed, 'denial')} closed`] : []),
  ]
  return parts.length === 0 ? undefined : `This week: ${parts.join(', ')}.`
}
