import type { Procedure } from '../../codes/index.ts'
import type { ClaimFacts } from '../facts.ts'
import type { LineFacts } from '../records/claims.ts'
import { found, when, type Check, type ClaimFinding } from './finding.ts'
import { isAmong, placeRules } from './packs.ts'

/* What each service asks: who bills it, how many minutes a unit needs, where it is given. Sources: CPT, Medicare benefit rules, NCCI. */

/** What the code table calls each discipline; one it does not know may bill anything. */
const BILLS_AS: Readonly<Record<string, readonly string[]>> = {
  physician: ['MED'],
  'nurse-practitioner': ['MED'],
  'physician-assistant': ['MED'],
  psychologist: ['PSY', 'RXPSY'],
  'social-worker': ['SW'],
  counselor: ['MHC'],
  'family-therapist': ['MFT'],
  analyst: ['BCBA', 'RBT'],
}
/** Billers that the disciplines of Setup stand for, and those who work under them. */
const PEOPLE: readonly string[] = ['MED', 'PSY', 'RXPSY', 'SW', 'MHC', 'MFT', 'BCBA', 'RBT', 'AUX', 'OT', 'SLP']

const DISCIPLINE_WORDS: Readonly<Record<string, string>> = {
  physician: 'a physician',
  'nurse-practitioner': 'a nurse practitioner',
  'physician-assistant': 'a physician assistant',
  psychologist: 'a psychologist',
  'social-worker': 'a clinical social worker',
  counselor: 'a counselor',
  'family-therapist': 'a marriage and family therapist',
  analyst: 'a behavior analyst',
}

/** Whether a discipline may bill a code. State codes (H, S, T) and those of programs set no limit here. */
function mayBill(discipline: string, row: Pick<Procedure, 'code' | 'billers'>): boolean {
  const own = BILLS_AS[discipline]
  if (own === undefined || row.billers.length === 0 || /^[HST]/.test(row.code)) return true
  if (!row.billers.every((one) => PEOPLE.includes(one))) return true
  return row.billers.some((one) => own.includes(one))
}

/** Families whose minutes are not those of one session. */
const SPREAD: readonly string[] = ['care-management', 'digital', 'online', 'testing', 'consult', 'em', 'opioid']

type Counting = Pick<ClaimFacts['payer'], 'quarter_hours' | 'crisis_from'>

/**
 * The most units that minutes support: a unit counts when more than half of it has passed (CPT), or from the minute the code names; some payers count 15
 * minutes when they are whole, and 90840 a minute later.
 */
export function unitsFor(
  row: Pick<Procedure, 'unitMinutes' | 'firstUnitAt' | 'family' | 'addOn'>,
  minutes: number,
  payer: Counting,
): number | undefined {
  const { unitMinutes } = row
  if (unitMinutes === undefined) return undefined
  const firstUnitAt = row.family === 'crisis' && row.firstUnitAt === 75 ? payer.crisis_from : row.firstUnitAt
  if (unitMinutes === 15 && !row.addOn && payer.quarter_hours === 'full') return Math.floor(minutes / 15)
  if (firstUnitAt !== undefined) return minutes < firstUnitAt ? 0 : Math.floor((minutes - firstUnitAt) / unitMinutes) + 1
  return Math.floor((minutes + Math.floor((unitMinutes - 1) / 2)) / unitMinutes)
}

/** Units, clinician and place of each line. */
export const services: Check = (facts, _today, _others, codes) =>
  facts.lines.flatMap((line) => {
    const answer = codes.procedure(line.code, line.day)
    return answer.is === 'active' ? lineOf(facts, line, answer.row) : placed(line)
  })

function lineOf(facts: ClaimFacts, line: LineFacts, row: Procedure): readonly ClaimFinding[] {
  const field = `line ${line.n}`
  const { provider, payer } = facts
  const { session } = line
  const most = session && row.per === 'minutes' && !SPREAD.includes(row.family) ? unitsFor(row, session.minutes, payer) : undefined
  return [
    ...when(provider !== undefined && !mayBill(provider.discipline, row), () =>
      found('C07', `${line.code} is not billed by ${DISCIPLINE_WORDS[provider?.discipline ?? ''] ?? 'this discipline'}.`, 'provider'),
    ),
    ...when(most !== undefined && line.units > most, () =>
      found(
        'C24',
        `${session?.minutes ?? 0} minutes support ${most ?? 0} ${most === 1 ? 'unit' : 'units'} of ${line.code}, not ${line.units}.`,
        field,
      ),
    ),
    ...when(row.per === 'session' && line.units > 1, () =>
      found('C25', `${line.code} is one unit a session. A second session is a line of its own.`, field),
    ),
    ...when(row.family === 'unlisted' || line.code === 'J3490', () =>
      found(
        'C09',
        `${line.code} is unlisted: the payer asks what was ${line.code === 'J3490' ? 'given, and for its NDC' : 'done'}.`,
        field,
      ),
    ),
    ...present(line),
    ...placed(line),
  ]
}

/** 90846 is without the patient, 90847 with. */
function present(line: LineFacts): readonly ClaimFinding[] {
  const service = line.session?.service
  if (service === 'family' && line.code === '90846')
    return [found('C12', '90846 is without the patient, and the patient was there: 90847.', `line ${line.n}`)]
  if (service === 'family-alone' && line.code === '90847')
    return [found('C12', '90847 is with the patient, and the patient was not there: 90846.', `line ${line.n}`)]
  return []
}

function placed(line: LineFacts): readonly ClaimFinding[] {
  const wrong = placeRules.find(
    ({ codes, only, never }) => isAmong(line.code, codes) && (only?.includes(line.place) === false || never?.includes(line.place) === true),
  )
  return [
    ...when(wrong !== undefined, () => found('P02', `${line.code}, place ${line.place}: ${wrong?.words ?? ''}`, `line ${line.n}`)),
    ...when(line.place === '99', () => found('P03', `Line ${line.n} has place 99. Say the real place if there is one.`, `line ${line.n}`)),
  ]
}
