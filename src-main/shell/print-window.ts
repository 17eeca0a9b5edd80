import { app, dialog, type BrowserWindow } from 'electron'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PrintWish, Printed } from '../../src-shared/bridge.ts'
import { plainName } from './names.ts'

/** Inches; the foot of the page stands in the lower one. */
const margins = { top: 0.6, bottom: 0.75, left: 0.6, right: 0.6 }
/** Of a name and of the words at the foot. */
const longestWords = 200

/**
 * Puts on paper what the page of a window has laid out for it, or keeps it as a PDF where a person says. The foot of each page counts the pages.
 * What a dialog gave after its window had gone is not written.
 */
export async function printWindow(window: BrowserWindow, wish: PrintWish): Promise<Printed> {
  return wish.to === 'paper' ? onPaper(window, wish) : asPdf(window, wish)
}

function onPaper({ webContents }: BrowserWindow, { isWide, foot }: PrintWish): Promise<Printed> {
  return new Promise((done) => {
    webContents.print(
      { silent: false, printBackground: true, pageSize: 'Letter', landscape: isWide, footer: foot },
      (isDone: boolean, reason: string) => done(isDone ? 'done' : /cancel/i.test(reason) ? 'stopped' : 'failed'),
    )
  })
}

async function asPdf(window: BrowserWindow, { name, isWide, foot }: PrintWish): Promise<Printed> {
  const { filePath, canceled } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('documents'), `${plainName(name)}.pdf`),
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
    properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'],
  })
  if (canceled || !filePath || window.isDestroyed()) return 'stopped'
  try {
    const pdf = await window.webContents.printToPDF({
      pageSize: 'Letter',
      landscape: isWide,
      printBackground: true,
      margins,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: footOf(foot),
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    })
    await writeFile(filePath, pdf, { mode: 0o600 })
    return 'done'
  } catch {
    return 'failed'
  }
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? '')

const footOf = (foot: string): string =>
  `<div style="width: 100%; margin: 0 0.6in; display: flex; justify-content: space-between; font: 7.5px Inter, 'Segoe UI', sans-serif; color: #434E54">
    <span>${escaped(foot)}</span>
    <span>Page <span class="pageNumber"></span> of <span class="totalPages"></span></span>
  </div>`

/** Reads a wish from the page; undefined for what is none. */
export function readWish(text: string): PrintWish | undefined {
  try {
    const { to, name, foot, isWide } = JSON.parse(text) as Partial<PrintWish>
    if ((to !== 'paper' && to !== 'pdf') || typeof name !== 'string' || typeof foot !== 'string') return undefined
    return { to, name: name.slice(0, longestWords), foot: foot.slice(0, longestWords), isWide: isWide === true }
  } catch {
    return undefined
  }
}
