import { randomInt } from 'node:crypto'
import { createRequire } from 'node:module'
import { wordlist } from '@scure/bip39/wordlists/english'
import { refuse } from '../trouble.ts'

/*
 * What a passphrase must be (NIST SP 800-63B-4, 3.1.1.2): long, and none of those everybody tries. No rule about kinds of signs, no end date.
 */

const SHORTEST = 15
const WORDS = 6
/** What is left of a passphrase beside the names of the practice and the person must be no shorter. */
const LEAST_LEFT = 6
const LEAST_SIGNS = 5

/**
 * Whether a new passphrase may be taken.
 * @param context names somebody who knows the practice would try first: the practice, the person
 * @throws Trouble `store.passphrase.short`, `store.passphrase.common`
 */
export function checkNewPassphrase(text: string, context: readonly string[], field = 'passphrase'): void {
  const signs = [...text.normalize('NFC')]
  if (signs.length < SHORTEST) refuse('store.passphrase.short', { at: { field } })
  if (signs.length > 256)
    refuse('store.passphrase.short', { at: { field }, message: 'The passphrase is too long. It may have 256 characters.' })
  if (isGuessable(text, context))
    refuse('store.passphrase.common', { at: { field }, fix: 'Six words drawn by chance are strong and easy to type.' })
}

/** Six words drawn by chance from 2,048: 66 bits, behind a derivation of half a second. */
export const suggestPassphrase = (): string => Array.from({ length: WORDS }, () => wordlist[randomInt(wordlist.length)] ?? '').join(' ')

function isGuessable(text: string, context: readonly string[]): boolean {
  const plain = folded(text)
  const left = contextWords(context).reduce((rest, word) => rest.replaceAll(word, ''), plain)
  // What is written in no Latin letters at all leaves nothing to compare; its length has to do.
  if (plain === '') return new Set(text).size < LEAST_SIGNS
  return (
    left.length < LEAST_LEFT ||
    new Set(left).size < LEAST_SIGNS ||
    isRow(left) ||
    isRepeated(left) ||
    isTwoCommon(left) ||
    isTwoCommon(unleet(left))
  )
}

/** Letters and digits in lower case, without marks and what stands between. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}@$]/gu, '')

const LEET: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's' }
const unleet = (text: string): string => text.replaceAll(/[013457@$]/g, (sign) => LEET[sign] ?? sign)

const contextWords = (context: readonly string[]): string[] =>
  ['parity', ...context.flatMap((name) => [name, ...name.split(/[^\p{L}\p{N}]+/u)]).map(folded)]
    .filter((word) => word.length >= 4)
    .sort((a, b) => b.length - a.length)

/** `abcdefgh…`, `87654321…`: each sign next to the one before. */
const isRow = (text: string): boolean => {
  const steps = [...text].slice(1).map((sign, n) => (sign.codePointAt(0) ?? 0) - (text.codePointAt(n) ?? 0))
  const usual = steps.filter((step) => Math.abs(step) <= 1 || Math.abs(step) === 9).length
  return usual >= steps.length * 0.9
}

/** `blueskyblueskybluesky`: one short piece over and over. */
const isRepeated = (text: string): boolean => {
  const at = (text + text).indexOf(text, 1)
  return at < text.length && at <= 12
}

/** One or two common passphrases, and digits behind. */
function isTwoCommon(text: string): boolean {
  const known = common()
  const bare = text.replace(/\d{1,4}$/, '')
  return [text, bare].some(
    (one) =>
      known.has(one) || Array.from({ length: one.length }, (_, n) => n).some((n) => known.has(one.slice(0, n)) && known.has(one.slice(n))),
  )
}

type Language = { readonly dictionary: { readonly 'passwords-common': readonly string[] } }
let list: ReadonlySet<string> | undefined
/** About 49,000 of the most used passwords; read when the first new passphrase is chosen, for unpacking them takes a moment. */
function common(): ReadonlySet<string> {
  if (!list) {
    const load = createRequire(import.meta.url)
    const { dictionary } = load('@zxcvbn-ts/language-common') as Language
    list = new Set(dictionary['passwords-common'])
  }
  return list
}
