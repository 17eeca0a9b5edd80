/* Who may do what: roles and their grants, people, the audit log, approvals, and what keeps substance-use records apart. */
import { logHandlers } from './log/actions.ts'
import { part2Handlers } from './part2/actions.ts'
import { peopleHandlers } from './people.ts'
import { securityHandlers } from './security.ts'

export { verifyExport } from './log/verifying.ts'
export { noticesFor } from './notices.ts'
export {
  activePerson,
  addStarter,
  checkLeaving,
  everybody,
  firstPeople,
  forgetNew,
  giveStarter,
  removePerson,
  roomFor,
  signedIn,
  userAt,
} from './people.ts'
export { mayDo, permissionsOf } from './roles.ts'
export { isVisible, patientOf, sightOf, visibleOnes, withoutProtected } from './sight.ts'
export { securityOf } from './security.ts'
export { whyNotDecide } from './approving/rules.ts'
export { howToWriteOff, writeOffLimits } from './approving/second.ts'
export { mayDisclose, noteDisclosure, sessionService, type Question } from './part2/disclosing.ts'
export { noteService } from './part2/marking.ts'
export { NOTICE, SHORT_NOTICE } from './part2/notice.ts'
export type { Service, Verdict } from './part2/rules.ts'

/** People, the audit log, substance-use records and the limits an owner sets. */
export const handlers = { ...peopleHandlers, ...logHandlers, ...part2Handlers, ...securityHandlers }
