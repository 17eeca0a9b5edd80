import { execFileSync } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type ServerOptions } from 'node:https'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/*
 * A real HTTPS server on a free port of this machine, with certificates of its own, that speaks the envelopes of CAQH CORE as a payer does.
 */

/** An authority, a certificate it gave to `localhost`, and one that has run out. */
export type Certificates = {
  readonly authority: string
  readonly good: { readonly key: string; readonly cert: string }
  readonly expired: { readonly key: string; readonly cert: string }
  /** Of another authority that calls itself the same. */
  readonly stranger: { readonly key: string; readonly cert: string }
  /** Given to the practice for a year, as PEM, with its key encrypted under {@link PHRASE}, and as PKCS#12 under the same. */
  readonly client: { readonly key: string; readonly cert: string; readonly sealed: string; readonly bundle: Buffer }
  /** SHA-256 of the good one's key, in base64. */
  readonly pin: string
}

export const PHRASE = 'words for the key'

export function certificates(): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'parity-tls-'))
  const at = (name: string): string => join(folder, name)
  const openssl = (...words: string[]): void => void execFileSync('openssl', words, { stdio: ['ignore', 'ignore', 'pipe'], cwd: folder })
  const authority = (name: string): void =>
    openssl(...`req -x509 -newkey rsa:2048 -nodes -subj /CN=Lakeside -days 30 -keyout ${name}.key -out ${name}.pem`.split(' '))
  const given = (name: string, by: string, days: string): { key: string; cert: string } => {
    openssl(...`req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout ${name}.key -out ${name}.csr`.split(' '))
    writeFileSync(at('names'), 'subjectAltName=DNS:localhost\n')
    openssl(
      ...`x509 -req -in ${name}.csr -CA ${by}.pem -CAkey ${by}.key -CAcreateserial -days ${days} -extfile names -out ${name}.pem`.split(
        ' ',
      ),
    )
    return { key: readFileSync(at(`${name}.key`), 'utf8'), cert: readFileSync(at(`${name}.pem`), 'utf8') }
  }
  try {
    authority('ca')
    authority('other')
    const good = given('good', 'ca', '30')
    const own = given('client', 'ca', '365')
    openssl('pkcs8', '-topk8', '-in', 'client.key', '-v2', 'aes-256-cbc', '-passout', `pass:${PHRASE}`, '-out', 'client.sealed')
    openssl('pkcs12', '-export', '-in', 'client.pem', '-inkey', 'client.key', '-passout', `pass:${PHRASE}`, '-out', 'client.p12')
    const spki = new X509Certificate(good.cert).publicKey.export({ type: 'spki', format: 'der' })
    return {
      authority: readFileSync(at('ca.pem'), 'utf8'),
      good,
      client: { ...own, sealed: readFileSync(at('client.sealed'), 'utf8'), bundle: readFileSync(at('client.p12')) },
      expired: given('expired', 'ca', '-1'),
      stranger: given('stranger', 'other', '30'),
      pin: createHash('sha256').update(spki).digest('base64'),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What a client said in its envelope. */
export type Said = { readonly envelope: 'mime' | 'soap'; readonly fields: ReadonlyMap<string, string>; readonly payload: Buffer | null }
/** What the server answers with: an envelope, or something that is none. */
export type Reply =
  | { readonly type: string; readonly id?: string; readonly error?: string; readonly payload?: Buffer }
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | 'cut'

export type PayerServer = {
  readonly url: (host?: string) => string
  readonly said: Said[]
  end(): Promise<void>
}

export async function payerServer(options: ServerOptions, reply: (said: Said) => Reply): Promise<PayerServer> {
  const said: Said[] = []
  const sockets = new Set<Socket>()
  const server = createServer(options, (request, response) => void take(request, response))
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    const heard = readSaid(request.headers['content-type'] ?? '', Buffer.concat(pieces))
    said.push(heard)
    const answer = reply(heard)
    if (answer === 'cut') return void request.socket.destroy()
    if ('status' in answer) {
      response.writeHead(answer.status, answer.headers)
      return void response.end(answer.body ?? '')
    }
    const { contentType, body } = heard.envelope === 'mime' ? mimeAnswer(answer) : soapAnswer(answer)
    response.writeHead(200, { 'Content-Type': contentType })
    response.end(body)
  }
  server.on('secureConnection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  })
  server.on('tlsClientError', () => undefined)
  server.listen(0)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: (host = 'localhost') => `https://${host}:${port}/core`,
    said,
    async end() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

const FIELDS = [
  'PayloadType',
  'ProcessingMode',
  'PayloadID',
  'PayloadLength',
  'TimeStamp',
  'SenderID',
  'ReceiverID',
  'CORERuleVersion',
  'CheckSum',
]

function readSaid(type: string, body: Buffer): Said {
  const text = body.toString('latin1')
  if (type.startsWith('multipart/form-data')) {
    const boundary = /boundary=(\S+)/.exec(type)?.[1] ?? ''
    const parts = text.split(`--${boundary}`).slice(1, -1)
    const all = new Map(
      parts.map((part) => {
        const gap = part.indexOf('\r\n\r\n')
        return [/name="(\w+)"/.exec(part.slice(0, gap))?.[1] ?? '', part.slice(gap + 4, -2)]
      }),
    )
    const payload = all.get('Payload')
    all.delete('Payload')
    return { envelope: 'mime', fields: all, payload: payload === undefined ? null : Buffer.from(payload, 'latin1') }
  }
  const fields = new Map(
    FIELDS.flatMap((name) => [...text.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, value = '']) => [name, value])),
  )
  for (const [name, inner] of [
    ['UserName', 'Username'],
    ['Password', 'Password'],
  ])
    fields.set(name ?? '', new RegExp(`<wsse:${inner}>([^<]*)<`).exec(text)?.[1] ?? '')
  fields.set('action', /action="(\w+)"/.exec(type)?.[1] ?? '')
  const attached = /href="cid:([^"]+)"/.exec(text)?.[1]
  if (attached === undefined) {
    const inline = /<!\[CDATA\[([\s\S]*?)\]\]>/.exec(text)?.[1]
    return { envelope: 'soap', fields, payload: inline === undefined ? null : Buffer.from(inline, 'latin1') }
  }
  const from = text.indexOf('\r\n\r\n', text.indexOf(`Content-ID: <${attached}>`)) + 4
  return { envelope: 'soap', fields, payload: Buffer.from(text.slice(from, text.indexOf('\r\n--', from)), 'latin1') }
}

type Envelope = { readonly type: string; readonly id?: string; readonly error?: string; readonly payload?: Buffer }

function mimeAnswer({ type, id = '', error = 'Success', payload }: Envelope): { contentType: string; body: Buffer } {
  const part = (name: string, value: string): string => `--answer\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const parts = [
    part('PayloadType', type),
    part('PayloadID', id),
    part('ErrorCode', error),
    part('ErrorMessage', 'None'),
    ...(payload ? [part('Payload', payload.toString('latin1'))] : []),
  ]
  return { contentType: 'multipart/form-data; boundary=answer', body: Buffer.from(`${parts.join('')}--answer--\r\n`, 'latin1') }
}

function soapAnswer({ type, id = '', error = 'Success', payload }: Envelope): { contentType: string; body: Buffer } {
  const held = payload ? `<Payload><![CDATA[${payload.toString('latin1')}]]></Payload>` : ''
  const xml = `<?xml version="1.0"?><S:Envelope xmlns:S="http://www.w3.org/2003/05/soap-envelope"><S:Body><r:COREEnvelopeResponse xmlns:r="http://www.caqh.org/SOAP/WSDL/CORERule2.2.0.xsd"><PayloadType>${type}</PayloadType><PayloadID>${id}</PayloadID><ErrorCode>${error}</ErrorCode><ErrorMessage>None</ErrorMessage>${held}</r:COREEnvelopeResponse></S:Body></S:Envelope>`
  return { contentType: 'application/soap+xml', body: Buffer.from(xml, 'latin1') }
}
