import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { writeAnchor } from '../anchor.ts'
import { syncFolder, writeDurably } from '../durable.ts'
import { locked } from '../folder.ts'
import { machineTime, tryPassphrase } from '../keys/attempts.ts'
import { parseRing, ringText, sealRingTo, unlock, type KeyRing, type Slot } from '../keys/ring.ts'
import { bookName, KEYS } from '../names.ts'
import { beginSitting, pendingName, type KeyOptions, type OpenStore } from '../sitting.ts'
import { refuse, Trouble } from '../trouble.ts'
import { openPresent, readManifest, type Manifest } from './manifest.ts'
import { keepReplaced, mustHold, prepare, type RestoreOptions } from './restoring.ts'

/*
 * Restoring a store that cannot be opened. Its own ring is asked first: a present passphrase of a present owner. Only when that ring opens nothing any
 * more is the backup's ring used, with the passphrase of its day.
 */

type Opened = { readonly ring: Pick<KeyRing, 'store' | 'slots' | 'recovery'>; readonly slot: Slot; readonly key: Buffer }
export type RescueOptions = Omit<RestoreOptions, 'by'> & { readonly keys?: Pick<KeyOptions, 'time' | 'cost'>; readonly device?: string }

/**
 * Puts a backup in the place of a store that is closed, damaged or rolled back, and opens it. What it replaces stays in a folder.
 * @param from the backup's folder
 * @throws Trouble `backup.broken`, `store.passphrase`, `access.wait`, `record.missing` when the person was no owner then, `store.used`, `store.full`
 */
export function rescueStore(folder: string, from: string, name: string, passphrase: string, options: RescueOptions): OpenStore {
  const manifest = readManifest(from)
  if (!manifest) refuse('backup.broken')
  return locked(folder, (lock) => {
    const { ring, slot, key } = openEither(folder, from, manifest, name, passphrase, options)
    mustHold({ folder: from, key }, ring.store, options)
    const generation = 1 + Math.max(manifest.generation, ...generationsIn(folder))
    const storeKey = randomBytes(32)
    const by = { user: slot.id, name: slot.name, role: 'owner', device: options.device ?? '', reason: null, request: null }
    const { people, partial } = prepare({ folder: from, key }, manifest, { folder, generation, storeKey }, slot.id, ring.slots, {
      ...options,
      by,
      action: 'store.restore',
      head: null,
      carried: null,
    })
    for (const old of generationsIn(folder)) keepReplaced(folder, old, options.at)
    options.reached?.('kept')
    const slots = ring.slots.filter((one) => people === null || people.has(one.id))
    const next = sealRingTo({ ...ring, slots }, storeKey, generation)
    writeDurably(join(folder, pendingName(generation)), '')
    options.reached?.('pending')
    renameSync(partial, join(folder, bookName(generation)))
    syncFolder(folder)
    options.reached?.('renamed')
    writeDurably(join(folder, KEYS), ringText(next))
    options.reached?.('committed')
    const store = beginSitting(lock, folder, { ring: next, storeKey, slot, failures: null })
    store.book.resume()
    writeAnchor(store, options.at)
    return store
  })
}

/** The present ring and its people where it opens, else the backup's. */
function openEither(folder: string, from: string, manifest: Manifest, name: string, passphrase: string, { keys }: RescueOptions): Opened {
  const present = ringIn(folder)
  const saved = ringIn(from)
  const people = [...(present?.slots ?? []), ...(saved?.slots ?? [])]
  return tryPassphrase({ folder, store: manifest.store, name, people, time: keys?.time ?? machineTime, isSignIn: true }, () => {
    const own = present && present.store === manifest.store ? softly(() => unlock(present, name, passphrase)) : undefined
    const key = own && present ? openPresent(manifest, own.storeKey) : undefined
    if (own && present && key) return { ring: present, slot: own.slot, key }
    // A ring of 0.1.0 is opened by the store it belongs to, as above.
    if (!saved) return refuse(own ? 'backup.broken' : 'store.passphrase', own ? {} : { at: { field: 'passphrase' } })
    const then = unlock(saved, name, passphrase)
    // Who is known now keeps the present ring: its people count, not those of the backup's day.
    return own && present ? { ring: present, slot: own.slot, key: then.storeKey } : { ring: saved, slot: then.slot, key: then.storeKey }
  }).value
}

/** A wrong passphrase or a changed ring here only means that the other ring is asked. */
function softly<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch (error) {
    if (error instanceof Trouble && ['store.passphrase', 'store.keys'].includes(error.problem.code)) return undefined
    throw error
  }
}

function ringIn(folder: string): KeyRing | undefined {
  try {
    return parseRing(readFileSync(join(folder, KEYS), 'utf8'))
  } catch {
    return undefined
  }
}

/** The generations of which there is a book, whole or not. */
const generationsIn = (folder: string): number[] =>
  readdirSync(folder).flatMap((name) => {
    const [whole, digits] = /^book(?:-(\d{1,9}))?\.db$/.exec(name) ?? []
    return whole === undefined ? [] : [digits === undefined ? 1 : parseInt(digits, 10)]
  })
