import type { Condition, RuleField, RuleFields } from '../../../src-shared/contract/rules.ts'
import { cents, sentenceMoney } from '../../../src-shared/money.ts'
import { digits } from '../../../src-shared/number.ts'
import { shownDay } from '../../../src-shared/day.ts'

/* A rule as one would say it. */

const FIELD_WORDS: Readonly<Record<RuleField, string>> = {
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

export type Names = { readonly payer: (id: number) => string | undefined; readonly clinician: (id: number) => string | undefined }

function valueWords({ field, values }: Condition, names: Names): string {
  const said = values.map((value) =>
    field === 'payer'
      ? (names.payer(digits(value)) ?? 'a payer that is gone')
      : field === 'clinician'
        ? (names.clinician(digits(value)) ?? 'a clinician who is gone')
        : field === 'charge'
          ? sentenceMoney(cents(digits(value)))
          : value.replaceAll('-', ' '),
  )
  return said.length < 3 ? said.join(' or ') : `${said.slice(0, -1).join(', ')} or ${said.at(-1) ?? ''}`
}

function conditionWords(condition: Condition, names: Names): string {
  const field = FIELD_WORDS[condition.field]
  const values = valueWords(condition, names)
  switch (condition.is) {
    case 'any':
      return `${field} is ${values}`
    case 'none':
      return `${field} is not ${values}`
    case 'starts':
      return `${field} starts with ${values}`
    case 'least':
      return `${field} ${condition.field === 'units' || condition.field === 'minutes' ? 'are' : 'is'} ${values} or more`
    case 'most':
      return `${field} ${condition.field === 'units' || condition.field === 'minutes' ? 'are' : 'is'} ${values} or less`
    case 'missing':
      return `${field} is missing`
    case 'there':
      return `${field} is there`
  }
}

function thenWords({ action }: Pick<RuleFields, 'action'>): string {
  switch (action.does) {
    case 'set':
      return action.what === 'place'
        ? `set the place to ${action.value}`
        : action.what === 'add-modifier'
          ? `add modifier ${action.value}`
          : `take modifier ${action.value} off`
    case 'warn':
      return `warn: ${action.words}`
    case 'stop':
      return `stop the claim: ${action.words}`
    case 'hold':
      return `hold the claim until someone approves: ${action.words}`
    case 'tag':
      return `tag the claim: ${action.words}`
  }
}

/** `If the payer is Northlake and the code is 90837, hold the claim until someone approves: …` */
export function ruleSentence(rule: Omit<RuleFields, 'name'>, names: Names): string {
  const days = [rule.starts && `from ${shownDay(rule.starts)}`, rule.ends && `until ${shownDay(rule.ends)}`].filter(Boolean).join(' ')
  const sentence = `If ${rule.when.map((one) => conditionWords(one, names)).join(' and ')}${days === '' ? '' : `, for services ${days}`}, ${thenWords(rule)}`
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`
}
