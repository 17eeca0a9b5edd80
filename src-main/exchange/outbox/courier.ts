import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { fileBytes, type CommandWork, type TaskWork } from '../../store/index.ts'
import { must } from '../../../src-shared/result.ts'
import {
  certificateOf,
  changeConnection,
  connectionById,
  connectionsOf,
  secretOf,
  type ConnectionRecord,
  type SecretRecord,
} from '../connections/records.ts'
import { isCertain, pauseAfter, troubleOf, type Reason } from '../connections/rules.ts'
import { importIncoming } from '../incoming.ts'
import { openLine } from '../transports/index.ts'
import { LineTrouble, type Line, type Parcel, type Remote, type Route } from '../transports/line.ts'
import { fetchWaiting } from './polling.ts'
import {
  changeParcel,
  claimParcel,
  fetchedBefore,
  keepFetched,
  leftBehind,
  parcelsIn,
  recentlySent,
  settleFetched,
  type OutboxRecord,
} from './records.ts'
import { afterCrash, type Round } from './rules.ts'

/*
 * Works a connection: what nobody knows the fate of is looked for, what waits is sent, what came is fetched. Each step is in the store before and after it
 * is made over there, so that an end of the program or of the line at any moment leaves a file that was sent once, or one that is known to be in doubt.
 */

/** What grows is not whole: a file is fetched when it looks the same after this time (milliseconds). */
const STILL_MS = 1000
const MINUTE_MS = 60_000
const DAY_MINUTES = 24 * 60
/** Answers to a batch are asked for so long. */
const OPEN_DAYS = 30

/** One name for each sitting: what another one had on its way is no longer. */
const holders = new WeakMap<object, string>()
function holderOf({ lists }: Pick<TaskWork, 'lists'>): string {
  const known = holders.get(lists) ?? randomUUID()
  holders.set(lists, known)
  return known
}

const later = (at: string, minutes: number): string => new Date(Date.parse(at) + minutes * MINUTE_MS).toISOString()

/** The connections that have something to do now: files that wait, a folder that was not looked into for its time, a line that is tried again. */
export function dueConnections({ db, clock }: Pick<CommandWork, 'clock'> & { readonly db: Parameters<typeof connectionsOf>[0] }): number[] {
  const now = clock.now()
  return connectionsOf(db)
    .filter((row) => {
      if (row.paused === 1 || (row.kind === 'sftp' && row.host_key === null)) return false
      if (row.reason !== null) return troubleOf(row.reason).ends !== 'by-a-person' && row.next_at !== null && row.next_at <= now
      const fetches = row.kind === 'core' || row.fetch_from !== ''
      return (
        parcelsIn(db, row.id, 'waiting').length > 0 || (fetches && (row.fetched_at === null || later(row.fetched_at, row.minutes) <= now))
      )
    })
    .map(({ id }) => id)
}

/** @throws only what the store throws; a line that fails is in the round, and in the store */
export async function workConnection(work: TaskWork, id: number): Promise<Round> {
  const found = work.read<unknown>(({ db }) => connectionById(db, id)) as ConnectionRecord | undefined
  const connection = must('the connection is there', found)
  const round: Round = { name: connection.name, sent: 0, fetched: 0, unsure: 0, trouble: null }
  work.write((own) => comeBack(own, holderOf(work)))
  if (connection.paused === 1) return round
  let line: Line | undefined
  try {
    if (connection.kind === 'sftp' && connection.host_key === null) throw new LineTrouble('host-new')
    line = await openLine(work.read<unknown>(({ db }) => routeOf(db, connection)) as Route)
    await clearUp(work, line, connection, round)
    await sendWaiting(work, line, connection, round)
    await fetchReady(work, line, connection, round)
    await fetchWaiting(work, line, connection, round)
    work.write((own) => noteWorks(own, connection))
  } catch (error) {
    if (!(error instanceof LineTrouble)) throw error
    round.trouble = error.code
    work.write((own) => noteTrouble(own, connection.id, error.code))
  } finally {
    line?.close()
  }
  return round
}

/** What it takes to open the line. Secrets go from here to the transport, and nowhere else. */
export function routeOf(db: Parameters<typeof secretOf>[0], row: ConnectionRecord): Route {
  const secret = secretOf(db, row.id)
  return {
    kind: row.kind,
    host: row.host,
    port: row.port,
    user: row.proof === 'certificate' ? '' : row.user,
    hostKey: row.host_key,
    password: row.proof === 'certificate' ? null : (secret?.password ?? null),
    privateKey: row.auth === 'key' ? (secret?.private_key ?? null) : null,
    keyPhrase: secret?.key_phrase ?? null,
    url: row.url,
    envelope: row.envelope,
    certificate: row.proof === 'password' ? null : certificateToShow(db, secret),
    remittanceType: row.carries.split(',').includes('835') ? row.remittance_type : null,
    claimAnswerType: row.claim_answer_type,
    acknowledges: row.acknowledges === 1,
    sender: row.sender,
    receiver: row.receiver,
    authority: row.authority,
    pin: row.pin,
    sendTo: row.send_to,
    fetchFrom: row.fetch_from,
    afterFetch: row.after_fetch,
    moveTo: row.move_to,
  }
}

function certificateToShow(db: Parameters<typeof secretOf>[0], secret: SecretRecord | undefined): Route['certificate'] {
  const facts = secret && certificateOf(db, secret.connection)
  if (!facts) return null
  const { certificates, certificate_key, bundle, certificate_phrase } = secret
  return { certificates, key: certificate_key, bundle, phrase: certificate_phrase, ends: facts.ends }
}

/** What a sitting that ended had on its way waits again, or is in doubt. */
function comeBack({ db, announce }: CommandWork, holder: string): void {
  for (const row of leftBehind(db, holder)) {
    const state = afterCrash(row.committing === 1)
    changeParcel(db, row.id, { state, reason: state === 'reconcile' ? 'unsure' : null })
    announce('files', [row.file])
  }
}

const rowsIn = (work: TaskWork, connection: number, state: OutboxRecord['state']): readonly OutboxRecord[] =>
  work.read<unknown>(({ db }) => parcelsIn(db, connection, state)) as readonly OutboxRecord[]

const parcelOf = (work: TaskWork, { id, file, name, kind, message }: OutboxRecord): Parcel => {
  const bytes = work.read<unknown>(({ db }) => fileBytes(db, file)) as Uint8Array | undefined
  return { id, name, kind, message, bytes: must('what is in the outbox is kept', bytes) }
}

function mark(work: TaskWork, row: OutboxRecord, state: OutboxRecord['state'], reason: Reason | null): void {
  work.write(({ db, clock, announce }) => {
    changeParcel(db, row.id, { state, reason, ...(state === 'sent' && { sent_at: clock.now() }) })
    announce('files', [row.file])
    announce('connections', [row.connection])
  })
}

/** Looks for what nobody knows the fate of. */
async function clearUp(work: TaskWork, line: Line, connection: ConnectionRecord, round: Round): Promise<void> {
  for (const row of rowsIn(work, connection.id, 'reconcile')) {
    if (work.stopped()) return
    const parcel = parcelOf(work, row)
    const found = await line.look(parcel)
    if (found === 'there') {
      mark(work, row, 'sent', null)
      round.sent++
    } else if (found === 'absent' || (found === 'unknown' && row.reason !== 'restored' && line.mayRepeat(parcel)))
      mark(work, row, 'waiting', null)
    else {
      round.unsure++
      if (found === 'other' && row.reason !== 'name') mark(work, row, 'reconcile', 'name')
    }
  }
}

async function sendWaiting(work: TaskWork, line: Line, connection: ConnectionRecord, round: Round): Promise<void> {
  for (const row of rowsIn(work, connection.id, 'waiting')) {
    if (work.stopped()) return
    await sendOne(work, line, row, round)
  }
}

async function sendOne(work: TaskWork, line: Line, row: OutboxRecord, round: Round): Promise<void> {
  const holder = holderOf(work)
  if (!work.write<boolean>(({ db, clock }) => claimParcel(db, row.id, holder, clock.now()))) return
  let isCommitted = false
  const commit = (): void => {
    work.write(({ db }) => changeParcel(db, row.id, { committing: 1 }))
    isCommitted = true
  }
  const parcel = parcelOf(work, row)
  try {
    const found = await line.look(parcel)
    if (found === 'other') throw new LineTrouble('name')
    const answers = found === 'there' ? [] : await line.send(parcel, commit)
    mark(work, row, 'sent', null)
    round.sent++
    for (const { name, bytes } of answers) {
      await importIncoming(work, name, bytes, false)
      round.fetched++
    }
  } catch (error) {
    if (!(error instanceof LineTrouble)) throw error
    if (troubleOf(error.code).ends === 'with-the-file') return mark(work, row, 'failed', error.code)
    if (!isCommitted || isCertain(error.code) || line.mayRepeat(parcel)) mark(work, row, 'waiting', null)
    else {
      mark(work, row, 'reconcile', 'unsure')
      round.unsure++
    }
    throw error
  }
}

const isLike = (one: Remote, other: Remote): boolean =>
  one.path === other.path && one.size === other.size && one.modified === other.modified

/** A file is done with over there only when it is kept here; one that was fetched before is not fetched again. */
async function fetchReady(work: TaskWork, line: Line, connection: ConnectionRecord, round: Round): Promise<void> {
  const open = work.read<unknown>(({ db, clock }) =>
    recentlySent(db, connection.id, later(clock.now(), -OPEN_DAYS * DAY_MINUTES)),
  ) as ReturnType<typeof recentlySent>
  const fates = new Map<Remote, { settled: number; file: number | null }>()
  const fresh: Remote[] = []
  for (const remote of await line.ready(open)) {
    const before = work.read<unknown>(({ db }) => fetchedBefore(db, connection.id, remote) ?? null) as {
      settled: number
      file: number | null
    } | null
    if (before) fates.set(remote, before)
    else fresh.push(remote)
  }
  if (connection.after_fetch !== 'leave')
    for (const [remote, { settled, file }] of fates) if (settled === 0 && file !== null) await settle(work, line, connection, remote)
  if (fresh.length === 0) return
  // What is asked for over HTTPS comes whole or not at all.
  if (connection.kind !== 'core') await pause(STILL_MS)
  const again = connection.kind === 'core' ? fresh : await line.ready(open)
  for (const remote of fresh.filter((one) => again.some((other) => isLike(one, other)))) {
    if (work.stopped()) return
    await fetchOne(work, line, connection, remote, round)
  }
}

async function fetchOne(work: TaskWork, line: Line, connection: ConnectionRecord, remote: Remote, round: Round): Promise<void> {
  let bytes: Uint8Array
  try {
    bytes = await line.fetch(remote)
  } catch (error) {
    // One that still grows is whole next time; one that is too large holds up no other.
    if (error instanceof LineTrouble && (error.code === 'size' || error.code === 'large')) {
      if (error.code === 'large') round.trouble = 'large'
      return
    }
    throw error
  }
  const { file } = await importIncoming(work, remote.name, bytes, false)
  work.write(({ db, clock }) => keepFetched(db, connection.id, remote, file, clock.now()))
  round.fetched++
  if (connection.after_fetch !== 'leave' && file !== null) await settle(work, line, connection, remote)
}

async function settle(work: TaskWork, line: Line, connection: ConnectionRecord, remote: Remote): Promise<void> {
  await line.settle(remote)
  work.write(({ db }) => settleFetched(db, connection.id, remote))
}

function noteWorks({ db, clock, announce }: CommandWork, { id, reason }: ConnectionRecord): void {
  const now = clock.now()
  changeConnection(db, id, { tries: 0, reason: null, since: null, next_at: null, worked_at: now, fetched_at: now })
  if (reason !== null) announce('connections', [id])
}

function noteTrouble({ db, clock, announce }: CommandWork, id: number, reason: Reason): void {
  const before = must('the connection is there', connectionById(db, id))
  const now = clock.now()
  const tries = before.tries + 1
  const isOver = troubleOf(reason).ends === 'by-a-person'
  changeConnection(db, id, { tries, reason, since: before.since ?? now, next_at: isOver ? null : later(now, pauseAfter(tries)) })
  announce('connections', [id])
}
