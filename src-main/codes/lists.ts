import claimFrequenciesFile from '../../resources/codes/claim-frequencies.json' with { type: 'json' }
import conditionCodesFile from '../../resources/codes/condition-codes.json' with { type: 'json' }
import delayReasonsFile from '../../resources/codes/delay-reasons.json' with { type: 'json' }
import idQualifiersFile from '../../resources/codes/id-qualifiers.json' with { type: 'json' }
import modifiersFile from '../../resources/codes/modifiers.json' with { type: 'json' }
import placesFile from '../../resources/codes/places.json' with { type: 'json' }
import referenceQualifiersFile from '../../resources/codes/reference-qualifiers.json' with { type: 'json' }
import relationshipsFile from '../../resources/codes/relationships.json' with { type: 'json' }
import taxonomiesFile from '../../resources/codes/taxonomies.json' with { type: 'json' }
import type { Day } from '../../src-shared/day.ts'
import { type Coded, table } from './table.ts'

export type Place = Coded & {
  /** Which rate Medicare pays; null where it varies. */
  readonly pays: 'facility' | 'nonfacility' | null
  readonly telehealth: boolean
  readonly from: Day | null
  /** The claim names the facility. */
  readonly serviceFacility?: boolean
  /** The claim needs an admission date. */
  readonly inpatient?: boolean
  /** A substance use setting. */
  readonly part2?: boolean
  readonly use?: string
}

export type Modifier = Coded & {
  /** Order on a line, low first; a payer may have its own. */
  readonly sortKey: 10 | 20 | 30 | 40 | 50 | 60
  readonly kind:
    'pricing' | 'discipline' | 'distinct' | 'telehealth' | 'program' | 'funding' | 'state' | 'coverage' | 'information' | 'quality'
  readonly excludes?: readonly string[]
  readonly part2?: boolean
}

export type Relationship = Coded & { readonly box6: 'Self' | 'Spouse' | 'Child' | 'Other' }

/** Places of service. Source: CMS place of service set. */
export const places = table<Place>(placesFile)

/** Modifiers of claim lines. Source: HCPCS Level II, CPT. */
export const modifiers = table<Modifier>(modifiersFile)

/** Provider taxonomies. Source: NUCC. */
export const taxonomies = table<Coded>(taxonomiesFile)

/** Patient to subscriber. Source: element 1069, NUCC 1500 box 6. */
export const relationships = table<Relationship>(relationshipsFile)

/** CLM05-3. Source: NUBC frequency codes. */
export const claimFrequencies = table<Coded>(claimFrequenciesFile)

/** HI BG of a professional claim. Source: NUCC, of the NUBC condition codes. */
export const conditionCodes = table<Coded>(conditionCodesFile)

/** CLM20. Source: element 1514. */
export const delayReasons = table<Coded>(delayReasonsFile)

/** REF01. Source: element 128. */
export const referenceQualifiers = table<Coded>(referenceQualifiersFile)

/** NM108 and N103. Source: element 66. */
export const idQualifiers = table<Coded>(idQualifiersFile)

/** A place of service by its two digits. Source: CMS place of service set. */
export const place = (code: string): Place | undefined => places.find(code)

/** A modifier by its two signs. Source: HCPCS Level II, CPT. */
export const modifier = (code: string): Modifier | undefined => modifiers.find(code.toUpperCase())
