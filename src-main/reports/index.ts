/* What the month’s sessions and money come to, for who answers for them. It looks at every stage, and no stage knows it. */
export { handlers } from './actions.ts'
