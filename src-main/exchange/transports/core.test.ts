import { createHash } from 'node:crypto'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { batch } from '../../../test/support/claims.ts'
import { ask, book, COVERED, received, responseTo } from '../../../test/support/eligibility.ts'
import { connected, CONNECTION, exchangePractice, taskAt } from '../../../test/support/exchange.ts'
import { certificates, payerServer, type Certificates, type PayerServer, type Reply, type Said } from '../../../test/support/https.ts'
import type { TestPractice } from '../../../test/support/practice.ts'
import { handlers } from '../index.ts'
import { outboxOf } from '../outbox/actions.ts'
import { workConnection } from '../outbox/courier.ts'
import { readAnswer } from './envelope.ts'

let tls: Certificates
beforeAll(() => {
  tls = certificates()
}, 60_000)
let server: PayerServer | undefined
afterEach(async () => {
  await server?.end()
  server = undefined
})

type Way = Partial<typeof CONNECTION>
const viaCore = (own: PayerServer, more: Way = {}): typeof CONNECTION => ({
  ...CONNECTION,
  kind: 'core',
  preset: 'core',
  url: own.url(),
  user: 'user1',
  password: 'PLANTED-password',
  sender: 'CEDARHOLLOW',
  receiver: 'NLHP1',
  authority: tls.authority,
  ...more,
})
const stateOf = (at: TestPractice, file = 1): string | undefined => at.query(({ db }) => outboxOf(db, file)?.state)

describe.each(['mime', 'soap'] as const)('CORE in an envelope of %s', (envelope) => {
  it('asks about coverage in real time, and takes the answer in', async () => {
    const at = exchangePractice()
    let file = 0
    server = await payerServer(tls.good, () => ({
      type: 'X12_271_Response_005010X279A1',
      payload: Buffer.from(responseTo(received(at, file), COVERED)),
    }))
    const id = await connected(at, viaCore(server, { envelope }))
    file = ask(at, book(at)).files[0]?.id ?? 0
    expect(await workConnection(taskAt(at), id)).toMatchObject({ sent: 1, fetched: 1, trouble: null })
    expect(stateOf(at, file)).toBe('arrived')
    const [said] = server.said
    expect(Object.fromEntries(said?.fields ?? [])).toMatchObject({
      PayloadType: 'X12_270_Request_005010X279A1',
      ProcessingMode: 'RealTime',
      PayloadID: expect.stringMatching(/^[0-9a-f-]{36}$/),
      TimeStamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      UserName: 'user1',
      Password: 'PLANTED-password',
      SenderID: 'CEDARHOLLOW',
      ReceiverID: 'NLHP1',
      CORERuleVersion: '2.2.0',
    })
    expect(said?.payload?.toString('latin1')).toMatch(/^ISA.*IEA\*1\*\d{9}~/s)
  })

  it('sends claims as a batch, with length and checksum, and fetches the receipt later', async () => {
    const at = exchangePractice()
    server = await payerServer(tls.good, ({ fields }) =>
      fields.get('PayloadType')?.startsWith('X12_999') === true
        ? { type: 'X12_999_Response_005010X231A1', payload: Buffer.from(ACCEPTED) }
        : { type: 'X12_BatchReceiptConfirmation' },
    )
    const id = await connected(at, viaCore(server, { envelope }))
    const bytes = batch(at, ['09:00', '10:00'])
    expect(await workConnection(taskAt(at), id)).toMatchObject({ sent: 1, fetched: 1, trouble: null })
    const [first, second] = server.said
    expect([first?.payload?.equals(bytes), first?.fields.get('PayloadLength'), first?.fields.get('CheckSum')]).toEqual([
      true,
      String(bytes.byteLength),
      createHash('sha1').update(bytes).digest('hex'),
    ])
    expect(second?.fields.get('PayloadID')).toBe(first?.fields.get('PayloadID'))
    expect(stateOf(at)).toBe('arrived')
    expect(await workConnection(taskAt(at), id)).toMatchObject({ sent: 0, fetched: 0 })
  })
})

/** What a server does with a batch, the trouble that is, and where the file stands then. */
const ANSWERS: readonly (readonly [string, (said: Said) => Reply, string | null, string])[] = [
  ['cuts the line when it has it', () => 'cut', 'cut', 'reconcile'],
  ['is out of order', () => ({ status: 503 }), 'busy', 'reconcile'],
  ['sends elsewhere', () => ({ status: 302, headers: { Location: 'https://there.example/' } }), 'protocol', 'waiting'],
  ['refuses the password', () => ({ status: 401 }), 'auth', 'waiting'],
  ['refuses the user in the envelope', () => ({ type: 'CoreEnvelopeError', error: 'UnAuthorized' }), 'auth', 'waiting'],
  ['refuses the file', () => ({ type: 'CoreEnvelopeError', error: 'PayloadIllegal' }), null, 'failed'],
  ['had it before', () => ({ type: 'CoreEnvelopeError', error: 'PayloadIDDuplicate' }), null, 'sent'],
  ['says something that is no envelope', () => ({ status: 200, body: '<html>Welcome</html>' }), 'protocol', 'waiting'],
  ['answers without an end', () => ({ status: 200, body: 'x'.repeat(51 * 1024 * 1024) }), 'protocol', 'waiting'],
]

describe('a CORE server', () => {
  it.each(ANSWERS)('that %s leaves no file sent twice', async (_, reply, trouble, state) => {
    const at = exchangePractice()
    server = await payerServer(tls.good, reply)
    const id = await connected(at, viaCore(server))
    batch(at, ['09:00'])
    expect(await workConnection(taskAt(at), id)).toMatchObject({ trouble })
    expect([stateOf(at), server.said.filter(({ payload }) => payload !== null).length]).toEqual([state, 1])
  })

  it('a question that was cut off is asked again, for a second one does no harm', async () => {
    const at = exchangePractice()
    let file = 0
    let times = 0
    server = await payerServer(tls.good, () =>
      ++times === 1 ? 'cut' : { type: 'X12_271_Response_005010X279A1', payload: Buffer.from(responseTo(received(at, file), COVERED)) },
    )
    const id = await connected(at, viaCore(server))
    file = ask(at, book(at)).files[0]?.id ?? 0
    await workConnection(taskAt(at), id)
    expect(stateOf(at, file)).toBe('waiting')
    await workConnection(taskAt(at), id)
    const ids = server.said.map(({ fields }) => fields.get('PayloadID'))
    expect([stateOf(at, file), new Set(ids).size]).toEqual(['arrived', 2])
  })
})

/** A server that hands out remittances one by one. @param isHeld whether it hands out the same until that was acknowledged */
async function remitting(files: readonly string[], isHeld: boolean): Promise<PayerServer> {
  let at = 0
  return payerServer(tls.good, ({ fields, payload }) => {
    const type = fields.get('PayloadType') ?? ''
    if (type.startsWith('X12_999_Submission')) {
      if (isHeld && payload?.includes('ST*999*') === true) at++
      return { type: 'X12_Response_ConfirmReceiptReceived' }
    }
    const file = type === 'X12_835_Request_005010X221A1' ? files[at] : undefined
    if (file === undefined) return { type: 'X12_NoBatchResultsFile', payload: Buffer.from('There is none.') }
    if (!isHeld) at++
    return { type: 'X12_835_Response_005010X221A1', id: `p-${at}`, payload: Buffer.from(file) }
  })
}
const remittance = (n: number): string =>
  `ISA*00*          *00*          *ZZ*NLHP1          *ZZ*CEDARHOLLOW    *261119*0930*^*00501*00000010${n}*0*P*:~GS*HP*NLHP1*CEDARHOLLOW*20261119*0930*${n}*X*005010X221A1~ST*835*0001~SE*2*0001~GE*1*${n}~IEA*1*00000010${n}~`
const acknowledged = (own: PayerServer): Said[] =>
  own.said.filter(({ fields }) => fields.get('PayloadType')?.startsWith('X12_999_Submission') === true)

describe('remittances over CORE', () => {
  it.each([true, false])(
    'are picked up one by one, each once, and each acknowledged under its number (held until then: %s)',
    async (isHeld) => {
      const at = exchangePractice()
      server = await remitting([remittance(1), remittance(2), remittance(3)], isHeld)
      const id = await connected(at, viaCore(server, { carries: ['835'] }))
      expect(await workConnection(taskAt(at), id)).toMatchObject({ fetched: 3, trouble: null })
      expect(await workConnection(taskAt(at), id)).toMatchObject({ fetched: 0, trouble: null })
      const controls = acknowledged(server).map(({ payload }) => /AK1\*HP\*(\d)/.exec(payload?.toString('latin1') ?? '')?.[1])
      expect([controls, new Set(acknowledged(server).map(({ fields }) => fields.get('PayloadID'))).size]).toEqual([['1', '2', '3'], 3])
    },
  )

  it('are left alone after the first when the same is handed out again, and no 999 is wanted', async () => {
    const at = exchangePractice()
    server = await remitting([remittance(1)], true)
    const id = await connected(at, viaCore(server, { carries: ['835'], acknowledges: false }))
    expect(await workConnection(taskAt(at), id)).toMatchObject({ fetched: 1 })
    expect(await workConnection(taskAt(at), id)).toMatchObject({ fetched: 0, trouble: null })
    expect(acknowledged(server)).toEqual([])
  })

  it('are asked for by the name that was entered, and not at all by a connection that does not carry them', async () => {
    const at = exchangePractice()
    server = await payerServer(tls.good, () => ({ type: 'X12_NoBatchResultsFile' }))
    const given = viaCore(server, { carries: ['835'], remittanceType: 'Their_835' })
    const id = await connected(at, given)
    await workConnection(taskAt(at), id)
    await connected(at, { ...given, id, carries: ['837P'] })
    await workConnection(taskAt(at), id)
    expect(server.said.map(({ fields }) => fields.get('PayloadType'))).toEqual(['Their_835'])
  })

  it('that are called otherwise over there are told of, and hold up nothing else', async () => {
    const at = exchangePractice()
    server = await payerServer(tls.good, ({ fields }) =>
      fields.get('PayloadType')?.startsWith('X12_837') === true
        ? { type: 'X12_BatchReceiptConfirmation' }
        : { type: 'CoreEnvelopeError', error: 'PayloadTypeIllegal' },
    )
    const id = await connected(at, viaCore(server, { carries: ['837P', '835'] }))
    batch(at, ['09:00'])
    expect(await workConnection(taskAt(at), id)).toMatchObject({ sent: 1, trouble: 'type' })
    expect(at.query((work) => handlers['connections.list'](work))[0]?.state).toBe('works')
  })

  it.each([{ status: 204 }, { type: 'X12_NoBatchResultsFile' }, { type: 'CoreEnvelopeError', error: 'None' }] satisfies Reply[])(
    'none there is no trouble, however it is said (%o)',
    async (reply) => {
      const at = exchangePractice()
      server = await payerServer(tls.good, () => reply)
      const id = await connected(at, viaCore(server, { carries: ['835'] }))
      expect(await workConnection(taskAt(at), id)).toMatchObject({ fetched: 0, trouble: null })
    },
  )
})

/** NT-3: a certificate that proves nothing, and what is told; nothing is said to any of these. */
const STRANGERS: readonly (readonly [string, () => Parameters<typeof payerServer>[0], (own: PayerServer) => Way, string])[] = [
  ['of an authority nobody knows', () => tls.good, () => ({ authority: '' }), 'certificate'],
  ['of another authority of the same name', () => tls.stranger, () => ({}), 'certificate'],
  ['that has run out', () => tls.expired, () => ({}), 'certificate'],
  ['of another host', () => tls.good, (own) => ({ url: own.url('127.0.0.1') }), 'certificate'],
  ['with another key than the one entered', () => tls.good, () => ({ pin: `${'A'.repeat(43)}=` }), 'pin'],
  ['under TLS 1.1', () => ({ ...tls.good, minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' }), () => ({}), 'weak'],
]

describe('NT-3', () => {
  it.each(STRANGERS)('a certificate %s is refused before anything is said', async (_, options, way, trouble) => {
    const at = exchangePractice()
    server = await payerServer(options(), () => ({ type: 'X12_BatchReceiptConfirmation' }))
    const id = await connected(at, viaCore(server, way(server)))
    batch(at, ['09:00'])
    expect(await workConnection(taskAt(at), id)).toMatchObject({ trouble, sent: 0 })
    expect([stateOf(at), server.said.length, (await handlers['connections.test'](taskAt(at), { id })).works]).toEqual(['waiting', 0, false])
  })

  it('the key that was entered is accepted (control)', async () => {
    const at = exchangePractice()
    server = await payerServer(tls.good, () => ({ type: 'X12_BatchReceiptConfirmation' }))
    const id = await connected(at, viaCore(server, { pin: tls.pin }))
    batch(at, ['09:00'])
    expect(await workConnection(taskAt(at), id)).toMatchObject({ trouble: null, sent: 1 })
  })
})

it('an envelope that declares entities is none', () => {
  const text = '<!DOCTYPE x [<!ENTITY e "e">]><Envelope><Body><ErrorCode>Success</ErrorCode></Body></Envelope>'
  expect([readAnswer('text/xml', Buffer.from(text)), readAnswer('text/xml', Buffer.from(text.slice(text.indexOf('<Env'))))?.error]).toEqual(
    [undefined, 'Success'],
  )
})

const ACCEPTED =
  'ISA*00*          *00*          *ZZ*NLHP1          *ZZ*CEDARHOLLOW    *261119*0930*^*00501*000000009*0*P*:~GS*FA*NLHP1*CEDARHOLLOW*20261119*0930*9*X*005010X231A1~ST*999*0001*005010X231A1~AK1*HC*1*005010X222A1~AK2*837*0001*005010X222A1~IK5*A~AK9*A*1*1*1~SE*6*0001~GE*1*9~IEA*1*000000009~'
