import { readFileSync } from 'node:fs'
import { addDays, day } from '../../../src-shared/day.ts'
import { digits } from '../../../src-shared/number.ts'
import { PASSPHRASE } from '../place.ts'
import { open, Refusal, worker, type Worker } from './work.ts'

/*
 * Charges sessions, sends each as an 837P, and carries the files to an SSH server; what an earlier run left is cleared up first, in one round.
 *   courier.js STORE INBOUND ACKS FIRST COUNT PORT FINGERPRINT KEY USER
 */

const [store = '', inbound = '', acks = '', first = '0', count = '1', port = '', fingerprint = '', key = '', user = ''] =
  process.argv.slice(2)
const own = worker(acks)
await open(own, store)
await connected(own)
own.ack('open')
await carried(own)
const left = await unsettled(own)
if (left.length > 0) throw new Error(`Not cleared up in one round: ${left.join(', ')}`)
for (let n = digits(first); n < digits(first) + digits(count); n++) {
  const session = { appointment: null, patient: 1, provider: 1, service: 'individual', mode: 'video', interactive: false } as const
  await own.call('charges.save', { ...session, day: addDays(day('2026-08-25'), n), start: '09:00', stop: '09:55' })
  own.ack(`C ${n}`)
  const { batches } = await own.call('claims.send', { usage: 'P' })
  for (const batch of batches) own.ack(`S ${batch.name}`)
  await carried(own)
  for (const batch of batches) own.ack(`W ${batch.name}`)
}
own.close()

/** The connection, made once; an end between the two calls leaves one whose server nobody confirmed. */
async function connected({ call }: Worker): Promise<void> {
  const before = (await call('connections.list', {}))[0]
  await call('access.confirm', { passphrase: PASSPHRASE })
  const id =
    before?.id ??
    (
      await call('connections.save', {
        name: 'Lakeside Clearinghouse',
        kind: 'sftp',
        preset: 'sftp',
        host: '127.0.0.1',
        port: digits(port),
        user,
        auth: 'key',
        privateKey: readFileSync(key, 'utf8'),
        sendTo: inbound,
        carries: ['837P'],
        isForOthers: true,
      })
    ).id
  if (before?.hostKey !== fingerprint) await call('connections.trust', { id, fingerprint })
}

async function carried({ call }: Worker): Promise<void> {
  const { connections } = await call('outbox.work', {})
  for (const { trouble } of connections) if (trouble !== null) throw new Refusal(trouble)
}

/** What is neither sent nor answered. */
async function unsettled({ call }: Worker): Promise<string[]> {
  const view = {
    filters: [{ is: 'any', field: 'status', of: ['waiting', 'sending', 'reconcile', 'failed', 'written'] }],
    sort: [],
  } as const
  const { rows } = await call('exchange.list', {
    view: { filters: [...view.filters].map((one) => ({ ...one, of: [...one.of] })), sort: [] },
    window: 0,
  })
  return rows.map(({ name, status }) => `${name} ${status}`)
}
