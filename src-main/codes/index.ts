/** The door of the code tables: data of `resources/codes`, typed, with the few questions asked of it. Nothing here throws on a code. */
export { type Coded, type Dated, type Table, unknownWords, wordsOf } from './table.ts'
export {
  commonDiagnoses,
  type Diagnosis,
  diagnoses,
  diagnosis,
  type DiagnosisAnswer,
  diagnosisGroups,
  diagnosisHeaders,
  dottedDiagnosis,
} from './diagnoses.ts'
export {
  type Biller,
  type Procedure,
  procedure,
  type ProcedureAnswer,
  type ProcedureFamily,
  procedures,
  type ProcedureUnit,
} from './procedures.ts'
export { type Conflict, conflict, type ConflictRule, conflictRules } from './conflicts.ts'
export {
  delayReasons,
  filingIndicators,
  idQualifiers,
  type Modifier,
  modifier,
  modifiers,
  type Place,
  place,
  places,
  referenceQualifiers,
  type Relationship,
  relationships,
  taxonomies,
} from './lists.ts'
export {
  type AdjustmentGroup,
  adjustmentGroups,
  type AdjustmentReason,
  adjustmentReason,
  adjustmentReasons,
  type ClaimPaymentStatus,
  claimPaymentStatuses,
  effectOfProviderAdjustment,
  type ProviderAdjustment,
  providerAdjustments,
  type ReasonClass,
  type ReasonRoute,
  reasonWords,
  type Remark,
  remark,
  remarks,
} from './adjustments.ts'
export { type DeniedLine, type Playbook, playbookFor, playbooks } from './playbooks.ts'
export { type ClaimStatus, claimStatusCategories, type ClaimStatusCategory, claimStatuses, claimStatusWords, entities } from './status.ts'
export {
  type BenefitInformation,
  benefitInformation,
  coverageLevels,
  type InsuranceType,
  insuranceTypes,
  messageMeanings,
  type MessagePattern,
  messagePatterns,
  quantityQualifiers,
  type RefusalFollowUp,
  refusalFollowUps,
  type RequestRefusal,
  requestRefusals,
  type ServiceType,
  serviceTypes,
  timePeriods,
} from './eligibility.ts'
export { envelopeNotes, type SyntaxError999, syntaxErrors, type SyntaxErrorList, syntaxErrorWords } from './acknowledgments.ts'
