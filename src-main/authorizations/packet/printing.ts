import type { Argument, Output } from '../../../src-shared/contract/index.ts'
import { shownDay, spokenDay, type Day } from '../../../src-shared/day.ts'
import { must } from '../../../src-shared/result.ts'
import { noteDisclosure, type Verdict } from '../../access/index.ts'
import { dottedDiagnosis } from '../../codes/index.ts'
import {
  coverageById,
  diagnosesOf,
  fullName,
  ourBiller,
  patientById,
  payerById,
  practiceOf,
  providerById,
  providerName,
} from '../../practice/index.ts'
import { addressLines, phoneWords } from '../../printing/contact.ts'
import { refuse, Trouble, type QueryWork, type Reading, type TaskWork } from '../../store/index.ts'
import { codesAhead, covers } from '../codes.ts'
import { countPatient } from '../counting.ts'
import { attendanceOf } from '../records/attendance.ts'
import { authorizationById, authorizationsOf, termsOf } from '../records/ledger.ts'
import type { AuthorizationRow } from '../records/tables.ts'
import { verdictOn } from '../review/leaving.ts'
import { sumsOf } from '../rules.ts'
import { packetFoot, packetPage, type Packet, type Session } from './page.ts'

type Input = Argument<'authorizations.packet'>

/**
 * The packet for the payer's reviewer, written as PDF where a person chose. What was typed for it is in the PDF alone: nothing of it is kept here.
 * @throws Trouble `record.missing`, `consent.none`, `packet.unprintable`, `file.unwritable`
 */
export async function printPacket(work: TaskWork, input: Input): Promise<Output<'authorizations.packet'>> {
  const of = work.read<unknown>((query) => packetOf(query, input)) as Packet
  let pdf: Uint8Array
  try {
    pdf = await work.printer.print({ html: packetPage(of), footer: packetFoot })
  } catch (error) {
    if (error instanceof Trouble) throw error
    return refuse('packet.unprintable', { fix: 'Try again.' })
  }
  // A consent may have ended while it was printed.
  work.write<unknown>((step) => {
    const row = rowOf(step.db, input)
    noteDisclosure(step, allowed(step.db, row, input, step.clock.today()), {
      patient: row.patient,
      recipient: of.payer,
      what: `Concurrent review, sessions ${shownDay(of.from)} to ${shownDay(of.to)}`,
      purpose: 'payment',
      source: `review packet ${row.id}, ${step.clock.now()}`,
    })
  })
  work.files.write(input.path, pdf)
  return { path: input.path, sessions: of.sessions.length }
}

const rowOf = (db: Reading, { authorization }: Input): AuthorizationRow => authorizationById(db, authorization) ?? refuse('record.missing')

/** @throws Trouble `consent.none` */
function allowed(db: Reading, row: AuthorizationRow, span: Input, today: Day): Verdict & { readonly allowed: true } {
  const verdict = verdictOn(db, row, today, span)
  return verdict.allowed
    ? verdict
    : refuse('consent.none', { fix: `It is about care of a substance-use program. ${verdict.why} Put a consent on file at the patient.` })
}

function packetOf({ db, clock }: QueryWork, input: Input): Packet {
  const { summary, from, to } = input
  const asking = rowOf(db, input)
  const today = clock.today()
  const verdict = allowed(db, asking, input, today)
  // What is asked for goes on from what was agreed.
  const row = (asking.status === 'requested' && asking.renews !== null ? authorizationById(db, asking.renews) : undefined) ?? asking
  const [practice, biller] = [practiceOf(db), ourBiller(db)]
  if (!practice || !biller) return refuse('record.missing', { fix: 'Fill in the practice under Setup.' })
  const patient = must('an authorization has its patient', patientById(db, row.patient))
  const coverage = must('an authorization is of a coverage', coverageById(db, row.coverage))
  const provider = row.provider === null ? undefined : providerById(db, row.provider)
  const sums = sumsOf(countPatient(db, row.patient).standings, row.id)
  const used = row.earlier + sums.used + sums.confirmed
  return {
    practice: {
      name: practice.name,
      address: addressLines([biller.line1, biller.line2], biller.city, biller.state, biller.zip).join(', '),
      phone: phoneWords(practice.phone || biller.phone) ?? '',
      npi: biller.npi ?? '',
    },
    payer: must('an authorization has its payer', payerById(db, row.payer)).name,
    today,
    patient: { name: fullName(patient), born: patient.born as Day | null, memberId: coverage.member_id, group: coverage.group_number },
    number: row.number,
    reference: asking.reference || row.reference,
    starts: row.starts as Day,
    ends: row.ends as Day,
    codes: row.codes,
    clinician: provider ? providerName(provider) : null,
    diagnoses: diagnosesOf(db, row.patient).map(dottedDiagnosis),
    unit: row.unit,
    agreed:
      row.status === 'requested' ? null : { amount: row.amount, used, booked: sums.reserved, left: row.amount - used - sums.reserved },
    asked: askedFor(db, row),
    from,
    to,
    sessions: sessionsIn(db, row, input),
    summary,
    consent: verdict.basis === null ? null : consentWords(verdict, fullName(patient), practice.name),
  }
}

/** What goes on from it and waits for an answer, else it itself while it waits. */
function askedFor(db: Reading, row: AuthorizationRow): Packet['asked'] {
  const next = authorizationsOf(db, row.patient).filter((one) => one.renews === row.id && one.status === 'requested')
  const one = next.at(-1) ?? (row.status === 'requested' ? row : undefined)
  return one ? { starts: one.starts as Day, ends: one.ends as Day, unit: one.unit, amount: one.amount, codes: one.codes } : null
}

const ATTENDANCE: Readonly<Record<string, Session['attendance']>> = {
  booked: 'Booked',
  held: 'Held',
  cancelled: 'Cancelled',
  'no-show': 'Missed',
}

/** The sessions of some days that are of what the authorization is for, and no others of the patient. */
function sessionsIn(db: Reading, row: AuthorizationRow, { from, to }: Input): Session[] {
  const terms = termsOf(row)
  return attendanceOf(db, row.patient, from, to).flatMap((one): Session[] => {
    const codes = one.codes === null ? codesAhead(one.service, one.minutes) : one.codes.split(' ')
    const isOf = (terms.provider === null || terms.provider === one.provider) && codes.some((code) => covers(terms.codes, code))
    const attendance = one.codes === null ? ATTENDANCE[one.status] : 'Held'
    const clinician = providerById(db, one.provider)
    if (!isOf || attendance === undefined || !clinician) return []
    return [
      {
        day: one.day as Day,
        minutes: one.minutes,
        codes: one.codes === null ? '' : codes.join(', '),
        clinician: providerName(clinician),
        attendance,
      },
    ]
  })
}

function consentWords({ consent }: Verdict & { readonly allowed: true }, patient: string, practice: string): string {
  if (consent === null) return ''
  const signer = consent.relation === 'self' ? patient : consent.signer
  const ends = consent.expires === null ? '' : ` The consent ends on ${spokenDay(consent.expires as Day)}.`
  return `${signer} signed on ${spokenDay(consent.signed_on as Day)} that ${consent.discloser || practice} may disclose: ${consent.scope}${ends}`
}
