import type { View } from '../../../src-shared/contract/list.ts'
import { addDays, weekday, type Day } from '../../../src-shared/day.ts'
import { withFilter, type OwnView } from '../../grid/view.ts'

const soonest = [
  { by: 'day', down: false },
  { by: 'time', down: false },
]
const from = (today: Day, ...of: string[]): View => ({
  filters: [
    { is: 'days', field: 'day', from: today },
    { is: 'any', field: 'outcome', of },
  ],
  sort: soonest,
})

/** The next day with office hours: Monday to Friday. */
function nextWorkday(today: Day): Day {
  const next = addDays(today, 1)
  return weekday(next) === 0 || weekday(next) === 6 ? nextWorkday(next) : next
}

export const viewsFrom = (today: Day): readonly OwnView[] => [
  {
    id: 'open',
    name: 'Not verified',
    view: {
      filters: [
        { is: 'days', field: 'day', from: today },
        { is: 'any', field: 'wrong', of: ['a-coverage', 'g-not-asked', 'h-asked', 'h-more'] },
      ],
      sort: soonest,
    },
  },
  {
    id: 'desk',
    name: 'Front desk',
    view: {
      filters: [{ is: 'days', field: 'day', from: nextWorkday(today), to: nextWorkday(today) }],
      sort: [
        { by: 'wrong', down: false },
        { by: 'time', down: false },
      ],
    },
  },
  { id: 'unclear', name: 'Inactive or unclear', view: from(today, 'inactive', 'undetermined', 'rejected', 'other-administrator') },
  {
    id: 'all',
    name: 'All',
    view: {
      filters: [],
      sort: [
        { by: 'day', down: true },
        { by: 'time', down: false },
      ],
    },
  },
]

/** Nobody asked yet, or the answer leaves mental health out. */
const OPEN: readonly string[] = ['g-not-asked', 'h-more']

/** The sessions of a view that are to be asked about, the next ones first; none where the view shows no such session. */
export function unaskedIn(view: View, today: Day): View | undefined {
  const shows = (field: string, values: readonly string[]): boolean => {
    const shown = view.filters.find((one) => one.field === field)
    return shown?.is !== 'any' || values.some((value) => shown.of.includes(value) !== (shown.not === true))
  }
  if (!shows('outcome', ['not-asked']) || !shows('wrong', OPEN)) return undefined
  const hasDay = view.filters.some(({ field }) => field === 'day')
  const sooner = hasDay ? view : withFilter(view, { is: 'days', field: 'day', from: today })
  const others = { ...sooner, filters: sooner.filters.filter(({ field }) => field !== 'outcome') }
  return { filters: withFilter(others, { is: 'any', field: 'wrong', of: [...OPEN] }).filters, sort: soonest }
}
