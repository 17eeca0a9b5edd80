import { codeSession, type Service } from '../../src-main/charges/index.ts'
import { claimFacts, handlers, listeners } from '../../src-main/claims/index.ts'
import { recheck } from '../../src-main/claims/making.ts'
import { findingsOf, othersOfMonth, setFindings } from '../../src-main/claims/records/claims.ts'
import { addDays, day } from '../../src-shared/day.ts'
import { must } from '../../src-shared/result.ts'
import { charge } from '../support/claims.ts'
import { COVERAGE, PATIENT, testPractice } from '../support/practice.ts'
import { codeHandlers, handlers as practice } from '../../src-main/practice/index.ts'
import { testFiles, testTask } from '../support/task.ts'
import { goal, missed, print, series } from './report.ts'

/*
 * Sessions coded and checked, with ten rules of the practice's own switched on, beside reading and writing the same rows without any check.
 * Run: npm run bench -- scrub
 */

const CLAIMS = 2000
const RUNS = 7
/** Sessions of each patient, one a week. */
const WEEKS = 20
const ON = day('2026-11-18')

const at = testPractice(listeners)
const ids: number[] = []
const patients = Array.from({ length: CLAIMS / WEEKS }, (_, n) => {
  const coverages = [{ ...COVERAGE, payer: at.payer, memberId: `NL88${10_000 + n}` }]
  return at.command((work) => practice['patients.save'](work, { ...PATIENT, last: `Quintero ${n}`, coverages })).id
})
for (let n = 0; n < CLAIMS; n++) {
  const on = addDays(ON, -7 * (n % WEEKS))
  const saved = charge(at, { patient: patients[Math.floor(n / WEEKS)] ?? at.patient, day: on, start: '09:00', stop: '09:55' })
  ids.push(must('a session is billed', saved.claim ?? undefined))
}
for (let n = 0; n < 10; n++) {
  const when = [{ field: 'code' as const, is: 'any' as const, values: [`9083${n}`] }]
  const rule = { name: `Rule ${n}`, when, action: { does: 'warn' as const, words: 'Look at it' }, starts: null, ends: null, id: null }
  const { id } = at.command((work) => handlers['rules.save'](work, rule))
  await handlers['rules.try'](testTask(at, testFiles()), { id, from: null })
  at.command((work) => handlers['rules.turn'](work, { id, isOn: true }))
}

/** Codes and checks all claims, as the engine does when they are saved. */
const checked = (): void =>
  at.command((work) => {
    for (const id of ids) {
      const { lines } = must('a claim is there', claimFacts(work.db, id))
      for (const { session } of lines)
        if (session)
          codeSession({
            day: ON,
            service: session.service as Service,
            minutes: session.minutes,
            discipline: 'social-worker',
            interactive: false,
          })
      recheck(work, id)
    }
  })
/** Reads and writes the same rows and decides nothing. */
const plain = (): void =>
  at.command(({ db }) => {
    for (const id of ids) {
      claimFacts(db, id)
      const facts = must('a claim is there', claimFacts(db, id))
      othersOfMonth(db, facts.claim)
      setFindings(db, id, findingsOf(db, id))
    }
  })

function timed(body: () => void): number {
  const from = performance.now()
  body()
  return performance.now() - from
}

checked()
plain()
const [withRules, without]: [number[], number[]] = [[], []]
for (let n = 0; n < RUNS; n++) {
  without.push(timed(plain))
  withRules.push(timed(checked))
}
print(`${CLAIMS} sessions, ten rules of the practice`)
const rules = series('coded and checked', withRules)
const rows = series('the same rows read and written', without)
print(`  ${Math.round((CLAIMS * 1000) / rules.median)} sessions coded and scrubbed per second, on one core`)
goal('milliseconds for 1,000 sessions, coded and checked', (rules.median * 1000) / CLAIMS, 500, 'ms')
goal('coded and checked beside reading and writing alone', rules.median / rows.median, 3)
// With published files taken in, which are asked before the tables that ship.
const files = testFiles({
  'ptp.csv': ['Column 1,Column 2,Prior,Effective Date,Deletion Date,Modifier,PTP Edit Rationale', '90834,90853,,20130101,*,0,x'].join('\n'),
  'mue.csv': ['HCPCS/CPT Code,Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale', '90837,2,3 Day,x'].join('\n'),
  'tele.csv': ['HCPCS,Status,Audio-only?', '90837,Permanent,Yes'].join('\n'),
  'icd10cm_order_2026.txt': `00001 F411    1 ${'Words'.padEnd(60)} Words`,
})
for (const path of files.kept.keys()) await codeHandlers['codes.import'](testTask(at, files), { path, starts: day('2020-01-01') })
checked()
const withFiles = series(
  'coded and checked by published files',
  Array.from({ length: RUNS }, () => timed(checked)),
)
goal('milliseconds for 1,000 sessions, by published files', (withFiles.median * 1000) / CLAIMS, 500, 'ms')
goal('by published files beside the tables that ship', withFiles.median / rules.median, 1.25)
process.exitCode = missed() > 0 ? 1 : 0
