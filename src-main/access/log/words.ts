import { contract, isName } from '../../../src-shared/contract/index.ts'

/** What the program did by itself, or around a sitting, in words. */
const OWN: Readonly<Record<string, string>> = {
  'sign-in': 'Signed in.',
  lock: 'Locked the store.',
  'new-day': 'Did what changes with the calendar.',
  carry: 'Sent what waited in the outbox, or took in what was fetched.',
  halt: 'Stopped writing to the store.',
  'store.adopt': 'Took over a store from before there were people.',
}

/** What an action is, in a sentence. */
export const actionWords = (action: string): string => OWN[action] ?? (isName(action) ? contract[action].does : action)
