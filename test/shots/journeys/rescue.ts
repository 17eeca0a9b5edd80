import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CLINICIAN } from '../../support/practice.ts'
import { OWNER, testEngine, type TestEngine } from '../../support/engine.ts'
import { press } from '../../e2e/hands.ts'
import { answerDialogs, bare, button, lock, rail } from '../grounds.ts'
import type { Ground, Journey, Stop } from '../stop.ts'

// When something is wrong with a store: an older copy lies in its place, or a page of its book is damaged.

let made: TestEngine
let older: Buffer

async function practice(): Promise<Ground> {
  made = testEngine()
  await made.create()
  await made.confirm()
  await made.get('backup.make', {})
  made.engine().close()
  older = readFileSync(book())
  made.again()
  await made.signIn()
  await made.get('providers.save', CLINICIAN)
  made.engine().close()
  const ground = await bare()
  await answerDialogs(ground.desk, { open: made.folder })
  return {
    ...ground,
    get page() {
      return ground.desk.page
    },
    async close() {
      await ground.close()
      made.end()
    },
  }
}

const book = (): string => join(made.folder, 'book.db')
/** Puts a book in the store's place, as nobody should. */
function put(bytes: Buffer): void {
  for (const end of ['-wal', '-shm']) rmSync(`${book()}${end}`, { force: true })
  writeFileSync(book(), bytes)
}

async function signIn({ page }: Ground): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(OWNER.passphrase)
  await press(page, 'Enter')
}

const stops: readonly Stop[] = [
  {
    name: 'open-store',
    async reach({ page }) {
      await button(page, 'Choose a store').click()
      await page.getByRole('heading', { name: 'Open a store' }).waitFor()
      await page.getByLabel('Passphrase', { exact: true }).waitFor()
    },
  },
  {
    name: 'halted',
    isMain: true,
    async reach(ground) {
      put(older)
      await signIn(ground)
      await rail(ground.page).waitFor({ timeout: 30_000 })
      await ground.page.getByText('The store can only be read.').waitFor()
    },
  },
  {
    name: 'halted-resume',
    opens: ['app/ResumeDialog.tsx#ResumeDialog'],
    async reach({ page }) {
      await button(page, 'Write to it again').click()
      await page.getByLabel('What you looked into, and found').fill('The disk was put back from last night')
    },
  },
  {
    name: 'damaged',
    isMain: true,
    async reach(ground) {
      await lock(ground)
      const bytes = readFileSync(book())
      bytes[200_001] = (bytes[200_001] ?? 0) ^ 8
      put(bytes)
      await signIn(ground)
      await ground.page.getByText('The store is damaged.').waitFor({ timeout: 30_000 })
    },
  },
  {
    name: 'damaged-restore',
    async reach({ page }) {
      await button(page, 'Restore a backup').click()
      await page.getByRole('radio').first().waitFor()
    },
  },
]

export const rescue: Journey = { name: 'rescue', open: practice, stops }
