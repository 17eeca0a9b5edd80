import { join } from 'node:path'
import type { Output } from '../../src-shared/contract/index.ts'
import { day } from '../../src-shared/day.ts'
import { cents, subtract } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { PASSPHRASE, USER } from './place.ts'
import type { Session } from './session.ts'

/*
 * The office of a practice, through the contract alone: a colleague, the limits, consents and what leaves. Everything is invented.
 */

const COLLEAGUE = 'Priya Raman'
const OWN_WORDS = 'seven quiet boats at noon'

/** What the office needs besides a session. */
export type Office = Session & { readonly store: string }

/** An owner takes in a biller, and sets limits that make the next write-off wait. @returns the biller's words */
async function takenIn({ call }: Office): Promise<string> {
  await call('access.confirm', { passphrase: PASSPHRASE })
  const { id, starter } = await call('people.add', { name: COLLEAGUE, role: 'biller' })
  await call('people.change', { id, role: 'biller', part2: true, provider: null })
  const limits = { idleMinutes: 10, writeOffBiller: cents(0), writeOffLead: cents(5000) }
  await call('security.save', { ...limits, part2Whole: false, part2Codes: true, part2Providers: [] })
  return starter
}

/** A write-off that the biller asks for and the owner approves. @param denial one that is open */
export async function secondPerson(own: Office, denial: number): Promise<void> {
  const { call, store } = own
  const starter = await takenIn(own)
  await call('store.open', { folder: store, user: COLLEAGUE, passphrase: starter })
  await call('keys.passphrase', { old: starter, new: OWN_WORDS })
  const asked = await call('denials.close', { id: denial, outcome: 'written-off', reason: 'no-authorization', note: '' })
  await call('store.open', { folder: store, user: USER, passphrase: PASSPHRASE })
  await call('access.confirm', { passphrase: PASSPHRASE })
  await call('approvals.decide', { id: asked.approval ?? 0, approve: true, note: 'seen' })
}

/** What patients pay: taken, applied, given back, moved, let go; one of them undone. */
export async function paidAtTheDesk({ call }: Office, patients: readonly number[]): Promise<void> {
  for (const patient of patients) {
    const paid = { patient, cents: cents(5000), method: 'check', reference: '1042' } as const
    const { receipt } = await call('receipts.take', { ...paid, day: day('2026-04-29'), parts: [] })
    const { parts } = await call('receipts.propose', { patient, cents: cents(3000), receipt })
    await call('receipts.allocate', { receipt, parts: parts.map(({ line, cents: own }) => ({ line, cents: own })) })
    const { move } = await call('receipts.take', { ...paid, method: 'cash', reference: '', day: day('2026-04-29'), parts: [] })
    await call('receipts.undo', { move, note: 'The wrong patient' })
    await call('receipts.refund', { receipt, cents: cents(1000), note: 'Asked for it back' })
    const { lines } = await call('receipts.of', { patient })
    const open = lines.find((line) => line.payer > 1000 && line.block === null)
    if (!open) continue
    const part = { claim: open.claim, line: open.line, cents: cents(500) }
    await call('receipts.transfer', { ...part, to: 'patient', note: 'Told by the payer' })
    await call('receipts.writeOff', { ...part, reason: 'small-balance' })
  }
}

/** What patients are asked for on paper: what is said on it, held and let go, made, and given again. */
export async function askedOnPaper({ call, folder }: Office, patients: readonly number[]): Promise<void> {
  // More than the patient has with us.
  for (const patient of patients) {
    const { lines } = await call('receipts.of', { patient })
    const open = lines.find((line) => line.payer > 9000 && line.block === null)
    if (!open) continue
    const of = { claim: open.claim, line: open.line, cents: cents(9000) }
    await call('receipts.transfer', { ...of, to: 'patient', note: 'Told by the payer' })
  }
  await call('statements.setTerms', { ...(await call('statements.terms', {})), least: cents(100), every: 0 })
  const { rows } = await call('statements.preview', {})
  const patient = must(
    'somebody owes something',
    rows.find((row) => row.not === null),
  ).patient
  await call('statements.hold', { patient, why: 'Asked to wait' })
  await call('statements.hold', { patient, why: '' })
  await call('statements.agree', { patient, part: cents(500), every: 'month', first: day('2030-01-01'), note: 'By phone' })
  await call('statements.endPlan', { patient, why: 'Pays all of it' })
  const { made } = await call('statements.make', { patients: [patient], path: join(folder, 'statements.pdf') })
  const { receipts } = await call('receipts.of', { patient })
  const paid = receipts.find((one) => !one.isUndone)
  if (paid) await call('statements.receipt', { receipt: paid.id, path: join(folder, 'receipt.pdf') })
  await call('statements.superbill', { patient, from: day('2020-01-01'), to: day('2030-12-31'), path: join(folder, 'superbill.pdf') })
  await call('statements.copy', { statement: must('it was made', made[0]).id, path: join(folder, 'statement.pdf') })
}

/** Episodes, consents, and what left about a patient. */
export async function consented({ call, folder }: Office, patient: number): Promise<void> {
  await call('access.confirm', { passphrase: PASSPHRASE })
  const program = { patient, program: 'Evening program', starts: day('2026-04-01') }
  await call('part2.mark', program)
  const { id: mistake } = await call('part2.mark', { ...program, program: 'Another' })
  await call('part2.unmark', { id: mistake, reason: 'The wrong patient' })
  const { id } = await call('consents.save', {
    patient,
    kind: 'tpo',
    discloser: 'Cedar Hollow Behavioral Health',
    scope: 'What is needed to pay claims',
    purpose: 'payment',
    signedOn: day('2026-05-01'),
    signer: 'Marisol Quintero',
  })
  const left = { patient, day: day('2026-05-27'), recipient: 'Northlake Health Plan', what: 'A call about the claim' } as const
  await call('disclosures.add', { ...left, purpose: 'payment', basis: 'The consent of May 1' })
  const span = { from: day('2026-04-01'), to: day('2026-05-31') }
  await call('disclosures.print', { patient, ...span, path: join(folder, 'accounting.pdf') })
  await call('consents.revoke', { id, on: day('2026-05-27') })
}

/** What leaves as files. @returns what was said of the list */
export async function exported({ call, folder }: Office): Promise<Output<'exports.list'>> {
  const span = { from: day('2026-04-01'), to: day('2026-05-31') }
  await call('coding.sheet', { ...span, provider: null, size: 5, seed: 'May', path: join(folder, 'sheet.pdf') })
  await call('audit.export', { ...span, format: 'jsonl', path: join(folder, 'audit.jsonl'), reason: 'A yearly review' })
  return call('exports.list', {
    list: 'claims.list',
    view: { filters: [], sort: [] },
    format: 'csv',
    seal: 'none',
    reason: 'Asked for by the accountant',
    path: join(folder, 'claims.csv'),
  })
}

/** One more claim of a patient leaves on the form, and once again, for nobody answered. */
export async function onPaper({ call, folder }: Session, patient: number, provider: number): Promise<void> {
  const when = { day: day('2026-04-29'), start: '09:00', stop: '09:55' } as const
  await call('charges.save', { patient, provider, ...when, service: 'individual', mode: 'video', interactive: false })
  const { rows } = await call('claims.list', { view: { filters: [], sort: [] }, window: 0 })
  const ids = rows.filter(({ status }) => status === 'ready').map((one) => one.id)
  await call('forms.savePrinters', { printers: [{ name: 'Front desk', across: 4, down: -2 }] })
  await call('forms.test', { paper: 'red', printer: 'Front desk', path: join(folder, 'printer.pdf') })
  await call('claims.print', { ids, paper: 'drawn' })
  await call('claims.route', { ids, to: 'paper', paper: 'red', printer: 'Front desk', reason: 'The mail was lost' })
}

/** A letter of the payer says on paper what became of a claim, and is entered. */
export async function lettered({ call }: Session, claim: number): Promise<void> {
  const payer = must('there is a payer', (await call('payers.list', {}))[0]).id
  const { lines } = await call('claims.get', { id: claim })
  const said = lines.map(({ id, charge }) => ({
    line: id,
    allowed: null,
    paid: cents(0),
    reasons: [{ group: 'CO' as const, reason: '197', cents: charge }],
    remarks: ['N54'],
  }))
  const claims = [{ claim, isTakenBack: false, payerControl: 'ICN1', lines: said }]
  const paper = { payer, trace: 'LETTER 05/26', day: day('2026-05-26'), cents: cents(0), claims, provider: [] }
  const { wrong } = await call('remittance.paper', paper)
  if (wrong.length > 0) throw new Error('the letter adds up')
  const { id } = await call('remittance.enter', paper)
  await call('remittance.setAside', { id, why: 'Typed of another month' })
  await call('remittance.bringBack', { id })
}

/** A payer allows less than its contract on a claim that left on paper, and is asked for the difference. */
export async function paidShort({ call, folder }: Office, patient: number, provider: number): Promise<void> {
  const when = { day: day('2026-04-28'), start: '11:00', stop: '11:55' } as const
  const charge = await call('charges.save', { patient, provider, ...when, service: 'individual', mode: 'video', interactive: false })
  const claim = must('it is billed', charge.claim)
  await call('claims.print', { ids: [claim], paper: 'drawn' })
  const { lines, payer } = await call('claims.get', { id: claim })
  const line = must('a claim has a line', lines[0])
  const rate = { payer: payer.id, code: line.code, starts: day('2026-01-01'), cents: line.charge }
  await call('rates.remove', await call('rates.save', rate))
  await call('rates.save', rate)
  const off = cents(2000)
  const allowed = subtract(line.charge, off)
  const said = { line: line.id, allowed, paid: allowed, reasons: [{ group: 'CO' as const, reason: '45', cents: off }], remarks: [] }
  const claims = [{ claim, isTakenBack: false, payerControl: 'ICN2', lines: [said] }]
  const paper = { payer: payer.id, trace: 'CHECK 77', day: day('2026-05-27'), cents: allowed, claims, provider: [] }
  await call('remittance.post', { id: (await call('remittance.enter', paper)).id })
  const { payers } = await call('disputes.list', {})
  const short = must(
    'it was paid short',
    payers.find((one) => one.payer === payer.id),
  )
  await call('disputes.make', { payer: payer.id, lines: short.lines.map((one) => one.line), path: join(folder, 'letter.pdf') })
}
