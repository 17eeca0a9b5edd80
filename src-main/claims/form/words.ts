import type { Cents } from '../../../src-shared/money.ts'
import type { Day } from '../../../src-shared/day.ts'
import { plain } from '../../x12/index.ts'

/* How a value is written on the form: capitals, no commas or periods, no sign in numbers (NUCC 1500 manual). */

const single = (text: string): string => text.replace(/ {2,}/g, ' ').trim()

/** A name or an address: letters, digits, spaces and hyphens. */
export const words = (text: string | null | undefined): string => single(plain(text ?? '').replace(/[^A-Z0-9 &/-]+/g, ''))
/** An id: letters and digits alone. */
export const id = (text: string | null | undefined): string => plain(text ?? '').replace(/[^A-Z0-9]+/g, '')

export type Person = {
  readonly last: string | null
  readonly first: string | null
  readonly middle?: string | null
  readonly suffix?: string | null
}

/** `QUINTERO JR, MARISOL, A`: of a name the form parts with commas. */
export const filedName = ({ last, first, middle, suffix }: Person): string =>
  [single(`${words(last)} ${words(suffix)}`), words(first), words(middle).slice(0, 1)].filter((part) => part !== '').join(', ')
/** `NGOZI OKAFOR LCSW` */
export const signedName = ({ last, first, credential }: Person & { readonly credential?: string }): string =>
  single(`${words(first)} ${words(last)} ${words(credential)}`)

/** `43215-1234`, or five digits. */
export function zip(text: string | null): string {
  const digits = (text ?? '').replace(/\D/g, '')
  return digits.length === 9 ? `${digits.slice(0, 5)}-${digits.slice(5)}` : digits
}

export type Placed = {
  readonly line1: string | null
  readonly line2: string | null
  readonly city: string | null
  readonly state: string | null
  readonly zip: string | null
}
/** Both lines of a street as one: the form has one. */
export const street = ({ line1, line2 }: Placed): string => single(`${words(line1)} ${words(line2)}`)
/** `COLUMBUS OH 43215-1234` */
export const cityLine = (at: Placed): string => single(`${words(at.city)} ${words(at.state)} ${zip(at.zip)}`)

/** Area code and the rest, with nothing between the digits; empty of what is no number of the United States. */
export function phone(text: string | null): { readonly area: string; readonly rest: string } {
  const digits = (text ?? '').replace(/\D/g, '').replace(/^1(?=\d{10}$)/, '')
  return digits.length === 10 ? { area: digits.slice(0, 3), rest: digits.slice(3) } : { area: '', rest: '' }
}

/** The parts of a day. A year of two digits where the form has room for no more. */
export function dayParts(day: string, short = false): { readonly month: string; readonly day: string; readonly year: string } {
  return { month: day.slice(5, 7), day: day.slice(8, 10), year: short ? day.slice(2, 4) : day.slice(0, 4) }
}
/** `04 28 2026` */
export const signedDay = (day: Day): string => Object.values(dayParts(day)).join(' ')

/** Dollars and cents apart; no sign and no point. */
export function moneyParts(amount: Cents): { readonly dollars: string; readonly cents: string } {
  const text = String(amount).padStart(3, '0')
  return { dollars: text.slice(0, -2), cents: text.slice(-2) }
}
