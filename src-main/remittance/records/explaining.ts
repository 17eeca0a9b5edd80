import type { Reading } from '../../store/index.ts'
import { from } from './tables.ts'

/* The claim payments that entries were made from, for who wants to know why an amount is as it is. */

/** The claims of a patient, or one claim, oldest first. */
export function sessionRows(db: Reading, of: { readonly patient: number } | { readonly claim: number }) {
  const claims = from
    .selectFrom('claim')
    .innerJoin('payer', 'payer.id', 'claim.payer')
    .select(['claim.id', 'claim.patient', 'claim.first_day', 'claim.codes', 'claim.status', 'payer.name as payerName'])
    .orderBy('claim.first_day')
    .orderBy('claim.id')
  return db.all('patient' in of ? claims.where('claim.patient', '=', of.patient) : claims.where('claim.id', '=', of.claim))
}

/** The claim payments posted on a claim, in the order of their entries. */
export const paymentsOn = (db: Reading, claim: number) =>
  db.all(
    from
      .selectFrom('remit_claim')
      .innerJoin('remittance', 'remittance.id', 'remit_claim.remittance')
      .select([
        'remit_claim.id',
        'remit_claim.entry',
        'remit_claim.reverses',
        'remit_claim.charge',
        'remit_claim.payer_control as payerControl',
        'remit_claim.from_segment as first',
        'remit_claim.to_segment as last',
        'remittance.id as remittance',
        'remittance.file',
        'remittance.trace',
        'remittance.day',
        'remittance.claims',
      ])
      .where('remit_claim.claim', '=', claim)
      .where('remit_claim.outcome', '=', 'posted')
      .where('remit_claim.entry', 'is not', null)
      .orderBy('remit_claim.entry'),
  )
export type PaymentOn = ReturnType<typeof paymentsOn>[number]

/** An entry and whose hand it was. */
export const entryById = (db: Reading, entry: number) =>
  db.first(
    from
      .selectFrom('entry')
      .leftJoin('person', 'person.id', 'entry.user')
      .select(['entry.kind', 'entry.day', 'entry.at', 'person.name as who'])
      .where('entry.id', '=', entry),
  )
