import { z } from 'zod'
import { command, query, task } from './call.ts'
import { CentsField, DayField, Id, Line } from './fields.ts'

const Share = z.strictObject({ n: z.int(), of: z.int() })

/** A session behind a figure: enough to find it, and what its minutes say. */
const CodedSession = z.strictObject({
  charge: Id,
  patient: Id,
  patientName: z.string(),
  day: DayField,
  start: z.string(),
  minutes: z.int(),
  codes: z.string(),
  /** `45 minutes support 90834, not 90837.`; empty where no rule of minutes holds. */
  words: z.string(),
})

const Finding = z.strictObject({
  id: z.enum(['over', 'under', 'missed', 'share', 'drift', 'threshold', 'same-length', 'long-day', 'overlap', 'undocumented']),
  grade: z.enum(['stop', 'look', 'note']),
  words: z.string(),
  source: z.string(),
  /** All of them; `sessions` are the newest hundred. */
  count: z.int(),
  sessions: z.array(CodedSession),
})

const Clinician = z.strictObject({
  provider: Id,
  name: z.string(),
  sessions: z.int(),
  minutes: z.int(),
  /** Sessions whose codes were held against their minutes, and those that fit. */
  fits: Share,
  /** 90837 among individual psychotherapy; the same in the days before, as many of them. */
  long: Share,
  before: Share,
  /** What sessions billed below their minutes would have been charged more. */
  underCents: CentsField,
  findings: z.array(Finding),
})

const Span = { from: DayField, to: DayField }

/** A fact of the record that a payer's auditor asks for: it is there, it is not, or nobody has looked. */
const Fact = z.enum(['yes', 'no', 'unknown'])
const Documented = z.strictObject({ times: Fact, modality: Fact, location: Fact, necessity: Fact, plan: Fact })
/** What makes it a crisis: urgent assessment with mental status, resources set in motion, therapy to lessen the trauma. */
const CrisisDocumented = z.strictObject({ assessment: Fact, resources: Fact, intervention: Fact })

export const reports = {
  'coding.figures': query(
    z.strictObject(Span),
    z.strictObject({ clinicians: z.array(Clinician), long: Share, fits: Share, sessions: z.int() }),
    {
      does: 'How each clinician’s sessions were coded: against their minutes, their own past and the practice.',
      needs: 'charges.read',
      audit: 'view',
    },
  ),
  'coding.sheet': task(
    z.strictObject({
      ...Span,
      /** One clinician, or all. */
      provider: Id.nullable(),
      /** So many sessions are drawn. */
      size: z.int().min(1).max(200),
      /** The same word draws the same sessions again, for whoever checks the check. */
      seed: Line(40, 1),
      path: z.string().min(1).max(4096),
      password: z.boolean().default(true),
    }),
    z.strictObject({ path: z.string(), rows: z.int(), of: z.int(), password: z.string().nullable() }),
    {
      does: 'A coding audit sheet as PDF: sessions drawn by a stated seed, with what their minutes support.',
      needs: 'charges.read',
      audit: 'export',
      fails: ['record.missing', 'file.refused', 'file.unwritable', 'packet.unprintable'],
    },
  ),
  'documentation.of': query(
    z.strictObject({ charge: Id }),
    z.strictObject({
      facts: Documented,
      /** Null of a session that was not billed as a crisis. */
      crisis: CrisisDocumented.nullable(),
      signedOn: DayField.nullable(),
      /** What is missing or late, in a sentence. */
      finding: z.string().nullable(),
    }),
    {
      does: 'Which facts of a session’s record are there, as somebody looked them up or an import told. Never text of a note.',
      needs: 'charges.read',
      audit: 'view',
      about: { charge: 'charge' },
      fails: ['record.missing'],
    },
  ),
  'documentation.save': command(
    z.strictObject({ charge: Id, facts: Documented, crisis: CrisisDocumented.nullable().optional(), signedOn: DayField.nullable() }),
    z.strictObject({}),
    {
      does: 'Keeps which facts of a session’s record are there.',
      needs: 'charges.write',
      audit: 'change',
      about: { charge: 'charge' },
      fails: ['record.missing'],
    },
  ),
} as const
