import type { Argument, Output } from '../../../src-shared/contract/index.ts'
import { shownDay, type Day } from '../../../src-shared/day.ts'
import { must } from '../../../src-shared/result.ts'
import { noteDisclosure } from '../../access/index.ts'
import { originatorOf, payerNumber } from '../../eligibility/index.ts'
import {
  coverageById,
  diagnosesOf,
  ourBiller,
  patientById,
  payerById,
  practiceOf,
  providerById,
  type BillerRow,
} from '../../practice/index.ts'
import { keepFile, nextNumber, refuse, type CommandWork } from '../../store/index.ts'
import { authorizationRequest, isGrave, readAny, readFile, setsOf, USUAL, writeInterchange, writeSet } from '../../x12/index.ts'
import { authorizationById } from '../records/ledger.ts'
import { addReview, lastMode } from '../records/reviews.ts'
import type { AuthorizationRow } from '../records/tables.ts'
import { save } from '../saving.ts'
import { verdictOn } from './leaving.ts'
import { requestOf, type Requesting } from './request.ts'
import { lateOn } from './waiting.ts'

type Asked = Output<'authorizations.ask'>
type Asking = Requesting & { readonly certification: 'I' | 'R' | '4' }

/**
 * Enters what is asked for as an authorization that is not answered yet, and writes the request to its payer. Control numbers and references are taken in
 * the same transaction and never again, and the bytes are kept as they are sent.
 * @throws Trouble `authorization.unasked` with the reason, `authorization.decided`, and what saving one throws
 */
export function askPayer(work: CommandWork, { isUrgent, ...input }: Argument<'authorizations.ask'>): Asked {
  const { db } = work
  const before = input.id === null ? undefined : authorizationById(db, input.id)
  if (before && before.status !== 'requested') refuse('authorization.decided', { fix: 'Ask for a new one, or for its renewal.' })
  const { id } = save(work, { ...input, number: before?.number ?? '', status: 'requested', earlier: before?.earlier ?? 0 })
  const row = must('it was saved', authorizationById(db, id))
  const verdict = verdictOn(db, row, work.clock.today())
  if (!verdict.allowed)
    refuse('consent.none', { fix: `It is about care of a substance-use program. ${verdict.why} Put a consent on file at the patient.` })
  const of = requestingOf(work, row, isUrgent)
  const { file, name } = keptRequest(work, of, `Request for an authorization to ${of.payer.name}`)
  addReview(db, {
    authorization: id,
    reference: of.reference,
    certification: of.certification,
    asked_at: work.clock.now(),
    asked_by: work.user.id,
    request: file,
    starts: of.starts,
    ends: of.ends,
    unit: of.unit,
    amount: of.amount,
    urgent: isUrgent ? 1 : 0,
    again: lateOn(of.day, isUrgent),
  })
  noteDisclosure(work, verdict, {
    patient: row.patient,
    recipient: of.payer.name,
    what: `Request for an authorization, ${shownDay(of.starts)} to ${shownDay(of.ends)}`,
    purpose: 'payment',
    source: `278 ${of.reference}`,
  })
  work.announce('authorizations', [id])
  work.announce('files')
  return { id, file, name, payer: of.payer.name }
}

/** Writes a request and keeps the file as it is sent. @throws Trouble `authorization.unasked` */
export function keptRequest(work: CommandWork, of: Requesting, summary: string): { readonly file: number; readonly name: string } {
  const name = `278_${of.reference}.x12`
  const { text, control } = written(work, of)
  const bytes = Buffer.from(text, 'latin1')
  const file = keepFile(work.db, { direction: 'out', name, kind: '278', bytes, at: work.clock.now(), status: 'written', summary })
  work.happened({ is: 'file-written', file, kind: '278', payer: of.payer.id, control })
  return { file, name }
}

/** Everything the request says. @throws Trouble `authorization.unasked` */
export function requestingOf(work: CommandWork, row: AuthorizationRow, isUrgent: boolean): Asking {
  const { db, clock } = work
  const coverage = must('an authorization is of a coverage', coverageById(db, row.coverage))
  if (coverage.member_id.trim().length < 2) refuse('authorization.unasked', { fix: 'Enter the member id of the coverage at the patient.' })
  const biller = ourBiller(db)
  if (!biller?.npi) refuse('authorization.unasked', { fix: 'Fill in the practice and its NPI under Setup.' })
  const earlier = row.renews === null ? undefined : authorizationById(db, row.renews)
  return {
    payer: must('an authorization has its payer', payerById(db, row.payer)),
    biller,
    patient: must('an authorization has its patient', patientById(db, row.patient)),
    coverage,
    provider: row.provider === null ? undefined : providerById(db, row.provider),
    originator: originatorOf(submitterOf(work, biller)),
    reference: `${must('a store has its practice', practiceOf(db)).prefix}A${String(nextNumber(db, 'review')).padStart(6, '0')}`,
    day: clock.today(),
    time: clock.time(),
    // More within the days that were agreed is an extension, the days after them a renewal.
    certification: earlier === undefined ? 'I' : row.starts > earlier.ends ? 'R' : '4',
    isUrgent,
    previous: earlier?.number ?? '',
    administrative: '',
    starts: row.starts as Day,
    ends: row.ends as Day,
    codes: row.codes.split(' ').filter(Boolean),
    unit: row.unit,
    amount: row.amount,
    diagnoses: diagnosesOf(db, row.patient),
    place: (lastMode(db, row.patient) ?? 'in-person') === 'in-person' ? '11' : '10',
  }
}

const submitterOf = ({ db }: CommandWork, biller: BillerRow): string =>
  must('a store has its practice', practiceOf(db)).submitterId || biller.tax_id || (biller.npi ?? '')

/** The whole file, read as its receiver reads it before it may leave. @throws Trouble `authorization.unasked` */
function written(work: CommandWork, of: Requesting): { readonly text: string; readonly control: number } {
  const set = writeSet(authorizationRequest, requestOf(of), '0001', USUAL)
  if (!set.ok) {
    const [first] = set.problems
    return refuse('authorization.unasked', {
      fix: `A value cannot be written to an X12 file${first?.element ? ` (${first.element})` : ''}: ${first?.why ?? 'it is missing'}.`,
    })
  }
  const practice = must('a store has its practice', practiceOf(work.db))
  const number = nextNumber(work.db, 'interchange')
  const text = writeInterchange(
    {
      senderQualifier: 'ZZ',
      sender: submitterOf(work, of.biller),
      receiverQualifier: 'ZZ',
      receiver: payerNumber(of.payer),
      day: of.day,
      time: of.time,
      interchangeControl: number,
      groupControl: number,
      functional: authorizationRequest.functional,
      guide: authorizationRequest.guide,
      usage: practice.isSample ? 'T' : 'P',
    },
    [set.written.segments],
  )
  const reading = readFile(Buffer.from(text, 'latin1'))
  const wrong = [...reading.findings, ...setsOf(reading).flatMap((one) => readAny(one).reading.findings)].find(isGrave)
  if (wrong) refuse('authorization.unasked', { fix: `Segment ${wrong.where.segment} would not be taken: ${wrong.message}` })
  return { text, control: number }
}
