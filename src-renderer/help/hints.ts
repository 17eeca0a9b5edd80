import type { Screen } from '../../src-shared/contract/today.ts'

/** What helps most on one's first day at a screen: one sentence, one key. */
export const HINTS: Readonly<Record<Screen, { readonly words: string; readonly keys: string }>> = {
  today: { words: 'The first line is worth the most now. This key goes anywhere, to any patient, claim or action:', keys: 'Mod+k' },
  eligibility: { words: 'Every figure of an answer names the segment it came from. Open a session, and move on with', keys: 'j' },
  authorizations: {
    words: 'Booked, charged and paid sessions are counted by themselves. Enter what a payer agreed to with',
    keys: 'n',
  },
  charges: {
    words: 'Type a session from left to right. Parity finds the code from the minutes; this key saves it and opens the next:',
    keys: 'Enter',
  },
  claims: { words: 'The panel says what to do next. This key does it:', keys: 'Space' },
  exchange: { words: 'Drop any file of a payer anywhere on the window, or choose files with', keys: 'Mod+o' },
  remits: { words: 'Nothing is posted before you have seen what it changes. Open a remittance with', keys: 'Enter' },
  deposits: { words: 'What is certain is tied by itself. Bring a file of the bank by a drop, or choose it with', keys: 'Mod+o' },
  denials: { words: 'They stand by days left. The panel has cause, steps and limit; this key takes the next step:', keys: 'Space' },
  appeals: { words: 'Facts fill the letter by themselves; what is missing says where it comes from. Open an appeal with', keys: 'Enter' },
  patients: { words: 'A patient asks why? This key unfolds a balance into one sentence you can say:', keys: '=' },
  months: {
    words: 'Closed figures stand; what comes late belongs to the open month. The panel says what is not finished. Next month with',
    keys: 'j',
  },
  setup: { words: 'All keys of the screen you are on stand behind', keys: '?' },
}

const SEEN_ALL = 'none'

/** Which screens said theirs, as the setting keeps it. */
export const seenHints = (kept: string | undefined): readonly string[] =>
  (kept ?? '').split(',').filter((one) => one !== '' && one !== SEEN_ALL)

/** The setting with one more screen that said its hint. */
export const withSeen = (kept: string | undefined, screen: Screen): string => [...new Set([...seenHints(kept), screen])].join(',')

/** The setting of somebody who saw nothing yet. */
export const NONE_SEEN = SEEN_ALL
