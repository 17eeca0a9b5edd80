import { PAYLOADS } from '../e2e/payloads.ts'

/*
 * Texts of others, given out field by field: each field gets its own mark behind the text, so that where a text is seen says which field it came from.
 */

/** Marks are letters that have no capitals, and that nothing else here uses. */
const FIRST_MARK = 0x4e00

/** A half of a surrogate pair. */
export const LONE = /\p{Surrogate}/u

/** What was given to one field. */
export type Planted = { readonly field: string; readonly mark: string; readonly given: Set<string> }

/** Gives texts out: the next of the payloads that fits a field, with the mark of the field behind it. */
export class Planter {
  readonly fields = new Map<string, Planted>()
  readonly #at = new Map<string, number>()

  /** @param most how many UTF-16 units the field takes @param takes what else the field asks of a text */
  next(field: string, most: number, takes: (text: string) => boolean = () => true): string {
    const own = this.fields.get(field) ?? { field, mark: String.fromCodePoint(FIRST_MARK + this.fields.size), given: new Set() }
    this.fields.set(field, own)
    for (let at = this.#at.get(field) ?? 0; ; at++) {
      const text = `${PAYLOADS[at % PAYLOADS.length] ?? ''}${own.mark}`.trim()
      if (text.length > most || !takes(text)) continue
      this.#at.set(field, at + 1)
      own.given.add(text.replaceAll(new RegExp(LONE.source, 'gu'), '\uFFFD'))
      return text
    }
  }
}

/** Which elements of which segments hold text, with how many signs they take. `component` is the part of a composite, from one. */
export type Place = { readonly id: string; readonly at: number; readonly most: number; readonly component?: number }

/** None of the payloads holds one of these. */
const STRANGE = { element: '\x1D', component: '|', repetition: '^', terminator: '~' }

/**
 * A file of ours with texts of others in it. The delimiters become signs that no text holds, so that each text arrives as it is.
 * @param after segments to be put behind those of a kind, as elements
 */
export function plantX12(
  bytes: Uint8Array,
  planter: Planter,
  kind: string,
  places: readonly Place[],
  after: Readonly<Record<string, readonly (readonly [string, ...(string | number)[]])[]>> = {},
  every = 1,
): Uint8Array {
  let seen = 0
  const segments = Buffer.from(bytes)
    .toString('utf8')
    .split('~')
    .filter((one) => one.trim() !== '')
    .map((one) => one.trim().split('*'))
  const wider = segments.flatMap((segment) => [
    segment,
    ...(after[segment[0] ?? ''] ?? []).map((one) => one.map((element) => (typeof element === 'number' ? `\0${element}` : element))),
  ])
  const planted = wider.map((segment) =>
    segment.map((element, at) => {
      const name = `${kind} ${segment[0]}${String(at).padStart(2, '0')}`
      if (element.startsWith('\0')) return legal(planter, name, parseInt(element.slice(1), 10))
      const place = places.find((one) => one.id === segment[0] && one.at === at)
      if (!place || element === '' || seen++ % every !== 0) return element
      if (place.component === undefined) return legal(planter, name, place.most)
      const parts = element.split(':')
      if (parts[place.component - 1] === undefined) return element
      parts[place.component - 1] = legal(planter, `${name}-${place.component}`, place.most)
      return parts.join(STRANGE.component)
    }),
  )
  let from = 0
  const text = planted.map((segment, at) => {
    if (segment[0] === 'ST') from = at
    if (segment[0] === 'SE') segment[1] = `${at - from + 1}`
    if (segment[0] === 'ISA') {
      segment[11] = STRANGE.repetition
      segment[16] = STRANGE.component
    }
    const isText = (n: number): boolean => places.some((one) => one.id === segment[0] && one.at === n) || segment[0] === 'ISA'
    return segment.map((element, n) => (isText(n) ? element : element.replaceAll(':', STRANGE.component))).join(STRANGE.element)
  })
  return Buffer.from(`${text.join(STRANGE.terminator)}${STRANGE.terminator}`)
}

/** The syntax reads control signs and line breaks away, so what a text becomes is told by the text without them. */
const legal = (planter: Planter, field: string, most: number): string =>
  // eslint-disable-next-line no-control-regex -- finding them is the purpose
  planter.next(field, most, (text) => !/[\0-\x1F\x7F]/.test(text) && !LONE.test(text))
