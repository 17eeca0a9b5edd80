import { must } from '../../../src-shared/result.ts'
import { digits } from '../../../src-shared/number.ts'
import { changesIn, passphraseAfter, STEPS, type Step } from '../crew.ts'
import { USER } from '../place.ts'
import { Refusal, worker } from './work.ts'

/* Changes passphrases, people and the key of a store, from a step on: keys.js STORE ACKS FIRST */

const [store = '', acks = '', first = '0'] = process.argv.slice(2)
const own = worker(acks)
let changes = changesIn(digits(first))
if (!(await opens(passphraseAfter(changes)))) {
  // The program before this one was ended after it had changed it, and before it could say so.
  changes++
  if (!(await opens(passphraseAfter(changes)))) throw new Error('Neither passphrase opens the store')
}
own.ack('open')
for (let n = digits(first); n < STEPS.length; n++) {
  own.ack(`T ${n}`)
  await take(must('there is a step', STEPS[n]), n)
  own.ack(`D ${n}`)
}
own.close()

async function opens(passphrase: string): Promise<boolean> {
  try {
    await own.call('store.open', { folder: store, user: USER, passphrase })
    return true
  } catch (error) {
    if (error instanceof Refusal && error.code === 'store.passphrase') return false
    throw error
  }
}

async function take(step: Step, n: number): Promise<void> {
  if (step.is === 'passphrase') {
    if (changes > changesIn(n)) return
    await own.call('keys.passphrase', { old: passphraseAfter(changes), new: passphraseAfter(changes + 1) })
    changes++
    return
  }
  await own.call('access.confirm', { passphrase: passphraseAfter(changes) })
  if (step.is === 'rotate') await own.call('keys.rotate', { reason: 'A yearly change' })
  else {
    const person = (await own.call('people.list', {})).find((one) => one.name === step.person)
    if (person?.isActive === true) await own.call('people.remove', { id: person.id, reason: 'Has left' })
  }
}
