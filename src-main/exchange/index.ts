/* The exchange: files that come and go, recognised by what is in them and handed to the rooms they concern, and the lines they travel by. */
import { handlers as fileHandlers } from './actions.ts'
import { handlers as connectionHandlers } from './connections/actions.ts'
import { handlers as outboxHandlers } from './outbox/actions.ts'
import { leaveFile, queueFile } from './outbox/queueing.ts'

export { takeFile } from './importing.ts'
export { dueConnections, workConnection } from './outbox/courier.ts'

export const handlers = { ...fileHandlers, ...connectionHandlers, ...outboxHandlers }

/** What the exchange does when something happens upstream. */
export const listeners = [queueFile, leaveFile]
