import type { Output } from '../../../src-shared/contract/index.ts'
import { shownDay, type Day } from '../../../src-shared/day.ts'
import { conflictsOf, procedures, type Procedure, type ProcedureAnswer } from '../../codes/index.ts'
import { refuse, type Reading } from '../../store/index.ts'
import { everyOwnCode } from '../records/own-codes.ts'
import { codeBookOf, codeWords, hasLicensedWords } from './lookups.ts'
import { keptRows } from './records.ts'

/* The code book as a person reads it. */

type BookRow = Output<'codes.book'>['rows'][number]
type Entry = Output<'codes.entry'>

const PAGE = 100

/** A page of the code book: codes that begin with the text, or whose words hold it. */
export function book(db: Reading, text: string, on: Day, from: number): Output<'codes.book'> {
  const low = text.toLowerCase()
  const licensed = hasLicensedWords(db, on)
    ? new Map(keptRows(db, 'cpt', on).map((row) => [row.code, row.words]))
    : new Map<string, string>()
  const own = new Map(everyOwnCode(db).map((row) => [row.code, row.words]))
  const fits = ({ code, short }: Procedure): boolean =>
    low === '' ||
    code.toLowerCase().startsWith(low) ||
    short.toLowerCase().includes(low) ||
    (licensed.get(code) ?? '').toLowerCase().includes(low) ||
    (own.get(code) ?? '').toLowerCase().includes(low)
  const found = procedures.rows.filter(fits)
  const codes = codeBookOf(db)
  return {
    total: found.length,
    rows: found.slice(from, from + PAGE).map((row) => bookRow(db, codes.procedure(row.code, on), on)),
  }
}

/** Everything that is known of one code. */
export function entry(db: Reading, code: string, on: Day): Entry {
  const answer = codeBookOf(db).procedure(code, on)
  if (answer.is === 'unknown') return refuse('record.missing')
  const { row } = answer
  return {
    ...bookRow(db, answer, on),
    short: row.short,
    documents: [...(row.documents ?? [])],
    conflicts: conflictsOf(row.code).map(({ with: others, rule }) => ({
      with: others.filter((one) => one !== row.code),
      together: rule.together,
      rule: rule.rule,
      override: [...(rule.override ?? [])],
      within: rule.within ?? 'day',
      source: rule.source,
      confidence: rule.confidence,
    })),
    medicare: row.medicare === undefined ? '' : MEDICARE[row.medicare],
    replacedBy: [...(row.replacedBy ?? [])],
    note: row.note ?? '',
    confidence: row.confidence,
  }
}

function bookRow(db: Reading, answer: ProcedureAnswer, on: Day): BookRow {
  if (answer.is === 'unknown') return refuse('record.missing')
  const { row } = answer
  return {
    code: row.code,
    words: codeWords(db, row.code, on),
    isAddOn: row.addOn,
    time: timeWords(row),
    parents: [...row.parents, ...(row.payerParents ?? [])],
    billers: billerWords(row.billers),
    telehealth: telehealthWords(row),
    most: row.muePerDay ?? null,
    held: heldWords(answer),
    isInForce: answer.is === 'active',
    source: row.source,
  }
}

const MEDICARE = {
  A: 'Paid',
  B: 'Bundled: never paid, never billed to the patient',
  C: 'Priced by the contractor',
  I: 'Not valid: another code is used',
  N: 'Not covered: the patient may be billed',
} as const

const heldWords = (answer: Exclude<ProcedureAnswer, { is: 'unknown' }>): string => {
  if (answer.is === 'not-yet') return `from ${shownDay(answer.from)}`
  if (answer.is === 'ended') return `ended ${shownDay(answer.until)}`
  return answer.row.until === undefined ? 'in force' : `until ${shownDay(answer.row.until)}`
}

/** Minutes and units of a code, in words. */
function timeWords({ per, timeMin, timeMax, unitMinutes, firstUnitAt, addOn }: Procedure): string {
  if (unitMinutes !== undefined) {
    const each = `each ${addOn ? 'further ' : ''}${unitMinutes} minutes`
    if (firstUnitAt !== undefined) return `${each}, the first from ${firstUnitAt}`
    return timeMin === undefined ? each : `${each}, from ${timeMin}`
  }
  if (timeMin === undefined)
    return per === undefined || per === 'each'
      ? ''
      : per === 'varies'
        ? 'by the state'
        : `one a ${per === '7 days' || per === '30 days' ? `${per}` : per}`
  const band = timeMax === undefined ? `${timeMin} minutes or more` : `${timeMin} to ${timeMax} minutes`
  return per === 'month' ? `${band} in the month` : band
}

const BILLER_WORDS: Readonly<Record<Procedure['billers'][number], string>> = {
  MED: 'physician, NP, PA',
  PSY: 'psychologist',
  RXPSY: 'prescribing psychologist',
  SW: 'social worker',
  MHC: 'counselor',
  MFT: 'family therapist',
  BCBA: 'behavior analyst',
  RBT: 'behavior technician',
  ORG: 'program or agency',
  AUX: 'staff under a clinician',
  ANY: 'any clinician',
  OT: 'occupational therapist',
  SLP: 'speech therapist',
  COUN: 'substance use counselor',
  BA: 'trained staff',
  CM: 'case manager',
  LAB: 'laboratory',
  PEER: 'peer specialist',
  RN: 'nurse',
  OTH: 'another specialty',
}
const THERAPISTS: readonly string[] = ['PSY', 'SW', 'MHC', 'MFT']

function billerWords(billers: Procedure['billers']): string {
  const isAll = THERAPISTS.every((one) => billers.some((own) => own === one))
  const rest = isAll ? billers.filter((one) => !THERAPISTS.includes(one)) : billers
  return [...rest.map((one) => BILLER_WORDS[one]), ...(isAll ? ['therapist'] : [])].join(', ')
}

function telehealthWords({ telehealth, audio }: Procedure): string {
  if (telehealth === undefined) return ''
  if (telehealth === 'N') return 'no'
  const video = telehealth === 'Y' ? 'video' : 'video by payer'
  if (audio === 'Y') return `${video}, telephone`
  return audio === 'P' ? `${video}, telephone by payer` : video
}
