import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from '@signalapp/sqlcipher'
import { MADE_OWNER } from '../book.ts'
import { goal, print, series } from '../report.ts'
import { bookOf, PAGE } from './floor.ts'
import { CHOOSE, DESK, DOORS, ROWS, shownAt, unlock as unlockPage, visit } from './page.ts'
import { start, type Program } from './program.ts'

/*
 * P11 to P13: from the spawn to the lock page, from the right passphrase to the front page and to the first rows of the claims, and what the program has of
 * memory at rest; beside an empty page in the same Electron, and beside a derivation, an opening and a page by bare SQL.
 */

export type Ways = { readonly electron: string; readonly project: string; readonly probe: string; readonly scratch: string }

const EMPTY_MAIN = `const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1440, height: 900, show: false, webPreferences: { sandbox: true, contextIsolation: true } })
  window.once('ready-to-show', () => window.show())
  window.loadFile('page.html')
})
app.on('window-all-closed', () => app.quit())
`

/** An application with an empty page. @returns its folder */
function emptyProgram(scratch: string): string {
  const folder = join(scratch, 'empty')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"name":"empty","version":"1.0.0","main":"main.cjs"}')
  writeFileSync(join(folder, 'main.cjs'), EMPTY_MAIN)
  writeFileSync(join(folder, 'page.html'), '<!doctype html><title>empty</title><p>empty')
  return folder
}

/** What a page of the book costs in a bare Electron: the query in the main process, the text by its own channel, parsed in the page. */
export function tripProgram(scratch: string, project: string, book: { readonly path: string; readonly key: string }): string {
  const folder = join(scratch, 'trip')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"name":"trip","version":"1.0.0","main":"main.cjs"}')
  writeFileSync(
    join(folder, 'preload.cjs'),
    `const { contextBridge, ipcRenderer } = require('electron')
contextBridge.exposeInMainWorld('trip', (at) => ipcRenderer.invoke('trip', at))
`,
  )
  writeFileSync(
    join(folder, 'main.cjs'),
    `const { app, BrowserWindow, ipcMain } = require('electron')
const { createRequire } = require('node:module')
const cipher = createRequire(${JSON.stringify(join(project, 'package.json'))})('@signalapp/sqlcipher')
const Database = cipher.default ?? cipher
app.whenReady().then(() => {
  const book = new Database(${JSON.stringify(book.path)})
  book.pragma(${JSON.stringify(`key = "x'${book.key}'"`)})
  book.pragma('cache_size = -65536')
  const page = book.prepare(${JSON.stringify(PAGE)})
  ipcMain.handle('trip', (_event, at) => JSON.stringify(page.all([at])))
  const window = new BrowserWindow({ show: true, webPreferences: { sandbox: true, preload: require('node:path').join(__dirname, 'preload.cjs') } })
  window.loadFile('page.html')
})
app.on('window-all-closed', () => app.quit())
`,
  )
  writeFileSync(join(folder, 'page.html'), '<!doctype html><title>trip</title>')
  return folder
}

const rest = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))
/** Memory settles this long after the last thing that was done. */
const SETTLED = 4000

/** Opens the claims at once: the person was there when the store was locked last. */
async function signedIn(program: Program): Promise<number> {
  await program.run(shownAt(DOORS))
  await program.run(CHOOSE)
  return program.run<number>(unlockPage(MADE_OWNER.passphrase, DESK))
}

export async function measureStart(ways: Ways, folder: string, rounds: number): Promise<void> {
  const empty = emptyProgram(ways.scratch)
  const seen = {
    empty: [] as number[],
    window: [] as number[],
    desk: [] as number[],
    rows: [] as number[],
    floor: [] as number[],
    emptyMemory: [] as number[],
    memory: [] as number[],
  }
  for (let round = 0; round <= rounds; round++) {
    const bare = start(ways.electron, empty, ways.probe)
    const bareShown = (await bare.run<number>(shownAt('true'))) - bare.spawned
    await rest(SETTLED)
    const bareMemory = bare.memory()
    await bare.close()
    const floor = openingFloor(folder)
    const own = start(ways.electron, ways.project, ways.probe, { PARITY_BENCH_STORE: folder })
    const shown = (await own.run<number>(shownAt(DOORS))) - own.spawned
    const desk = await signedIn(own)
    const rows = await own.run<number>(visit('Claims', ROWS))
    await rest(SETTLED)
    const memory = own.memory()
    await own.close()
    // The first round reads the files into memory, and proves the book.
    if (round === 0) continue
    seen.empty.push(bareShown)
    seen.window.push(shown)
    seen.desk.push(desk)
    seen.rows.push(rows)
    seen.floor.push(floor)
    seen.emptyMemory.push(bareMemory)
    seen.memory.push(memory)
  }
  print('\nP11 cold start, P12 sign-in, P13 memory')
  const emptyMs = series('spawn to an empty page painted', seen.empty)
  const ownMs = series('spawn to the first page, its doors open', seen.window)
  const floorMs = series('floor: derivation, opening, a page by bare SQL', seen.floor)
  const deskMs = series('right passphrase to Today with its figures', seen.desk)
  const rowsMs = series('from Today to the first rows of the claims', seen.rows)
  const emptyMib = series('memory of an empty page', seen.emptyMemory, 'MiB')
  const ownMib = series('memory at rest, the book open, claims on screen', seen.memory, 'MiB')
  goal('P11 spawn to the first page, to an empty page', ownMs.median / emptyMs.median, 1.8)
  goal('P12 passphrase to Today, to its floor', deskMs.median / floorMs.median, 1.5)
  goal('P12 passphrase to rows of the claims by way of Today, to its floor', (deskMs.median + rowsMs.median) / floorMs.median, 1.5)
  goal('P13 memory at rest, to an empty page', ownMib.median / emptyMib.median, 1.5)
}

/** What signing in costs at the least. @returns milliseconds */
function openingFloor(folder: string): number {
  const from = performance.now()
  const { path, key } = bookOf(folder)
  const book = new Database(path)
  book.pragma(`key = "x'${key}'"`)
  book.pragma('cache_size = -65536')
  const page = book.prepare(
    'select claim.*, patient.last, patient.first from claim join patient on patient.id = claim.patient order by first_day desc, claim.id desc limit 200',
  )
  JSON.stringify(page.all())
  page.close()
  book.close()
  return performance.now() - from
}
