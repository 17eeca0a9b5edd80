import { sentenceMoney } from '../../../src-shared/money.ts'
import { finding, type Finding } from '../notes.ts'
import { spotOf, type Segment as RawSegment } from '../syntax/segments.ts'
import type { Breach, Rule, TransactionSet } from './words.ts'

/**
 * Runs the rules of a set (situational rules and balancing) over a value that was read. A rule that trips over a part which the reader already
 * called unsound has nothing to add and is left out there: it cannot be evaluated.
 */
export function checkRules<T>(
  described: TransactionSet<T>,
  value: T,
  before: readonly Finding[],
  segments: ReadonlyMap<number, RawSegment>,
): Finding[] {
  const first = segments.values().next().value
  const base = first?.ordinal ?? 1
  const unsound = new Set(before.filter((one) => one.severity === 'error').map((one) => one.where.segment))
  return described.rules.flatMap((rule) =>
    breaches(rule, value).flatMap((breach) => {
      const [from, to] = spanOf(breach)
      for (let at = from; at <= to; at++) if (unsound.has(at)) return []
      const segment = segments.get(from) ?? first
      if (!segment) return []
      const where = { ...spotOf(segment), inSet: segment.ordinal - base + 1 }
      const code = rule.balance ? (rule.grave ? 'BAL.BROKEN' : 'BAL.DOUBTFUL') : rule.grave ? 'RULE.BROKEN' : 'RULE.DOUBTFUL'
      return [finding(code, where, breach.off === undefined ? rule.says : `${rule.says} It is off by ${sentenceMoney(breach.off)}.`)]
    }),
  )
}

/** The places where a rule is broken; a rule that meets a hole in a damaged value cannot be evaluated and says nothing. */
export function breaches<T>(rule: Rule<T>, value: T): readonly Breach[] {
  try {
    return rule.broken(value)
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return []
    throw error
  }
}

/** The first and last segment of a breach; of the whole set, none. */
function spanOf(breach: Breach): readonly [number, number] {
  const part = (breach.of ?? {}) as { at?: number; span?: readonly [number, number] }
  return part.span ?? (part.at === undefined ? [0, 0] : [part.at, part.at])
}
