import type { Screen } from '../../../src-shared/contract/today.ts'

const words: Readonly<Partial<Record<Screen, string>>> = {
  eligibility: 'Check',
  charges: 'Charge',
  claims: 'Work',
  remits: 'Look at',
  denials: 'Work',
  appeals: 'Work',
  exchange: 'Look at',
}

/** What one does with the things of a screen, for the button that leads there. */
export const screenWord = (screen: Screen): string => words[screen] ?? 'Open'
