/*
 * When the keychain of the operating system may hold a key for quick unlocking. It is never the only way in: whatever it answers, the passphrase opens.
 */

/** What the operating system says of its keychain. `backend` is named on Linux only. */
export type Keychain = {
  readonly platform: string
  readonly isAvailable: boolean
  readonly backend: string | null
}
/** What was kept when quick unlocking was set up. */
export type DeviceKey = { readonly backend: string | null }

export type KeychainAnswer =
  | { readonly may: 'use' }
  /** The passphrase is asked for; `words` say why when that is new. */
  | { readonly may: 'passphrase'; readonly words: string | null }

const REAL = new Set(['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'])

/**
 * Whether the key kept in the keychain may be used or made. `basic_text` shuts with a password that stands in Chromium's source, and `unknown` may be it.
 * @param kept what was set up on this machine before; undefined when quick unlocking is being set up
 */
export function deviceKey(now: Keychain, kept?: DeviceKey): KeychainAnswer {
  const isReal = now.isAvailable && (now.platform !== 'linux' || REAL.has(now.backend ?? ''))
  if (kept && kept.backend !== now.backend)
    return {
      may: 'passphrase',
      words: 'The keychain of this computer is another one than before. Your passphrase opens the store as always.',
    }
  if (isReal) return { may: 'use' }
  return {
    may: 'passphrase',
    words: kept ? 'The keychain of this computer cannot be used now. Your passphrase opens the store as always.' : null,
  }
}

/** The kept key, or undefined when the keychain does not give it back; then the passphrase is asked for, and nothing is deleted. */
export function fromKeychain(now: Keychain, kept: DeviceKey, decrypt: () => Buffer): { key: Buffer } | { words: string | null } {
  const answer = deviceKey(now, kept)
  if (answer.may !== 'use') return { words: answer.words }
  try {
    return { key: decrypt() }
  } catch {
    return { words: 'The keychain of this computer did not give the key. Your passphrase opens the store as always.' }
  }
}
