import { worker } from './work.ts'

/* Opens a store of an older Parity: migrate.js STORE ACKS USER PASSPHRASE */

const [folder = '', acks = '', user = '', passphrase = ''] = process.argv.slice(2)
const own = worker(acks)
own.ack('open')
await own.call('store.open', { folder, user, passphrase })
own.ack('migrated')
own.close()
