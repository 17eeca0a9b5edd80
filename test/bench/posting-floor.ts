import Database from '@signalapp/sqlcipher'
import { TEST_KEY } from '../support/practice.ts'
import type { PaymentSpec } from '../support/remittances.ts'
import { remittanceModel } from './model.ts'

/*
 * The floor of posting: what the same facts cost in tables of their own under the same cipher. No rule, no trigger, no log, no second look.
 */

const SCHEMA = `
  create table sent (control text primary key, claim integer not null);
  create table paid (id integer primary key, control text, status text, charge integer, paid integer, payer_control text, last text, member text, claim integer);
  create index paid_claim on paid (claim);
  create table paid_line (id integer primary key, paid_id integer, code text, charge integer, paid integer, day text, control text);
  create index line_paid on paid_line (paid_id);
  create table reason (id integer primary key, line integer, grp text, reason text, cents integer);
  create index reason_line on reason (line);
  create table entry (id integer primary key, key text unique, day text, user integer, at text, note text);
  create table posting (id integer primary key, entry integer, account text, claim integer, line integer, cents integer, grp text, reason text);
  create index posting_entry on posting (entry);
  create index posting_claim on posting (claim);
  create table log (id integer primary key, at text, action text, entry integer);`

/** A store of its own with the numbers of the claims that were sent. */
export function floorStore(path: string, payments: readonly PaymentSpec[]): { post(bytes: Uint8Array): void; close(): void } {
  const db = new Database(path)
  db.pragma(`key = "x'${TEST_KEY}'"`)
  db.pragma('cache_size = -65536')
  db.pragma('journal_mode = wal')
  db.pragma('synchronous = full')
  db.exec(SCHEMA)
  const sent = db.prepare('insert into sent values (?, ?)')
  db.transaction(() => payments.forEach(({ control }, n) => sent.run([control, n + 1])))()
  return { post: (bytes) => post(db, Buffer.from(bytes).toString('latin1')), close: () => db.close() }
}

function post(db: Database, text: string): void {
  const { claims, balanced } = remittanceModel(text)
  if (!balanced) throw new Error('The measured file does not balance')
  const found = db.prepare('select claim from sent where control = ?', { pluck: true })
  const insert = (table: string, columns: number) => db.prepare(`insert into ${table} values (null${', ?'.repeat(columns)})`)
  const [paid, line, reason, entry, posting, log] = [
    insert('paid', 8),
    insert('paid_line', 6),
    insert('reason', 4),
    insert('entry', 5),
    insert('posting', 7),
    insert('log', 3),
  ]
  db.transaction(() => {
    for (const one of claims) {
      const claim = (found.get([one.control]) as unknown as number | undefined) ?? null
      const [patient] = one.names
      const id = paid.run([one.control, one.status, one.charge, one.paid, one.payerControl, patient?.last ?? '', patient?.id ?? '', claim])
      const made = entry.run([`era:${one.control}`, '2026-11-17', 1, '2026-11-19T09:30:00.000Z', 'EFT77001']).lastInsertRowid
      for (const own of one.lines) {
        const lineId = line.run([
          id.lastInsertRowid,
          own.code.join(':'),
          own.charge,
          own.paid,
          own.dates[0]?.day ?? '',
          own.references[0]?.value ?? '',
        ])
        const put = (account: string, cents: number, why: readonly string[] = []): void =>
          void posting.run([made, account, claim, lineId.lastInsertRowid, cents, why[0] ?? null, why[1] ?? null])
        put('payment', own.paid)
        put('payer', -own.paid)
        for (const { group, reason: code, amount } of own.adjustments) {
          reason.run([lineId.lastInsertRowid, group, code, amount])
          put(group === 'PR' ? 'patient' : 'adjustment', amount, [group, code])
          put('payer', -amount, [group, code])
        }
      }
    }
    log.run(['2026-11-19T09:30:00.000Z', 'remittance.post', claims.length])
  })()
}
