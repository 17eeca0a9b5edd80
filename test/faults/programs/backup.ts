import { addDays, day } from '../../../src-shared/day.ts'
import { digits } from '../../../src-shared/number.ts'
import { PASSPHRASE } from '../place.ts'
import { open, worker } from './work.ts'

/* Charges sessions and makes a backup after each, in two folders: backup.js STORE SECOND ACKS FIRST COUNT */

const [store = '', second = '', acks = '', first = '0', count = '1'] = process.argv.slice(2)
const own = worker(acks)
await open(own, store)
const known = await own.call('backup.list', {})
if (known.second !== second) {
  await own.call('access.confirm', { passphrase: PASSPHRASE })
  await own.call('backup.second', { folder: second })
}
own.ack('open')
for (let n = digits(first); n < digits(first) + digits(count); n++) {
  // A name is made of the instant: who tries again after a crash takes the same one. Of three in a day the first is let go.
  own.at(addDays(day('2026-11-19'), Math.trunc(n / 3)), `1${n % 3}00`)
  const session = { appointment: null, patient: 1, provider: 1, service: 'individual', mode: 'video', interactive: false } as const
  await own.call('charges.save', { ...session, day: addDays(day('2026-08-25'), n), start: '09:00', stop: '09:55' })
  own.ack(`C ${n}`)
  const { name, isSecond } = await own.call('backup.make', {})
  own.ack(`B ${name}`)
  if (isSecond) own.ack(`2 ${name}`)
}
own.close()
