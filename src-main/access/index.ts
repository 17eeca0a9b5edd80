/* Who may do what: roles and their grants, people, the audit log, approvals, and what keeps substance-use records apart. */
import { logHandlers } from './log/actions.ts'
import { peopleHandlers } from './people.ts'

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
export { isVisible, patientOf } from './sight.ts'
export { whyNotDecide } from './approving/rules.ts'
export { howToWriteOff, writeOffLimits } from './approving/second.ts'

/** People, and the audit log. */
export const handlers = { ...peopleHandlers, ...logHandlers }
