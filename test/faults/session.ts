import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  acceptSyntax,
  acknowledgeClaims,
  answerEligibility,
  answerReview,
  payClaims,
  readClaims,
  type Decision,
} from '../../src-main/practice-payer/index.ts'
import type { Input, Name, Output } from '../../src-shared/contract/index.ts'
import { addDays, day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { parseMonth } from '../../src-shared/month.ts'
import { must } from '../../src-shared/result.ts'
import { paperPdf } from '../support/paper.ts'
import { CALLED, TOLD } from '../support/inputs.ts'
import { CLINICIAN, COVERAGE, PATIENT, PAYER as HEALTH_PLAN, SETUP } from '../support/practice.ts'
import { PASSPHRASE } from './place.ts'
import { connected, travelled } from './travelling.ts'
import { askedOnPaper, consented, exported, lettered, onPaper, paidAtTheDesk, paidShort, secondPerson, type Office } from './office.ts'

/*
 * A working day with every kind of change, through the contract alone: from the first clinician to the appeal that left. Everything is invented.
 */

export type Calling = <N extends Name>(name: N, input: Input<N>) => Promise<Output<N>>
/** What the session needs from outside: calls, a folder, and the clock to move. */
export type Session = { readonly call: Calling; readonly folder: string; readonly at: (day: string) => void }

const PAYER = { name: 'Northlake Health Plan', id: 'NLHP1', taxNumber: '341000001' }
const TO = { name: 'Cedar Hollow Behavioral Health', npi: '1234567893', taxId: '123456789', submitter: 'CEDARHOLLOW' }
const ALL = { view: { filters: [], sort: [] }, window: 0 }
const ON = day('2026-04-28')

export async function workingDay(own: Office): Promise<void> {
  own.at('2026-04-20')
  const standing = await standingData(own)
  const appointments = await booked(own, standing)
  await authorized(own, must('there is a patient', standing.patients[0]), must('a session is booked', appointments[0]))
  await asked(own, appointments)
  await scheduled(own)
  await listed(own)
  own.at('2026-04-29')
  const bytes = await sent(own, standing, appointments)
  await answered(own, bytes)
  await onPaper(own, must('there is another patient', standing.patients[1]), standing.provider)
  const open = await worked(own, standing.provider)
  await secondPerson(own, open)
  await consented(own, must('there is a patient', standing.patients[0]))
  await paidAtTheDesk(own, standing.patients)
  await askedOnPaper(own, standing.patients)
  await paidShort(own, must('there is another patient', standing.patients[1]), standing.provider)
  await exported(own)
  await aside(own)
  await parted(own, standing)
  await monthEnded(own)
}

/** Two sessions of a week come on one claim; one gets a claim of its own, and goes back. */
async function parted({ call }: Session, { patients, provider }: Standing): Promise<void> {
  const payers = await call('payers.list', {})
  const { id, ediId } = must(
    'there is a payer',
    payers.find(({ name }) => name === HEALTH_PLAN.name),
  )
  await call('payers.save', { ...HEALTH_PLAN, id, ediId, together: 'week' })
  const patient = must('there is a third patient', patients[2])
  const [first, second] = [
    await call('charges.save', { ...visit(patient, provider), appointment: null, interactive: false, day: addDays(ON, 6) }),
    await call('charges.save', { ...visit(patient, provider), appointment: null, interactive: false, day: addDays(ON, 7) }),
  ]
  const claim = must('it is billed', first.claim)
  const { claim: own } = await call('claims.split', { id: claim, charge: second.charge })
  await call('claims.join', { id: own, into: claim })
}

type Standing = { readonly provider: number; readonly patients: readonly number[] }

async function standingData(own: Session): Promise<Standing> {
  const { call } = own
  await call('practice.save', SETUP)
  const { id: provider } = await call('providers.save', CLINICIAN)
  const { id: payer } = await call('payers.save', HEALTH_PLAN)
  await credentialed(call, provider, payer)
  const patients: number[] = []
  for (const last of ['Quintero', 'Featherstone', 'Abernethy']) patients.push(await patient(call, payer, last))
  await call('fees.save', { code: '90837', starts: day('2025-01-01'), cents: cents(17_500) })
  await call('rates.save', { payer, code: '90837', starts: day('2025-01-01'), cents: cents(13_200) })
  await codeFiles(own)
  return { provider, patients }
}

/** The clinician is enrolled, licensed and supervised. */
async function credentialed(call: Calling, provider: number, payer: number): Promise<void> {
  const { id: supervisor } = await call('providers.save', { ...CLINICIAN, last: 'Keller', npi: '1497758544' })
  const starts = day('2025-01-01')
  await call('enrollments.save', { provider: null, payer, kind: 'claims', terms: [{ state: 'in', starts: day('2025-01-01') }] })
  await call('credentials.save', {
    provider,
    enrollments: [{ payer, state: 'in', starts }],
    licenses: [{ state: 'OH', starts, level: 'full' }],
    supervisions: [{ supervisor, starts }],
  })
}

/** A published file of codes is taken in, taken back, and holds again. */
async function codeFiles({ call, folder }: Session): Promise<void> {
  const path = join(folder, 'MUE_Eff_04-01-2026.csv')
  writeFileSync(path, 'HCPCS/CPT Code,Practitioner Services MUE Values,MUE Adjudication Indicator\n90837,2,3\n90834,2,3\n')
  const { starts } = await call('codes.preview', { path })
  const { import: id } = await call('codes.import', { path, starts: starts ?? ON })
  await call('codes.withdraw', { import: id })
  await call('codes.withdraw', { import: id, undo: true })
}

async function patient(call: Calling, payer: number, last: string): Promise<number> {
  const coverage = { ...COVERAGE, payer, memberId: `NL88${last.length}417` }
  const { id } = await call('patients.save', {
    ...PATIENT,
    last,
    coverages: [coverage, { ...coverage, position: 2, memberId: `NL99${last.length}417` }],
  })
  return id
}

const visit = (patient: number, provider: number) =>
  ({ patient, provider, day: ON, start: '09:00', stop: '09:55', service: 'individual', mode: 'video' }) as const

async function booked({ call }: Session, { patients, provider }: Standing): Promise<number[]> {
  const ids: number[] = []
  for (const one of patients) ids.push((await call('appointments.save', visit(one, provider))).id)
  const last = must('somebody is booked', ids.at(-1))
  await call('appointments.mark', { id: last, status: 'cancelled' })
  await call('appointments.mark', { id: last, status: 'booked' })
  return ids
}

/** The first patient's sessions need an authorization, and a person says which. */
async function authorized(own: Session, patient: number, appointment: number): Promise<void> {
  const { call } = own
  const { coverages } = await call('patients.get', { id: patient })
  const { id } = await call('authorizations.save', {
    patient,
    coverage: must('the patient is covered', coverages[0]).id,
    number: 'A4471',
    status: 'approved',
    starts: addDays(ON, -30),
    ends: addDays(ON, 60),
    codes: '90837',
    unit: 'visit',
    amount: 8,
  })
  await call('authorizations.choose', { appointment, authorization: id, reason: 'The payer said so' })
  await renewed(own, { patient, coverage: must('the patient is covered', coverages[0]).id, renews: id })
}

/** The payer is asked for more (278), answers, and its decision is taken over, back, and over again. */
async function renewed(own: Session, of: { readonly patient: number; readonly coverage: number; readonly renews: number }): Promise<void> {
  const { call } = own
  const asked = await call('authorizations.ask', {
    ...of,
    starts: addDays(ON, 61),
    ends: addDays(ON, 150),
    codes: '90837',
    unit: 'visit',
    amount: 12,
  })
  await call('authorizations.tell', { authorization: asked.id, review: 1, call: { ...CALLED, again: addDays(ON, 5) } })
  const answer = answerReview(await bytesOf(own, asked.file), { event: { decision: { action: 'A6', number: 'A4472' } } }, PAYER, 502, {
    day: addDays(ON, -8),
    time: '0801',
  })
  await taken(own, '278.x12', answer)
  const { reviews } = await call('authorizations.get', { id: asked.id })
  const over = { authorization: asked.id, review: must('it is answered', reviews[0]).id }
  await call('authorizations.accept', over)
  await call('authorizations.accept', { ...over, undo: true })
  await call('authorizations.accept', over)
  await call('authorizations.cancel', { authorization: asked.id, review: over.review })
  const path = join(own.folder, 'review.pdf')
  await call('authorizations.packet', { authorization: asked.id, from: addDays(ON, -60), to: ON, summary: 'Weekly sessions.', path })
}

async function asked(own: Session, appointments: readonly number[]): Promise<void> {
  const { files } = await own.call('eligibility.ask', { appointments: [...appointments] })
  const plan = { name: 'Northlake Choice', isActive: true, begins: day('2026-01-01'), copay: cents(2000), authorization: 'N' } as const
  const question = await bytesOf(own, must('a question was written', files[0]).id)
  const answer = answerEligibility(question, () => plan, PAYER, 501, { day: addDays(ON, -8), time: '0801' })
  await taken(own, '271.x12', answer)
  await elsewhere(own, must('somebody is booked', appointments[0]))
}

/** Another administrator is asked, told of on the telephone, locked and taken back. */
async function elsewhere({ call, folder }: Session, appointment: number): Promise<void> {
  const { id: payer } = await call('payers.save', { ...HEALTH_PLAN, name: 'Harborline Behavioral', ediId: 'HBH01' })
  await call('eligibility.askOther', { appointment, payer, memberId: 'HB771209' })
  await call('eligibility.tell', { appointment, ...TOLD })
  const { coverage } = await call('eligibility.lock', { appointment, payer, memberId: 'HB771209', group: null, starts: ON })
  const { rows } = await call('eligibility.list', ALL)
  const { patientId } = await call('eligibility.card', {
    appointment: must(
      'it is listed',
      rows.find((one) => one.id === appointment),
    ).id,
  })
  await call('eligibility.unlock', { patient: patientId, coverage })
  await call('charges.goodFaith', { appointment, sessions: 12, every: 'month', path: join(folder, 'estimate.pdf') })
}

/** A schedule of another system comes in, and is taken back. */
async function scheduled({ call, folder }: Session): Promise<void> {
  const path = join(folder, 'schedule.csv')
  writeFileSync(path, 'Patient,DOB,Date,Start,Stop,Clinician,Code\n"Abbott, Ines",1/2/1980,5/4/2026,9:00 AM,9:55 AM,Marcus Bell,90837\n')
  await call('intake.preview', { path })
  const { id } = await call('intake.import', { path })
  await call('intake.withdraw', { id: must('a session came', id) })
}

/** A list of payers comes in, and is taken back. */
async function listed({ call, folder }: Session): Promise<void> {
  const path = join(folder, 'payers.csv')
  writeFileSync(path, 'Payer,Payer ID,Class\nCliffside Mutual,CLF01,Commercial\n')
  await call('standing.preview', { kind: 'payers', path })
  const { id } = await call('standing.import', { kind: 'payers', path })
  await call('standing.withdraw', { id: must('a payer came', id) })
}

/** The bytes of a kept file, by way of a folder, as a person has them. */
async function bytesOf({ call, folder }: Session, id: number): Promise<Uint8Array> {
  const { path } = await call('exchange.save', { id, path: join(folder, `${id}.x12`) })
  return readFileSync(path)
}

async function taken({ call, folder }: Session, name: string, bytes: Uint8Array): Promise<void> {
  writeFileSync(join(folder, name), bytes)
  await call('exchange.import', { paths: [join(folder, name)] })
}

async function sent(own: Session, { patients, provider }: Standing, appointments: readonly number[]): Promise<Uint8Array> {
  const { call } = own
  for (const [n, one] of patients.entries()) {
    const row = { ...visit(one, provider), appointment: appointments[n] ?? null, interactive: false }
    const { charge } = await call('charges.save', row)
    const known = { times: 'yes', modality: 'yes', location: 'unknown', necessity: 'yes', plan: 'no' } as const
    await call('documentation.save', { charge, facts: known, signedOn: row.day })
    if (n > 0) continue
    await call('charges.withdraw', { charge })
    await call('charges.save', row)
  }
  const { rows } = await call('claims.list', ALL)
  const ids = rows.filter(({ status }) => status !== 'voided').map((one) => one.id)
  await call('claims.hold', { ids: ids.slice(0, 1), reason: 'To be looked at' })
  const mended = must('there is a claim', ids[0])
  const attachments = [{ report: '08' as const, by: 'FX' as const, control: null }]
  await call('claims.mend', { id: mended, authorization: null, diagnoses: ['F41.1'], attachments })
  await call('claims.cover', { id: mended, path: join(own.folder, 'covers.pdf') })
  await call('claims.recheck', { ids })
  await ruled(own, ids)
  const connection = await connected(own)
  const { batches } = await call('claims.send', { usage: 'P' })
  const { rows: left } = await call('claims.list', ALL)
  const sent = must(
    'one left',
    left.find(({ status }) => status === 'sent'),
  )
  await call('claims.proof', { id: sent.id, path: join(own.folder, 'proof.pdf') })
  const batch = must('claims were ready', batches[0])
  return bytesOf(own, await travelled(own, connection, batch))
}

/** A rule of the practice's own: tried, on, let go for one claim, off and away again. */
async function ruled({ call }: Session, ids: readonly number[]): Promise<void> {
  const when = [{ field: 'code' as const, is: 'any' as const, values: ['90837'] }]
  const { id } = await call('rules.save', { name: 'Long sessions', when, action: { does: 'hold', words: 'To be looked at' } })
  await call('rules.try', { id })
  await call('rules.turn', { id, isOn: true })
  await call('rules.order', { ids: [id] })
  await call('claims.recheck', { ids: [...ids] })
  await call('claims.approve', { id: must('there is a claim', ids[0]), rule: `own.${id}`, why: 'Looked at' })
  await call('rules.remove', { id })
  await call('claims.recheck', { ids: [...ids] })
}

async function answered(own: Session, bytes: Uint8Array): Promise<void> {
  const decisions = readClaims(bytes).map((place, n): Decision => ({
    place,
    payerControl: `UP2612000447${n}`,
    lines: place.claim.lines.map(({ service: { charge } }) =>
      n === 2
        ? {
            allowed: cents(13_200),
            paid: cents(11_200),
            adjustments: [
              { group: 'CO', reason: '45', amount: cents(4300) },
              { group: 'PR', reason: '3', amount: cents(2000) },
            ],
          }
        : { allowed: cents(0), paid: cents(0), adjustments: [{ group: 'CO', reason: '197', amount: charge }], remarks: ['N54'] },
    ),
  }))
  await taken(own, '999.x12', acceptSyntax(bytes, PAYER, 502, { day: addDays(ON, 2), time: '0615' }))
  await taken(own, '277CA.x12', acknowledgeClaims(bytes, decisions, PAYER, 503, { day: addDays(ON, 2), time: '0620' }))
  own.at('2026-05-27')
  await inquired(own)
  const paid = { trace: 'EFT0098841277', day: day('2026-05-27'), method: 'ACH' as const }
  await taken(own, '835.x12', payClaims(decisions, paid, PAYER, TO, 504, { day: day('2026-05-27'), time: '0540' }))
  const { rows } = await own.call('remittance.list', ALL)
  const id = must('a remittance came', rows[0]).id
  const { claims } = await own.call('remittance.get', { id })
  const first = must('it pays claims', claims[0])
  await own.call('remittance.match', { id: first.id, claim: must('the claim is known', first.claim) })
  const gates = await own.call('remittance.gates', {})
  await own.call('remittance.saveGates', { ...gates, whole: false, provider: false })
  await own.call('remittance.setPolicy', { group: 'CO', reason: '253', payer: null, does: 'track' })
  await own.call('remittance.posting', { ids: [id] })
  await own.call('remittance.postMany', { ids: [id] })
  await own.call('remittance.takeOff', { id: first.id, note: 'Another patient of that name' })
  await own.call('remittance.match', { id: first.id, claim: must('the claim is known', first.claim) })
  await own.call('remittance.post', { id })
  await own.call('remittance.arrived', { ids: [id], day: day('2026-04-29') })
  await own.call('remittance.notArrived', { ids: [id] })
  await deposited(own)
  await lettered(own, must('the claim is known', first.claim))
  await passedOn(own)
}

/** The bank's file comes in; what is no payment of a payer is put aside, and taken back. */
async function deposited({ call, folder }: Session): Promise<void> {
  const path = join(folder, 'bank.csv')
  writeFileSync(path, 'Date,Description,Amount\n05/27/2026,COUNTER DEPOSIT,12.34\n')
  await call('deposits.preview', { path })
  await call('deposits.import', { path })
  const { rows } = await call('deposits.list', ALL)
  const row = must(
    'money came in',
    rows.find(({ state }) => state === 'money'),
  )
  await call('deposits.get', { id: row.id })
  const { match } = await call('deposits.tie', { rows: [row.id], note: 'A refund of the landlord' })
  await call('deposits.untie', { match })
}

/** How a claim stands is asked, and told on the telephone; one call is taken back. */
async function inquired({ call }: Session): Promise<void> {
  const { rows } = await call('claims.list', ALL)
  const { id } = must(
    'a claim is with its payer',
    rows.find(({ status }) => status === 'accepted'),
  )
  await call('inquiries.ask', { ids: [id] })
  const contact = { way: 'phone', by: 'Pat', reference: 'R-551', said: 'in-process', note: '', again: day('2026-06-03') } as const
  await call('contacts.log', { claim: id, contact })
  const told = await call('contacts.log', { claim: id, contact: { ...contact, reference: 'R-552', said: 'other', again: null } })
  await call('contacts.undo', { claim: id, contact: told.id })
  const lost = await call('contacts.log', { claim: id, contact: { ...contact, reference: 'R-553', said: 'not-on-file', again: null } })
  await call('claims.resend', { id })
  await call('claims.putBack', { id })
  await call('contacts.undo', { claim: id, contact: lost.id })
}

/** What the payer paid in part: the next one is billed, it is voided, each taken back, and it is opened to be replaced. */
async function passedOn({ call }: Session): Promise<void> {
  const { rows } = await call('claims.list', ALL)
  const { id } = must(
    'a claim leaves a share to the patient',
    rows.find(({ status }) => status === 'with-patient'),
  )
  await call('claims.billNext', { id })
  await call('claims.putBack', { id })
  await call('claims.void', { id, reason: 'The wrong patient' })
  await call('claims.putBack', { id })
  await call('claims.replace', { id })
}

/** @returns the denial that is still open */
async function worked({ call, folder }: Session, provider: number): Promise<number> {
  const { rows } = await call('denials.list', ALL)
  const [first, second] = rows.map((one) => one.id)
  const denial = must('a claim was denied', first)
  await call('denials.work', { id: denial, note: 'Called the payer', owner: 'Dana Whitlock' })
  await call('denials.assign', { ids: [denial], owner: 'Dana Whitlock' })
  const { id } = await call('appeals.start', { denial, template: 'L-RETRO', level: 1 })
  const { letter } = await call('appeals.get', { id })
  await call('appeals.save', { id, letter, signer: provider })
  await call('paragraphs.save', { title: 'Two paragraphs', text: 'Please call us at {{practice.phone}}.' })
  await call('paragraphs.remove', { title: 'Two paragraphs' })
  const { rows: open } = await call('denials.list', ALL)
  const wrong = await call('appeals.start', { denial: must('another is open', open.at(-1)).id, template: 'L-GEN', level: 1 })
  await call('appeals.discard', { id: wrong.id })
  const plan = join(folder, 'plan.pdf')
  writeFileSync(plan, await paperPdf(2))
  const said = { kind: 'treatment-plan', title: 'Treatment plan', shows: 'the goals' } as const
  const { enclosure } = await call('appeals.enclose', { id, path: plan, ...said })
  await call('enclosures.save', { id, enclosure, ...said, shows: 'the goals of treatment' })
  await call('appeals.arrange', { id, exhibits: ['remittance', 'claim', 'eligibility', 'acknowledgment', `record-${enclosure}`] })
  await call('enclosures.export', { id, enclosure, path: join(folder, 'pages.pdf') })
  const twice = await call('appeals.enclose', { id, path: plan, ...said })
  await call('enclosures.remove', { id, enclosure: twice.enclosure })
  await call('appeals.packet', { id, path: join(folder, 'packet.pdf') })
  await call('appeals.sent', { id, by: 'fax', tracking: '1Z', day: day('2026-05-27') })
  await call('appeals.decide', { id, decision: 'lost', day: day('2026-05-27'), note: 'By phone' })
  const other = must('another claim was denied', second)
  await call('denials.correct', { id: other })
  await call('denials.close', { id: other, outcome: 'written-off', reason: 'no-authorization', note: '' })
  return denial
}

async function aside({ call }: Session): Promise<void> {
  const { id } = await call('views.save', { screen: 'claims', name: 'Late', view: { filters: [], sort: [] }, columns: [] })
  await call('views.change', { id, name: 'Later' })
  await call('views.order', { screen: 'claims', ids: [id] })
  await call('views.pin', { id, isOnRail: true })
  await call('views.remove', { id })
  await call('desk.print', { screen: 'claims', what: 'list', onto: 'paper', reason: 'For the desk' })
  const { lines } = await call('today.get', { whose: 'everyone' })
  const line = must('something waits', lines[0]).id
  const off = await call('today.putOff', { line, until: day('2026-12-01'), reason: 'Waits for the payer', anyway: true })
  await call('today.takeBack', { id: off.id })
  await call('today.assign', { line, person: null })
  await call('drafts.keep', { key: 'patient', json: '{}' })
  await call('settings.keep', { key: 'theme', value: 'dark' })
}

/** The months that are over are closed with what is not finished in them; the last one is opened again. */
async function monthEnded({ call, at }: Session): Promise<void> {
  at('2026-06-02')
  const may = must('May is a month', parseMonth('2026-05'))
  await call('access.confirm', { passphrase: PASSPHRASE })
  await call('month.close', { through: may, despite: true })
  await call('month.get', { month: may })
  await call('month.reopen', { month: may, why: 'A deposit was forgotten' })
}
