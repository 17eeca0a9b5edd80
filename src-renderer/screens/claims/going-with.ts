import { z } from 'zod'
import { Line } from '../../../src-shared/contract/fields.ts'
import type { Input, Output } from '../../../src-shared/contract/index.ts'
import type { Choice } from '../../kit/Fields.tsx'

/* What goes with a claim besides its services, as the form has it. */

type Claim = Output<'claims.get'>
type Attachments = NonNullable<Input<'claims.mend'>['attachments']>

const named = (words: Readonly<Record<string, string>>): readonly Choice[] =>
  Object.entries(words).map(([value, label]) => ({ value, label: `${value} ${label}` }))

/** CLM20. */
export const delays = named({
  '1': 'Proof of eligibility was not available',
  '2': 'Litigation',
  '3': 'Authorization was delayed',
  '4': 'Certification of the provider was delayed',
  '5': 'Billing forms came late',
  '6': 'Delivery of a custom-made appliance',
  '7': 'A third party was slow',
  '8': 'Eligibility was decided late',
  '9': 'The original was rejected or denied for another reason',
  '10': 'Prior approval took long',
  '11': 'Other',
  '15': 'Natural disaster',
} satisfies Record<NonNullable<Claim['delay']>, string>)

/** PWK01. */
export const reports = named({
  OZ: 'data in support of the claim',
  '03': 'why more treatment than the guidelines is needed',
  '05': 'treatment diagnosis',
  '06': 'first assessment',
  '08': 'plan of treatment',
  '09': 'progress report',
  '10': 'continued treatment',
  AS: 'admission summary',
  DS: 'discharge summary',
  M1: 'medical records',
  B4: 'referral form',
  CK: 'consent form',
  CT: 'certification',
  EB: 'explanation of benefits',
  P5: 'medical history of the patient',
} satisfies Record<Attachments[number]['report'], string>)

/** PWK02. */
export const ways = named({
  AA: 'held here until asked for',
  BM: 'by mail',
  EL: 'electronically',
  EM: 'by e-mail',
  FT: 'by file transfer',
  FX: 'by fax',
} satisfies Record<Attachments[number]['by'], string>)

/** Rows for attachments: those there are, and one to add. */
export const attachmentRows = (claim: Claim) =>
  [...claim.attachments.map(({ report, by, control }) => ({ report: report as string, by: by as string, control })), EMPTY].slice(0, 10)
const EMPTY = { report: '', by: 'FX', control: null }

export const GoingWith = {
  note: Line(80).nullable(),
  delay: z.string().nullable(),
  attachments: z.array(z.strictObject({ report: z.string().nullable(), by: z.string(), control: z.string().nullable() })),
}

/** As the engine takes them: rows without a report are none. */
export const goingWith = (form: {
  readonly delay: string | null
  readonly attachments: readonly { readonly report: string | null; readonly by: string; readonly control: string | null }[]
}): Pick<Input<'claims.mend'>, 'delay' | 'attachments'> => ({
  delay: (form.delay || null) as Claim['delay'],
  attachments: form.attachments.filter(({ report }) => report) as Attachments,
})
