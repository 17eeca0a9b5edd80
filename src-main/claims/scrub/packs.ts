import baseFile from '../../../resources/packs/base.json' with { type: 'json' }
import medicaidFile from '../../../resources/packs/medicaid.json' with { type: 'json' }
import medicareFile from '../../../resources/packs/medicare.json' with { type: 'json' }
import telehealthFile from '../../../resources/packs/telehealth.json' with { type: 'json' }
import type { Day } from '../../../src-shared/day.ts'

/*
 * What a claim is held against, as data: packs of edits with versions, days and sources. A test holds every file of resources/packs to its schema.
 */

export const EDIT_CLASSES = ['repair', 'warning', 'stop'] as const
export const EDIT_KINDS = ['structural', 'code-set', 'behavioral', 'payer'] as const

/** One edit: what it asks, where it stands on paper and in the file, who says so, and from which day of service to which. */
export type Edit = {
  readonly code: string
  readonly class: (typeof EDIT_CLASSES)[number]
  readonly kind: (typeof EDIT_KINDS)[number]
  readonly title: string
  readonly words: string
  /** Of the CMS-1500; empty where it has none. */
  readonly box: string
  /** Loop, segment and element of the 837P. */
  readonly loop: string
  readonly segment: string
  readonly element: string
  readonly source: string
  /** First day of service it holds for; null where it always did. */
  readonly from: Day | null
  readonly until?: Day
  /** What one key does about it. */
  readonly fix?: string
}

type Codes = readonly string[]
/** Codes that belong to places, or never to some. Spans are written `99221-99223`. */
type PlaceRule = { readonly codes: Codes; readonly only?: Codes; readonly never?: Codes; readonly words: string }
/** What a service asks of the diagnoses: one that starts so (`any`), or a first one that does not (`never`). */
type DiagnosisRule = {
  readonly edit: string
  readonly codes: Codes
  readonly grade: 'stop' | 'warning'
  readonly any?: Codes
  readonly never?: Codes
  readonly words: string
}
/** Whom a diagnosis fits: ages in whole years, both counted in. */
type AgeRule = { readonly starts: Codes; readonly least?: number; readonly most?: number; readonly sex?: 'F' | 'M'; readonly words: string }
type ExcludeRule = { readonly one: Codes; readonly other: Codes; readonly words: string }
/** What payers of a kind take for a visit by video or telephone; an empty modifier is none. */
export type TelehealthRule = {
  readonly payers: Codes
  /** Of Medicaid, the state of the plan. */
  readonly state: string | null
  readonly from: Day
  readonly until?: Day
  readonly video: Codes
  readonly audio: Codes
  readonly sure: 'high' | 'medium' | 'low'
}

export type Pack = {
  readonly id: string
  readonly title: string
  readonly version: string
  readonly asOf: Day
  readonly about: string
  readonly source: string
  readonly payers: 'all' | Codes
  readonly edits: readonly Edit[]
  readonly places?: readonly PlaceRule[]
  readonly diagnoses?: readonly DiagnosisRule[]
  readonly ages?: readonly AgeRule[]
  readonly excludes?: readonly ExcludeRule[]
  readonly taxonomies?: Readonly<Record<string, Codes>>
  readonly telehealth?: readonly TelehealthRule[]
  /** Modifiers that say how far somebody is trained. */
  readonly levels?: Codes
}

/** The packs that ship, in the order they are read. */
export const PACKS: readonly Pack[] = [baseFile, medicareFile, medicaidFile, telehealthFile] as unknown as readonly Pack[]

export const placeRules: readonly PlaceRule[] = PACKS.flatMap((pack) => pack.places ?? [])
export const diagnosisRules: readonly DiagnosisRule[] = PACKS.flatMap((pack) => pack.diagnoses ?? [])
export const ageRules: readonly AgeRule[] = PACKS.flatMap((pack) => pack.ages ?? [])
export const excludeRules: readonly ExcludeRule[] = PACKS.flatMap((pack) => pack.excludes ?? [])
export const telehealthRules: readonly TelehealthRule[] = PACKS.flatMap((pack) => pack.telehealth ?? [])
export const levelModifiers: Codes = PACKS.flatMap((pack) => pack.levels ?? [])
export const taxonomyStarts: Readonly<Record<string, Codes>> = Object.assign({}, ...PACKS.map((pack) => pack.taxonomies ?? {}))

/** Whether a code is one of these, or within one of their spans. */
export const isAmong = (code: string, codes: Codes): boolean =>
  codes.some((one) => {
    const [from = '', to] = one.split('-')
    return to === undefined ? one === code : code.length === from.length && code >= from && code <= to
  })

/** Whether a code starts as one of these do. */
export const startsAs = (code: string, starts: Codes): boolean => starts.some((one) => code.startsWith(one))
