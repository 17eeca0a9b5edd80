/* What patients are asked for on paper: who gets a statement, what it says, and each kept as it was printed. */
export { handlers } from './actions.ts'
export { print, senderOf } from './papers.ts'
