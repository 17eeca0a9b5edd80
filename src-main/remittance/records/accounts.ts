import { prepared, type Reading } from '../../store/index.ts'
import { from } from './tables.ts'

/** A PLB amount of a posted remittance, with PLB's own sign: what is taken from the payment is above nothing. */
export type Movement = {
  readonly remittance: number
  readonly payer: number | null
  readonly payerName: string
  readonly trace: string
  readonly day: string
  readonly code: string
  readonly reference: string
  readonly cents: number
}

const movements = prepared(() =>
  from
    .selectFrom('remit_provider')
    .innerJoin('remittance', 'remittance.id', 'remit_provider.remittance')
    .select([
      'remittance.id as remittance',
      'remittance.payer',
      'remittance.payer_name as payerName',
      'remittance.trace',
      'remittance.day',
      'remit_provider.code',
      'remit_provider.reference',
      'remit_provider.cents',
    ])
    .where('remittance.status', 'in', ['posted', 'partly'])
    .where('remit_provider.cents', '<>', 0)
    .orderBy('remittance.day')
    .orderBy('remittance.id')
    .orderBy('remit_provider.n'),
)
/** What payers added and took beside the claims, the oldest first. */
export const providerMovements = (db: Reading): Movement[] => db.all(movements())
