import { sql } from 'kysely'
import { addDays, type Day } from '../../../src-shared/day.ts'
import type { Rows } from './rows.ts'

/** Days before its end from which a client certificate is work: a new one takes weeks where people look at who asks. */
const RENEW_CERTIFICATE_WITHIN = 60

/** Client certificates of connections that run out soon, or have. */
export const certificatesEnding = (today: Day): Rows => ({
  base: sql`select connection.id, 0 as cents, null as payer, null as cause, substr(held.ends, 1, 10) as due, null as service
    from connection_certificate held join connection on connection.id = held.connection
    where connection.removed_at is null and substr(held.ends, 1, 10) <= ${addDays(today, RENEW_CERTIFICATE_WITHIN)}`,
  joins: sql`join connection on connection.id = it.id`,
  columns: sql`'' as first, '' as last, connection.name as party, null as day, '' as codes, '' as code, '' as words, null as touched`,
})
