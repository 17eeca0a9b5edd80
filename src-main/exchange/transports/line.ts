import type { TROUBLES } from '../connections/rules.ts'
import type { ClientCertificate } from './certificates.ts'

/*
 * What a way of carrying files can do. The courier knows nothing else of folders, SFTP and HTTPS.
 */

/** Why a line failed, one word of a closed list: what a server or a library said is never passed on. */
export type TroubleCode = keyof typeof TROUBLES

/** The line failed. What was under way may be half done; {@link Line.look} tells. */
export class LineTrouble extends Error {
  readonly code: TroubleCode
  /** The key a server showed instead of the one that was confirmed. */
  readonly shown: string | undefined
  constructor(code: TroubleCode, shown?: string) {
    super(code)
    this.name = 'LineTrouble'
    this.code = code
    this.shown = shown
  }
}

/** Everything it takes to open a line, secrets among it: it goes from the store to a transport and nowhere else. */
export type Route = {
  readonly kind: 'folder' | 'sftp' | 'core'
  readonly host: string
  readonly port: number
  readonly user: string
  readonly hostKey: string | null
  readonly password: string | null
  readonly privateKey: string | null
  readonly keyPhrase: string | null
  readonly url: string
  readonly envelope: 'mime' | 'soap'
  /** What a server is shown, and when it runs out. */
  readonly certificate: (ClientCertificate & { readonly ends: string }) | null
  /** How remittances are asked for over there; null where the connection does not fetch them. */
  readonly remittanceType: string | null
  readonly claimAnswerType: string
  readonly acknowledges: boolean
  readonly sender: string
  readonly receiver: string
  readonly authority: string
  readonly pin: string
  readonly sendTo: string
  readonly fetchFrom: string
  readonly afterFetch: 'leave' | 'move' | 'delete'
  readonly moveTo: string
}

/** A file on its way out. */
export type Parcel = {
  readonly id: number
  readonly name: string
  readonly kind: string
  /** Names the message, the same at every try. */
  readonly message: string
  readonly bytes: Uint8Array
}

/** A file that left. */
export type Left = Omit<Parcel, 'bytes'> & { readonly isAnswered: boolean }

/** A file that lies ready over there. What it looks like tells whether it was taken before. */
export type Remote = { readonly path: string; readonly name: string; readonly size: number; readonly modified: string }

/** What is known of a parcel over there: it is there byte for byte, a part of it under another name at most, another file under its name, nothing to be known. */
export type Found = 'there' | 'absent' | 'other' | 'unknown'

/** What came with a parcel's receipt. */
export type Answer = { readonly name: string; readonly bytes: Uint8Array }

export type Line = {
  /**
   * Brings a parcel over, or what is missing of it.
   * @param commit is called before the step after which the other side may have it
   * @throws LineTrouble
   */
  send(parcel: Parcel, commit: () => void): Promise<readonly Answer[]>
  /** @throws LineTrouble */
  look(parcel: Parcel): Promise<Found>
  /** Whether a parcel whose fate is not known may go again by itself, because a second one does no harm. */
  mayRepeat(parcel: Parcel): boolean
  /** What lies ready. @param sent what left lately @throws LineTrouble */
  ready(sent: readonly Left[]): Promise<readonly Remote[]>
  /** @throws LineTrouble */
  fetch(remote: Remote): Promise<Uint8Array>
  /** Does with a fetched file what the connection says. @throws LineTrouble */
  settle(remote: Remote): Promise<void>
  /** The next file that lies ready without having been asked for by one of ours, where they are handed out one by one. @throws LineTrouble */
  next?(): Promise<Remote | undefined>
  /** Says that such a file arrived, with the acknowledgment it gets. @throws LineTrouble */
  acknowledge?(remote: Remote, acknowledgment: Uint8Array): Promise<void>
  close(): void
}

/** What a trial says as it goes. */
export type Step = (step: string, words: string) => void

/** Opens a line. @param step is told what was reached @throws LineTrouble */
export type Open = (route: Route, step?: Step) => Promise<Line>

/** A file of the other side may have this many bytes at most, and a folder this many names. */
export const LARGEST = 50 * 1024 * 1024
export const MOST_NAMES = 5000
/** A file is called this while it is not whole. */
export const PART = '.part'

/** Names that are no file for us: hidden ones, and what somebody is still writing. */
export const isWhole = (name: string): boolean => !name.startsWith('.') && !/[.](part|partial|filepart|tmp|temp)$/i.test(name)
