import { createHmac, timingSafeEqual } from 'node:crypto'
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'

/*
 * The mark beside a book that was closed in order: the file as it lay there then, and when its pages were last proved. A file that lies there untouched is
 * shown at once and proved while people work; every page is held against its own seal when it is read in any case. A crash leaves no mark, a copy, a
 * restored or a changed file does not fit it, and all of those are proved before anything is shown.
 */

const Mark = z.strictObject({
  format: z.literal('parity-mark-1'),
  /** Its name, bytes, times in nanoseconds, and its number on the disk. */
  file: z.string(),
  proved: z.string(),
  seal: z.string(),
})

/** A proof that is older than this is made anew before the book is shown (milliseconds). */
const LONGEST = 7 * 24 * 3600 * 1000

/** Beside the book; a folder has one book that counts, and the mark knows which file it is about. */
const markName = (book: string): string => join(dirname(book), 'mark.json')

/** Leaves the mark of a book that is closed, with everything in the one file. What cannot be written is not missed: the next opening proves the file. */
export function leaveMark(path: string, key: string, proved: string): void {
  try {
    if (hasLog(path)) return
    const file = fileFacts(path)
    const mark = { format: 'parity-mark-1', file, proved, seal: sealOf(file, proved, key) } satisfies z.infer<typeof Mark>
    writeFileSync(markName(path), JSON.stringify(mark, undefined, 1), { mode: 0o600 })
  } catch {
    rmSync(markName(path), { force: true })
  }
}

/** Takes the mark of a book away: from now on the file changes. @returns when the untouched file was last proved; null when it must be proved now */
export function takeMark(path: string, key: string, now = Date.now()): string | null {
  const proved = fitting(path, key, now)
  try {
    rmSync(markName(path), { force: true })
    return proved
  } catch {
    return null
  }
}

function fitting(path: string, key: string, now: number): string | null {
  try {
    const { file, proved, seal } = Mark.parse(JSON.parse(readFileSync(markName(path), 'utf8')))
    const age = now - Date.parse(proved)
    const isOurs = timingSafeEqual(Buffer.from(seal, 'base64'), Buffer.from(sealOf(file, proved, key), 'base64'))
    return isOurs && age >= 0 && age < LONGEST && !hasLog(path) && file === fileFacts(path) ? proved : null
  } catch {
    return null
  }
}

const hasLog = (path: string): boolean => (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0

function fileFacts(path: string): string {
  const { size, mtimeNs, ctimeNs, ino } = statSync(path, { bigint: true })
  return [basename(path), size, mtimeNs, ctimeNs, ino].join(' ')
}

const sealOf = (file: string, proved: string, key: string): string =>
  createHmac('sha256', Buffer.from(key, 'hex')).update(`parity-mark-1\n${file}\n${proved}`).digest('base64')
