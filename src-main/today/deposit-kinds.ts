import { shownDay, type Day } from '../../src-shared/day.ts'
import { remittancesAside } from '../deposits/index.ts'
import { overdueMoney } from '../remittance/index.ts'
import type { Reading } from '../store/index.ts'
import { any, own, plural, type Kind } from './kind.ts'
import { bankRows, moneyMissing } from './records/waiting.ts'
import { nextWorkday } from './rules.ts'

/* The bank against the remittances: what did not come, what came without a word, and what came as another amount. */

export const depositKinds = (db: Reading, today: Day): Kind[] => [moneyToAskFor(db, today), ...bankKinds(today)]

/** Money that payers say they sent and nobody saw at the bank. */
function moneyToAskFor(db: Reading, today: Day): Kind {
  const aside = new Set(remittancesAside(db))
  const overdue = overdueMoney(db, today).filter(({ id }) => !aside.has(id))
  return {
    id: 'money-missing',
    of: 'remittance',
    shape: 'silent',
    sees: 'remittance.read',
    does: 'remittance.post',
    screen: 'remits',
    rows: moneyMissing(overdue.map(({ id }) => id)),
    basis: 'payments',
    money: own,
    chance: () => 1,
    chanceWords: 'The payer says that it sent it',
    isLimit: false,
    due: nextWorkday(today),
    title: ({ items }) =>
      items === 1 ? 'The money of one remittance has not come' : `The money of ${plural(items, 'remittance')} has not come`,
    detail: ({ first }) =>
      `Nobody said that it came to the bank.${first ? ` The largest is from ${first.party}: ${first.words}${first.day === null ? '' : ` of ${shownDay(first.day as Day)}`}, trace ${first.codes}.` : ''} Look at the bank, then ask the payer with the trace number.`,
  }
}

function bankKinds(today: Day): Kind[] {
  const shared = {
    of: null,
    sees: 'remittance.read',
    does: 'deposits.reconcile',
    screen: 'deposits',
    basis: 'payments',
    money: own,
    chance: () => 1,
    chanceWords: 'It stands at the bank',
    isLimit: false,
    due: nextWorkday(today),
  } as const
  return [
    {
      ...shared,
      id: 'bank-without-remittance',
      shape: 'look-here',
      rows: bankRows('money'),
      filters: [any('state', 'money')],
      title: ({ items }) => `${plural(items, 'deposit')} at the bank without a remittance`,
      detail: ({ first }) =>
        `${first ? `The largest: ${first.party}${first.day === null ? '' : `, ${shownDay(first.day as Day)}`}. ` : ''}Ask the payer for the 835, or put aside what no payer paid.`,
    },
    {
      ...shared,
      id: 'bank-differs',
      shape: 'short',
      rows: bankRows('differs'),
      filters: [any('state', 'differs')],
      title: ({ items }) => `${plural(items, 'deposit')} ${items === 1 ? 'differs' : 'differ'} from what the payer told`,
      detail: ({ first }) =>
        `The bank and the remittances say other amounts.${first ? ` The largest is with ${first.party}.` : ''} Its panel says by how much, and why.`,
    },
  ]
}
