import { createElement, type ReactNode } from 'react'

/*
 * Reads the markup that the engine makes for printed pages, and gives elements. Nothing is handed to a parser of the browser's: what is not
 * in these lists does not come out, so no script, picture or address ever does.
 */

const tags = new Set('section div header span a p b br h1 h2 small table thead tbody tfoot tr th td'.split(' '))
const empty = new Set(['br'])
/** Between these, white space is no text. */
const frames = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr'])

const TOKEN = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+="[^"]*")*)\s*(\/?)>/g
const ATTRIBUTE = /([a-z-]+)="([^"]*)"/g
const SIGN = /&(amp|lt|gt|quot|ensp|nbsp|#39);/g
const signs: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', ensp: '\u2002', nbsp: '\u00A0', '#39': "'" }

const read = (text: string): string => text.replaceAll(SIGN, (_, name: string) => signs[name] ?? '')

type Open = { readonly tag: string; readonly props: Readonly<Record<string, unknown>>; readonly children: ReactNode[] }

export function elementsOf(markup: string): ReactNode {
  const root: Open = { tag: '', props: {}, children: [] }
  const open: Open[] = [root]
  let at = 0
  let key = 0
  const top = (): Open => open.at(-1) ?? root
  const close = (): void => {
    const done = open.pop()
    if (done && tags.has(done.tag))
      top().children.push(createElement(done.tag === 'a' ? 'span' : done.tag, { key: key++, ...done.props }, ...done.children))
  }
  const say = (text: string): void => {
    if (text !== '' && !(frames.has(top().tag) && text.trim() === '')) top().children.push(read(text))
  }
  for (const token of markup.matchAll(TOKEN)) {
    const [whole, slash, tag = '', attributes = '', selfClosing] = token
    say(markup.slice(at, token.index))
    at = token.index + whole.length
    if (slash === '/') {
      // An end without its beginning is passed over.
      if (open.some((one) => one.tag === tag)) while (top().tag !== tag) close()
      if (top().tag === tag && open.length > 1) close()
      continue
    }
    open.push({ tag, props: propsOf(attributes), children: [] })
    if (empty.has(tag) || selfClosing === '/') close()
  }
  say(markup.slice(at))
  while (open.length > 1) close()
  return root.children
}

function propsOf(attributes: string): Readonly<Record<string, unknown>> {
  const props: Record<string, unknown> = {}
  for (const [, name = '', value = ''] of attributes.matchAll(ATTRIBUTE)) {
    if (name === 'class') props['className'] = read(value)
    else if (name === 'colspan') props['colSpan'] = parseInt(value, 10)
    else if (name === 'style') props['style'] = styleOf(read(value))
  }
  return props
}

const styleOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text
      .split(';')
      .map((one) => one.split(':'))
      .flatMap(([name, value]) =>
        name === undefined || value === undefined
          ? []
          : [[name.trim().replaceAll(/-(\w)/g, (_, c: string) => c.toUpperCase()), value.trim()]],
      ),
  )
