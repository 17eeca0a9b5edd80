import type { Argument } from '../../../src-shared/contract/index.ts'
import type { ConnectionRow } from '../../../src-shared/contract/connections.ts'
import { payerById } from '../../practice/index.ts'
import { refuse, type CommandWork, type Handlers, type QueryWork, type Reading, type TaskWork } from '../../store/index.ts'
import { routeOf } from '../outbox/courier.ts'
import { outboxCounts } from '../outbox/records.ts'
import { openLine } from '../transports/index.ts'
import { makeKeys, readKey, type Keys } from '../transports/keys.ts'
import { LineTrouble } from '../transports/line.ts'
import {
  addConnection,
  certificateOf,
  certificatesOf,
  changeConnection,
  connectionById,
  connectionsOf,
  EVERY_OTHER,
  forgetCertificate,
  forgetSecret,
  isNameTaken,
  keepCertificate,
  keepSecret,
  routesOf,
  secretOf,
  secretsSet,
  setRoutes,
  type ConnectionRecord,
  type SecretRecord,
} from './records.ts'
import { givenCertificate, type GivenCertificate } from './proving.ts'
import { standingOf, TROUBLES, validityOf } from './rules.ts'

/** A trial without a line: the words for files that wait say nothing here. */
const NO_LINE = 'Look at the host and the port, and whether this machine has a line at all. A firewall may be in between.'

type Given = Argument<'connections.save'>

export const handlers = {
  'connections.list': (work) => listed(work),

  'connections.save': async (work, given) => {
    const before = work.read<unknown>(({ db }) => (given.id === null ? null : found(db, given.id))) as ConnectionRecord | null
    if (given.kind === 'folder') mayUse(work, given, before)
    const keys = await keysOf(given)
    const hasCertificate = given.id !== null && work.read<boolean>(({ db }) => certificateOf(db, given.id ?? 0) !== undefined)
    const shown = givenCertificate(work, given, hasCertificate)
    return work.write((own) => ({ id: saved(own, given, { keys, shown }, before) }))
  },

  'connections.remove': ({ db, clock, announce }, { id }) => {
    found(db, id)
    if (outboxCounts(db).some(({ connection, standing }) => connection === id && standing !== 'arrived' && standing !== 'withdrawn'))
      refuse('connection.used', { fix: 'Send them first, or say what became of them under Exchange.' })
    setRoutes(db, id, [])
    forgetSecret(db, id)
    changeConnection(db, id, { removed_at: clock.now() })
    announce('connections', [id])
    return {}
  },

  'connections.test': (work, { id }) => tried(work, id),

  'connections.trust': ({ db, announce }, { id, fingerprint }) => {
    found(db, id)
    changeConnection(db, id, { host_key: fingerprint, reason: null, since: null, tries: 0, next_at: null })
    announce('connections', [id])
    return {}
  },

  'connections.pause': ({ db, announce }, { id, paused }) => {
    found(db, id)
    changeConnection(db, id, { paused: paused ? 1 : 0 })
    announce('connections', [id])
    return {}
  },
} satisfies Pick<
  Handlers,
  'connections.list' | 'connections.save' | 'connections.remove' | 'connections.test' | 'connections.trust' | 'connections.pause'
>

const found = (db: Reading, id: number): ConnectionRecord => connectionById(db, id) ?? refuse('record.missing')

function listed({ db, clock }: QueryWork): ConnectionRow[] {
  const routes = routesOf(db)
  const counts = outboxCounts(db)
  const secrets = new Map(secretsSet(db).map((one) => [one.connection, one]))
  const certificates = new Map(certificatesOf(db).map(({ connection, ...facts }) => [connection, facts]))
  return connectionsOf(db).map((row) => {
    const own = routes.filter(({ connection }) => connection === row.id)
    const many = (...states: readonly string[]): number =>
      counts.reduce((sum, { connection, standing, files }) => (connection === row.id && states.includes(standing) ? sum + files : sum), 0)
    const waiting = many('waiting', 'sending')
    const secret = secrets.get(row.id)
    const facts = certificates.get(row.id)
    const certificate = facts === undefined ? null : { ...facts, is: validityOf(facts, clock.now()) }
    return {
      id: row.id,
      name: row.name,
      kind: row.kind,
      preset: row.preset as ConnectionRow['preset'],
      host: row.host,
      port: row.port,
      user: row.user,
      auth: row.auth,
      url: row.url,
      envelope: row.envelope,
      proof: row.proof,
      remittanceType: row.remittance_type,
      claimAnswerType: row.claim_answer_type,
      acknowledges: row.acknowledges === 1,
      isTesting: row.is_testing === 1,
      sender: row.sender,
      receiver: row.receiver,
      authority: row.authority,
      pin: row.pin,
      sendTo: row.send_to,
      fetchFrom: row.fetch_from,
      afterFetch: row.after_fetch,
      moveTo: row.move_to,
      naming: row.naming,
      minutes: row.minutes,
      carries: row.carries.split(',') as ConnectionRow['carries'],
      payers: [...new Set(own.map(({ payer }) => payer))].filter((payer) => payer !== EVERY_OTHER),
      isForOthers: own.some(({ payer }) => payer === EVERY_OTHER),
      hasPassword: secret?.password === 1,
      hasKey: secret?.key === 1,
      publicKey: secret?.public_key ?? null,
      hostKey: row.host_key,
      certificate,
      ...standingOf({ ...row, waiting, certificate }),
      nextAt: row.next_at,
      workedAt: row.worked_at,
      fetchedAt: row.fetched_at,
      waiting,
      unsure: many('reconcile'),
      failed: many('failed'),
    }
  })
}

/** A folder is used only when a person chose it, so that a page that was taken over reaches no other. @throws Trouble `file.refused` */
function mayUse({ files }: TaskWork, { sendTo, fetchFrom, moveTo }: Given, before: ConnectionRecord | null): void {
  const known = before ? [before.send_to, before.fetch_from, before.move_to] : []
  for (const path of [sendTo, fetchFrom, moveTo]) if (path !== '' && !known.includes(path)) files.namesIn(path)
}

async function keysOf({ makesKey, privateKey, keyPhrase }: Given): Promise<Keys | undefined> {
  if (makesKey) return makeKeys()
  if (privateKey === null || privateKey === '') return undefined
  return (
    (await readKey(privateKey, keyPhrase || null)) ??
    refuse('connection.key', {
      at: { field: 'privateKey' },
      fix: 'Paste all of it, from BEGIN to END, and give its passphrase if it has one.',
    })
  )
}

/** What was given anew to get in with. */
type Opening = { readonly keys: Keys | undefined; readonly shown: GivenCertificate | undefined }

function saved({ db, clock, announce }: CommandWork, given: Given, { keys, shown }: Opening, before: ConnectionRecord | null): number {
  if (isNameTaken(db, given.name, given.id)) refuse('connection.exists', { at: { field: 'name' } })
  given.payers.forEach((payer, n) => {
    if (!payerById(db, payer)) refuse('record.missing', { at: { field: `payers.${n}` } })
  })
  const isSameServer = before !== null && before.host === given.host && before.port === given.port
  const row = {
    name: given.name,
    kind: given.kind,
    preset: given.preset,
    host: given.host,
    port: given.port,
    user: given.user,
    auth: given.auth,
    // Another server has another key, to be confirmed anew.
    host_key: isSameServer ? before.host_key : null,
    url: given.url,
    envelope: given.envelope,
    proof: given.proof,
    remittance_type: given.remittanceType,
    claim_answer_type: given.claimAnswerType,
    acknowledges: given.acknowledges ? 1 : 0,
    is_testing: given.isTesting ? 1 : 0,
    sender: given.sender,
    receiver: given.receiver,
    authority: given.authority,
    pin: given.pin,
    send_to: given.sendTo,
    fetch_from: given.fetchFrom,
    after_fetch: given.afterFetch,
    move_to: given.moveTo,
    naming: given.naming,
    carries: given.carries.join(),
    minutes: given.minutes,
    tries: 0,
    // What stopped it may be mended now; a key that changed is mended by confirming it alone.
    reason: isSameServer && before.reason === 'host-key' ? 'host-key' : null,
    since: null,
    next_at: null,
    saved_at: clock.now(),
  }
  const id = before?.id ?? addConnection(db, row)
  if (before) changeConnection(db, id, row)
  const known = secretOf(db, id)
  keepSecret(db, {
    connection: id,
    password: given.password || (known?.password ?? null),
    private_key: keys?.privateKey ?? known?.private_key ?? null,
    key_phrase: keys ? keys.keyPhrase : (known?.key_phrase ?? null),
    public_key: keys?.publicKey ?? known?.public_key ?? null,
    ...certificateKept(given, known, shown),
  })
  if (shown) keepCertificate(db, id, shown.facts)
  else if (given.proof === 'password') forgetCertificate(db, id)
  const payers = [...given.payers, ...(given.isForOthers ? [EVERY_OTHER] : [])]
  setRoutes(
    db,
    id,
    payers.flatMap((payer) => given.carries.filter((kind) => kind !== '835').map((kind) => ({ payer, kind }))),
  )
  announce('connections', [id])
  return id
}

/** The certificate that is kept now: the one given, else the one there was while the connection still shows one. */
function certificateKept({ proof }: Given, known: SecretRecord | undefined, shown: GivenCertificate | undefined) {
  const { certificates, key, bundle, phrase } = shown?.certificate ?? { certificates: null, key: null, bundle: null, phrase: null }
  if (shown || proof === 'password') return { certificates, certificate_key: key, bundle, certificate_phrase: phrase }
  return {
    certificates: known?.certificates ?? null,
    certificate_key: known?.certificate_key ?? null,
    bundle: known?.bundle ?? null,
    certificate_phrase: known?.certificate_phrase ?? null,
  }
}

/** Opens the line and looks around, without sending a file. A server nobody confirmed is asked for its key and told nothing. */
async function tried(work: TaskWork, id: number): Promise<Awaited<ReturnType<Handlers['connections.test']>>> {
  const row = work.read<unknown>(({ db }) => found(db, id)) as ConnectionRecord
  const steps: { step: string; isDone: boolean; words: string }[] = []
  let shown: string | undefined
  try {
    const line = await openLine(work.read<unknown>(({ db }) => routeOf(db, row)) as Parameters<typeof openLine>[0], (step, words) => {
      shown ??= /SHA256:\S+/.exec(words)?.[0]
      steps.push({ step, isDone: true, words })
    })
    line.close()
    work.write(({ db, announce, clock }) => {
      changeConnection(db, id, { reason: null, since: null, tries: 0, next_at: null, worked_at: clock.now() })
      announce('connections', [id])
    })
    return { works: true, steps, fix: null, hostKey: hostKeyOf(row, shown) }
  } catch (error) {
    if (!(error instanceof LineTrouble)) throw error
    const { words, fix } = TROUBLES[error.code]
    steps.push({ step: 'It stopped here', isDone: false, words })
    if (error.code === 'host-key')
      work.write(({ db, announce }) => {
        changeConnection(db, id, { reason: 'host-key', next_at: null })
        announce('connections', [id])
      })
    return { works: false, steps, fix: error.code === 'offline' ? NO_LINE : fix, hostKey: hostKeyOf(row, error.shown ?? shown) }
  }
}

function hostKeyOf(
  { host_key }: ConnectionRecord,
  shown: string | undefined,
): Awaited<ReturnType<Handlers['connections.test']>>['hostKey'] {
  if (shown === undefined) return null
  return { fingerprint: shown, is: host_key === null ? 'new' : host_key === shown ? 'same' : 'changed', confirmed: host_key }
}
