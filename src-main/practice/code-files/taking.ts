import { basename } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Argument, Output } from '../../../src-shared/contract/index.ts'
import type { Day } from '../../../src-shared/day.ts'
import { procedures, readCodes, recognise, startOf, type FileKind, type FileRow } from '../../codes/index.ts'
import { refuse, sha256, type Reading, type TaskWork } from '../../store/index.ts'
import { builtIn, builtInCodes, changeOf, isWholeList, keyOf, leftOut, says, type Change, type Known } from './changes.ts'
import { addRows, beginImport, dropUnfinished, finishImport, keptRows, standingImport } from './records.ts'

type Preview = Output<'codes.preview'>
type Taken = {
  readonly name: string
  readonly kind: FileKind
  readonly digest: string
  readonly rows: readonly FileRow[]
  readonly passed: number
  readonly bad: Preview['firstBad']
  readonly badCount: number
}

/** Text of more than half a gigabyte cannot be held in one piece; a quarter of the pairs of edits is a tenth of it. */
const LARGEST_BYTES = 256 * 1024 * 1024
const MOST_BAD = 50
const FIRST_CHANGES = 8
/** Rows between two turns of others. */
const TURN = 20_000
const WRITTEN_AT_ONCE = 5_000

/** Reads a file and says what it would change; nothing is kept. */
export async function previewCodes(work: TaskWork, { path }: Argument<'codes.preview'>): Promise<Preview> {
  const taken = await read(work, path)
  const starts = startOf(taken.kind, taken.name)
  return work.read(({ db, clock }) => {
    const { counts, first } = changes(db, taken, starts ?? clock.today())
    return {
      name: taken.name,
      kind: taken.kind,
      rows: taken.rows.length,
      passed: taken.passed,
      bad: taken.badCount,
      counts,
      starts: starts ?? null,
      known: standingImport(db, taken.digest)?.id ?? null,
      firstBad: [...taken.bad],
      first,
    }
  })
}

/** Takes a file in, some rows a transaction; it holds once all of them are there. A stop leaves nothing. */
export async function importCodes(work: TaskWork, { path, starts }: Argument<'codes.import'>): Promise<Output<'codes.import'>> {
  const taken = await read(work, path)
  const { id, counts } = work.write(({ db, clock, user }) => {
    if (standingImport(db, taken.digest)) refuse('codes.known', { fix: 'Take it back first, if it shall hold from another day.' })
    dropUnfinished(db)
    const { counts: found } = changes(db, taken, starts)
    const begun = beginImport(db, {
      kind: taken.kind,
      name: taken.name,
      sha256: taken.digest,
      starts,
      at: clock.now(),
      person: user.id,
      who: user.name,
      rows: taken.rows.length,
      passed: taken.passed,
      bad: taken.badCount,
      ...found,
    })
    return { id: begun, counts: found }
  })
  for (let at = 0; at < taken.rows.length; at += WRITTEN_AT_ONCE) {
    if (work.stopped()) {
      work.write(({ db }) => dropUnfinished(db))
      return refuse('codes.stopped')
    }
    work.progress(at, taken.rows.length, 'Taking in codes')
    await setImmediate()
    const some = taken.rows.slice(at, at + WRITTEN_AT_ONCE)
    work.write(({ db }) =>
      addRows(
        db,
        some.map((row) => ({ ...row, import: id, starts: row.starts ?? '' })),
      ),
    )
  }
  work.write(({ db, announce }) => {
    finishImport(db, id)
    announce('practice')
  })
  return { import: id, counts, bad: taken.badCount }
}

async function read(work: TaskWork, path: string): Promise<Taken> {
  const bytes = work.files.read(path)
  if (bytes.byteLength > LARGEST_BYTES) refuse('codes.large')
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) refuse('codes.unknown', { fix: 'Unpack it first; of a workbook, save the sheet as CSV.' })
  const text = decoded(bytes)
  const kind = recognise(text) ?? refuse('codes.unknown', { fix: 'The list above says which files are known.' })
  return { name: basename(path), kind, digest: sha256(bytes), ...(await gathered(work, kind, text)) }
}

/** UTF-8, or else the eight bits of older files. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Of the two million pairs of edits those stay that behavioral health may bill. */
const isKept = (kind: FileKind, row: FileRow): boolean =>
  kind !== 'ptp' || (procedures.find(row.code) !== undefined && procedures.find(row.other) !== undefined)

async function gathered(work: TaskWork, kind: FileKind, text: string): Promise<Pick<Taken, 'rows' | 'passed' | 'bad' | 'badCount'>> {
  const rows = new Map<string, FileRow>()
  const bad: Taken['bad'] = []
  let [passed, badCount, seen] = [0, 0, 0]
  const say = (one: Taken['bad'][number]): void => {
    badCount++
    if (bad.length < MOST_BAD) bad.push(one)
  }
  for (const item of readCodes(kind, text)) {
    if (++seen % TURN === 0) {
      work.progress(seen, null, 'Reading codes')
      await setImmediate()
    }
    if ('passed' in item) passed++
    else if ('bad' in item) say(item.bad)
    else if (!isKept(kind, item.row)) passed++
    else {
      const key = `${keyOf(item.row)} ${item.row.starts ?? ''}`
      if (rows.has(key)) say({ line: item.line, column: '1', words: 'The same was given further up; the first is taken.' })
      else rows.set(key, item.row)
    }
  }
  if (rows.size === 0)
    refuse('codes.unknown', { fix: badCount === 0 ? 'Nothing in it is of codes behavioral health bills.' : 'No line of it could be read.' })
  return { rows: [...rows.values()], passed, bad, badCount }
}

/** What a file changes of what holds on its first day. */
function changes(db: Reading, { kind, rows }: Taken, starts: Day): Pick<Preview, 'counts' | 'first'> {
  const known = new Map<string, Known>()
  for (const row of keptRows(db, kind, starts))
    known.set(keyOf(row), { says: says(kind, row), ends: row.ends as Day | null, words: row.words })
  const counts = { added: 0, ended: 0, changed: 0, untouched: 0 }
  const first: Record<Change['is'], Preview['first']> = { added: [], ended: [], changed: [], untouched: [] }
  const count = (row: Pick<FileRow, 'code' | 'other'>, { is, was, now }: Change): void => {
    counts[is]++
    if (is !== 'untouched' && first[is].length < FIRST_CHANGES) first[is].push({ is, code: row.code, other: row.other, was, now })
  }
  // Of a pair with a history only its last row says what holds.
  const last = new Map(rows.map((row) => [keyOf(row), row]))
  for (const row of rows) {
    const key = keyOf(row)
    const newest = last.get(key)
    if (newest && (newest.starts ?? '') < (row.starts ?? '')) last.set(key, row)
  }
  counts.untouched += rows.length - last.size
  for (const [key, row] of last) count(row, changeOf(kind, row, known.get(key) ?? builtIn(kind, row), starts))
  if (isWholeList(kind))
    for (const code of new Set([...known.keys(), ...(known.size === 0 ? builtInCodes(kind) : [])])) {
      const before = known.get(code) ?? builtIn(kind, { code, other: '' })
      const hasEnded = before?.ends !== null && (before?.ends ?? starts) < starts
      if (before && !hasEnded && !last.has(code)) count({ code, other: '' }, leftOut(before, starts))
    }
  return { counts, first: [...first.changed, ...first.ended, ...first.added] }
}
