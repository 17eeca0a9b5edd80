import { basename, join } from 'node:path'
import type { Argument, Output } from '../../src-shared/contract/index.ts'
import type { FileOutcome } from '../../src-shared/contract/exchange.ts'
import { must } from '../../src-shared/result.ts'
import { describeFile, keepFile, knownFile, refuse, sha256, Trouble, type Files, type TaskWork } from '../store/index.ts'
import { importFile, knownOutcome, LARGEST_BYTES, nothing, READING, UNFINISHED } from './importing.ts'
import { isPartDone, keepPart, partsDone } from './records.ts'
import { enclosedPart, fileWords, statusOf } from './rules.ts'
import { unwrap, type Enclosed, type Unwrapped } from './wrappers/index.ts'

/** A wrapper in a wrapper is opened, to this depth; all that came in one file unfolds to so much at most. */
const MOST_DEPTH = 3
const MOST_BYTES = 200 * 1024 * 1024

/** Takes in files one after the other; a folder stands for what is in it. What one file holds never holds up another. */
export async function importFiles(work: TaskWork, { paths, post }: Argument<'exchange.import'>): Promise<Output<'exchange.import'>> {
  const all = paths.flatMap((path) => expanded(work.files, path))
  const files: FileOutcome[] = []
  let unread = 0
  for (const [n, path] of all.entries()) {
    if (work.stopped()) break
    work.progress(n, all.length, 'Importing files')
    const bytes = bytesAt(work.files, path)
    if (bytes) files.push(...(await importWrapped(work, basename(path), bytes, post)))
    else {
      unread++
      files.push({ ...nothing(basename(path)), words: 'The file cannot be read. Look whether it is still there, then import it again.' })
    }
  }
  if (unread > 0 && unread === files.length) refuse('file.missing', { fix: 'Look whether it is still there.' })
  work.progress(files.length, all.length, 'Importing files')
  return { files }
}

function expanded(files: Files, path: string): string[] {
  const names = files.namesIn(path)
  return names.length === 0 ? [path] : [...names].sort().map((name) => join(path, name))
}

/** A file that went away between choosing and reading is reported, like any other; one that nobody chose ends the call. */
function bytesAt(files: Files, path: string): Uint8Array | undefined {
  try {
    return files.read(path)
  } catch (error) {
    if (error instanceof Trouble && error.problem.code === 'file.missing') return undefined
    throw error
  }
}

/** Takes in a file that came by a line, with all that it encloses. @returns what became of it as a whole */
export async function importIncoming(work: TaskWork, name: string, bytes: Uint8Array, post: boolean): Promise<FileOutcome> {
  const [whole] = await importWrapped(work, name, bytes, post)
  return must('a file has an outcome', whole)
}

type Unfolding = { readonly depth: number; /** Bytes that may still come out. */ readonly room: { left: number } }

/** Takes in a file; one that encloses others is kept as it came, and each of those as a file of its own. @returns the file first, then what was in it */
async function importWrapped(
  work: TaskWork,
  name: string,
  bytes: Uint8Array,
  post: boolean,
  { depth, room }: Unfolding = { depth: 0, room: { left: MOST_BYTES } },
): Promise<FileOutcome[]> {
  const wrapped = bytes.byteLength > LARGEST_BYTES || depth >= MOST_DEPTH ? undefined : await unwrap(bytes)
  if (!wrapped) return [await importFile(work, name, bytes, post)]
  const inside = 'files' in wrapped ? wrapped.files : []
  room.left -= inside.reduce((all, one) => all + one.bytes.byteLength, 0)
  const why = refusal(wrapped, room.left)
  const opened = openWrapper(work, name, bytes, { kind: wrapped.is, why })
  if (opened.outcome) return [opened.outcome]
  const outcomes: FileOutcome[] = []
  for (const [n, one] of inside.entries()) {
    if (work.stopped()) break
    outcomes.push(
      ...(await importEnclosed(work, opened.file, n + 1, { ...one, name: `${name}/${one.name}` }, post, { depth: depth + 1, room })),
    )
  }
  return [closeWrapper(work, name, { file: opened.file, kind: wrapped.is, size: inside.length }), ...outcomes]
}

function refusal(wrapped: Unwrapped, left: number): string | undefined {
  if ('refused' in wrapped) return wrapped.refused
  if (left < 0) return 'It would unfold into more than Parity takes in at once. Ask the sender to divide it.'
  return wrapped.files.length === 0 ? 'There is no file in the ZIP archive. Ask the sender for it again.' : undefined
}

/** Keeps what encloses others, unless it came before and all of it was done; what may not be opened is kept with the reason. */
function openWrapper(
  work: TaskWork,
  name: string,
  bytes: Uint8Array,
  { kind, why }: { readonly kind: string; readonly why: string | undefined },
): { readonly file: number; readonly outcome?: FileOutcome } {
  return work.write(({ db, clock, announce }) => {
    const known = knownFile(db, 'in', sha256(bytes))
    if (known && known.status !== READING) return { file: known.id, outcome: knownOutcome(name, known) }
    const [status, summary] = why === undefined ? [READING, UNFINISHED] : ['unreadable', why]
    const file = known?.id ?? keepFile(db, { direction: 'in', name, kind, bytes, at: clock.now(), status, summary })
    announce('files', [file])
    return why === undefined ? { file } : { file, outcome: { ...nothing(name), file, kind, words: why } }
  })
}

async function importEnclosed(
  work: TaskWork,
  wrapper: number,
  n: number,
  { name, bytes }: Enclosed,
  post: boolean,
  unfolding: Unfolding,
): Promise<FileOutcome[]> {
  const outcomes = await importWrapped(work, name, bytes, post, unfolding)
  const whole = must('a file has an outcome', outcomes[0])
  work.write(({ db }) => {
    if (!isPartDone(db, wrapper, n)) keepPart(db, wrapper, n, enclosedPart(whole))
  })
  return outcomes
}

function closeWrapper(
  work: TaskWork,
  name: string,
  { file, kind, size }: { readonly file: number; readonly kind: string; readonly size: number },
): FileOutcome {
  return work.write(({ db, announce }) => {
    const done = partsDone(db, file)
    const isWhole = done.length === size
    const [status, words] = isWhole ? [statusOf(done, false), fileWords(done)] : (['partly', UNFINISHED] as const)
    describeFile(db, file, { kind, status: isWhole ? status : READING, summary: words, findings: 0 })
    announce('files', [file])
    return { name, file, kind, status, words, details: [], findings: 0 }
  })
}
