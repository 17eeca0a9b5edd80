import { addDays, addMonths, type Day } from '../../src-shared/day.ts'
import type { PayerRow } from '../practice/index.ts'

/** The last day to file: from the first service day; Medicare gives a calendar year (42 CFR 424.44). */
export const fileBy = (payer: Pick<PayerRow, 'kind' | 'filing_days'>, firstDay: Day): Day =>
  payer.kind === 'medicare' ? addMonths(firstDay, 12) : addDays(firstDay, payer.filing_days)
