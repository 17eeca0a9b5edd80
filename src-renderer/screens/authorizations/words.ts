import type { Shape } from '../../../src-shared/contract/fields.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import { UNITS } from '../../../src-shared/quantity.ts'

export type State = Output<'authorizations.list'>['rows'][number]['state']

/** How an authorization stands, in shape and word. */
export const STATES: Readonly<Record<State, { readonly shape: Shape; readonly word: string }>> = {
  over: { shape: 'look-here', word: 'Over' },
  short: { shape: 'look-here', word: 'Runs out' },
  running: { shape: 'active', word: 'Running' },
  ahead: { shape: 'ready', word: 'Ahead' },
  requested: { shape: 'sent', word: 'Asked for' },
  silent: { shape: 'silent', word: 'Silent' },
  pended: { shape: 'not-determined', word: 'Not decided' },
  denied: { shape: 'denied', word: 'Denied' },
  ended: { shape: 'closed', word: 'Ended' },
  cancelled: { shape: 'closed', word: 'Taken back' },
  voided: { shape: 'voided', word: 'Mistake' },
}

export const STATUS_CHOICES = [
  { value: 'approved', label: 'Approved' },
  { value: 'requested', label: 'Asked for, no answer yet' },
  { value: 'denied', label: 'Denied by the payer' },
  { value: 'voided', label: 'Entered by mistake' },
] as const

const UNIT_WORDS = { visit: 'Visits', unit: 'Units', hour: 'Hours', day: 'Days' } as const
export const UNIT_CHOICES = UNITS.map((value) => ({ value, label: UNIT_WORDS[value] }))
