import { listeners } from '../../src-main/authorizations/index.ts'
import { readRows } from '../../src-main/charges/index.ts'
import { handlers } from '../../src-main/intake/index.ts'
import { addDays, day, shownDay } from '../../src-shared/day.ts'
import { authorize } from '../support/authorizations.ts'
import { csv } from '../support/intake.ts'
import { testPractice } from '../support/practice.ts'
import { testFiles, testTask } from '../support/task.ts'
import { goal, missed, print, series } from './report.ts'

/*
 * A schedule of 20,000 sessions of 500 patients comes in, beside reading and writing the same rows without asking anything. Run: npm run bench -- intake
 */

const SESSIONS = 20_000
const PATIENTS = 500
const RUNS = 3

const HEAD = ['Appt ID', 'Patient', 'DOB', 'Date', 'Start', 'Stop', 'Therapist', 'Code', 'Fee']
const rows = Array.from({ length: SESSIONS }, (_, n) => {
  const on = shownDay(addDays(day('2026-01-05'), Math.floor(n / PATIENTS) * 7))
  return [`S${n}`, `Quintero ${n % PATIENTS}, Iva`, '02/03/1988', on, '9:00 AM', '9:55 AM', 'Marcus Bell', '90837', '175']
})
const bytes = Buffer.from(csv(HEAD, ...rows))
const told = { source: 'table', modifiers: '', pos: '', units: null, was: null } as const

/** Everything: who is meant, what is here already, and what it counts against. */
async function imported(): Promise<number> {
  const at = testPractice(listeners)
  authorize(at)
  const work = testTask(at, testFiles({ 'year.csv': bytes }))
  const from = performance.now()
  const { added } = await handlers['intake.import'](work, { path: 'year.csv', mapping: null, meant: [] })
  const took = performance.now() - from
  if (added !== SESSIONS) throw new Error('Not every session came in')
  if (work.said.length < 20) throw new Error('Nobody heard how far it was')
  return took
}

/** The same rows out of the file and into the same tables. */
function bare(): number {
  const at = testPractice()
  at.command(({ db }) =>
    db.insertRows('intake_import', [{ id: 1, at: '2026-01-01', by: 1, name: 'year.csv', source: 'table', withdrawn_at: null }]),
  )
  const from = performance.now()
  const [, ...cells] = readRows(bytes.toString())
  at.command(({ db }) => {
    const session = { patient: at.patient, provider: at.provider, start: '09:00', stop: '09:55', service: 'individual', mode: 'in-person' }
    const last = db.insertRows(
      'appointment',
      cells.map(() => ({ ...session, day: '2026-01-05', status: 'booked' })),
    )
    const first = last - cells.length + 1
    db.insertRows(
      'intake_session',
      cells.map(([external = '', , , , , , , code = ''], n) => ({
        ...told,
        import: 1,
        appointment: first + n,
        external,
        code,
        cents: 17_500,
      })),
    )
  })
  return performance.now() - from
}

await imported()
bare()
const [whole, plain]: [number[], number[]] = [[], []]
for (let n = 0; n < RUNS; n++) {
  plain.push(bare())
  whole.push(await imported())
}
print(`${SESSIONS} sessions of ${PATIENTS} patients`)
const all = series('a schedule imported', whole)
const floor = series('the same rows read and written', plain)
print(`  ${Math.round((SESSIONS * 1000) / all.median)} sessions a second`)
goal('a schedule imported beside reading and writing alone', all.median / floor.median, 6)
process.exitCode = missed() > 0 ? 1 : 0
