import { basename } from 'node:path'
import type { Argument, Output } from '../../../src-shared/contract/index.ts'
import type { StandingField, StandingKind, StandingPreview } from '../../../src-shared/contract/standing.ts'
import { STANDING_VERDICTS } from '../../../src-shared/contract/standing.ts'
import { mayDo } from '../../access/index.ts'
import { recognise } from '../../codes/index.ts'
import { everyOwnCode, fees, payers, providerName, providers, ratesOf } from '../../practice/index.ts'
import { refuse, type Handlers, type QueryWork, type Reading } from '../../store/index.ts'
import { cellsBy, columnsOf, headsKey } from '../reading/columns.ts'
import { openFile, sheetOf } from '../reading/sheet.ts'
import type { Sheet } from '../reading/xlsx.ts'
import { keepMapping, mappingOf } from '../records.ts'
import { readCodes, readFees, type Fee, type Standing } from './fees.ts'
import { headsOf, isEnough, JOINED, type Heads } from './heads.ts'
import { readRates, type Rate, type RatesStanding } from './rates.ts'
import { readPayer, type KnownPayer } from './payers.ts'
import { addListImport, keptPayer, listImport, takeBack, writeEffect } from './records.ts'
import { countsOf, plan, type Planned, type Read } from './rules.ts'

type Given = Argument<'standing.preview'>

/** A file that is opened by mistake may hold a million rows; so many of each verdict are shown. */
const MOST_SHOWN = 200

export const listHandlers = {
  'standing.preview': async (work, given) => {
    await Promise.resolve()
    const bytes = work.files.read(given.path)
    return work.read((own) => preview(look(own, bytes, given), basename(given.path)))
  },

  'standing.import': async (work, given) => {
    await Promise.resolve()
    const bytes = work.files.read(given.path)
    return work.write((own) => {
      const { db, clock, user, announce } = own
      if (given.kind === 'payers' && !mayDo(user, 'payers.write')) refuse('access.denied')
      const looked = look(own, bytes, given)
      const counts = countsOf(looked.planned)
      if (looked.planned.length === 0 || counts.cannot === looked.planned.length)
        refuse('standing.unreadable', { fix: 'Say what its columns hold, or mend the rows the preview names.' })
      if (given.mapping !== null && looked.heads) keepMapping(db, keyOf(given.kind, looked.heads), given.mapping)
      const effects = looked.planned.flatMap((one) => one.effects)
      if (effects.length === 0) return { id: null, counts }
      const name = basename(given.path).slice(0, 200)
      const id = addListImport(db, { kind: given.kind, at: clock.now(), by: user.id, name, added: counts.new, changed: counts.changed })
      effects.forEach((effect, n) => writeEffect(db, id, n, effect))
      announce('practice')
      return { id, counts }
    }) as Output<'standing.import'>
  },

  'standing.withdraw': ({ db, clock, user, announce }, { id }) => {
    const one = listImport(db, id) ?? refuse('record.missing')
    if (one.kind === 'payers' && !mayDo(user, 'payers.write')) refuse('access.denied')
    if (one.withdrawn_at !== null) refuse('intake.withdrawn')
    takeBack(db, id, clock.now())
    announce('practice')
    return {}
  },
} satisfies Pick<Handlers, 'standing.preview' | 'standing.import' | 'standing.withdraw'>

type Looked = {
  readonly why: string
  readonly heads: Heads | undefined
  readonly columns: StandingPreview['columns']
  readonly planned: readonly Planned[]
}

const keyOf = (kind: StandingKind, { heads }: Heads): string => headsKey([`list of ${kind}`, ...heads])
const nothing = (why: string): Looked => ({ why, heads: undefined, columns: null, planned: [] })

/** Reads a list by its heads, by what was said of such heads before, or by what a person says now. */
function look(work: QueryWork, bytes: Uint8Array, given: Given): Looked {
  const opened = openFile(bytes)
  if (opened.is === 'unknown') return nothing(opened.why)
  const published = given.kind === 'codes' && opened.is === 'text' ? recognise(opened.text) : undefined
  if (published !== undefined && published !== 'cpt')
    return nothing('This is a published file of codes. Take it in with “Take in a file”: it is no list of your own.')
  const sheet = opened.is === 'sheet' ? opened.sheet : sheetOf(opened.text)
  const heads = headsOf(sheet, given.kind)
  if (!heads) return nothing('Parity finds no table in it: no row has heads.')
  const before = mappingOf<StandingField>(work.db, keyOf(given.kind, heads))
  const shown = columnsOf(sheet, heads.at, heads.heads, given.mapping ?? before ?? heads.mapping)
  const enough = isEnough(given.kind, shown.mapping)
  const columns = { ...shown, isEnough: enough, isRemembered: given.mapping === null && before !== undefined }
  return { why: '', heads, columns, planned: enough ? plan(read(work, sheet, heads, shown.mapping, given)) : [] }
}

type Cells = (field: StandingField) => string

function read(work: QueryWork, sheet: Sheet, heads: Heads, mapping: Heads['mapping'], given: Given): Read[] {
  const cellsOf = cellsBy(heads.heads, mapping, JOINED)
  const rows = sheet.slice(heads.at + 1).flatMap((row, n): { place: string; cells: Cells }[] => {
    if (!row.some((cell) => cell.trim() !== '')) return []
    return [{ place: `row ${heads.at + n + 2}`, cells: cellsOf(row) }]
  })
  const cells = rows.map((one) => one.cells)
  const said =
    given.kind === 'payers'
      ? readPayers(work.db, cells)
      : given.kind === 'rates'
        ? readRates(cells, ratesStanding(work, given.payer))
        : (given.kind === 'fees' ? readFees : readCodes)(cells, standingOf(work))
  return said.flatMap((one, n) => (rows[n] ? [{ ...one, place: rows[n].place }] : []))
}

function readPayers(db: Reading, rows: readonly Cells[]): ReturnType<typeof readPayer>[] {
  const known = new Map(payers(db).map((row): [string, KnownPayer] => [row.edi_id.toUpperCase(), { ...keptPayer(row), id: row.id }]))
  return rows.map((cells) => readPayer(cells, (id) => known.get(id)))
}

function standingOf({ db, clock }: QueryWork): Standing {
  const byCode = new Map<string, Fee[]>()
  for (const fee of fees(db)) byCode.set(fee.code, [...(byCode.get(fee.code) ?? []), fee])
  const words = new Map(everyOwnCode(db).map((one) => [one.code, one.words]))
  const people = providers(db).map((row) => ({
    id: row.id,
    name: providerName(row),
    called: [row.npi ?? '', row.last, `${row.last} ${row.first ?? ''}`, `${row.first ?? ''} ${row.last}`, providerName(row)].map(plain),
  }))
  return {
    today: clock.today(),
    feesOf: (code) => byCode.get(code) ?? [],
    wordsOf: (code) => words.get(code),
    clinicians: (said) => people.filter(({ called }) => called.includes(plain(said))).map(({ id, name }) => ({ id, name })),
  }
}
function ratesStanding({ db, clock }: QueryWork, payer: number | null): RatesStanding {
  const all = payers(db).map((row) => ({ id: row.id, name: row.name, called: [row.edi_id, row.name].map(plain) }))
  const ours = new Map<number, Rate[]>()
  const of = (id: number): Rate[] => {
    const known = ours.get(id) ?? ratesOf(db, id)
    ours.set(id, known)
    return known
  }
  return {
    today: clock.today(),
    ratesOf: (id, code) => of(id).filter((one) => one.code === code),
    payers: (said) => all.filter(({ called }) => called.includes(plain(said))),
    payer: all.find(({ id }) => id === payer),
  }
}
const plain = (name: string): string => name.toLowerCase().replaceAll(/[.,]/g, ' ').replaceAll(/\s+/g, ' ').trim()

function preview({ why, heads, columns, planned }: Looked, name: string): StandingPreview {
  const headOf = (field: StandingField): string => {
    const at = columns?.mapping.indexOf(field) ?? -1
    return at < 0 ? '' : (heads?.heads[at] ?? '')
  }
  const order = [...STANDING_VERDICTS].toReversed().filter((verdict) => verdict !== 'same')
  return {
    name,
    why,
    columns,
    read: planned.length,
    counts: countsOf(planned),
    rows: [...order, 'same' as const].flatMap((verdict) =>
      planned
        .filter((one) => one.verdict === verdict)
        .slice(0, MOST_SHOWN)
        .map((one) => ({
          place: one.place,
          verdict,
          name: one.name,
          changes: one.effects.flatMap(({ changes }) => changes.map((change) => ({ ...change }))),
          column: one.refused ? headOf(one.refused.field) : '',
          why: one.why,
          fix: one.refused?.fix ?? '',
        })),
    ),
  }
}
