import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { claimsText, remittanceText } from '../../test/bench/files.ts'
import { piecesOf, readAny, readFile, setsOf } from '../x12/index.ts'
import { x12 } from './x12-command.ts'
import { typedLines } from './x12-report.ts'

const folder = mkdtempSync(join(tmpdir(), 'parity-x12-'))
afterAll(() => rmSync(folder, { recursive: true }))

const fileWith = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text, 'latin1')
  return path
}
const PLAIN = { json: false, explain: false }
async function said(
  path: string | undefined,
  options: Partial<Parameters<typeof x12>[1]> = {},
): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = []
  const code = await x12(path, { ...PLAIN, ...options }, (line) => void lines.push(...line.split('\n')))
  return { code, lines }
}

const remittance = fileWith('835.x12', [...remittanceText(3)].join(''))
const claims = fileWith('837.x12', [...claimsText(3)].join(''))
const damaged = fileWith('damaged.x12', [...claimsText(3)].join('').replace('CLM*MH100002', 'CLX*MH100002'))

describe('parity x12', () => {
  it('says what a file holds in plain words, without a patient', async () => {
    const { code, lines } = await said(remittance)
    expect(code).toBe(0)
    expect(lines[4]).toMatch(
      /^ {8}Payment of \$[\d,.]+ by transfer of 11\/19\/2026 from EXAMPLE HEALTH PLAN to ELM STREET COUNSELING PLLC for 3 claims \(/,
    )
    expect(lines.at(-1)).toBe('  No findings.')
    const sent = await said(claims)
    expect(sent.lines[4]).toMatch(/^ {8}3 claims of \$[\d,.]+ with \d lines to EXAMPLE HEALTH PLAN\.$/)
    expect([...lines, ...sent.lines].join(' ')).not.toMatch(/XYZ\d{9}|JANE|SAM|ROE/)
  })

  it('says what is wrong, where, and how a 999 would say it, and ends with 1', async () => {
    const { code, lines } = await said(damaged)
    expect(code).toBe(1)
    expect(lines.find((line) => line.includes('SEG.UNKNOWN'))).toMatch(
      /error {3}byte \d+, segment \d+ CLX, .*: The guide of this transaction has no such segment\. \[SEG\.UNKNOWN, 999 S1\]/,
    )
  })

  it('says that a file is not there, in plain words', async () => {
    await expect(said(join(folder, 'no.x12'))).rejects.toThrow(/^There is no file .*no\.x12$/)
  })

  it('gives the typed value as JSON', async () => {
    const { lines } = await said(remittance, { json: true })
    const { transactions } = JSON.parse(lines.join('\n')) as { transactions: { name: string; value: unknown }[] }
    const [read] = setsOf(readFile(readFileSync(remittance))).map(readAny)
    expect(transactions).toMatchObject([{ name: '835', value: JSON.parse(JSON.stringify(read?.reading.value)) as unknown }])
  })

  it('gives a line for each claim of a file that is too large for one value', async () => {
    const lines: string[] = []
    await typedLines(piecesOf(claims), (line) => void lines.push(line))
    const read = lines.map((line) => JSON.parse(line) as { loop?: string; isWhole?: boolean })
    expect(read.map((one) => one.loop ?? one.isWhole)).toEqual(['2300', '2300', '2300', true])
  })

  it('prints the guide of a transaction, and names them all when there is none', async () => {
    const page = readFileSync(join(import.meta.dirname, '../../resources/guides/278-request.txt'), 'utf8')
    expect((await said(undefined, { guide: '278-request' })).lines.join('\n')).toBe(page.trimEnd())
    await expect(said(undefined, { guide: '820' })).rejects.toThrow(/There is no guide 820\. There are: 837P, 835, 270, .* TA1\./)
  })

  it('explains each segment', async () => {
    const { lines } = await said(remittance, { explain: true })
    expect(lines.find((line) => line.includes('Claim payment:'))).toMatch(/charge \$/)
  })

  it('writes the answer, which is read back without a finding', async () => {
    const out = join(folder, 'answer.x12')
    const { code, lines } = await said(damaged, { answer: out, control: '77' })
    expect([code, lines]).toEqual([0, [`The answer is in ${out}.`]])
    const file = readFile(readFileSync(out))
    const [read] = setsOf(file).map(readAny)
    expect(file.findings).toEqual([])
    expect([read?.described?.name, read?.raw.interchange.control, read?.reading.findings]).toEqual(['999', '000000077', []])
    expect((await said(out, { answer: join(folder, 'none.x12') })).lines).toEqual(['Nobody waits for an answer to this file.'])
  })
})
