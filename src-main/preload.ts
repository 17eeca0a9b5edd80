import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Bridge } from '../src-shared/bridge.ts'
import { channels } from './shell/channels.ts'
import { createWire } from './shell/wire.ts'

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
ipcRenderer.send(channels.askPort)

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
  minimise: () => ipcRenderer.send(channels.minimise),
  maximise: () => ipcRenderer.send(channels.maximise),
  close: () => ipcRenderer.send(channels.close),
  platform: process.platform,
  versions: Object.freeze({ parity: version, electron: process.versions.electron ?? '', chromium: process.versions.chrome ?? '' }),
})

contextBridge.exposeInMainWorld('parity', bridge)
