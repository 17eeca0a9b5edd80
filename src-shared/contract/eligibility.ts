import { z } from 'zod'
import type { Cents } from '../money.ts'
import { command, query, task } from './call.ts'
import { CentsField, DayField, Document, Id, Line, SegmentLine } from './fields.ts'
import { chosenFields, isChosenOneWay, listCalls, ONE_WAY, Preview, type Chosen } from './list.ts'

/** Three outcomes for a date of service, and the ways there: not asked, asked, active, inactive, not determined, turned down, another administrator. */
const OUTCOMES = ['not-asked', 'asked', 'active', 'inactive', 'undetermined', 'rejected', 'other-administrator'] as const
const Outcome = z.enum(OUTCOMES)

/** What is to be seen to before a session, the worst first in the order of the letters. */
export const WRONGS = [
  'a-coverage',
  'b-inactive',
  'c-administrator',
  'd-visits',
  'e-rejected',
  'f-undetermined',
  'g-not-asked',
  'h-asked',
  'h-more',
  'i-authorization',
  'j-network',
  'k-nothing',
] as const
/** The same as a person reads it. */
export const WRONG_WORDS: Readonly<Record<(typeof WRONGS)[number], string>> = {
  'a-coverage': 'No coverage',
  'b-inactive': 'Not covered',
  'c-administrator': 'Other administrator',
  'd-visits': 'Visits used up',
  'e-rejected': 'Question turned down',
  'f-undetermined': 'Not determined',
  'g-not-asked': 'Not asked',
  'h-asked': 'No answer yet',
  'h-more': 'Mental health not stated',
  'i-authorization': 'Authorization needed',
  'j-network': 'Out of network',
  'k-nothing': 'Nothing',
}

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
  /** The service type to ask about next, where what was answered says nothing of mental health. */
  next: z.string().nullable(),
  wrong: z.enum(WRONGS),
  provider: z.string(),
})

/**
 * A figure of the card with the segment it came from. `null` is "not stated", which is never zero. The file is named where it is not the answer to the
 * first question but that to a later one of the same run.
 */
const figure = <T extends z.ZodType>(of: T) =>
  z.strictObject({ value: of.nullable(), segment: z.int().nullable(), file: z.exactOptional(Id) })

/** What an answer changed of the one before it, in words; without `was` it is new, without `now` no longer stated. */
const Change = z.strictObject({ what: z.string(), was: z.string().nullable(), now: z.string().nullable() })

const Card = z.strictObject({
  appointment: Id,
  patient: z.string(),
  patientId: Id,
  payer: z.string().nullable(),
  memberId: z.string().nullable(),
  day: DayField,
  time: z.string(),
  outcome: Outcome,
  /** Why it came to this outcome, with the segment that says so. */
  reason: figure(z.string()),
  /** Who said it and the number of the call, where it was told by telephone. */
  told: z.strictObject({ by: z.string(), reference: z.string() }).nullable(),
  askedAt: z.string().nullable(),
  answeredAt: z.string().nullable(),
  /** The newest 270 that asked, and the 271 that answered the first question. */
  requestFile: Id.nullable(),
  answerFile: Id.nullable(),
  /** The questions of the run, the newest first: what was asked about, in words. */
  questions: z.array(
    z.strictObject({
      services: z.string(),
      askedAt: z.string(),
      answeredAt: z.string().nullable(),
      requestFile: Id.nullable(),
      answerFile: Id.nullable(),
    }),
  ),
  /** A question that goes on from the card waits for its answer. */
  waits: z.boolean(),
  /** The service type to ask about next, where what was answered says nothing of mental health. */
  next: z.string().nullable(),
  plan: z.string().nullable(),
  planBegins: figure(DayField),
  planEnds: figure(DayField),
  network: z.enum(['in', 'out']).nullable(),
  /** The same as in the list. */
  owes: figure(CentsField),
  copay: figure(CentsField),
  /** Hundredths of a percent: 2000 is 20 %. */
  coinsurance: figure(z.int()),
  /** Whether copay and coinsurance are owed before the deductible is met, or after. */
  copayRule: figure(z.enum(['first', 'after'])),
  deductible: figure(CentsField),
  deductibleLeft: figure(CentsField),
  deductibleFamily: figure(CentsField),
  deductibleFamilyLeft: figure(CentsField),
  outOfPocket: figure(CentsField),
  outOfPocketLeft: figure(CentsField),
  outOfPocketFamily: figure(CentsField),
  outOfPocketFamilyLeft: figure(CentsField),
  visits: figure(z.int()),
  visitsLeft: figure(z.int()),
  authorization: figure(z.enum(['Y', 'N', 'U'])),
  telehealth: figure(z.enum(['Y', 'N', 'U'])),
  /** A Qualified Medicare Beneficiary, who owes nothing of what Medicare covers. */
  dual: figure(z.literal('Y')),
  /** Out of network, where the answer states it apart. */
  outside: z.strictObject({
    copay: figure(CentsField),
    coinsurance: figure(z.int()),
    deductible: figure(CentsField),
    deductibleLeft: figure(CentsField),
    outOfPocket: figure(CentsField),
    outOfPocketLeft: figure(CentsField),
  }),
  /** Since the answer before this one; null when there was none. */
  changes: z.strictObject({ since: z.string(), of: z.array(Change) }).nullable(),
  administrator: z
    .strictObject({ name: z.string(), id: z.string().nullable(), segment: z.int().nullable(), file: z.exactOptional(Id) })
    .nullable(),
  /** Who may carry mental health instead of the payer on the card: named by the answer, learned by group or member id prefix, or asked already. */
  proposal: z
    .strictObject({
      from: z.enum(['answer', 'group', 'prefix', 'asked']),
      /** The coverage in whose place it would be billed. */
      coverage: Id,
      /** The practice's payer of that name or number; null when there is none yet. */
      payer: Id.nullable(),
      name: z.string(),
      reference: z.string().nullable(),
      memberId: z.string(),
      group: z.string().nullable(),
      /** The payer and the member id on the card. */
      cardPayer: z.string(),
      cardMemberId: z.string(),
      /** What it answered, once it was asked. */
      checked: Outcome.nullable(),
    })
    .nullable(),
  /** The administrator mental health is billed to on this day. */
  locked: z
    .strictObject({
      coverage: Id,
      name: z.string(),
      memberId: z.string(),
      starts: DayField.nullable(),
      ends: DayField.nullable(),
      cardPayer: z.string(),
      cardMemberId: z.string(),
    })
    .nullable(),
  /** A sentence of the payer that may mean another administrator, where none is named. */
  hint: z.string().nullable(),
  reject: z
    .strictObject({ code: z.string(), words: z.string(), action: z.string(), segment: z.int().nullable(), file: z.exactOptional(Id) })
    .nullable(),
  messages: z.array(z.string()),
  segments: z.array(SegmentLine.extend({ file: z.exactOptional(Id) })),
  /** The 271s and the 270s, the newest answer first. */
  documents: z.array(Document),
})

const isAskedOneWay = ({ appointments, ...others }: Omit<Chosen, 'ids'> & { readonly appointments?: Chosen['ids'] }): boolean =>
  isChosenOneWay({ ids: appointments, ...others })

const ToldMoney = (CentsField as unknown as z.ZodNumber).min(0).nullable() as unknown as z.ZodType<Cents | null, Cents | null>

/** What somebody at the payer said of a session; what was not asked or not said stays empty. */
export const Told = z.strictObject({
  by: Line(60, 1),
  reference: Line(60, 1),
  outcome: z.enum(['active', 'inactive', 'undetermined']),
  plan: Line(50).nullable(),
  planBegins: DayField.nullable(),
  planEnds: DayField.nullable(),
  network: z.enum(['in', 'out']).nullable(),
  copay: ToldMoney,
  coinsurance: z.int().min(0).max(100).nullable(),
  copayRule: z.enum(['first', 'after']).nullable(),
  deductible: ToldMoney,
  deductibleLeft: ToldMoney,
  outOfPocket: ToldMoney,
  outOfPocketLeft: ToldMoney,
  visits: z.int().min(0).max(999).nullable(),
  visitsLeft: z.int().min(0).max(999).nullable(),
  authorization: z.enum(['Y', 'N', 'U']).nullable(),
  telehealth: z.enum(['Y', 'N', 'U']).nullable(),
  note: Line(500),
})

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
  'eligibility.askOther': command(
    z.strictObject({ appointment: Id, payer: Id, memberId: Line(80, 2) }),
    z.strictObject({ id: Id, name: z.string(), payer: z.string() }),
    {
      does: 'Writes the 270 about one session to the administrator of mental health, under its own member id.',
      needs: 'eligibility.write',
      audit: 'change',
      about: { appointment: 'appointment' },
      fails: ['record.missing', 'eligibility.none', 'x12.unwritable'],
    },
  ),
  'eligibility.tell': command(z.strictObject({ appointment: Id, ...Told.shape }), z.strictObject({ inquiry: Id }), {
    does: 'Keeps what a payer said of a session on the telephone: who said it, under which number of the call, and the figures.',
    needs: 'eligibility.write',
    audit: 'change',
    about: { appointment: 'appointment' },
    fails: ['record.missing', 'coverage.none', 'consent.none'],
  }),
  'eligibility.lock': command(
    z.strictObject({ appointment: Id, payer: Id, memberId: Line(80, 2), group: Line(50).nullable(), starts: DayField }),
    z.strictObject({ coverage: Id }),
    {
      does: 'Bills mental health of a patient to another administrator from a day on; claims made from then on go there.',
      needs: 'patients.write',
      audit: 'change',
      about: { appointment: 'appointment' },
      fails: ['record.missing', 'coverage.none', 'coverage.locked'],
    },
  ),
  'eligibility.unlock': command(z.strictObject({ patient: Id, coverage: Id }), z.strictObject({}), {
    does: 'Takes such a lock back, as long as nothing was asked or billed under it.',
    needs: 'patients.write',
    audit: 'change',
    about: { patient: 'patient' },
    fails: ['record.missing', 'coverage.used'],
  }),
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
