import { randomInt } from 'node:crypto'
import { wordlist } from '@scure/bip39/wordlists/english'
import { refuse } from '../store/index.ts'

/*
 * What leaves the store leaves closed: as an age file (age-encryption.org/v1), which any age opens, or, for people who have none, as a PDF with a
 * password.
 */

/** Words of a passphrase that is made here: 11 bits each, 66 in all; with age's scrypt a guess costs a second. */
const WORDS = 6
/** No I, L, O and U, which are misread. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const GROUPS = 6
const GROUP = 4

/** scrypt's N is 2 to this: what age itself uses. */
const USUAL_WORK = 18

/** A passphrase of six words out of 2048, parted by hyphens: 66 bits. */
export const newPassphrase = (): string => Array.from({ length: WORDS }, () => wordlist[randomInt(wordlist.length)]).join('-')

/** Rights keep nobody from anything who can read the file; who has the password may print and copy. */
const ALL = {
  printing: 'highResolution',
  modifying: true,
  copying: true,
  annotating: true,
  fillingForms: true,
  contentAccessibility: true,
  documentAssembly: true,
} as const

// The libraries of what leaves are loaded when something leaves, so that the engine starts without them.
const encrypter = async () => new (await import('age-encryption')).Encrypter()

/** A password of 24 signs in groups: 120 bits. */
const newPassword = (): string =>
  Array.from({ length: GROUPS }, () => Array.from({ length: GROUP }, () => SIGNS[randomInt(SIGNS.length)]).join('')).join('-')

/**
 * An age file that opens with a passphrase. It is taken in Unicode NFC, as keyboards give it.
 * @param work scrypt's cost as a power of two, lower in tests only
 */
export async function sealToPassphrase(bytes: Uint8Array, passphrase: string, work = USUAL_WORK): Promise<Uint8Array> {
  const age = await encrypter()
  age.setPassphrase(passphrase.normalize('NFC'))
  age.setScryptWorkFactor(work)
  return age.encrypt(bytes)
}

/** An age file that opens with any of some keys. @throws Trouble `input.invalid` for what is no `age1…` key, or none */
export async function sealToKeys(bytes: Uint8Array, keys: readonly string[]): Promise<Uint8Array> {
  const age = await encrypter()
  try {
    for (const key of keys) age.addRecipient(key.trim())
  } catch {
    refuse('input.invalid', { at: { field: 'keys' }, message: 'This is no age key. It begins with age1.' })
  }
  if (keys.length === 0) refuse('input.invalid', { at: { field: 'keys' }, message: 'A key is needed.' })
  return age.encrypt(bytes)
}

/**
 * A PDF that opens with a password: AES-256 with the hardened check of PDF 2.0 (revision 6). The password is made here, never chosen, and is not kept:
 * it is shown once.
 */
export async function sealPdf(pdf: Uint8Array): Promise<{ readonly pdf: Uint8Array; readonly password: string }> {
  const password = newPassword()
  const { PDFDocument } = await import('@cantoo/pdf-lib')
  const document = await PDFDocument.load(pdf, { updateMetadata: false })
  document.encrypt({ algorithm: 'AES-256', userPassword: password, ownerPassword: password, permissions: ALL })
  return { pdf: await document.save(), password }
}
