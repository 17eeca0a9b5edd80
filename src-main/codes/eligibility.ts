import followUpsFile from '../../resources/codes/aaa-follow-ups.json' with { type: 'json' }
import aaaFile from '../../resources/codes/aaa.json' with { type: 'json' }
import benefitInformationFile from '../../resources/codes/benefit-information.json' with { type: 'json' }
import coverageLevelsFile from '../../resources/codes/coverage-levels.json' with { type: 'json' }
import insuranceTypesFile from '../../resources/codes/insurance-types.json' with { type: 'json' }
import messagePatternsFile from '../../resources/codes/message-patterns.json' with { type: 'json' }
import quantityQualifiersFile from '../../resources/codes/quantity-qualifiers.json' with { type: 'json' }
import serviceTypesFile from '../../resources/codes/service-types.json' with { type: 'json' }
import timePeriodsFile from '../../resources/codes/time-periods.json' with { type: 'json' }
import { type Coded, rowsOf, table } from './table.ts'

export type ServiceType = Coded & {
  readonly behavioral: boolean
  /** How much a row of this type says about outpatient therapy, 1 most. */
  readonly therapyPriority?: number
  /** The order in which to choose the benefit row of a therapy visit, most specific first. */
  readonly therapyPick?: number
  readonly use?: string
  /** Comes back to a question for service type 30. */
  readonly inBaseAnswer?: boolean
  readonly newerList?: boolean
}

export type BenefitInformation = Coded & {
  readonly kind: 'active' | 'inactive' | 'amount' | 'limit' | 'not-covered' | 'party' | 'text'
  readonly use?: string
}

export type InsuranceType = Coded & { readonly medicareSecondary?: boolean }

export type RequestRefusal = Coded & {
  readonly fix: 'patient' | 'provider' | 'date' | 'connection' | 'setup' | 'retry' | 'network' | 'other'
  readonly nextAction?: string
}

export type RefusalFollowUp = Coded & { readonly mayResend: boolean; readonly waitDays?: number }

export type MessagePattern = { readonly id: string; readonly pattern: string; readonly unless?: string; readonly means: string }

/** EQ01 and EB03. Source: element 1365, CAQH CORE base set. */
export const serviceTypes = table<ServiceType>(serviceTypesFile)

/** EB01. Source: element 1390. */
export const benefitInformation = table<BenefitInformation>(benefitInformationFile)

/** EB02. Source: element 1207. */
export const coverageLevels = table<Coded>(coverageLevelsFile)

/** EB04 and SBR05. Source: element 1336. */
export const insuranceTypes = table<InsuranceType>(insuranceTypesFile)

/** EB06 and HSD05. Source: element 615. */
export const timePeriods = table<Coded>(timePeriodsFile)

/** EB09 and HSD01. Source: element 673. */
export const quantityQualifiers = table<Coded>(quantityQualifiersFile)

/** AAA03. Source: element 901. */
export const requestRefusals = table<RequestRefusal>(aaaFile)

/** AAA04. Source: element 889. */
export const refusalFollowUps = table<RefusalFollowUp>(followUpsFile)

export const messagePatterns: readonly MessagePattern[] = rowsOf<MessagePattern>(messagePatternsFile)

/** What a payer's message text may mean for the benefit; the text itself is always shown as well. Source: practice experience. */
export function messageMeanings(text: string): readonly Pick<MessagePattern, 'id' | 'means'>[] {
  compiled ??= messagePatterns.map(({ id, means, pattern, unless }) => ({
    id,
    means,
    pattern: new RegExp(pattern, 'i'),
    unless: unless === undefined ? undefined : new RegExp(unless, 'i'),
  }))
  return compiled.filter((one) => one.pattern.test(text) && !one.unless?.test(text)).map(({ id, means }) => ({ id, means }))
}

type Compiled = { readonly id: string; readonly means: string; readonly pattern: RegExp; readonly unless: RegExp | undefined }

let compiled: readonly Compiled[] | undefined
