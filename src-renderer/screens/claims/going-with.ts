import { z } from 'zod'
import { REPORTS, WAYS } from '../../../src-shared/attachments.ts'
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

export const reports = named(REPORTS)
export const ways = named(WAYS)

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

/** What goes with a claim, as its panel says it. */
export const goingWords = ({ attachments }: Claim): string =>
  attachments.map(({ report, by, control }) => [REPORTS[report], WAYS[by], ...(control === null ? [] : [control])].join(', ')).join('; ')
