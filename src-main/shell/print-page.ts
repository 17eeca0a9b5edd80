import { app, session, WebContentsView, type Session } from 'electron'
import { randomUUID } from 'node:crypto'
import type { Print, PrintJob } from '../printing/job.ts'
import { answer, nothing, type Bundle } from './bundle.ts'
import { creating, hardPreferences } from './hardening.ts'
import { printOrigin, printPolicy } from './policy.ts'

const deadlineMs = 60_000
/**
 * The page's own scripts are off; this runs beside them. Layout asks for the fonts, and a page printed before they came has blanks for words.
 */
const whenFontsAreThere = 'document.body.offsetHeight; document.fonts.ready.then(() => undefined)'
const usualMargins = { top: 0.75, bottom: 0.75, left: 0.75, right: 0.75 }

export type PagePrinter = {
  readonly print: Print
  /** Gives up every page that is being printed or waits for it. */
  readonly giveUp: () => void
}

/**
 * Prints one page at a time, each in a fresh process without scripts, in a session in memory.
 */
export function openPrinter(bundle: Bundle): PagePrinter {
  const waiting = new Map<string, string>()
  const sitting = printSession(bundle, waiting)
  let last: Promise<unknown> = Promise.resolve()
  let givenUp = new AbortController()
  return {
    print(job) {
      const { signal } = givenUp
      const printed = last.then(() => printPage(sitting, waiting, job, signal))
      last = printed.catch(() => undefined)
      return printed
    },
    giveUp() {
      givenUp.abort()
      givenUp = new AbortController()
      waiting.clear()
    },
  }
}

async function printPage(sitting: Session, waiting: Map<string, string>, job: PrintJob, givenUp: AbortSignal): Promise<Uint8Array> {
  if (givenUp.aborted) throw new Error('The page is not wanted any more.')
  const view = creating(
    () =>
      new WebContentsView({
        webPreferences: { ...hardPreferences, session: sitting, javascript: false, devTools: !app.isPackaged },
      }),
  )
  const path = `/${randomUUID()}.html`
  waiting.set(path, job.html)
  const { webContents } = view
  const tooLate = AbortSignal.timeout(deadlineMs)
  const given = new Promise<never>((_done, fail) => {
    tooLate.addEventListener('abort', () => fail(new Error('The page took too long to print.')))
    givenUp.addEventListener('abort', () => fail(new Error('The page is not wanted any more.')))
    webContents.once('render-process-gone', () => fail(new Error('The page could not be laid out.')))
  })
  try {
    await Promise.race([webContents.loadURL(`${printOrigin}${path}`), given])
    await Promise.race([webContents.executeJavaScriptInIsolatedWorld(1, [{ code: whenFontsAreThere }]), given])
    const pdf = webContents.printToPDF({
      pageSize: 'Letter',
      printBackground: true,
      margins: job.marginsInches ?? usualMargins,
      displayHeaderFooter: job.header !== undefined || job.footer !== undefined,
      headerTemplate: job.header ?? '<span></span>',
      footerTemplate: job.footer ?? '<span></span>',
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    })
    return await Promise.race([pdf, given])
  } finally {
    waiting.delete(path)
    webContents.close()
  }
}

/** Serves each waiting page once, and from the build nothing but fonts and pictures. */
function printSession(bundle: Bundle, waiting: Map<string, string>): Session {
  const sitting = session.fromPartition(`print-${randomUUID()}`, { cache: false })
  sitting.protocol.handle('app', async (request) => {
    const { host, pathname } = new URL(request.url)
    if (host !== 'print') return nothing()
    const page = waiting.get(pathname)
    if (page !== undefined) {
      waiting.delete(pathname)
      return answer(page, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': printPolicy })
    }
    const part = await bundle.file(pathname)
    return part && /^(font|image)\//.test(part.contentType) ? answer(part.body, { 'Content-Type': part.contentType }) : nothing()
  })
  return sitting
}
