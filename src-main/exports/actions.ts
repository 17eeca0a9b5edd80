import type { Argument, Permission } from '../../src-shared/contract/index.ts'
import type { Totals } from '../../src-shared/contract/list.ts'
import { parseDay } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { refuse, sha256, type Handlers, type Sitting, type TaskWork } from '../store/index.ts'
import { csvHead, csvLines } from './csv.ts'
import { EXPORT_COLUMNS, LIST_TITLES, wordOf, type ExportColumn, type ExportList } from './lists.ts'
import { newPassphrase, sealToPassphrase } from './seal.ts'
import type { Cell, Column } from './table.ts'
import { walk, type ListHandlers as OneList, type Taker } from './walking.ts'
import { xlsxOf } from './xlsx.ts'

/** Past this many rows an Excel file takes too long and too much memory to make beside everything else. */
const MOST_XLSX = 50_000

type ListHandlers = { readonly [L in ExportList | TotalsOf<ExportList>]: Handlers[L] }
type TotalsOf<L> = L extends `${infer P}.list` ? `${P}.totals` : never
/** What this room may not import: the lists of the stages, and who may do what. */
type Given = {
  readonly lists: ListHandlers
  readonly needs: (list: ExportList) => Permission
  readonly mayDo: (user: Sitting['user'], permission: Permission) => boolean
}
type Chosen = { readonly id: string; readonly of: ExportColumn; readonly column: Column }
type Making = Taker & { finish(totals: Totals): Promise<Uint8Array> }

export const exportHandlers = ({ lists, needs, mayDo }: Given): Pick<Handlers, 'exports.list'> => ({
  'exports.list': async (work, input) => {
    if (!mayDo(work.user, needs(input.list))) refuse('access.denied')
    if (input.seal === 'none' && !mayDo(work.user, 'exports.plain'))
      refuse('access.denied', { message: 'Your role does not allow a file without a passphrase.', fix: 'Seal it.' })
    if (input.reader === 'inside' && input.seal === 'none')
      refuse('access.denied', { message: 'With every patient in it the file must be sealed.', fix: 'Seal it.' })
    const chosen = columnsOf(input)
    const begin = input.format === 'csv' ? () => makingCsv(chosen) : (totals: Totals) => makingXlsx(input.list, chosen, totals)
    const { taker, totals } = await walk(
      work,
      listOf(lists, input.list),
      input.view,
      begin,
      input.reader === 'outside' ? 'protected' : undefined,
    )
    const { bytes, passphrase } = await sealed(work, input, await taker.finish(totals))
    if (work.stopped()) refuse('export.stopped')
    work.files.write(input.path, bytes)
    return { path: input.path, rows: totals.total, bytes: bytes.byteLength, sha256: sha256(bytes), passphrase }
  },
})

/** The two handlers of a list. */
const listOf = (lists: ListHandlers, list: ExportList): OneList => ({
  page: lists[list] as OneList['page'],
  totals: lists[list.replace('.list', '.totals') as TotalsOf<ExportList>],
})

/** @throws Trouble `input.invalid` for a column the list does not have */
function columnsOf({ list, columns }: Argument<'exports.list'>): Chosen[] {
  const known: Readonly<Record<string, ExportColumn>> = EXPORT_COLUMNS[list]
  const ids = columns.length === 0 ? Object.keys(known) : [...new Set(columns)]
  return ids.map((id) => {
    const of = Object.hasOwn(known, id) ? known[id] : undefined
    if (!of) return refuse('input.invalid', { at: { field: 'columns' }, message: 'This list has no such column.' })
    return { id, of, column: { title: of[0], is: of[1] === 'word' ? 'text' : of[1] } }
  })
}

function cellOf(value: unknown, [, is, words]: ExportColumn): Cell {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return null
  return is === 'word' ? wordOf(value, words) : is === 'day' ? (parseDay(value) ?? null) : value
}

const cellsOf = (rows: Parameters<Taker['take']>[0], chosen: readonly Chosen[]): Cell[][] =>
  rows.map((row) => chosen.map(({ id, of }) => cellOf(row[id], of)))

function makingCsv(chosen: readonly Chosen[]): Making {
  const columns = chosen.map(({ column }) => column)
  const parts = [csvHead(columns, true)]
  return {
    take: (rows) => void parts.push(csvLines(columns, cellsOf(rows, chosen))),
    finish: () => Promise.resolve(Buffer.concat(parts)),
  }
}

function makingXlsx(list: ExportList, chosen: readonly Chosen[], totals: Totals): Making {
  if (totals.total > MOST_XLSX)
    refuse('export.large', {
      message: `The list has ${totals.total.toLocaleString('en-US')} rows; an Excel file takes ${MOST_XLSX.toLocaleString('en-US')}.`,
      fix: 'Choose CSV, or filter the list.',
    })
  const kept: Cell[][] = []
  return {
    take: (rows) => void kept.push(...cellsOf(rows, chosen)),
    finish: ({ sums }) =>
      xlsxOf({
        name: LIST_TITLES[list],
        columns: chosen.map(({ column }) => column),
        rows: kept,
        sums: chosen.map(({ id, column }) => (column.is === 'money' && sums[id] !== undefined ? cents(sums[id]) : null)),
      }),
  }
}

async function sealed(work: TaskWork, { seal, passphrase }: Argument<'exports.list'>, bytes: Uint8Array) {
  if (seal === 'none') return { bytes, passphrase: null }
  work.progress(0, null, 'Sealing the file')
  // One breath, so that the window hears of it before the work begins.
  await new Promise((next) => setTimeout(next, 20))
  const own = passphrase ?? newPassphrase()
  return { bytes: await sealToPassphrase(bytes, own), passphrase: passphrase === null ? own : null }
}
