import { useEffect, useRef } from 'react'
import type { Problem } from '../../../src-shared/contract/index.ts'
import { problem } from '../../../src-shared/contract/problems.ts'
import type { Day } from '../../../src-shared/day.ts'
import { useBox } from '../../app/box.ts'
import { newKey } from '../../app/connection.ts'
import { useConnection } from '../../app/queries.ts'
import { pastedRow } from './doing.ts'
import type { Pasted, SheetRows, Waiting } from './sheet.ts'
import { inputOf, lackOf } from './typed.ts'
import { shownOf } from './useEntry.ts'

type Given = {
  readonly day: Day
  readonly provider: number | null
  readonly rows: SheetRows
  readonly when: boolean
  readonly onProblem: (problem: Problem | undefined) => void
}

export type Paste = {
  readonly pasted: Pasted | null
  /** Reads rows; they wait on the sheet, and nothing is saved. */
  readonly read: (text: string) => Promise<void>
  /** The patient that was meant. */
  readonly offer: (row: Waiting, offer?: Waiting['offers'][number]) => void
}

/** More than a value that belongs in one field. */
const isRows = (text: string): boolean => /[\t\n]/.test(text.trim())

/** Rows of a spreadsheet, pasted anywhere on the sheet. A single value goes to the field that it is pasted in. */
export function usePaste({ day, provider, rows, when, onProblem }: Given): Paste {
  const connection = useConnection()
  const pasted = useBox(rows.pasted)
  const read = async (text: string): Promise<void> => {
    await rows.loaded
    // What waits of an earlier paste goes on waiting, and counts on.
    const place = rows.pasted.get()?.total ?? 0
    const reply = await connection.call('charges.paste', { text, day, provider, after: place })
    if (!reply.ok) return onProblem(reply.problem)
    const found = reply.value.rows
    if (found.length === 0)
      return onProblem(
        problem('input.invalid', {
          message: 'No row was found in what was pasted.',
          fix: 'Copy whole rows, with a patient and a time in each.',
        }),
      )
    onProblem(undefined)
    rows.pasted.set({ total: place + found.length, saved: rows.pasted.get()?.saved ?? 0 })
    rows.put(found.map((row) => pastedRow(row, day)))
  }
  const heard = useRef(read)
  useEffect(() => {
    heard.current = read
  })
  useEffect(() => {
    if (!when) return undefined
    const onPaste = (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData('text/plain') ?? ''
      const isInDialog = event.target instanceof Element && event.target.closest('[role=dialog]') !== null
      if (event.defaultPrevented || isInDialog || !isRows(text)) return
      event.preventDefault()
      void heard.current(text)
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [when])
  return {
    pasted,
    read,
    offer(row, offer = row.offers[0]) {
      if (!offer) return
      const typed = { ...row.typed, patient: { id: offer.id, name: offer.name, born: offer.born } }
      const input = inputOf(typed, day)
      const lack = lackOf(typed)
      rows.change(row.key, {
        typed,
        offers: [],
        key: newKey(),
        is: input ? 'ready' : 'cannot',
        words: lack?.words ?? null,
        field: lack?.field ?? null,
      })
      if (!input) return
      const at = rows.rows.get().find((one) => one.typed === typed)
      void connection.call('charges.suggest', input).then((reply) => {
        if (!at || !reply.ok) return
        const { notice, asks, outcome, coverage, minutes } = reply.value
        const lacks = outcome === 'billed' && coverage === null
        rows.change(at.key, {
          shown: minutes === null ? null : shownOf(reply.value),
          words: lacks ? 'No coverage of this patient holds on this day.' : (notice?.words ?? null),
          is: lacks || minutes === null ? 'cannot' : asks === null ? 'ready' : 'look',
        })
      })
    },
  }
}
