import { Menu, type BrowserWindow, type ContextMenuParams, type MenuItemConstructorOptions } from 'electron'

/** What the other button of the mouse offers on this spot: nothing but what edits a field, or copies what is marked. */
function editingOf({ isEditable, selectionText, editFlags, formControlType }: ContextMenuParams): readonly MenuItemConstructorOptions[] {
  const isMarked = selectionText !== ''
  if (!isEditable) return isMarked ? [{ role: 'copy', label: 'Copy' }] : []
  // What is typed in secret is never copied.
  const isSecret = formControlType === 'input-password'
  return [
    { role: 'undo', label: 'Undo', enabled: editFlags.canUndo },
    { role: 'redo', label: 'Redo', enabled: editFlags.canRedo },
    { type: 'separator' },
    { role: 'cut', label: 'Cut', enabled: isMarked && !isSecret },
    { role: 'copy', label: 'Copy', enabled: isMarked && !isSecret },
    { role: 'paste', label: 'Paste', enabled: editFlags.canPaste },
    { type: 'separator' },
    { role: 'selectAll', label: 'Select all', enabled: editFlags.canSelectAll },
  ]
}

/** A small menu of the system's own, in fields and on marked words. */
export function offerEditing(window: BrowserWindow): void {
  window.webContents.on('context-menu', (_event, spot) => {
    const items = editingOf(spot)
    if (items.length > 0) Menu.buildFromTemplate([...items]).popup({ window })
  })
}
