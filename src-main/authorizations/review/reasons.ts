/*
 * Why a payer decided as it did (HCR03), and what to do about it, in words of our own. The numbers and what each stands for are facts of X12's public list of
 * review decision reasons (external code source 886). Codes about rides, prices and products do not come to an outpatient practice and are shown as they are.
 */

export type Reason = {
  readonly code: string
  /** What it says; empty when the code is not known here. */
  readonly words: string
  /** What to do about it; empty when there is nothing. */
  readonly next: string
}

const SEND_RECORDS = 'Send what the payer asks for, with the number of the review, then keep when to look again.'
const APPEAL = 'Ask for a talk between clinicians, or appeal within the limit of the letter.'
const CORRECT = 'Correct the request and ask again.'
const WAIT = 'Wait for the decision, and keep when to look again.'
const PATIENT = 'Tell the patient before the next session; a plan that does not cover it will not pay.'
const COVERAGE = 'Check the coverage of the patient, then ask again.'

const REASONS: Readonly<Record<string, readonly [words: string, next: string]>> = {
  '04': ['It is more than may be authorized.', 'Ask for fewer, or send the reasons for more.'],
  '07': ['The payer cancelled it for reasons of administration.', 'Call the payer and ask why.'],
  '09': ['The clinician or practice is not in the network.', 'Ask for an exception for one patient, or for a transfer to the network.'],
  '0A': ['Testing is not included.', 'Ask for the testing on its own.'],
  '0B': ['The request went on to another reviewer, who will answer.', WAIT],
  '0C': ['The one who asked may not ask for this.', 'Ask the payer who may, or enroll for it.'],
  '0D': ['The primary care physician must authorize it.', 'Ask the physician for a referral, then ask again with its number.'],
  '0E': ['The provider is not the primary care physician.', 'Ask the physician for a referral, then ask again with its number.'],
  '0F': ['The payer does not find it medically necessary.', APPEAL],
  '0G': ['The payer finds the level of care wrong.', APPEAL],
  '0H': ['No authorization is needed for this service.', 'Keep this answer as proof.'],
  '0J': ['Another organization decides about this service.', 'Ask that one; the payer’s telephone number knows which it is.'],
  '0K': ['The primary care physician is to give this care.', 'Ask the physician for a referral, then ask again with its number.'],
  '0L': ['It is more than the plan allows.', 'Ask for fewer, or appeal where a plan limits mental health more than other care.'],
  '0M': ['The plan does not cover this service.', PATIENT],
  '0N': ['It was not authorized before.', 'Ask whether the payer takes a request for days that are past.'],
  '0P': ['What the payer asked for did not arrive.', SEND_RECORDS],
  '0Q': ['It was asked for already.', 'Look for the answer to the earlier request, and mark this one a mistake.'],
  '0R': ['The service does not go with the diagnosis.', 'Check the diagnosis of the patient, correct it, and ask again.'],
  '0S': ['The payer holds that it was there before the coverage.', APPEAL],
  '0T': ['The payer holds it to be experimental.', APPEAL],
  '0U': ['The payer needs to know more about the patient.', SEND_RECORDS],
  '0V': ['A clinician of the payer looks at it.', WAIT],
  '0W': ['The decision is still under review.', WAIT],
  '0X': ['The service does not go with the kind of provider.', 'Check the taxonomy of the clinician, correct it, and ask again.'],
  '0Y': ['The service does not go with the age of the patient.', 'Check the birth date, then ask again.'],
  '0Z': ['The service does not go with the sex of the patient.', COVERAGE],
  '10': ['The payer objects to how much or how often.', 'Ask for another number or rhythm, or send the reasons for this one.'],
  '11': ['The payer objects to the price.', 'Call the payer.'],
  '12': ['The plan binds the patient to another provider.', COVERAGE],
  '13': ['It is authorized for another provider.', 'Ask the payer to move it, or the patient to say which provider it is.'],
  '14': ['The rules of the plan or contract were not followed.', 'Call the payer and ask which rule.'],
  '15': ['The place lies outside of where the plan pays.', 'Check the place of service, then ask again.'],
  '16': ['The kind of facility is wrong.', 'Check the place of service, then ask again.'],
  '17': ['It was asked for too late.', 'Appeal with the proof of when it was sent.'],
  '18': ['The payer took note of it.', 'Keep this answer as proof.'],
  '25': ['Other mistakes in the request kept the payer from looking at it.', CORRECT],
  '26': ['The part of a provider is not said.', CORRECT],
  '27': ['The patient is behind with a premium, in the first month.', COVERAGE],
  '28': ['The patient is behind with a premium, in the second month.', COVERAGE],
  '29': ['The patient is behind with a premium, in the third month.', COVERAGE],
}

/** A reason by its code; payers also send the one digit alone, where the list has two. */
export function reasonOf(code: string): Reason {
  const [words, next] = REASONS[code.toUpperCase().padStart(2, '0')] ?? ['', '']
  return { code, words, next }
}
