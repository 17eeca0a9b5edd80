import type { Argument } from '../../src-shared/contract/index.ts'
import { handlers, listeners } from '../../src-main/exchange/index.ts'
import { listeners as claimListeners } from '../../src-main/claims/index.ts'
import type { Listener } from '../../src-main/store/index.ts'
import type { TestServer } from './sshd.ts'
import { testPractice, type TestPractice } from './practice.ts'
import { testFiles, testTask } from './task.ts'

/** A connection as a form gives it. */
export const CONNECTION: Argument<'connections.save'> = {
  id: null,
  name: 'Lakeside Clearinghouse',
  kind: 'folder',
  preset: 'folder',
  host: '',
  port: 22,
  user: '',
  auth: 'password',
  url: '',
  envelope: 'mime',
  proof: 'password',
  remittanceType: 'X12_835_Request_005010X221A1',
  claimAnswerType: 'X12_005010_Request_Batch_Results_277CA',
  acknowledges: true,
  isTesting: false,
  sender: '',
  receiver: '',
  authority: '',
  pin: '',
  sendTo: '',
  fetchFrom: '',
  afterFetch: 'leave',
  moveTo: '',
  naming: '{name}',
  minutes: 15,
  carries: ['837P', '270'],
  payers: [],
  isForOthers: true,
  password: null,
  privateKey: null,
  keyPhrase: null,
  certificateFile: null,
  certificateKeyFile: null,
  certificatePhrase: null,
  makesKey: false,
}

/** What reaches an SSH server of a test. @param port another than the server's own, for a line that can be cut */
export const viaSftp = (server: TestServer, port = server.port): Argument<'connections.save'> => ({
  ...CONNECTION,
  kind: 'sftp',
  preset: 'sftp',
  host: '127.0.0.1',
  port,
  user: server.user,
  auth: 'key',
  privateKey: server.privateKey,
  sendTo: server.inbound,
  fetchFrom: server.outbound,
})

/** Everybody who hears of a claim that is sent. */
const LISTENERS: readonly Listener[] = [...claimListeners, ...listeners]

/** A test practice whose files travel. */
export const exchangePractice = (at?: string): TestPractice => testPractice(LISTENERS, at)

export const taskAt = (at: TestPractice) => testTask(at, testFiles())

export async function connected(at: TestPractice, given: Argument<'connections.save'>, fingerprint?: string): Promise<number> {
  const { id } = await handlers['connections.save'](taskAt(at), given)
  if (fingerprint !== undefined) at.command((work) => handlers['connections.trust'](work, { id, fingerprint }))
  return id
}
