import { app, clipboard, powerMonitor, protocol, type BrowserWindow } from 'electron'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import type { Limits } from './autolock.ts'
import { openBundle } from './bundle.ts'
import { channels } from './channels.ts'
import { guardClipboard, type Board, type BoardName } from './clipboard.ts'
import { openDoor } from './door.ts'
import { startEngine } from './engine.ts'
import { hardenEverything } from './hardening.ts'
import { openKeeper, type Keeper } from './keeper.ts'
import { setMenu } from './menu.ts'
import { openPrinter } from './print-page.ts'
import { quietSwitches, refusedSwitches } from './switches.ts'
import { openWindow } from './window.ts'
import { givePort, openWindows } from './windows.ts'

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
  for (const [name, value] of quietSwitches) app.commandLine.appendSwitch(name, value)
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
  const printer = openPrinter(bundle)
  const copies = guardClipboard(boards())
  const engine = startEngine({
    onGone(code) {
      keeper.engineGone()
      windows.each((contents) => contents.send(channels.engineGone, code))
    },
    onBack() {
      windows.each((contents) => givePort(contents, engine.connect()))
    },
    onSitting: (news) => keeper.heard(news),
    print: printer.print,
  })
  const keeper = openKeeper({
    engine,
    clear(why) {
      printer.giveUp()
      void copies.clear()
      // On the way out no new page is made.
      if (why === 'quit') {
        windows.destroy()
        return undefined
      }
      return windows.lock()
    },
    warn: (seconds, canStay) => windows.each((contents) => contents.send(channels.lockSoon, seconds, canStay)),
    left: (seconds) => windows.each((contents) => contents.send(channels.lockIn, seconds)),
    testLimits: testLimits(),
  })
  const keep = (one: BrowserWindow): BrowserWindow => {
    one.webContents.on('input-event', () => keeper.input())
    one.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason !== 'clean-exit') afterCrash(one, keeper)
    })
    one.on('session-end', () => void keeper.lock('quit'))
    return one
  }
  const windows = openWindows({
    create: (before, bounds) => keep(openWindow(bundle, before, bounds)),
    isOpen: () => keeper.isOpen(),
  })
  openDoor({ windows, engine, keeper, onCopied: (name) => void copies.copied(name) })
  app.on('second-instance', () => {
    const window = windows.front()
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('window-all-closed', () => app.quit())
  // The machine waits for who asks it to; the types do not know that.
  const onShutdown = (event: Partial<Pick<Event, 'preventDefault'>> | undefined): void => {
    event?.preventDefault?.()
    app.quit()
  }
  powerMonitor.on('shutdown', onShutdown as () => void)
  lockBeforeEnd(async () => {
    await Promise.all([keeper.lock('quit'), copies.clear()])
    engine.stop()
  })
}

/** The program ends when the store is closed and the engine is gone; a person who quits twice waits no longer. */
function lockBeforeEnd(lock: () => Promise<void>): void {
  let isEnding = false
  app.on('will-quit', (event) => {
    event.preventDefault()
    if (isEnding) return
    isEnding = true
    void lock().finally(() => app.exit(0))
  })
}

function boards(): Partial<Record<BoardName, Board>> {
  if (process.platform !== 'linux') return { clipboard }
  // Before Electron 44 the selection was the same board, asked with a word.
  const old = clipboard as unknown as { readText(board: string): string; clear(board: string): void }
  const selection = (clipboard.selection as Board | undefined) ?? {
    readText: () => old.readText('selection'),
    clear: () => old.clear('selection'),
  }
  return { clipboard, selection }
}

/** For tests of a program that is not installed: limits of a sitting in milliseconds. */
function testLimits(): Partial<Limits> {
  const limit = (name: string): number | undefined => {
    const text = app.isPackaged ? undefined : process.env[name]
    return text === undefined || text === '' ? undefined : Math.max(500, parseInt(text, 10))
  }
  const idleMs = limit('PARITY_TEST_IDLE_MS')
  const gapMs = limit('PARITY_TEST_GAP_MS')
  return { ...(idleMs !== undefined && { idleMs }), ...(gapMs !== undefined && { gapMs }) }
}

const crashAgainMs = 10_000
let crashedMs = -crashAgainMs

/** A page that crashes is made anew, behind the lock if a store was open. One that crashes twice in a row would do so for ever; then the program ends. */
function afterCrash(window: BrowserWindow, keeper: Keeper): void {
  const isAgain = performance.now() - crashedMs < crashAgainMs
  crashedMs = performance.now()
  if (isAgain) return app.exit(1)
  if (keeper.isOpen()) void keeper.lock('crash')
  else window.reload()
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
