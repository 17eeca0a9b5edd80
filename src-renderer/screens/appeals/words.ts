import type { Output } from '../../../src-shared/contract/index.ts'
import type { APPEAL_WAYS, ENCLOSURE_KINDS } from '../../../src-shared/contract/appeals.ts'
import { shownDay } from '../../../src-shared/day.ts'
import type { Shape } from '../../../src-shared/contract/fields.ts'
import type { Route } from '../../app/routes.ts'

export type Appeal = Output<'appeals.get'>

export const STATUSES: Readonly<Record<Appeal['status'], { readonly shape: Shape; readonly word: string }>> = {
  draft: { shape: 'draft', word: 'Draft' },
  ready: { shape: 'ready', word: 'Ready' },
  sent: { shape: 'appealed', word: 'Sent' },
  won: { shape: 'overturned', word: 'Won' },
  'partly-won': { shape: 'partly-paid', word: 'Won in part' },
  lost: { shape: 'denied', word: 'Lost' },
  withdrawn: { shape: 'voided', word: 'Withdrawn' },
}

/** How an appeal ended, in a sentence. */
export const ENDINGS: Readonly<
  Partial<Record<Appeal['status'], { readonly family: 'ok' | 'warn' | 'bad' | 'none'; readonly words: string }>>
> = {
  won: { family: 'ok', words: 'The payer took its denial back.' },
  'partly-won': { family: 'warn', words: 'The payer took part of its denial back.' },
  lost: { family: 'bad', words: 'The denial stands.' },
  withdrawn: { family: 'none', words: 'The denial was closed before this appeal left.' },
}

export const WAYS: Readonly<Record<(typeof APPEAL_WAYS)[number], { readonly choice: string; readonly sentence: string }>> = {
  fax: { choice: 'Fax', sentence: 'by fax' },
  portal: { choice: 'The payer’s portal', sentence: 'through the payer’s portal' },
  mail: { choice: 'Mail', sentence: 'by mail' },
  'certified-mail': { choice: 'Certified mail', sentence: 'by certified mail' },
  'e-mail': { choice: 'E-mail', sentence: 'by e-mail' },
}

/** What pages of the record are called, and what they usually show. */
export const ENCLOSURES: Readonly<Record<(typeof ENCLOSURE_KINDS)[number], { readonly title: string; readonly shows: string }>> = {
  'treatment-plan': { title: 'Treatment plan', shows: 'the goals of treatment and how they are reached' },
  note: { title: 'Progress note of the session', shows: 'what was done, and how long it took' },
  scale: { title: 'Rating scales', shows: 'how severe it was, and how it changed' },
  statement: { title: 'Clinician’s statement', shows: 'why the treatment is needed' },
  criteria: { title: 'The plan’s criteria', shows: 'the words the criteria are met by' },
  authorization: { title: 'Authorization letter', shows: 'what you approved' },
  representative: { title: 'Appointment of a representative', shows: 'that we may appeal for the member' },
  decision: { title: 'Your decision', shows: 'what was decided, and why' },
  proof: { title: 'Proof of delivery', shows: 'when you had it' },
  other: { title: 'Other pages', shows: '' },
}

/** What the facts of a letter are called. */
const FACTS: Readonly<Record<string, string>> = {
  today: 'Date of the letter',
  level: 'Level of the appeal',
  deadline: 'Last day to appeal',
  answer_by: 'Day the answer is asked for',
  'part2.notice': 'Notice of 42 CFR part 2',
  'your.reason': 'Your reason, in your own words',
  'clinical.summary': 'The clinician’s summary',
  criteria: 'The table of criteria',
  'practice.name': 'Name of the practice',
  'practice.address': 'Address of the practice',
  'practice.phone': 'Phone of the practice',
  'practice.npi': 'NPI of the practice',
  'practice.tin': 'Tax id of the practice',
  'payer.name': 'Name of the payer',
  'payer.appeal_address': 'Address for appeals',
  'payer.fax': 'Fax for appeals',
  'patient.name': 'Name of the patient',
  'patient.born': 'Birth date of the patient',
  'member.name': 'Name of the member',
  'member.id': 'Member id',
  'group.number': 'Group number',
  'coverage.only': 'Only coverage',
  'provider.name': 'Clinician',
  'provider.npi': 'NPI of the clinician',
  'signer.name': 'Who signs',
  'claim.pcn': 'Our claim number',
  'claim.payer_icn': 'The payer’s claim number',
  'claim.denied_date': 'Day of the denial',
  'claim.charge': 'Charge of the claim',
  'claim.paid': 'Paid on the claim',
  'claim.amount_in_dispute': 'Amount in dispute',
  'claim.request': 'What we ask for',
  'claim.dos_from': 'First day of service',
  'claim.dos_to': 'Last day of service',
  'claim.sent_date': 'Day the claim was sent',
  'contract.rate': 'Contract rate',
  'benefit.copay': 'Copay',
  'denial.code': 'Code of the denial',
  'denial.text': 'The denial in words',
  'denial.remarks': 'Remark codes',
  'auth.number': 'Authorization number',
  'line.dos': 'Day of service',
  'line.code': 'Procedure code',
  'line.mods': 'Modifiers',
  'line.service': 'Service',
  'line.units': 'Units',
  'line.charge': 'Charge of the line',
  'line.minutes': 'Minutes of the session',
  'line.least_minutes': 'Least minutes of the code',
  'line.minutes_met': 'Minutes that meet the code',
  'exhibit.remittance': 'Exhibit of the denial',
  'exhibit.claim': 'Exhibit of the claim',
  'exhibit.eligibility': 'Exhibit of the eligibility answer',
  'exhibit.acknowledgment': 'Exhibit of the acceptance',
  'exhibit.authorization': 'Exhibit of the authorization',
  'exhibit.contacts': 'Exhibit of the contacts',
  'exhibit.decision': 'Exhibit of the decision before',
  'eligibility.date': 'Day of the eligibility answer',
  'eligibility.lead': 'Time from the answer to the session',
  'eligibility.none_needed': 'That no authorization is needed',
  'eligibility.active': 'That the coverage was active',
  'filed.accepted_date': 'Day the payer accepted the claim',
  'filed.limit': 'Last day to file',
  'filed.lead': 'Time from the acceptance to the limit',
  'interest.due': 'Last day to pay a clean claim',
  'interest.days': 'Days that the payer is late',
  'interest.rate': 'Rate of interest',
  'interest.amount': 'Interest to this day',
  'interest.statute': 'Law on late payment',
}

export const factWords = (name: string): string => FACTS[name] ?? name

type Remedy = { readonly words: string; readonly button?: string; readonly to?: Route }

/** What a person does about a fact that is missing. What stands in the letter is mended there. */
export function remedyOf(name: string, appeal: Pick<Appeal, 'claim'>): Remedy {
  if (name === 'criteria') return { words: 'A clinician fills in each criterion and how it is met.' }
  if (name === 'your.reason') return { words: 'Write it in the letter, in its place.' }
  if (name === 'clinical.summary') return { words: 'A clinician writes it in the letter, in its place.' }
  if (name === 'signer.name') return { words: 'Choose who signs.' }
  const [of] = name.split('.')
  if (of === 'payer') return { words: 'It stands with the payer.', button: 'Payers', to: { screen: 'setup', section: 'payers' } }
  if (of === 'practice') return { words: 'It stands with the practice.', button: 'Practice', to: { screen: 'setup', section: 'practice' } }
  if (of === 'patient' || of === 'member' || of === 'auth')
    return { words: 'It stands on the claim.', button: `Claim ${appeal.claim}`, to: { screen: 'claims', open: appeal.claim } }
  if (of === 'exhibit') return { words: 'The letter names this exhibit, and it does not go. Put it in, or write its sentence anew.' }
  if (name === 'claim.payer_icn') return { words: 'The remittance did not tell it.' }
  return { words: 'No file of this claim says it. Take its sentence out, or write another.' }
}

export const isOpen = ({ status }: Pick<Appeal, 'status'>): boolean => status === 'draft' || status === 'ready'

/** `Sent 11/18/2026 by certified mail, 9407 1.` */
export function sentWords({ sentOn, sent }: Appeal): string {
  if (sentOn === null || sent === null) return ''
  return `Sent ${shownDay(sentOn)} ${WAYS[sent.by].sentence}${sent.tracking === '' ? '' : `, ${sent.tracking}`}.`
}

/** The letter itself has the place where it goes. */
export const isInLetter = (name: string, { letter }: Pick<Appeal, 'letter'>): boolean =>
  name === 'criteria' || letter.blocks.some((block) => block.is === 'paragraph' && block.text.includes(`{{${name}}}`))
