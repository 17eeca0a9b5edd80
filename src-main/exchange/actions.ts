import type { Output } from '../../src-shared/contract/index.ts'
import { reportLines } from '../claims/index.ts'
import { fileBytes, keptFile, refuse, type Handlers, type Reading } from '../store/index.ts'
import { elementName, explain, lineOf, readFile, type Finding } from '../x12/index.ts'
import { importFiles } from './incoming.ts'
import { outboxOf } from './outbox/actions.ts'
import { filePlan, fileSaved, partsDone } from './records.ts'
import { partsOf } from './rules.ts'
import { readPart } from './taking.ts'

export const handlers = {
  'exchange.import': (work, input) => importFiles(work, input),

  'exchange.list': ({ db, lists }, input) => {
    const page = lists.page(db, filePlan, input)
    return { ...page, rows: [...page.rows] }
  },

  'exchange.totals': ({ db, lists }, input) => lists.totals(db, filePlan, input),

  'exchange.file': ({ db }, { id, from, limit }) => {
    const { file, bytes } = kept(db, id)
    const reading = readFile(bytes)
    const text = reading.interchanges.length === 0 ? asLines(bytes) : undefined
    // What never was X12, as a packet of pages, has no findings to show.
    const found =
      reading.interchanges.length === 0 && (file.direction === 'out' || NEVER_X12.includes(file.kind))
        ? []
        : [...reading.findings, ...partsOf(reading).flatMap((part) => readPart(part).findings)]
    return {
      id,
      name: file.name,
      kind: file.kind,
      at: file.at,
      summary: file.summary,
      direction: file.direction,
      outbox: outboxOf(db, id),
      parts: partsDone(db, id).map(({ details, ...part }) => ({ ...part, details: [...details] })),
      segments: text?.length ?? reading.segments,
      lines: text?.slice(from - 1, from + limit - 1) ?? explain(bytes, from, from + limit - 1).map(lineOf),
      findings: found.map(findingShape).sort((one, other) => one.segment - other.segment),
    }
  },

  'exchange.save': async ({ read, write, files }, { id, path }) => {
    const bytes = read(({ db }) => kept(db, id).bytes)
    files.write(path, bytes)
    write(({ db, announce }) => {
      if (fileSaved(db, id)) announce('files', [id])
    })
    return { path, bytes: bytes.byteLength }
  },
} satisfies Pick<Handlers, 'exchange.import' | 'exchange.list' | 'exchange.totals' | 'exchange.file' | 'exchange.save'>

const NEVER_X12: readonly string[] = ['text report', 'ZIP', 'mail']

function kept(db: Reading, id: number) {
  const file = keptFile(db, id) ?? refuse('record.missing')
  const bytes = fileBytes(db, id) ?? refuse('record.missing')
  return { file, bytes }
}

/** A file of plain text line by line, as segments are shown; undefined of any other. */
function asLines(bytes: Uint8Array): Output<'exchange.file'>['lines'] | undefined {
  const text = Buffer.from(bytes).toString('latin1')
  let end = 0
  return reportLines(bytes)?.map(({ raw, words }, at) => {
    const byte = text.indexOf(raw, end)
    end = byte + raw.length
    return { segment: at + 1, byte, loop: '', raw, sign: '\t', words, marks: [] }
  })
}

const findingShape = (one: Finding) => ({
  code: one.code,
  severity: one.severity,
  message: one.message,
  segment: one.where.segment,
  element: elementName(one.where) ?? null,
  loop: one.where.loop ?? null,
  byte: one.where.byte,
})
