import { sql } from 'kysely'
import type { Output } from '../../src-shared/contract/index.ts'
import { cents } from '../../src-shared/money.ts'
import type { Day } from '../../src-shared/day.ts'
import { refuse, type Handlers, type Reading } from '../store/index.ts'
import { billerOf } from './adding.ts'
import { coveragesOf, diagnosesOf, fullName, ourBiller, patientById, practiceOf, providerName } from './people.ts'
import { from } from './records.ts'
import { patientPlan, type PatientListRow } from './lists.ts'

export const handlers = {
  'practice.get': ({ db }) => {
    const practice = practiceOf(db)
    const biller = ourBiller(db)
    if (!practice) refuse('record.missing')
    const { name, isSample } = practice
    if (!biller) return { name, isSample }
    const { npi, tax_id: taxId, taxonomy, line1, line2, city, state, zip } = biller
    return {
      name,
      isSample,
      ...(npi && { npi }),
      ...(taxId && { taxId }),
      ...(taxonomy && { taxonomy }),
      line1,
      line2,
      city,
      ...(state && { state }),
      ...(zip && { zip }),
      phone: practice.phone,
      contact: practice.contact,
      submitterId: practice.submitterId,
    }
  },

  'practice.save': ({ db, announce }, input) => {
    db.run(
      from
        .updateTable('practice')
        .set({ name: input.name, phone: input.phone, contact: input.contact, submitter_id: input.submitterId })
        .where('id', '=', 1),
    )
    const known = ourBiller(db)
    if (known) db.run(from.updateTable('biller').set(billerOf(input)).where('id', '=', known.id))
    else db.run(from.insertInto('biller').values(billerOf(input)))
    announce('practice')
    return {}
  },

  'providers.list': ({ db }) =>
    db
      .all(from.selectFrom('provider').selectAll().orderBy('is_active', 'desc').orderBy('last').orderBy('first'))
      .map((row) => ({
        id: row.id,
        name: providerName(row),
        last: row.last,
        first: row.first ?? '',
        credential: row.credential,
        discipline: row.discipline,
        npi: row.npi,
        taxonomy: row.taxonomy,
        isActive: row.is_active === 1,
      })),

  'providers.save': ({ db, announce }, { id, isActive, ...fields }) => {
    const values = { ...fields, is_active: isActive ? 1 : 0, is_person: 1 }
    const saved =
      id === null
        ? db.insert(from.insertInto('provider').values(values))
        : touched(db.run(from.updateTable('provider').set(values).where('id', '=', id)), id)
    announce('practice', [saved])
    return { id: saved }
  },

  'payers.list': ({ db }) =>
    db
      .all(
        from
          .selectFrom('payer')
          .selectAll()
          .select(sql<number>`(select count(*) from claim where claim.payer = payer.id)`.as('claims'))
          .orderBy('name'),
      )
      .map((row) => ({
        id: row.id,
        name: row.name,
        ediId: row.edi_id,
        kind: row.kind as Output<'payers.list'>[number]['kind'],
        filing: row.filing,
        phone: row.phone ?? '',
        appealsLine1: row.appeals_line1 ?? '',
        appealsCity: row.appeals_city ?? '',
        appealsState: row.appeals_state,
        appealsZip: row.appeals_zip,
        appealsFax: row.appeals_fax ?? '',
        filingDays: row.filing_days,
        correctedDays: row.corrected_days,
        appealDays: row.appeal_days,
        videoModifier: row.video_modifier as '95',
        audioModifier: row.audio_modifier as '93',
        claims: row.claims,
      })),

  'payers.save': ({ db, announce }, input) => {
    const values = {
      name: input.name,
      edi_id: input.ediId,
      kind: input.kind,
      filing: input.filing,
      phone: input.phone,
      appeals_line1: input.appealsLine1,
      appeals_city: input.appealsCity,
      appeals_state: input.appealsState,
      appeals_zip: input.appealsZip,
      appeals_fax: input.appealsFax,
      filing_days: input.filingDays,
      corrected_days: input.correctedDays,
      appeal_days: input.appealDays,
      video_modifier: input.videoModifier,
      audio_modifier: input.audioModifier,
    }
    const id =
      input.id === null
        ? db.insert(from.insertInto('payer').values(values))
        : touched(db.run(from.updateTable('payer').set(values).where('id', '=', input.id)), input.id)
    announce('practice', [id])
    return { id }
  },

  'patients.list': ({ db, lists, clock }, input) => {
    const page = lists.page(db, patientPlan(clock.today()), input)
    return { ...page, rows: page.rows.map(asPatientRow) }
  },

  'patients.get': ({ db }, { id }) => {
    const patient = patientById(db, id) ?? refuse('record.missing')
    const claims = db.all(
      from
        .selectFrom('claim')
        .innerJoin('payer', 'payer.id', 'claim.payer')
        .leftJoin('claim_sum', 'claim_sum.claim', 'claim.id')
        .select([
          'claim.id',
          'claim.first_day',
          'claim.codes',
          'payer.name',
          'claim.status',
          'claim.cents',
          'claim_sum.payment',
          'claim_sum.payer',
          'claim_sum.patient',
        ])
        .where('claim.patient', '=', id)
        .orderBy('claim.first_day', 'desc')
        .orderBy('claim.id', 'desc'),
    )
    const total = (of: 'payer' | 'patient') => cents(claims.reduce((all, one) => all + (one[of] ?? 0), 0))
    return {
      id,
      last: patient.last,
      first: patient.first,
      middle: patient.middle,
      born: (patient.born ?? '1900-01-01') as Day,
      sex: (patient.sex ?? 'U') as 'F',
      address: { line1: patient.line1 ?? '', line2: patient.line2, city: patient.city ?? '', state: patient.state, zip: patient.zip },
      phone: patient.phone,
      diagnoses: diagnosesOf(db, id),
      coverages: coveragesOf(db, id).map((row) => coverageShape(db, row)),
      owedByPayers: total('payer'),
      owedByPatient: total('patient'),
      claims: claims.map((row) => ({
        id: row.id,
        day: row.first_day as Day,
        codes: row.codes,
        payer: row.name,
        status: row.status,
        cents: cents(row.cents),
        paid: cents(row.payment ?? 0),
      })),
      appointments: db
        .all(
          from
            .selectFrom('appointment')
            .innerJoin('provider', 'provider.id', 'appointment.provider')
            .select([
              'appointment.id',
              'appointment.day',
              'appointment.start',
              'provider.first',
              'provider.last',
              'provider.credential',
              'appointment.status',
            ])
            .where('appointment.patient', '=', id)
            .orderBy('appointment.day', 'desc')
            .limit(60),
        )
        .map((row) => ({ id: row.id, day: row.day as Day, start: row.start, provider: providerName(row), status: row.status })),
    }
  },

  'patients.save': ({ db, announce, clock }, input) => {
    const { address, diagnoses, coverages, id: given, ...person } = input
    const values = { ...person, ...address }
    const twin = db.first(
      from
        .selectFrom('patient')
        .select('id')
        .where('last', '=', person.last)
        .where('first', '=', person.first)
        .where('born', '=', person.born)
        .where('id', '<>', given ?? 0),
    )
    if (twin) refuse('patient.exists', { at: { field: 'last' }, fix: 'Open that patient instead.' })
    const id =
      given === null
        ? db.insert(from.insertInto('patient').values({ ...values, created_at: clock.now() }))
        : touched(db.run(from.updateTable('patient').set(values).where('id', '=', given)), given)
    db.run(from.deleteFrom('patient_diagnosis').where('patient', '=', id))
    db.insertRows(
      'patient_diagnosis',
      diagnoses.map((code, n) => ({ patient: id, position: n + 1, code, since: clock.today() })),
    )
    for (const coverage of coverages) saveCoverage(db, id, coverage)
    announce('patients', [id])
    return { id }
  },

  'patients.pick': ({ db }, { text, limit }) => {
    const words = text.trim().split(/\s+/).filter(Boolean)
    const select = from
      .selectFrom('patient')
      .leftJoin('coverage', (join) => join.onRef('coverage.patient', '=', 'patient.id').on('coverage.position', '=', 1))
      .leftJoin('payer', 'payer.id', 'coverage.payer')
      .select(['patient.id', 'patient.first', 'patient.last', 'patient.born', 'payer.name'])
      .groupBy('patient.id')
      .orderBy('patient.last')
      .orderBy('patient.first')
      .limit(limit)
    // Trigrams need three letters; shorter words are looked for at the beginning of a name.
    const matched = words.reduce(
      (query, word) =>
        word.length >= 3
          ? query.where(
              'patient.id',
              'in',
              from
                .selectFrom('patient_search')
                .select('rowid')
                .where(sql<boolean>`words match ${`"${word.replaceAll('"', '""')}"`}`),
            )
          : query.where((e) => e.or([e('patient.last', 'like', `${word}%`), e('patient.first', 'like', `${word}%`)])),
      select,
    )
    return db.all(matched).map((row) => ({ id: row.id, name: fullName(row), born: row.born as Day | null, payer: row.name }))
  },

  'fees.list': ({ db }) =>
    db
      .all(from.selectFrom('fee').selectAll().orderBy('code').orderBy('starts', 'desc'))
      .map((row) => ({ code: row.code, starts: row.starts as Day, cents: cents(row.cents) })),

  'fees.save': ({ db, announce }, { code, starts, cents: amount }) => {
    db.run(
      from
        .insertInto('fee')
        .values({ code, starts, cents: amount })
        .onConflict((conflict) => conflict.columns(['code', 'starts']).doUpdateSet({ cents: amount })),
    )
    announce('practice')
    return {}
  },

  'rates.save': ({ db, announce }, { payer, code, starts, cents: amount }) => {
    if (!db.first(from.selectFrom('payer').select('id').where('id', '=', payer))) refuse('record.missing')
    db.run(
      from
        .insertInto('rate')
        .values({ payer, code, starts, cents: amount })
        .onConflict((conflict) => conflict.columns(['payer', 'code', 'starts']).doUpdateSet({ cents: amount })),
    )
    announce('practice')
    return {}
  },

  'appointments.list': ({ db }, { from: first, to }) =>
    db
      .all(
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
          .where('day', '>=', first)
          .where('day', '<=', to)
          .orderBy('day')
          .orderBy('start')
          .orderBy('appointment.id')
          .limit(2000),
      )
      .map((row) => ({
        id: row.id,
        day: row.day as Day,
        start: row.start,
        stop: row.stop,
        patient: row.patient,
        patientName: fullName({ first: row.pf, last: row.pl }),
        provider: row.provider,
        providerName: providerName(row),
        service: row.service as 'individual',
        mode: row.mode as 'video',
        status: row.status,
        charge: row.charge,
      })),

  'appointments.save': ({ db, announce }, input) => {
    if (input.stop <= input.start) refuse('session.order', { at: { field: 'stop' } })
    const id = db.insert(from.insertInto('appointment').values({ ...input, status: 'booked' }))
    announce('appointments', [id])
    return { id }
  },
} satisfies Pick<
  Handlers,
  | 'practice.get'
  | 'practice.save'
  | 'providers.list'
  | 'providers.save'
  | 'payers.list'
  | 'payers.save'
  | 'patients.list'
  | 'patients.get'
  | 'patients.save'
  | 'patients.pick'
  | 'fees.list'
  | 'fees.save'
  | 'rates.save'
  | 'appointments.list'
  | 'appointments.save'
>

/** A change by id must touch its one row. */
function touched(rows: number, id: number): number {
  if (rows !== 1) refuse('record.missing')
  return id
}

function saveCoverage(
  db: Parameters<(typeof handlers)['patients.save']>[0]['db'],
  patient: number,
  input: Parameters<(typeof handlers)['patients.save']>[1]['coverages'][number],
): void {
  const values = {
    patient,
    payer: input.payer,
    position: input.position,
    member_id: input.memberId,
    group_number: input.group,
    plan: input.plan,
    relationship: input.relationship,
    subscriber_last: input.subscriberLast,
    subscriber_first: input.subscriberFirst,
    subscriber_born: input.subscriberBorn,
    starts: input.starts,
    ends: input.ends,
  }
  if (input.id === null) db.run(from.insertInto('coverage').values(values))
  else touched(db.run(from.updateTable('coverage').set(values).where('id', '=', input.id).where('patient', '=', patient)), input.id)
}

function coverageShape(db: Reading, row: ReturnType<typeof coveragesOf>[number]): Output<'patients.get'>['coverages'][number] {
  return {
    id: row.id,
    payer: row.payer,
    payerName: db.first(from.selectFrom('payer').select('name').where('id', '=', row.payer))?.name ?? '',
    position: row.position,
    memberId: row.member_id,
    group: row.group_number,
    plan: row.plan,
    relationship: row.relationship as '18',
    subscriberLast: row.subscriber_last,
    subscriberFirst: row.subscriber_first,
    subscriberBorn: row.subscriber_born as Day | null,
    starts: row.starts as Day | null,
    ends: row.ends as Day | null,
  }
}

function asPatientRow(row: PatientListRow): Output<'patients.list'>['rows'][number] {
  return {
    id: row.id,
    name: fullName(row),
    born: row.born as Day | null,
    payer: row.payerName,
    memberId: row.memberId,
    lastSeen: row.lastSeen as Day | null,
    nextSeen: row.nextSeen as Day | null,
    claims: row.claims,
    owedByPayers: cents(row.owedByPayers),
    owedByPatient: cents(row.owedByPatient),
  }
}
