/** A whole number written in digits with an optional minus, or undefined. Never rounds, never guesses: '12a', '1.0' and '' are undefined. */
export function wholeNumber(text: string): number | undefined {
  if (!/^-?\d{1,15}$/.test(text)) return undefined
  return Number(text)
}

/**
 * A decimal as X12 writes it (type R: optional minus, digits, at most one point, no exponent), or undefined.
 * For quantities and rates only. Money goes through `money.ts`.
 */
export function decimal(text: string): number | undefined {
  if (!/^-?(\d{1,15}\.?\d{0,6}|\.\d{1,6})$/.test(text)) return undefined
  return Number(text)
}

/** The number that a run of digits is; 0 when it is none. For texts whose form was looked at already. */
export const digits = (text: string | undefined): number => (text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : 0)

export const isWhole = (value: unknown): value is number => Number.isSafeInteger(value)

/** `1 claim`, `2,000 claims`; `one` and `many` are the two forms of the word. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`
