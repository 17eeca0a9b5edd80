import type { Bridge } from '../src-shared/bridge.ts'

declare global {
  interface Window {
    /** The only way out of the page; the preload puts it there. */
    readonly parity: Bridge<File>
  }
}
