import { wholeNumber } from '../../src-shared/number.ts'

/* What goes wrong in an office now and then, and how it is mended. */

/** A header that became five codes is coded out, and of two that exclude each other the first stays. */
export function mended(codes: readonly string[]): string[] {
  const whole = codes.map((code) => (code === 'F50.2' ? 'F50.20' : code))
  return whole.filter((code, at) => at === 0 || !/^F3[23]/.test(code) || !whole.slice(0, at).some((one) => /^F3[23]/.test(one)))
}

/** A payment whose amount is not the sum of its claims, as they come now and then. */
export function unbalanced(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1')
  return Buffer.from(
    text.replace(/BPR\*I\*(\d+)/, (_whole, dollars: string) => `BPR*I*${String(Math.max(1, (wholeNumber(dollars) ?? 0) - 95))}`),
    'latin1',
  )
}

/** The first paid claim of a payment under a number that a payer's clerk typed, ours and its own. */
export const misnumbered = (bytes: Uint8Array): Uint8Array =>
  Buffer.from(
    Buffer.from(bytes)
      .toString('latin1')
      .replace(/CLP\*[^*]+(\*1\*[^*]+\*[1-9][^*]*(?:\*[^*]*){2}\*)[^*]+/, 'CLP*MANUAL-004417$1M4417'),
    'latin1',
  )
