import { app, dialog, ipcMain, type BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron'
import { existsSync } from 'node:fs'
import { basename, dirname, isAbsolute, join } from 'node:path'
import { channels } from './channels.ts'
import type { Engine } from './engine.ts'
import { windowOrigin } from './policy.ts'

const storeEnding = '.parity'
const longestPath = 4096

/**
 * Listens to the preload, and to nobody else: each message must come from the top frame of our one window.
 * A path leaves here only after a person chose it, and the engine is told so first.
 */
export function openDoor(window: BrowserWindow, engine: Engine): void {
  const isOurs = (event: IpcMainEvent | IpcMainInvokeEvent): boolean => {
    const { senderFrame, sender } = event
    return (
      !window.isDestroyed() &&
      senderFrame !== null &&
      sender === window.webContents &&
      senderFrame === sender.mainFrame &&
      senderFrame.origin === windowOrigin
    )
  }
  const on = (channel: string, act: () => void): void => {
    ipcMain.on(channel, (event) => {
      if (isOurs(event)) act()
    })
  }
  const answer = <T>(channel: string, act: (word: string) => T): void => {
    ipcMain.handle(channel, (event, word: unknown) => {
      if (!isOurs(event)) throw new Error('Refused.')
      return act(typeof word === 'string' ? word.slice(0, longestPath) : '')
    })
  }
  const grant = (path: string, ...uses: readonly ('read' | 'write')[]): string => {
    for (const use of uses) engine.tell({ t: 'granted', path, for: use })
    return path
  }

  on(channels.askPort, () => window.webContents.postMessage(channels.port, null, [engine.connect()]))
  on(channels.minimise, () => window.minimize())
  on(channels.maximise, () => (window.isMaximized() ? window.unmaximize() : window.maximize()))
  on(channels.close, () => window.close())
  answer(channels.grantFile, (path) => {
    if (!isAbsolute(path)) throw new Error('Refused.')
    grant(path, 'read')
  })
  answer(channels.chooseStore, async () => {
    const path = await chooseStore(window)
    return path === null ? null : grant(path, 'read', 'write')
  })
  answer(channels.chooseFolder, async () => {
    const { filePaths } = await dialog.showOpenDialog(window, {
      title: 'Choose a folder',
      properties: ['openDirectory', 'createDirectory'],
    })
    return filePaths[0] === undefined ? null : grant(filePaths[0], 'read', 'write')
  })
  answer(channels.saveAs, async (suggestedName) => {
    const { filePath, canceled } = await dialog.showSaveDialog(window, {
      defaultPath: join(app.getPath('documents'), plainName(suggestedName)),
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    })
    return canceled || !filePath ? null : grant(filePath, 'write')
  })
}

/** A store is a folder whose name ends in .parity; choosing a file inside one means the store. */
async function chooseStore(window: BrowserWindow): Promise<string | null> {
  for (;;) {
    const { filePaths } = await dialog.showOpenDialog(window, {
      title: 'Open a store',
      properties: process.platform === 'darwin' ? ['openFile', 'openDirectory'] : ['openDirectory'],
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

/** A name for a new file: no folder, nothing an operating system takes amiss. */
function plainName(name: string): string {
  const plain = basename(name.replaceAll('\\', '/'))
    .replace(/[^\p{L}\p{N} ._()-]/gu, '-')
    .replace(/^\.+/, '')
    .slice(0, 120)
    .trim()
  return plain === '' ? 'Parity' : plain
}
