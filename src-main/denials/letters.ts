import coding from '../../resources/letters/L-COD.json' with { type: 'json' }
import coordination from '../../resources/letters/L-COB.json' with { type: 'json' }
import credentials from '../../resources/letters/L-CRED.json' with { type: 'json' }
import duplicate from '../../resources/letters/L-DUP.json' with { type: 'json' }
import evidence from '../../resources/letters/L-EXP.json' with { type: 'json' }
import general from '../../resources/letters/L-GEN.json' with { type: 'json' }
import independent from '../../resources/letters/L-EXT.json' with { type: 'json' }
import interest from '../../resources/letters/L-INT.json' with { type: 'json' }
import level from '../../resources/letters/L-90837.json' with { type: 'json' }
import necessity from '../../resources/letters/L-MN.json' with { type: 'json' }
import network from '../../resources/letters/L-OON.json' with { type: 'json' }
import parity from '../../resources/letters/L-PAR.json' with { type: 'json' }
import recoupment from '../../resources/letters/L-REC.json' with { type: 'json' }
import retro from '../../resources/letters/L-RETRO.json' with { type: 'json' }
import timely from '../../resources/letters/L-TF.json' with { type: 'json' }
import type { Letter } from '../../src-shared/contract/appeals.ts'
import type { Denied } from './rules.ts'

export const EXHIBIT_KINDS = ['remittance', 'claim', 'eligibility', 'acknowledgment', 'authorization', 'contacts', 'decision'] as const
export type ExhibitKind = (typeof EXHIBIT_KINDS)[number]

/** A block of a letter, and the facts that must be known (`when`) or must all be unknown (`unless`) for it to stand. */
type TemplateBlock = Letter['blocks'][number] & { readonly when?: readonly string[]; readonly unless?: readonly string[] }

/** A letter as data: `resources/letters`, one file a type. Its shape is held by a test. */
export type LetterTemplate = {
  readonly id: string
  readonly title: string
  readonly use: string
  readonly source: string
  readonly fits:
    | 'anything'
    | 'by hand'
    | { readonly reasons: readonly string[]; readonly remarks: readonly string[]; readonly procedures: readonly string[] }
  /** The first level on which it is of use; the first one of all where it is not said. */
  readonly from?: number
  readonly exhibits: readonly ExhibitKind[]
  readonly blocks: readonly TemplateBlock[]
}

/** Every letter, those for any denial last. */
export const letterTemplates = [
  retro,
  timely,
  necessity,
  level,
  evidence,
  parity,
  coordination,
  network,
  credentials,
  duplicate,
  coding,
  general,
  recoupment,
  interest,
  independent,
] as readonly LetterTemplate[]

export const letterTemplate = (id: string): LetterTemplate | undefined => letterTemplates.find((one) => one.id === id)

/**
 * Whether a letter answers a denial: by its reason or remark, and its procedure where the letter is for some only. The general one fits any; one that no
 * reason tells of a person chooses.
 */
export function fits({ fits: scope }: LetterTemplate, denied: Pick<Denied, 'reason' | 'remarks' | 'procedure'>): boolean {
  if (typeof scope === 'string') return scope === 'anything'
  const hasCode = scope.reasons.includes(denied.reason) || denied.remarks.some((code) => scope.remarks.includes(code))
  return hasCode && (scope.procedures.length === 0 || scope.procedures.includes(denied.procedure))
}
