/* Payments below contract: what payers allowed too little, and the letters that ask for it. */
export { handlers } from './actions.ts'
