import type { Condition, RuleFields } from '../../src-shared/contract/rules.ts'
import { reasonWords } from '../codes/index.ts'
import { refuse, type Reading } from '../store/index.ts'
import { claimFacts, type ClaimFacts } from './facts.ts'
import type { LineFacts } from './records/claims.ts'
import { denialFacts } from './records/own.ts'

/* A rule from a denial: who denied what, and what the reason speaks of. */

/** What the reasons of denials are about (CARC). Any other speaks of payer and code alone. */
const ABOUT: Readonly<Record<string, (facts: ClaimFacts, line: LineFacts) => Condition | undefined>> = {
  '4': modifierOf,
  '182': modifierOf,
  '5': (_facts, { place }) => is('place', place),
  '58': (_facts, { place }) => is('place', place),
  '6': ageOf,
  '9': ageOf,
  '10': ageOf,
  '11': diagnosisOf,
  '12': diagnosisOf,
  '167': diagnosisOf,
  '8': clinicianOf,
  '170': clinicianOf,
  '185': clinicianOf,
  B7: clinicianOf,
  '15': () => missing('authorization'),
  '197': () => missing('authorization'),
  '198': () => ({ field: 'authorization', is: 'there', values: [] }),
  '119': (_facts, { units }) => ({ field: 'units', is: 'least', values: [String(units)] }),
  '151': (_facts, { units }) => ({ field: 'units', is: 'least', values: [String(units)] }),
}

const is = (field: Condition['field'], ...values: readonly string[]): Condition => ({ field, is: 'any', values: [...values] })
const missing = (field: Condition['field']): Condition => ({ field, is: 'missing', values: [] })

function modifierOf(_facts: ClaimFacts, { modifiers }: LineFacts): Condition {
  return modifiers.length === 0 ? missing('modifier') : is('modifier', ...modifiers)
}
function diagnosisOf({ diagnoses }: ClaimFacts, { pointers }: LineFacts): Condition | undefined {
  const code = diagnoses[(pointers[0] ?? 1) - 1]
  return code === undefined ? undefined : is('diagnosis', code)
}
function clinicianOf({ provider }: ClaimFacts): Condition | undefined {
  return provider && is('clinician', String(provider.id))
}
function ageOf(): Condition {
  return { field: 'age', is: 'most', values: ['17'] }
}

/** A rule that holds the next claim like a denied one, to be bettered and tried. It names no patient. @throws Trouble `record.missing` */
export function draftFrom(db: Reading, denial: number): RuleFields {
  const denied = denialFacts(db, denial) ?? refuse('record.missing')
  const facts = claimFacts(db, denied.claim) ?? refuse('record.missing')
  const line = facts.lines.find(({ id }) => id === denied.line) ?? facts.lines[0] ?? refuse('record.missing')
  const about = ABOUT[denied.reason]?.(facts, line)
  const reason = `${denied.group_code}-${denied.reason}`
  const words = `${facts.payer.name} denied this before, ${reasonWords(denied.group_code, denied.reason)}. Look before it leaves.`
  return {
    name: `${line.code}, ${facts.payer.name}, ${reason}`.slice(0, 80),
    when: [is('payer', String(facts.payer.id)), is('code', line.code), ...(about ? [about] : [])],
    action: { does: 'hold', words: words.slice(0, 200) },
    starts: null,
    ends: null,
  }
}
