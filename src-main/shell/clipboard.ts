import { createHash } from 'node:crypto'

/** A place that text is copied to. */
export type Board = { readonly readText: () => string | Promise<string>; readonly clear: () => void }

/** Which of them: what was copied, or what stands selected (an X11 desktop pastes that with the middle button). */
export type BoardName = 'clipboard' | 'selection'

export type ClipboardGuard = {
  /** The page has just copied something; it is taken away again after a while. */
  readonly copied: (name: BoardName) => Promise<void>
  /** Takes away at once what is still ours. */
  readonly clear: () => Promise<void>
}

const keptMs = 30_000

/**
 * Clears what Parity put on the clipboard, when it is still there: what another program copied since stays. Only a digest of it is remembered.
 */
export function guardClipboard(boards: Readonly<Partial<Record<BoardName, Board>>>): ClipboardGuard {
  const ours = new Map<BoardName, { readonly digest: string; readonly timer: ReturnType<typeof setTimeout> }>()
  const digestOf = async (board: Board): Promise<string> =>
    createHash('sha256')
      .update(await board.readText())
      .digest('hex')

  const take = async (name: BoardName): Promise<void> => {
    const mark = ours.get(name)
    const board = boards[name]
    if (!mark || !board) return
    ours.delete(name)
    clearTimeout(mark.timer)
    if ((await digestOf(board)) === mark.digest) board.clear()
  }
  return {
    async copied(name) {
      const board = boards[name]
      if (!board) return
      const digest = await digestOf(board)
      clearTimeout(ours.get(name)?.timer)
      ours.set(name, { digest, timer: setTimeout(() => void take(name), keptMs) })
    },
    async clear() {
      await Promise.all([...ours.keys()].map(take))
    },
  }
}
