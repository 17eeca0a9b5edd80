import { join } from 'node:path'
import { digits } from '../../../src-shared/number.ts'
import { fileNameOf, traceOf } from '../place.ts'
import { open, Refusal, worker } from './work.ts'

/*
 * Imports and posts remittances, one after the other, and acknowledges each step: post.js STORE FILES ACKS FIRST COUNT
 */

const [store = '', files = '', acks = '', first = '0', count = '1'] = process.argv.slice(2)
const own = worker(acks)
await open(own, store)
own.ack('open')
for (let n = digits(first); n < digits(first) + digits(count); n++) {
  await own.call('exchange.import', { paths: [join(files, fileNameOf(n))] })
  own.ack(`I ${n}`)
  const { rows } = await own.call('remittance.list', { view: { filters: [], sort: [] }, window: 0 })
  const row = rows.find((one) => one.trace === traceOf(n))
  if (!row) throw new Error('What was imported is not in the list')
  try {
    await own.call('remittance.post', { id: row.id })
  } catch (error) {
    // The program before this one was ended after it had posted, and before it could say so.
    if (!(error instanceof Refusal) || error.code !== 'remittance.posted') throw error
  }
  own.ack(`P ${n}`)
}
own.close()
