import type { Argument, Output } from '../../src-shared/contract/index.ts'
import { addDays } from '../../src-shared/day.ts'
import { sum } from '../../src-shared/money.ts'
import { keepFile, nextNumber, refuse, Tally, type CommandWork, type TaskWork } from '../store/index.ts'
import { gather } from './gathering.ts'
import { statementPage, type Statement } from './page.ts'
import { addresseeOf, print, senderOf } from './papers.ts'
import { openPlan } from './records/plans.ts'
import { addStatement, patientsOwing, termsOf } from './records/statements.ts'
import { oldestOf } from './rules.ts'
import { NOT_WORDS, planWords } from './words.ts'

type Reply = Output<'statements.make'>
type Made = Reply['made'][number]
type Begun = { readonly of: Statement } | { readonly not: string }

/** The library of PDFs is large, and a sitting without paper never needs it. */
const pdfs = () => import('@cantoo/pdf-lib')

/** Makes statements one after the other. What was made stays made when a person stops it; the joined file has those. */
export async function makeStatements(work: TaskWork, { patients, path }: Argument<'statements.make'>): Promise<Reply> {
  const ids = patients === undefined ? work.read(({ db }) => patientsOwing(db)) : [...new Set(patients)]
  const made: Made[] = []
  const printed: Uint8Array[] = []
  const wont = new Tally()
  let done = 0
  for (const patient of ids) {
    if (work.stopped()) break
    const begun = work.write<unknown>((step) => begin(step, patient)) as Begun
    if ('not' in begun) wont.add(begun.not)
    else {
      const bytes = await print(work, statementPage(begun.of))
      const kept = work.write<unknown>((step) => keep(step, patient, begun.of, bytes)) as Made | null
      if (kept) {
        made.push(kept)
        printed.push(bytes)
      } else wont.add('The account changed while it was printed; make it again')
    }
    done += 1
    work.progress(done, ids.length, 'Making the statements')
  }
  if (made.length === 0) return refuse('statement.none', wont.rows[0] && { fix: `${wont.rows[0].words}.` })
  const { bytes, pages } = await join(printed)
  work.files.write(path, bytes)
  return { path, made, pages, cents: sum(made.map((one) => one.cents)), wont: wont.rows, left: ids.length - done }
}

function begin(work: CommandWork, patient: number): Begun {
  const { db, clock } = work
  const { decision } = gather(work, patient)
  if (decision.not !== null) return { not: NOT_WORDS[decision.not] }
  // A number that was begun and not printed is left out: none is given twice.
  const number = `${clock.today().slice(0, 4)}-${String(nextNumber(db, 'statement')).padStart(4, '0')}`
  return { of: statementOf(work, patient, number) }
}

function statementOf(work: CommandWork, patient: number, number: string): Statement {
  const { db, clock } = work
  const { visits, decision } = gather(work, patient)
  const terms = termsOf(db)
  return {
    number,
    day: clock.today(),
    payBy: addDays(clock.today(), terms.payWithin),
    practice: senderOf(db),
    patient: addresseeOf(db, patient),
    visits,
    taken: decision.taken,
    cents: decision.cents,
    now: decision.now,
    plan: planWords(openPlan(db, patient), clock.today()),
    aging: decision.aging,
    // Who pays in parts as agreed is not told how old it is.
    message: decision.now < decision.cents ? '' : terms[oldestOf(decision.aging)],
    policy: terms.policy,
  }
}

/** Keeps what was printed. @returns null when it is not what would be said now */
function keep(work: CommandWork, patient: number, of: Statement, bytes: Uint8Array): Made | null {
  const { db, clock, user } = work
  if (gather(work, patient).decision.not !== null) return null
  if (JSON.stringify(statementOf(work, patient, of.number)) !== JSON.stringify(of)) return null
  const file = keepFile(db, {
    direction: 'out',
    name: `Statement_${of.number}.pdf`,
    kind: 'statement',
    bytes,
    at: clock.now(),
    status: 'made',
    summary: 'A statement for a patient',
  })
  const { fresh, month, twoMonths, old } = of.aging
  const id = addStatement(db, {
    number: of.number,
    patient,
    day: of.day,
    pay_by: of.payBy,
    cents: of.cents,
    waiting: of.taken,
    fresh,
    month,
    two_months: twoMonths,
    old,
    file,
    at: clock.now(),
    by: user.id,
  })
  work.announce('patients', [patient])
  work.announce('files', [file])
  return { id, patient, number: of.number, cents: of.now }
}

/** One alone stays as it was printed, with what a screen reader needs; of more, the pages are copied behind each other. */
async function join(printed: readonly Uint8Array[]): Promise<{ bytes: Uint8Array; pages: number }> {
  const { PDFDocument } = await pdfs()
  const [first, ...others] = printed
  if (first && others.length === 0)
    return { bytes: first, pages: (await PDFDocument.load(first, { updateMetadata: false })).getPageCount() }
  const all = await PDFDocument.create({ updateMetadata: false })
  for (const one of printed) {
    const from = await PDFDocument.load(one, { updateMetadata: false })
    for (const page of await all.copyPages(from, from.getPageIndices())) all.addPage(page)
  }
  all.setTitle('Statements', { showInWindowTitleBar: true })
  all.setLanguage('en-US')
  return { bytes: await all.save(), pages: all.getPageCount() }
}
