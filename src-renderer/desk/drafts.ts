import { useEffect, useRef, useState } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'
import { useConnection } from '../app/queries.ts'
import type { Connection } from '../app/connection.ts'

/** What is typed is kept at the latest so long after the first key that is not, also while the typing goes on. */
const waitMs = 300
/** What could not be kept, because the engine was starting again, is tried again after this. */
const againMs = 1000

type Pending = {
  readonly connection: Connection
  readonly values: unknown
  readonly timer: ReturnType<typeof setTimeout>
}
const pending = new Map<string, Pending>()

/** Keeps values under a key of the person who sits here; null forgets them. */
export function keepSoon(connection: Connection, key: string, values: unknown, wait = waitMs): void {
  const timer = pending.get(key)?.timer ?? setTimeout(() => void keepNow(key), wait)
  pending.set(key, { connection, values, timer })
}

/** What waits under a key goes to the store now: before whatever is asked of the engine next. */
export async function keepNow(key: string): Promise<void> {
  const one = pending.get(key)
  if (!one) return
  pending.delete(key)
  clearTimeout(one.timer)
  const reply = await one.connection.call('drafts.keep', { key, json: one.values === null ? null : JSON.stringify(one.values) })
  if (!reply.ok && reply.problem.code === 'busy' && !pending.has(key)) keepSoon(one.connection, key, one.values, againMs)
}

/** Everything typed and not yet kept goes to the store now; the lock waits for it. */
export async function flushDrafts(): Promise<void> {
  await Promise.all([...pending.keys()].map(keepNow))
}

/** What was kept under a key, newest first: what is on its way to the store, then the store; undefined when there is nothing. */
export async function keptDraft(connection: Connection, key: string): Promise<unknown> {
  const waiting = pending.get(key)
  if (waiting) return waiting.values ?? undefined
  const reply = await connection.call('drafts.get', { key })
  return reply.ok && reply.value.json !== null ? (JSON.parse(reply.value.json) as unknown) : undefined
}

export type Draft = {
  /** What was typed before came back. */
  readonly isBack: boolean
  /** The form as if it had never been typed in. */
  readonly discard: () => void
  /** It was saved: nothing to keep any more. */
  readonly saved: () => Promise<void>
}

/** Keeps what is typed in a form in the engine's store, and brings it back when the form opens again: after a lock, a crash, or a change of mind. */
export function useDraft<T extends FieldValues, C, O>(form: UseFormReturn<T, C, O>, key: string): Draft {
  const connection = useConnection()
  const [isBack, setBack] = useState(false)
  const opened = useRef('')
  const isSaving = useRef(false)

  useEffect(() => {
    if (opened.current === key) return
    opened.current = key
    void keptDraft(connection, key).then((kept) => {
      if (kept === undefined || form.formState.isDirty) return
      form.reset(kept as T, { keepDefaultValues: true })
      setBack(true)
    })
  }, [connection, form, key])

  useEffect(
    () =>
      form.subscribe({
        formState: { values: true, isDirty: true },
        callback: ({ values, isDirty }) => {
          if (isDirty && !isSaving.current) keepSoon(connection, key, values)
        },
      }),
    [connection, form, key],
  )

  const forget = async (): Promise<void> => {
    keepSoon(connection, key, null)
    await keepNow(key)
  }
  return {
    isBack,
    discard() {
      form.reset()
      setBack(false)
      void forget()
    },
    async saved() {
      // A form that stays open takes what was saved for its own, and tells of it as if it were typed.
      isSaving.current = true
      await forget()
      setTimeout(() => {
        isSaving.current = false
      })
    },
  }
}
