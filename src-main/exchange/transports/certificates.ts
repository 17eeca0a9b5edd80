import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'
import { Duplex } from 'node:stream'
import { createSecureContext, TLSSocket } from 'node:tls'

/*
 * The certificate by which a practice proves to a server who it is, read from the files a payer or clearinghouse hands out: PEM (RFC 7468) in one file or
 * two, a certificate as DER with its key beside it, or PKCS#12 (RFC 7292).
 */

/** What a server is shown: either the certificates (the own one first) and their key as PEM, or a PKCS#12 file; and what opens the key. */
export type ClientCertificate = {
  readonly certificates: string | null
  readonly key: string | null
  readonly bundle: Uint8Array | null
  readonly phrase: string | null
}

/** What of it may be shown. Days of validity are instants, in UTC. */
export type CertificateFacts = {
  readonly subject: string
  readonly issuer: string
  readonly serial: string
  readonly starts: string
  readonly ends: string
}

/** `none`: no certificate. `keyless`: no private key. `phrase`: the passphrase is wrong or lacking. `other-key`: the key is of another certificate. `old`: encrypted in a way nobody uses any more. */
export type CertificateFault = 'none' | 'keyless' | 'broken-key' | 'phrase' | 'other-key' | 'old'

export type CertificateRead =
  | { readonly ok: true; readonly certificate: ClientCertificate; readonly facts: CertificateFacts }
  | { readonly ok: false; readonly why: CertificateFault }

const refused = (why: CertificateFault): CertificateRead => ({ ok: false, why })

/** @param files the certificate, and its private key where that is a file of its own; in either order */
export function readCertificate(files: readonly Uint8Array[], phrase: string | null): CertificateRead {
  const texts = files.map(pemOf)
  const bundle = files.find((_, n) => texts[n] === undefined)
  return bundle ? fromBundle(bundle, phrase) : fromPem(texts.join('\n'), phrase)
}

/** A file as PEM; undefined for one that is neither PEM nor a single certificate. */
function pemOf(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes).toString('latin1')
  return text.includes('-----BEGIN ') ? text : certificateIn(bytes)?.toString()
}

function certificateIn(one: Uint8Array | string): X509Certificate | undefined {
  try {
    return new X509Certificate(one)
  } catch {
    return undefined
  }
}

function fromPem(text: string, phrase: string | null): CertificateRead {
  const blocks = [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g)].map(([pem, label = '']) => ({ pem, label }))
  const certificates = blocks.flatMap(({ pem, label }) => (label.endsWith('CERTIFICATE') ? (certificateIn(pem) ?? []) : []))
  if (certificates.length === 0) return refused('none')
  const key = blocks.find(({ label }) => label.endsWith('PRIVATE KEY'))?.pem
  if (key === undefined) return refused('keyless')
  const opened = keyIn(key, phrase)
  if (!opened) return refused(key.includes('ENCRYPTED') ? 'phrase' : 'broken-key')
  const own = certificates.find((one) => one.checkPrivateKey(opened))
  if (!own) return refused('other-key')
  const chain = chainFrom(own, certificates)
    .map((one) => one.toString())
    .join('')
  return { ok: true, certificate: { certificates: chain, key, bundle: null, phrase }, facts: factsOf(own) }
}

function keyIn(pem: string, phrase: string | null): KeyObject | undefined {
  try {
    // Without any passphrase some libraries would ask for one at a terminal.
    return createPrivateKey({ key: pem, passphrase: phrase ?? '' })
  } catch {
    return undefined
  }
}

/** The certificate and those that vouch for it, each behind the one it signed, as TLS wants them. */
function chainFrom(own: X509Certificate, all: readonly X509Certificate[]): X509Certificate[] {
  const chain = [own]
  for (let next = signerOf(own, all); next && !chain.includes(next); next = signerOf(next, all)) chain.push(next)
  return chain
}

const signerOf = (one: X509Certificate, all: readonly X509Certificate[]): X509Certificate | undefined =>
  all.find((other) => other !== one && one.checkIssued(other))

function fromBundle(bundle: Uint8Array, phrase: string | null): CertificateRead {
  try {
    const secureContext = createSecureContext({ pfx: Buffer.from(bundle), passphrase: phrase ?? '' })
    // Nothing of Node's takes such a file apart; a socket that leads nowhere says which certificate it would show.
    const socket = new TLSSocket(nowhere(), { secureContext })
    const own = socket.getX509Certificate()
    socket.destroy()
    return own ? { ok: true, certificate: { certificates: null, key: null, bundle, phrase }, facts: factsOf(own) } : refused('none')
  } catch (error) {
    const said = error instanceof Error ? `${'code' in error ? String(error.code) : ''} ${error.message}` : ''
    if (/mac verify|password/i.test(said)) return refused('phrase')
    if (/unsupported/i.test(said)) return refused('old')
    if (/private key/i.test(said)) return refused('keyless')
    return refused(/mismatch/i.test(said) ? 'other-key' : 'none')
  }
}

const nowhere = (): Duplex => new Duplex({ read: () => undefined, write: (_piece, _encoding, done) => done() })

const factsOf = ({ subject, issuer, serialNumber, validFrom, validTo }: X509Certificate): CertificateFacts => ({
  subject: inOneLine(subject),
  issuer: inOneLine(issuer),
  serial: serialNumber,
  starts: instant(validFrom),
  ends: instant(validTo),
})

/** Node gives a name as one line for each part of it. @param name nothing where a certificate names nobody */
const inOneLine = (name: string | undefined): string => (name ?? '').split('\n').join(', ').slice(0, 400)

/** `Nov 20 09:00:00 2027 GMT` as an ISO instant. */
const instant = (text: string): string => new Date(Date.parse(text)).toISOString()
