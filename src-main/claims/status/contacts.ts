import type { Argument, Output } from '../../../src-shared/contract/index.ts'
import { shownDay, type Day } from '../../../src-shared/day.ts'
import { noteDisclosure } from '../../access/index.ts'
import { nextNumber, refuse, type CommandWork } from '../../store/index.ts'
import { verdictOn } from '../consent.ts'
import { claimFacts } from '../facts.ts'
import { addContact, contactsAbout, undoContact } from '../records/contacts.ts'
import { contactWords, note, sentence, settleTold } from './told.ts'

/**
 * Keeps what a payer told of a claim. A call tells the payer of the patient's service, so it is a disclosure like a question in a file; what came in a
 * letter is none.
 * @throws Trouble `record.missing`, `consent.none`
 */
export function logContact(work: CommandWork, { claim, contact }: Argument<'contacts.log'>): Output<'contacts.log'> {
  const { db, clock, user } = work
  const facts = claimFacts(db, claim) ?? refuse('record.missing')
  const verdict = verdictOn(db, facts, clock.today())
  if (!verdict.allowed) refuse('consent.none', { fix: verdict.why })
  const { by, ...rest } = contact
  const row = { claim, told_by: by, ...rest, n: nextNumber(db, 'told'), at: clock.now(), user: user.id }
  const id = addContact(db, row)
  if (contact.way !== 'letter')
    noteDisclosure(work, verdict, {
      patient: facts.claim.patient,
      recipient: facts.payer.name,
      what: `${contact.way === 'phone' ? 'A call' : 'A look at the payer’s site'} about claim ${claim}, service of ${shownDay(facts.claim.first_day as Day)}`,
      purpose: 'payment',
      source: `contact ${id}`,
    })
  const again = contact.again === null ? '' : ` Look again on ${shownDay(contact.again)}.`
  note(work, claim, {
    words: SAID_WORDS[contact.said],
    detail: `${[`${contactWords(row)}.`, sentence(contact.note)].filter(Boolean).join(' ')}${again}`,
  })
  settleTold(work, facts)
  return { id }
}

const SAID_WORDS: Readonly<Record<Argument<'contacts.log'>['contact']['said'], string>> = {
  'in-process': 'In process, the payer says',
  'not-on-file': 'Not on file, the payer says',
  wanted: 'The payer wants something',
  paid: 'Paid, the payer says',
  denied: 'Denied, the payer says',
  other: 'Contact with the payer',
}

/**
 * Takes a contact back; it stays in sight as taken back, and what was told before it holds again.
 * @throws Trouble `record.missing`, `contact.other` for anybody but who wrote it
 */
export function undo(work: CommandWork, { claim, contact }: Argument<'contacts.undo'>): Output<'contacts.undo'> {
  const { db, clock, user } = work
  const facts = claimFacts(db, claim) ?? refuse('record.missing')
  const own = contactsAbout(db, claim).find(({ id }) => id === contact) ?? refuse('record.missing')
  if (own.user !== user.id) refuse('contact.other')
  if (own.undone !== null) return {}
  undoContact(db, contact, user.id, clock.now())
  note(work, claim, { words: 'Contact taken back', detail: contactWords(own) })
  settleTold(work, facts)
  return {}
}
