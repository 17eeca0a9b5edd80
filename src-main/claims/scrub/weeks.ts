import { conflict, type CodeBook } from '../../codes/index.ts'
import { daysBetween } from '../../../src-shared/day.ts'
import type { LineFacts } from '../records/claims.ts'
import { found, type Check, type Others } from './finding.ts'
import { monthDay } from './words.ts'

/* What is billed once in seven days: the weeks of an opioid program, whoever of the practice rendered them (42 CFR 410.67). */

type Met = Pick<Others['lines'][number], 'claim' | 'status' | 'code' | 'day'>

export const weekChecks: Check = ({ claim, lines }, _today, others, codes) =>
  lines.flatMap((line, n) => {
    const own = lines.slice(0, n).map(({ code, day }): Met => ({ claim: claim.id, status: claim.status, code, day }))
    const met = [...own, ...others.lines].filter((other) => isOfWeek(line, other, codes))
    // What was not paid stands in nobody’s way, and of two claims the later gives way.
    const stops = (other: Met): boolean => other.status !== 'denied' && other.claim <= claim.id
    const gravest = met.find(stops) ?? met[0]
    if (!gravest) return []
    const where = gravest.claim === claim.id ? 'is on this claim too' : `is on claim ${gravest.claim}`
    const words = `${line.code} is billed once in seven days, and ${gravest.code} of ${monthDay(gravest)} ${where}.`
    return [found('C27', words, `line ${line.n}`, stops(gravest) ? 'stop' : 'warning')]
  })

function isOfWeek(line: Pick<LineFacts, 'code' | 'day'>, other: Met, codes: CodeBook): boolean {
  const [first, last] = [line.day, other.day].toSorted()
  if (first === undefined || last === undefined || daysBetween(first, last) >= 7) return false
  if (line.code !== other.code) {
    const rule = conflict(line.code, other.code)
    return rule?.within === 'week' && rule.together === 'never'
  }
  const answer = codes.procedure(line.code, line.day)
  return answer.is === 'active' && answer.row.per === 'week'
}
