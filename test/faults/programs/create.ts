import { worker } from './work.ts'
import { PASSPHRASE, USER } from '../place.ts'

/* Sets up a new practice: create.js STORE ACKS */

const [folder = '', acks = ''] = process.argv.slice(2)
const own = worker(acks)
own.ack('open')
await own.call('store.create', {
  folder,
  user: USER,
  passphrase: PASSPHRASE,
  practice: {
    name: 'Cedar Hollow Behavioral Health',
    npi: '1234567893',
    taxId: '123456789',
    taxonomy: '261QM0801X',
    line1: '410 Alder Street',
    line2: null,
    city: 'Fairmont',
    state: 'OH',
    zip: '440001234',
    phone: '5550100142',
    contact: USER,
    submitterId: 'CEDARHOLLOW',
  },
})
own.ack('created')
own.close()
