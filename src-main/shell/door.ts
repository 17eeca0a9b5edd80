import { app, dialog, ipcMain, type BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron'
import { existsSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import { channels } from './channels.ts'
import type { BoardName } from './clipboard.ts'
import type { Engine } from './engine.ts'
import { windowOrigin } from './policy.ts'
import type { Keeper } from './keeper.ts'
import { plainName } from './names.ts'
import { printWindow, readWish } from './print-window.ts'
import { givePort, type Windows } from './windows.ts'

const storeEnding = '.parity'
const longestPath = 4096
const longestPlace = 50_000

type House = {
  /** The windows there are now; a lock puts one other in their place. */
  readonly windows: Windows
  readonly engine: Engine
  readonly keeper: Keeper
  readonly onCopied: (name: BoardName) => void
}

/**
 * Listens to the preload, and to nobody else: each message must come from the top frame of one of the windows there are.
 * A path leaves here only after a person chose it in that window, and the engine is told so first.
 */
export function openDoor({ windows, engine, keeper, onCopied }: House): void {
  const on = (channel: string, act: (window: BrowserWindow, word: unknown) => void): void => {
    ipcMain.on(channel, (event, word: unknown) => {
      const window = senderOf(event, windows)
      if (window) act(window, word)
    })
  }
  const answer = <T>(channel: string, act: (window: BrowserWindow, word: string) => T): void => {
    ipcMain.handle(channel, (event, word: unknown) => {
      const window = senderOf(event, windows)
      if (!window) throw new Error('Refused.')
      return act(window, typeof word === 'string' ? word.slice(0, channel === channels.openBeside ? longestPlace : longestPath) : '')
    })
  }
  /** What a dialog gave after its window had gone was chosen by nobody who sits here now. */
  const chosenIn = <T>(window: BrowserWindow, value: T): T | null => (windows.all().includes(window) ? value : null)
  const grant = async (path: string | null, ...uses: readonly ('read' | 'write')[]): Promise<string | null> => {
    if (path !== null) await engine.grant(path, uses)
    return path
  }

  on(channels.askPort, ({ webContents }) => {
    givePort(webContents, engine.connect())
    keeper.tell()
  })
  on(channels.minimise, (window) => window.minimize())
  on(channels.maximise, (window) => (window.isMaximized() ? window.unmaximize() : window.maximize()))
  on(channels.close, (window) => window.close())
  on(channels.remember, ({ id }, word) => keeper.remember(word, id))
  on(channels.copied, (_window, word) => onCopied(word === 'selection' ? 'selection' : 'clipboard'))
  answer(channels.lastSitting, () => keeper.last())
  answer(channels.openBeside, (window, place) => windows.openBeside(window, place))
  answer(channels.print, (window, text) => {
    const wish = readWish(text)
    if (!wish) throw new Error('Refused.')
    return printWindow(window, wish)
  })
  answer(channels.place, (window) => windows.takePlace(window))
  answer(channels.grantFile, async (_window, path) => {
    if (!isAbsolute(path)) throw new Error('Refused.')
    await grant(path, 'read')
  })
  answer(channels.chooseStore, async (window) => {
    return grant(chosenIn(window, await chooseStore(window)), 'read', 'write')
  })
  answer(channels.chooseFolder, async (window) => {
    const { filePaths } = await dialog.showOpenDialog(window, {
      title: 'Choose a folder',
      properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'],
    })
    return grant(chosenIn(window, filePaths[0] ?? null), 'read', 'write')
  })
  answer(channels.saveAs, async (window, suggestedName) => {
    const { filePath, canceled } = await dialog.showSaveDialog(window, {
      defaultPath: join(app.getPath('documents'), plainName(suggestedName)),
      properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'],
    })
    return grant(chosenIn(window, canceled || !filePath ? null : filePath), 'write')
  })
}

/** The window of ours whose own page, and no frame in it, sent this. */
function senderOf({ senderFrame, sender }: IpcMainEvent | IpcMainInvokeEvent, windows: Windows): BrowserWindow | undefined {
  const isItself = senderFrame !== null && senderFrame === sender.mainFrame && senderFrame.origin === windowOrigin
  return isItself ? windows.of(sender) : undefined
}

/** A store is a folder whose name ends in .parity; choosing a file inside one means the store. */
async function chooseStore(window: BrowserWindow): Promise<string | null> {
  for (;;) {
    const { filePaths } = await dialog.showOpenDialog(window, {
      title: 'Open a store',
      properties: process.platform === 'darwin' ? ['openFile', 'openDirectory', 'dontAddToRecent'] : ['openDirectory', 'dontAddToRecent'],
    })
    const [chosen] = filePaths
    if (chosen === undefined) return null
    const store = [chosen, dirname(chosen)].find((path) => path.endsWith(storeEnding) && existsSync(path))
    if (store !== undefined) return store
    await dialog.showMessageBox(window, {
      type: 'info',
      message: 'This folder is not a Parity store.',
      detail: `A store is a folder whose name ends in ${storeEnding}. Choose that folder itself.`,
    })
  }
}
