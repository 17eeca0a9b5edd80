import { conflict, dayRank, type CodeBook } from '../../codes/index.ts'
import type { Day } from '../../../src-shared/day.ts'
import { monthDay } from './words.ts'
import type { Beside, LineFacts } from '../records/claims.ts'
import { found, when, type Check, type ClaimFinding } from './finding.ts'

/* Codes that meet: add-ons and their main services, pairs of one day, codes of a month. Sources: CPT, NCCI policy manual chapter 11. */

type Met = { readonly code: string; readonly modifiers: readonly string[] }

/** Modifiers that say a service was separate (NCCI, the PTP-associated modifiers of behavioral claims). */
const SEPARATE: readonly string[] = ['59', 'XE', 'XP', 'XS', 'XU', '25']

/** How two codes of one clinician, patient and day stand to each other, when not well. */
function clash(one: Met, other: Met, on: Day, codes: CodeBook): 'never' | 'unlikely' | 'marked' | undefined {
  const rule = codes.conflict(one.code, other.code, on)
  if (!rule || rule.within !== 'day' || rule.together === 'allowed' || rule.together === 'payer') return undefined
  const need = rule.whenModifier
  if (need && ![one, other].some(({ code, modifiers }) => code === need.code && modifiers.includes(need.modifier))) return undefined
  if (rule.indicator === 0) return 'never'
  if ([...one.modifiers, ...other.modifiers].some((modifier) => SEPARATE.includes(modifier))) return undefined
  return rule.together === 'never' ? 'unlikely' : 'marked'
}

const wordsOf = (how: NonNullable<ReturnType<typeof clash>>, one: string, other: string): string =>
  how === 'marked'
    ? `${one} and ${other} on the same day need a modifier when they were separate.`
    : how === 'never'
      ? `${one} and ${other} are never paid on the same day.`
      : `${one} and ${other} are not billed for the same day; report what the session was mostly.`

/** Add-ons and pairs on the claim itself. */
export const pairsHere: Check = ({ lines }, _today, _others, codes) =>
  lines.flatMap((line, n) => {
    const answer = codes.procedure(line.code, line.day)
    const row = answer.is === 'active' ? answer.row : undefined
    const parents = [...(row?.parents ?? []), ...(row?.payerParents ?? [])]
    const isAlone = row?.addOn === true && !lines.some((other) => other.day === line.day && parents.includes(other.code))
    const twin = lines.slice(0, n).find((other) => other.day === line.day && other.code === line.code && isSame(other, line))
    const clashes = lines.slice(n + 1).flatMap((other): readonly ClaimFinding[] => {
      const how = other.day === line.day ? clash(line, other, line.day, codes) : undefined
      if (how === undefined) return []
      return [found(how === 'never' ? 'C04' : 'C05', wordsOf(how, line.code, other.code), `line ${other.n}`)]
    })
    return [
      ...when(isAlone, () => found('C03', `${line.code} is an add-on and its main service is missing.`, `line ${line.n}`)),
      ...when(twin !== undefined && line.charge !== null && twin.charge !== line.charge, () =>
        found('X01', `${line.code} of this day stands on line ${twin?.n ?? ''} too.`, `line ${line.n}`),
      ),
      ...clashes,
    ]
  })

/** Whether nothing says that a service was given apart from the other: 59 or one of its kind, 76 for the same clinician again. */
const isSame = (...met: readonly Met[]): boolean =>
  !met.some(({ modifiers }) => modifiers.some((modifier) => modifier === '76' || SEPARATE.includes(modifier)))

/** Pairs and repeats with other claims of the patient: of the day by the same clinician, of the calendar month for what is billed once in it. */
export const pairsBeside: Check = ({ claim, lines, provider }, _today, others, codes) => {
  const same = others.lines.filter((other) => other.provider === (provider?.id ?? null))
  const twin = same.find((other) => lines.some((line) => line.code === other.code && line.day === other.day))
  return [
    ...when(twin !== undefined, () =>
      found('X01', `The same service by the same clinician on this day is on claim ${twin?.claim ?? ''} too.`, 'claim'),
    ),
    ...lines.flatMap((line) => [...besideDay(line, claim.id, same, codes), ...besideMonth(line, same, codes)]),
  ]
}

/** What was not paid stands in nobody’s way. */
const REFUSED = 'denied'

/** Two that are never paid together stop the claim that gives way: the lesser service, or else the later claim. The other is only told. */
const givesWay = (line: LineFacts, claim: number, other: Beside): boolean => {
  const [own, its] = [dayRank(line.code), dayRank(other.code)]
  return other.status !== REFUSED && (own === its ? claim > other.claim : own < its)
}

/** The gravest of the pairs that a line makes with lines of other claims of its day. */
function besideDay(line: LineFacts, claim: number, same: readonly Beside[], codes: CodeBook): readonly ClaimFinding[] {
  const met = same.flatMap((other) => {
    const how = other.day !== line.day || other.code === line.code ? undefined : clash(line, other, line.day, codes)
    return how === undefined ? [] : [{ how, other, stops: how === 'never' && givesWay(line, claim, other) }]
  })
  const gravest = met.find(({ stops }) => stops) ?? met.find(({ how }) => how === 'never') ?? met[0]
  if (!gravest) return []
  const { how, other, stops } = gravest
  const words = `Claim ${other.claim} is of the same day. ${wordsOf(how, line.code, other.code)}`
  return [found('X02', words, `line ${line.n}`, stops ? 'stop' : undefined)]
}

function besideMonth(line: LineFacts, same: readonly Beside[], codes: CodeBook): readonly ClaimFinding[] {
  const row = codes.procedure(line.code, line.day)
  if (row.is !== 'active') return []
  const month = line.day.slice(0, 7)
  const ofMonth = same.filter((other) => other.day.startsWith(month))
  const again = row.row.per === 'month' ? ofMonth.find((other) => other.code === line.code) : undefined
  const against = ofMonth.find((other) => {
    // The files of pairs are of the day; what holds for a month is ours.
    const rule = conflict(line.code, other.code)
    return rule?.within === 'month' && rule.together === 'never'
  })
  return [
    ...when(again !== undefined, () =>
      found(
        'C13',
        `${line.code} is billed once a month, and is on claim ${again?.claim ?? ''} of ${monthDay(again)} already.`,
        `line ${line.n}`,
      ),
    ),
    ...when(against !== undefined, () =>
      found(
        'C13',
        `${line.code} and ${against?.code ?? ''} are not billed in the same month; that is on claim ${against?.claim ?? ''}.`,
        `line ${line.n}`,
        conflict(line.code, against?.code ?? '')?.indicator === 0 ? 'stop' : 'warning',
      ),
    ),
  ]
}
