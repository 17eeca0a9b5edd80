import { handlers as authorizations, takeReview } from '../authorizations/index.ts'
import { handlers as practice } from '../practice/index.ts'
import type { Input } from '../../src-shared/contract/index.ts'
import { addDays, addMonths, instantAt, type Day } from '../../src-shared/day.ts'
import { must } from '../../src-shared/result.ts'
import { describeFile, fileBytes, keepFile } from '../store/index.ts'
import { readAny, readFile, setsOf } from '../x12/index.ts'
import { answerReview, type Deciding } from '../practice-payer/index.ts'
import { PAYERS, type SamplePatient } from './people.ts'

/*
 * What payers of the sample practice have agreed to: some patients of the payers that ask for authorizations have one, with sessions counted against it;
 * one runs out this week, one was renewed, of four more was asked for: one waits for its answer, one
 * has waited too long for it, one was agreed to otherwise, one is not decided yet.
 */

type Known = { readonly sample: SamplePatient; readonly id: number }
type Fields = Input<'authorizations.save'>

/** So many patients have one. */
const PATIENTS = 14
/** How many visits are left beyond what is counted, patient by patient; the first has none behind the sessions of this week. */
const LEFT = [0, 9, 2, 14, 6, 1, 11, 20, 4, 16, 7, 12, 3, 18]

/** Enters them as they stand today. Nothing is left to chance, so that the rest of the sample stays as it is. */
export function agree(work: Parameters<(typeof authorizations)['authorizations.save']>[0], patients: readonly Known[], today: Day): void {
  const asking = patients.filter(({ sample }) => PAYERS[sample.payerAt]?.needsAuthorizationAfter !== undefined)
  const seen = asking
    .map(({ id }) => practice['patients.get'](work, { id }))
    .filter((one) => one.appointments.some(({ day }) => day >= today))
  seen.slice(0, PATIENTS).forEach((patient, n) => {
    const [coverage] = patient.coverages
    if (!coverage) return
    const starts = addMonths(today, -4)
    const weekAhead = patient.appointments.filter(({ day, status }) => status === 'booked' && day > addDays(today, 7)).length
    const fields: Fields = {
      patient: patient.id,
      coverage: coverage.id,
      number: `BH${today.slice(2, 4)}${String(40_713 + n * 377)}`,
      status: 'approved',
      starts,
      ends: addDays(addMonths(today, n % 4 === 2 ? 0 : 3), n % 4 === 2 ? 9 : n),
      codes: '90791 9083*',
      unit: 'visit',
      amount: 999,
      reference: `R${String(8800 + n * 31)}`,
    }
    const { id } = save(work, fields)
    const { reserved, used, confirmed } = authorizations['authorizations.get'](work, { id })
    const counted = reserved + used + confirmed
    const amount = Math.max(1, n === 0 ? counted - weekAhead : counted + (LEFT[n] ?? 0))
    save(work, { ...fields, id, amount })
    const more = { ...fields, starts: addDays(fields.ends, 1), ends: addMonths(fields.ends, 3), amount: 24, renews: id }
    if (n === 2) ask(work, more)
    if (n === 4) ask(daysAgo(work, 12), more)
    if (n === 6) answer(work, ask(work, more), FEWER, today)
    if (n === 8) answer(work, ask(work, more), PENDED, today)
    if (n === 5)
      save(work, {
        ...fields,
        number: `BH${today.slice(2, 4)}61150`,
        starts: addDays(fields.ends, 1),
        ends: addMonths(fields.ends, 4),
        amount: 20,
        renews: id,
      })
  })
}

type Work = Parameters<typeof agree>[0]

/** Eight visits instead of those that were asked for. */
const FEWER: Deciding = {
  event: {
    decision: { action: 'A6', number: 'BH7788990' },
    delivery: { kind: 'VS', quantity: 8 },
    message: { text: 'SEND AN UPDATED TREATMENT PLAN FOR MORE' },
  },
}
const PENDED: Deciding = {
  event: {
    decision: { action: 'A4', number: 'R90417', reasons: ['0U'] },
    message: { text: 'CLINICAL NOTES OF THE LAST THREE SESSIONS NEEDED' },
  },
}

/** The same as it was done some days before. */
function daysAgo(work: Work, days: number): Work {
  const day = addDays(work.clock.today(), -days)
  return { ...work, clock: { ...work.clock, today: () => day, now: () => instantAt(day, '1504') } }
}

/** Asks the payer. @returns the file of the request */
function ask(work: Work, { patient, coverage, starts, ends, codes, unit, amount, renews = null }: Fields): number {
  const of = {
    id: null,
    patient,
    coverage,
    starts,
    ends,
    codes,
    unit,
    amount,
    renews,
    provider: null,
    reference: '',
    note: '',
    isUrgent: false,
  }
  return authorizations['authorizations.ask'](work, of).file
}

/** The payer answers on the day itself. */
function answer(work: Work, file: number, deciding: Deciding, today: Day): void {
  const sent = must('the request is kept', fileBytes(work.db, file))
  const bytes = answerReview(sent, deciding, { name: 'The payer', id: 'SAMPLE', taxNumber: '341000001' }, 9000 + file, {
    day: today,
    time: '0715',
  })
  const kept = keepFile(work.db, {
    direction: 'in',
    name: `278_${file}.x12`,
    kind: '278',
    bytes,
    at: work.clock.now(),
    status: 'taken',
    summary: '',
  })
  const [read] = setsOf(readFile(bytes)).map(readAny)
  const { raw, reading } = must('the answer has a set', read)
  const { words } = takeReview(work, { raw, reading, file: kept })
  describeFile(work.db, kept, { status: 'taken', summary: words, findings: 0 })
}

const save = (
  work: Work,
  { id = null, provider = null, earlier = 0, reference = '', note = '', renews = null, ...rest }: Fields,
): { id: number } => authorizations['authorizations.save'](work, { id, provider, earlier, reference, note, renews, ...rest })
