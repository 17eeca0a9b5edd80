import { readFile } from '../../x12/index.ts'
import type { Enclosed, Unwrapped } from './enclosed.ts'

/*
 * Files enclosed in something like a mail (RFC 2045 to 2047): a message saved from a mail program, an answer over the web saved with its heads. Parts may
 * hold parts. Letters, pictures and signatures beside the files are left out.
 */

const MOST_DEPTH = 8
const MOST_PARTS = 1000
/** The heads of a message stand within so many bytes. */
const HEADS = 64 * 1024

/** What a message encloses. @returns undefined for bytes that are none, or in which nothing is enclosed */
export function openMail(bytes: Uint8Array): Unwrapped | undefined {
  if (!isMail(Buffer.from(bytes.subarray(0, HEADS)).toString('latin1'))) return undefined
  const text = Buffer.from(bytes).toString('latin1')
  // A message that lost its heads begins with the line that divides its parts.
  const bare = /^--([^\r\n]{1,70})\r?\n/.exec(text)?.[1]
  const leaves = bare === undefined ? leavesOf(text, 0) : partsOf(text, bare).flatMap((part) => leavesOf(part, 1))
  if (leaves.some(({ type }) => /^application\/(x-)?pkcs7-mime$/.test(type)))
    return { is: 'mail', refused: 'The message is enciphered. Open it in the mail program, save the attachment and import that.' }
  if (leaves.length > MOST_PARTS)
    return { is: 'mail', refused: `The message has more than ${MOST_PARTS} parts. Save its attachments and import those.` }
  const files = leaves
    .filter(isFile)
    .map(({ name, bytes: own }, n): Enclosed => ({ name: name === '' ? `part ${n + 1}` : name, bytes: own }))
  return files.length === 0 ? undefined : { is: 'mail', files }
}

function isMail(start: string): boolean {
  if (/^--[^\r\n]{1,70}\r?\nContent-[A-Za-z-]+:/i.test(start)) return true
  if (!/^(From [^\r\n]*\r?\n)?[A-Za-z][\w-]*:/.test(start)) return false
  return /^(Content-Type|MIME-Version|Content-Transfer-Encoding):/im.test(divided(start).head)
}

type Leaf = { readonly type: string; readonly name: string; readonly bytes: Buffer }

/** A file has a name, or X12 in it; what only dresses the letter up is none. */
const isFile = ({ type, name, bytes }: Leaf): boolean =>
  !type.startsWith('image/') &&
  !type.endsWith('signature') &&
  ((name !== '' && !type.startsWith('text/html')) || readFile(bytes).interchanges.length > 0)

function divided(text: string): { readonly head: string; readonly body: string } {
  const gap = /\r?\n\r?\n/.exec(text)
  const head = gap ? text.slice(0, gap.index) : text
  // A head that goes on in the next line begins it with a blank.
  return { head: head.replaceAll(/\r?\n[ \t]+/g, ' '), body: gap ? text.slice(gap.index + gap[0].length) : '' }
}

function leavesOf(entity: string, depth: number): Leaf[] {
  if (depth > MOST_DEPTH) return []
  const { head, body } = divided(entity)
  const field = (name: string): string => new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(head)?.[1]?.trim() ?? ''
  const content = field('Content-Type')
  const type = /^[^;\s]+/.exec(content)?.[0].toLowerCase() ?? 'text/plain'
  const boundary = parameter(content, 'boundary')
  if (type.startsWith('multipart/') && boundary !== '') return partsOf(body, boundary).flatMap((part) => leavesOf(part, depth + 1))
  const decoded = decode(body, field('Content-Transfer-Encoding').toLowerCase())
  if (type === 'message/rfc822') return leavesOf(decoded.toString('latin1'), depth + 1)
  const name = parameter(field('Content-Disposition'), 'filename') || parameter(content, 'name')
  return [{ type, name: name.replace(/^.*[/\\]/s, ''), bytes: decoded }]
}

/** `name="value"`, `name=value` or `name*=UTF-8''value` of a head. */
function parameter(head: string, name: string): string {
  const [, coded, quoted, bare] =
    new RegExp(`;\\s*${name}(?:\\*=[\\w-]*'[\\w-]*'([^;\\s]+)|=\\s*"([^"]*)"|=\\s*([^;\\s]+))`, 'i').exec(head) ?? []
  if (coded === undefined) return quoted ?? bare ?? ''
  try {
    return decodeURIComponent(coded)
  } catch {
    return coded
  }
}

/** What stands between the lines that divide a message. The end of line before such a line belongs to it. */
function partsOf(body: string, boundary: string): string[] {
  const text = `\n${body}`
  const mark = `\n--${boundary}`
  const parts: string[] = []
  let from = -1
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length)) {
    if (from >= 0) parts.push(text.slice(from, at).replace(/\r$/, ''))
    const line = text.indexOf('\n', at + mark.length)
    if (line < 0 || text.startsWith('--', at + mark.length)) return parts
    from = line + 1
  }
  // A message that was cut off ends with its last part.
  return from >= 0 ? [...parts, text.slice(from)] : parts
}

function decode(body: string, encoding: string): Buffer {
  if (encoding === 'base64') return Buffer.from(body, 'base64')
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1')
  const joined = body.replaceAll(/=[ \t]*\r?\n/g, '')
  return Buffer.from(
    joined.replaceAll(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => Buffer.from(hex, 'hex').toString('latin1')),
    'latin1',
  )
}
