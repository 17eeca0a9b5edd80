import type { Output } from '../../src-shared/contract/index.ts'
import type { Day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { patientById } from '../practice/index.ts'
import { fileBytes, refuse, type Handlers, type QueryWork } from '../store/index.ts'
import { gather } from './gathering.ts'
import { makeStatements } from './making.ts'
import { makeReceipt, makeSuperbill } from './papers.ts'
import { planHandlers } from './plans.ts'
import { holdOf, patientsOwing, setHold, setTerms, statementFile, statementsOf, termsOf } from './records/statements.ts'

/** Patients that are listed one by one. */
const MOST_LISTED = 500

export const handlers = {
  ...planHandlers,

  'statements.preview': (work, { patients }) => {
    const all = patients === undefined ? patientsOwing(work.db) : [...new Set(patients)].filter((id) => patientById(work.db, id))
    return { rows: all.slice(0, MOST_LISTED).map((patient) => rowOf(work, patient)), more: Math.max(0, all.length - MOST_LISTED) }
  },

  'statements.make': (work, input) => makeStatements(work, input),

  'statements.of': ({ db }, { patient }) => {
    if (!patientById(db, patient)) refuse('record.missing')
    const statements = statementsOf(db, patient).map((row) => ({
      id: row.id,
      number: row.number,
      day: row.day as Day,
      payBy: row.pay_by as Day,
      cents: cents(row.cents),
      aging: { fresh: cents(row.fresh), month: cents(row.month), twoMonths: cents(row.two_months), old: cents(row.old) },
      by: row.who ?? '',
    }))
    return { statements, hold: holdOf(db, patient) }
  },

  'statements.receipt': (work, input) => makeReceipt(work, input),

  'statements.superbill': (work, input) => makeSuperbill(work, input),

  'statements.copy': (work, { statement, path }) => {
    const bytes = work.read<unknown>(({ db }) => {
      const file = statementFile(db, statement) ?? refuse('record.missing')
      return fileBytes(db, file) ?? refuse('record.missing')
    }) as Uint8Array
    work.files.write(path, bytes)
    return Promise.resolve({ path })
  },

  'statements.hold': (work, { patient, why }) => {
    if (!patientById(work.db, patient)) refuse('record.missing')
    setHold(work.db, { patient, why, at: work.clock.now(), by: work.user.id })
    work.announce('patients', [patient])
    return {}
  },

  'statements.terms': ({ db }) => termsOf(db),

  'statements.setTerms': (work, terms) => {
    setTerms(work.db, terms)
    work.announce('practice')
    return {}
  },
} satisfies Pick<
  Handlers,
  | 'statements.plan'
  | 'statements.agree'
  | 'statements.endPlan'
  | 'statements.preview'
  | 'statements.make'
  | 'statements.of'
  | 'statements.receipt'
  | 'statements.superbill'
  | 'statements.copy'
  | 'statements.hold'
  | 'statements.terms'
  | 'statements.setTerms'
>

function rowOf(work: QueryWork, patient: number): Output<'statements.preview'>['rows'][number] {
  const { name, last, decision } = gather(work, patient)
  const { cents: asked, now, aging, not, why } = decision
  return { patient, name, cents: asked, now, aging, last, not, why }
}
