import { app, session, type Session, type WebContents } from 'electron'
import { printOrigin, windowAddress, windowOrigin } from './policy.ts'

/** What every page is made with, whatever it shows. */
export const hardPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  spellcheck: false,
  navigateOnDragDrop: false,
  safeDialogs: true,
  plugins: false,
} as const

let isCreating = false

/**
 * Creates web contents. Whatever comes into being outside of this is destroyed at once.
 */
export function creating<T>(create: () => T): T {
  isCreating = true
  try {
    return create()
  } finally {
    isCreating = false
  }
}

/** Closes every door of every session and page there is or will be. To be called before `ready`. */
export function hardenEverything(): void {
  app.on('session-created', hardenSession)
  app.on('web-contents-created', (_event, contents) => {
    hardenContents(contents)
    // Electron calls the developer tools "remote"; an installed program has none.
    const isDeveloperTool = contents.getType() === 'remote' && !app.isPackaged
    if (!isCreating && !isDeveloperTool) setImmediate(() => contents.close())
  })
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, decide) => {
    event.preventDefault()
    decide(false)
  })
  app.on('select-client-certificate', (event) => event.preventDefault())
  app.on('login', (event) => event.preventDefault())
  void app.whenReady().then(() => hardenSession(session.defaultSession))
}

const hardened = new WeakSet<Session>()

function hardenSession(target: Session): void {
  if (hardened.has(target)) return
  hardened.add(target)
  // Otherwise the dictionary of the machine's language is fetched from Google for every session, whether a page spells or not.
  target.setSpellCheckerLanguages([])
  target.setSpellCheckerEnabled(false)
  target.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  target.setPermissionCheckHandler(() => false)
  target.setDevicePermissionHandler(() => false)
  target.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }))
  target.setDisplayMediaRequestHandler((_request, answer) => answer({}))
  target.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses)
  target.on('will-download', (event) => event.preventDefault())
  target.on('select-hid-device', (event, _details, answer) => {
    event.preventDefault()
    answer(null)
  })
  target.on('select-usb-device', (event, _details, answer) => {
    event.preventDefault()
    answer()
  })
  target.on('select-serial-port', (event, _ports, _contents, answer) => {
    event.preventDefault()
    answer('')
  })
  target.webRequest.onBeforeRequest(({ url, resourceType }, answer) => answer({ cancel: !isOurs(url, resourceType) }))
  // What goes around web requests (a page's calls to other machines do) finds no way out either, not even to this machine.
  void target.setProxy({ proxyRules: nowhere, proxyBypassRules: '<-loopback>' })
  target.setSpellCheckerEnabled(false)
}

/** No name is ever resolved (switches.ts), this one included. */
const nowhere = 'socks5://nowhere.invalid:1'

const partsOfPages = new Set(['mainFrame', 'script', 'stylesheet', 'image', 'font'])

/** Only the parts of a page that the program brought itself are ever loaded; a picture may also stand inside a page that is printed. */
function isOurs(url: string, resourceType: string): boolean {
  if (url.startsWith(`${windowOrigin}/`) || url.startsWith(`${printOrigin}/`)) return partsOfPages.has(resourceType)
  if (url.startsWith('data:')) return resourceType === 'image'
  return url.startsWith('devtools:') && !app.isPackaged
}

function hardenContents(contents: WebContents): void {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-navigate', (event) => {
    if (!isReload(contents, event.url)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isReload(contents, event.url)) event.preventDefault()
  })
  contents.on('select-bluetooth-device', (event, _devices, answer) => {
    event.preventDefault()
    answer('')
  })
}

function isReload(contents: WebContents, url: string): boolean {
  const withoutPlace = (address: string): string => address.replace(/#.*$/s, '')
  return withoutPlace(url) === windowAddress && withoutPlace(contents.getURL()) === windowAddress
}
