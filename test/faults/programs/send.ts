import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { addDays, day } from '../../../src-shared/day.ts'
import { digits } from '../../../src-shared/number.ts'
import { open, worker, type Worker } from './work.ts'

/*
 * Charges sessions, sends each as an 837P and writes the file to a folder; what was sent before and not written is written first.
 *   send.js STORE OUT ACKS FIRST COUNT
 */

const [store = '', out = '', acks = '', first = '0', count = '1'] = process.argv.slice(2)
const own = worker(acks)
await open(own, store)
own.ack('open')
await converge(own)
for (let n = digits(first); n < digits(first) + digits(count); n++) {
  const session = { appointment: null, patient: 1, provider: 1, service: 'individual', mode: 'video', interactive: false } as const
  await own.call('charges.save', { ...session, day: addDays(day('2026-08-25'), n), start: '09:00', stop: '09:55' })
  own.ack(`C ${n}`)
  const { batches } = await own.call('claims.send', { usage: 'P' })
  for (const batch of batches) own.ack(`S ${batch.name}`)
  await converge(own)
}
own.close()

/** Every file that was sent stands in the folder, in one pass. */
async function converge(worker: Worker): Promise<void> {
  const { rows } = await worker.call('exchange.list', { view: { filters: [], sort: [] }, window: 0 })
  for (const { id, direction, name } of rows) {
    const path = join(out, name)
    if (direction !== 'out' || existsSync(path)) continue
    await worker.call('exchange.save', { id, path })
    worker.ack(`W ${name}`)
  }
  worker.ack('all written')
}
