declare const inCents: unique symbol
/** An amount of US money in whole cents. Made only by the functions of this file, or by adding and negating. */
export type Cents = number & { readonly [inCents]: true }

/** 10^11 cents, a billion dollars: past this an amount is a mistake. */
const LIMIT = 100_000_000_000

export const NO_MONEY = 0 as Cents

/**
 * Whole cents as money.
 * @throws when the number is not whole or is past a billion dollars: a bug, never a user's mistake
 */
export function cents(whole: number): Cents {
  if (!Number.isInteger(whole) || whole > LIMIT || whole < -LIMIT) throw new RangeError('An amount that is not whole cents')
  return (whole + 0) as Cents
}

/**
 * Reads an amount digit by digit, so that no float ever touches it: `175`, `175.5`, `.4`, `-12.30`, and with `loose` also `$1,234.50`.
 * Undefined when it is not an amount, has more than two decimals that count, or is past a billion dollars.
 */
export function parseMoney(text: string, loose = false): Cents | undefined {
  const plain = loose
    ? text
        .trim()
        .replace(/^([-−]?)\$/, '$1')
        .replace(/^−/, '-')
        .replace(/,(?=\d{3}(\D|$))/g, '')
    : text
  const parts = /^(-?)(\d*)(?:\.(\d*))?$/.exec(plain)
  if (!parts) return undefined
  const [, minus, whole = '', fraction = ''] = parts
  if (whole === '' && fraction === '') return undefined
  if (/[1-9]/.test(fraction.slice(2)) || whole.replace(/^0+/, '').length > 9) return undefined
  const amount = Number(whole) * 100 + Number(fraction.slice(0, 2).padEnd(2, '0'))
  if (amount > LIMIT) return undefined
  return cents(minus && amount !== 0 ? -amount : amount)
}

/** As X12 writes money (element 782): no point when whole, no trailing zero, a minus in front. `17500` is `175`, `40` is `.4`'s safer form `0.4`. */
export function x12Money(amount: Cents): string {
  const size = Math.abs(amount)
  const fraction = size % 100
  const whole = (size - fraction) / 100
  const sign = amount < 0 ? '-' : ''
  if (fraction === 0) return sign + String(whole)
  if (fraction % 10 === 0) return `${sign}${whole}.${fraction / 10}`
  return `${sign}${whole}.${fraction < 10 ? '0' : ''}${fraction}`
}

/** For columns: `1,234.50`, a true minus (U+2212) in front, no currency sign. */
export function columnMoney(amount: Cents): string {
  const size = Math.abs(amount)
  const whole = String(Math.floor(size / 100)).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${amount < 0 ? '−' : ''}${whole}.${String(size % 100).padStart(2, '0')}`
}

/** For sentences: `$1,234.50`, `−$95.00`. */
export function sentenceMoney(amount: Cents): string {
  const plain = columnMoney(amount)
  return plain.startsWith('−') ? `−$${plain.slice(1)}` : `$${plain}`
}

/** The sum of amounts; of none, no money. */
export function sum(amounts: Iterable<Cents>): Cents {
  let total = 0
  for (const amount of amounts) total += amount
  return cents(total)
}

export const add = (...amounts: readonly Cents[]): Cents => sum(amounts)
export const subtract = (from: Cents, ...amounts: readonly Cents[]): Cents => cents(from - sum(amounts))
export const negate = (amount: Cents): Cents => cents(-amount)
export const isNone = (amount: Cents): boolean => amount === 0
/** `amount` times a whole count, as units times a rate. */
export const times = (amount: Cents, count: number): Cents => cents(amount * count)

/**
 * A share of an amount, half a cent rounded away from zero.
 * @param perTenThousand the rate in hundredths of a percent: 2000 is 20 %
 */
export function share(amount: Cents, perTenThousand: number): Cents {
  if (!Number.isInteger(perTenThousand)) throw new Error('A rate that is not whole hundredths of a percent')
  const exact = Math.abs(amount) * perTenThousand
  const rounded = Math.floor((exact + 5000) / 10_000)
  return cents(amount < 0 ? -rounded : rounded)
}

/** Parts that add up to the total; the first ones carry the odd cents. */
export function splitEvenly(total: Cents, parts: number): Cents[] {
  const size = Math.abs(total)
  const base = Math.floor(size / parts)
  const odd = size - base * parts
  return Array.from({ length: parts }, (_, at) => cents((total < 0 ? -1 : 1) * (base + (at < odd ? 1 : 0))))
}

/**
 * Parts of a total in proportion to weights, exact to the cent: the parts that lost most by rounding down get the odd cents, the first of equals first.
 * Weights that are all nothing count as equal.
 * @throws when a weight is negative: a bug
 */
export function splitBy(total: Cents, weights: readonly Cents[]): Cents[] {
  if (weights.some((one) => one < 0)) throw new RangeError('A weight below nothing')
  const all = weights.reduce((whole, one) => whole + BigInt(one), 0n)
  if (all === 0n) return splitEvenly(total, weights.length)
  const size = BigInt(Math.abs(total))
  const parts = weights.map((one, at) => ({ at, cents: Number((size * BigInt(one)) / all), lost: (size * BigInt(one)) % all }))
  let odd = Math.abs(total) - parts.reduce((whole, one) => whole + one.cents, 0)
  for (const one of [...parts].sort((a, b) => (a.lost === b.lost ? a.at - b.at : a.lost < b.lost ? 1 : -1))) {
    if (odd === 0) break
    one.cents++
    odd--
  }
  return parts.map((one) => cents(total < 0 ? -one.cents : one.cents))
}
