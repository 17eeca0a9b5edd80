import { prepared, type Reading, type Writing } from '../../store/index.ts'
import { from, type ContactRow } from './tables.ts'

/* What payers told of claims when a person asked. */

export const addContact = (db: Writing, row: Omit<ContactRow, 'id'>): number => db.insertRows('payer_contact', [row])

const ofClaim = prepared((claim: number) =>
  from
    .selectFrom('payer_contact')
    .leftJoin('person', 'person.id', 'payer_contact.user')
    .leftJoin('payer_contact_undone', 'payer_contact_undone.contact', 'payer_contact.id')
    .selectAll('payer_contact')
    .select(['person.name as who', 'payer_contact_undone.at as undone'])
    .where('payer_contact.claim', '=', claim)
    .orderBy('payer_contact.n', 'desc')
    .limit(100),
)
/** The contacts about a claim, the newest first, those taken back among them. */
export const contactsAbout = (
  db: Reading,
  claim: number,
): (ContactRow & { readonly who: string | null; readonly undone: string | null })[] => db.all(ofClaim(claim))

export function undoContact(db: Writing, contact: number, user: number, at: string): void {
  db.insertRows('payer_contact_undone', [{ contact, user, at }])
}
