import { useEffect, useRef, useState } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'
import { useConnection } from '../app/queries.ts'
import type { Connection } from '../app/connection.ts'

/** Typing pauses this long before a draft is kept. */
const pauseMs = 500

type Pending = {
  readonly connection: Connection
  readonly key: string
  readonly values: unknown
  readonly timer: ReturnType<typeof setTimeout>
}
const pending = new Map<string, Pending>()

const send = (connection: Connection, key: string, values: unknown): Promise<unknown> =>
  connection.call('drafts.keep', { key, json: values === null ? null : JSON.stringify(values) })

function keepSoon(connection: Connection, key: string, values: unknown): void {
  clearTimeout(pending.get(key)?.timer)
  const timer = setTimeout(() => void flush(key), pauseMs)
  pending.set(key, { connection, key, values, timer })
}

async function flush(key: string): Promise<void> {
  const one = pending.get(key)
  if (!one) return
  pending.delete(key)
  clearTimeout(one.timer)
  await send(one.connection, key, one.values)
}

/** Everything typed and not yet kept goes to the store now; the lock waits for it. */
export async function flushDrafts(): Promise<void> {
  await Promise.all([...pending.keys()].map(flush))
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
    void connection.call('drafts.get', { key }).then((reply) => {
      if (!reply.ok || reply.value.json === null || form.formState.isDirty) return
      form.reset(JSON.parse(reply.value.json) as T, { keepDefaultValues: true })
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
    clearTimeout(pending.get(key)?.timer)
    pending.delete(key)
    await send(connection, key, null)
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
