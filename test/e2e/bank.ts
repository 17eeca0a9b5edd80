import { writeFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { columnMoney, cents } from '../../src-shared/money.ts'
import { shownDay, type Day } from '../../src-shared/day.ts'
import { must } from '../../src-shared/result.ts'
import { ask } from './biller-practice.ts'

type Row = { readonly party: string; readonly reference: string; readonly told: number; readonly day: Day }

/** What a bank says of the newest remittances of a practice. */
export type BankSays = {
  /** Named by its trace, with its amount. */
  readonly agrees: Row
  /** Named by its trace, $25.00 less. */
  readonly differs: Row
  /** Its amount alone. */
  readonly likely: Row
  readonly lines: readonly (readonly [day: string, words: string, amount: string])[]
}

/** Lines of a bank beside the remittances that are there: one agrees, one differs, one is likely, and two have no remittance. */
export async function bankOf(page: Page): Promise<BankSays> {
  const view = { filters: [{ is: 'any', field: 'state', of: ['remittance', 'before'] }], sort: [{ by: 'day', down: true }] }
  const { rows } = (await ask(page, 'deposits.list', { view, window: 0 })) as { rows: readonly Row[] }
  const once = rows.filter(({ told }) => told > 5000 && rows.filter((other) => other.told === told).length === 1)
  const [agrees, differs, likely] = [0, 1, 2].map((n) => must('the practice has remittances', once[n])) as [Row, Row, Row]
  const line = ({ day }: Row, words: string, amount: number): BankSays['lines'][number] => [
    shownDay(day),
    words,
    columnMoney(cents(amount)),
  ]
  return {
    agrees,
    differs,
    likely,
    lines: [
      line(agrees, `${agrees.party.slice(0, 15).toUpperCase()} HCCLAIMPMT TRN*1*${agrees.reference}*1999888777`, agrees.told),
      line(differs, `EDI PAYMNT TRN*1*${differs.reference}*1999888777`, differs.told - 2500),
      line(likely, 'COUNTER DEPOSIT', likely.told),
      line(agrees, 'TALLGRASS MUTUAL HCCLAIMPMT', 12_345),
      line(agrees, 'CARD PAYMENTS OF THE DAY', 9000),
      line(agrees, 'RENT OF THE OFFICE', -180_000),
    ],
  }
}

/** Writes such lines as a table; one row more cannot be read. */
export async function writeBank(path: string, { lines }: BankSays): Promise<void> {
  const rows = lines.map(([day, words, amount]) => `${day},${words},"${amount.replace('−', '-')}"`)
  await writeFile(path, ['Posting Date,Description,Amount', ...rows, '13/45/2026,SMUDGED,10.00'].join('\r\n'))
}
