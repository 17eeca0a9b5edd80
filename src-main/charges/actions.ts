import { sql } from 'kysely'
import type { Output } from '../../src-shared/contract/index.ts'
import type { Day } from '../../src-shared/day.ts'
import { cents, sum } from '../../src-shared/money.ts'
import { digits } from '../../src-shared/number.ts'
import { fullName, patientById, providerById, providerName } from '../practice/index.ts'
import { refuse, type Handlers, type Reading } from '../store/index.ts'
import { from } from './records.ts'
import { suggest } from './suggest.ts'

type Row = Output<'charges.day'>['rows'][number]

export const handlers = {
  'charges.day': ({ db }, { day, provider }) => {
    const rows = chargesOf(db, day, provider)
    const sessions = db.all(
      from
        .selectFrom('appointment')
        .innerJoin('patient', 'patient.id', 'appointment.patient')
        .innerJoin('provider', 'provider.id', 'appointment.provider')
        .leftJoin('charge', 'charge.appointment', 'appointment.id')
        .selectAll('appointment')
        .select([
          'patient.first as pf',
          'patient.last as pl',
          'provider.first',
          'provider.last',
          'provider.credential',
          'charge.id as charge',
        ])
        .where('appointment.day', '=', day)
        .where('appointment.status', 'in', ['booked', 'held'])
        .$if(provider !== undefined, (query) => query.where('appointment.provider', '=', provider ?? 0))
        .orderBy('appointment.start')
        .orderBy('appointment.id'),
    )
    const missing = sessions.filter((one) => one.charge === null)
    return {
      rows,
      missing: missing.map((one) => ({
        id: one.id,
        patient: one.patient,
        patientName: fullName({ first: one.pf, last: one.pl }),
        provider: one.provider,
        providerName: providerName(one),
        start: one.start,
        stop: one.stop,
        service: one.service as 'individual',
        mode: one.mode as 'video',
      })),
      booked: sessions.length,
      minutes: rows.reduce((all, one) => all + one.minutes, 0),
      cents: sum(rows.map((one) => one.cents)),
    }
  },

  'charges.suggest': ({ db }, input) => suggest(db, input),

  'charges.save': ({ db, announce, happened, clock, user }, input) => {
    if (!patientById(db, input.patient)) refuse('record.missing', { at: { field: 'patient' } })
    if (!providerById(db, input.provider)) refuse('record.missing', { at: { field: 'provider' } })
    if (input.appointment !== null && db.first(from.selectFrom('charge').select('id').where('appointment', '=', input.appointment)))
      refuse('session.billed')
    const suggestion = suggest(db, input)
    if (suggestion.minutes === null) refuse('session.order', { at: { field: 'stop' } })
    if (suggestion.outcome === 'billed' && suggestion.coverage === null) {
      refuse('coverage.none', { at: { field: 'patient' }, fix: 'Add the coverage to the patient, then save again.' })
    }
    const { outcome } = suggestion
    if (outcome === 'incomplete') refuse('charge.unbillable')
    const charge = db.insert(
      from.insertInto('charge').values({
        appointment: input.appointment,
        patient: input.patient,
        provider: input.provider,
        coverage: suggestion.coverage?.id ?? null,
        day: input.day,
        start: input.start,
        stop: input.stop,
        minutes: suggestion.minutes,
        service: input.service,
        mode: input.mode,
        place: suggestion.place,
        outcome,
        reason: suggestion.notice?.words ?? '',
        cents: suggestion.cents,
        user: user.id,
        created_at: clock.now(),
      }),
    )
    db.insertRows(
      'charge_line',
      suggestion.lines.map((line, n) => ({
        charge,
        n: n + 1,
        code: line.code,
        modifiers: line.modifiers.join(' '),
        units: line.units,
        pointers: line.pointers.join(','),
        cents: line.cents,
      })),
    )
    db.insertRows(
      'charge_diagnosis',
      suggestion.diagnoses.map((code, n) => ({ charge, n: n + 1, code })),
    )
    if (input.appointment !== null) db.run(from.updateTable('appointment').set({ status: 'held' }).where('id', '=', input.appointment))
    if (outcome === 'billed') happened({ is: 'charge-saved', charge })
    announce('charges', [charge])
    const claim = db.first(from.selectFrom('claim').select(['id', 'status']).where('charge', '=', charge))
    return { charge, claim: claim?.id ?? null, outcome, status: claim?.status ?? null }
  },
} satisfies Pick<Handlers, 'charges.day' | 'charges.suggest' | 'charges.save'>

function chargesOf(db: Reading, day: Day, provider: number | undefined): Row[] {
  const rows = db.all(
    from
      .selectFrom('charge')
      .innerJoin('patient', 'patient.id', 'charge.patient')
      .innerJoin('provider', 'provider.id', 'charge.provider')
      .leftJoin('claim', 'claim.charge', 'charge.id')
      .selectAll('charge')
      .select([
        'patient.first as pf',
        'patient.last as pl',
        'provider.first',
        'provider.last',
        'provider.credential',
        'claim.id as claim',
        'claim.status as claimStatus',
        sql<string>`(select group_concat(code, ', ') from (select code from charge_line where charge = charge.id order by n))`.as('codes'),
        sql<string | null>`(select modifiers from charge_line where charge_line.charge = charge.id order by n limit 1)`.as('modifiers'),
        sql<string>`(select group_concat(units, ', ') from (select units from charge_line where charge_line.charge = charge.id order by n))`.as(
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
      .$if(provider !== undefined, (query) => query.where('charge.provider', '=', provider ?? 0))
      .orderBy('charge.start')
      .orderBy('charge.id'),
  )
  return rows.map((row) => ({
    id: row.id,
    appointment: row.appointment,
    patient: row.patient,
    patientName: fullName({ first: row.pf, last: row.pl }),
    provider: row.provider,
    providerName: providerName(row),
    day: row.day as Day,
    start: row.start,
    stop: row.stop,
    minutes: row.minutes,
    service: row.service,
    mode: row.mode,
    place: row.place,
    codes: row.codes ?? '',
    modifiers: row.modifiers ?? '',
    units: row.units ?? '',
    diagnoses: (row.diagnoses ?? '').split(' ').filter(Boolean),
    pointers: row.pointers ?? '',
    cents: cents(row.cents),
    outcome: row.outcome as 'billed',
    reason: row.reason,
    claim: row.claim,
    claimStatus: row.claimStatus,
  }))
}

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
  }[]
  readonly diagnoses: readonly string[]
}

/** The facts of a billable charge. */
export function chargeFacts(db: Reading, id: number): ChargeFacts | undefined {
  const row = db.first(from.selectFrom('charge').selectAll().where('id', '=', id))
  if (!row || row.coverage === null) return undefined
  const lines = db.all(from.selectFrom('charge_line').selectAll().where('charge', '=', id).orderBy('n'))
  const diagnoses = db.all(from.selectFrom('charge_diagnosis').select('code').where('charge', '=', id).orderBy('n'))
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
    })),
    diagnoses: diagnoses.map((one) => one.code),
  }
}
