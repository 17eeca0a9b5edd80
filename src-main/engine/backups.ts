import { practiceOf } from '../practice/index.ts'
import { backupDue, drillBackup, layBallast, listBackups, makeBackup, type Clock, type Files, type OpenStore } from '../store/index.ts'
import { proof } from './proof.ts'
import type { Told } from './seat.ts'

/*
 * What the engine does for the store by itself while it is open: the log is folded in, a backup a day, a drill a month, a reserve on the disk.
 */

/** A changed page is in the file within this time, and what was deleted has left the log (milliseconds). */
const FOLD_EVERY = 5000
/** After sign-in the person comes first (milliseconds). */
const FIRST_LOOK = 20_000
const FIRST_PROOF = 8000
const LOOK_EVERY = 600_000
const DRILL_DAYS = 30
const DAY_MS = 86_400_000
/** From here on an import is preceded by a backup: bytes of its files, payments in them. */
const LARGE_IMPORT = 20 * 1024 * 1024
const MANY_PAYMENTS = 1000

export type Care = {
  readonly clock: Clock
  readonly version: string
  /** The open store, or none any more. */
  store(): OpenStore | undefined
  /** Whether a task of a person is running; then care waits. */
  isBusy(): boolean
  /** A row of the audit log, of what the program did by itself. */
  note(told: Told): void
  readonly prove?: (path: string, key: string) => Promise<boolean>
  /** The store was found to be damaged: windows shall say so. */
  halted?(): void
}

/** Begins to look after the open store. @returns the timers, to be cleared at lock */
export function careFor(care: Care): ReturnType<typeof setInterval>[] {
  const fold = (): void => {
    const store = care.store()
    if (store && !care.isBusy()) quietly(() => store.book.checkpoint())
  }
  const look = (): void => void lookAfter(care)
  const prove = (): void => void proveBook(care)
  return [
    setTimeout(prove, FIRST_PROOF).unref(),
    setInterval(fold, FOLD_EVERY).unref(),
    setTimeout(look, FIRST_LOOK).unref(),
    setInterval(look, LOOK_EVERY).unref(),
  ]
}

/** A book that was shown as it lay there is proved now. */
async function proveBook({ store, prove, halted }: Care): Promise<void> {
  const book = store()?.book
  if (!book || !prove) return
  await book.proveAside(prove)
  if (book.halted && store()?.book === book) halted?.()
}

/** Makes what is due. What fails is noted in the log and shown as a warning; it never ends the sitting. */
export async function lookAfter(care: Care): Promise<void> {
  const store = care.store()
  if (!store || store.halted || care.isBusy() || isSample(store)) return
  layBallast(store.folder)
  const at = care.clock.now()
  const { backups, lastDrill } = listBackups(store, at)
  const kept = backups.map(({ name, manifest, isVerified }) => ({ name, at: manifest.made, isVerified }))
  if (backupDue(kept, at)) {
    await noted(care, 'backup.make', async () => (await makeBackup(store, { why: 'daily', at, app: care.version, proof })).isVerified)
    return
  }
  const oldest = kept.map((one) => one.at).sort()[0]
  const since = lastDrill?.at ?? oldest
  if (since !== undefined && Date.parse(at) - Date.parse(since) > DRILL_DAYS * DAY_MS)
    await noted(care, 'backup.drill', () => drillBackup(store, { at, proof }).holds)
}

/** A backup before a large import, so that it can be undone as a whole. */
export async function beforeImport(care: Care, paths: readonly string[], files: Files): Promise<void> {
  const store = care.store()
  if (!store || !isLarge(paths, files)) return
  await noted(
    care,
    'backup.make',
    async () => (await makeBackup(store, { why: 'import', at: care.clock.now(), app: care.version, proof })).isVerified,
  )
}

/** Whether files hold more than 20 MB or a thousand payments; each CLP of an 835 begins one. What cannot be read is the import's to say. */
function isLarge(paths: readonly string[], files: Files): boolean {
  let bytes = 0
  let payments = 0
  for (const path of paths) {
    try {
      const content = Buffer.from(files.read(path))
      bytes += content.byteLength
      for (let at = content.indexOf('CLP'); at >= 0 && payments <= MANY_PAYMENTS; at = content.indexOf('CLP', at + 3)) payments++
    } catch {
      // The import refuses it in its own words.
    }
    if (bytes > LARGE_IMPORT || payments > MANY_PAYMENTS) return true
  }
  return false
}

async function noted(care: Care, action: string, run: () => boolean | Promise<boolean>): Promise<void> {
  const told = { action, kind: 'security' as const }
  try {
    const holds = await run()
    quietly(() => care.note({ ...told, outcome: holds ? 'ok' : 'failed', code: holds ? null : 'backup.unverified' }))
  } catch {
    quietly(() => care.note({ ...told, outcome: 'failed', code: 'backup.unverified' }))
  }
}

const isSample = (store: OpenStore): boolean => store.book.read((db) => practiceOf(db)?.isSample ?? false)

/** A row that cannot be written, or a log that cannot be folded now, does not end the sitting. */
function quietly(run: () => void): void {
  try {
    run()
  } catch {
    // The next time it is tried again.
  }
}
