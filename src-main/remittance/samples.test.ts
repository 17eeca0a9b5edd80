import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import { balanceOf, brokenChecks, claimsPaidBy, receive, sentClaim } from '../../test/support/remittances.ts'
import { importClaims } from '../claims/index.ts'
import { keepFile, tables } from '../store/index.ts'
import { readAny, readFile, setsOf } from '../x12/index.ts'
import { handlers } from './index.ts'
import type { RemittanceTables } from './records/tables.ts'

const from = tables<RemittanceTables>()

/*
 * Remittances of other people's systems, read in place. Each outcome below was looked at by a person beside the file.
 */

const samples = join(import.meta.dirname, '../../../shared/samples')
const has = existsSync(join(samples, '835'))
const namesIn = (folder: string): string[] => (has ? readdirSync(join(samples, folder)) : [])
const read = (folder: string, name: string): Uint8Array => readFileSync(join(samples, folder, name))

/** Per set what it became, and each claim payment with its word, its reason and what its claim's accounts hold then; repeats are told once. */
function outcome(at: TestPractice, name: string): string[] {
  const said = receive(at, read('835', name)).flatMap(({ taken, posted }) => {
    const head = posted ? `${posted.status}: ${posted.words}` : `${taken.status}: ${taken.words}`
    if (taken.remittance === null || !posted) return [head]
    const { claims } = at.query((work) => handlers['remittance.get'](work, { id: taken.remittance ?? 0 }))
    return [head, ...claims.map((row) => `${[row.becomes, row.reason].filter(Boolean).join(': ')}${accounts(at, row.claim)}`)]
  })
  return said.filter((one, n) => said.indexOf(one) === n)
}

/** Payer and patient still owe, paid, written off, in cents. */
function accounts(at: TestPractice, claim: number | null): string {
  if (claim === null) return ''
  const { payer, patient, payment, adjustment } = balanceOf(at, claim)
  return ` | payer ${payer}, patient ${patient}, paid ${payment}, off ${adjustment}`
}

const CUT = 'quarantined: It is not a whole remittance: it was cut off, or its count of segments is wrong.'
/** The file has three claims of one number: told apart by member id and charge. */
const EMEDNY = [
  'posted: 3 claims posted, $45.75; 4 denials.',
  'Paid | payer 0, patient 0, paid 3425, off 0',
  'Denied: CO-29, filed too late | payer 3400, patient 0, paid 0, off 0',
  'Partly paid: CO-251, attachment incomplete | payer 2275, patient 0, paid 1150, off 0',
]

/** With the claims they decide on in the store. */
const REVIEWED: Readonly<Record<string, readonly string[]>> = {
  'cosyte-carc-rarc.x12': [CUT],
  'cosyte-medicare.x12': ['posted: 1 claim posted, $450.00.', 'With patient: PR-1, deductible | payer 0, patient 5000, paid 45000, off 0'],
  'cosyte-plb-wo.x12': [CUT],
  'emedny-156-interchanges.x12': [...EMEDNY, 'known: Already taken on 11/19/2026; nothing changes.'],
  'emedny.x12': EMEDNY,
  'gunajii-simple.x12': [CUT],
  // No money moves, and yet amounts below nothing in BPR02.
  'moov-two-st-non.x12': ['quarantined: The payment is below nothing (BPR02), which the guide does not allow.'],
  // OA-A7 is no longer in the list of reasons: it stays open without being a denial.
  'pyx12-denial.x12': [
    'posted: 1 claim posted, $0.00; 1 denial.',
    'Denied: CO-16, missing information | payer 91539, patient 0, paid 0, off 0',
  ],
  'queryfarm-paid-and-denied.x12': ['quarantined: The payment cannot be trusted. BPR16: A required element is empty.'],
  'simple-test.x12': [CUT],
  'stupidedi-era.x12': ['posted: 1 claim posted, $132.00.', 'Paid | payer 0, patient 0, paid 13200, off 9400'],
  // Its PLB has the amount inside the reason: CS:-0.00.
  'terravic-plb-cs.x12': ['quarantined: An amount in it cannot be read, so its sum cannot be checked.'],
  // CO-A2 stands on the claim as a whole, the rest on its one line.
  'tr3-dollars-separate.x12': [
    'posted: 2 claims posted, $945.00.',
    'With patient: PR-1, deductible | payer 0, patient 30000, paid 45000, off 5000',
    'With patient: PR-1, deductible | payer 0, patient 60000, paid 49500, off 10500',
  ],
  // Secondary payments whose primary was never posted here: what that one did stays open (OA-23).
  'tr3-secondary-higher-fee.x12': [
    'posted: 1 claim posted, $34.00.',
    'Partly paid: OA-23, paid by earlier payer | payer 51600, patient 0, paid 3400, off -900',
  ],
  // The first claim has no lines; CO-42 is no longer in the list of reasons.
  'tr3-secondary.x12': [
    'posted: 2 claims posted, $1,222.00.',
    'Partly paid: OA-23, paid by earlier payer | payer 941164, patient 0, paid 91200, off 0',
    'Partly paid: OA-23, paid by earlier payer | payer 22150, patient 22000, paid 31000, off 0',
  ],
  'uhc-legacy.x12': [
    'posted: 2 claims posted, $349.99.',
    'With patient: PR-1, deductible | payer 0, patient 10526, paid 8892, off 14710',
    'With patient: PR-1, deductible | payer 0, patient 11513, paid 26107, off 44004',
  ],
}

describe.skipIf(!has)('remittances of other systems (skipped: the samples are not beside the project)', () => {
  it.each(namesIn('835'))('%s, with its claims there', (name) => {
    const at = testPractice()
    for (const claim of claimsPaidBy(read('835', name))) sentClaim(at, claim)
    expect(outcome(at, name)).toEqual(REVIEWED[name])
    expect(brokenChecks(at)).toEqual([])
  })

  it.each(namesIn('835'))('%s, with none of its claims there: held with its money waiting, and nothing on any claim', (name) => {
    const at = testPractice()
    const [said] = receive(at, read('835', name))
    const isStopped = REVIEWED[name]?.[0]?.startsWith('quarantined') ?? false
    expect(said?.posted?.words ?? said?.taken.words).toMatch(
      isStopped ? /\.$/ : /^0 claims posted, \$0\.00; \d+ held, \$[\d,.]+ unapplied\.$/,
    )
    expect(said?.taken.status).toBe(isStopped ? 'quarantined' : 'rehearsed')
    expect(at.query(({ db }) => db.all(from.selectFrom('posting').select('claim').where('claim', 'is not', null)))).toEqual([])
    expect(brokenChecks(at)).toEqual([])
  })

  it('all of them after all claim files, in one store: each is posted, partly posted or quarantined, and everything adds up', () => {
    const at = testPractice()
    for (const name of namesIn('837P')) {
      at.command((work) => {
        const bytes = read('837P', name)
        const file = keepFile(work.db, { direction: 'in', name, kind: '837P', bytes, at: work.clock.now(), status: 'taken' })
        for (const { reading, described } of setsOf(readFile(bytes)).map(readAny)) if (described) importClaims(work, reading, file)
      })
    }
    const all = namesIn('835').flatMap((name) => receive(at, read('835', name)))
    const statuses = all.map(({ taken, posted }) => posted?.status ?? taken.status)
    expect(statuses.every((one) => ['posted', 'partly', 'quarantined', 'known'].includes(one))).toBe(true)
    expect(statuses.filter((one) => one === 'quarantined')).toHaveLength(8)
    expect(brokenChecks(at)).toEqual([])
    const postings = () => at.query(({ db }) => db.all(from.selectFrom('posting').select(['entry', 'n', 'cents'])))
    const before = postings()
    for (const name of namesIn('835')) expect(receive(at, read('835', name)).every(({ taken }) => taken.status === 'known')).toBe(true)
    expect(postings()).toEqual(before)
  })
})
