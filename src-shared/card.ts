/** A run of digits as people write numbers: with blanks or dashes between. */
const RUN = /\d(?:[ -]?\d){12,}/g

/**
 * Whether a text holds what may be the number of a payment card: 13 to 19 digits with the right check digit (ISO/IEC 7812-1, Luhn), whatever digits
 * stand before or behind it, as a date or the three on its back. Such a number is never kept (PCI DSS 3.2): the terminal's own reference is.
 */
export const holdsCardNumber = (text: string): boolean =>
  [...text.matchAll(RUN)].some(([run]) => {
    const groups = run.split(/[ -]/)
    return groups.some((_, first) => groups.some((__, last) => isCardNumber(groups.slice(first, last + 1).join(''))))
  })

const isCardNumber = (digits: string): boolean =>
  digits.length >= 13 && digits.length <= 19 && isLuhn([...digits].map((one) => '0123456789'.indexOf(one)))

function isLuhn(digits: readonly number[]): boolean {
  const total = digits.toReversed().reduce((sum, digit, at) => sum + (at % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2), 0)
  return total % 10 === 0
}
