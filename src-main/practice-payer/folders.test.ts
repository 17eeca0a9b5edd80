import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { acknowledgedIn, claimFile, oneClaim, paymentsIn, payerWith, RECEIVED, on } from '../../test/support/practice-payer.ts'
import { answerFolder } from './index.ts'

let [root, from, to] = ['', '', '']
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'parity-practice-payer-'))
  ;[from, to] = [join(root, 'in'), join(root, 'out')]
})
afterEach(() => rmSync(root, { recursive: true }))

const put = (name: string, bytes: Uint8Array | string): void => writeFileSync(join(from, name), bytes)
const came = () => ({
  files: readdirSync(to)
    .toSorted()
    .map((name) => ({ name, bytes: readFileSync(join(to, name)) })),
})
const kinds = (): string[] => came().files.map(({ name }) => name)

it('answers what lies in a folder once, remembers it, and says why beside it', () => {
  answerFolder(from, to, RECEIVED)
  put('first.837', claimFile([oneClaim('C1')], 1))
  put('half.part', 'ISA*00')
  answerFolder(from, to, RECEIVED)
  expect(kinds()).toEqual(['NLHP1_000001_999.x12', 'NLHP1_000002_277CA.x12', 'NLHP1_000003_835.x12'])
  expect(answerFolder(from, to, RECEIVED)).toEqual([])
  // The usual payer has a deductible, of which the first visit takes its part.
  expect(paymentsIn(came())).toEqual(['C1 1 paid 0, CO-45 4375, PR-1 13125'])
  put('again.837', claimFile([oneClaim('C1')], 2))
  answerFolder(from, to, RECEIVED)
  expect(acknowledgedIn(came())).toEqual(['C1 A2:20:PR', 'C1 A3:746'])
  expect([readdirSync(from).toSorted(), readdirSync(join(from, '.practice-payer', 'answered')).toSorted()]).toEqual([
    ['.practice-payer', 'half.part'],
    ['again.837', 'first.837'],
  ])
  expect(readFileSync(join(from, '.practice-payer', 'decisions.txt'), 'utf8')).toContain(
    '[door.again] A claim of this number was taken before.',
  )
})

it('pays on its payday though nothing new came', () => {
  const payer = payerWith({ paysAfter: 14 })
  answerFolder(from, to, RECEIVED, payer)
  put('first.837', claimFile([oneClaim('C1')], 1))
  answerFolder(from, to, RECEIVED, payer)
  answerFolder(from, to, on('2026-05-18'), payer)
  expect([kinds().length, answerFolder(from, to, on('2026-05-19'), payer).length > 0, paymentsIn(came())]).toEqual([
    2,
    true,
    ['C1 1 paid 10700, CO-45 4300, PR-3 2500'],
  ])
})

it('a name of a payer makes no path', () => {
  answerFolder(from, to, RECEIVED)
  put(
    'odd.837',
    Buffer.from(claimFile([oneClaim('C1')]))
      .toString('latin1')
      .replaceAll('NLHP1 ', '../X1 '),
  )
  answerFolder(from, to, RECEIVED)
  expect([kinds().every((name) => name.startsWith('---X1_')), existsSync(join(root, 'X1.json'))]).toEqual([true, false])
})
