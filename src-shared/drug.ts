import { wholeNumber } from './number.ts'

/*
 * A drug that a service line names by its National Drug Code. Sources: 21 CFR 207.33 (the three forms of ten digits), 005010X222A1 loop 2410 (eleven
 * digits without hyphens, 5-4-2), NUCC 1500 manual, item 24 (a quantity of eight digits and three places).
 */

/** CTP05-1: what the quantity of a drug is counted in. */
export const DRUG_UNITS = { UN: 'units', ML: 'milliliters', GR: 'grams', ME: 'milligrams', F2: 'international units' } as const
export type DrugUnit = keyof typeof DRUG_UNITS

/** REF01 of a drug: its prescription, or what ties the parts of a compound together. */
export const DRUG_NUMBERS = { XZ: 'prescription number', VY: 'link number of a compound' } as const
export type DrugNumber = keyof typeof DRUG_NUMBERS

export type Drug = {
  /** Eleven digits once it was looked at; until then as it was typed or came. */
  readonly ndc: string
  /** The quantity in thousandths of its unit. */
  readonly thousandths: number | null
  readonly unit: DrugUnit | null
  readonly number: { readonly kind: DrugNumber; readonly value: string } | null
}

const FORMS: readonly (readonly [number, number, number])[] = [
  [5, 4, 2],
  [4, 4, 2],
  [5, 3, 2],
  [5, 4, 1],
]

/** The eleven digits of an NDC; undefined of what is none, and of ten digits without hyphens, which may be one of three. */
export function ndcOf(text: string): string | undefined {
  const plain = text.trim()
  if (/^\d{11}$/.test(plain)) return plain
  const parts = plain.split('-')
  const isForm = parts.every((part) => /^\d+$/.test(part)) && FORMS.some((form) => form.every((size, n) => parts[n]?.length === size))
  if (!isForm || parts.length !== 3) return undefined
  const [labeler = '', product = '', pack = ''] = parts
  return labeler.padStart(5, '0') + product.padStart(4, '0') + pack.padStart(2, '0')
}

/** Why a text is no NDC; undefined of one. */
export function ndcProblem(text: string): string | undefined {
  if (ndcOf(text) !== undefined) return undefined
  return /^\d{10}$/.test(text.trim())
    ? 'Ten digits without hyphens may be three different drugs. Type the NDC with its hyphens, as the package has it.'
    : 'An NDC has eleven digits, or ten with hyphens: 4-4-2, 5-3-2 or 5-4-1.'
}

/** `50458-0564-01`: an NDC as one reads it; what is none stays as it is. */
export const shownNdc = (text: string): string => ndcOf(text)?.replace(/^(\d{5})(\d{4})(\d{2})$/, '$1-$2-$3') ?? text

/** Thousandths of a quantity as it is typed, `1`, `1.5`, `.75`; undefined of what is none or has more than eight digits and three places. */
export function thousandthsOf(text: string): number | undefined {
  const [, whole = '', places = ''] = /^(\d{0,8})(?:\.(\d{1,3}))?$/.exec(text.trim()) ?? []
  return whole === '' && places === '' ? undefined : wholeNumber(`${whole}${places.padEnd(3, '0')}`)
}

/** `1.5`: thousandths as a decimal without needless zeros. */
export function shownThousandths(thousandths: number): string {
  const text = String(Math.abs(thousandths)).padStart(4, '0')
  const places = text.slice(-3).replace(/0+$/, '')
  return `${thousandths < 0 ? '-' : ''}${text.slice(0, -3)}${places && `.${places}`}`
}

/** `50458-0564-01, 1.5 ML`. */
export const drugWords = ({ ndc, thousandths, unit, number }: Drug): string =>
  [
    shownNdc(ndc),
    [thousandths === null ? '' : shownThousandths(thousandths), unit ?? ''].filter(Boolean).join(' '),
    number === null ? '' : `${DRUG_NUMBERS[number.kind]} ${number.value}`,
  ]
    .filter(Boolean)
    .join(', ')
