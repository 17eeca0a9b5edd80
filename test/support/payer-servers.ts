import { createHash, randomUUID } from 'node:crypto'
import type { ServerOptions } from 'node:https'
import {
  answer,
  answerFolder,
  NOTHING_YET,
  type Moment,
  type PracticePayer,
  type Said,
  type State,
} from '../../src-main/practice-payer/index.ts'
import { readAny, readFile, setsOf } from '../../src-main/x12/index.ts'
import { payerServer, type PayerServer, type Reply } from './https.ts'
import { testServer, type TestServer } from './sshd.ts'

/* The practice payer behind the lines that payers have: SFTP by a real OpenSSH server, and CAQH CORE over HTTPS. */

export type SftpPayer = TestServer & {
  /** The payer looks into its folder: what lies there is answered in the other one. */
  work(at: Moment): Said[]
}

export async function sftpPayer(payer: PracticePayer): Promise<SftpPayer> {
  const server = await testServer()
  return { ...server, work: (at) => answerFolder(server.inbound, server.outbound, at, payer) }
}

/** What a server asks of a client before it takes anything. */
export type Account = { readonly user: string; readonly password: string }

/** Payloads of answers by the set they hold. */
const TYPES: Readonly<Record<string, string>> = {
  '271': 'X12_271_Response_005010X279A1',
  '277': 'X12_277_Response_005010X212',
  '277CA': 'X12_277CA_Response_005010X214',
  '835': 'X12_835_Response_005010X221A1',
  '999': 'X12_999_Response_005010X231A1',
}
const WANTED: readonly (readonly [pattern: RegExp, kind: string])[] = [
  [/^X12_999_RetrievalRequest/, '999'],
  [/^X12_TA1_RetrievalRequest/, 'TA1'],
  [/Results_277CA$/, '277CA'],
  [/Results_271$/, '271'],
  [/Results_277$/, '277'],
]

const kindOf = (bytes: Uint8Array): string => setsOf(readFile(bytes)).map(readAny)[0]?.described?.name ?? 'TA1'

/**
 * A CORE server: a question in real time gets its answer on the same line; a batch gets a receipt, and its answers when they are asked for by its number.
 * Remittances are handed out one by one until each was acknowledged. Credentials, checksum and the number of a payload are held to what the rule says.
 * @param account undefined where a client certificate says who asks @param now when it answers
 */
export async function corePayer(
  options: ServerOptions,
  payer: PracticePayer,
  account: Account | undefined,
  now: () => Moment,
): Promise<PayerServer> {
  let state: State = NOTHING_YET
  const batches = new Map<string, ReadonlyMap<string, Uint8Array>>()
  // A remittance lies ready until a 999 says that it arrived, whoever's batch it pays.
  const remittances = new Map<string, Uint8Array>()
  const answered = (payload: Uint8Array): ReadonlyMap<string, Uint8Array> => {
    const paid = answer(payer, state, payload, now())
    state = paid.state
    const answers = new Map(paid.files.map(({ bytes }) => [kindOf(bytes), bytes]))
    const remittance = answers.get('835')
    if (remittance) remittances.set(randomUUID(), remittance)
    return answers
  }
  return payerServer(options, ({ fields, payload }): Reply => {
    const said = (name: string): string => fields.get(name) ?? ''
    const error = (code: string): Reply => ({ type: 'CoreEnvelopeError', error: code })
    if (account && (said('UserName') !== account.user || said('Password') !== account.password)) return error('UnAuthorized')
    const id = said('PayloadID')
    if (said('PayloadType') === 'X12_835_Request_005010X221A1') {
      const [first] = remittances
      return first
        ? { type: TYPES['835'] ?? '', id: first[0], payload: Buffer.from(first[1]) }
        : { type: 'X12_NoBatchResultsFile', payload: Buffer.from('None') }
    }
    const wanted = WANTED.find(([pattern]) => pattern.test(said('PayloadType')))?.[1]
    if (wanted !== undefined && payload === null) {
      const bytes = batches.get(id)?.get(wanted)
      return bytes ? { type: TYPES[wanted] ?? '', payload: Buffer.from(bytes) } : error('None')
    }
    if (payload === null) return error('PayloadRequired')
    if (said('PayloadType').startsWith('X12_999_SubmissionRequest')) {
      if (kindOf(payload) !== '999') return error('PayloadIllegal')
      return remittances.delete(id) ? { type: 'X12_Response_ConfirmReceiptReceived' } : error('PayloadIDIllegal')
    }
    if (said('ProcessingMode') === 'RealTime') {
      const answers = answered(payload)
      const kind = ['271', '277', '999', 'TA1'].find((one) => answers.has(one)) ?? 'TA1'
      return { type: TYPES[kind] ?? 'X12_TA1_Response_00501X231A1', payload: Buffer.from(answers.get(kind) ?? []) }
    }
    if (createHash('sha1').update(payload).digest('hex') !== said('CheckSum')) return error('CheckSumMismatched')
    if (batches.has(id)) return error('PayloadIDDuplicate')
    batches.set(id, answered(payload))
    return { type: 'X12_BatchReceiptConfirmation' }
  })
}
