import { shownDay } from '../../src-shared/day.ts'
import { sum } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { authorizationOfCharge } from '../authorizations/index.ts'
import { chargeFacts, putOnClaim } from '../charges/index.ts'
import { chargesOfClaim, reverse } from '../ledger/index.ts'
import { coverageById, ourBiller, payerById, practiceOf } from '../practice/index.ts'
import { refuse, type CommandWork, type Listener, type Reading } from '../store/index.ts'
import { claimFacts } from './facts.ts'
import { alone, joined, type Sheet, type Together } from './grouping.ts'
import { fileBy } from './limits.ts'
import { addEvent, recheck } from './making.ts'
import { codesOf } from './mending.ts'
import {
  changeClaim,
  changeLine,
  chargesOn,
  claimRow,
  diagnosesOf,
  dropLines,
  findingsOf,
  joinable,
  linesOf,
  numberLine,
  setDiagnoses,
  type LineFacts,
} from './records/claims.ts'
import { passesOf } from './records/own.ts'
import type { ClaimRow } from './records/tables.ts'
import { isHolding } from './scrub/finding.ts'
import { addClaim, addLines, lineControl, type NewLine } from './writing.ts'

/* Which charges stand on a claim that has not left: one comes to it, one is taken off, one gets a claim of its own. */

/** A saved charge comes to the claim that it belongs on, or becomes one; checked: ready, or held with its findings. */
export const claimFromCharge: Listener = (work, happening) => {
  if (happening.is !== 'charge-saved') return
  const { db, clock } = work
  const charge = must('a billable charge has its facts', chargeFacts(db, happening.charge))
  const coverage = must('a billable charge has a coverage', coverageById(db, charge.coverage))
  const biller =
    ourBiller(db) ??
    refuse('record.missing', {
      at: { field: 'practice' },
      message: 'The practice is not set up yet.',
      fix: 'Fill in the practice under Setup.',
    })
  const lines = charge.lines.map((line) => ({ ...line, day: charge.day, place: charge.place }))
  const { patient, provider, place, diagnoses } = charge
  const shared = { patient, coverage: coverage.id, biller: biller.id, provider, place, diagnoses }
  const found = claimToJoin(work, { ...shared, lines }, coverage.payer, charge.id)
  const id =
    found?.claim.id ??
    addClaim(work, { ...shared, charge: charge.id, payer: coverage.payer, lines, origin: 'charge', status: 'draft', at: clock.now() })
  putOnClaim(db, charge.id, id)
  if (found) {
    setDiagnoses(db, id, found.diagnoses)
    addLines(work, { claim: id, charge: charge.id, lines: found.lines, at: clock.now() })
    tellLines(work, id)
    addEvent(work, { claim: id, shape: 'note', words: `Session of ${shownDay(charge.day)} added`, detail: `${charge.minutes} minutes` })
  } else addEvent(work, { claim: id, shape: 'draft', words: 'Charge entered', detail: `${charge.minutes} minutes` })
  recheck(work, id)
}

type Joining = NonNullable<ReturnType<typeof joined<NewLine>>> & { readonly claim: ClaimRow }

/** The claim of its patient that a charge belongs on, with what becomes of both. */
function claimToJoin(
  { db }: CommandWork,
  sheet: Omit<Sheet<NewLine>, 'authorization'>,
  payer: number,
  charge: number,
): Joining | undefined {
  const together = must('a coverage has its payer', payerById(db, payer)).together as Together
  if (together === 'none') return undefined
  const open = joinable(db, sheet.patient, sheet.coverage).filter((id) => isAsItCame(db, id))
  if (open.length === 0) return undefined
  const own = { ...sheet, authorization: authorizationOfCharge(db, charge, sheet.patient) }
  for (const id of open) {
    const { claim, lines, diagnoses } = must('an open claim is there', claimFacts(db, id))
    const both = joined({ ...claim, lines, diagnoses }, own, together)
    if (both) return { ...both, claim }
  }
  return undefined
}

/** Whether nobody said anything on a claim beyond its charges: held it back, let a rule go, named a referrer, sent something with it. */
export function isAsItCame(db: Reading, id: number): boolean {
  const { claim, said, attachments, parties } = must('an open claim is there', claimFacts(db, id))
  const isSilent = [...Object.values(said), ...Object.values(parties)].every((one) => one === null)
  const isByHand = claim.status === 'held' && !findingsOf(db, id).some(isHolding)
  return isSilent && !isByHand && attachments.length === 0 && passesOf(db, id).length === 0
}

/** Where a claim stands that never left. */
const AT_HOME: readonly string[] = ['draft', 'ready', 'held']

/** Whether a claim never left, so that its charges can be taken back or parted. */
export const isAtHome = (claim: { readonly status: string; readonly sent_at: string | null }): boolean =>
  claim.sent_at === null && AT_HOME.includes(claim.status)

/** Takes the lines of one charge off a claim that has others, with what was owed on them. @returns those lines as they were, and their diagnoses */
export function takeOff(work: CommandWork, claim: number, charge: number, note: string): ReturnType<typeof alone<LineFacts>> {
  const { db, clock, user } = work
  const lines = linesOf(db, claim)
  const before = { diagnoses: diagnosesOf(db, claim) }
  const [own, others] = [lines.filter((line) => line.charge === charge), lines.filter((line) => line.charge !== charge)]
  const named = (of: readonly number[]): string[] => of.flatMap((one) => chargeFacts(db, one)?.diagnoses ?? [])
  const rest = alone(before, others, named(chargesOn(others)))
  const ids = own.map(({ id }) => id)
  work.happened({ is: 'lines-leave', claim, lines: ids })
  for (const entry of chargesOfClaim(db, claim, ids)) reverse(db, entry, { day: clock.today(), user: user.id, at: clock.now(), note })
  dropLines(db, claim, ids)
  setDiagnoses(db, claim, rest.diagnoses)
  const { prefix } = must('a store has its practice', practiceOf(db))
  // It never left, so its lines may be numbered anew.
  for (const [n, { id, pointers }] of rest.lines.entries()) {
    changeLine(db, claim, id, { pointers })
    numberLine(db, id, n + 1, lineControl(prefix, claim, n + 1))
  }
  tellLines(work, claim)
  return alone(before, own, named([charge]))
}

/** Has a claim say what its lines say. */
export function tellLines({ db }: CommandWork, id: number): void {
  const lines = linesOf(db, id)
  const days = lines.map(({ day }) => day).sort()
  const first = must('a claim has a line', days[0])
  const { payer } = must('the claim is there', claimRow(db, id))
  changeClaim(db, id, {
    first_day: first,
    last_day: must('a claim has a line', days.at(-1)),
    codes: codesOf(lines),
    cents: sum(lines.map((line) => line.cents)),
    file_by: fileBy(must('a claim has its payer', payerById(db, payer)), first),
  })
}
