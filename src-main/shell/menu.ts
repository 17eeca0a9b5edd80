import { app, Menu, type MenuItemConstructorOptions } from 'electron'

/**
 * The window draws its own chrome, so the menu is there for its keys: zoom everywhere, what a Mac expects on a Mac,
 * and reload and the developer tools only in a program that is not installed.
 */
export function setMenu(): void {
  const mac: MenuItemConstructorOptions[] = [{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }]
  const view: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' }],
  }
  const workshop: MenuItemConstructorOptions = { label: 'Workshop', submenu: [{ role: 'reload' }, { role: 'toggleDevTools' }] }
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([...(process.platform === 'darwin' ? mac : []), view, ...(app.isPackaged ? [] : [workshop])]),
  )
}
