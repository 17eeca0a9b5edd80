/** A run of digits as people write a card number: with blanks or dashes between. */
const RUN = /\d(?:[ -]?\d){12,18}/g

/**
 * Whether a text holds what may be the number of a payment card: 13 to 19 digits with the right check digit (ISO/IEC 7812-1, Luhn). Such a number is
 * never kept (PCI DSS 3.2): the terminal's own reference is.
 */
export const holdsCardNumber = (text: string): boolean =>
  [...text.matchAll(RUN)].some(([run]) => isLuhn([...run.replaceAll(/\D/g, '')].map((one) => '0123456789'.indexOf(one))))

function isLuhn(digits: readonly number[]): boolean {
  const total = digits.toReversed().reduce((sum, digit, at) => sum + (at % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2), 0)
  return total % 10 === 0
}
