import type { Argument, Output } from '../../../src-shared/contract/index.ts'
import { shownDay, type Day } from '../../../src-shared/day.ts'
import { refuse, type CommandWork, type Handlers, type QueryWork, type Reading } from '../../store/index.ts'
import { printDisclosures } from './printing.ts'
import {
  addConsent,
  addDisclosure,
  addEpisode,
  consentById,
  consentsOfPatient,
  disclosuresOf,
  endConsent,
  episodeById,
  episodesOfPatient,
  patientNamed,
  payerNames,
  payersOf,
  takeBackEpisode,
  waitingClaims,
} from './records.ts'
import { basisOf, covers, isActive, lackOf, type Verdict } from './rules.ts'
import type { ConsentRow, DisclosureRow, EpisodeRow } from '../records/part2-tables.ts'

type Picture = Output<'part2.get'>

export const part2Handlers = {
  'part2.get': (work, { patient }) => picture(work, patient),

  'part2.mark': (work, { patient, program, starts, ends }) => {
    const { db, user, clock } = work
    if (!patientNamed(db, patient)) refuse('record.missing', { at: { field: 'patient' } })
    if (ends !== null && ends < starts) refuse('session.order', { at: { field: 'ends' }, message: 'The episode ends before it starts.' })
    const row = { patient, program, source: 'program' as const, provider: null, starts, ends, removed: null }
    const id = addEpisode(db, { ...row, by: user.name, at: clock.now() })
    changed(work, patient)
    return { id }
  },

  'part2.unmark': (work, { id, reason }) => {
    const episode = episodeById(work.db, id)
    if (episode?.removed !== null) refuse('record.missing')
    takeBackEpisode(work.db, id, reason)
    changed(work, episode.patient)
    return {}
  },

  'consents.save': (work, input) => {
    const { db, user, clock } = work
    if (!patientNamed(db, input.patient)) refuse('record.missing', { at: { field: 'patient' } })
    if (input.payer !== null && !payerNames(db).some((one) => one.id === input.payer)) refuse('record.missing', { at: { field: 'payer' } })
    const row = consentRow(input)
    const lack = lackOf(row, clock.today())
    if (lack) refuse('consent.incomplete', { at: { field: lack.field }, fix: lack.why })
    const waiting = waitingClaims(db, input.patient)
    const id = addConsent(db, { ...row, by: user.name, at: clock.now() })
    changed(work, input.patient)
    return { id, released: waiting - waitingClaims(db, input.patient) }
  },

  'consents.revoke': (work, { id, on }) => {
    const { db, clock } = work
    const consent = consentById(db, id) ?? refuse('record.missing')
    if (on < consent.signed_on) refuse('session.order', { at: { field: 'on' }, message: 'The consent was signed after this day.' })
    if (on > clock.today()) refuse('session.order', { at: { field: 'on' }, message: 'This day is still to come.' })
    // What was revoked once stays revoked from its first day on.
    if (consent.revoked_on === null || on < consent.revoked_on) endConsent(db, id, on)
    changed(work, consent.patient)
    return { held: waitingClaims(db, consent.patient) }
  },

  'disclosures.list': ({ db }, { patient }) => {
    if (!patientNamed(db, patient)) refuse('record.missing')
    return disclosuresOf(db, patient).map(asDisclosure)
  },

  'disclosures.add': ({ db, user, clock, announce }, input) => {
    if (!patientNamed(db, input.patient)) refuse('record.missing', { at: { field: 'patient' } })
    if (input.day > clock.today()) refuse('input.invalid', { at: { field: 'day' }, message: 'This day is still to come.' })
    const verdict = byHand(db, input)
    if (!verdict.allowed) refuse('consent.none', { at: { field: 'purpose' }, fix: verdict.why })
    const { patient, day, recipient, what, purpose, basis } = input
    const consent = verdict.consent?.id ?? null
    const id = addDisclosure(db, { patient, day, recipient, what, purpose, basis, consent, source: '', by: user.name, at: clock.now() })
    announce('consent', [patient])
    return { id: id ?? refuse('record.missing') }
  },

  'disclosures.print': (work, input) => printDisclosures(work, input),
} satisfies Pick<
  Handlers,
  | 'part2.get'
  | 'part2.mark'
  | 'part2.unmark'
  | 'consents.save'
  | 'consents.revoke'
  | 'disclosures.list'
  | 'disclosures.add'
  | 'disclosures.print'
>

function changed({ happened, announce }: CommandWork, patient: number): void {
  happened({ is: 'part2-changed', patient })
  announce('consent', [patient])
}

const consentRow = (input: Argument<'consents.save'>): Omit<ConsentRow, 'id' | 'by' | 'at'> => ({
  patient: input.patient,
  kind: input.kind,
  discloser: input.discloser,
  scope: input.scope,
  payer: input.payer,
  recipient: input.recipient,
  purpose: input.purpose,
  signed_on: input.signedOn,
  signer: input.signer,
  relation: input.relation,
  method: input.method,
  expires: input.expires,
  revoked_on: null,
})

/** Whether something may leave by a person's own hand. A court order is no consent: its basis is what the person writes (42 CFR 2.61-2.67). */
function byHand(db: Reading, { patient, day, recipient, purpose }: Argument<'disclosures.add'>): Verdict {
  const episodes = episodesOfPatient(db, patient)
  const payer = payerNames(db).find((one) => one.name.toLowerCase() === recipient.toLowerCase())?.id
  const leaving = { recipient, purpose, on: day, ...(payer !== undefined && { payer }) }
  const consent = consentsOfPatient(db, patient).find((one) => covers(one, leaving) && isActive(one, day))
  if (consent) return { allowed: true, basis: basisOf(consent), consent }
  const needsOne = episodes.length > 0 && ['treatment', 'payment', 'operations', 'other'].includes(purpose)
  return needsOne
    ? { allowed: false, why: 'Put the consent on file first. It must name this recipient and purpose, and hold on this day.' }
    : { allowed: true, basis: null, consent: null }
}

function picture({ db, clock }: QueryWork, patient: number): Picture {
  if (!patientNamed(db, patient)) refuse('record.missing')
  const today = clock.today()
  const episodes = episodesOfPatient(db, patient)
  const consents = consentsOfPatient(db, patient)
  const payers = payersOf(db, patient)
  const names = new Map(payerNames(db).map((one) => [one.id, one.name]))
  return {
    isProtected: episodes.length > 0,
    episodes: episodes.map(asEpisode),
    consents: consents.map((one) => asConsent(one, one.payer === null ? null : (names.get(one.payer) ?? null), today)),
    payers: payers.map((payer) => ({ ...payer, ...mayBill(payer.id, today, episodes, consents) })),
    held: waitingClaims(db, patient),
  }
}

/** Whether a claim of an episode may go to a payer today. */
function mayBill(
  payer: number,
  on: Day,
  episodes: readonly EpisodeRow[],
  consents: readonly ConsentRow[],
): { mayBill: boolean; why: string } {
  if (episodes.length === 0) return { mayBill: true, why: 'No episode of a program.' }
  const consent = consents.find((one) => covers(one, { payer, purpose: 'payment', on }) && isActive(one, on))
  if (consent) return { mayBill: true, why: `${basisOf(consent)}.` }
  const last = consents.find((one) => covers(one, { payer, purpose: 'payment', on }))
  if (last?.revoked_on) return { mayBill: false, why: `The consent was revoked on ${shownDay(last.revoked_on as Day)}.` }
  if (last?.expires) return { mayBill: false, why: `The consent ended on ${shownDay(last.expires as Day)}.` }
  return { mayBill: false, why: 'There is no consent on file.' }
}

const asEpisode = ({ id, program, source, starts, ends, by }: EpisodeRow): Picture['episodes'][number] => ({
  id,
  program,
  source,
  starts: starts as Day,
  ends: ends as Day | null,
  by,
})

const KINDS: Readonly<Record<ConsentRow['kind'], string>> = {
  tpo: 'Treatment, payment and operations',
  payment: 'Payment',
  specific: 'One recipient',
  legal: 'Legal proceedings',
}

function asConsent(row: ConsentRow, payerName: string | null, today: Day): Picture['consents'][number] {
  const ends = row.expires === null ? 'without an end' : `until ${shownDay(row.expires as Day)}`
  const to = payerName ?? row.recipient ?? 'everybody the purpose needs'
  const revoked = row.revoked_on === null ? '' : `, revoked ${shownDay(row.revoked_on as Day)}`
  return {
    id: row.id,
    patient: row.patient,
    kind: row.kind,
    discloser: row.discloser,
    scope: row.scope,
    payer: row.payer,
    recipient: row.recipient,
    purpose: row.purpose,
    signedOn: row.signed_on as Day,
    signer: row.signer,
    relation: row.relation,
    method: row.method,
    expires: row.expires as Day | null,
    payerName,
    revokedOn: row.revoked_on as Day | null,
    isActive: isActive(row, today),
    words: `${KINDS[row.kind]}, to ${to}, signed ${shownDay(row.signed_on as Day)}, ${ends}${revoked}`,
  }
}

const asDisclosure = ({ id, day, recipient, what, purpose, basis, by }: DisclosureRow): Output<'disclosures.list'>[number] => ({
  id,
  day: day as Day,
  recipient,
  what,
  purpose,
  basis,
  by,
})
