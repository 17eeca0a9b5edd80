// @ts-check
// The first module of the development runtime. It stands in the runtime's resources/app and does what Electron's own default app
// does: it loads the application named on the command line. It awaits that import, so that Electron holds "ready" back.
import { app } from 'electron'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** These two are what Electron's default app calls; they are not in its types. */
const inner = /** @type {import('electron').App & { setVersion(version: string): void, setAppPath(folder: string): void }} */ (app)
const words = process.argv.slice(1)
let target = ''
for (let at = 0; at < words.length; at += 1) {
  const word = words[at] ?? ''
  // Playwright's loader comes as "-r file".
  if (word === '-r') createRequire(import.meta.url)(resolve(words[(at += 1)] ?? ''))
  else if (!word.startsWith('-')) {
    target = resolve(word)
    break
  }
}

const about = join(target, 'package.json')
let main = target
let folder = dirname(target)
if (existsSync(about)) {
  const description = JSON.parse(readFileSync(about, 'utf8'))
  main = join(target, description.main)
  folder = target
  app.setName(description.productName ?? description.name)
  inner.setVersion(description.version)
}
inner.setAppPath(folder)
if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', join(app.getPath('appData'), app.getName()))
await import(pathToFileURL(main).href)
