import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Book } from './book.ts'
import { tables } from './sql.ts'

const KEY = 'ab'.repeat(32)
const from = tables<{ setting: { key: string; json: string } }>()
let folder = ''
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'parity-mark-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const path = () => join(folder, 'book.db')
const mark = () => join(folder, 'mark.json')
const open = () => Book.open(path(), KEY)
/** A book with some pages, closed in order after an opening that proved it. */
function closed(): void {
  const made = open()
  made.write((db) => {
    for (let n = 0; n < 30; n++) db.run(from.insertInto('setting').values({ key: `${n}`, json: 'x'.repeat(3000) }))
  })
  made.close()
  open().close()
}
/** Whether a book was shown before it was proved. */
async function owes(book: Book): Promise<boolean> {
  let asked = false
  await book.proveAside(async () => {
    asked = true
    return true
  })
  return asked
}
/** Turns a bit of a page in the middle. */
function flip(): void {
  const bytes = readFileSync(path())
  bytes[50_000] = (bytes[50_000] ?? 0) ^ 4
  writeFileSync(path(), bytes)
}

it('is left by a book that was proved and closed in order; it is shown as it lies there, and proved beside the work', async () => {
  const first = open()
  first.close()
  // A file that was only made is proved at its first opening.
  expect(existsSync(mark())).toBe(false)
  closed()
  expect(existsSync(mark())).toBe(true)
  const book = open()
  expect(existsSync(mark())).toBe(false)
  expect(await owes(book)).toBe(true)
  expect(await owes(book)).toBe(false)
  book.close()
  expect(existsSync(mark())).toBe(true)
})

it('fits no changed file, no copy, no other key and no file with a log; those are proved before anything is shown', async () => {
  closed()
  const kept = readFileSync(mark())
  flip()
  expect(open).toThrow('store.damaged')
  writeFileSync(mark(), kept)
  expect(open).toThrow('store.damaged')
  rmSync(path())
  closed()
  copyFileSync(path(), join(folder, 'copy.db'))
  rmSync(path())
  copyFileSync(join(folder, 'copy.db'), path())
  const copy = open()
  expect(await owes(copy)).toBe(false)
  copy.close()
  // Killed: nothing was closed, so nothing marks it.
  const running = open()
  writeFileSync(mark(), kept)
  running.write((db) => db.run(from.insertInto('setting').values({ key: 'more', json: '1' })))
  const other = open()
  expect(await owes(other)).toBe(false)
  other.close()
  running.close()
})

it('is not believed when it was written by hand or is older than a week', async () => {
  closed()
  const text = readFileSync(mark(), 'utf8')
  const proved = (JSON.parse(text) as { proved: string }).proved
  writeFileSync(mark(), text.replace(proved, new Date(Date.parse(proved) - 3_600_000).toISOString()))
  const book = open()
  expect(await owes(book)).toBe(false)
  book.close()
  writeFileSync(mark(), 'not a mark')
  const next = open()
  expect(await owes(next)).toBe(false)
  next.close()
})

it('halts a book whose pages turn out to be damaged, and not one of which that was said wrongly', async () => {
  closed()
  const whole = open()
  await whole.proveAside(async () => false)
  expect(whole.halted).toBeNull()
  whole.close()
  const book = open()
  await book.proveAside(async () => {
    flip()
    return false
  })
  expect(book.halted?.why).toBe('disk')
  book.close()
  expect(existsSync(mark())).toBe(false)
})
