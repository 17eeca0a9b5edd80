import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { handlers, listeners, type ClaimTables } from '../../src-main/claims/index.ts'
import { handlers as practice } from '../../src-main/practice/index.ts'
import { fileBytes, keepFile, tables, type Reading } from '../../src-main/store/index.ts'
import { isGrave, readAny, readFile, setsOf } from '../../src-main/x12/index.ts'
import { addDays, day, x12Day, type Day } from '../../src-shared/day.ts'
import { cents, x12Money } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { charge } from '../support/claims.ts'
import { COVERAGE, PATIENT, testPractice } from '../support/practice.ts'
import { testFiles, testTask } from '../support/task.ts'
import { goal, missed, print, series } from './report.ts'
import { answerAll, type Statuses } from './statuses.ts'

/*
 * Ten thousand claims on the encrypted store: built of charges and checked, then put into batches and written, each checked once more before it leaves.
 * Beside it a floor that reads the same rows, joins the same segments by hand and keeps the same bytes, and checks and marks nothing; and the reading and
 * checking of the files by themselves. At last every claim is answered by a 277CA. Run: npm run bench -- claims [CLAIMS] [RUNS]
 */

const [CLAIMS = 10_000, RUNS = 3] = process.argv.slice(2).flatMap((word) => (/^\d+$/.test(word) ? [parseInt(word, 10)] : []))
/** Sessions of each patient, one a week. */
const WEEKS = 20
const ON = day('2026-11-18')

const now = (): number => performance.now()
const folder = mkdtempSync(join(tmpdir(), 'parity-claims-'))

/** A practice with as many claims that are ready. @returns it, and the milliseconds in which they were built and checked */
function ready(name: string) {
  const at = testPractice(listeners, join(folder, name))
  const patients = Array.from({ length: Math.ceil(CLAIMS / WEEKS) }, (_, n) => {
    const coverages = [{ ...COVERAGE, payer: at.payer, memberId: `NL88${10_000 + n}` }]
    return at.command((work) => practice['patients.save'](work, { ...PATIENT, last: `Quintero ${n}`, coverages })).id
  })
  const start = now()
  for (let n = 0; n < CLAIMS; n++) {
    const patient = patients[Math.floor(n / WEEKS)] ?? at.patient
    charge(at, { patient, day: addDays(ON, -7 * (n % WEEKS)), start: '09:00', stop: '09:55' })
  }
  return { at, built: now() - start }
}

const from = tables<ClaimTables>()
const ROWS = from
  .selectFrom('claim as c')
  .innerJoin('patient as p', 'p.id', 'c.patient')
  .innerJoin('coverage as v', 'v.id', 'c.coverage')
  .innerJoin('claim_line as l', 'l.claim', 'c.id')
  .innerJoin('provider as r', 'r.id', 'c.provider')
  .select([
    'c.id',
    'c.cents',
    'c.place',
    'p.last',
    'p.first',
    'v.member_id as member',
    'p.born',
    'p.sex',
    'l.code',
    'l.modifiers',
    'l.units',
  ])
  .select(['l.pointers', 'l.day', 'l.control', 'r.npi', 'r.last as clinician'])
  .select(sql<string>`(select group_concat(code, ',') from claim_diagnosis d where d.claim = c.id)`.as('dx'))
  .where('c.status', '=', 'ready')
  .orderBy('c.id')
type Row = typeof ROWS extends { execute(): Promise<(infer R)[]> } ? R : never

/** The same segments by hand: what no writer that says as much can be under. */
function floorText(rows: readonly Row[]): string {
  const out: string[] = []
  let level = 1
  for (const row of rows) {
    const amount = x12Money(cents(row.cents))
    const control = `MH-${String(row.id).padStart(7, '0')}-01`
    out.push(
      `HL*${++level}*1*22*0~SBR*P*18*GRP1234******CI~NM1*IL*1*${row.last.toUpperCase()}*${row.first.toUpperCase()}****MI*${row.member}~`,
      `N3*12 OAK AVENUE~N4*FAIRMONT*OH*44000~DMG*D8*${x12Day((row.born ?? '') as Day)}*${row.sex}~NM1*PR*2*NORTHLAKE HEALTH PLAN*****PI*NLHP1~`,
      `CLM*${control}*${amount}***${row.place}:B:1*Y*A*Y*Y~HI*ABK:${row.dx.replaceAll('.', '').replaceAll(',', '*ABF:')}~`,
      `NM1*82*1*${row.clinician.toUpperCase()}****XX*${row.npi}~PRV*PE*PXC*1041C0700X~LX*1~`,
      `SV1*HC:${[row.code, ...row.modifiers.split(' ').filter(Boolean)].join(':')}*${amount}*UN*${row.units}***${row.pointers.replaceAll(',', ':')}~`,
      `DTP*472*D8*${x12Day(row.day as Day)}~REF*6R*${row.control}~`,
    )
  }
  return out.join('')
}

const rowsOf = (db: Reading): Row[] => db.all(ROWS)

const answered: Statuses[] = []
const figures = { built: [] as number[], written: [] as number[], floor: [] as number[], read: [] as number[] }
try {
  for (let n = 0; n < RUNS; n++) {
    const { at, built } = ready(`claims-${n}.db`)
    figures.built.push(built)
    // The floor first: it leaves the claims as they are.
    const before = now()
    at.command(({ db, clock }) => {
      const bytes = Buffer.from(floorText(rowsOf(db)), 'latin1')
      keepFile(db, { direction: 'out', name: `floor-${n}.x12`, kind: '837P', bytes, at: clock.now(), status: 'written' })
    })
    figures.floor.push(now() - before)
    const start = now()
    const sent = await handlers['claims.send'](testTask(at, testFiles()), { usage: 'P' })
    figures.written.push(now() - start)
    const left = sent.batches.reduce((all, one) => all + one.claims, 0)
    if (left !== CLAIMS) throw new Error(`Of ${CLAIMS} claims ${left} left`)
    const files = at.query(({ db }) => sent.batches.map(({ file }) => must('what was sent is kept', fileBytes(db, file))))
    const reading = now()
    const findings = files.flatMap((bytes) => setsOf(readFile(bytes)).flatMap((set) => readAny(set).reading.findings))
    figures.read.push(now() - reading)
    if (findings.some(isGrave)) throw new Error('A file that was written is not sound')
    answered.push(answerAll(at))
    at.book.close()
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

print(`${CLAIMS} claims, ${RUNS} runs`)
const built = series('built of charges and checked, one transaction each', figures.built)
const written = series('put into batches, checked again and written', figures.written)
const floor = series('floor: the same rows joined by hand and kept, nothing checked', figures.floor)
const read = series('the files read and checked by themselves', figures.read)
const statuses = (part: keyof Statuses): number[] => answered.map((one) => one[part])
const taken = series('277CA of all claims read, checked, matched and kept', statuses('taken'))
const bare = series('floor: the bare write of the same rows, no commit', statuses('bare'))
const split = series('floor: the same text split into its statuses', statuses('floor'))
const alone = series('the 277CA read and checked by themselves', statuses('read'))
print(
  `  ${Math.round((CLAIMS * 1000) / built.median)} claims built and checked per second, ${Math.round((CLAIMS * 1000) / written.median)} sent`,
)
goal('P6: written from the store, checked, beside the floor', written.median / floor.median, 5)
goal('written beside reading and checking the same files', written.median / read.median, 5)
goal('277CA: statuses matched and kept, beside the bare write', taken.median / bare.median, 5)
goal('277CA: read and checked, beside the split', alone.median / split.median, 10)
process.exitCode = missed() > 0 ? 1 : 0
