import type { Condition, RuleField, Then } from '../../../src-shared/contract/rules.ts'
import { digits } from '../../../src-shared/number.ts'
import { dottedDiagnosis } from '../../codes/index.ts'
import type { ClaimFacts } from '../facts.ts'
import type { LineFacts } from '../records/claims.ts'
import type { ClaimFinding } from './finding.ts'
import { inOrder, type Mended } from './repair.ts'
import { ageOn } from './words.ts'

/*
 * Rules the practice writes. Pure: each is asked once, in its order, over the facts as the rules before it left them; so no rule can loop, and the same
 * claim gives the same whatever else is checked.
 */

export type OwnRule = {
  readonly id: number
  readonly name: string
  readonly when: readonly Condition[]
  readonly action: Then
  readonly starts: string | null
  readonly ends: string | null
}

/** How the findings of a rule are marked on a claim. */
const codeOf = (rule: Pick<OwnRule, 'id'>): string => `own.${rule.id}`

type Of = ClaimFacts
/** What a field is on a claim, by line where it is of a line; several of what a claim has several of. */
const READ: Readonly<Record<RuleField, (facts: Of, line: LineFacts) => readonly string[]>> = {
  payer: ({ payer }) => [String(payer.id)],
  payerKind: ({ payer }) => [payer.kind],
  code: (_facts, line) => [line.code],
  modifier: (_facts, line) => line.modifiers,
  place: (_facts, line) => [line.place],
  diagnosis: ({ diagnoses }) => diagnoses.map(dottedDiagnosis),
  units: (_facts, line) => [String(line.units)],
  clinician: ({ provider }) => (provider ? [String(provider.id)] : []),
  discipline: ({ provider }) => (provider ? [provider.discipline] : []),
  minutes: (_facts, { session }) => (session ? [String(session.minutes)] : []),
  age: ({ patient, claim }) => (patient.born === null ? [] : [String(ageOn(patient.born, claim.first_day))]),
  charge: ({ claim }) => [String(claim.cents)],
  state: ({ patient }) => (patient.state === null ? [] : [patient.state]),
  mode: (_facts, { session }) => (session ? [session.mode] : []),
  authorization: ({ claim }) => (claim.authorization ? [claim.authorization] : []),
  frequency: ({ claim }) => [claim.frequency],
}

/** Whether a condition holds. What a claim does not say is `missing`, and neither among values nor outside them, but for modifiers: a line may have none. */
function holds({ field, is, values }: Condition, facts: Of, line: LineFacts): boolean {
  const has = READ[field](facts, line)
  const wanted = values.map((value) => (field === 'diagnosis' ? dottedDiagnosis(value) : value))
  switch (is) {
    case 'missing':
      return has.length === 0
    case 'there':
      return has.length > 0
    case 'any':
      return has.some((one) => wanted.includes(one))
    case 'none':
      return (has.length > 0 || field === 'modifier') && !has.some((one) => wanted.includes(one))
    case 'starts':
      return has.some((one) => wanted.some((start) => one.startsWith(start)))
    case 'least':
      return has.some((one) => digits(one) >= digits(wanted[0]))
    case 'most':
      return has.some((one) => digits(one) <= digits(wanted[0]))
  }
}

/** The lines of a claim that a rule speaks of; none when it does not hold for the day. */
export const linesMet = (rule: OwnRule, facts: Of): readonly LineFacts[] =>
  (rule.starts !== null && facts.claim.first_day < rule.starts) || (rule.ends !== null && facts.claim.first_day > rule.ends)
    ? []
    : facts.lines.filter((line) => rule.when.every((condition) => holds(condition, facts, line)))

/** What one rule makes of a claim. */
function apply(rule: OwnRule, facts: Of): Mended {
  const met = linesMet(rule, facts)
  if (met.length === 0) return { facts, findings: [] }
  const { action } = rule
  const finding = (grade: ClaimFinding['grade'], words: string, field: string): ClaimFinding => ({
    rule: codeOf(rule),
    grade,
    words,
    field,
    box: '',
    source: `Your rule: ${rule.name}`,
  })
  if (action.does !== 'set') {
    const field = met.length === facts.lines.length ? 'claim' : `line ${met[0]?.n ?? 1}`
    return { facts, findings: [finding(action.does === 'warn' ? 'warning' : action.does, action.words, field)] }
  }
  const ids = new Set(met.map(({ id }) => id))
  // A claim has one place: what a rule says of a line’s is said of all.
  const isWhole = action.what === 'place'
  const lines = facts.lines.map((line) => (isWhole || ids.has(line.id) ? setOn(line, action) : line))
  const changed = lines.filter((line, n) => line !== facts.lines[n])
  if (changed.length === 0) return { facts, findings: [] }
  const claim = isWhole ? { ...facts.claim, place: action.value } : facts.claim
  return { facts: { ...facts, claim, lines }, findings: changed.map((line) => finding('repair', setWords(line, action), `line ${line.n}`)) }
}

type Set = Extract<Then, { does: 'set' }>

function setOn(line: LineFacts, { what, value }: Set): LineFacts {
  if (what === 'place') return line.place === value ? line : { ...line, place: value }
  if (what === 'remove-modifier')
    return line.modifiers.includes(value) ? { ...line, modifiers: line.modifiers.filter((one) => one !== value) } : line
  // A line has room for four; a fifth is not squeezed in.
  if (line.modifiers.includes(value) || line.modifiers.length >= 4) return line
  return { ...line, modifiers: inOrder([...line.modifiers, value]) }
}

const setWords = ({ n }: LineFacts, { what, value }: Set): string =>
  what === 'place'
    ? `Line ${n} has place ${value} now.`
    : what === 'add-modifier'
      ? `Line ${n} has modifier ${value} now.`
      : `Modifier ${value} was taken off line ${n}.`

/** Asks all rules once, in order. @returns the facts as they then are, and what the rules said */
export function applyRules(rules: readonly OwnRule[], before: ClaimFacts): Mended {
  let facts = before
  const findings: ClaimFinding[] = []
  for (const rule of rules) {
    const made = apply(rule, facts)
    facts = made.facts
    findings.push(...made.findings)
  }
  return { facts, findings }
}
