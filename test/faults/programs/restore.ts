import { PASSPHRASE, USER } from '../place.ts'
import { open, worker } from './work.ts'

/* Puts a backup in the place of a store, open or closed: restore.js STORE ACKS BACKUP open|closed */

const [folder = '', acks = '', name = '', how = ''] = process.argv.slice(2)
const own = worker(acks)
if (how === 'open') {
  await open(own, folder)
  await own.call('access.confirm', { passphrase: PASSPHRASE })
  own.ack('open')
  await own.call('backup.restore', { name, reason: 'A mistake of yesterday' })
} else {
  own.ack('open')
  await own.call('store.restore', { folder, name, user: USER, passphrase: PASSPHRASE })
}
own.ack('restored')
own.close()
