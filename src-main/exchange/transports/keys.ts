import type { ParsedKey } from 'ssh2'

/** Both halves of a key: the private one as it was given, with what opens it; the public one in a line. */
export type Keys = { readonly privateKey: string; readonly keyPhrase: string | null; readonly publicKey: string }

const COMMENT = 'parity'

/** A private key as a person pasted it. @returns undefined when it is none, or its passphrase is wrong */
export async function readKey(text: string, phrase: string | null): Promise<Keys | undefined> {
  const { utils } = await import('ssh2').then((loaded) => loaded.default)
  const read = utils.parseKey(text, phrase ?? undefined)
  const key: ParsedKey | Error | undefined = Array.isArray(read) ? (read as readonly ParsedKey[])[0] : read
  if (key === undefined || key instanceof Error || !key.isPrivateKey()) return undefined
  return { privateKey: text, keyPhrase: phrase, publicKey: `${key.type} ${key.getPublicSSH().toString('base64')} ${COMMENT}` }
}

/** A new pair (Ed25519). */
export async function makeKeys(): Promise<Keys> {
  const { utils } = await import('ssh2').then((loaded) => loaded.default)
  const pair = utils.generateKeyPairSync('ed25519', { comment: COMMENT })
  return { privateKey: pair.private, keyPhrase: null, publicKey: pair.public }
}
