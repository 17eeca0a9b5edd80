/* The months of the books: what was owed at their ends, what came between, and which are closed. */
export { handlers } from './actions.ts'
