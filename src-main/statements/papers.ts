import type { Argument, Output } from '../../src-shared/contract/index.ts'
import type { Day } from '../../src-shared/day.ts'
import { NO_MONEY, sum } from '../../src-shared/money.ts'
import { claimFacts, type ClaimFacts } from '../claims/index.ts'
import { codeBookOf, codeWords, fullName, ourBiller, patientById, practiceOf, providerName } from '../practice/index.ts'
import { addressLines, phoneWords } from '../printing/contact.ts'
import type { Html } from '../printing/html.ts'
import { METHOD_WORDS, moneyOf } from '../receipts/index.ts'
import { keepFile, knownFile, refuse, sha256, Trouble, type QueryWork, type TaskWork } from '../store/index.ts'
import { receiptPage, type Receipt } from './receipt.ts'
import { claimsWithin, receiptOwner, splitOfLine } from './records/statements.ts'
import type { Sender } from '../printing/sheet.ts'
import { letterOf, superbillPage, type Course, type Superbill } from './superbill.ts'

type Query = Pick<QueryWork, 'db' | 'clock'>

/** Who writes. @throws Trouble `record.missing` while the practice is not filled in */
export function senderOf(db: Query['db']): Sender & { readonly npi: string | null; readonly taxId: string | null } {
  const [practice, biller] = [practiceOf(db), ourBiller(db)]
  if (!practice || !biller) return refuse('record.missing', { fix: 'Fill in the practice under Setup.' })
  return {
    name: practice.name,
    phone: phoneWords(practice.phone),
    address: addressLines([biller.line1, biller.line2], biller.city, biller.state, biller.zip),
    npi: biller.npi,
    taxId: biller.tax_id,
  }
}

/** To whom. @throws Trouble `record.missing` */
export function addresseeOf(db: Query['db'], patient: number): { readonly name: string; readonly address: readonly string[] } {
  const person = patientById(db, patient) ?? refuse('record.missing')
  return { name: fullName(person), address: addressLines([person.line1, person.line2], person.city, person.state, person.zip) }
}

/** @throws Trouble `packet.unprintable` */
export async function print(work: Pick<TaskWork, 'printer'>, page: Html): Promise<Uint8Array> {
  try {
    return await work.printer.print({ html: `<!doctype html>\n${page.text}` })
  } catch (error) {
    if (error instanceof Trouble) throw error
    return refuse('packet.unprintable', { fix: 'Try again.' })
  }
}

/** A receipt for what a patient paid, kept as it was printed. */
export async function makeReceipt(
  work: TaskWork,
  { receipt, path }: Argument<'statements.receipt'>,
): Promise<Output<'statements.receipt'>> {
  const of = work.read<unknown>((query) => receiptOf(query, receipt)) as Receipt
  return keepAndWrite(work, path, receiptPage(of), { name: `Receipt_${receipt}.pdf`, kind: 'receipt', summary: 'A receipt for a patient' })
}

/** An itemized bill of a patient’s sessions, kept as it was printed. */
export async function makeSuperbill(work: TaskWork, asked: Argument<'statements.superbill'>): Promise<Output<'statements.superbill'>> {
  const of = work.read<unknown>((query) => superbillOf(query, asked)) as Superbill
  const name = `Superbill_${asked.from}_${asked.to}.pdf`
  return keepAndWrite(work, asked.path, superbillPage(of), { name, kind: 'superbill', summary: 'A superbill for a patient' })
}

async function keepAndWrite(
  work: TaskWork,
  path: string,
  page: Html,
  file: { readonly name: string; readonly kind: string; readonly summary: string },
): Promise<{ path: string }> {
  const bytes = await print(work, page)
  work.write(({ db, clock, announce }) => {
    // The same paper made again is the same file, byte for byte.
    if (knownFile(db, 'out', sha256(bytes))) return
    announce('files', [keepFile(db, { ...file, direction: 'out', bytes, at: clock.now(), status: 'made' })])
  })
  work.files.write(path, bytes)
  return { path }
}

function receiptOf(query: QueryWork, id: number): Receipt {
  const { db, clock } = query
  const patient = receiptOwner(db, id)
  const money = moneyOf(query, patient)
  const one = money.receipts.find((receipt) => receipt.id === id) ?? refuse('record.missing')
  if (one.isUndone) refuse('receipt.undone')
  const days = new Map(money.lines.map(({ line, day }) => [line, day]))
  return {
    day: clock.today(),
    practice: senderOf(db),
    patient: addresseeOf(db, patient),
    paid: one.day,
    way: one.method === 'other' ? one.reference : `By ${METHOD_WORDS[one.method]} ${one.reference}`.trim(),
    cents: one.cents,
    parts: one.parts
      .filter((part) => part.cents > 0)
      .map(({ line, cents }) => ({ day: days.get(line) ?? one.day, cents }))
      .toSorted((a, b) => (a.day < b.day ? -1 : 1)),
    credit: one.credit,
    refunded: one.refunded,
    owed: money.owed,
  }
}

function superbillOf({ db, clock }: QueryWork, { patient, from, to }: Argument<'statements.superbill'>): Superbill {
  const person = patientById(db, patient) ?? refuse('record.missing')
  // A line whose charge was taken back bills nothing.
  const isBilled = (line: ClaimFacts['lines'][number]): boolean =>
    line.day >= from && line.day <= to && splitOfLine(db, line.id).charge !== NO_MONEY
  const billed = claimsWithin(db, patient, from, to)
    .map((id) => claimFacts(db, id) ?? refuse('record.missing'))
    .map((facts) => ({ ...facts, lines: facts.lines.filter(isBilled) }))
    .filter(({ lines }) => lines.length > 0)
  if (billed.length === 0) refuse('superbill.none')
  const lines = billed.flatMap((claim) => claim.lines)
  const splits = lines.map((line) => splitOfLine(db, line.id))
  const codes = [...new Set(billed.flatMap(({ diagnoses }) => diagnoses))]
  const newest = billed.at(-1)
  const book = codeBookOf(db)
  const wordsOf = (code: string): string => {
    const found = book.diagnosis(code, to)
    return 'row' in found ? found.row.words : ''
  }
  return {
    day: clock.today(),
    from,
    to,
    practice: senderOf(db),
    patient: { ...addresseeOf(db, patient), born: person.born as Day | null },
    plan: newest ? { name: newest.payer.name, member: newest.coverage.member_id } : null,
    diagnoses: codes.map((code) => ({ code, words: wordsOf(code) })),
    courses: coursesOf(db, billed, codes),
    charged: sum(lines.map((line) => line.cents)),
    paidByPatient: sum(splits.map((one) => one.paid)),
    paidByPlan: sum(splits.map((one) => one.insurance)),
  }
}

/** The sessions by clinician, each in the order of its days. */
function coursesOf(db: Query['db'], claims: readonly ClaimFacts[], codes: readonly string[]): Course[] {
  const providers = [...new Set(claims.map(({ claim }) => claim.provider))]
  return providers.map((id) => {
    const own = claims.filter(({ claim }) => claim.provider === id)
    const first = own.at(-1) ?? refuse('record.missing')
    const { provider, standing } = first
    return {
      clinician: provider ? providerName(provider) : 'Clinician not named',
      npi: provider?.npi ?? null,
      licenses: (standing?.licenses ?? []).map(({ state, number }) => `License ${number} (${state})`),
      sessions: own
        .flatMap(({ lines, diagnoses }) =>
          lines.map((line) => ({
            ...line,
            service: codeWords(db, line.code, line.day),
            pointers: line.pointers.flatMap((n) => letterFor(codes, diagnoses[n - 1])).join(''),
          })),
        )
        .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)),
    }
  })
}

const letterFor = (codes: readonly string[], code: string | undefined): string[] =>
  code === undefined ? [] : [letterOf(codes.indexOf(code))]
