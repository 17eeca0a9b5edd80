import type { ConnectionRow } from '../../../src-shared/contract/connections.ts'
import { daysBetween, shownDay, type Day } from '../../../src-shared/day.ts'
import type { CertificateFacts } from '../transports/certificates.ts'

/*
 * What a line that failed means, who must do something about it, and when it is tried again. No store, no clock.
 */

type Trouble = {
  readonly words: string
  readonly fix: string
  /** Whether it passes by itself (the line is tried again), stops the connection until a person did something, or concerns one file alone. */
  readonly ends: 'by-itself' | 'by-a-person' | 'with-the-file'
}

const OFFLINE = 'Nothing is lost: what waits is sent as soon as there is a line again.'

/** Every way a line can fail, told to a person. What a server said is never repeated. */
export const TROUBLES = {
  offline: { words: 'There is no line to it.', fix: OFFLINE, ends: 'by-itself' },
  cut: { words: 'The line broke off.', fix: OFFLINE, ends: 'by-itself' },
  slow: { words: 'It stopped answering.', fix: OFFLINE, ends: 'by-itself' },
  busy: { words: 'It is busy or out of order and asks to come back later.', fix: OFFLINE, ends: 'by-itself' },
  'host-new': {
    words: 'Nobody has confirmed the key of this server yet, so nothing was said to it.',
    fix: 'Test the connection, compare the fingerprint with the one they published, and confirm it.',
    ends: 'by-a-person',
  },
  'host-key': {
    words: 'The server shows another key than the one that was confirmed. Nothing was sent. Somebody may be standing in between.',
    fix: 'Call them on a number you know and ask whether they changed the key of their server. Only if they did, test the connection and confirm the new one.',
    ends: 'by-a-person',
  },
  weak: {
    words: 'The server only offers ways of encryption that are known to be weak.',
    fix: 'Ask them for a server with today’s SSH or TLS. Parity does not use the old ones.',
    ends: 'by-a-person',
  },
  certificate: {
    words: 'The server’s certificate does not prove that it is theirs. Nothing was sent.',
    fix: 'Look at the address. If they use a certificate authority of their own, ask for its certificate and enter it.',
    ends: 'by-a-person',
  },
  pin: {
    words: 'The server has another key than the one that was entered. Nothing was sent.',
    fix: 'Call them and ask whether they changed their certificate. Only if they did, enter the new key.',
    ends: 'by-a-person',
  },
  auth: {
    words: 'They refused the user name, password or key.',
    fix: 'Enter them again. Parity does not try again by itself, because several wrong tries can shut the account.',
    ends: 'by-a-person',
  },
  'certificate-none': {
    words: 'The server asks for a client certificate, and none is given here.',
    fix: 'Ask them for the certificate they issued to the practice, and enter it under Setup, Connections.',
    ends: 'by-a-person',
  },
  'certificate-refused': {
    words: 'The server refused your client certificate. Nothing was sent.',
    fix: 'Ask them whether this is the certificate they have on record and whether they took it back; then enter the right one. Parity does not try again by itself.',
    ends: 'by-a-person',
  },
  'certificate-over': {
    words: 'Your client certificate has run out. Nothing was sent.',
    fix: 'Ask them for a new one, and enter it under Setup, Connections.',
    ends: 'by-a-person',
  },
  type: {
    words: 'They do not know the payload type by which remittances are asked for.',
    fix: 'Look in their guide how the request for an 835 is called, and enter it under Setup, Connections.',
    ends: 'with-the-file',
  },
  folder: { words: 'A folder is not there.', fix: 'Look how it is spelled; capitals count.', ends: 'by-a-person' },
  rights: {
    words: 'A folder does not let this user in.',
    fix: 'Ask them which folders are yours, and for the right to write there.',
    ends: 'by-a-person',
  },
  space: { words: 'There is no room on the disk.', fix: 'Make room there, then send now.', ends: 'by-a-person' },
  protocol: {
    words: 'It answers in a way Parity does not understand.',
    fix: 'Look at the address and the kind of envelope.',
    ends: 'by-a-person',
  },
  size: { words: 'What arrived has another size than what was sent.', fix: OFFLINE, ends: 'by-itself' },
  name: {
    words: 'There is already another file of this name over there.',
    fix: 'Look at it over there. If it is yours and can go, remove it there and send again.',
    ends: 'with-the-file',
  },
  refused: {
    words: 'They refused this file.',
    fix: 'Ask them why. Then send it again, or withdraw the claims and send them anew.',
    ends: 'with-the-file',
  },
  large: {
    words: 'A file over there is larger than 50 megabytes and was left there.',
    fix: 'Fetch it by hand and import it.',
    ends: 'with-the-file',
  },
  restored: {
    words: 'A backup was restored. This file may have been sent after the backup was made.',
    fix: 'Look whether it arrived before it is sent again.',
    ends: 'with-the-file',
  },
  unsure: {
    words: 'The line broke off at the last step, so nobody knows yet whether it arrived.',
    fix: 'An acknowledgment clears this up by itself. If none comes within a day, ask them for the control number; then say whether it arrived.',
    ends: 'with-the-file',
  },
} as const satisfies Readonly<Record<string, Trouble>>

export type Reason = keyof typeof TROUBLES
const isReason = (text: string): text is Reason => Object.hasOwn(TROUBLES, text)

/** What a kept reason says; a reason of a later version says that something failed. */
export const troubleOf = (reason: string): Trouble => TROUBLES[isReason(reason) ? reason : 'cut']

/** Whether the other side said no for certain; after any other failure it may have the file all the same. */
export const isCertain = (reason: Reason): boolean => troubleOf(reason).ends !== 'by-itself'

const PAUSES = [1, 2, 5, 15, 30, 60] as const

/** Minutes until a line that failed so many times in a row is tried again: soon at first, then every hour. */
export const pauseAfter = (tries: number): number => PAUSES[Math.min(tries, PAUSES.length) - 1] ?? 0

export type Standing = {
  readonly name: string
  readonly kind: 'folder' | 'sftp' | 'core'
  readonly paused: number
  readonly host_key: string | null
  readonly reason: string | null
  readonly worked_at: string | null
  readonly waiting: number
  /** The certificate it shows, if it shows one. */
  readonly certificate?: (Pick<CertificateFacts, 'ends'> & { readonly is: Validity }) | null
}

export type Validity = NonNullable<ConnectionRow['certificate']>['is']

/** A new certificate takes weeks where people look at who asks: this many days before the end it is said. */
const SOON_DAYS = 60

/** @param now an instant */
export function validityOf({ starts, ends }: Pick<CertificateFacts, 'starts' | 'ends'>, now: string): Validity {
  if (ends <= now) return 'over'
  if (starts > now) return 'early'
  return daysBetween(dayOf(now), dayOf(ends)) <= SOON_DAYS ? 'soon' : 'good'
}

/** The day of an instant in UTC, as a certificate has it. */
const dayOf = (instant: string): Day => instant.slice(0, 10) as Day

export const certificateDay = (instant: string): string => shownDay(dayOf(instant))

/** Where a connection stands, in a word and a sentence, and what a person is to do. */
export function standingOf(row: Standing): Pick<ConnectionRow, 'state' | 'words' | 'fix'> {
  const lies = row.waiting === 0 ? '' : ` ${row.waiting === 1 ? 'One file waits' : `${row.waiting} files wait`}.`
  if (row.paused === 1) return { state: 'paused', words: `Paused.${lies}`, fix: null }
  const trouble = row.reason === null ? undefined : troubleOf(row.reason)
  if (trouble?.ends === 'by-a-person') {
    const state = row.reason === 'host-new' ? 'unconfirmed' : 'stopped'
    return { state, words: `${trouble.words}${lies}`, fix: trouble.fix }
  }
  if (row.kind === 'sftp' && row.host_key === null)
    return { state: 'unconfirmed', words: `${TROUBLES['host-new'].words}${lies}`, fix: TROUBLES['host-new'].fix }
  if (trouble) return { state: 'offline', words: `${trouble.words}${lies} ${trouble.fix}`, fix: null }
  const [state, words] = row.worked_at === null ? (['new', 'It was not used yet.'] as const) : (['works', 'It works.'] as const)
  const { certificate } = row
  if (certificate?.is !== 'soon') return { state, words: `${words}${lies}`, fix: null }
  const end = `Its client certificate runs out on ${certificateDay(certificate.ends)}.`
  return { state, words: `${words}${lies} ${end}`, fix: 'Ask them for a new one now, and enter it here.' }
}
