import { mkdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { makeBook, MADE_OWNER } from './book.ts'

// npm run bench -- book FOLDER [CLAIMS]: a large practice to look at, to open with `npm start` or to measure.
const [parent = 'bench-books', claims = '250000'] = process.argv.slice(2)
mkdirSync(resolve(parent), { recursive: true })
const { folder, ms } = makeBook(resolve(parent), { claims: parseInt(claims, 10) })
const mb = statSync(join(folder, 'book.db')).size / 1e6
process.stdout.write(
  `${folder}\n${claims} claims, ${mb.toFixed(0)} MB, made in ${(ms / 1000).toFixed(0)} s. ${MADE_OWNER.name}, "${MADE_OWNER.passphrase}".\n`,
)
