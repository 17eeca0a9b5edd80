export { writeAnchor } from '../store/index.ts'

/** How often the anchor follows the log while a store is open, in milliseconds. */
export const ANCHOR_EVERY = 60_000
