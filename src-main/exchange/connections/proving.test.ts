import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { contract } from '../../../src-shared/contract/index.ts'
import { addDays, day, type Day } from '../../../src-shared/day.ts'
import { batch } from '../../../test/support/claims.ts'
import { CONNECTION, exchangePractice, taskAt } from '../../../test/support/exchange.ts'
import { certificates, payerServer, PHRASE, type Certificates, type PayerServer } from '../../../test/support/https.ts'
import type { TestPractice } from '../../../test/support/practice.ts'
import { testFiles, testTask } from '../../../test/support/task.ts'
import { handlers } from '../index.ts'
import { outboxOf } from '../outbox/actions.ts'
import { dueConnections, workConnection } from '../outbox/courier.ts'
import { certificateOf, keepCertificate, secretOf } from './records.ts'
import { validityOf } from './rules.ts'

let tls: Certificates
beforeAll(() => {
  tls = certificates()
}, 60_000)
let server: PayerServer | undefined
afterEach(async () => {
  await server?.end()
  server = undefined
})

const FILES = (): Record<string, string | Uint8Array> => ({
  '/us/ours.pem': tls.client.cert + tls.client.key,
  '/us/ours.crt': tls.client.cert,
  '/us/sealed.key': tls.client.sealed,
  '/us/ours.p12': tls.client.bundle,
  '/us/theirs.key': tls.good.key,
  '/us/strange.pem': tls.stranger.cert + tls.stranger.key,
  '/us/letter.txt': 'Your certificate is ready.',
})
/** The day on which the certificates were made: they are of no use on another. */
const today = (): Day => day(new Date().toISOString().slice(0, 10))
function practiceOn(on: Day): TestPractice {
  const at = exchangePractice()
  at.clock.set(on, '2359')
  return at
}
const core = {
  ...CONNECTION,
  kind: 'core',
  preset: 'core',
  proof: 'certificate',
  url: 'https://localhost:9/core',
  name: 'Northlake',
} as const
type Given = Parameters<(typeof handlers)['connections.save']>[1]
const save = (at: TestPractice, given: Given): Promise<{ id: number }> =>
  handlers['connections.save'](testTask(at, testFiles(FILES())), given)
const row = (at: TestPractice) => at.query((work) => handlers['connections.list'](work))[0]

describe('a client certificate that is given', () => {
  it.each([
    ['PEM', { certificateFile: '/us/ours.pem' }],
    ['PEM and an encrypted key', { certificateFile: '/us/ours.crt', certificateKeyFile: '/us/sealed.key', certificatePhrase: PHRASE }],
    ['PKCS#12', { certificateFile: '/us/ours.p12', certificatePhrase: PHRASE }],
  ])('as %s is shown by name, number and days, and by nothing else', async (_, given) => {
    const at = practiceOn(today())
    await save(at, { ...core, ...given })
    const rows = at.query((work) => handlers['connections.list'](work))
    expect(contract['connections.list'].output.safeParse(rows).error).toBeUndefined()
    expect(rows[0]?.certificate).toMatchObject({ subject: 'CN=localhost', issuer: 'CN=Lakeside', is: 'good' })
    expect(JSON.stringify(rows)).not.toMatch(/BEGIN|words for the key|ours[.]/)
  })

  it.each([
    ['no file', {}, 'There is no client certificate yet.', 'certificateFile'],
    ['a letter', { certificateFile: '/us/letter.txt' }, 'This file is no certificate.', 'certificateFile'],
    ['no key', { certificateFile: '/us/ours.crt' }, 'The private key of the certificate is not in it.', 'certificateKeyFile'],
    [
      'another key',
      { certificateFile: '/us/ours.crt', certificateKeyFile: '/us/theirs.key' },
      'The private key belongs to another certificate.',
      'certificateKeyFile',
    ],
    [
      'a wrong passphrase',
      { certificateFile: '/us/ours.p12', certificatePhrase: 'not it' },
      'This passphrase does not open it.',
      'certificatePhrase',
    ],
  ])('with %s is refused where it is wrong, and nothing is saved', async (_, given, message, field) => {
    const at = practiceOn(today())
    await expect(save(at, { ...core, ...given })).rejects.toMatchObject({
      problem: { code: 'connection.certificate', message, at: { field } },
    })
    expect(row(at)).toBeUndefined()
  })

  it.each([
    [400, /^This certificate ran out on \d\d\/\d\d\/\d{4}\.$/],
    [-3, /^This certificate is not valid before \d\d\/\d\d\/\d{4}\.$/],
  ])('is refused %i days from its making, with the day', async (days, message) => {
    const at = practiceOn(addDays(today(), days))
    await expect(save(at, { ...core, certificateFile: '/us/ours.pem' })).rejects.toMatchObject({
      problem: { message: expect.stringMatching(message) },
    })
  })

  it('stays when the form comes back without a file, and goes when it is shown no more, or with the connection', async () => {
    const at = practiceOn(today())
    const { id } = await save(at, { ...core, certificateFile: '/us/ours.pem' })
    await save(at, { ...core, id })
    expect(at.query(({ db }) => [certificateOf(db, id)?.subject, secretOf(db, id)?.certificate_key])).toEqual([
      'CN=localhost',
      tls.client.key.trim(),
    ])
    await save(at, { ...core, id, proof: 'password' })
    expect(at.query(({ db }) => [certificateOf(db, id), secretOf(db, id)?.certificate_key])).toEqual([undefined, null])
    await save(at, { ...core, id, certificateFile: '/us/ours.pem' })
    at.command((work) => handlers['connections.remove'](work, { id }))
    expect(at.query(({ db }) => [certificateOf(db, id), secretOf(db, id)])).toEqual([undefined, undefined])
  })

  it('is said sixty days before it runs out', async () => {
    const at = practiceOn(today())
    await save(at, { ...core, certificateFile: '/us/ours.pem' })
    expect(row(at)?.words).toBe('It was not used yet.')
    at.clock.set(addDays(today(), 330), '0900')
    expect(row(at)).toMatchObject({
      certificate: { is: 'soon' },
      fix: expect.stringContaining('new one'),
      words: expect.stringContaining('runs out on'),
    })
  })
})

it.each([
  ['2026-01-01T00:00:00.000Z', 'early'],
  ['2026-02-01T00:00:00.000Z', 'good'],
  ['2026-10-31T23:59:59.000Z', 'good'],
  ['2026-11-01T00:00:00.000Z', 'soon'],
  ['2026-12-30T23:59:59.999Z', 'soon'],
  ['2026-12-31T00:00:00.000Z', 'over'],
])('on %s a certificate of 2026 is %s', (now, is) => {
  expect(validityOf({ starts: '2026-01-31T00:00:00.000Z', ends: '2026-12-31T00:00:00.000Z' }, now)).toBe(is)
})

/** What is shown to a server that wants a certificate of its own authority, and what comes of it. */
const SHOWN: readonly (readonly [string, Partial<Given>, string | null])[] = [
  ['the right one', { certificateFile: '/us/ours.pem' }, null],
  ['the right one as PKCS#12', { certificateFile: '/us/ours.p12', certificatePhrase: PHRASE }, null],
  ['one of another authority', { certificateFile: '/us/strange.pem' }, 'certificate-refused'],
  ['none', { proof: 'password', user: 'user1', password: 'words of the payer' }, 'certificate-none'],
]

describe.each(['TLSv1.2', 'TLSv1.3'] as const)('a server that wants a client certificate, under %s', (version) => {
  const open = (): Promise<PayerServer> =>
    payerServer(
      { ...tls.good, ca: tls.authority, requestCert: true, rejectUnauthorized: true, minVersion: version, maxVersion: version },
      () => ({ type: 'X12_BatchReceiptConfirmation' }),
    )

  it.each(SHOWN)('is shown %s', async (_, given, trouble) => {
    const at = practiceOn(today())
    server = await open()
    const { id } = await save(at, { ...core, url: server.url(), authority: tls.authority, pin: tls.pin, ...given })
    batch(at, ['09:00'])
    expect(await workConnection(taskAt(at), id)).toMatchObject({ trouble })
    expect((await handlers['connections.test'](taskAt(at), { id })).works).toBe(trouble === null)
    const stands = { state: at.query(({ db }) => outboxOf(db, 1)?.state), said: server.said.length > 0 }
    expect(stands).toEqual(trouble === null ? { state: 'sent', said: true } : { state: 'waiting', said: false })
  })

  it('refuses once: what a person must mend is not tried again', async () => {
    const at = practiceOn(today())
    server = await open()
    const { id } = await save(at, { ...core, url: server.url(), authority: tls.authority, certificateFile: '/us/strange.pem' })
    batch(at, ['09:00'])
    await workConnection(taskAt(at), id)
    expect([at.query(dueConnections), row(at)?.state, row(at)?.words]).toEqual([
      [],
      'stopped',
      expect.stringContaining('refused your client certificate'),
    ])
  })

  it('is shown none while its own key is not the one that was entered', async () => {
    const at = practiceOn(today())
    server = await open()
    const { id } = await save(at, {
      ...core,
      url: server.url(),
      authority: tls.authority,
      certificateFile: '/us/ours.pem',
      pin: `${'A'.repeat(43)}=`,
    })
    batch(at, ['09:00'])
    expect([(await workConnection(taskAt(at), id)).trouble, server.said.length]).toEqual(['pin', 0])
  })
})

it('a certificate that has run out meanwhile is not shown to anybody', async () => {
  const at = practiceOn(today())
  server = await payerServer(tls.good, () => ({ type: 'X12_BatchReceiptConfirmation' }))
  const { id } = await save(at, { ...core, url: server.url(), authority: tls.authority, certificateFile: '/us/ours.pem' })
  const ends = new Date(Date.parse(today()) - 1).toISOString()
  at.command(({ db }) => keepCertificate(db, id, { subject: 'CN=us', issuer: 'CN=them', serial: '01', starts: ends, ends }))
  expect([(await workConnection(taskAt(at), id)).trouble, server.said.length]).toEqual(['certificate-over', 0])
})

it('who shows a certificate alone says no user name, and is told so by a refusal', async () => {
  const at = practiceOn(today())
  server = await payerServer(tls.good, () => ({ status: 403 }))
  const given = { ...core, url: server.url(), authority: tls.authority, certificateFile: '/us/ours.pem', user: 'user1', password: 'words' }
  const { id } = await save(at, given)
  batch(at, ['09:00'])
  expect((await workConnection(taskAt(at), id)).trouble).toBe('certificate-refused')
  expect(server.said[0]?.fields.get('UserName')).toBeUndefined()
  await save(at, { ...given, id, proof: 'both' })
  expect([(await workConnection(taskAt(at), id)).trouble, server.said[1]?.fields.get('UserName')]).toEqual(['auth', 'user1'])
})
