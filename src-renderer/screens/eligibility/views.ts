import type { View } from '../../../src-shared/contract/list.ts'
import type { Day } from '../../../src-shared/day.ts'
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

export const viewsFrom = (today: Day): readonly OwnView[] => [
  { id: 'open', name: 'Not verified', view: from(today, 'not-asked', 'asked') },
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

/** The sessions of a view that nobody asked about yet, the next ones first; none where the view shows no such session. */
export function unaskedIn(view: View, today: Day): View | undefined {
  const shown = view.filters.find(({ field }) => field === 'outcome')
  if (shown?.is === 'any' && shown.of.includes('not-asked') === (shown.not === true)) return undefined
  const hasDay = view.filters.some(({ field }) => field === 'day')
  const sooner = hasDay ? view : withFilter(view, { is: 'days', field: 'day', from: today })
  return { filters: withFilter(sooner, { is: 'any', field: 'outcome', of: ['not-asked'] }).filters, sort: soonest }
}
