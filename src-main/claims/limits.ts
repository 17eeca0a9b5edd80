import { addDays, addMonths, type Day } from '../../src-shared/day.ts'
import type { PayerRow } from '../practice/index.ts'

/**
 * The last day to bill the payer behind another: from the day that one decided, for Medicare from the first service day all the same (42 CFR 424.44).
 */
export const fileNextBy = (payer: Pick<PayerRow, 'kind' | 'filing_days'>, firstDay: Day, decided: Day): Day =>
  payer.kind === 'medicare' ? fileBy(payer, firstDay) : addDays(decided, payer.filing_days)

/** The last day to correct what a payer decided. */
export const correctBy = (payer: Pick<PayerRow, 'corrected_days'>, decided: Day): Day => addDays(decided, payer.corrected_days)

/** The last day to file: from the first service day; Medicare gives a calendar year (42 CFR 424.44). */
export const fileBy = (payer: Pick<PayerRow, 'kind' | 'filing_days'>, firstDay: Day): Day =>
  payer.kind === 'medicare' ? addMonths(firstDay, 12) : addDays(firstDay, payer.filing_days)
