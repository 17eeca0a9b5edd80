import { readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Input, Name } from '../../src-shared/contract/index.ts'
import { day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { testEngine, type TestEngine } from '../support/engine.ts'
import { CONNECTION, viaSftp } from '../support/exchange.ts'
import { certificates, PHRASE } from '../support/https.ts'
import { corePayer, sftpPayer, type SftpPayer } from '../support/payer-servers.ts'
import { on, payerWith, PLAN } from '../support/practice-payer.ts'
import { CLINICIAN, COVERAGE, FEES, PATIENT, PAYER } from '../support/practice.ts'

// Practice and payer with a real line between them: what the one writes the other reads and answers, and back. By the contract alone, as the window asks it.

let own: TestEngine
let keys = 0
let server: { end(): Promise<void> } | undefined
const save = <N extends Name>(name: N, input: Input<N>) => own.get(name, input, `way-${++keys}`)
beforeEach(() => {
  own = testEngine()
})
afterEach(async () => {
  await server?.end()
  own.end()
})

const MEMBERS = { NL8820417: { plan: PLAN, last: 'QUINTERO' }, NL7710023: { plan: PLAN, last: 'CALLOWAY' } }
const nobodyElse = { members: MEMBERS, others: undefined }

async function practice(): Promise<{ readonly provider: number; readonly patients: readonly [number, number] }> {
  own.clock.set('2026-11-03', '0800')
  await own.create()
  await own.confirm()
  const provider = (await save('providers.save', CLINICIAN)).id
  const payer = (await save('payers.save', PAYER)).id
  for (const [code, fee] of FEES) await save('fees.save', { code, starts: day('2025-01-01'), cents: cents(fee) })
  for (const [code, rate] of [['90837', 13_200] as const])
    await save('rates.save', { payer, code, starts: day('2025-01-01'), cents: cents(rate) })
  const patient = async (last: string, memberId: string): Promise<number> =>
    (await save('patients.save', { ...PATIENT, last, coverages: [{ ...COVERAGE, payer, memberId }] })).id
  return { provider, patients: [await patient('Quintero', 'NL8820417'), await patient('Calloway', 'NL0000000')] }
}

const session = (provider: number, patient: number, start: string) =>
  ({
    patient,
    provider,
    day: day('2026-11-02'),
    start,
    stop: start.replace(':00', ':55'),
    service: 'individual',
    mode: 'in-person',
  }) as const

const standing = async (): Promise<string[]> => {
  const { rows } = await own.get('claims.list', { view: { filters: [], sort: [{ by: 'id', down: false }] } })
  return rows.map((row) => `${row.status} ${row.paid} ${row.owed}`)
}
const postAll = async (): Promise<void> => {
  const { rows } = await own.get('remittance.list', { view: { filters: [{ is: 'any', field: 'status', of: ['rehearsed'] }], sort: [] } })
  for (const { id } of rows) await save('remittance.post', { id })
}

test('claims travel, one is turned back, mended and taken, and both are paid to the cent', { timeout: 60_000 }, async () => {
  const payer = await sftpPayer(payerWith(nobodyElse))
  server = payer
  const { provider, patients } = await practice()
  const { id } = await save('connections.save', viaSftp(payer))
  await own.confirm()
  await save('connections.trust', { id, fingerprint: payer.fingerprint() })
  for (const [n, patient] of patients.entries())
    await save('charges.save', { appointment: null, ...session(provider, patient, n === 0 ? '09:00' : '11:00') })

  await save('claims.send', {})
  const first = await travel(payer, '2026-11-04')
  expect(first).toEqual(['999', '277CA', '835'])
  await postAll()
  expect(await standing()).toEqual(['with-patient 10700 2500', 'rejected 0 17500'])

  const [turned] = (await own.get('claims.list', { view: { filters: [{ is: 'any', field: 'status', of: ['rejected'] }], sort: [] } })).rows
  await save('claims.mend', { id: must('one was turned back', turned).id, memberId: 'NL7710023' })
  await save('claims.send', {})
  expect(await travel(payer, '2026-11-06')).toEqual(['999', '277CA', '835'])
  await postAll()

  // 175 billed, 132 allowed, 25 of them the patient's.
  expect(await standing()).toEqual(['with-patient 10700 2500', 'with-patient 10700 2500'])
  const verified = await save('store.verify', {})
  expect([verified.holds, verified.checks.filter(({ broken }) => broken > 0)]).toEqual([true, []])
})

/** Practice sends, payer answers, practice fetches. @returns what came, in its order */
async function travel(payer: SftpPayer, today: string): Promise<string[]> {
  const before = new Set(readdirSync(payer.outbound))
  own.clock.set(today, '0700')
  const sent = await save('outbox.work', {})
  payer.work(on(today))
  const came = await save('outbox.work', {})
  const names = readdirSync(payer.outbound).filter((name) => !before.has(name))
  expect([sent, came].flatMap(({ connections }) => connections.map((one) => [one.sent, one.fetched, one.trouble]))).toEqual([
    [1, 0, null],
    [0, names.length, null],
  ])
  return names.toSorted().map((name) => name.replace(/.*_|[.].*/g, ''))
}

test.each(['mime', 'soap'] as const)(
  'a question over HTTPS in an envelope of %s is a benefit card at once',
  { timeout: 60_000 },
  async (envelope) => {
    const tls = certificates()
    const account = { user: 'user1', password: 'words of the payer' }
    const core = await corePayer(tls.good, payerWith({ ...nobodyElse }), account, () => on('2026-11-02'))
    server = core
    const { provider, patients } = await practice()
    await save('connections.save', {
      ...CONNECTION,
      kind: 'core',
      preset: 'core',
      envelope,
      url: core.url(),
      ...account,
      sender: 'CEDARHOLLOW',
      receiver: 'NLHP1',
      authority: tls.authority,
    })
    const appointments: number[] = []
    for (const [n, patient] of patients.entries()) {
      const visit = { ...session(provider, patient, n === 0 ? '09:00' : '11:00'), day: day('2026-11-04') }
      appointments.push((await save('appointments.save', visit)).id)
    }
    const cards = []
    for (const appointment of appointments) {
      await save('eligibility.ask', { appointments: [appointment] })
      const { connections } = await save('outbox.work', {})
      expect(connections.map((one) => [one.sent, one.fetched, one.trouble])).toEqual([[1, 1, null]])
      const { outcome, copay, visitsLeft } = await own.get('eligibility.card', { appointment })
      cards.push([outcome, copay.value, visitsLeft.value])
    }
    expect(cards).toEqual([
      ['active', 2500, 20],
      ['rejected', null, null],
    ])
  },
)

test.each(['mime', 'soap'] as const)(
  'claims leave by HTTPS under a client certificate in an envelope of %s, and everything comes back by it',
  { timeout: 90_000 },
  async (envelope) => {
    const tls = certificates()
    const asking = { ca: tls.authority, requestCert: true, rejectUnauthorized: true }
    let now = on('2026-11-04')
    const core = await corePayer({ ...tls.good, ...asking }, payerWith(nobodyElse), undefined, () => now)
    server = core
    const { provider, patients } = await practice()
    // The certificate is of today.
    own.clock.set(new Date().toISOString().slice(0, 10), '2359')
    await own.confirm()
    const path = join(dirname(own.folder), 'ours.p12')
    writeFileSync(path, tls.client.bundle)
    await save('connections.save', {
      ...CONNECTION,
      kind: 'core',
      preset: 'core',
      envelope,
      proof: 'certificate',
      certificateFile: path,
      certificatePhrase: PHRASE,
      url: core.url(),
      sender: 'CEDARHOLLOW',
      receiver: 'NLHP1',
      authority: tls.authority,
      carries: ['837P', '835'],
    })
    own.clock.set('2026-11-04', '0700')
    const [patient] = patients
    await save('charges.save', { appointment: null, ...session(provider, patient, '09:00') })
    await save('claims.send', {})
    // 999, 277CA and the remittance, which is asked for without a number of ours.
    expect((await save('outbox.work', {})).connections).toEqual([expect.objectContaining({ sent: 1, fetched: 3, trouble: null })])
    expect(core.said.filter(({ fields }) => fields.get('PayloadType') === 'X12_999_SubmissionRequest_005010X231A1').length).toBe(1)
    await postAll()
    expect(await standing()).toContain('with-patient 10700 2500')
    now = on('2026-11-06')
    own.clock.set('2026-11-06', '0700')
    expect((await save('outbox.work', {})).connections).toEqual([expect.objectContaining({ sent: 0, fetched: 0, trouble: null })])
    const verified = await save('store.verify', {})
    expect([verified.holds, verified.checks.filter(({ broken }) => broken > 0)]).toEqual([true, []])
  },
)
