/* Eligibility: what a payer is asked about a session, and what it answers. */
export { handlers } from './actions.ts'
export { refusalWords, rejectionWords } from './words.ts'
export { originatorOf, payerNumber, traceOf } from './inquiry.ts'
export { askPayers } from './asking.ts'
export { takeResponse } from './answering.ts'
export { answerEnvelope, answerForm } from './turned-back.ts'
export { wordsIn as answerWords } from './card.ts'
export { statedFor, type Stated } from './stated.ts'
