import type { BrowserWindow, Rectangle, WebContents } from 'electron'
import { channels } from './channels.ts'

/** More than this many side by side serve nobody. */
const mostWindows = 4
/** The next window stands this far from the one it came from, in pixels of the screen. */
const stepPx = 36

/** What became of the wish for another window. */
export type Opened = 'opened' | 'full' | 'locked'

/** The windows of one sitting, or the one that shows the lock or the doors. */
export type Windows = {
  readonly all: () => readonly BrowserWindow[]
  /** The window a message came from, if it is one of ours that still stands. */
  readonly of: (contents: WebContents) => BrowserWindow | undefined
  /** The one a person works in, or worked in last. */
  readonly front: () => BrowserWindow | undefined
  readonly each: (act: (contents: WebContents) => void) => void
  /** Opens another beside one, at a place that only its page reads. */
  readonly openBeside: (from: BrowserWindow, place: string) => Opened
  /** Where the page of a window shall begin; told once. */
  readonly takePlace: (window: BrowserWindow) => string | null
  /** Puts one fresh window in the place of the front one and destroys all others. @returns the id of the one whose place it took */
  readonly lock: () => number | undefined
  readonly destroy: () => void
}

type Given = {
  readonly create: (before?: BrowserWindow, bounds?: Rectangle) => BrowserWindow
  readonly isOpen: () => boolean
}

/** Keeps the set of windows. It makes the first one at once. */
export function openWindows({ create, isOpen }: Given): Windows {
  const standing = new Set<BrowserWindow>()
  const places = new Map<number, string>()
  let last: BrowserWindow | undefined
  /** Where the window beside the first one stood, while the program runs. */
  let besideBounds: Rectangle | undefined

  const all = (): readonly BrowserWindow[] => [...standing].filter((one) => !one.isDestroyed())
  const front = (): BrowserWindow | undefined => (last && all().includes(last) ? last : all().at(-1))
  const keep = (window: BrowserWindow): BrowserWindow => {
    const { id } = window
    standing.add(window)
    last = window
    window.on('focus', () => (last = window))
    window.on('close', () => {
      if (all().length > 1) besideBounds = window.getNormalBounds()
    })
    window.on('closed', () => {
      standing.delete(window)
      places.delete(id)
    })
    return window
  }
  keep(create())
  return {
    all,
    front,
    of: (contents) => all().find((one) => one.webContents === contents),
    each(act) {
      for (const one of all()) act(one.webContents)
    },
    openBeside(from, place) {
      if (!isOpen()) return 'locked'
      if (all().length >= mostWindows) return 'full'
      const near = from.getNormalBounds()
      const isTaken = (bounds: Rectangle): boolean => all().some((one) => isSame(one.getNormalBounds(), bounds))
      const bounds =
        besideBounds && !isTaken(besideBounds)
          ? besideBounds
          : { ...near, x: near.x + stepPx * all().length, y: near.y + stepPx * all().length }
      const window = keep(create(undefined, bounds))
      places.set(window.id, place)
      return 'opened'
    },
    takePlace(window) {
      const place = places.get(window.id) ?? null
      places.delete(window.id)
      return place
    },
    lock() {
      const before = front()
      const { id } = before ?? {}
      const others = all().filter((one) => one !== before)
      places.clear()
      keep(create(before))
      for (const one of others) one.destroy()
      return id
    },
    destroy() {
      places.clear()
      for (const one of all()) one.destroy()
    },
  }
}

const isSame = (one: Rectangle, other: Rectangle): boolean =>
  one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height

/** A port to the engine, for the page of one window. */
export function givePort(contents: WebContents, port: Electron.MessagePortMain | undefined): void {
  if (port) contents.postMessage(channels.port, null, [port])
}
