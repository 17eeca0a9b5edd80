/*
 * The practice payer: it reads what a practice sends and answers as payers do, for the sample practice, for training and for tests. It knows of Parity
 * nothing but the descriptions of the transactions and the code tables; what it decides is by a rule that anyone can read.
 */
export { chance, type Chance } from './chance.ts'
export { decide, grant, type Accumulated, type Drawing } from './drawn.ts'
export { misnumbered, unbalanced } from './mishaps.ts'
export type { Decision, LineDecision, Moment, PayerName, Plan, Terms } from './plans.ts'
export { acceptSyntax, acknowledgeClaims, readClaims } from './writing/acknowledgment.ts'
export { answerEligibility } from './writing/eligibility.ts'
export { payerNumber } from './writing/envelope.ts'
export { payClaims } from './writing/remittance.ts'
export { answerReview, reviewOf, type Deciding } from './writing/review.ts'
export { answer } from './answering.ts'
export type { PracticePayer } from './deciding.ts'
export { payOut, type Paid } from './paying.ts'
export { RULES } from './rules.ts'
export { NOTHING_YET, type State } from './state.ts'
export { decisionText, type Said } from './telling.ts'
export { answerFolder } from './folders.ts'
