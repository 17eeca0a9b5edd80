import { ndcOf, shownNdc } from '../../../src-shared/drug.ts'
import { dottedDiagnosis, modifier } from '../../codes/index.ts'
import type { ClaimFacts } from '../facts.ts'
import type { LineFacts } from '../records/claims.ts'
import { found, when, type ClaimFinding } from './finding.ts'

/*
 * Safe formatting: what changes how a claim is written and never what it says. It is applied by itself and listed. Done twice it does nothing more.
 */

export type Mended = { readonly facts: ClaimFacts; readonly findings: readonly ClaimFinding[] }

/** State modifiers without a row of their own price the service. */
const STATE_KEY = 20
const keyOf = (code: string): number => modifier(code)?.sortKey ?? STATE_KEY

/** The order of modifiers on a line: what changes the fee first, information last; those of one kind stay as they were. */
export const inOrder = (modifiers: readonly string[]): string[] => modifiers.toSorted((one, other) => keyOf(one) - keyOf(other))

/** Capitals, without blanks. */
const squeezed = (text: string): string => text.replace(/\s+/g, '').toUpperCase()
const isSame = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((value, at) => value === other[at])

/** Mends the writing of a claim. @returns the facts as they then are, and what was done */
export function repair(facts: ClaimFacts): Mended {
  const { coverage, claim } = facts
  const memberId = squeezed(coverage.member_id)
  const authorization = claim.authorization === null ? null : claim.authorization.replace(/\s+/g, '')
  const diagnoses = facts.diagnoses.map(dottedDiagnosis)
  const lines = facts.lines.map(repairLine)
  const findings = [
    ...when(memberId !== coverage.member_id, () => found('N01', 'The member id is written in capitals, without blanks.', 'coverage')),
    ...when(!isSame(diagnoses, facts.diagnoses), () => found('N02', 'Diagnoses are written in capitals, with their dot.', 'diagnoses')),
    ...lines.flatMap((line) => line.findings),
    ...when(authorization !== claim.authorization, () => found('N06', 'The authorization is written without blanks.', 'claim')),
  ]
  if (findings.length === 0) return { facts, findings }
  return {
    facts: {
      ...facts,
      claim: { ...claim, authorization },
      coverage: { ...coverage, member_id: memberId },
      diagnoses,
      lines: lines.map(({ line }) => line),
    },
    findings,
  }
}

function repairLine(line: LineFacts): { readonly line: LineFacts; readonly findings: readonly ClaimFinding[] } {
  const field = `line ${line.n}`
  const once = [...new Set(line.modifiers.map((one) => one.toUpperCase()))]
  const modifiers = inOrder(once)
  const pointers = [...new Set(line.pointers)]
  const ndc = line.drug === null ? undefined : ndcOf(line.drug.ndc)
  const drug = line.drug === null || ndc === undefined || ndc === line.drug.ndc ? line.drug : { ...line.drug, ndc }
  const findings = [
    ...when(!isSame(once, line.modifiers), () => found('N03', `Line ${line.n} has each modifier once, in capitals.`, field)),
    ...when(!isSame(modifiers, once), () =>
      found('N04', `The modifiers of line ${line.n} stand in their order: ${modifiers.join(' ')}.`, field),
    ),
    ...when(!isSame(pointers, line.pointers), () => found('N05', `Line ${line.n} points to each diagnosis once.`, field)),
    ...when(drug !== line.drug, () =>
      found('N07', `The NDC of line ${line.n} is written in eleven digits, ${shownNdc(drug?.ndc ?? '')}.`, field),
    ),
  ]
  return { line: findings.length === 0 ? line : { ...line, modifiers, pointers, drug }, findings }
}
