// @ts-check
// Runs in the shell of a program that is measured (Electron's -r): tells when what happened, by the machine's clock, and does in the page what it is told.
// Reads one command a line on standard input: {id, run} runs code in the page and tells what came out.
const { app, dialog } = require('electron')
const { createInterface } = require('node:readline')

/** @param {Record<string, unknown>} told */
const tell = (told) => process.stdout.write(`\u0001${JSON.stringify(told)}\n`)

tell({ at: Date.now(), is: 'main', up: process.uptime() * 1000 })
void app.whenReady().then(() => tell({ at: Date.now(), is: 'ready' }))
const store = process.env['PARITY_BENCH_STORE']
if (store) dialog.showOpenDialog = /** @type {never} */ (async () => ({ canceled: false, filePaths: [store] }))

/** @type {import('electron').WebContents | undefined} */
let page
/** @type {(value?: unknown) => void} */
let isThere
const there = new Promise((done) => (isThere = done))
app.on('browser-window-created', (_event, window) => {
  tell({ at: Date.now(), is: 'window' })
  page = window.webContents
  window.once('ready-to-show', () => tell({ at: Date.now(), is: 'ready-to-show' }))
  window.webContents.once('dom-ready', () => {
    tell({ at: Date.now(), is: 'dom-ready' })
    isThere()
  })
})

createInterface({ input: process.stdin }).on('line', (line) => void heard(line))

/** @param {string} line */
async function heard(line) {
  const { id, run, quit } = JSON.parse(line)
  if (quit) return app.quit()
  await there
  try {
    tell({ id, value: await page?.executeJavaScript(run) })
  } catch (error) {
    tell({ id, failed: String(error) })
  }
}
