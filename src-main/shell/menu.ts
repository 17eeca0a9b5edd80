import { app, BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron'
import { channels } from './channels.ts'

/** What an item of the menu does is what its key does in the window: the page hears the key. */
const pressed = (label: string, keys: string, accelerator: string): MenuItemConstructorOptions => ({
  label,
  accelerator,
  // Where the system shows no menu, the page has its keys for itself.
  registerAccelerator: false,
  click: (_item, window) => {
    if (window instanceof BrowserWindow) window.webContents.send(channels.word, keys)
  },
})

const menuOf = (label: string, submenu: MenuItemConstructorOptions[]): MenuItemConstructorOptions => ({ label, submenu })
const line: MenuItemConstructorOptions = { type: 'separator' }

/**
 * The window draws its own chrome, so the menu is seen on a Mac alone. Its words are ours, and its items press the keys that the window knows;
 * reload and the developer tools are there only in a program that is not installed.
 */
export function setMenu(): void {
  const name = app.getName()
  const own = menuOf(name, [
    { role: 'hide', label: `Hide ${name}` },
    { role: 'hideOthers', label: 'Hide the others' },
    { role: 'unhide', label: 'Show all' },
    line,
    pressed('Lock', 'Mod+l', 'Cmd+L'),
    { role: 'quit', label: `Lock and quit ${name}` },
  ])
  const file = menuOf('File', [
    pressed('Another window beside', 'Mod+Shift+n', 'Cmd+Shift+N'),
    pressed('Print', 'Mod+p', 'Cmd+P'),
    line,
    { role: 'close', label: 'Close the window' },
  ])
  const edit = menuOf('Edit', [
    pressed('Take back', 'Mod+z', 'Cmd+Z'),
    { role: 'redo', label: 'Redo' },
    line,
    { role: 'cut', label: 'Cut' },
    { role: 'copy', label: 'Copy' },
    { role: 'paste', label: 'Paste' },
    { role: 'selectAll', label: 'Select all' },
  ])
  const view = menuOf('View', [
    pressed('Find or do anything', 'Mod+k', 'Cmd+K'),
    pressed('Activity', 'Mod+j', 'Cmd+J'),
    line,
    pressed('Larger', 'Mod+=', 'Cmd+='),
    pressed('Smaller', 'Mod+-', 'Cmd+-'),
    pressed('The usual size', 'Mod+0', 'Cmd+0'),
    { role: 'togglefullscreen', label: 'Full screen' },
  ])
  const workshop = menuOf('Workshop', [
    { role: 'reload', label: 'Reload' },
    { role: 'toggleDevTools', label: 'Developer tools' },
  ])
  const isMac = process.platform === 'darwin'
  const fullScreen = menuOf('View', [{ role: 'togglefullscreen', label: 'Full screen' }])
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([...(isMac ? [own, file, edit, view] : [fullScreen]), ...(app.isPackaged ? [] : [workshop])]),
  )
}
