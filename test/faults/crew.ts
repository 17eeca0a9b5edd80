import { must } from '../../src-shared/result.ts'
import { groupOf } from '../../src-main/store/keys/recovery.ts'
import { open, worker } from './programs/work.ts'
import { PASSPHRASE, type Place } from './place.ts'

/*
 * The people whose keys are changed while the program is killed, and what is done to them, one step after the other.
 */

export type Step = { readonly is: 'passphrase' } | { readonly is: 'rotate' } | { readonly is: 'remove'; readonly person: string }
export const STEPS: readonly Step[] = [
  { is: 'passphrase' },
  { is: 'rotate' },
  { is: 'remove', person: 'Rae Holm' },
  { is: 'passphrase' },
  { is: 'remove', person: 'Sol Ibarra' },
  { is: 'rotate' },
]
export const STAYS = 'Priya Raman'
const CREW = [STAYS, 'Rae Holm', 'Sol Ibarra']

/** The owner's passphrase after so many changes. */
export const passphraseAfter = (changes: number): string => (changes === 0 ? PASSPHRASE : `lantern harbor quartz ${changes} willow`)
/** How many changes of the passphrase are in the first steps. */
export const changesIn = (steps: number): number => STEPS.slice(0, steps).filter((one) => one.is === 'passphrase').length

export type Crew = { readonly words: ReadonlyMap<string, string>; readonly recovery: string }

/** Gives a store its people and its recovery key. */
export async function withCrew(place: Place): Promise<Crew> {
  const own = worker(place.acks)
  await open(own, place.store)
  await own.call('access.confirm', { passphrase: PASSPHRASE })
  const words = new Map<string, string>()
  for (const name of CREW) words.set(name, (await own.call('people.add', { name, role: 'biller' })).starter)
  const { key, ask } = await own.call('keys.recovery', {})
  const [first, second] = ask
  await own.call('keys.confirmRecovery', { groups: [groupOf(key, first), groupOf(key, second)] })
  own.close()
  return { words, recovery: key }
}

export const wordsOf = (crew: Crew, name: string): string => must('a person has words', crew.words.get(name))
