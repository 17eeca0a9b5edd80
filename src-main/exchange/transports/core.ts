import { createHash, randomUUID, X509Certificate } from 'node:crypto'
import { request } from 'node:https'
import { isIP } from 'node:net'
import { checkServerIdentity, connect, rootCertificates, type PeerCertificate } from 'node:tls'
import { digits } from '../../../src-shared/number.ts'
import { readAnswer, writeMime, writeSoap, type Answered, type Message, type Mode, type Operation } from './envelope.ts'
import { LARGEST, LineTrouble, type Answer, type Left, type Line, type Open, type Parcel, type Remote, type Route } from './line.ts'

/*
 * CAQH CORE connectivity over HTTPS. A question of one person is asked in real time and answered on the same line; everything else is a batch, whose
 * receipts and results are asked for later under its own number.
 */

/** What a server gets (milliseconds): to be there, and to answer. The rule gives a client 60 seconds in real time. */
const CONNECT_MS = 15_000
const REAL_TIME_MS = 60_000
const BATCH_MS = 120_000

type Kind = { readonly asks: string; readonly isQuestion: boolean; readonly results: readonly (readonly [Operation, string])[] }

const RECEIPT = ['BatchSubmitAckRetrievalTransaction', 'X12_999_RetrievalRequest_005010X231A1'] as const
/** How payloads are called (CORE rule 270, and 470 for what it added). */
const KINDS: Readonly<Record<string, Kind>> = {
  '270': {
    asks: 'X12_270_Request_005010X279A1',
    isQuestion: true,
    results: [RECEIPT, ['BatchResultsRetrievalTransaction', 'X12_005010_Request_Batch_Results_271']],
  },
  '276': {
    asks: 'X12_276_Request_005010X212',
    isQuestion: true,
    results: [RECEIPT, ['BatchResultsRetrievalTransaction', 'X12_005010_Request_Batch_Results_277']],
  },
  '278': {
    asks: 'X12_278_Request_005010X217',
    isQuestion: false,
    results: [RECEIPT, ['GenericBatchRetrievalTransaction', 'X12_005010_Request_Batch_Results_278']],
  },
  '837P': {
    asks: 'X12_837_Request_005010X222A1',
    isQuestion: false,
    results: [RECEIPT, ['GenericBatchRetrievalTransaction', 'X12_005010_Request_Batch_Results_277CA']],
  },
}

export const openCore: Open = async (route, step) => {
  await reached(route)
  step?.('Server', 'answers, and its certificate is sound')
  return new CoreLine(route)
}

class CoreLine implements Line {
  readonly #route: Route
  readonly #lying = new Map<string, Buffer>()

  constructor(route: Route) {
    this.#route = route
  }

  async send(parcel: Parcel, commit: () => void): Promise<readonly Answer[]> {
    const kind = kindOf(parcel)
    const mode = modeOf(parcel, kind)
    const operation =
      mode === 'RealTime' ? 'RealTimeTransaction' : kind.isQuestion ? 'BatchSubmitTransaction' : 'GenericBatchSubmissionTransaction'
    // In real time each try has a number of its own; a batch keeps its own, by which a second one is known.
    const id = mode === 'RealTime' ? randomUUID() : parcel.message
    const answer = await this.#say({ operation, type: kind.asks, mode, id, payload: parcel.bytes }, commit)
    if (mode === 'Batch' && answer.error.startsWith('PayloadIDDuplicate')) return []
    mustBeFine(answer)
    if (mode === 'Batch') return []
    if (answer.payload === null) throw new LineTrouble('protocol')
    return [{ name: `${parcel.name}.answer`, bytes: answer.payload }]
  }

  async look(): Promise<'unknown'> {
    return 'unknown'
  }

  mayRepeat(parcel: Parcel): boolean {
    return kindOf(parcel).isQuestion
  }

  async ready(sent: readonly Left[]): Promise<readonly Remote[]> {
    const found: Remote[] = []
    // A question has one answer; on claims more may come.
    for (const parcel of sent.filter((one) => !one.isAnswered || !kindOf(one).isQuestion))
      for (const [operation, type] of kindOf(parcel).results) {
        const answer = await this.#say({ operation, type, mode: 'Batch', id: parcel.message, payload: null })
        if (/^UnAuthorized|^(UserName|Password)/.test(answer.error)) throw new LineTrouble('auth')
        // Nothing there yet is told in as many ways as there are servers; only a payload counts.
        if (answer.payload === null) continue
        const path = `${parcel.message}/${type}`
        this.#lying.set(path, answer.payload)
        const modified = createHash('sha256').update(answer.payload).digest('hex').slice(0, 32)
        found.push({ path, name: `${parcel.name}.${type}`, size: answer.payload.byteLength, modified })
      }
    return found
  }

  async fetch({ path }: Remote): Promise<Uint8Array> {
    const bytes = this.#lying.get(path)
    if (!bytes) throw new LineTrouble('protocol')
    return bytes
  }

  async settle(): Promise<void> {
    // What was asked for stays theirs.
  }

  close(): void {
    this.#lying.clear()
  }

  #say(about: Pick<Message, 'operation' | 'type' | 'mode' | 'id' | 'payload'>, commit?: () => void): Promise<Answered> {
    const { user, password, sender, receiver, envelope } = this.#route
    const at = new Date().toISOString().replace(/[.]\d+/, '')
    const message: Message = { ...about, at, user, password: password ?? '', sender, receiver }
    const written = envelope === 'soap' ? writeSoap(message) : writeMime(message)
    return posted(this.#route, written, about.mode === 'RealTime' ? REAL_TIME_MS : BATCH_MS, commit)
  }
}

function kindOf({ kind }: Pick<Parcel, 'kind'>): Kind {
  const known = KINDS[kind]
  if (!known) throw new LineTrouble('refused')
  return known
}

/** One question may be asked in real time (CORE rule 270, 4.2); each has a trace. */
function modeOf({ bytes }: Parcel, { isQuestion }: Kind): Mode {
  const text = Buffer.from(bytes).toString('latin1')
  const [element = '*', end = '~'] = [text[3], text[105]]
  const questions = text.split(end).filter((segment) => segment.trimStart().startsWith(`TRN${element}`)).length
  return isQuestion && questions <= 1 ? 'RealTime' : 'Batch'
}

/** @throws LineTrouble by the error of an envelope */
function mustBeFine({ error, isFault }: Answered): void {
  if (error === 'Success') return
  if (isFault) throw new LineTrouble(error === 'Receiver' ? 'busy' : 'protocol')
  if (/^UnAuthorized|^(UserName|Password)/.test(error)) throw new LineTrouble('auth')
  if (error.startsWith('CheckSumMismatched')) throw new LineTrouble('size')
  if (/^Payload(Required|Illegal)/.test(error)) throw new LineTrouble('refused')
  throw new LineTrouble('protocol')
}

/** What both a trial and a message ask of the other side: TLS 1.2 or later, a certificate that is sound, and the key that was entered. */
const security = ({ authority, pin }: Route) => ({
  minVersion: 'TLSv1.2' as const,
  ...(authority !== '' && { ca: [...rootCertificates, authority] }),
  checkServerIdentity: (host: string, certificate: PeerCertificate): Error | undefined => {
    const wrong = checkServerIdentity(host, certificate)
    if (wrong || pin === '') return wrong
    const key = new X509Certificate(certificate.raw).publicKey.export({ type: 'spki', format: 'der' })
    return createHash('sha256').update(key).digest('base64') === pin ? undefined : new LineTrouble('pin')
  },
})

/** A handshake and nothing more. */
async function reached(route: Route): Promise<void> {
  const { hostname, port } = new URL(route.url)
  await new Promise<void>((done, failed) => {
    const socket = connect({
      host: hostname,
      port: port === '' ? 443 : digits(port),
      servername: isIP(hostname) === 0 ? hostname : '',
      ...security(route),
    })
    socket.setTimeout(CONNECT_MS, () => socket.destroy(new LineTrouble('offline')))
    socket.once('secureConnect', () => {
      socket.destroy()
      done()
    })
    socket.once('error', (error) => failed(troubleOf(error, true)))
  })
}

/** Posts a message. Nothing of it is on the line before the handshake is done and `commit` was called. Nobody is sent elsewhere. */
async function posted(
  route: Route,
  { contentType, body }: { readonly contentType: string; readonly body: Buffer },
  ms: number,
  commit?: () => void,
): Promise<Answered> {
  let isOpen = false
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
      asking.once('socket', (socket) =>
        socket.once('secureConnect', () => {
          clearTimeout(timer)
          timer = setTimeout(() => asking.destroy(new LineTrouble('slow')), ms)
          try {
            commit?.()
            isOpen = true
            asking.end(body)
          } catch (error) {
            asking.destroy()
            failed(error instanceof Error ? error : new Error('not committed'))
          }
        }),
      )
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
    if (status === 401 || status === 403) throw new LineTrouble('auth')
    const answer = readAnswer(type, bytes)
    if (answer && (status < 300 || status >= 400)) return answer
    throw new LineTrouble(status >= 500 ? 'busy' : 'protocol')
  } catch (error) {
    throw troubleOf(error, !isOpen)
  } finally {
    clearTimeout(timer)
  }
}

const UNREACHED = ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT']

/** @param isBefore whether the message was not begun yet */
function troubleOf(error: unknown, isBefore: boolean): Error {
  if (error instanceof LineTrouble) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  // Not of the line at all: the store could not be written to.
  if (code.startsWith('SQLITE') || !(error instanceof Error)) return error instanceof Error ? error : new Error('unknown')
  if (UNREACHED.includes(code)) return new LineTrouble('offline')
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME/.test(code)) return new LineTrouble('certificate')
  if (/^ERR_SSL|EPROTO/.test(code)) return new LineTrouble(isBefore ? 'weak' : 'cut')
  return new LineTrouble(isBefore ? 'offline' : 'cut')
}
