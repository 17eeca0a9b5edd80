import { setImmediate } from 'node:timers/promises'
import type { FileOutcome } from '../../src-shared/contract/exchange.ts'
import { dayAt, shownDay } from '../../src-shared/day.ts'
import { readReport } from '../claims/index.ts'
import { describeFile, keepFile, knownFile, sha256, Trouble, type CommandWork, type TaskWork } from '../store/index.ts'
import { readFile, type FileReading } from '../x12/index.ts'
import { isPartDone, keepPart, partsDone, sendsProduction } from './records.ts'
import {
  countFindings,
  damaged,
  fileDetails,
  fileWords,
  graveLines,
  isLoss,
  kindsOf,
  partsOf,
  statusOf,
  unreadableWords,
  type Part,
  type PartOutcome,
} from './rules.ts'
import { readPart, takePart, type ReadPart } from './taking.ts'

/** Text of more than half a gigabyte cannot be held in one piece; no file of a practice comes near. */
export const LARGEST_BYTES = 256 * 1024 * 1024
/** The status of a file whose parts are not all done: an import that was cut off goes on behind the last one. */
export const READING = 'reading'
export const UNFINISHED = 'Not all of it was taken in yet. Import it again to go on.'
const MOST_DETAILS = 200

export const nothing = (name: string): FileOutcome => ({
  name,
  file: null,
  kind: 'unknown',
  status: 'unreadable',
  words: '',
  details: [],
  findings: 0,
})

/**
 * The file is kept first; then each part has its effect in a transaction of its own, together with a note that it is done. After a crash the same file
 * goes on where it stopped, and no part has its effect twice.
 */
export async function importFile(work: TaskWork, name: string, bytes: Uint8Array, post: boolean): Promise<FileOutcome> {
  if (bytes.byteLength === 0) return { ...nothing(name), words: 'The file is empty. Ask the sender for it again.' }
  if (bytes.byteLength > LARGEST_BYTES)
    return { ...nothing(name), words: 'The file is larger than Parity reads at once. Ask the sender to divide it.' }
  const read = readIncoming(bytes)
  const opened = work.write((own) => openFile(own, name, bytes, read))
  if (opened.outcome) return opened.outcome
  let findings = countFindings(opened.reading.findings)
  for (const [n, part] of opened.parts.entries()) {
    // Others get their turn between two parts.
    await setImmediate()
    const read = readPart(part)
    findings += countFindings(read.findings)
    takeAlone(work, read, opened.file, n + 1, post)
  }
  return work.write((own) => closeFile(own, name, bytes, { ...opened, findings }))
}

/** One part in one transaction. What fails is undone, and a second transaction says so. */
function takeAlone(work: TaskWork, part: ReadPart, file: number, n: number, post: boolean): void {
  const attempt = (take: (own: CommandWork) => PartOutcome): void =>
    work.write((own) => {
      if (!isPartDone(own.db, file, n)) keepPart(own.db, file, n, take(own))
    })
  try {
    attempt((own) => takePart(own, part, file, post))
  } catch (error) {
    if (isStoreAtFault(error)) throw error
    attempt(() => failed(part, error))
  }
}

/** A store that fails, fails for every part; what a constraint or trigger refuses concerns this one. */
const isStoreAtFault = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^SQLITE_(?!CONSTRAINT)/.test(String(error.code))

function failed(part: ReadPart, error: unknown): PartOutcome {
  if (error instanceof Trouble) return { ...damaged(part.kind, part.findings), words: error.problem.message }
  return damaged(part.kind, part.findings, error instanceof Error ? error.name : 'unknown')
}

/** Takes in one file within the transaction of the caller. */
export function takeFile(
  work: CommandWork,
  { name, bytes, post }: { readonly name: string; readonly bytes: Uint8Array; readonly post: boolean },
): FileOutcome {
  const opened = openFile(work, name, bytes, readIncoming(bytes))
  if (opened.outcome) return opened.outcome
  let findings = countFindings(opened.reading.findings)
  for (const [n, part] of opened.parts.entries()) {
    const read = readPart(part)
    findings += countFindings(read.findings)
    if (!isPartDone(work.db, opened.file, n + 1)) keepPart(work.db, opened.file, n + 1, takePart(work, read, opened.file, post))
  }
  return closeFile(work, name, bytes, { ...opened, findings })
}

type Opened = { readonly file: number; readonly reading: FileReading; readonly parts: readonly Part[]; readonly outcome?: FileOutcome }

/** A file by what is in it: X12 in parts, or a report as text, in which nothing is amiss for not being X12. */
function readIncoming(bytes: Uint8Array): Pick<Opened, 'reading' | 'parts'> {
  const reading = readFile(bytes)
  const report = reading.interchanges.length === 0 ? readReport(bytes) : undefined
  return report ? { reading: { ...reading, findings: [] }, parts: [{ is: 'report', report }] } : { reading, parts: partsOf(reading) }
}

/** What to say of bytes that came before, whatever they were called then. */
export const knownOutcome = (name: string, { id, kind, at, findings }: NonNullable<ReturnType<typeof knownFile>>): FileOutcome => ({
  name,
  file: id,
  kind,
  status: 'known',
  words: `Already imported on ${shownDay(dayAt(at))}; nothing changed.`,
  details: [],
  findings,
})

/** Keeps the file, unless the same bytes came before and all of it was done. */
function openFile(work: CommandWork, name: string, bytes: Uint8Array, { reading, parts }: Pick<Opened, 'reading' | 'parts'>): Opened {
  const { db, clock } = work
  const known = knownFile(db, 'in', sha256(bytes))
  if (known && known.status !== READING) {
    return { file: known.id, reading, parts, outcome: knownOutcome(name, known) }
  }
  const file =
    known?.id ?? keepFile(db, { direction: 'in', name, kind: kindsOf(parts), bytes, at: clock.now(), status: READING, summary: UNFINISHED })
  return { file, reading, parts }
}

function closeFile(
  work: CommandWork,
  name: string,
  bytes: Uint8Array,
  { file, reading, parts, findings }: Opened & { readonly findings: number },
): FileOutcome {
  const { db } = work
  const done = partsDone(db, file)
  const isNothing = reading.interchanges.length === 0 && parts.length === 0
  const status = isNothing ? 'unreadable' : statusOf(done, reading.findings.some(isLoss))
  const words = isNothing
    ? unreadableWords(bytes, reading.findings)
    : done.length === 0
      ? 'There is an envelope and no transaction in it. Ask the sender for the whole file.'
      : fileWords(done)
  const isTest = reading.interchanges.some((one) => one.header.usage === 'T') && sendsProduction(db)
  const details = [
    ...fileDetails(done),
    ...(isTest ? ['The file says that it is a test (ISA15), and your own files are not.'] : []),
    ...graveLines(reading.findings),
  ]
  const shown = details.length > MOST_DETAILS ? [...details.slice(0, MOST_DETAILS), `And ${details.length - MOST_DETAILS} more.`] : details
  const kind = kindsOf(parts)
  describeFile(db, file, { kind, status, summary: words, findings })
  work.announce('files', [file])
  return { name, file, kind, status, words, details: shown, findings }
}
