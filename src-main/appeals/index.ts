/* Appeals: letters with their facts, and the packet that leaves. */
import { decideAppeals } from './deciding.ts'

export { handlers } from './actions.ts'

/** What appeals do when something happens upstream. */
export const listeners = [decideAppeals]
