import { afterAll, describe, expect, it } from 'vitest'
import { CONNECTION } from '../../test/support/exchange.ts'
import { claimAt } from '../../test/support/two-payers.ts'
import { charge } from '../../test/support/claims.ts'
import { testEngine } from '../../test/support/engine.ts'
import { CLINICIAN, COVERAGE, FEES, PATIENT, PAYER, session, testPractice, type TestPractice } from '../../test/support/practice.ts'
import { testFiles, testTask } from '../../test/support/task.ts'
import { addDays, day } from '../../src-shared/day.ts'
import { must } from '../../src-shared/result.ts'
import { acceptSyntax, acknowledgeClaims, payClaims, readClaims, type Decision } from '../practice-payer/index.ts'
import { handlers as connections, takeFile } from '../exchange/index.ts'
import { fileBytes } from '../store/index.ts'
import { readFile } from '../x12/index.ts'
import { handlers, listeners, sendClaims } from '../claims/index.ts'

const PLAN = { name: 'Northlake Health Plan', id: 'NLHP1', taxNumber: '111111111' }
const WHEN = { day: day('2026-11-20'), time: '0615' }

const bytesOf = (at: TestPractice, file: number): Uint8Array =>
  must(
    'what left is kept',
    at.query(({ db }) => fileBytes(db, file)),
  )
const decisions = (bytes: Uint8Array, refused: boolean): Decision[] =>
  readClaims(bytes).map((place, n) => ({
    place,
    payerControl: `T${n}`,
    ...(refused && { refused: { category: 'A7' as const, status: '562', entity: '82' } }),
    lines: place.claim.lines.map(({ service }) => ({ allowed: service.charge, paid: service.charge, adjustments: [] })),
  }))
const take = (at: TestPractice, name: string, bytes: Uint8Array) => at.command((work) => takeFile(work, { name, bytes, post: true }))

/** One ready claim that left as a test. */
function tested(): { readonly at: TestPractice; readonly bytes: Uint8Array; readonly batch: number } {
  const at = testPractice(listeners)
  charge(at)
  const [batch] = at.command((work) => sendClaims(work, { usage: 'T' })).batches
  return { at, bytes: bytesOf(at, must('a test left', batch).file), batch: must('a test left', batch).id }
}

describe('a test of a line', () => {
  it('writes the file with T, keeps it, and leaves the claim ready under the numbers it had', () => {
    const { at, bytes } = tested()
    expect(readFile(bytes).interchanges[0]?.header.usage).toBe('T')
    const [place] = readClaims(bytes)
    expect(place?.claim.claim.control).toMatch(/^.{6}-0010001-T1$/)
    expect(claimAt(at, 10_001)).toMatchObject({ status: 'ready', control: null })
    const [again] = at.command((work) => sendClaims(work, { usage: 'T' })).batches
    expect(readClaims(bytesOf(at, again?.file ?? 0))[0]?.claim.claim.control).toMatch(/-T2$/)
    const [real] = at.command((work) => sendClaims(work, { usage: 'P' })).batches
    expect(readClaims(bytesOf(at, real?.file ?? 0))[0]?.claim.claim.control).toMatch(/-0010001-01$/)
    expect(claimAt(at, 10_001).status).toBe('sent')
    expect(at.query((work) => handlers['claims.batches'](work)).map((one) => one.usage)).toEqual(['P', 'T', 'T'])
  })

  it('tells its answers and moves nothing by them, even after the claim left for good', () => {
    const { at, bytes, batch } = tested()
    expect(take(at, 'a.999', acceptSyntax(bytes, PLAN, 7, WHEN)).words).toMatch(/^Test batch .* was taken\.$/)
    take(at, 'a.277', acknowledgeClaims(bytes, decisions(bytes, true), PLAN, 8, WHEN))
    const after = claimAt(at, 10_001)
    expect(after).toMatchObject({ status: 'ready', payerControl: null })
    expect(after.history[0]).toMatchObject({ words: 'Test turned back' })
    const told = at.query((work) => handlers['claims.batches'](work)).find(({ id }) => id === batch)
    expect(told).toMatchObject({ usage: 'T', status: 'rejected', words: 'Test: 0 of 1 accepted, 1 turned back.' })
    at.command((work) => sendClaims(work, { usage: 'P' }))
    take(at, 'b.277', acknowledgeClaims(bytes, decisions(bytes, false), PLAN, 9, WHEN))
    expect(claimAt(at, 10_001)).toMatchObject({ status: 'sent', payerControl: null })
  })

  it('posts no payment under the number of a test', () => {
    const { at, bytes } = tested()
    at.command((work) => sendClaims(work, { usage: 'P' }))
    const to = { name: 'Cedar Hollow', npi: '1234567893', taxId: '123456789', submitter: 'CEDARHOLLOW' }
    const paid = { trace: 'EFT1', day: addDays(WHEN.day, 1), method: 'ACH' } as const
    take(at, 'a.835', payClaims(decisions(bytes, false), paid, PLAN, to, 10, WHEN))
    expect(claimAt(at, 10_001)).toMatchObject({ status: 'sent', owedByPayer: 17_500 })
  })

  it('is chosen for each way, and the preview says which payers go by it', async () => {
    const at = testPractice(listeners)
    charge(at)
    const preview = at.query((work) => handlers['claims.preview'](work, { of: 'send' }))
    expect(preview.ways).toEqual([
      { id: 0, name: 'Saved by hand', isTesting: false, payers: [{ words: 'Northlake Health Plan', n: 1, cents: 17_500 }] },
    ])
    const send = (tests: number[]) => handlers['claims.send'](testTask(at, testFiles()), { usage: 'P', tests })
    expect((await send([0])).batches).toMatchObject([{ usage: 'T' }])
    expect(claimAt(at, 10_001).status).toBe('ready')
    expect((await send([4])).batches).toMatchObject([{ usage: 'P' }])
    expect(claimAt(at, 10_001).status).toBe('sent')
  })
})

describe('a connection that is still being tested', () => {
  it('takes claims as tests alone, whoever sends, until Setup says otherwise', async () => {
    const at = testPractice(listeners)
    charge(at)
    const folder = { ...CONNECTION, name: 'Cedar Clearing', carries: ['837P' as const], isForOthers: true, isTesting: true }
    const save = (more: Partial<typeof folder> & { readonly id?: number } = {}) =>
      connections['connections.save'](testTask(at, testFiles()), { ...folder, ...more })
    const { id } = await save()
    expect(at.query((work) => handlers['claims.preview'](work, { of: 'send' })).ways).toMatchObject([
      { name: 'Cedar Clearing', isTesting: true },
    ])
    const send = () => handlers['claims.send'](testTask(at, testFiles()), { usage: 'P' })
    expect((await send()).batches).toMatchObject([{ usage: 'T' }])
    at.command((work) => expect(sendClaims(work, { usage: 'P' }).batches).toMatchObject([{ usage: 'T' }]))
    expect(claimAt(at, 10_001).status).toBe('ready')
    await save({ id, isTesting: false })
    expect((await send()).batches).toMatchObject([{ usage: 'P' }])
    expect(claimAt(at, 10_001).status).toBe('sent')
  })
})

describe('two billers', () => {
  const own = testEngine()
  afterAll(() => own.end())

  it('send the same claims at once: they leave once, and the second is told so', async () => {
    await own.create()
    const provider = (await own.get('providers.save', CLINICIAN, 'p')).id
    const payers = [PAYER, { ...PAYER, name: 'Summit Ridge PPO', ediId: 'SRPPO' }]
    for (const [code, cents] of FEES) await own.get('fees.save', { code, starts: day('2025-01-01'), cents }, code)
    for (const [n, one] of payers.entries()) {
      const payer = (await own.get('payers.save', one, `payer ${n}`)).id
      const fields = { ...PATIENT, last: `Abbott${'e'.repeat(n)}`, coverages: [{ ...COVERAGE, payer, memberId: `NL000${n}123` }] }
      const patient = (await own.get('patients.save', fields, `patient ${n}`)).id
      await own.get('charges.save', { ...session({ provider, patient } as TestPractice), provider, patient }, `charge ${n}`)
    }
    const ids = (await own.get('claims.list', { view: { filters: [], sort: [] } })).rows.map(({ id }) => id)
    const both = await Promise.all([own.ask('claims.send', { ids }, 'one'), own.ask('claims.send', { ids }, 'other')])
    const batches = await own.get('claims.batches', {})
    expect(batches.map(({ claims }) => claims)).toEqual([1, 1])
    const left = both.flatMap((one) => (one.ok ? (one.value as { batches: unknown[] }).batches : []))
    expect(left).toHaveLength(2)
    const later = await own.ask('claims.send', { ids }, 'third')
    expect(later).toMatchObject({ ok: false, problem: { code: 'claim.none', message: 'These claims were sent already.' } })
    expect(await own.get('claims.batches', {})).toHaveLength(2)
  })
})
