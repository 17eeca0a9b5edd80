import {
  NUMBER_FIELDS,
  OPEN_FIELDS,
  type Condition,
  type RuleField,
  type RuleFields,
  type Then,
} from '../../../src-shared/contract/rules.ts'

/* The words of a rule in the editor: what it may look at, how it compares, what it does. */

export const FIELD_NAMES: Readonly<Record<RuleField, string>> = {
  payer: 'the payer',
  payerKind: 'the kind of payer',
  code: 'the code',
  modifier: 'the modifier',
  place: 'the place',
  diagnosis: 'a diagnosis',
  units: 'the units',
  clinician: 'the clinician',
  discipline: 'the discipline',
  minutes: 'the minutes',
  age: 'the age',
  charge: 'the charge of the claim',
  state: 'the patient’s state',
  mode: 'the way it was held',
  authorization: 'the authorization',
  frequency: 'the frequency',
}

type Is = Condition['is']
const IS_NAMES: Readonly<Record<Is, string>> = {
  any: 'is',
  none: 'is not',
  starts: 'starts with',
  least: 'is at least',
  most: 'is at most',
  missing: 'is missing',
  there: 'is there',
}

const isNumber = (field: RuleField): boolean => (NUMBER_FIELDS as readonly string[]).includes(field)
const mayMiss = (field: RuleField): boolean => (OPEN_FIELDS as readonly string[]).includes(field)
/** Picked from a list, where a beginning means nothing. */
const PICKED: readonly RuleField[] = ['payer', 'payerKind', 'clinician', 'discipline', 'mode', 'place', 'state', 'frequency']

/** The comparisons a field can have, the usual one first. */
export function comparisons(field: RuleField): readonly { readonly value: Is; readonly label: string }[] {
  const all: readonly Is[] = [
    ...(isNumber(field) ? (['least', 'most'] as const) : field === 'authorization' ? [] : (['any', 'none'] as const)),
    ...(!isNumber(field) && field !== 'authorization' && !PICKED.includes(field) ? (['starts'] as const) : []),
    ...(mayMiss(field) ? (['missing', 'there'] as const) : []),
  ]
  return all.map((value) => ({ value, label: IS_NAMES[value] }))
}

export const hasValues = (is: Is): boolean => is !== 'missing' && is !== 'there'

/** A condition as it begins. */
export const newCondition = (field: RuleField): Condition => ({ field, is: comparisons(field)[0]?.value ?? 'any', values: [] })

export const DOES: readonly { readonly value: string; readonly label: string }[] = [
  { value: 'hold', label: 'hold it until someone approves' },
  { value: 'stop', label: 'stop it until it is mended' },
  { value: 'warn', label: 'warn' },
  { value: 'tag', label: 'tag it' },
  { value: 'add-modifier', label: 'add a modifier' },
  { value: 'remove-modifier', label: 'take a modifier off' },
  { value: 'place', label: 'set the place' },
]
const isSet = (does: string): does is Extract<Then, { does: 'set' }>['what'] => ['add-modifier', 'remove-modifier', 'place'].includes(does)

/** What a rule does, as one choice of the editor, and its words or value. */
export const doesOf = (action: Then): string => (action.does === 'set' ? action.what : action.does)
export const saysOf = (action: Then): string => (action.does === 'set' ? action.value : action.words)
export const changesClaim = isSet
export const thenOf = (does: string, says: string): Then =>
  isSet(does) ? { does: 'set', what: does, value: says.toUpperCase() } : { does: does as 'hold', words: says }

export const newRule: RuleFields = {
  name: '',
  when: [newCondition('payer')],
  action: { does: 'hold', words: '' },
  starts: null,
  ends: null,
}

export const MODE_NAMES: Readonly<Record<string, string>> = { 'in-person': 'in person', video: 'by video', audio: 'by telephone' }
