import { appendFileSync } from 'node:fs'
import { addSlot, changePassphrase, LEAST, openStore, removeSlot, rotate } from '../../src-main/store/index.ts'

/*
 * A program that is killed: it opens a store and changes its people, its passphrases and its key, over and over. Before each change of a passphrase and after
 * it, a line in the side file says so. `keys-life.js FOLDER SIDE WORDS`
 */

const [folder = '', side = '', words = ''] = process.argv.slice(2)
const options = { cost: LEAST }
const say = (line: string): void => appendFileSync(side, `${line}\n`)

let store = openStore(folder, 'Dana', words, options)
let mine = words
say('open')
for (let n = 0; n < 1000; n++) {
  store = addSlot(store, { id: 100 + n, name: `Leaver ${n}`, isEmergency: false }, 'gone before long, he is', options)
  store = rotate(store, options)
  const next = `words number ${n} of ${process.pid}`
  say(`next ${next}`)
  store = changePassphrase(store, mine, next, options)
  mine = next
  say(`now ${next}`)
  store = removeSlot(store, 100 + n, options)
  say(`removed ${n}`)
}
