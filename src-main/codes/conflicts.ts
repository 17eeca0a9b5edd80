import conflictsFile from '../../resources/codes/conflicts.json' with { type: 'json' }
import { rowsOf } from './table.ts'

/** One rule of the same-day matrix: each code of `a` meets each code of `b`. */
export type ConflictRule = {
  readonly a: readonly string[]
  readonly b: readonly string[]
  /** NCCI: 0 never, 1 when truly separate and marked; null when not known or no NCCI pair. */
  readonly indicator: 0 | 1 | null
  readonly together: 'never' | 'distinct' | 'allowed' | 'payer'
  readonly rule: string
  readonly override?: readonly string[]
  /** The side whose line takes the modifier. */
  readonly on?: 'a' | 'b'
  /** The span the rule is about, where it is not the day. */
  readonly within?: 'week' | 'month'
  /** The rule holds only when the line of `b` carries this modifier. */
  readonly whenModifier?: string
  /** Where the rule stands. */
  readonly source: string
  readonly confidence: 'high' | 'medium' | 'low'
}

export type Conflict = {
  readonly indicator: ConflictRule['indicator']
  readonly together: ConflictRule['together']
  readonly rule: string
  readonly override: readonly string[]
  /** The code whose line takes the modifier, where the rule says so. */
  readonly modifierOn?: string
  readonly within: 'day' | 'week' | 'month'
  readonly whenModifier?: { readonly code: string; readonly modifier: string }
  readonly source: string
  readonly confidence: ConflictRule['confidence']
}

export const conflictRules: readonly ConflictRule[] = rowsOf<ConflictRule>(conflictsFile)

/**
 * What holds when two codes meet on one day for one clinician and one patient; undefined when no rule names the pair.
 * Source: NCCI policy manual chapter 11 and CPT rules; the indicators are to be replaced by the quarterly CMS pair file.
 */
export function conflict(one: string, other: string): Conflict | undefined {
  const key = `${one} ${other}`
  if (!known.has(key)) {
    if (known.size >= MOST_KNOWN) known.clear()
    known.set(key, look(one, other))
  }
  return known.get(key)
}

/** Pairs that were asked about, for the same few meet on thousands of claims. */
const known = new Map<string, Conflict | undefined>()
const MOST_KNOWN = 5000

function look(one: string, other: string): Conflict | undefined {
  for (const rule of conflictRules) {
    if (rule.a.includes(one) && rule.b.includes(other)) return met(rule, one, other)
    if (rule.a.includes(other) && rule.b.includes(one)) return met(rule, other, one)
  }
  return undefined
}

function met(rule: ConflictRule, a: string, b: string): Conflict {
  const { indicator, together, rule: words, override = [], on, within = 'day', whenModifier, source, confidence } = rule
  return {
    indicator,
    together,
    rule: words,
    override,
    within,
    source,
    confidence,
    ...(on && { modifierOn: on === 'a' ? a : b }),
    ...(whenModifier !== undefined && { whenModifier: { code: b, modifier: whenModifier } }),
  }
}

const RANKS: Readonly<Record<string, number>> = { '90839': 3, G0017: 3, '90840': 3, G0018: 3, '90791': 2, '90792': 2 }
/** Of two that are never paid together on one day the higher stays: a crisis comprises the day, then an evaluation. Source: CPT. */
export const dayRank = (code: string): number => RANKS[code] ?? 1

/** What holds for a code with others: the rules that name it, each with the codes of the other side. */
export const conflictsOf = (code: string): readonly { readonly with: readonly string[]; readonly rule: ConflictRule }[] =>
  conflictRules.flatMap((rule) => [
    ...(rule.a.includes(code) ? [{ with: rule.b, rule }] : []),
    ...(rule.b.includes(code) ? [{ with: rule.a, rule }] : []),
  ])
