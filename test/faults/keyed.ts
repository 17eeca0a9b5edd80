import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Book } from '../../src-main/store/index.ts'
import { readRecoveryKey } from '../../src-main/store/keys/recovery.ts'
import { databaseKey, parseRing, unlockByRecovery, type KeyRing } from '../../src-main/store/keys/ring.ts'
import { bookName } from '../../src-main/store/sitting.ts'
import { must } from '../../src-shared/result.ts'
import { changesIn, passphraseAfter, STAYS, STEPS, withCrew, wordsOf, type Crew } from './crew.ts'
import { faultsIn, keysFor, lookInto, ringAt, type Keys } from './opened.ts'
import { makeTemplate, type Place, type Template } from './place.ts'
import { countOf, type Scenario } from './scenarios.ts'

/*
 * Keys that change: a passphrase, the store's own key, a person who leaves.
 */

const crews = new WeakMap<Template, Crew>()
const crewOf = (template: Template): Crew => must('the template has its people', crews.get(template))

export const changingKeys: Scenario = {
  what: 'changing passphrases, keys and people',
  program: 'keys',
  template: async () => {
    const template = makeTemplate(0, 0)
    crews.set(template, await withCrew(template))
    return template
  },
  words: ({ store, acks: side }, _, acks) => {
    const first = countOf(acks, 'D')
    return first < STEPS.length ? [store, side, `${first}`] : undefined
  },
  points: [
    { name: 'renamed', operation: 'rename', ending: '', most: 40 },
    { name: 'partial synced', operation: 'sync', ending: '.partial', most: 40 },
    { name: 'store synced', operation: 'sync', ending: 'Test.parity', most: 40 },
    { name: 'removed', operation: 'unlink', ending: '', most: 24 },
    { name: 'log synced', operation: 'sync', ending: '-wal', most: 40 },
    { name: 'copy written', operation: 'write', ending: '.db.partial', most: 300 },
  ],
  longestMs: 1800,
  provesItself: true,
  check: (place, template, acks) => {
    const done = countOf(acks, 'D')
    const tried = acks.includes(`T ${done}`)
    const ring = ringAt(place.store)
    const { keys, faults } = ownersKeys(ring, done, tried)
    if (!keys) return faults
    return [...faults, ...crewFaults(place, ring, keys, crewOf(template), done), ...lookInto(place.store, keys, faultsIn)]
  },
}

/** Exactly one of the passphrases that may be the owner's opens the ring. */
function ownersKeys(ring: KeyRing, done: number, isTried: boolean): { keys?: Keys; faults: string[] } {
  const before = changesIn(done)
  const isChanging = isTried && STEPS[done]?.is === 'passphrase'
  const may = isChanging ? [before, before + 1] : [before]
  const others = Array.from({ length: changesIn(STEPS.length) + 1 }, (_, n) => n).filter((n) => !may.includes(n))
  const open = may.flatMap((n) => keysFor(ring, passphraseAfter(n)) ?? [])
  const faults = [
    ...(open.length === 1 ? [] : [`${open.length} passphrases of the owner open the store`]),
    ...others.filter((n) => keysFor(ring, passphraseAfter(n))).map((n) => `passphrase ${n} opens the store`),
  ]
  return { ...(open[0] && { keys: open[0] }), faults }
}

/** Who stays and the recovery key open the same store; who was removed opens neither it nor, with a ring of before, what is written now. */
function crewFaults(place: Place, ring: KeyRing, keys: Keys, crew: Crew, done: number): string[] {
  const gone = STEPS.slice(0, done).flatMap((one) => (one.is === 'remove' ? [one.person] : []))
  const leaving = STEPS[done]
  const mayBeGone = leaving?.is === 'remove' ? [...gone, leaving.person] : gone
  const { privateKey, publicKey } = readRecoveryKey(crew.recovery, ring.store)
  const isSame = (other: Buffer | undefined): boolean => other?.equals(keys.storeKey) === true
  return [
    ...(isSame(unlockByRecovery(ring, privateKey, publicKey)) ? [] : ['the recovery key opens another store']),
    ...[...crew.words.keys()]
      .filter((name) => !mayBeGone.includes(name))
      .filter((name) => !isSame(keysFor(ring, wordsOf(crew, name), name)?.storeKey))
      .map((name) => `${name === STAYS ? 'who stays' : 'who is not removed yet'} cannot open the store`),
    ...gone.filter((name) => keysFor(ring, wordsOf(crew, name), name)).map(() => 'who was removed opens the store'),
    ...gone.flatMap((name) => oldRingFaults(place, ring, crew, name)),
  ]
}

/** Keeps each ring there was, and tries those of before the present generation on the present book. */
function oldRingFaults(place: Place, ring: KeyRing, crew: Crew, name: string): string[] {
  return ringsKept(place, ring).flatMap((old) => {
    const keys = keysFor(old, wordsOf(crew, name), name)
    if (!keys) return []
    const generations = [old.generation, ring.generation]
    return generations.some((generation) => opens(place, ring, databaseKey(keys.storeKey, generation)))
      ? ['with an old ring who was removed opens the book']
      : []
  })
}

function ringsKept({ root, store }: Place, ring: KeyRing): KeyRing[] {
  const folder = join(root, 'rings')
  mkdirSync(folder, { recursive: true })
  const own = join(folder, `${ring.generation}.json`)
  if (!existsSync(own)) cpSync(join(store, 'keys.json'), own)
  return readdirSync(folder).map((name) => parseRing(readFileSync(join(folder, name), 'utf8')))
}

function opens({ store }: Place, ring: KeyRing, key: string): boolean {
  try {
    Book.open(join(store, bookName(ring.generation)), key, { isThere: true }).close()
    return true
  } catch {
    return false
  }
}
