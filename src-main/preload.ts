import { contextBridge, ipcRenderer, webFrame, webUtils } from 'electron'
import type { Bridge, LastSitting, Printed, PrintWish, Whereabouts } from '../src-shared/bridge.ts'
import type { Message } from '../src-shared/contract/index.ts'
import { channels } from './shell/channels.ts'
import { createWire } from './shell/wire.ts'

const afterCopyMs = 200

const wire = createWire()
let current: MessagePort | undefined

ipcRenderer.on(channels.port, (event) => {
  const [port] = event.ports
  if (!port) return
  // The engine tells every open port what happened; with two, the page would hear it twice.
  current?.close()
  current = port
  port.onmessage = (message) => {
    if (typeof message.data === 'string') wire.receive(message.data)
  }
  wire.connect({ postMessage: (text) => port.postMessage(text) })
})
ipcRenderer.on(channels.engineGone, (_event, code: unknown) => wire.disconnect(typeof code === 'number' ? code : 1))
ipcRenderer.on(channels.lockSoon, (_event, seconds: unknown, canStay: unknown) => {
  const left = typeof seconds === 'number' ? seconds : null
  wire.receive(JSON.stringify({ t: 'lock-soon', seconds: left, canStay: canStay === true } satisfies Message))
})
ipcRenderer.on(channels.lockIn, (_event, seconds: unknown) => {
  if (typeof seconds === 'number') wire.receive(JSON.stringify({ t: 'lock-in', seconds } satisfies Message))
})
ipcRenderer.on(channels.word, (_event, keys: unknown) => {
  if (typeof keys === 'string') wire.receive(JSON.stringify({ t: 'word', keys } satisfies Message))
})
ipcRenderer.send(channels.askPort)
tellCopies()

/** Tells the shell what the page copies, so that it can be taken away again. The text is on the clipboard a moment after the event. */
function tellCopies(): void {
  const tell = (name: string): void => ipcRenderer.send(channels.copied, name)
  for (const kind of ['copy', 'cut'] as const) {
    window.addEventListener(kind, (event) => event.isTrusted && setTimeout(tell, afterCopyMs, 'clipboard'), { capture: true })
  }
  if (process.platform !== 'linux') return
  let timer: ReturnType<typeof setTimeout> | undefined
  const onSelection = (): void => {
    clearTimeout(timer)
    if (isSomethingSelected()) timer = setTimeout(tell, afterCopyMs, 'selection')
  }
  document.addEventListener('selectionchange', onSelection, { capture: true })
  document.addEventListener('select', onSelection, { capture: true })
}

function isSomethingSelected(): boolean {
  const field = document.activeElement
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) return field.selectionStart !== field.selectionEnd
  return document.getSelection()?.isCollapsed === false
}

const version = process.argv.find((word) => word.startsWith('--parity-version='))?.split('=')[1] ?? ''

const bridge: Bridge<File> = Object.freeze({
  call: (text: string) => wire.call(String(text)),
  listen: (onText: (text: string) => void) => wire.listen(onText),
  async pathOf(file: File) {
    const path = webUtils.getPathForFile(file)
    if (path === '') throw new Error('This file is not on the disk.')
    await ipcRenderer.invoke(channels.grantFile, path)
    return path
  },
  chooseStore: () => ipcRenderer.invoke(channels.chooseStore) as Promise<string | null>,
  chooseFolder: () => ipcRenderer.invoke(channels.chooseFolder) as Promise<string | null>,
  saveAs: (suggestedName: string) => ipcRenderer.invoke(channels.saveAs, String(suggestedName)) as Promise<string | null>,
  lastSitting: () => ipcRenderer.invoke(channels.lastSitting) as Promise<LastSitting | null>,
  remember: (whereabouts: Whereabouts) => ipcRenderer.send(channels.remember, whereabouts),
  openBeside: (place: string) => ipcRenderer.invoke(channels.openBeside, String(place)) as Promise<'opened' | 'full' | 'locked'>,
  place: () => ipcRenderer.invoke(channels.place) as Promise<string | null>,
  print: (wish: PrintWish) => ipcRenderer.invoke(channels.print, JSON.stringify(wish)) as Promise<Printed>,
  zoom: (percent: number) => webFrame.setZoomFactor(Math.min(2, Math.max(0.5, percent / 100))),
  minimise: () => ipcRenderer.send(channels.minimise),
  maximise: () => ipcRenderer.send(channels.maximise),
  close: () => ipcRenderer.send(channels.close),
  platform: process.platform,
  versions: Object.freeze({ parity: version, electron: process.versions.electron ?? '', chromium: process.versions.chrome ?? '' }),
})

contextBridge.exposeInMainWorld('parity', bridge)
