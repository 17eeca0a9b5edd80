import type { Output } from '../../src-shared/contract/index.ts'
import type { Day } from '../../src-shared/day.ts'
import { add, cents, negate, NO_MONEY, sentenceMoney, type Cents } from '../../src-shared/money.ts'
import { providerAdjustments, unknownWords } from '../codes/index.ts'
import { claimsByControl, claimsByPayerControl } from '../claims/index.ts'
import type { Reading } from '../store/index.ts'
import { leftOpen } from './pairing.ts'
import { providerMovements, type Movement } from './records/accounts.ts'

/*
 * What payers add and take beside the claims (PLB), across remittances: a debt that one carries forward is taken by a later one, and nets to nothing.
 */

type Account = Output<'remittance.accounts'>[number]
type Kind = Account['kind']

/** FB carries a debt to a later payment, WO takes it or announces that it will; AP is an advance; L6 interest. Source: 835, 005010X221A1, PLB03. */
const KINDS: Readonly<Record<string, Kind>> = { FB: 'recovery', WO: 'recovery', AP: 'advance', L6: 'interest', '51': 'interest' }
const kindOf = (code: string): Kind => KINDS[code] ?? 'other'

const KIND_ORDER: readonly Kind[] = ['recovery', 'advance', 'interest', 'other']
/** Rows of an account that are shown one by one; the balance counts all. */
const MOST_SHOWN = 200

/** The accounts of all payers, those with something open first. */
export function payerAccounts(db: Reading): Account[] {
  const groups = new Map<string, Movement[]>()
  for (const one of providerMovements(db)) {
    const key = JSON.stringify([one.payer ?? one.payerName, kindOf(one.code)])
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  const accounts = [...groups.values()].map((movements) => accountOf(db, movements))
  const rank = ({ toTake, untold, kind }: Account): number =>
    (toTake === 0 && untold === 0 ? KIND_ORDER.length : 0) + KIND_ORDER.indexOf(kind)
  return accounts.toSorted((one, other) => rank(one) - rank(other) || (one.payer < other.payer ? -1 : 1))
}

/** One account. Its movements are of one payer and kind, the oldest first. */
function accountOf(db: Reading, movements: readonly Movement[]): Account {
  const [first] = movements
  const kind = kindOf(first?.code ?? '')
  let balance: Cents = NO_MONEY
  const rows = movements.map((one) => {
    balance = add(balance, negate(cents(one.cents)))
    const known = providerAdjustments.find(one.code)
    return {
      remittance: one.remittance,
      trace: one.trace,
      day: one.day as Day,
      code: one.code,
      words: known?.words ?? unknownWords(one.code),
      reference: one.reference,
      cents: negate(cents(one.cents)),
      balance,
      claim: claimNamed(db, one.reference),
    }
  })
  const left = isSettledLater(kind) ? leftOpen(movements) : { toTake: NO_MONEY, untold: NO_MONEY }
  return {
    payer: movements.at(-1)?.payerName ?? '',
    kind,
    ...left,
    sum: balance,
    words: wordsOf(kind, balance, left),
    rows: rows.slice(-MOST_SHOWN),
    before: Math.max(0, rows.length - MOST_SHOWN),
  }
}

/** Debts and advances are settled by what is taken later; interest and the rest are done when they are paid. */
const isSettledLater = (kind: Kind): boolean => kind === 'recovery' || kind === 'advance'

/** Where an account stands, in sentences. @param balance what was added to payments beyond what was taken from them */
function wordsOf(kind: Kind, balance: Cents, { toTake, untold }: ReturnType<typeof leftOpen>): string {
  const amount = sentenceMoney(balance < 0 ? negate(balance) : balance)
  if (kind === 'interest') return balance >= 0 ? `${amount} of interest was paid.` : `${amount} was taken as interest.`
  if (kind === 'other') return balance >= 0 ? `${amount} was added to payments.` : `${amount} was taken from payments.`
  const isAdvance = kind === 'advance'
  if (toTake === 0 && untold === 0)
    return isAdvance ? 'What was advanced is paid back.' : 'What was carried forward is taken. Nothing is open.'
  return [
    ...(toTake > 0 ? [`${sentenceMoney(toTake)} ${isAdvance ? 'was advanced, and ' : ''}is still taken from coming payments.`] : []),
    ...(untold > 0
      ? [
          isAdvance
            ? `${sentenceMoney(untold)} was taken back that no remittance here advanced. Ask the payer.`
            : `${sentenceMoney(untold)} was taken that no remittance here told of before. Ask the payer which claim it is, and whether it is right.`,
        ]
      : []),
  ].join(' ')
}

/** The claim of ours that a reference names, by the payer's number or by ours (PLB03-2). */
function claimNamed(db: Reading, reference: string): number | null {
  const parts = reference.split(' ').filter(Boolean)
  return parts.flatMap((part) => claimsByPayerControl(db, part)[0] ?? claimsByControl(db, part)[0] ?? [])[0]?.id ?? null
}
