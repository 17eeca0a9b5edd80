import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { claim, shownFile, silentClaims, taken } from '../../../test/support/status.ts'
import type { TestPractice } from '../../../test/support/practice.ts'
import { contract } from '../../../src-shared/contract/index.ts'
import { readReport } from './index.ts'

const HEAD =
  'CLAIM# OA CLAIMID  PATIENT ID        LAST,FIRST          DOB          FROM DOS   TO DOS     CPT     DIAG     TAX ID      ACCNT#        PHYS.ID    PAYER  ERRORS'
/** A line of a file summary: the column of the account cuts our number off. */
const row = (n: number, account: string, error = ''): string =>
  [`${n})`.padEnd(7), '2064512345  ', 'NL8820417'.padEnd(18), 'QUINTERO,MARISOL'.padEnd(20), '05/19/1990   ', '11/17/2026 ', '11/17/2026 ']
    .join('')
    .concat('90837'.padEnd(8), 'F411'.padEnd(9), '123456789   ', account.slice(0, 14).padEnd(14), '1987654328 ', 'NLHP1  ', error)
const summary = (...lines: string[]): string =>
  ['OFFICE ALLY', 'FILE SUMMARY', 'FILE ID: 1026347812', 'TOTAL CLAIMS: 2', '', 'CLAIM DETAIL', HEAD, '-'.repeat(150), ...lines, ''].join(
    '\r\n',
  )
const STATUS_HEAD =
  'FILE ID     CLAIM ID    PAT. ACCT #           PATIENT             AMOUNT    PAYER   PROCESS DT   PAYER REF ID        STATUS      PAYER RESPONSE MESSAGE'
const statusRow = (account: string, status: string, message: string): string =>
  `1026347812  2064512345  ${account.padEnd(22)}QUINTERO,MARISOL    175.00    NLHP1   11/20/2026   ${'ICN77'.padEnd(20)}${status.padEnd(12)}${message}`
const statusReport = (...lines: string[]): string => ['EDI STATUS REPORT', STATUS_HEAD, ...lines].join('\n')

const control = (at: TestPractice, id = 10001): string => claim(at, id).control ?? ''

describe('a file summary', () => {
  it('is recognised by what is in it, and each line is tied to its claim though its column cut the number off', async () => {
    const at = silentClaims(['09:00', '11:00'])
    const reply = await taken(
      at,
      summary(row(1, control(at)), row(2, control(at, 10002), 'INVALID SUBSCRIBER ID')),
      'FS_HCFA_1026347812_IN_C.txt',
    )
    expect(reply).toMatchObject({
      kind: 'text report',
      status: 'taken',
      words: 'What the clearinghouse took in: 1 accepted, 1 turned back.',
      findings: 0,
    })
    expect([claim(at).status, claim(at, 10002).status]).toEqual(['received', 'rejected'])
    expect(claim(at, 10002).findings[0]).toMatchObject({
      grade: 'rejected',
      words: 'INVALID SUBSCRIBER ID.',
      source: 'report of 12/01/2026, clearinghouse',
    })
    expect(contract['claims.get'].output.safeParse(claim(at, 10002)).error).toBeUndefined()
  })

  it('stands in the exchange line by line, with what was made of each', async () => {
    const at = silentClaims()
    const { file } = await taken(at, summary(row(1, control(at))), 'summary.txt')
    const shown = shownFile(at, file ?? 0)
    expect(contract['exchange.file'].output.safeParse(shown).error).toBeUndefined()
    expect(shown.lines.filter(({ words }) => words !== '')).toMatchObject([
      { segment: 9, raw: expect.stringContaining('QUINTERO'), words: 'Accepted' },
    ])
    expect([shown.lines[0]?.raw, shown.lines[1]?.byte, shown.findings]).toEqual(['OFFICE ALLY', 13, []])
    expect(shown.parts[0]?.details).toEqual(['5 lines are about no single claim; they stand below as they came.'])
  })

  it('that names a claim of somebody else says so, and changes nothing', async () => {
    const at = silentClaims()
    expect(await taken(at, summary(row(1, 'SOMEBODY-000001')))).toMatchObject({
      status: 'quarantined',
      details: ['Line 9: no claim of ours stands in it.', expect.any(String)],
    })
    expect(claim(at).status).toBe('sent')
  })
})

describe('a status report', () => {
  it('is the payer’s word: accepted, turned back, or pending, with its number of the claim', async () => {
    const at = silentClaims(['09:00', '11:00'])
    const text = statusReport(
      statusRow(control(at), 'ACCEPTED', 'CLAIM ACCEPTED FOR PROCESSING'),
      statusRow(control(at, 10002), 'REJECTED', 'SUBSCRIBER NOT FOUND'),
    )
    expect(await taken(at, text, 'status.txt')).toMatchObject({ status: 'taken', words: 'What payers said: 1 accepted, 1 turned back.' })
    expect([claim(at).status, claim(at).payerControl, claim(at, 10002).status]).toEqual(['accepted', 'ICN77', 'rejected'])
    expect(claim(at, 10002).findings[0]).toMatchObject({ words: 'REJECTED SUBSCRIBER NOT FOUND.' })
  })
})

test('text that is no report is kept, shown line by line, and says that nothing was taken over', async () => {
  const at = silentClaims()
  const reply = await taken(at, 'Dear practice,\nyour claims were fine.\n', 'letter.txt')
  expect(reply).toMatchObject({ status: 'unreadable', kind: 'unknown' })
  const shown = shownFile(at, reply.file ?? 0)
  expect(shown.lines.map(({ raw }) => raw)).toEqual(['Dear practice,', 'your claims were fine.', ''])
})

test('no line of a report is lost, whatever stands between its claims', () => {
  const noise = fc.array(fc.stringMatching(/^[A-Za-z :.,]{1,40}$/), { maxLength: 4 })
  fc.assert(
    fc.property(fc.array(noise, { minLength: 1, maxLength: 6 }), (between) => {
      const lines = between.flatMap((words, n) => [...words, row(n + 1, `ABC123-${String(n).padStart(7, '0')}`)])
      const report = readReport(Buffer.from(summary(...lines)))
      const told = [...(report?.lines ?? []).map(({ n }) => n), ...(report?.others ?? [])]
      expect(report?.lines).toHaveLength(between.length)
      expect(new Set(told).size).toBe(told.length)
    }),
  )
})
