/** Why a store was locked. `limit`: the sitting had lasted its longest time. `crash`: the engine or the page ended by itself. */
export const LOCK_REASONS = ['idle', 'limit', 'suspend', 'gap', 'screen', 'command', 'quit', 'crash'] as const
export type LockReason = (typeof LOCK_REASONS)[number]

/** Where the person was, as short words: never an id or anything that was typed. */
export type Whereabouts = { readonly screen?: string; readonly theme?: string; readonly density?: string; readonly zoom?: string }

/** What the lock page is told of the sitting that ended. The shell has it in memory, and nowhere else. */
export type LastSitting = {
  readonly folder: string
  readonly practice: string
  readonly isSample: boolean
  readonly user: string
  readonly why: LockReason
  readonly whereabouts: Whereabouts
}

/** What the page has laid out for paper: where to, what a file of it is called, and what stands at the foot of each page beside its number. */
export type PrintWish = { readonly to: 'paper' | 'pdf'; readonly name: string; readonly foot: string; readonly isWide: boolean }
/** `stopped`: the person thought better of it. */
export type Printed = 'done' | 'stopped' | 'failed'

/**
 * What the preload gives the page as `window.parity`. Texts are JSON of the wire: a call goes in, its reply comes out.
 * `DroppedFile` is the DOM's File, which this side of the house does not know.
 */
export type Bridge<DroppedFile> = {
  /** Sends `{"t":"call","id":n,…}` to the engine and gives its `{"t":"reply","id":n,…}`. Waits while there is no engine. */
  readonly call: (text: string) => Promise<string>
  /** Hears everything that is no reply: `ready`, `event`, `progress`, `lock-soon`, `lock-in`, `word`. Gives the function that stops it. */
  readonly listen: (onText: (text: string) => void) => () => void
  /** The path of a file the person dropped or chose; the engine may then read it. Fails for a file made by a script. */
  readonly pathOf: (file: DroppedFile) => Promise<string>
  /** Each of the three shows a native dialog; null when the person thought better of it. */
  readonly chooseStore: () => Promise<string | null>
  readonly chooseFolder: () => Promise<string | null>
  readonly saveAs: (suggestedName: string) => Promise<string | null>
  /** The sitting that was locked before this page was made; null when there was none. */
  readonly lastSitting: () => Promise<LastSitting | null>
  /** Keeps where the person is for the page that is made after a lock. */
  readonly remember: (whereabouts: Whereabouts) => void
  /** Opens another window of the same sitting; its page asks for the place, which is text of the page's own. */
  readonly openBeside: (place: string) => Promise<'opened' | 'full' | 'locked'>
  /** Where this page was asked to begin; null after the first time, and in a window that nobody sent anywhere. */
  readonly place: () => Promise<string | null>
  /** Prints what the page has laid out for paper, by the system's dialog, or as a PDF where the person says. */
  readonly print: (wish: PrintWish) => Promise<Printed>
  /** How large everything is drawn in this window, in percent, from 50 to 200. */
  readonly zoom: (percent: number) => void
  readonly minimise: () => void
  readonly maximise: () => void
  readonly close: () => void
  /** `linux`, `darwin` or `win32`. */
  readonly platform: string
  readonly versions: { readonly parity: string; readonly electron: string; readonly chromium: string }
}
