import type { Journey } from '../stop.ts'
import { beginning } from './beginning.ts'
import { office } from './office.ts'
import { persons } from './people.ts'
import { rescue } from './rescue.ts'
import { dying, soon, states } from './states.ts'
import { work } from './work.ts'

/** Every place of the program, in an order in which one can go there. A new screen, dialog or drawer is added to one of these. */
export const journeys: readonly Journey[] = [work, office, beginning, persons, rescue, states, dying, soon]
