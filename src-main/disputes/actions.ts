import type { Argument, Output } from '../../src-shared/contract/index.ts'
import { sum } from '../../src-shared/money.ts'
import { payerById } from '../practice/index.ts'
import { addressLines } from '../printing/contact.ts'
import { print, senderOf } from '../statements/index.ts'
import { keepFile, knownFile, refuse, sha256, type Handlers, type TaskWork } from '../store/index.ts'
import { byContract, underpaid, undisputed, type Short } from './gathering.ts'
import { letterPage } from './letter.ts'
import { addDispute, addDisputeLines } from './records.ts'

/** Lines of one payer that are shown. */
const MOST_SHOWN = 500

/** The library of PDFs is large, and a sitting without paper never needs it. */
const pdfs = () => import('@cantoo/pdf-lib')

export const handlers = {
  'disputes.list': (work) => {
    const { payers, wont } = underpaid(work)
    return {
      payers: payers.map(({ payer, name, lines }) => ({
        payer,
        name,
        cents: undisputed(lines),
        lines: lines.slice(0, MOST_SHOWN).map(shown),
        more: Math.max(0, lines.length - MOST_SHOWN),
      })),
      wont: [...wont],
    }
  },

  'disputes.claim': ({ db }, { claim }) => ({ lines: byContract(db, claim) }),

  'disputes.make': (work, input) => makeLetter(work, input),
} satisfies Pick<Handlers, 'disputes.list' | 'disputes.claim' | 'disputes.make'>

const shown = (one: Short) => ({
  claim: one.claim,
  line: one.line,
  patient: one.patient,
  day: one.day,
  code: one.code,
  units: one.units,
  expected: one.expected,
  allowed: one.allowed,
  short: one.short,
  trace: one.trace,
  decided: one.decided,
  disputed: one.disputed,
})

/** A letter about the chosen lines of one payer; one that is not below its contract any more is not in it. */
async function makeLetter(work: TaskWork, { payer, lines: ids, path }: Argument<'disputes.make'>): Promise<Output<'disputes.make'>> {
  const found = work.read<unknown>((query) => {
    const row = payerById(query.db, payer) ?? refuse('record.missing')
    const wanted = new Set(ids)
    const lines =
      underpaid(query)
        .payers.find((one) => one.payer === payer)
        ?.lines.filter(({ line }) => wanted.has(line)) ?? []
    return {
      day: query.clock.today(),
      practice: senderOf(query.db),
      payer: { name: row.name, address: addressLines([row.appeals_line1], row.appeals_city, row.appeals_state, row.appeals_zip) },
      lines,
    }
  }) as Parameters<typeof letterPage>[0]
  const { lines, day } = found
  if (lines.length === 0) return refuse('dispute.none')
  const bytes = await print(work, letterPage(found))
  const cents = sum(lines.map(({ short }) => short))
  const dispute = work.write(({ db, clock, user, announce }) => {
    const at = clock.now()
    // The same letter made again on its day is the same file.
    const known = knownFile(db, 'out', sha256(bytes))?.id
    const file =
      known ??
      keepFile(db, {
        direction: 'out',
        name: `Below_contract_${day}.pdf`,
        kind: 'dispute',
        bytes,
        at,
        status: 'made',
        summary: 'A letter about payments below contract',
      })
    const id = addDispute(db, { payer, day, cents, file, at, by: user.id })
    addDisputeLines(
      db,
      lines.map(({ claim, line, remitLine, expected, allowed }) => ({
        dispute: id,
        claim,
        line,
        remit_line: remitLine,
        expected,
        allowed,
      })),
    )
    announce('files', [file])
    announce('claims', [...new Set(lines.map(({ claim }) => claim))])
    return id
  })
  work.files.write(path, bytes)
  const { PDFDocument } = await pdfs()
  const pages = (await PDFDocument.load(bytes, { updateMetadata: false })).getPageCount()
  return { path, dispute, lines: lines.length, cents, pages }
}
