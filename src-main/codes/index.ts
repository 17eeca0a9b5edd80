/** The door of the code tables: data of `resources/codes`, typed, with the few questions asked of it. Nothing here throws on a code. */
export { type Coded, type Table, unknownWords, wordsOf } from './table.ts'
export {
  commonDiagnoses,
  diagnoses,
  diagnosis,
  type DiagnosisAnswer,
  diagnosisGroups,
  diagnosisHeaders,
  dottedDiagnosis,
} from './diagnoses.ts'
export { type Procedure, type ProcedureAnswer, procedure, procedures } from './procedures.ts'
export { isDrugCode, mayNameDrug } from './drugs.ts'
export { namesSubstanceUse, type ServiceCodes } from './substance.ts'
export { BUILT_IN, type CodeBook } from './asked.ts'
export { type Conflict, conflict, conflictRules, conflictsOf, dayRank } from './conflicts.ts'
export {
  claimFrequencies,
  conditionCodes,
  delayReasons,
  idQualifiers,
  modifier,
  modifiers,
  place,
  type Place,
  places,
  referenceQualifiers,
  relationships,
  taxonomies,
} from './lists.ts'
export {
  adjustmentGroups,
  adjustmentReason,
  adjustmentReasons,
  claimPaymentStatuses,
  effectOfProviderAdjustment,
  providerAdjustments,
  type ReasonClass,
  reasonWords,
  remark,
  remarks,
} from './adjustments.ts'
export { type Playbook, playbookFor, playbooks } from './playbooks.ts'
export { claimStatusCategories, claimStatuses, claimStatusTexts, claimStatusWords, entities } from './status.ts'
export {
  benefitInformation,
  coverageLevels,
  insuranceTypes,
  messageMeanings,
  messagePatterns,
  quantityQualifiers,
  refusalFollowUps,
  requestRefusals,
  serviceTypes,
  timePeriods,
} from './eligibility.ts'
export { envelopeNotes, syntaxErrorWords } from './acknowledgments.ts'
export { type FileKind, type FileRow, readCodes, recognise, startOf } from './files/read.ts'
