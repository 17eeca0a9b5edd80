/* The standing data's door: the practice, clinicians, payers, patients, coverages, fees, appointments. Every stage may come in here. */
export { handlers, newPractice } from './actions.ts'
export { fullName, providerName } from './names.ts'
export { findOrAddBiller, findOrAddCoverage, findOrAddPatient, findOrAddPayer, findOrAddProvider } from './records/adding.ts'

export { correctMemberId, everyPatientName } from './records/patients.ts'
export {
  billerById,
  coverageById,
  coveragesOf,
  diagnosesOf,
  ourBiller,
  patientById,
  payerById,
  practiceOf,
  primaryCoverage,
  providerById,
} from './records/people.ts'
export { feeOn, rateOn } from './records/prices.ts'
export { providers } from './records/setup.ts'
export { appointmentById, markSession, sessionsOn } from './records/sessions.ts'
export type { BillerRow, CoverageRow, PatientRow, PayerRow, PracticeTables, ProviderRow } from './records/tables.ts'
