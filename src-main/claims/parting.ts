import type { Argument, Output } from '../../src-shared/contract/index.ts'
import { shownDay } from '../../src-shared/day.ts'
import { must } from '../../src-shared/result.ts'
import { putOnClaim } from '../charges/index.ts'
import { refuse, type CommandWork } from '../store/index.ts'
import { claimFacts, type ClaimFacts } from './facts.ts'
import { joined } from './grouping.ts'
import { addEvent, recheck } from './making.ts'
import { chargesOn, claimRow, linesOf, releaseLines, setDiagnoses, type LineFacts } from './records/claims.ts'
import { isAsItCame, isAtHome, takeOff, tellLines } from './together.ts'
import { voided } from './withdrawing.ts'
import { addClaim, addLines, type NewLine } from './writing.ts'

/* What a person puts apart or together of claims that have not left. */

const LEFT = { fix: 'Replace or void the claim once the payer has decided.' }

/**
 * Gives one charge of a claim a claim of its own, its lines as they stand.
 * @throws Trouble `record.missing`, `claim.sent` once the claim left, `claim.single` when it is the only charge on it
 */
export function splitClaim(work: CommandWork, { id, charge }: Argument<'claims.split'>): Output<'claims.split'> {
  const { db, clock } = work
  const claim = claimRow(db, id) ?? refuse('record.missing')
  const charges = chargesOn(linesOf(db, id))
  if (!charges.includes(charge)) refuse('record.missing', { at: { field: 'charge' } })
  if (!isAtHome(claim)) refuse('claim.sent', LEFT)
  if (charges.length === 1) refuse('claim.single')
  const { lines, diagnoses } = takeOff(work, id, charge, 'Put on a claim of its own')
  const { patient, coverage, payer, biller, provider, place, authorization } = claim
  const made = addClaim(work, {
    charge,
    patient,
    coverage,
    payer,
    biller,
    provider,
    place,
    authorization,
    diagnoses,
    lines: lines.map(newLine),
    origin: 'charge',
    status: 'draft',
    at: clock.now(),
  })
  putOnClaim(db, charge, made)
  const on = shownDay(must('a charge has a line', lines[0]).day)
  addEvent(work, { claim: id, shape: 'note', words: `Session of ${on} taken off`, detail: `It is on claim ${made}` })
  addEvent(work, { claim: made, shape: 'draft', words: 'Put on a claim of its own', detail: `It was on claim ${id}` })
  recheck(work, id)
  recheck(work, made)
  return { claim: made }
}

/**
 * Puts all sessions of a claim on another that has not left either; it is voided, having nothing more to bill.
 * @throws Trouble `record.missing`, `claim.sent` once one of them left, `claim.apart` where they do not go on one claim
 */
export function joinClaims(work: CommandWork, { id, into }: Argument<'claims.join'>): Output<'claims.join'> {
  const { db, clock } = work
  const [from, to] = [id, into].map((one) => claimFacts(db, one) ?? refuse('record.missing')) as [ClaimFacts, ClaimFacts]
  if (![from, to].every(({ claim }) => isAtHome(claim))) refuse('claim.sent', LEFT)
  const both = joined({ ...to.claim, ...partsOf(to) }, { ...from.claim, ...partsOf(from) }, 'month')
  if (id === into || !both || ![from, to].every(({ claim }) => isAsItCame(db, claim.id))) return refuse('claim.apart')
  const charges = chargesOn(from.lines)
  releaseLines(db, id)
  voided(work, id, 'Put on another claim', `Its sessions are on claim ${into}`)
  setDiagnoses(db, into, both.diagnoses)
  for (const charge of charges) {
    const lines = both.lines.filter((line) => line.charge === charge)
    addLines(work, { claim: into, charge, lines: lines.map(newLine), at: clock.now() })
    putOnClaim(db, charge, into)
    addEvent(work, {
      claim: into,
      shape: 'note',
      words: `Session of ${shownDay(must('a charge has a line', lines[0]).day)} added`,
      detail: `It was on claim ${id}`,
    })
  }
  tellLines(work, into)
  recheck(work, into)
  return { claim: into }
}

const partsOf = ({ lines, diagnoses }: ClaimFacts): Pick<ClaimFacts, 'lines' | 'diagnoses'> => ({ lines, diagnoses })

/** A line of one claim as it is written on another. */
const newLine = ({ code, modifiers, units, pointers, day, through, place, cents, drug }: LineFacts): NewLine => ({
  code,
  modifiers,
  units,
  pointers,
  day,
  place,
  cents,
  drug,
  ...(through !== null && { through }),
})
