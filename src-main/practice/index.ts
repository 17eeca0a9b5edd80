/* The standing data's door: the practice, clinicians, payers, patients, coverages, fees, appointments. Every stage may come in here. */
export { handlers } from './actions.ts'
export {
  appointmentById,
  billerById,
  coverageById,
  coveragesOf,
  diagnosesOf,
  feeOn,
  fullName,
  ourBiller,
  patientById,
  payerById,
  practiceOf,
  primaryCoverage,
  providerById,
  providerName,
  rateOn,
  type AppointmentRow,
  type BillerRow,
  type CoverageRow,
  type PatientRow,
  type PayerRow,
  type ProviderRow,
} from './people.ts'
export {
  findOrAddBiller,
  findOrAddCoverage,
  findOrAddPatient,
  findOrAddPayer,
  findOrAddProvider,
  newPractice,
  type FoundPatient,
} from './adding.ts'
export type { PracticeTables } from './records.ts'
