import { createHash } from 'node:crypto'
import { problem } from '../../src-shared/contract/problems.ts'
import type { Topic } from '../../src-shared/contract/index.ts'
import { changesMade, commandDone, keepReply, lastEntry, Trouble, type CommandWork, type Sitting } from '../store/index.ts'
import { settleLooks } from '../practice/index.ts'
import { commandWork } from './happenings.ts'
import type { Made, Recorder } from './recording.ts'
import type { Actor, Seat, Told } from './seat.ts'

/** What a change did and gave. */
export type Changed<T> = { readonly value: T; readonly made: Made }

/**
 * One change and the row of the audit log that tells of it, whole or not at all.
 * @param row what the row says, or undefined when this change needs none; the ledger never moves without one
 */
export function change<T>(
  { seat, user, sitting, recorder }: { readonly seat: Seat; readonly user: Actor; readonly sitting: Sitting; readonly recorder: Recorder },
  body: (work: CommandWork) => T,
  row: (made: Made, value: T) => Told | undefined,
): Changed<T> {
  return seat.store.book.write<unknown>((db) => {
    const told = new Map<Topic, Set<number>>()
    let remark: string | null = null
    const before = { entry: lastEntry(db), changes: changesMade(db) }
    const value = body(
      commandWork({
        ...sitting,
        db,
        announce: (topic, ids = []) => {
          const known = told.get(topic) ?? new Set()
          for (const id of ids) known.add(id)
          told.set(topic, known)
        },
        remark: (word) => void (remark = word),
      }),
    )
    settleLooks(db)
    const after = lastEntry(db)
    const made: Made = {
      isTouched: changesMade(db) !== before.changes,
      entries: after > before.entry ? { from: before.entry + 1, to: after } : null,
      told,
      remark,
    }
    const event = row(made, value)
    if (event) recorder.append(db, seat, user, event)
    else if (made.entries) throw new Error('The ledger moved and nobody says why')
    return { value, made } satisfies Changed<T>
  }) as Changed<T>
}

/** A command with a key is done once: asked again, it gives the reply it gave then. */
export function once<T>(
  work: CommandWork,
  asked: { readonly name: string; readonly input: unknown; readonly key: string | undefined },
  run: () => T,
): { readonly value: T; readonly isRepeat: boolean } {
  const { name, input, key } = asked
  if (key === undefined) return { value: run(), isRepeat: false }
  const digest = createHash('sha256').update(JSON.stringify(input)).digest('hex')
  const done = commandDone(work.db, key)
  if (done) {
    if (done.name !== name || done.digest !== digest)
      throw new Trouble(problem('record.changed', { message: 'This form was already saved with other content.' }))
    return { value: JSON.parse(done.reply) as T, isRepeat: true }
  }
  const value = run()
  keepReply(work.db, { key, name, digest, reply: JSON.stringify(value), at: work.clock.now() })
  return { value, isRepeat: false }
}
