/**
 * What the preload gives the page as `window.parity`. Texts are JSON of the wire: a call goes in, its reply comes out.
 * `DroppedFile` is the DOM's File, which this side of the house does not know.
 */
export type Bridge<DroppedFile> = {
  /** Sends `{"t":"call","id":n,…}` to the engine and gives its `{"t":"reply","id":n,…}`. Waits while there is no engine. */
  readonly call: (text: string) => Promise<string>
  /** Hears everything that is no reply: `ready`, `event`, `progress`. Gives the function that stops it. */
  readonly listen: (onText: (text: string) => void) => () => void
  /** The path of a file the person dropped or chose; the engine may then read it. Fails for a file made by a script. */
  readonly pathOf: (file: DroppedFile) => Promise<string>
  /** Each of the three shows a native dialog; null when the person thought better of it. */
  readonly chooseStore: () => Promise<string | null>
  readonly chooseFolder: () => Promise<string | null>
  readonly saveAs: (suggestedName: string) => Promise<string | null>
  readonly minimise: () => void
  readonly maximise: () => void
  readonly close: () => void
  /** `linux`, `darwin` or `win32`. */
  readonly platform: string
  readonly versions: { readonly parity: string; readonly electron: string; readonly chromium: string }
}
