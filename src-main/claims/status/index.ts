import type { Handlers } from '../../store/index.ts'
import { askAbout, previewInquiries } from './asking.ts'
import { logContact, undo } from './contacts.ts'
import { statusOf } from './shown.ts'

/* How claims stand with their payers: asked (276), answered (277), told to a person. */

export { answerStatus } from './answering.ts'
export { answerStatusEnvelope, answerStatusForm } from './turned-back.ts'
export { mayAsk } from './shown.ts'
export { contactWords, toldStep } from './told.ts'

export const statusHandlers = {
  'inquiries.get': (work, { claim }) => statusOf(work, claim),
  'inquiries.preview': (work, input) => previewInquiries(work, input),
  'inquiries.ask': (work, input) => askAbout(work, input),
  'contacts.log': (work, input) => logContact(work, input),
  'contacts.undo': (work, input) => undo(work, input),
} satisfies Pick<Handlers, 'inquiries.get' | 'inquiries.preview' | 'inquiries.ask' | 'contacts.log' | 'contacts.undo'>
