import type { CompiledQuery } from 'kysely'
import { addDays, addMonths, type Day } from '../../../src-shared/day.ts'
import type { Drug } from '../../../src-shared/drug.ts'
import { cents, type Cents } from '../../../src-shared/money.ts'
import { digits } from '../../../src-shared/number.ts'
import { columnsOfDrug, drugInColumns } from '../../charges/index.ts'
import { prepared, type Reading, type Writing } from '../../store/index.ts'
import { from, type ClaimChanges, type ClaimRow, type FindingRow, type LineRow, type NewClaimRow } from './tables.ts'

/* A claim itself: its row, lines, diagnoses, and what the checks found. */

const byId = prepared((id: number) => from.selectFrom('claim').selectAll().where('id', '=', id))
export const claimRow = (db: Reading, id: number): ClaimRow | undefined => db.first(byId(id))

export function addClaimRow(db: Writing, claim: NewClaimRow): void {
  db.insertRows('claim', [{ ...claim, batch: null, sent_at: null, opened_from: null }])
}

/** Updates of a claim by the columns they set: what is sent or answered sets the same of thousands, and building SQL takes longer than running it. */
const updates = new Map<string, CompiledQuery>()

export function changeClaim(db: Writing, id: number, changes: ClaimChanges): void {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined)
  const key = given.map(([column]) => column).join()
  const update = updates.get(key) ?? from.updateTable('claim').set(changes).where('id', '=', id).compile()
  updates.set(key, update)
  db.run({ compile: () => ({ ...update, parameters: [...given.map(([, value]) => value), id] }) })
}

/** Every claim that is ready to leave, the oldest first; 20,000 at most. */
export const readyClaims = (db: Reading): number[] =>
  db.all(from.selectFrom('claim').select('id').where('status', '=', 'ready').orderBy('id')).map((row) => row.id)

/** Claims that are ready, and those that a check holds. One held by hand is none of them. */
const checked = from
  .selectFrom('claim')
  .select('id')
  .where((e) =>
    e.or([
      e('status', '=', 'ready'),
      e.and([
        e('status', '=', 'held'),
        e.exists(
          e.selectFrom('claim_finding').select('n').whereRef('claim_finding.claim', '=', 'claim.id').where('grade', 'in', ['stop', 'hold']),
        ),
      ]),
    ]),
  )
  .orderBy('id')

/** The claims of a patient that are ready, and those that a check holds. */
export const checkedClaims = (db: Reading, patient: number): number[] => db.all(checked.where('patient', '=', patient)).map((row) => row.id)

/** The claims of some clinicians and to some payers that are ready, and those that a check holds. */
export const checkedClaimsOf = (db: Reading, providers: readonly number[], payers: readonly number[]): number[] =>
  db.all(checked.where((e) => e.or([e('provider', 'in', providers), e('payer', 'in', payers)]))).map((row) => row.id)

/** Claims that are ready, of patients with a consent that ended before a day. */
export const readyUnderEnded = (db: Reading, on: Day): number[] =>
  db
    .all(
      from
        .selectFrom('claim')
        .select('id')
        .where('status', '=', 'ready')
        .where((e) =>
          e.exists(e.selectFrom('consent').select('id').whereRef('consent.patient', '=', 'claim.patient').where('expires', '<', on)),
        )
        .orderBy('id'),
    )
    .map((row) => row.id)

const ofCoverage = prepared((patient: number, coverage: number) =>
  from
    .selectFrom('claim')
    .select('id')
    .where('patient', '=', patient)
    .where('coverage', '=', coverage)
    .where('status', 'in', ['draft', 'ready', 'held'])
    .where('sent_at', 'is', null)
    .where('origin', '=', 'charge')
    .where('frequency', '=', '1')
    .where('turn', '=', 1)
    .where('opened_from', 'is', null)
    .orderBy('id'),
)
/** The claims of a coverage that never left, the oldest first. */
export const joinable = (db: Reading, patient: number, coverage: number): number[] =>
  db.all(ofCoverage(patient, coverage)).map((row) => row.id)

export type Session = { readonly minutes: number; readonly service: string; readonly mode: string }
export type LineFacts = {
  readonly id: number
  readonly n: number
  readonly code: string
  readonly modifiers: readonly string[]
  readonly units: number
  readonly pointers: readonly number[]
  readonly day: Day
  readonly through: Day | null
  readonly place: string
  readonly cents: Cents
  readonly control: string
  readonly drug: Drug | null
  /** The charge it is of, with minutes, kind and way of its session; null and absent for a line of before Parity. */
  readonly charge: number | null
  readonly session: Session | undefined
}

const lines = prepared((claim: number) =>
  from
    .selectFrom('claim_line')
    .leftJoin('claim_drug', 'claim_drug.line', 'claim_line.id')
    .leftJoin('charge', 'charge.id', 'claim_line.charge')
    .selectAll('claim_line')
    .select(['charge.minutes', 'charge.service', 'charge.mode'])
    .select(['claim_drug.ndc', 'claim_drug.thousandths', 'claim_drug.unit', 'claim_drug.number_kind', 'claim_drug.number'])
    .where('claim_line.claim', '=', claim)
    .orderBy('claim_line.n'),
)
/** The lines of a claim, in order. */
export const linesOf = (db: Reading, claim: number): LineFacts[] =>
  db.all(lines(claim)).map((row) => ({
    id: row.id,
    n: row.n,
    code: row.code,
    modifiers: row.modifiers.split(' ').filter(Boolean),
    units: row.units,
    pointers: row.pointers.split(',').filter(Boolean).map(digits),
    day: row.day as Day,
    through: row.through as Day | null,
    place: row.place,
    cents: cents(row.cents),
    control: row.control,
    drug: drugInColumns(row),
    charge: row.charge,
    session: row.minutes === null ? undefined : { minutes: row.minutes, service: row.service ?? '', mode: row.mode ?? '' },
  }))

/** The charges of a claim, in the order of its lines; none of one of before Parity. */
export const chargesOn = (lines: readonly LineFacts[]): number[] => [
  ...new Set(lines.flatMap(({ charge }) => (charge === null ? [] : [charge]))),
]

const drugGone = prepared((line: number) => from.deleteFrom('claim_drug').where('line', '=', line))
/** The drug of a line; null takes it off. */
export function setDrug(db: Writing, claim: number, line: number, drug: Drug | null): void {
  db.run(drugGone(line))
  if (drug !== null) db.insertRows('claim_drug', [{ claim, line, ...columnsOfDrug(drug) }])
}

type Listed = { readonly modifiers: readonly string[]; readonly pointers: readonly number[] }
/** Modifiers and pointers as a row keeps them. */
const kept = ({ modifiers, pointers }: Partial<Listed>): Partial<Pick<LineRow, 'modifiers' | 'pointers'>> => ({
  ...(modifiers && { modifiers: modifiers.join(' ') }),
  ...(pointers && { pointers: pointers.join(',') }),
})

const newestLine = prepared(() =>
  from.selectNoFrom([
    (e) =>
      e
        .selectFrom('claim_line')
        .select((own) => own.fn.max('id').as('id'))
        .as('line'),
    (e) =>
      e
        .selectFrom('line_sum')
        .select((own) => own.fn.max('line').as('id'))
        .as('posted'),
  ]),
)
/** @returns the number of the line: one that no line had before, as the postings of a line that was taken off keep its number */
export function addLine(db: Writing, { modifiers, pointers, ...line }: Omit<LineRow, 'id' | keyof Listed> & Listed): number {
  const last = db.first(newestLine())
  const id = Math.max(last?.line ?? 0, last?.posted ?? 0) + 1
  return db.insertRows('claim_line', [{ id, ...line, ...kept({ modifiers, pointers }) }])
}

/** Takes lines off a claim that never left. */
export function dropLines(db: Writing, claim: number, lines: readonly number[]): void {
  for (const line of lines) db.run(drugGone(line))
  db.run(from.deleteFrom('claim_line').where('claim', '=', claim).where('id', 'in', lines))
}

/** The lines of a claim that bills nothing more are of no charge any longer: another claim has them. */
export const releaseLines = (db: Writing, claim: number): number =>
  db.run(from.updateTable('claim_line').set({ charge: null }).where('claim', '=', claim))

export function numberLine(db: Writing, line: number, n: number, control: string): void {
  db.run(from.updateTable('claim_line').set({ n, control }).where('id', '=', line))
}

export function changeLine(db: Writing, claim: number, line: number, changes: Partial<Listed>): void {
  db.run(from.updateTable('claim_line').set(kept(changes)).where('id', '=', line).where('claim', '=', claim))
}

/** Says where the whole claim took place. */
export function setPlace(db: Writing, claim: number, place: string): void {
  changeClaim(db, claim, { place })
  db.run(from.updateTable('claim_line').set({ place }).where('claim', '=', claim))
}

const diagnoses = prepared((claim: number) => from.selectFrom('claim_diagnosis').select('code').where('claim', '=', claim).orderBy('n'))
/** The diagnoses of a claim, the main one first. */
export const diagnosesOf = (db: Reading, claim: number): string[] => db.all(diagnoses(claim)).map((row) => row.code)

const diagnosesGone = prepared((claim: number) => from.deleteFrom('claim_diagnosis').where('claim', '=', claim))
export function setDiagnoses(db: Writing, claim: number, codes: readonly string[]): void {
  db.run(diagnosesGone(claim))
  db.insertRows(
    'claim_diagnosis',
    codes.map((code, n) => ({ claim, n: n + 1, code })),
  )
}

const findings = prepared((claim: number) => from.selectFrom('claim_finding').selectAll().where('claim', '=', claim).orderBy('n'))
/** What the checks found last, in their order. */
export const findingsOf = (db: Reading, claim: number): FindingRow[] => db.all(findings(claim))

const findingsGone = prepared((claim: number) => from.deleteFrom('claim_finding').where('claim', '=', claim))
export function setFindings(db: Writing, claim: number, found: readonly Omit<FindingRow, 'claim' | 'n'>[]): void {
  db.run(findingsGone(claim))
  db.insertRows(
    'claim_finding',
    found.map(({ rule, grade, words, field, box, source }, n) => ({ claim, n: n + 1, rule, grade, words, field, box, source })),
  )
}

/** A line of another claim of the patient, of the same calendar month or within a week. */
export type Beside = {
  readonly claim: number
  /** How far that claim is. */
  readonly status: string
  readonly code: string
  readonly modifiers: readonly string[]
  readonly provider: number | null
  readonly units: number
  readonly day: Day
  readonly through: Day | null
  /** The charge the line is of and the minutes of its session; null of a claim of before Parity. */
  readonly charge: number | null
  readonly minutes: number | null
}
const others = prepared((patient: number, month: string, from_: string, to: string, except: number) =>
  from
    .selectFrom('claim')
    .innerJoin('claim_line', 'claim_line.claim', 'claim.id')
    .leftJoin('charge', 'charge.id', 'claim_line.charge')
    .select(['claim.id as claim', 'claim.provider', 'claim.status', 'charge.minutes'])
    .select(['claim_line.charge', 'claim_line.code', 'claim_line.modifiers', 'claim_line.units', 'claim_line.day', 'claim_line.through'])
    .where('claim.patient', '=', patient)
    // A claim of several days may have begun in the month before, and the index is by its first.
    .where('claim.first_day', '>=', month)
    .where('claim.last_day', '>=', from_)
    .where('claim.first_day', '<=', to)
    .where('claim.id', '<>', except)
    .where('claim.status', 'not in', ['voided', 'reversed'])
    .orderBy('claim.id')
    .orderBy('claim_line.n'),
)
/** The lines of a patient’s other claims of the calendar months that a claim lies in, and of six days before and after it. */
export function othersOfMonth(db: Reading, claim: Pick<ClaimRow, 'id' | 'patient' | 'first_day' | 'last_day'>): Beside[] {
  const start = `${claim.first_day.slice(0, 7)}-01` as Day
  const from_ = earlier(start, addDays(claim.first_day as Day, -WEEK_REACH))
  const to = later(`${claim.last_day.slice(0, 7)}-31`, addDays(claim.last_day as Day, WEEK_REACH))
  return db.all(others(claim.patient, addMonths(start, -1), from_, to, claim.id)).map((row) => ({
    ...row,
    day: row.day as Day,
    through: row.through as Day | null,
    modifiers: row.modifiers.split(' ').filter(Boolean),
  }))
}
/** Two that are billed once in seven days lie at most so many days apart when they meet. */
const WEEK_REACH = 6
const earlier = (one: string, other: string): string => (one < other ? one : other)
const later = (one: string, other: string): string => (one > other ? one : other)
