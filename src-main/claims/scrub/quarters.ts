import { shownDay } from '../../../src-shared/day.ts'
import { counted } from '../../../src-shared/number.ts'
import { found, type Check } from './finding.ts'

/*
 * Payers that count codes of 15 minutes together: of one clinician, patient and day a unit for each 15 minutes of all of them, and one more when 8 are
 * left. It is the rule of Medicare for timed therapy (CMS, claims processing manual chapter 5, 20.2) and holds for behavior analysis and H and T codes only
 * where Setup says that the payer counts so; CPT counts each code by itself, and add-ons and testing never come under it.
 */

/** Units that all codes of 15 minutes of a day come to by their minutes together. */
export const unitsTogether = (minutes: number): number => Math.floor((minutes + 7) / 15)

export const quarterChecks: Check = (facts, _today, others, codes) => {
  const { claim, lines, provider, payer, session } = facts
  if (payer.quarters_together !== 1 || !session) return []
  const isQuarter = ({ code, day, through }: (typeof lines)[number] | (typeof others.lines)[number]): boolean => {
    const answer = codes.procedure(code, day)
    return answer.is === 'active' && answer.row.unitMinutes === 15 && !answer.row.addOn && through === null
  }
  const own = lines.filter(isQuarter)
  const last = own.at(-1)
  if (!last) return []
  // The claims before this one use the minutes up; what was denied used none.
  const before = others.lines.filter(
    (one) =>
      one.day === last.day && one.provider === (provider?.id ?? null) && one.claim < claim.id && one.status !== 'denied' && isQuarter(one),
  )
  const sessions = new Map(before.map((one) => [one.claim, one.minutes]))
  const known = [...sessions.values()].filter((one) => one !== null)
  if (known.length < sessions.size) return []
  const minutes = known.reduce((all, one) => all + one, session.minutes)
  const units = [...own, ...before].reduce((all, one) => all + one.units, 0)
  const most = unitsTogether(minutes)
  if (units <= most) return []
  const beside = sessions.size === 0 ? '' : ` with claim ${[...sessions.keys()].join(' and ')}`
  const words = `Codes of 15 minutes come to ${counted(units, 'unit')} on ${shownDay(last.day)}${beside}; ${minutes} minutes together support ${most} with this payer.`
  return [found('C26', words, `line ${last.n}`)]
}
