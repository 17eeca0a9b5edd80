/* Who may do what: roles and their grants, people, the audit log, approvals, and what keeps substance-use records apart. */
import { part2Handlers } from './part2/actions.ts'
import { securityHandlers } from './security.ts'

export { mayDo, permissionsOf, seesEverybody } from './roles.ts'
export { isVisible, sightOf, visibleOnes } from './sight.ts'
export { securityOf } from './security.ts'
export { isProtected, mayDisclose, noteDisclosure, sessionService, type Question } from './part2/disclosing.ts'
export { noteService } from './part2/marking.ts'
export { NOTICE, SHORT_NOTICE } from './part2/notice.ts'
export type { Service, Verdict } from './part2/rules.ts'

/** Substance-use records and the limits an owner sets. */
export const part2 = { ...part2Handlers, ...securityHandlers }
