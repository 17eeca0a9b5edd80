import { sql, type Generated, type Insertable, type Selectable } from 'kysely'
import type { Day } from '../../src-shared/day.ts'
import type { Drug } from '../../src-shared/drug.ts'
import { digits } from '../../src-shared/number.ts'
import type { PracticeTables } from '../practice/index.ts'
import { columnsOfDrug, drugInColumns, type DrugColumns } from './drug-columns.ts'
import type { Given } from './drugs.ts'
import { prepared, tables, type Reading, type Writing } from '../store/index.ts'

export type ChargeTables = Omit<PracticeTables, 'charge' | 'claim'> & {
  charge: {
    id: Generated<number>
    appointment: number | null
    patient: number
    provider: number
    coverage: number | null
    day: string
    start: string
    stop: string
    minutes: number
    service: string
    mode: string
    place: string
    outcome: string
    reason: string
    cents: number
    user: number
    created_at: string
    withdrawn_at: string | null
    withdrawn_by: number | null
    entered: string | null
    session_was: string | null
    claim: number | null
  }
  charge_line: { charge: number; n: number; code: string; modifiers: string; units: number; pointers: string; cents: number }
  charge_diagnosis: { charge: number; n: number; code: string }
  charge_drug: DrugColumns & { charge: number; n: number }
  claim: { id: number; status: string; sent_at: string | null }
}

const from = tables<ChargeTables>()

/** The charges of a day, of one clinician or of all, each with its codes and its claim. */
export const chargesOn = (db: Reading, day: Day, provider?: number) =>
  db.all(
    from
      .selectFrom('charge')
      .innerJoin('patient', 'patient.id', 'charge.patient')
      .innerJoin('provider', 'provider.id', 'charge.provider')
      .leftJoin('claim', 'claim.id', 'charge.claim')
      .selectAll('charge')
      .select([
        'patient.first as patientFirst',
        'patient.last as patientLast',
        'provider.first',
        'provider.last',
        'provider.credential',
        'claim.id as claim',
        'claim.status as claimStatus',
        'claim.sent_at as sentAt',
        sql<
          string | null
        >`(select group_concat(code, ', ') from (select code from charge_line where charge_line.charge = charge.id order by n))`.as(
          'codes',
        ),
        sql<string | null>`(select modifiers from charge_line where charge_line.charge = charge.id order by n limit 1)`.as('modifiers'),
        sql<
          string | null
        >`(select group_concat(units, ', ') from (select units from charge_line where charge_line.charge = charge.id order by n))`.as(
          'units',
        ),
        sql<string | null>`(select pointers from charge_line where charge_line.charge = charge.id order by n limit 1)`.as('pointers'),
        sql<
          string | null
        >`(select group_concat(code, ' ') from (select code from charge_diagnosis where charge_diagnosis.charge = charge.id order by n))`.as(
          'diagnoses',
        ),
      ])
      .where('charge.day', '=', day)
      .where('charge.withdrawn_at', 'is', null)
      .$if(provider !== undefined, (query) => query.where('charge.provider', '=', provider ?? 0))
      .orderBy('charge.start')
      .orderBy('charge.id'),
  )

/** The days from `first` up to but not `before` with sessions that have no charge, oldest first. */
export const unchargedDays = (db: Reading, first: Day, before: Day, provider?: number) =>
  db.all(
    from
      .selectFrom('appointment')
      .leftJoin('charge', (join) => join.onRef('charge.appointment', '=', 'appointment.id').on('charge.withdrawn_at', 'is', null))
      .select(['appointment.day', sql<number>`count(*)`.as('sessions')])
      .where('appointment.day', '>=', first)
      .where('appointment.day', '<', before)
      .where('appointment.status', 'in', ['booked', 'held'])
      .where('charge.id', 'is', null)
      .$if(provider !== undefined, (query) => query.where('appointment.provider', '=', provider ?? 0))
      .groupBy('appointment.day')
      .orderBy('appointment.day'),
  )

const ofAppointment = prepared((appointment: number) =>
  from.selectFrom('charge').select('id').where('appointment', '=', appointment).where('withdrawn_at', 'is', null),
)
/** The charge of a session; undefined before it is charged, and again once the charge was taken back. */
export const chargeOfAppointment = (db: Reading, appointment: number): number | undefined => db.first(ofAppointment(appointment))?.id

const claim = prepared((charge: number) =>
  from
    .selectFrom('charge')
    .innerJoin('claim', 'claim.id', 'charge.claim')
    .select(['claim.id', 'claim.status'])
    .where('charge.id', '=', charge),
)
/** The claim that a charge stands on, or stood on when it was taken back. */
export const claimOfCharge = (db: Reading, charge: number): { id: number; status: string } | undefined => db.first(claim(charge))

/** Says on which claim a charge stands. */
export const putOnClaim = (db: Writing, charge: number, claim: number): number =>
  db.run(from.updateTable('charge').set({ claim }).where('id', '=', charge))

/** A charge as the claim that is made of it needs it. */
export type ChargeFacts = {
  readonly id: number
  readonly patient: number
  readonly provider: number
  readonly coverage: number
  readonly day: Day
  readonly minutes: number
  readonly service: string
  readonly place: string
  readonly lines: readonly {
    readonly code: string
    readonly modifiers: readonly string[]
    readonly units: number
    readonly pointers: readonly number[]
    readonly cents: number
    readonly drug: Drug | null
  }[]
  readonly diagnoses: readonly string[]
}

/** What was typed beside the facts of the session. */
export type EnteredBeside = {
  code?: string
  em?: string
  therapyMinutes?: number
  diagnoses?: string[]
  interactive: boolean
  drugs?: Given[]
}

/** What was typed beside the facts of a session. Of rows from before it was kept, it is made up from what they became. */
export function besideOf(
  row: Pick<ChargeRow, 'entered' | 'service'>,
  { codes, diagnoses }: { readonly codes: readonly string[]; readonly diagnoses: readonly string[] },
): EnteredBeside {
  if (row.entered !== null) return JSON.parse(row.entered) as EnteredBeside
  const [first] = codes
  return {
    ...((row.service === 'em' || row.service === 'em-therapy') && first !== undefined && { em: first }),
    diagnoses: [...diagnoses],
    interactive: codes.includes('90785'),
  }
}
export type ChargeRow = Selectable<ChargeTables['charge']>

type NewCharge = Omit<Insertable<ChargeTables['charge']>, 'id' | 'withdrawn_at' | 'withdrawn_by' | 'claim'>

/** Writes a charge with its lines and diagnoses, in their order. @returns its number */
export function addCharge(db: Writing, charge: NewCharge, { lines, diagnoses }: Pick<ChargeFacts, 'lines' | 'diagnoses'>): number {
  const id = db.insert(from.insertInto('charge').values(charge))
  db.insertRows(
    'charge_line',
    lines.map((line, n) => ({
      charge: id,
      n: n + 1,
      code: line.code,
      modifiers: line.modifiers.join(' '),
      units: line.units,
      pointers: line.pointers.join(','),
      cents: line.cents,
    })),
  )
  db.insertRows(
    'charge_drug',
    lines.flatMap(({ drug }, n) => (drug === null ? [] : [{ charge: id, n: n + 1, ...columnsOfDrug(drug) }])),
  )
  db.insertRows(
    'charge_diagnosis',
    diagnoses.map((code, n) => ({ charge: id, n: n + 1, code })),
  )
  return id
}

/** Says that a charge was taken back, and by whom. */
export const setWithdrawn = (db: Writing, id: number, by: number, at: string): number =>
  db.run(from.updateTable('charge').set({ withdrawn_at: at, withdrawn_by: by }).where('id', '=', id).where('withdrawn_at', 'is', null))

const near = prepared((day: string, patient: number, provider: number) =>
  from
    .selectFrom('charge')
    .select(['id', 'patient', 'provider', 'start', 'stop', 'minutes', 'service'])
    .where('day', '=', day)
    .where('withdrawn_at', 'is', null)
    .where((e) => e.or([e('patient', '=', patient), e('provider', '=', provider)])),
)
export type NearCharge = Pick<ChargeRow, 'id' | 'patient' | 'provider' | 'start' | 'stop' | 'minutes' | 'service'>
/** The charges of a day that are of the same patient or of the same clinician. */
export const chargesNear = (db: Reading, day: Day, patient: number, provider: number): NearCharge[] => db.all(near(day, patient, provider))

export const chargeRow = (db: Reading, id: number): ChargeRow | undefined => db.first(charge(id))
/** The lines and the diagnoses of a charge, in their order. */
export const partsOf = (db: Reading, id: number): { readonly codes: readonly string[]; readonly diagnoses: readonly string[] } => ({
  codes: db.all(linesOf(id)).map((line) => line.code),
  diagnoses: db.all(diagnosesOf(id)).map((one) => one.code),
})

const charge = prepared((id: number) => from.selectFrom('charge').selectAll().where('id', '=', id))
const linesOf = prepared((id: number) =>
  from
    .selectFrom('charge_line')
    .leftJoin('charge_drug', (join) =>
      join.onRef('charge_drug.charge', '=', 'charge_line.charge').onRef('charge_drug.n', '=', 'charge_line.n'),
    )
    .selectAll('charge_line')
    .select(['charge_drug.ndc', 'charge_drug.thousandths', 'charge_drug.unit', 'charge_drug.number_kind', 'charge_drug.number'])
    .where('charge_line.charge', '=', id)
    .orderBy('charge_line.n'),
)
const diagnosesOf = prepared((id: number) => from.selectFrom('charge_diagnosis').select('code').where('charge', '=', id).orderBy('n'))

/** The lines of a charge as they were saved. */
export const linesOfCharge = (db: Reading, id: number): { code: string; modifiers: string[]; units: number; cents: number }[] =>
  db.all(linesOf(id)).map((line) => ({ ...line, modifiers: line.modifiers.split(' ').filter(Boolean) }))

/** The facts of a billable charge. */
export function chargeFacts(db: Reading, id: number): ChargeFacts | undefined {
  const row = db.first(charge(id))
  if (!row || row.coverage === null) return undefined
  const lines = db.all(linesOf(id))
  const diagnoses = db.all(diagnosesOf(id))
  return {
    id,
    patient: row.patient,
    provider: row.provider,
    coverage: row.coverage,
    day: row.day as Day,
    minutes: row.minutes,
    service: row.service,
    place: row.place,
    lines: lines.map((line) => ({
      code: line.code,
      modifiers: line.modifiers.split(' ').filter(Boolean),
      units: line.units,
      pointers: line.pointers.split(',').filter(Boolean).map(digits),
      cents: line.cents,
      drug: drugInColumns(line),
    })),
    diagnoses: diagnoses.map((one) => one.code),
  }
}
