import { z } from 'zod'
import { type Day, parseDay } from '../../src-shared/day.ts'
import type { SyntaxError999 } from './acknowledgments.ts'
import {
  type AdjustmentGroup,
  type AdjustmentReason,
  type ClaimPaymentStatus,
  type ProviderAdjustment,
  REASON_CLASSES,
  type Remark,
} from './adjustments.ts'
import type { ConflictRule } from './conflicts.ts'
import type { Diagnosis, DiagnosisGroup, DiagnosisHeader } from './diagnoses.ts'
import type { BenefitInformation, InsuranceType, MessagePattern, RefusalFollowUp, RequestRefusal, ServiceType } from './eligibility.ts'
import type { Modifier, Place, Relationship } from './lists.ts'
import type { Playbook } from './playbooks.ts'
import { BILLERS, FAMILIES, type Procedure, UNITS } from './procedures.ts'
import type { ClaimStatus, ClaimStatusCategory } from './status.ts'
import type { Coded } from './table.ts'

// The shapes of the rows in resources/codes, for the tests: the program takes the files as they are.

const day = z.custom<Day>((value) => typeof value === 'string' && parseDay(value) !== undefined, 'a day of the calendar')
const text = z.string().regex(/^\S.*\S$|^\S$/)
const optionalText = z.exactOptional(text)
const mark = z.exactOptional(z.literal(true))
const codes = z.array(text)
const coded = { code: text, words: text }
const dated = { from: day.nullable(), until: z.exactOptional(day) }
const minutes = z.exactOptional(z.int().positive())
const share = z.exactOptional(z.enum(['Y', 'N', 'P']))
const sureness = z.enum(['high', 'medium', 'low'])

export const plain: z.ZodType<Coded> = z.strictObject(coded)
export const diagnosis: z.ZodType<Diagnosis> = z.strictObject({
  ...coded,
  ...dated,
  code: z.string().regex(/^[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$/),
  part2: z.enum(['Y', 'C', 'N']),
  primary: z.enum(['Y', 'W', 'Wz', 'Wf', 'S', 'N']),
  group: text,
})
export const diagnosisGroup: z.ZodType<DiagnosisGroup> = z.strictObject({ ...coded, count: z.int().positive() })
export const diagnosisHeader: z.ZodType<DiagnosisHeader> = z.strictObject({ code: text, since: day.nullable() })

export const procedure: z.ZodType<Procedure> = z.strictObject({
  ...dated,
  code: z.string().regex(/^([0-9A-Z]\d{4}|\d{4}T)$/),
  short: text.max(60),
  family: z.enum(FAMILIES),
  addOn: z.boolean(),
  parents: codes,
  payerParents: z.exactOptional(codes),
  billers: z.array(z.enum(BILLERS)),
  per: z.exactOptional(z.enum(UNITS)),
  timeMin: minutes,
  timeMax: minutes,
  unitMinutes: minutes,
  firstUnitAt: minutes,
  patientPresent: z.exactOptional(z.enum(['Y', 'N', 'either'])),
  telehealth: share,
  audio: share,
  muePerDay: z.exactOptional(z.int().positive()),
  mueConfidence: z.exactOptional(z.enum(['H', 'M', 'L'])),
  medicare: z.exactOptional(z.enum(['A', 'B', 'C', 'I', 'N'])),
  part2: mark,
  replacedBy: z.exactOptional(codes),
  documents: z.exactOptional(codes.min(1)),
  source: text,
  confidence: sureness,
  note: optionalText,
})
export const conflict: z.ZodType<ConflictRule> = z.strictObject({
  a: codes.min(1),
  b: codes.min(1),
  indicator: z.literal([0, 1]).nullable(),
  together: z.enum(['never', 'distinct', 'allowed', 'payer']),
  rule: text,
  override: z.exactOptional(codes.min(1)),
  on: z.exactOptional(z.enum(['a', 'b'])),
  within: z.exactOptional(z.enum(['week', 'month'])),
  whenModifier: optionalText,
  source: text,
  confidence: sureness,
})
export const place: z.ZodType<Place> = z.strictObject({
  ...coded,
  code: z.string().regex(/^\d{2}$/),
  pays: z.enum(['facility', 'nonfacility']).nullable(),
  telehealth: z.boolean(),
  from: day.nullable(),
  serviceFacility: mark,
  inpatient: mark,
  part2: mark,
  use: optionalText,
})
export const modifier: z.ZodType<Modifier> = z.strictObject({
  ...coded,
  code: z.string().regex(/^[0-9A-Z]{2}$/),
  sortKey: z.literal([10, 20, 30, 40, 50, 60]),
  kind: z.enum(['pricing', 'discipline', 'distinct', 'telehealth', 'program', 'funding', 'state', 'coverage', 'information', 'quality']),
  excludes: z.exactOptional(codes),
  part2: mark,
})
export const relationship: z.ZodType<Relationship> = z.strictObject({ ...coded, box6: z.enum(['Self', 'Spouse', 'Child', 'Other']) })

const group = z.enum(['CO', 'PR', 'OA', 'PI', 'CR'])
export const adjustmentGroup: z.ZodType<AdjustmentGroup> = z.strictObject({
  ...coded,
  code: group,
  patientBillable: z.enum(['yes', 'no', 'not yet']),
  ledger: text,
  retired: mark,
})
const reasonClass = z.enum(REASON_CLASSES)
export const carc: z.ZodType<AdjustmentReason> = z.strictObject({
  ...coded,
  short: text.max(28),
  groups: z.array(group),
  class: reasonClass,
  alsoClass: z.exactOptional(reasonClass),
  type: z.enum(['D', 'A', 'P', 'I']).nullable(),
  route: z.array(z.enum(['RES', 'APL', 'WO', 'PAT', 'NXT', 'INV', 'POST', 'WAIT', 'REFUND', 'RARC'])),
  nextAction: optionalText,
  deadline: z.array(z.enum(['CF', 'AP', 'TFL', '30'])),
  needsRemark: mark,
  retired: mark,
  nowSentAs: z.exactOptional(codes),
})
export const rarc: z.ZodType<Remark> = z.strictObject({
  ...coded,
  code: z.string().regex(/^(M|MA|N)\d{1,3}$/),
  kind: z.enum(['A', 'S']),
  pairs: codes,
  action: optionalText,
})
export const playbook: z.ZodType<Playbook> = z.strictObject({
  id: z.string().regex(/^D-[A-Z0-9-]+$/),
  title: text,
  reasons: z.array(z.string().regex(/^(CO|PR|OA|PI)-[A-Z]?\d+$/)).min(1),
  carcs: codes.min(1),
  rarcs: codes,
  needsRemark: mark,
  procedures: z.exactOptional(codes),
  payer: z.exactOptional(z.literal('medicare')),
  cause: text,
  steps: z.array(text).min(1),
  prevent: optionalText,
})
export const clpStatus: z.ZodType<ClaimPaymentStatus> = z.strictObject({
  ...coded,
  payerOrder: z.exactOptional(z.literal([1, 2, 3])),
  isForwarded: z.boolean(),
  isReversal: z.boolean(),
  postsMoney: z.boolean(),
  nextAction: text,
})
export const plb: z.ZodType<ProviderAdjustment> = z.strictObject({
  ...coded,
  sign: z.enum(['+', '-', '±']),
  positive: optionalText,
  negative: optionalText,
  handling: text,
})
export const statusCategory: z.ZodType<ClaimStatusCategory> = z.strictObject({
  ...coded,
  lead: text,
  bucket: z.enum(['accepted', 'rejected', 'pending', 'act', 'final', 'not-found', 'retry', 'info']),
  fix: text,
})
export const status: z.ZodType<ClaimStatus> = z.strictObject({ ...coded, fix: text, retired: mark })

export const serviceType: z.ZodType<ServiceType> = z.strictObject({
  ...coded,
  behavioral: z.boolean(),
  therapyPriority: z.exactOptional(z.int().positive()),
  therapyPick: z.exactOptional(z.int().positive()),
  use: optionalText,
  inBaseAnswer: mark,
  newerList: mark,
})
export const benefit: z.ZodType<BenefitInformation> = z.strictObject({
  ...coded,
  kind: z.enum(['active', 'inactive', 'amount', 'limit', 'not-covered', 'party', 'text']),
  use: optionalText,
})
export const insuranceType: z.ZodType<InsuranceType> = z.strictObject({ ...coded, medicareSecondary: mark })
export const refusal: z.ZodType<RequestRefusal> = z.strictObject({
  ...coded,
  fix: z.enum(['patient', 'provider', 'date', 'connection', 'setup', 'retry', 'network', 'other']),
  nextAction: optionalText,
})
export const followUp: z.ZodType<RefusalFollowUp> = z.strictObject({
  ...coded,
  mayResend: z.boolean(),
  waitDays: z.exactOptional(z.int().positive()),
})
export const pattern: z.ZodType<MessagePattern> = z.strictObject({ id: text, pattern: text, unless: optionalText, means: text })
export const syntaxError: z.ZodType<SyntaxError999> = z.strictObject({
  ...coded,
  list: z.enum(['IK304', 'IK403', 'IK501', 'IK502', 'AK905']),
})

export const file = z.strictObject({ about: text, source: text, asOf: day, rows: z.array(z.looseObject({})) })
