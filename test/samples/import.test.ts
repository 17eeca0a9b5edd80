import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listeners } from '../../src-main/claims/index.ts'
import { handlers } from '../../src-main/exchange/index.ts'
import { verifyLedger } from '../../src-main/ledger/index.ts'
import { verifyRemittances } from '../../src-main/remittance/index.ts'
import { testPractice } from '../support/practice.ts'
import { hasShared, samples, verdicts, WITHOUT } from '../support/shared.ts'
import { testFiles, testTask } from '../support/task.ts'

/** What must be said of each file, so that a person knows what became of it. */
const REPORTED = ['posted', 'partly', 'quarantined', 'taken', 'known', 'unreadable']

const verdict = verdicts()

describe.skipIf(!hasShared)(`files of other people’s systems (${hasShared ? 'beside the project' : WITHOUT})`, () => {
  it('come in, claims first and then remittances, each with its report, and the ledger holds', async () => {
    const at = testPractice(listeners)
    const [claimFiles, remittances] = [samples('837P'), samples('835')]
    const work = testTask(at, testFiles(Object.fromEntries([...claimFiles, ...remittances].map((one) => [one.name, one.bytes]))))
    const take = (names: readonly string[]) => handlers['exchange.import'](work, { paths: [...names], post: true })
    for (const group of [claimFiles, remittances]) {
      const { files } = await take(group.map((one) => one.name))
      expect(files.map((one) => one.name)).toEqual(group.map((one) => basename(one.name)))
      for (const file of files) {
        expect(REPORTED).toContain(file.status)
        expect(`${file.name}: ${file.words}`).toMatch(/\.$/)
        expect(file.details.join()).not.toMatch(/A mistake of Parity/)
      }
      const valid = files.filter((file) => verdict.get(`${file.kind}/${file.name}`) === 'VALID')
      expect(valid.length).toBeGreaterThan(5)
      expect(valid.filter((file) => file.status === 'quarantined' || file.status === 'unreadable')).toEqual([])
    }
    expect(at.query(({ db }) => [...verifyLedger(db), ...verifyRemittances(db)]).filter((one) => one.broken > 0)).toEqual([])
    const again = await take([...claimFiles, ...remittances].map((one) => one.name))
    expect([...new Set(again.files.map((one) => one.status))]).toEqual(['known'])
  })

  it('of every other kind are kept, whatever they are', async () => {
    const at = testPractice(listeners)
    const all = samples('270', '271', '276', '277', '277CA', '278', '997', '999', 'TA1', 'other', 'examples')
    const work = testTask(at, testFiles(Object.fromEntries(all.map((one) => [one.name, one.bytes]))))
    const { files } = await handlers['exchange.import'](work, { paths: all.map((one) => one.name), post: false })
    expect(files.map((one) => one.file === null)).not.toContain(true)
    expect(files.flatMap((one) => one.details).filter((line) => line.includes('A mistake of Parity'))).toEqual([])
    expect(at.query(({ db }) => verifyLedger(db)).filter((one) => one.broken > 0)).toEqual([])
  })

  it('do no harm though a segment is missing: no mistake, and the ledger holds', async () => {
    const at = testPractice(listeners)
    const small = samples('837P', '835', '271', '277CA', '999', 'TA1', 'examples').filter((one) => one.bytes.byteLength < 2000)
    const damaged = small.flatMap(({ name, bytes }) => {
      const segments = bytes.toString('latin1').split('~')
      return segments.map((_, n) => [`${name} without ${n + 1}`, segments.toSpliced(n, 1).join('~')] as const)
    })
    const work = testTask(at, testFiles(Object.fromEntries(damaged)))
    const { files } = await handlers['exchange.import'](work, { paths: damaged.map(([name]) => name), post: true })
    expect(files.filter((one) => one.details.some((line) => line.includes('A mistake of Parity'))).map((one) => one.name)).toEqual([])
    expect(at.query(({ db }) => [...verifyLedger(db), ...verifyRemittances(db)]).filter((one) => one.broken > 0)).toEqual([])
  })
})
