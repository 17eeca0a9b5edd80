import { useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { elementsOf } from './markup.ts'
import classes from './PrintedPage.module.css'

/** US Letter at 96 px to the inch. */
const pageWidth = 816

type Props = {
  readonly html: string
  readonly style: string
  /** How wide it is drawn; 816 is its own size. */
  readonly width: number
  /** What a screen reader calls it. A small picture of a page has no name, and is passed over. */
  readonly label?: string
}

/** A page as it will be printed, white in every theme. Its style reaches nothing outside it, and nothing of ours reaches in. */
export function PrintedPage({ html, style, width, label }: Props): ReactNode {
  const host = useRef<HTMLDivElement>(null)
  const [root, setRoot] = useState<ShadowRoot>()
  useLayoutEffect(() => {
    if (host.current) setRoot(host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' }))
  }, [])
  useLayoutEffect(() => {
    if (root) dress(root, style)
  }, [root, style])
  const page = useMemo(() => elementsOf(html), [html])
  return (
    <div
      ref={host}
      className={classes['page']}
      style={{ zoom: width / pageWidth }}
      {...(label === undefined ? { 'aria-hidden': true, inert: true } : { role: 'document', 'aria-label': label })}
    >
      {root && createPortal(page, root)}
    </div>
  )
}

function dress(root: ShadowRoot, style: string): void {
  root.adoptedStyleSheets = [sheetOf(style)]
}

let last: { readonly style: string; readonly sheet: CSSStyleSheet } | undefined

/**
 * The style of a printed document as one of a page in the window: what it says of the body it says of the page. Fonts count only where the
 * document itself brings them.
 */
function sheetOf(style: string): CSSStyleSheet {
  if (last?.style === style) return last.sheet
  const whole = new CSSStyleSheet()
  whole.replaceSync(style)
  const sheet = new CSSStyleSheet()
  const fonts = new CSSStyleSheet()
  for (const rule of whole.cssRules) {
    if (rule instanceof CSSFontFaceRule) fonts.insertRule(rule.cssText, fonts.cssRules.length)
    else if (rule instanceof CSSStyleRule && rule.selectorText !== 'html')
      sheet.insertRule(rule.selectorText === 'body' ? `:host { ${rule.style.cssText} }` : rule.cssText, sheet.cssRules.length)
  }
  document.adoptedStyleSheets = [...document.adoptedStyleSheets.filter((one) => one !== pageFonts), fonts]
  pageFonts = fonts
  last = { style, sheet }
  return sheet
}
let pageFonts: CSSStyleSheet | undefined
