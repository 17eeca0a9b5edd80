import { digits } from '../../../src-shared/number.ts'

/* Elements and texts of an XML document, one after the other. No declaration of a document type is read, so nothing in it can expand or fetch. */

export type Piece =
  | { readonly is: 'open'; readonly name: string; readonly attributes: Readonly<Record<string, string>>; readonly isEmpty: boolean }
  | { readonly is: 'close'; readonly name: string }
  | { readonly is: 'text'; readonly text: string }

const MARK =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([A-Za-z_][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/g
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The name without the prefix of its namespace: writers choose the prefixes. */
const local = (name: string): string => name.slice(name.indexOf(':') + 1)

const plain = (text: string): string =>
  text.includes('&')
    ? text.replaceAll(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g, (whole, hex?: string, decimal?: string, name?: string) => {
        if (name !== undefined) return NAMED[name] ?? whole
        const code = hex === undefined ? digits(decimal) : Buffer.from(hex.padStart(8, '0'), 'hex').readUInt32BE()
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
      })
    : text

export function* pieces(xml: string): Generator<Piece> {
  let from = 0
  for (const mark of xml.matchAll(MARK)) {
    if (mark.index > from) yield { is: 'text', text: plain(xml.slice(from, mark.index)) }
    from = mark.index + mark[0].length
    const [, data, closes, name, attributes = '', empty] = mark
    if (data !== undefined) yield { is: 'text', text: data }
    if (name === undefined) continue
    if (closes === '/') yield { is: 'close', name: local(name) }
    else yield { is: 'open', name: local(name), attributes: attributesOf(attributes), isEmpty: empty === '/' }
  }
}

const attributesOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...text.matchAll(ATTRIBUTE)].map(([, name = '', double, single]) => [name, plain(double ?? single ?? '')]))
