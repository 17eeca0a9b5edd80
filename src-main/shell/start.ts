import { app, protocol, type BrowserWindow } from 'electron'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { openBundle } from './bundle.ts'
import { channels } from './channels.ts'
import { openDoor } from './door.ts'
import { startEngine } from './engine.ts'
import { hardenEverything } from './hardening.ts'
import { setMenu } from './menu.ts'
import { openPrinter } from './print-page.ts'
import { quietSwitches, refusedSwitches } from './switches.ts'
import { openWindow } from './window.ts'

/** Starts the workstation: everything that must be said before Electron is ready, then the engine and the window. */
export function startShell(): void {
  process.umask(0o077)
  const refused = refusedSwitches(process.argv.slice(1))
  if (app.isPackaged && refused.length > 0) {
    process.stderr.write(`Parity does not start with ${refused.join(' ')}.\n`)
    return app.exit(1)
  }
  // enableSandbox() takes --no-sandbox off the command line again, without which nothing runs as root.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  for (const name of quietSwitches) app.commandLine.appendSwitch(name)
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])
  hardenEverything()
  if (!app.requestSingleInstanceLock()) return app.exit(0)
  logEndings()
  void app.whenReady().then(open)
}

function open(): void {
  chmodSync(app.getPath('userData'), 0o700)
  setMenu()
  const bundle = openBundle(join(import.meta.dirname, '../renderer'))
  let window: BrowserWindow | undefined
  const toWindow = (act: (contents: Electron.WebContents) => void): void => {
    if (window && !window.isDestroyed()) act(window.webContents)
  }
  const engine = startEngine({
    onGone: (code) => toWindow((contents) => contents.send(channels.engineGone, code)),
    onBack: () => toWindow((contents) => contents.postMessage(channels.port, null, [engine.connect()])),
    print: openPrinter(bundle),
  })
  window = openWindow(bundle)
  openDoor(window, engine)
  reloadAfterCrash(window)
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', () => engine.stop())
}

const crashAgainMs = 10_000

/** A window that crashes twice in a row would do so for ever; then the program ends. */
function reloadAfterCrash(window: BrowserWindow): void {
  let crashedMs = -crashAgainMs
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    const isAgain = performance.now() - crashedMs < crashAgainMs
    crashedMs = performance.now()
    if (isAgain) app.exit(1)
    else window.reload()
  })
}

/** Why a process ended, and nothing else of it. */
function logEndings(): void {
  const say = (text: string): boolean => process.stderr.write(`${text}\n`)
  // A terminal that was closed takes nothing more; the program goes on without it.
  process.stderr.on('error', () => undefined)
  process.on('uncaughtException', (problem) => say(`shell: ${app.isPackaged ? problem.name : problem.stack}`))
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => say(`${type} ended: ${reason} (${exitCode})`))
  app.on('render-process-gone', (_event, _contents, { reason, exitCode }) => say(`window ended: ${reason} (${exitCode})`))
}
