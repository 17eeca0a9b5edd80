import type { User } from '../../src-shared/contract/access.ts'
import type { Output } from '../../src-shared/contract/index.ts'
import { dayAt, shownDay } from '../../src-shared/day.ts'
import type { Reading } from '../store/index.ts'
import { strikingSince, type Striking } from './log/records.ts'

type Notices = Output<'store.status'>['notices']

/** What must be told to a person who signs in: wrong passphrases to anybody; emergencies, recoveries and restores to owners. */
export function noticesFor(db: Reading, user: User, failures: { readonly count: number; readonly last: string } | null): Notices {
  const tried: Notices = failures
    ? [
        {
          family: 'warn',
          title: failures.count === 1 ? 'One wrong passphrase' : `${failures.count} wrong passphrases`,
          words: `Since the last sign-in, the last on ${dayOf(failures.last)}. If it was nobody here, tell an owner.`,
        },
      ]
    : []
  return user.role === 'owner' ? [...tried, ...strikingSince(db, user.id).map(noticeOf)] : tried
}

function noticeOf({ action, name, at, reason }: Striking): Notices[number] {
  const why = reason === null ? '' : ` Reason: ${reason.replace(/[.\s]+$/, '')}.`
  switch (action) {
    case 'sign-in':
      return {
        family: 'stop',
        title: 'Emergency access was used',
        words: `By ${name} on ${dayOf(at)}.${why} The audit log lists every record that was read. Change the words in the envelope.`,
      }
    case 'store.recover':
      return { family: 'stop', title: 'The recovery key was used', words: `By ${name} on ${dayOf(at)}. The store has a new key.` }
    case 'store.resume':
      return { family: 'warn', title: 'A halted store was let go on', words: `By ${name} on ${dayOf(at)}.${why}` }
    default:
      return { family: 'warn', title: 'A backup was restored', words: `By ${name} on ${dayOf(at)}.${why}` }
  }
}

const dayOf = (at: string): string => shownDay(dayAt(at))
