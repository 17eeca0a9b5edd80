/*
 * What an authorization counts in. Quantities are whole parts: visits, units and days as they are, hours in minutes, so that nothing is ever rounded.
 */

export const UNITS = ['visit', 'unit', 'hour', 'day'] as const
export type Unit = (typeof UNITS)[number]

/** Parts in one of a unit. */
export const partsIn = (unit: Unit): number => (unit === 'hour' ? 60 : 1)

/** `4`, `2.5`: parts in their unit, to two places at most. */
export function quantity(unit: Unit, parts: number): string {
  const hundredths = Math.round((Math.abs(parts) * 100) / partsIn(unit))
  const whole = Math.floor(hundredths / 100).toLocaleString('en-US')
  const rest = String(hundredths % 100)
    .padStart(2, '0')
    .replace(/0+$/, '')
  return `${parts < 0 ? '−' : ''}${whole}${rest === '' ? '' : `.${rest}`}`
}

/** `4 visits`, `1 visit`, `2.5 hours`. */
export const quantityWords = (unit: Unit, parts: number): string =>
  `${quantity(unit, parts)} ${Math.abs(parts) === partsIn(unit) ? unit : `${unit}s`}`
