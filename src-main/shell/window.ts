import { app, BrowserWindow, nativeTheme, session, type Rectangle, type Session } from 'electron'
import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { answer, nothing, type Bundle } from './bundle.ts'
import { offerEditing } from './editing.ts'
import { creating, hardPreferences } from './hardening.ts'
import { windowAddress, windowPolicy } from './policy.ts'

/** The sheet's colour of each theme, so that nothing flashes before the first paint. */
const sheet = { light: '#FFFFFF', dark: '#13181A' } as const

/** Opens a window. It shows itself when its first paint is ready, or at once in the place of another, which is then destroyed. */
export function openWindow(bundle: Bundle, before?: BrowserWindow, bounds?: Rectangle): BrowserWindow {
  const isMac = process.platform === 'darwin'
  const window = creating(
    () =>
      new BrowserWindow({
        ...(bounds ?? { width: 1440, height: 900 }),
        minWidth: 1100,
        minHeight: 700,
        show: false,
        title: app.getName(),
        // A Mac takes it from the program's own folder.
        ...(isMac ? {} : { icon: join(import.meta.dirname, '../renderer/app-icon.png') }),
        backgroundColor: nativeTheme.shouldUseDarkColors ? sheet.dark : sheet.light,
        ...(isMac ? { titleBarStyle: 'hiddenInset' as const } : { frame: false }),
        webPreferences: {
          session: windowSession(bundle),
          preload: join(import.meta.dirname, '../preload/preload.cjs'),
          additionalArguments: [`--parity-version=${app.getVersion()}`],
          ...hardPreferences,
          // Said once more, for the static check that does not look into another file.
          sandbox: true,
          contextIsolation: true,
          disableDialogs: true,
          devTools: !app.isPackaged,
        },
      }),
  )
  // The page's title goes to the task bar of the machine: it is always the program's name.
  window.on('page-title-updated', (event) => event.preventDefault())
  offerEditing(window)
  if (before && !before.isDestroyed()) takePlaceOf(before, window)
  else window.once('ready-to-show', () => window.show())
  window.loadURL(windowAddress).catch(() => process.stderr.write('The page of the window could not be loaded.\n'))
  return window
}

/** Stands where the other stood, as large as it was, empty at first; of the other nothing is left. */
function takePlaceOf(before: BrowserWindow, window: BrowserWindow): void {
  window.setBounds(before.getNormalBounds())
  if (before.isMaximized()) window.maximize()
  if (before.isFullScreen()) window.setFullScreen(true)
  if (before.isMinimized()) window.minimize()
  else if (before.isFocused()) window.show()
  else window.showInactive()
  before.destroy()
}

/** In memory, without a cache, and with a random name: nothing of a sitting is on disk, and none finds another. */
function windowSession(bundle: Bundle): Session {
  const sitting = session.fromPartition(`phi-${randomUUID()}`, { cache: false })
  sitting.protocol.handle('app', async (request) => {
    const { host, pathname } = new URL(request.url)
    const found = host === 'bundle' && request.method === 'GET' ? await bundle.file(pathname) : undefined
    if (!found) return nothing()
    const { body, contentType } = found
    if (pathname !== '/index.html') return answer(body, { 'Content-Type': contentType })
    const nonce = randomBytes(18).toString('base64')
    const page = body.toString('utf8').replaceAll('%NONCE%', nonce)
    return answer(page, { 'Content-Type': contentType, 'Content-Security-Policy': windowPolicy(nonce) })
  })
  return sitting
}
