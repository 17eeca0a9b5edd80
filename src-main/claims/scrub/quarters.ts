import { shownDay, type Day } from '../../../src-shared/day.ts'
import { counted } from '../../../src-shared/number.ts'
import type { ClaimFacts } from '../facts.ts'
import type { LineFacts } from '../records/claims.ts'
import { found, type Check, type ClaimFinding, type Others } from './finding.ts'

/*
 * Payers that count codes of 15 minutes together: of one clinician, patient and day a unit for each 15 minutes of all of them, and one more when 8 are
 * left. It is the rule of Medicare for timed therapy (CMS, claims processing manual chapter 5, 20.2) and holds for behavior analysis and H and T codes only
 * where Setup says that the payer counts so; CPT counts each code by itself, and add-ons and testing never come under it.
 */

/** Units that all codes of 15 minutes of a day come to by their minutes together. */
export const unitsTogether = (minutes: number): number => Math.floor((minutes + 7) / 15)

export const quarterChecks: Check = (facts, _today, others, codes) => {
  if (facts.payer.quarters_together !== 1) return []
  const isQuarter = ({ code, day, through }: Met): boolean => {
    const answer = codes.procedure(code, day)
    return answer.is === 'active' && answer.row.unitMinutes === 15 && !answer.row.addOn && through === null
  }
  const own = facts.lines.filter(isQuarter)
  const before = others.lines.filter(isQuarter)
  return [...new Set(own.map(({ day }) => day))].flatMap((day) => ofDay(facts, day, own, before))
}

type Met = Pick<LineFacts, 'code' | 'day' | 'through'>

function ofDay({ claim, provider }: ClaimFacts, on: Day, all: readonly LineFacts[], others: Others['lines']): readonly ClaimFinding[] {
  const own = all.filter(({ day }) => day === on)
  const last = own.at(-1)
  // The claims before this one use the minutes up; what was denied used none.
  const before = others.filter(
    (one) => one.day === on && one.provider === (provider?.id ?? null) && one.claim < claim.id && one.status !== 'denied',
  )
  const sessions = new Map([
    ...own.map(({ charge, session }) => [`charge ${charge ?? ''}`, session?.minutes ?? null] as const),
    ...before.map((one) => [one.charge === null ? `claim ${one.claim}` : `charge ${one.charge}`, one.minutes] as const),
  ])
  const known = [...sessions.values()].filter((one) => one !== null)
  if (last === undefined || known.length < sessions.size) return []
  const minutes = known.reduce((sum, one) => sum + one, 0)
  const units = [...own, ...before].reduce((sum, one) => sum + one.units, 0)
  const most = unitsTogether(minutes)
  if (units <= most) return []
  const claims = [...new Set(before.map((one) => one.claim))]
  const beside = claims.length === 0 ? '' : ` with claim ${claims.join(' and ')}`
  const words = `Codes of 15 minutes come to ${counted(units, 'unit')} on ${shownDay(on)}${beside}; ${minutes} minutes together support ${most} with this payer.`
  return [found('C26', words, `line ${last.n}`)]
}
