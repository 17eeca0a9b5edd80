import type { DepositPreview, DepositState } from '../../../src-shared/contract/deposits.ts'
import type { Shape } from '../../../src-shared/contract/fields.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import { columnMoney, type Cents } from '../../../src-shared/money.ts'

export type Deposit = Output<'deposits.get'>
export type Verdict = DepositPreview['rows'][number]['verdict']
export type BankMoney = Deposit['money'][number]
export type Told = Deposit['remittances'][number]

export const STATES: Readonly<Record<DepositState, { readonly shape: Shape; readonly word: string; readonly long: string }>> = {
  money: { shape: 'look-here', word: 'No remittance', long: 'Money without a remittance' },
  remittance: { shape: 'silent', word: 'No money', long: 'Remittance without money' },
  differs: { shape: 'short', word: 'Differs', long: 'The amounts differ' },
  agrees: { shape: 'paid', word: 'Agrees', long: 'The amounts agree' },
  before: { shape: 'note', word: 'Earlier', long: 'Before the bank’s files' },
  none: { shape: 'note', word: 'Pays nothing', long: 'No money is expected' },
  aside: { shape: 'closed', word: 'Put aside', long: 'Put aside' },
}

export const VERDICTS: Readonly<Record<Verdict, { readonly shape: Shape; readonly word: string }>> = {
  cannot: { shape: 'rejected', word: 'Cannot be read' },
  new: { shape: 'ready', word: 'New' },
  known: { shape: 'closed', word: 'Known' },
}

/** A difference with its sign, so that more and less are told apart. */
export const offWords = (off: Cents): string => `${off > 0 ? '+' : ''}${columnMoney(off)}`
