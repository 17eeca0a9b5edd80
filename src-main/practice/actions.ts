import { randomInt } from 'node:crypto'
import type { Argument, Output } from '../../src-shared/contract/index.ts'
import { cents } from '../../src-shared/money.ts'
import type { Day } from '../../src-shared/day.ts'
import { isVisible, mayDo, noteService } from '../access/index.ts'
import { refuse, type CommandWork, type Handlers, type Reading, type Writing } from '../store/index.ts'
import { checksOf, type CheckedPatient } from './checks.ts'
import { fullName, providerName } from './names.ts'
import { patientPlan, type PatientListRow } from './records/lists.ts'
import {
  addCoverage,
  addPatient,
  changeCoverage,
  changePatient,
  claimsOfPatient,
  isCoverageUsed,
  patientsLike,
  removeCoverage,
  setDiagnoses,
  sharingMemberId,
  twinsOf,
} from './records/patients.ts'
import { coveragesOf, diagnosesOf, ourBiller, patientById, payerById, practiceOf, providerById } from './records/people.ts'
import { fees, setFee } from './records/prices.ts'
import { learnedShape } from './records/shapes.ts'
import { bookSession, markSession, sessionById, sessionsBetween, sessionsOfPatient } from './records/sessions.ts'
import {
  addPayer,
  addPractice,
  addProvider,
  changePayer,
  changePractice,
  changeProvider,
  payers,
  payerWithEdiId,
  providers,
  providerWithNpi,
  setOurBiller,
} from './records/setup.ts'
import type { CoverageRow, NewBiller, PatientRow } from './records/tables.ts'

type Setup = Argument<'practice.save'>

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
    changePractice(db, { name: input.name, phone: input.phone, contact: input.contact, submitter_id: input.submitterId })
    setOurBiller(db, billerOf(input))
    announce('practice')
    return {}
  },

  'providers.list': ({ db }) =>
    providers(db).map((row) => ({
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
    if (isAnother(providerWithNpi(db, fields.npi), id))
      refuse('provider.exists', { at: { field: 'npi' }, fix: 'Open that clinician instead.' })
    const values = { ...fields, is_active: isActive ? 1 : 0, is_person: 1 }
    const saved = id === null ? addProvider(db, values) : touched(changeProvider(db, id, values), id)
    announce('practice', [saved])
    return { id: saved }
  },

  'payers.list': ({ db }) =>
    payers(db).map((row) => ({
      id: row.id,
      name: row.name,
      ediId: row.edi_id,
      eligibilityId: row.eligibility_id ?? '',
      statusId: row.status_id ?? '',
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
      quarterHours: row.quarters_together === 1 ? 'together' : (row.quarter_hours as 'midpoint'),
      crisisFrom: row.crisis_from as 75,
      familyLeast: row.family_least,
      emWith25: row.em_with_25 === 1,
      supervised: row.supervised as 'own',
      supervisedModifier: row.supervised_modifier,
      memberShape: row.member_shape,
      manyServices: row.many_services === 1,
      tellsPaid: row.tells_paid === 1,
      wantsReferrer: row.wants_referrer === 1,
      namesSite: row.names_site === 1,
      namesTaxonomy: row.names_taxonomy === 1,
      wantsNdc: row.wants_ndc as 'usual',
      together: row.together as 'none',
      claims: row.claims,
    })),

  'payers.save': ({ db, announce }, input) => {
    if (isAnother(payerWithEdiId(db, input.ediId), input.id))
      refuse('payer.exists', { at: { field: 'ediId' }, fix: 'Open that payer instead.' })
    const values = {
      name: input.name,
      edi_id: input.ediId,
      eligibility_id: input.eligibilityId || null,
      status_id: input.statusId || null,
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
      quarter_hours: input.quarterHours === 'full' ? 'full' : 'midpoint',
      quarters_together: input.quarterHours === 'together' ? 1 : 0,
      crisis_from: input.crisisFrom,
      family_least: input.familyLeast,
      em_with_25: input.emWith25 ? 1 : 0,
      supervised: input.supervised,
      supervised_modifier: input.supervisedModifier,
      member_shape: input.memberShape,
      many_services: input.manyServices ? 1 : 0,
      tells_paid: input.tellsPaid ? 1 : 0,
      wants_referrer: input.wantsReferrer ? 1 : 0,
      names_site: input.namesSite ? 1 : 0,
      names_taxonomy: input.namesTaxonomy ? 1 : 0,
      wants_ndc: input.wantsNdc,
      together: input.together,
    }
    const id = input.id === null ? addPayer(db, values) : touched(changePayer(db, input.id, values), input.id)
    announce('practice', [id])
    return { id }
  },

  'payers.memberShape': ({ db }, { id }) => {
    if (!payerById(db, id)) refuse('record.missing')
    return learnedShape(db, id)
  },

  'patients.list': ({ db, lists, clock }, input) => {
    const page = lists.page(db, patientPlan(clock.today()), input)
    return { ...page, rows: page.rows.map(asPatientRow) }
  },

  'patients.totals': ({ db, lists, clock }, input) => lists.totals(db, patientPlan(clock.today()), input),

  'patients.get': ({ db, user, clock }, { id }) => {
    const patient = patientById(db, id) ?? refuse('record.missing')
    const claims = claimsOfPatient(db, id)
    const rows = coveragesOf(db, id)
    const coverages = rows.map((row) => coverageShape(db, row))
    const total = (of: 'payer' | 'patient') => cents(claims.reduce((all, one) => all + (one[of] ?? 0), 0))
    return {
      id,
      last: patient.last,
      first: patient.first,
      middle: patient.middle,
      born: patient.born as Day | null,
      sex: (patient.sex ?? 'U') as 'F',
      address: { line1: patient.line1 ?? '', line2: patient.line2, city: patient.city ?? '', state: patient.state, zip: patient.zip },
      phone: patient.phone,
      diagnoses: mayDo(user, 'clinical.read') ? diagnosesOf(db, id) : null,
      coverages,
      checks: [
        ...checksOf(
          factsOf(patient),
          rows.map((row) => ({ ...coverageShape(db, row), ...payerFacts(db, row.payer), carveOf: row.carve_of })),
          sharingMemberId(db, id),
          clock.today(),
        ),
      ],
      owedByPayers: total('payer'),
      owedByPatient: total('patient'),
      claims: (mayDo(user, 'claims.read') ? claims : []).map((row) => ({
        id: row.id,
        day: row.first_day as Day,
        codes: row.codes,
        payer: row.name,
        status: row.status,
        cents: cents(row.cents),
        paid: cents(row.payment ?? 0),
      })),
      appointments: sessionsOfPatient(db, id).map((row) => ({
        id: row.id,
        day: row.day as Day,
        start: row.start,
        provider: providerName(row),
        status: row.status,
      })),
    }
  },

  'patients.save': (work, input) => {
    const { db, announce, clock, user } = work
    const { address, diagnoses, coverages, id: given, ...person } = input
    const values = { ...person, ...address }
    const isClinical = mayDo(user, 'clinical.read')
    if (!isClinical && diagnoses !== null && diagnoses.length > 0) refuse('access.denied', { at: { field: 'diagnoses' } })
    if (hasTwin(work, person, given)) refuse('patient.exists', { at: { field: 'last' }, fix: 'Open that patient instead.' })
    const id = given === null ? addPatient(db, values, clock.now()) : touched(changePatient(db, given, values), given)
    // Who does not see them leaves them as they are.
    if (diagnoses !== null && isClinical) {
      setDiagnoses(db, id, diagnoses, clock.today())
      noteService(work, { patient: id, day: clock.today(), provider: null, diagnoses })
    }
    for (const known of coveragesOf(db, id).filter((one) => coverages.every((kept) => kept.id !== one.id))) {
      if (isCoverageUsed(db, known)) refuse('coverage.used', { at: { field: 'coverages' }, fix: 'Keep it, and give it a last day.' })
      removeCoverage(db, known.id)
    }
    coverages.forEach((coverage, n) => saveCoverage(db, id, coverage, `coverages.${n}.payer`))
    announce('patients', [id])
    work.happened({ is: 'patient-saved', patient: id })
    return { id }
  },

  'patients.pick': ({ db, clock }, { text, limit }) =>
    patientsLike(db, text, limit, clock.today()).map((row) => ({
      id: row.id,
      name: fullName(row),
      born: row.born as Day | null,
      payer: row.name,
    })),

  'fees.list': ({ db }) => {
    const names = new Map(providers(db).map((row) => [row.id, providerName(row)]))
    return fees(db).map(({ provider, ...row }) => ({
      ...row,
      starts: row.starts as Day,
      cents: cents(row.cents),
      provider: provider === 0 ? null : provider,
      providerName: names.get(provider) ?? '',
    }))
  },

  'fees.save': ({ db, announce }, { modifiers, provider, ...fee }) => {
    if (provider !== null && !providerById(db, provider)) refuse('record.missing', { at: { field: 'provider' } })
    setFee(db, { ...fee, modifiers: [...new Set(modifiers)].toSorted().join(' '), provider: provider ?? 0 })
    announce('practice')
    return {}
  },

  'appointments.list': ({ db }, { from, to }) =>
    sessionsBetween(db, from, to).map((row) => ({
      id: row.id,
      day: row.day as Day,
      start: row.start,
      stop: row.stop,
      patient: row.patient,
      patientName: fullName({ first: row.patientFirst, last: row.patientLast }),
      provider: row.provider,
      providerName: providerName(row),
      service: row.service as 'individual',
      mode: row.mode as 'video',
      status: row.status,
      charge: row.charge,
    })),

  'appointments.save': (work, input) => {
    const { db, announce, happened } = work
    if (!patientById(db, input.patient)) refuse('record.missing', { at: { field: 'patient' } })
    if (!providerById(db, input.provider)) refuse('record.missing', { at: { field: 'provider' } })
    if (input.stop <= input.start) refuse('session.order', { at: { field: 'stop' } })
    const id = bookSession(db, input)
    noteService(work, { patient: input.patient, day: input.day, provider: input.provider, diagnoses: diagnosesOf(db, input.patient) })
    announce('appointments', [id])
    happened({ is: 'session-changed', appointment: id, patient: input.patient })
    return { id }
  },

  'appointments.mark': ({ db, announce, happened }, { id, status }) => {
    const session = sessionById(db, id) ?? refuse('record.missing')
    if (session.charge !== null) refuse('session.billed')
    markSession(db, id, status)
    announce('appointments', [id])
    happened({ is: 'session-changed', appointment: id, patient: session.patient })
    return {}
  },
} satisfies Pick<
  Handlers,
  | 'practice.get'
  | 'practice.save'
  | 'providers.list'
  | 'providers.save'
  | 'payers.list'
  | 'payers.save'
  | 'payers.memberShape'
  | 'patients.list'
  | 'patients.totals'
  | 'patients.get'
  | 'patients.save'
  | 'patients.pick'
  | 'fees.list'
  | 'fees.save'
  | 'appointments.list'
  | 'appointments.save'
  | 'appointments.mark'
>

/** The first records of a new store: the practice, and who it bills as when that is known already. */
export function newPractice(db: Writing, setup: Setup | null, isSample = false, name = 'New practice'): void {
  addPractice(db, {
    id: 1,
    name: setup?.name ?? name,
    phone: setup?.phone ?? '',
    contact: setup?.contact ?? '',
    submitter_id: setup?.submitterId ?? '',
    prefix: Array.from({ length: 6 }, () => LETTERS.charAt(randomInt(LETTERS.length))).join(''),
    is_sample: isSample ? 1 : 0,
  })
  if (setup) setOurBiller(db, billerOf(setup))
}

/** Letters and digits that are not taken for one another. */
const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'

const billerOf = (setup: Setup): NewBiller => ({
  name: setup.name,
  first: null,
  is_person: 0,
  npi: setup.npi,
  tax_id: setup.taxId,
  tax_id_kind: 'EI',
  taxonomy: setup.taxonomy,
  line1: setup.line1,
  line2: setup.line2,
  city: setup.city,
  state: setup.state,
  zip: setup.zip,
  country: null,
  phone: setup.phone,
  is_ours: 1,
})

/**
 * Whether there is another patient of this name and birth date whom the person may know of. A twin that is hidden must not show itself by a refusal, so
 * the record is made; those who see both find the pair on their desk (`patients.alike`).
 */
const hasTwin = ({ db, user }: CommandWork, person: Parameters<typeof twinsOf>[1], except: number | null): boolean =>
  twinsOf(db, person, except).some((one) => isVisible(db, user, 'patient', one))

const isAnother = (found: number | undefined, id: number | null): boolean => found !== undefined && found !== id

/** A change by id must touch its one row. */
function touched(rows: number, id: number): number {
  if (rows !== 1) refuse('record.missing')
  return id
}

function saveCoverage(db: Writing, patient: number, input: Argument<'patients.save'>['coverages'][number], field: string): void {
  if (!payerById(db, input.payer)) refuse('record.missing', { at: { field } })
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
    subscriber_lives: input.subscriberLives,
    subscriber_line1: input.subscriberAddress.line1,
    subscriber_line2: input.subscriberAddress.line2,
    subscriber_city: input.subscriberAddress.city,
    subscriber_state: input.subscriberAddress.state,
    subscriber_zip: input.subscriberAddress.zip,
    starts: input.starts,
    ends: input.ends,
  }
  if (input.id === null) addCoverage(db, values)
  else touched(changeCoverage(db, input.id, values), input.id)
}

const factsOf = ({ last, first, born, sex, state }: PatientRow): CheckedPatient => ({ last, first, born: born as Day | null, sex, state })

function payerFacts(db: Reading, id: number): { readonly kind: string; readonly shape: string } {
  const payer = payerById(db, id)
  return { kind: payer?.kind ?? 'other', shape: payer?.member_shape ?? '' }
}

function coverageShape(db: Reading, row: CoverageRow): Output<'patients.get'>['coverages'][number] {
  return {
    id: row.id,
    payer: row.payer,
    payerName: payerById(db, row.payer)?.name ?? '',
    position: row.position,
    memberId: row.member_id,
    group: row.group_number,
    plan: row.plan,
    relationship: row.relationship as '18',
    subscriberLast: row.subscriber_last,
    subscriberFirst: row.subscriber_first,
    subscriberBorn: row.subscriber_born as Day | null,
    subscriberLives: row.subscriber_lives,
    subscriberAddress: {
      line1: row.subscriber_line1 ?? '',
      line2: row.subscriber_line2,
      city: row.subscriber_city ?? '',
      state: row.subscriber_state,
      zip: row.subscriber_zip,
    },
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
    wrong: row.wrong as 'k-nothing',
    waiting: row.waiting,
    claims: row.claims,
    owedByPayers: cents(row.owedByPayers),
    owedByPatient: cents(row.owedByPatient),
  }
}
