/* The standing data's door: the practice, clinicians, payers, patients, coverages, fees, appointments. Every stage may come in here. */
export { handlers, newPractice } from './actions.ts'
export { credentialHandlers } from './credentials.ts'
export { claimsStanding, ASK_AFTER, RENEW_WITHIN } from './enrolling.ts'
export { enrollmentHandlers } from './enrollments.ts'
export { codeHandlers } from './code-files/actions.ts'
export { codeBookOf, codeWords } from './code-files/lookups.ts'
export { fullName, providerName } from './names.ts'
export { findOrAddBiller, findOrAddCoverage, findOrAddPatient, findOrAddPayer, findOrAddProvider } from './records/adding.ts'

export {
  addCoverage,
  addPatient,
  correctMemberId,
  everyPatientName,
  isCoverageUsed,
  removeCoverage,
  setDiagnoses,
} from './records/patients.ts'
export {
  billerById,
  coverageById,
  coveragesOf,
  diagnosesOf,
  everyPayer,
  ourBiller,
  patientById,
  payerById,
  practiceOf,
  primaryCoverage,
  providerById,
} from './records/people.ts'
export { enrollmentsWith } from './records/enrollments.ts'
export { isWithin, standingOf, supervisedBy, type Standing } from './records/credentials.ts'
export { costlyLooks, looksKeptOtherwise, settleLooks } from './records/looks.ts'
export { putBefore } from './records/order.ts'
export { everyOwnCode, ownWords, removeOwnWords, setOwnWords } from './records/own-codes.ts'
export { feeOf, feeOn, fees, removeFee, setFee } from './records/prices.ts'
export { rateHandlers } from './rates/actions.ts'
export { rateOn, ratesOf, removeRateOf, setRate, rateWith, type ContractLine, type RateRow } from './records/rates.ts'
export { scopeOf as rateScope } from './rates/rules.ts'
export { addPayer, addProvider, changePayer, payers, providers, providerWithNpi, removePayer } from './records/setup.ts'
export {
  addSession,
  appointmentById,
  changeSession,
  everySession,
  markSession,
  removeSession,
  sessionsOn,
  type SessionFacts,
} from './records/sessions.ts'
export type { BillerRow, CoverageRow, PatientRow, PayerRow, PracticeTables, ProviderRow } from './records/tables.ts'
