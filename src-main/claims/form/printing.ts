import type { Argument, Output } from '../../../src-shared/contract/index.ts'
import { cents, sum } from '../../../src-shared/money.ts'
import { must } from '../../../src-shared/result.ts'
import { chosenIds, chunks, keepFile, nextNumber, othersTurn, refuse, Tally, type CommandWork, type TaskWork } from '../../store/index.ts'
import { MOVABLE, whyNot, whyNotMoved } from '../bulk.ts'
import { noteSent, verdictOn } from '../consent.ts'
import { claimFacts, type ClaimFacts } from '../facts.ts'
import { addEvent, recheck, setStatus } from '../making.ts'
import { claimRow } from '../records/claims.ts'
import { claimPlan } from '../records/lists.ts'
import { addPaper, formPrinter } from '../records/paper.ts'
import { lastSubmission, leavingOf } from '../records/sending.ts'
import { leaveFiles } from '../rerouting.ts'
import { isHolding } from '../scrub/finding.ts'
import { formOf, type Form } from './boxes.ts'
import { formFacts } from './gathering.ts'
import type { Shift } from './drawing.ts'

/* Claims leave on paper: checked, drawn into one file, and then all of that file at once counted as sent, if nothing of them changed meanwhile. */

/** Claims in one file; more begin another. */
const MOST_ON_FILE = 200
/** Claims that are checked, or drawn, before others have their turn. */
const STEP = 20
/** Of more claims that stay, and of more notes, only the numbers are told. */
const MOST_NAMED = 500

type Printed = Output<'claims.print'>
type Held = Printed['held'][number]
type File = Printed['files'][number]
/** A claim that is drawn, as it was then. */
type Drawn = { readonly id: number; readonly n: number; readonly status: string; readonly form: Form; readonly words: string }
type Checked = { readonly drawn: readonly Drawn[]; readonly held: readonly Held[] }

/** The library of PDFs is large, and a sitting without paper never needs it. */
const pen = () => import('./drawing.ts')

export const printMany = (work: TaskWork, input: Argument<'claims.print'>): Promise<Printed> => leave(work, input)
export const moveMany = (work: TaskWork, { reason, ...input }: Omit<Argument<'claims.route'>, 'to'>): Promise<Printed> =>
  leave(work, input, reason)

/** @param reason why they take this way instead of another; then those that nobody answered go too */
async function leave(work: TaskWork, input: Argument<'claims.print'>, reason?: string): Promise<Printed> {
  const { paper, printer, ...chosen } = input
  const shift = work.read(({ db }) => shiftOf(printer === undefined ? undefined : (formPrinter(db, printer) ?? refuse('record.missing'))))
  const all = work.read((query) => leavingOf(query.db, chosenIds(query, claimPlan, chosen)))
  const may = reason === undefined ? ['ready'] : MOVABLE
  const whyStays = reason === undefined ? whyNot : whyNotMoved
  const going = all.filter(({ status }) => may.includes(status)).toSorted((one, other) => one.payer - other.payer)
  const held: Held[] = all.flatMap(({ id, status }) => (may.includes(status) ? [] : [{ id, why: `${whyStays(status)}.` }]))
  const files: File[] = []
  const notes: Printed['notes'][number][] = []
  let left = going.length
  for (const part of chunks(going, MOST_ON_FILE)) {
    const at = going.length - left
    const checked = await checkAll(work, part, at, going.length)
    const made = checked && (await drawAll(work, checked.drawn, paper, shift))
    if (!checked || made === undefined) break
    held.push(...checked.held)
    left -= part.length
    if (made === null) continue
    files.push(work.write<unknown>((step) => keep(step, checked.drawn, made, reason)) as File)
    for (const { id, form } of checked.drawn) notes.push(...form.notes.map((note) => ({ ...note, id })))
  }
  if (files.length === 0 && left === 0) refuse('claim.none', held[0] && { fix: held[0].why })
  const wont = new Tally()
  for (const { why } of held) wont.add(why)
  return { files, held: held.slice(0, MOST_NAMED), wont: wont.rows, notes: notes.slice(0, MOST_NAMED), left }
}

const shiftOf = (printer: { readonly across: number; readonly down: number } | undefined): Shift => ({
  right: printer?.across ?? 0,
  down: printer?.down ?? 0,
})

/** Checks claims some at a time. @returns undefined when a person stopped it */
async function checkAll(
  work: TaskWork,
  part: readonly { readonly id: number }[],
  before: number,
  total: number,
): Promise<Checked | undefined> {
  const drawn: Drawn[] = []
  const held: Held[] = []
  for (const some of chunks(part, STEP)) {
    if (work.stopped()) return undefined
    const checked = work.write<unknown>((step) => some.map(({ id }) => check(step, id))) as readonly (Drawn | Held)[]
    for (const one of checked) {
      if ('why' in one) held.push(one)
      else drawn.push(one)
    }
    work.progress(before + drawn.length + held.length, total, 'Checking and drawing the forms')
    await othersTurn()
  }
  return work.stopped() ? undefined : { drawn, held }
}

function check(work: CommandWork, id: number): Drawn | Held {
  const { db, clock } = work
  const { status } = claimRow(db, id) ?? refuse('record.missing')
  // What has left is checked no more: it is printed as it was sent.
  const stop = status === 'ready' ? recheck(work, id).find(isHolding) : undefined
  if (stop) return { id, why: stop.words }
  const facts = must('the claim was just there', claimFacts(db, id))
  const verdict = verdictOn(db, facts, clock.today())
  if (!verdict.allowed) return { id, why: verdict.why }
  const drawn = draw(work, facts)
  const wrong = drawn.form.notes.find((note) => note.is === 'wrong')
  return wrong ? { id, why: wrong.words } : drawn
}

function draw({ db, clock }: CommandWork, facts: ClaimFacts): Drawn {
  const { id, status } = facts.claim
  const before = lastSubmission(db, id)
  const n = (before?.n ?? 0) + 1
  const form = formOf(formFacts(db, facts, clock.today(), n))
  return { id, n, status, form, words: JSON.stringify(form.sheets.map((sheet) => [...sheet])) }
}

type Made = { readonly bytes: Uint8Array; readonly pages: number }

/** Draws claims into one file. @returns undefined when a person stopped it, null when there is nothing to draw */
async function drawAll(
  work: TaskWork,
  drawn: readonly Drawn[],
  paper: Argument<'claims.print'>['paper'],
  shift: Shift,
): Promise<Made | null | undefined> {
  if (drawn.length === 0) return null
  const page = await (await pen()).drawing(paper, new Date(work.clock.now()), shift)
  for (const some of chunks(drawn, STEP)) {
    if (work.stopped()) return undefined
    for (const { form } of some) form.sheets.forEach((sheet) => page.add(sheet))
    await othersTurn()
  }
  const bytes = await page.save()
  return work.stopped() ? undefined : { bytes, pages: page.pages() }
}

/** Counts every claim of a file as sent on paper, and keeps the file. @throws Trouble `record.changed` when one is not what was drawn */
function keep(work: CommandWork, drawn: readonly Drawn[], { bytes, pages }: Made, reason: string | undefined): File {
  const { db, clock, announce, happened } = work
  const all = drawn.map((one) => {
    const facts = claimFacts(db, one.id) ?? refuse('record.missing')
    const now = draw(work, facts)
    if (now.words !== one.words || now.status !== one.status || !verdictOn(db, facts, clock.today()).allowed)
      refuse('record.changed', { message: `Claim ${one.id} was changed while it was printed.`, fix: 'Print again.' })
    return { facts, ...one }
  })
  const number = nextNumber(db, 'paper')
  const name = `CMS-1500_${String(number).padStart(5, '0')}.pdf`
  const file = keepFile(db, {
    direction: 'out',
    name,
    kind: 'CMS-1500',
    bytes,
    at: clock.now(),
    status: 'written',
    summary: `${all.length} ${all.length === 1 ? 'claim' : 'claims'} on paper`,
  })
  for (const { facts, id, n } of all) {
    const { control } = formFacts(db, facts, clock.today(), n)
    const hadLeft = facts.claim.status !== 'ready'
    addPaper(db, { claim: id, n, turn: facts.claim.turn, control, frequency: facts.claim.frequency, file, at: clock.now() })
    setStatus(work, id, 'sent', { batch: null, sent_at: clock.now(), opened_from: null })
    if (reason !== undefined)
      addEvent(work, { claim: id, shape: 'note', words: hadLeft ? 'Moved to paper, no answer so far' : 'Moved to paper', detail: reason })
    addEvent(work, { claim: id, shape: 'sent', words: 'Sent on paper', detail: `CMS-1500, number ${control}`, file })
    noteSent(work, facts, control)
    happened({ is: 'claim-sent', claim: id, frequency: facts.claim.frequency })
  }
  leaveFiles(
    work,
    all.flatMap(({ facts }) => facts.claim.batch ?? []),
  )
  announce('files', [file])
  return { file, name, claims: all.length, pages, cents: sum(all.map(({ facts }) => cents(facts.claim.cents))) }
}
