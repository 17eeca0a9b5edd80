import { createHash, X509Certificate } from 'node:crypto'
import { request } from 'node:https'
import { isIP } from 'node:net'
import { checkServerIdentity, connect, rootCertificates, TLSSocket, type PeerCertificate } from 'node:tls'
import { digits } from '../../../src-shared/number.ts'
import { readAnswer, type Answered } from './envelope.ts'
import { LARGEST, LineTrouble, type Route } from './line.ts'

/* HTTPS to a CORE server: who it must prove to be, what it is shown of us, and what a handshake that failed means. */

/** What a server gets to be there (milliseconds). */
const CONNECT_MS = 15_000
/** And to say something against a certificate, where it does not say that it took it. */
const TAKEN_MS = 500

/** What both a trial and a message ask of the other side: TLS 1.2 or later, a certificate that is sound, and the key that was entered. And what it is shown. */
const security = ({ authority, pin, certificate }: Route) => ({
  minVersion: 'TLSv1.2' as const,
  ...shown(certificate),
  ...(authority !== '' && { ca: [...rootCertificates, authority] }),
  checkServerIdentity: (host: string, certificate: PeerCertificate): Error | undefined => {
    const wrong = checkServerIdentity(host, certificate)
    if (wrong || pin === '') return wrong
    const key = new X509Certificate(certificate.raw).publicKey.export({ type: 'spki', format: 'der' })
    return createHash('sha256').update(key).digest('base64') === pin ? undefined : new LineTrouble('pin')
  },
})

function shown(certificate: Route['certificate']) {
  if (certificate === null) return {}
  const { certificates, key, bundle, phrase } = certificate
  const opens = phrase === null ? {} : { passphrase: phrase }
  if (bundle) return { pfx: Buffer.from(bundle), ...opens }
  return { cert: certificates ?? undefined, key: key ?? undefined, ...opens }
}

/** One that has run out is not shown: it would be refused, and counted against the account. @throws LineTrouble */
function mustHold({ certificate }: Route): void {
  if (certificate && certificate.ends <= new Date().toISOString()) throw new LineTrouble('certificate-over')
}

/** What is known of a handshake that failed. */
type Handshake = {
  readonly showsOne: boolean
  /** The server has shown its certificate and we have answered: what fails now is about us. */
  isMet: boolean
  /** The message may be on the line. */
  isOpen: boolean
}

/** Follows a handshake from outside. Keys are agreed on only after the server has said who it is and what it wants; they are not looked at. */
function watched(socket: TLSSocket, route: Route): Handshake {
  const handshake = { showsOne: route.certificate !== null, isMet: false, isOpen: false }
  socket.once('keylog', () => (handshake.isMet = true))
  return handshake
}

/**
 * Under TLS 1.3 a client is done before the server has looked at its certificate. That it was taken is told by the ticket for a next time; a server that
 * gives none is believed when it says nothing for a moment.
 */
function taken(socket: TLSSocket, then: () => void): void {
  if (socket.getProtocol() !== 'TLSv1.3') return then()
  const timer = setTimeout(then, TAKEN_MS)
  socket.once('close', () => clearTimeout(timer))
  socket.once('session', () => {
    clearTimeout(timer)
    // Not while the socket still reads.
    setImmediate(() => socket.destroyed || then())
  })
}

/** A handshake and nothing more. */
export async function reached(route: Route): Promise<void> {
  mustHold(route)
  const { hostname, port } = new URL(route.url)
  await new Promise<void>((done, failed) => {
    const socket = connect({
      host: hostname,
      port: port === '' ? 443 : digits(port),
      servername: isIP(hostname) === 0 ? hostname : '',
      ...security(route),
    })
    const handshake = watched(socket, route)
    socket.setTimeout(CONNECT_MS, () => socket.destroy(new LineTrouble('offline')))
    socket.once('secureConnect', () =>
      taken(socket, () => {
        socket.destroy()
        done()
      }),
    )
    socket.once('error', (error) => failed(troubleOf(error, handshake)))
    // Closed without a word: after a certificate of ours was seen, that is the word.
    socket.once('close', () => failed(troubleOf(new Error('closed'), handshake)))
  })
}

/** Posts a message. Nothing of it is on the line before the handshake is done and `commit` was called. Nobody is sent elsewhere. */
export async function posted(
  route: Route,
  { contentType, body }: { readonly contentType: string; readonly body: Buffer },
  ms: number,
  commit?: () => void,
): Promise<Answered> {
  mustHold(route)
  let handshake: Handshake = { showsOne: false, isMet: false, isOpen: false }
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    const { status, type, bytes } = await new Promise<{ status: number; type: string; bytes: Buffer }>((done, failed) => {
      const asking = request(route.url, {
        method: 'POST',
        agent: false,
        headers: { 'Content-Type': contentType, 'Content-Length': body.byteLength, Connection: 'close' },
        ...security(route),
      })
      timer = setTimeout(() => asking.destroy(new LineTrouble('offline')), CONNECT_MS)
      asking.once('error', failed)
      const begin = (): void => {
        clearTimeout(timer)
        timer = setTimeout(() => asking.destroy(new LineTrouble('slow')), ms)
        try {
          commit?.()
          handshake.isOpen = true
          asking.end(body)
        } catch (error) {
          asking.destroy()
          failed(error instanceof Error ? error : new Error('not committed'))
        }
      }
      asking.once('socket', (socket) => {
        if (!(socket instanceof TLSSocket)) throw new Error('no TLS')
        handshake = watched(socket, route)
        socket.once('secureConnect', () => taken(socket, begin))
      })
      asking.once('response', (response) => {
        const pieces: Buffer[] = []
        let size = 0
        response.on('data', (piece: Buffer) => {
          size += piece.byteLength
          if (size > LARGEST) asking.destroy(new LineTrouble('protocol'))
          else pieces.push(piece)
        })
        response.once('error', failed)
        response.once('aborted', () => failed(new LineTrouble('cut')))
        response.once('end', () =>
          done({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', bytes: Buffer.concat(pieces) }),
        )
      })
    })
    if (status === 401 || status === 403) throw new LineTrouble(route.certificate && route.user === '' ? 'certificate-refused' : 'auth')
    const answer = readAnswer(type, bytes)
    if (answer && (status < 300 || status >= 400)) return answer
    if (status === 204) return NOTHING
    // Some servers finish the handshake and say only then, on a page, what they think of the certificate.
    if (status === 400 && /SSL certificate/i.test(bytes.toString('latin1', 0, 2000))) throw new LineTrouble(ofOurs(handshake))
    throw new LineTrouble(status >= 500 ? 'busy' : 'protocol')
  } catch (error) {
    throw troubleOf(error, handshake)
  } finally {
    clearTimeout(timer)
  }
}

const UNREACHED = ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT']

/** A server without a file for us may answer without an envelope. */
const NOTHING: Answered = { type: '', id: '', error: 'Success', payload: null, isFault: false }

const ofOurs = ({ showsOne }: Handshake): 'certificate-refused' | 'certificate-none' =>
  showsOne ? 'certificate-refused' : 'certificate-none'

/** What a server says of a certificate of ours, or of its absence (RFC 8446, 6.2; OpenSSL and BoringSSL name them alike). */
const ALERTS = /ALERT_(BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_|UNKNOWN_CA|ACCESS_DENIED|NO_CERTIFICATE)/

function troubleOf(error: unknown, handshake: Handshake): Error {
  if (error instanceof LineTrouble) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  // Not of the line at all: the store could not be written to.
  if (code.startsWith('SQLITE') || !(error instanceof Error)) return error instanceof Error ? error : new Error('unknown')
  if (UNREACHED.includes(code)) return new LineTrouble('offline')
  const { isMet, isOpen, showsOne } = handshake
  if (ALERTS.test(code) || (isMet && !isOpen && code.includes('HANDSHAKE_FAILURE'))) return new LineTrouble(ofOurs(handshake))
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME/.test(code)) return new LineTrouble('certificate')
  if (/^ERR_SSL|EPROTO/.test(code)) return new LineTrouble(isOpen ? 'cut' : 'weak')
  if (isMet && !isOpen && showsOne) return new LineTrouble('certificate-refused')
  return new LineTrouble(isOpen ? 'cut' : 'offline')
}
