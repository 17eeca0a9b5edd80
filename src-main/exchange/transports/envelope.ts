import { createHash, randomUUID } from 'node:crypto'
import { digits } from '../../../src-shared/number.ts'

/*
 * The envelopes of CAQH CORE connectivity, rule 270 (vC2.2.0): what is said about a payload, as parts of a form (HTTP MIME multipart) or as SOAP 1.2 with
 * WS-Security, its batches as an attachment (MTOM). Written and read here; nothing of it is sent here.
 */

export type Mode = 'RealTime' | 'Batch'
export type Operation =
  | 'RealTimeTransaction'
  | 'BatchSubmitTransaction'
  | 'BatchSubmitAckRetrievalTransaction'
  | 'BatchResultsRetrievalTransaction'
  | 'BatchResultsAckSubmitTransaction'
  | 'GenericBatchSubmissionTransaction'
  | 'GenericBatchRetrievalTransaction'

/** What a message says of itself and its payload. */
export type Message = {
  readonly operation: Operation
  readonly type: string
  readonly mode: Mode
  readonly id: string
  /** UTC, to the second. */
  readonly at: string
  readonly user: string
  readonly password: string
  readonly sender: string
  readonly receiver: string
  readonly payload: Uint8Array | null
}
export type Written = { readonly contentType: string; readonly body: Buffer }
export type Answered = {
  readonly type: string
  /** The PayloadID of the answer; empty where it has none. */
  readonly id: string
  readonly error: string
  readonly payload: Buffer | null
  readonly isFault: boolean
}

const RULE = '2.2.0'
const CORE = 'http://www.caqh.org/SOAP/WSDL/CORERule2.2.0.xsd'
const SECURITY = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd'
const XOP = 'http://www.w3.org/2004/08/xop/include'

/** The fields in the order the rule gives them; length and checksum are of batches alone. */
function fieldsOf({ type, mode, id, at, sender, receiver, payload }: Message): (readonly [string, string])[] {
  const isBatch = mode === 'Batch' && payload !== null
  return [
    ['PayloadType', type],
    ['ProcessingMode', mode],
    ['PayloadID', id],
    ...(isBatch ? [['PayloadLength', String(payload.byteLength)] as const] : []),
    ['TimeStamp', at],
    ['SenderID', sender],
    ['ReceiverID', receiver],
    ['CORERuleVersion', RULE],
    // The rule says SHA-1; it guards against damage, not against people.
    ...(isBatch ? [['CheckSum', createHash('sha1').update(payload).digest('hex')] as const] : []),
  ]
}

export function writeMime(message: Message): Written {
  const boundary = `parity-${randomUUID()}`
  const part = (name: string, value: Uint8Array, more = ''): Buffer =>
    Buffer.concat([
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n`, 'latin1'),
      value,
      Buffer.from('\r\n', 'latin1'),
    ])
  const text = (value: string): Buffer => Buffer.from(value, 'utf8')
  const { user, password, payload, mode } = message
  const signed = user === '' ? [] : [part('UserName', text(user)), part('Password', text(password))]
  const file = mode === 'Batch' ? '; filename="payload.x12"\r\nContent-Type: application/octet-stream' : ''
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([
      ...fieldsOf(message).map(([name, value]) => part(name, text(value))),
      ...signed,
      ...(payload === null ? [] : [part('Payload', payload, file)]),
      Buffer.from(`--${boundary}--\r\n`, 'latin1'),
    ]),
  }
}

/** The element of the body each operation asks with. */
const ELEMENTS: Readonly<Record<Operation, string>> = {
  RealTimeTransaction: 'COREEnvelopeRealTimeRequest',
  BatchSubmitTransaction: 'COREEnvelopeBatchSubmission',
  BatchSubmitAckRetrievalTransaction: 'COREEnvelopeBatchSubmissionAckRetrievalRequest',
  BatchResultsRetrievalTransaction: 'COREEnvelopeBatchResultsRetrievalRequest',
  BatchResultsAckSubmitTransaction: 'COREEnvelopeBatchResultsAckSubmission',
  GenericBatchSubmissionTransaction: 'COREEnvelopeBatchSubmission',
  GenericBatchRetrievalTransaction: 'COREEnvelopeBatchResultsRetrievalRequest',
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Text that ends a CDATA section is divided between two. */
const cdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`

export function writeSoap(message: Message): Written {
  const { operation, user, password, payload, mode } = message
  const attached = `${randomUUID()}@parity`
  const isAttached = payload !== null && mode === 'Batch'
  const held = isAttached
    ? `<xop:Include xmlns:xop="${XOP}" href="cid:${attached}"/>`
    : payload === null
      ? ''
      : cdata(Buffer.from(payload).toString('latin1'))
  const fields = fieldsOf(message).map(([name, value]) => `<${name}>${escaped(value)}</${name}>`)
  const xml = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<soapenv:Envelope xmlns:soapenv="http://www.w3.org/2003/05/soap-envelope"><soapenv:Header>',
    user === ''
      ? ''
      : `<wsse:Security soapenv:mustUnderstand="true" xmlns:wsse="${SECURITY}"><wsse:UsernameToken><wsse:Username>${escaped(user)}</wsse:Username><wsse:Password>${escaped(password)}</wsse:Password></wsse:UsernameToken></wsse:Security>`,
    `</soapenv:Header><soapenv:Body><c:${ELEMENTS[operation]} xmlns:c="${CORE}">`,
    ...fields,
    payload === null ? '' : `<Payload>${held}</Payload>`,
    `</c:${ELEMENTS[operation]}></soapenv:Body></soapenv:Envelope>`,
  ].join('')
  const soap = `application/soap+xml; charset=UTF-8; action="${operation}"`
  if (!isAttached) return { contentType: soap, body: Buffer.from(xml, 'utf8') }
  const boundary = `parity-${randomUUID()}`
  const head = (type: string, id: string): Buffer =>
    Buffer.from(`--${boundary}\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <${id}>\r\n\r\n`, 'latin1')
  return {
    contentType: `multipart/related; type="application/xop+xml"; boundary="${boundary}"; start="<root@parity>"; start-info="application/soap+xml"; action="${operation}"`,
    body: Buffer.concat([
      head('application/xop+xml; charset=UTF-8; type="application/soap+xml"', 'root@parity'),
      Buffer.from(`${xml}\r\n`, 'utf8'),
      head('application/octet-stream', attached),
      payload,
      Buffer.from(`\r\n--${boundary}--\r\n`, 'latin1'),
    ]),
  }
}

/** Reads what came back, whichever envelope it is in. @returns undefined when it is none */
export function readAnswer(contentType: string, body: Buffer): Answered | undefined {
  const parts = /^multipart\//i.test(contentType) ? partsOf(contentType, body) : []
  if (/^multipart\/form-data/i.test(contentType)) {
    const field = (name: string): Buffer | undefined =>
      parts.find(({ head }) => new RegExp(`name="?${name}"?(;|\\r|$)`, 'i').test(head))?.body
    const error = field('ErrorCode')?.toString('utf8').trim()
    if (error === undefined) return undefined
    const payload = field('Payload')
    const text = (name: string): string => field(name)?.toString('utf8').trim() ?? ''
    return { type: text('PayloadType'), id: text('PayloadID'), error, payload: payload?.length ? payload : null, isFault: false }
  }
  const xml = (parts[0]?.body ?? body).toString('utf8')
  // What could make a reader fetch or unfold something is no part of any envelope.
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) return undefined
  const fault = inside(xml, 'Fault')
  if (fault !== undefined)
    return { type: '', id: '', error: /:Receiver\b/.test(fault) ? 'Receiver' : 'Sender', payload: null, isFault: true }
  const error = inside(xml, 'ErrorCode')
  if (error === undefined) return undefined
  const held = inside(xml, 'Payload')
  const cid = /href="cid:([^"]+)"/.exec(held ?? '')?.[1]
  const attached = cid === undefined ? undefined : parts.find(({ head }) => head.includes(`<${decodeURIComponent(cid)}>`))?.body
  const text = held === undefined || cid !== undefined ? '' : plain(held)
  return {
    type: plain(inside(xml, 'PayloadType') ?? '').trim(),
    id: plain(inside(xml, 'PayloadID') ?? '').trim(),
    error: plain(error).trim(),
    payload: attached ?? (text.trim() === '' ? null : Buffer.from(text, 'latin1')),
    isFault: false,
  }
}

type Part = { readonly head: string; readonly body: Buffer }

function partsOf(contentType: string, body: Buffer): Part[] {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1]
  if (boundary === undefined) return []
  const parts: Part[] = []
  const mark = Buffer.from(`--${boundary}`, 'latin1')
  for (let at = body.indexOf(mark); at >= 0;) {
    const next = body.indexOf(mark, at + mark.byteLength)
    if (next < 0) break
    const gap = body.indexOf('\r\n\r\n', at)
    if (gap >= 0 && gap < next)
      parts.push({ head: body.toString('latin1', at, gap), body: body.subarray(gap + 4, Math.max(gap + 4, next - 2)) })
    at = next
  }
  return parts
}

/** What stands between the tags of the first element of a name, in any namespace. */
function inside(xml: string, name: string): string | undefined {
  const opened = new RegExp(`<(?:[\\w.-]+:)?${name}(?:\\s[^>]*)?>`).exec(xml)
  if (!opened || opened[0].endsWith('/>')) return undefined
  const from = opened.index + opened[0].length
  const length = xml.slice(from).search(new RegExp(`</(?:[\\w.-]+:)?${name}\\s*>`))
  return length < 0 ? undefined : xml.slice(from, from + length)
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The text of an element: CDATA as it is, elsewhere the five named signs and those by number. */
const plain = (xml: string): string =>
  xml
    .split(/<!\[CDATA\[/)
    .map((piece, n) => {
      const end = n === 0 ? -1 : piece.indexOf(']]>')
      const [verbatim, rest] = end < 0 ? ['', piece] : [piece.slice(0, end), piece.slice(end + 3)]
      return `${verbatim}${rest.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi, signOf)}`
    })
    .join('')

function signOf(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole
  const code = decimal === undefined ? Buffer.from((hex ?? '').padStart(6, '0'), 'hex').readUIntBE(0, 3) : digits(decimal)
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
}
