/*
 * Watches a page for what was made of text. It is handed into the page as it stands, so it uses nothing from outside itself.
 */

/** What was found in a page. */
export type Watched = {
  /** Elements, attributes and styles that no screen of ours makes. */
  readonly made: readonly string[]
  /** Each text that stood in the page; that of a field, which is as it will be saved, begins with U+0000. */
  readonly texts: readonly string[]
  readonly ran: boolean
}

/** Begins to watch, over every shadow root too. @param tags the elements that our screens are made of */
export function watch(tags: readonly string[]): void {
  type Mine = { made: Set<string>; texts: Set<string> }
  const mine: Mine = { made: new Set(), texts: new Set() }
  Object.assign(globalThis, { watched: mine })
  const known = new Set(tags)
  const leads = /^\s*(javascript|data|vbscript|https?|file|blob):|^\/\/|evil\.example/i
  const element = (one: Element): void => {
    const name = one.localName
    const short = (): string => new XMLSerializer().serializeToString(one.cloneNode()).slice(0, 200)
    if (!known.has(name)) mine.made.add(`element ${short()}`)
    if (name === 'style' && (one as HTMLStyleElement).nonce === '') mine.made.add(`style ${(one.textContent ?? '').slice(0, 100)}`)
    if (name === 'script' && !(one as HTMLScriptElement).src.startsWith('app://bundle/')) mine.made.add(`script ${short()}`)
    for (const { name: attribute, value } of one.attributes) {
      if (/^on/i.test(attribute) || attribute === 'srcdoc') mine.made.add(`attribute ${short()}`)
      const isAddress = ['href', 'xlink:href', 'src', 'action', 'formaction', 'data', 'poster', 'background', 'srcset'].includes(attribute)
      if (isAddress && leads.test(value)) mine.made.add(`address ${short()}`)
      if (attribute === 'style' && /url\(|expression|evil/i.test(value)) mine.made.add(`style of ${short()}`)
    }
    if (one.shadowRoot) follow(one.shadowRoot)
  }
  const look = (node: Node): void => {
    if (node.nodeType === Node.TEXT_NODE) {
      const parent = node.parentElement?.localName
      const isField = node.parentElement?.closest('[contenteditable]') instanceof Element
      if (parent !== 'style' && parent !== 'script') mine.texts.add(`${isField ? '\0' : ''}${(node as Text).data}`)
      return
    }
    if (node instanceof Element) element(node)
    for (const child of node.childNodes) look(child)
  }
  const followed = new WeakSet<Node>()
  const follow = (root: Node): void => {
    if (followed.has(root)) return
    followed.add(root)
    new MutationObserver((records) => {
      for (const { target, addedNodes, type } of records) {
        if (type === 'attributes') element(target as Element)
        else if (type === 'characterData') look(target)
        else addedNodes.forEach(look)
      }
    }).observe(root, { subtree: true, childList: true, characterData: true, attributes: true })
    for (const child of root.childNodes) look(child)
  }
  const attach = Element.prototype.attachShadow
  Element.prototype.attachShadow = function (init) {
    const root = attach.call(this, init)
    follow(root)
    return root
  }
  follow(document)
}

/** Keeps what stands in fields now, which no change of the page tells. */
export function lookAtFields(): void {
  const { texts } = Reflect.get(globalThis, 'watched') as { texts: Set<string> }
  for (const one of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')) texts.add(`\0${one.value}`)
}

/** What was found until now. */
export function watched(): Watched {
  const { made, texts } = Reflect.get(globalThis, 'watched') as { made: Set<string>; texts: Set<string> }
  return { made: [...made], texts: [...texts], ran: Reflect.get(globalThis, '__xss') !== undefined }
}

/** What screens of ours are made of. */
export const TAGS: readonly string[] =
  'html head meta title link script style body div span p b i em strong small a br hr h1 h2 h3 h4 ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td form fieldset legend label input textarea button select option header footer main nav aside section article mark code kbd time output progress svg g path circle rect line polyline polygon ellipse defs use'.split(
    ' ',
  )
