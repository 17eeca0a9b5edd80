import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { certificates, PHRASE, type Certificates } from '../../../test/support/https.ts'
import { readCertificate, type CertificateRead } from './certificates.ts'

let tls: Certificates
beforeAll(() => {
  tls = certificates()
}, 60_000)

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1')
const der = (pem: string): Buffer => Buffer.from(pem.replaceAll(/-----[^-]+-----/g, ''), 'base64')
const outcome = (read: CertificateRead): string => (read.ok ? read.facts.subject : read.why)

type Case = readonly [what: string, files: () => readonly Uint8Array[], phrase: string | null, outcome: string]
const CASES: readonly Case[] = [
  ['PEM in one file', () => [bytes(tls.client.cert + tls.client.key)], null, 'CN=localhost'],
  ['PEM, the key first', () => [bytes(tls.client.key + tls.client.cert)], null, 'CN=localhost'],
  [
    'PEM with words before each part',
    () => [bytes(`Bag Attributes\n${tls.client.cert}\r\nsubject: us\r\n${tls.client.key}`)],
    null,
    'CN=localhost',
  ],
  ['PEM in two files', () => [bytes(tls.client.cert), bytes(tls.client.key)], null, 'CN=localhost'],
  ['PEM in two files, the key chosen first', () => [bytes(tls.client.key), bytes(tls.client.cert)], null, 'CN=localhost'],
  ['a key that is encrypted', () => [bytes(tls.client.cert + tls.client.sealed)], PHRASE, 'CN=localhost'],
  ['a certificate as DER beside its key', () => [der(tls.client.cert), bytes(tls.client.key)], null, 'CN=localhost'],
  ['PKCS#12', () => [tls.client.bundle], PHRASE, 'CN=localhost'],
  ['PKCS#12 under another passphrase', () => [tls.client.bundle], 'another', 'phrase'],
  ['PKCS#12 without its passphrase', () => [tls.client.bundle], null, 'phrase'],
  ['PKCS#12 cut off', () => [tls.client.bundle.subarray(0, 400)], PHRASE, 'none'],
  ['an encrypted key under another passphrase', () => [bytes(tls.client.cert + tls.client.sealed)], 'another', 'phrase'],
  ['an encrypted key without its passphrase', () => [bytes(tls.client.cert + tls.client.sealed)], null, 'phrase'],
  ['the key of another', () => [bytes(tls.client.cert), bytes(tls.good.key)], null, 'other-key'],
  ['a certificate alone', () => [bytes(tls.client.cert)], null, 'keyless'],
  ['a certificate alone as DER', () => [der(tls.client.cert)], null, 'keyless'],
  ['a key alone', () => [bytes(tls.client.key)], null, 'none'],
  ['a key with a piece missing', () => [bytes(tls.client.cert + tls.client.key.replace(/\n.{20}/, '\n'))], null, 'broken-key'],
  ['a letter', () => [bytes('Dear practice, your certificate is ready.')], null, 'none'],
  ['nothing', () => [bytes('')], null, 'none'],
]

describe('a client certificate', () => {
  it.each(CASES)('as %s', (_, files, phrase, expected) => {
    expect(outcome(readCertificate(files(), phrase))).toBe(expected)
  })

  it('is the one the key belongs to, with those that vouch for it behind it, whatever their order in the file', () => {
    const read = readCertificate([bytes(tls.authority + tls.good.cert + tls.client.cert + tls.client.key)], null)
    const certificates = read.ok ? read.certificate.certificates : ''
    expect(certificates).toBe(tls.client.cert + tls.authority)
  })

  it('says whose it is and how long it holds', () => {
    const read = readCertificate([tls.client.bundle], PHRASE)
    expect(read).toMatchObject({
      ok: true,
      facts: {
        issuer: 'CN=Lakeside',
        serial: expect.stringMatching(/^[0-9A-F]+$/),
        ends: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      },
    })
  })

  it('is never made of what is none, and nothing makes the reader fail', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), fc.option(fc.string()), (file, phrase) => {
        expect(readCertificate([file], phrase).ok).toBe(false)
      }),
    )
  })

  it('with any byte of PKCS#12 changed it is read or refused, never shown as another', () => {
    fc.assert(
      fc.property(fc.nat({ max: tls.client.bundle.byteLength - 1 }), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Buffer.from(tls.client.bundle)
        changed[at] = (changed[at] ?? 0) ^ by
        expect(['CN=localhost', 'none', 'phrase', 'keyless', 'old', 'other-key']).toContain(outcome(readCertificate([changed], PHRASE)))
      }),
      { numRuns: 60 },
    )
  })
})
