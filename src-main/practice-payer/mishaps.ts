import { wholeNumber } from '../../src-shared/number.ts'

/* What goes wrong at a payer now and then. */

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
