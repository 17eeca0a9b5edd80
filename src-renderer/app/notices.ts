import { createContext, use } from 'react'
import type { Reply, Name } from '../../src-shared/contract/index.ts'
import { box, type Box } from './box.ts'
import type { Route } from './routes.ts'

/** Something that was done, said where it covers no work. Its words name nobody. */
export type Notice = {
  readonly id: number
  /** When, by the clock of the window, in milliseconds. */
  readonly at: number
  /** Plain words of what is so now: "3 claims held." */
  readonly words: string
  readonly family: 'ok' | 'warn' | 'bad'
  /** Where to look at it. */
  readonly open?: Route
  /** Takes it back by a command of its own, which has its own permission and its own row in the log. Without it nothing can be taken back. */
  readonly undo?: () => Promise<Reply<Name>>
}

export type Notices = {
  /** Everything said in this sitting, newest first. */
  readonly all: Box<readonly Notice[]>
  /** The newest of those that somebody has looked at. */
  readonly readTo: Box<number>
  readonly tell: (notice: Omit<Notice, 'id' | 'at' | 'family'> & { readonly family?: Notice['family'] }) => void
  /** Takes back the newest that can be, or the one of this number, and says so. What fails can be tried again. */
  readonly undo: (id?: number) => Promise<void>
  /** Everything said so far was looked at. */
  readonly read: () => void
  readonly clear: () => void
}

/** A sitting's notices; older ones are let go of. */
const kept = 50
const nothing = 'Nothing to take back.'

export function createNotices(): Notices {
  const all = box<readonly Notice[]>([])
  const readTo = box(0)
  let count = 0
  let isUndoing = false
  const tell: Notices['tell'] = (notice) => {
    const { family = 'ok', ...rest } = notice
    all.set([{ ...rest, family, id: ++count, at: Date.now() }, ...all.get()].slice(0, kept))
  }
  return {
    all,
    readTo,
    tell,
    async undo(id) {
      if (isUndoing) return
      const last = all.get().find((one) => one.undo !== undefined && (id === undefined || one.id === id))
      if (!last?.undo) {
        if (all.get()[0]?.words !== nothing) tell({ words: nothing })
        return
      }
      isUndoing = true
      try {
        const reply = await last.undo()
        if (!reply.ok) return tell({ words: `Not taken back: ${reply.problem.message}`, family: 'bad' })
        all.set(all.get().filter((one) => one.id !== last.id))
        tell({ words: `Taken back: ${last.words}` })
      } finally {
        isUndoing = false
      }
    },
    read: () => readTo.set(count),
    clear: () => all.set([]),
  }
}

/** What the status bar shows: something bad until it was read, else the newest. */
export const noticeShown = (all: readonly Notice[], readTo: number): Notice | undefined =>
  all.find(({ family, id }) => family === 'bad' && id > readTo) ?? all[0]

export const NoticesContext = createContext<Notices>(createNotices())
export const useNotices = (): Notices => use(NoticesContext)
