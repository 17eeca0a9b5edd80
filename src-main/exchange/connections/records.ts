import { sql, type Generated, type Selectable, type Updateable } from 'kysely'
import type { CertificateFacts } from '../transports/certificates.ts'
import { tables, type Reading, type Writing } from '../../store/index.ts'

/** Connections as kysely sees them. */
export type ConnectionTables = {
  connection: {
    id: Generated<number>
    name: string
    kind: 'folder' | 'sftp' | 'core'
    preset: string
    host: string
    port: number
    user: string
    auth: 'password' | 'key'
    host_key: string | null
    url: string
    envelope: 'mime' | 'soap'
    proof: Generated<'password' | 'certificate' | 'both'>
    remittance_type: Generated<string>
    claim_answer_type: Generated<string>
    acknowledges: Generated<number>
    is_testing: Generated<number>
    sender: string
    receiver: string
    authority: string
    pin: string
    send_to: string
    fetch_from: string
    after_fetch: 'leave' | 'move' | 'delete'
    move_to: string
    naming: string
    carries: string
    minutes: number
    paused: Generated<number>
    tries: Generated<number>
    reason: string | null
    since: string | null
    next_at: string | null
    worked_at: string | null
    fetched_at: string | null
    saved_at: string
    removed_at: string | null
  }
  connection_secret: {
    connection: number
    password: string | null
    private_key: string | null
    key_phrase: string | null
    public_key: string | null
    certificates: string | null
    certificate_key: string | null
    bundle: Uint8Array | null
    certificate_phrase: string | null
  }
  connection_certificate: CertificateFacts & { connection: number }
  connection_route: { payer: number; kind: string; connection: number }
  outbox: { connection: number; state: string; file: number }
}
const from = tables<ConnectionTables>()

export type ConnectionRecord = Selectable<ConnectionTables['connection']>
export type SecretRecord = Selectable<ConnectionTables['connection_secret']>
export type ConnectionChanges = Updateable<Omit<ConnectionTables['connection'], 'id'>>

const living = from.selectFrom('connection').selectAll('connection').where('removed_at', 'is', null)

export const connectionsOf = (db: Reading): ConnectionRecord[] => db.all(living.orderBy('id'))
export const connectionById = (db: Reading, id: number): ConnectionRecord | undefined => db.first(living.where('id', '=', id))

/** One that may have been taken away: what it carried is still told. */
export const connectionEver = (db: Reading, id: number): ConnectionRecord | undefined =>
  db.first(from.selectFrom('connection').selectAll('connection').where('id', '=', id))

export const isNameTaken = (db: Reading, name: string, but: number | null): boolean =>
  db.first(living.where(sql`lower(name)`, '=', name.toLowerCase()).where('id', '<>', but ?? 0)) !== undefined

export const addConnection = (db: Writing, row: ConnectionChanges & { name: string }): number =>
  db.insert(from.insertInto('connection').values(row as never))

export function changeConnection(db: Writing, id: number, changes: ConnectionChanges): void {
  db.run(from.updateTable('connection').set(changes).where('id', '=', id))
}

/** What opens a connection: read where a line is opened, and nowhere else. */
export const secretOf = (db: Reading, connection: number): SecretRecord | undefined =>
  db.first(from.selectFrom('connection_secret').selectAll().where('connection', '=', connection))

/** Which secrets are set, and the half of the keys that may be shown. */
export const secretsSet = (db: Reading): { connection: number; password: number; key: number; public_key: string | null }[] =>
  db.all(
    from
      .selectFrom('connection_secret')
      .select([
        'connection',
        'public_key',
        sql<number>`password is not null`.as('password'),
        sql<number>`private_key is not null`.as('key'),
      ]),
  )

export function keepSecret(db: Writing, { connection, ...secret }: SecretRecord): void {
  db.run(
    from
      .insertInto('connection_secret')
      .values({ connection, ...secret })
      .onConflict((conflict) => conflict.column('connection').doUpdateSet(secret)),
  )
}

export function forgetSecret(db: Writing, connection: number): void {
  forgetCertificate(db, connection)
  db.run(from.deleteFrom('connection_secret').where('connection', '=', connection))
}

/** What of the client certificates may be shown. */
export const certificatesOf = (db: Reading): ConnectionTables['connection_certificate'][] =>
  db.all(from.selectFrom('connection_certificate').selectAll())

export const certificateOf = (db: Reading, connection: number): CertificateFacts | undefined =>
  db.first(from.selectFrom('connection_certificate').selectAll().where('connection', '=', connection))

export function keepCertificate(db: Writing, connection: number, facts: CertificateFacts): void {
  db.run(
    from
      .insertInto('connection_certificate')
      .values({ connection, ...facts })
      .onConflict((conflict) => conflict.column('connection').doUpdateSet(facts)),
  )
}

export function forgetCertificate(db: Writing, connection: number): void {
  db.run(from.deleteFrom('connection_certificate').where('connection', '=', connection))
}

/** Payer 0 stands for every payer that has none of its own. */
export const EVERY_OTHER = 0

export const routesOf = (db: Reading): { payer: number; kind: string; connection: number }[] =>
  db.all(from.selectFrom('connection_route').selectAll().orderBy('payer'))

/** The connection that takes files of a kind to a payer. */
export const routeFor = (db: Reading, payer: number, kind: string): ConnectionRecord | undefined =>
  db.first(
    from
      .selectFrom('connection_route')
      .innerJoin('connection', 'connection.id', 'connection_route.connection')
      .selectAll('connection')
      .where('connection_route.kind', '=', kind)
      .where('connection_route.payer', 'in', [payer, EVERY_OTHER])
      .orderBy('connection_route.payer', 'desc')
      .limit(1),
  )

/** A payer's files of a kind go one way: what is said now takes the place of what was said before. */
export function setRoutes(db: Writing, connection: number, routes: readonly { readonly payer: number; readonly kind: string }[]): void {
  db.run(from.deleteFrom('connection_route').where('connection', '=', connection))
  for (const route of routes)
    db.run(
      from
        .insertInto('connection_route')
        .values({ ...route, connection })
        .onConflict((conflict) => conflict.columns(['payer', 'kind']).doUpdateSet({ connection })),
    )
}
