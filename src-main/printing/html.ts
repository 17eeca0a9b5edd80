import { seen } from '../../src-shared/seen.ts'

/** Markup that is known to be safe. Only {@link html} makes it. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Value = string | number | Html | readonly Html[]

/** Markup with values in it: what is not markup itself is escaped, wherever it came from, and its hidden signs are shown. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(parts.map((part, n) => (n === 0 ? part : `${textOf(values[n - 1] ?? '')}${part}`)).join(''))
}

export const NOTHING = html``

/** Markup where there is something, and nothing where there is not. */
export const maybe = <T>(value: T | null | undefined, of: (value: T) => Html): Html =>
  value === null || value === undefined || value === '' ? NOTHING : of(value)

/** A phone number, or signs with a hyphen between them: a code, a reference, a date. */
const TOGETHER = /(\(\d{3}\) [\d-]+|\S*\w-\w\S*)/

/** Running text whose numbers and codes are not broken at the end of a line. */
export const flowing = (text: string): readonly Html[] =>
  text.split(TOGETHER).map((part, n) => (n % 2 === 0 ? html`${part}` : html`<span class="whole">${part}</span>`))

function textOf(value: Value): string {
  if (value instanceof Html) return value.text
  if (typeof value === 'string') return escaped(value)
  if (typeof value === 'number') return String(value)
  return value.map((one) => one.text).join('')
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => seen(text).replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? '')
