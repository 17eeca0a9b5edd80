import { createContext, use } from 'react'
import type { Reply, Name } from '../../src-shared/contract/index.ts'
import { box, useBox, type Box } from './box.ts'
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
  readonly tell: (notice: Omit<Notice, 'id' | 'at' | 'family'> & { readonly family?: Notice['family'] }) => void
  /** Takes back the newest that can be, and says so. What fails can be tried again. */
  readonly undo: () => Promise<void>
}

/** A sitting's notices; older ones are let go of. */
const kept = 50

export function createNotices(): Notices {
  const all = box<readonly Notice[]>([])
  let count = 0
  let isUndoing = false
  const tell: Notices['tell'] = (notice) => {
    const { family = 'ok', ...rest } = notice
    all.set([{ ...rest, family, id: ++count, at: Date.now() }, ...all.get()].slice(0, kept))
  }
  return {
    all,
    tell,
    async undo() {
      const last = all.get().find(({ undo }) => undo !== undefined)
      if (!last?.undo || isUndoing) return
      isUndoing = true
      try {
        const reply = await last.undo()
        if (!reply.ok) return tell({ words: `Not taken back: ${reply.problem.message}`, family: 'bad' })
        all.set(all.get().filter(({ id }) => id !== last.id))
        tell({ words: `Taken back: ${last.words}` })
      } finally {
        isUndoing = false
      }
    },
  }
}

export const NoticesContext = createContext<Notices>(createNotices())
export const useNotices = (): Notices => use(NoticesContext)
export const useToldNotices = (): readonly Notice[] => useBox(useNotices().all)
