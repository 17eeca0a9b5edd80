import { z } from 'zod'
import { query, task } from './call.ts'
import { CentsField, DayField, Document, Id, SegmentLine } from './fields.ts'
import { chosenFields, isChosenOneWay, listCalls, ONE_WAY, Preview, type Chosen } from './list.ts'

/** Three outcomes for a date of service, and the ways there: not asked, asked, active, inactive, not determined, turned down, another administrator. */
const OUTCOMES = ['not-asked', 'asked', 'active', 'inactive', 'undetermined', 'rejected', 'other-administrator'] as const
const Outcome = z.enum(OUTCOMES)

const Row = z.strictObject({
  id: Id,
  day: DayField,
  time: z.string(),
  patient: z.string(),
  payer: z.string().nullable(),
  outcome: Outcome,
  network: z.enum(['in', 'out']).nullable(),
  /** What the patient owes for the session as far as the answer says: the copay; null where it does not say. */
  owes: CentsField.nullable(),
  authorization: z.enum(['Y', 'N', 'U']).nullable(),
  provider: z.string(),
})

/** A figure of the card with the segment it came from. `null` is "not stated", which is never zero. */
const figure = <T extends z.ZodType>(of: T) => z.strictObject({ value: of.nullable(), segment: z.int().nullable() })

const Card = z.strictObject({
  appointment: Id,
  patient: z.string(),
  patientId: Id,
  payer: z.string().nullable(),
  memberId: z.string().nullable(),
  day: DayField,
  time: z.string(),
  outcome: Outcome,
  askedAt: z.string().nullable(),
  answeredAt: z.string().nullable(),
  /** The 270 that asked, and the 271 that answered. */
  requestFile: Id.nullable(),
  answerFile: Id.nullable(),
  plan: z.string().nullable(),
  planBegins: figure(DayField),
  planEnds: figure(DayField),
  network: z.enum(['in', 'out']).nullable(),
  /** The same as in the list. */
  owes: figure(CentsField),
  copay: figure(CentsField),
  /** Hundredths of a percent: 2000 is 20 %. */
  coinsurance: figure(z.int()),
  deductible: figure(CentsField),
  deductibleLeft: figure(CentsField),
  outOfPocket: figure(CentsField),
  outOfPocketLeft: figure(CentsField),
  visits: figure(z.int()),
  visitsLeft: figure(z.int()),
  authorization: figure(z.enum(['Y', 'N', 'U'])),
  administrator: z.strictObject({ name: z.string(), id: z.string().nullable(), segment: z.int().nullable() }).nullable(),
  reject: z.strictObject({ code: z.string(), words: z.string(), action: z.string(), segment: z.int().nullable() }).nullable(),
  messages: z.array(z.string()),
  segments: z.array(SegmentLine),
  /** The 271 and the 270, the answer first. */
  documents: z.array(Document),
})

const isAskedOneWay = ({ appointments, ...others }: Omit<Chosen, 'ids'> & { readonly appointments?: Chosen['ids'] }): boolean =>
  isChosenOneWay({ ids: appointments, ...others })

export const eligibility = {
  ...listCalls('eligibility', Row, {
    does: 'Sessions with what their payers answered.',
    needs: 'eligibility.read',
    audit: 'view',
  }),
  'eligibility.card': query(z.strictObject({ appointment: Id }), Card, {
    does: 'The benefit card of a session: each figure with its segment.',
    needs: 'eligibility.read',
    audit: 'view',
    about: { appointment: 'appointment' },
    fails: ['record.missing'],
  }),
  'eligibility.ask': task(
    z.strictObject({ appointments: chosenFields.ids, view: chosenFields.view, but: chosenFields.but }).refine(isAskedOneWay, ONE_WAY),
    z.strictObject({
      files: z.array(z.strictObject({ id: Id, name: z.string(), payer: z.string(), asked: z.int() })),
      skipped: z.array(z.strictObject({ id: Id, why: z.string() })),
      /** Sessions it did not come to because a person stopped it. */
      left: z.int(),
    }),
    {
      does: 'Writes the 270 for sessions, one file a payer; of more than 500 sessions of a payer, several.',
      needs: 'eligibility.write',
      audit: 'change',
      about: { appointments: 'appointment' },
      fails: ['eligibility.none', 'x12.unwritable'],
    },
  ),
  'eligibility.preview': query(
    z.strictObject({ appointments: chosenFields.ids, view: chosenFields.view, but: chosenFields.but }).refine(isAskedOneWay, ONE_WAY),
    Preview,
    {
      does: 'Which sessions can be asked about and which not, before they are; the parts are the payers.',
      needs: 'eligibility.read',
      audit: 'none',
      about: { appointments: 'appointment' },
    },
  ),
} as const
