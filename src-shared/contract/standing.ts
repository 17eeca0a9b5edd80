import { z } from 'zod'
import { command, task } from './call.ts'
import { Id } from './fields.ts'

/** Lists that a practice keeps in tables of its own. */
export const STANDING_KINDS = ['payers', 'fees', 'codes', 'rates'] as const
export const STANDING_FIELDS = [
  'name',
  'ediId',
  'kind',
  'filing',
  'phone',
  'line1',
  'line2',
  'city',
  'state',
  'zip',
  'filingDays',
  'correctedDays',
  'appealDays',
  'videoModifier',
  'audioModifier',
  'appealsLine1',
  'appealsCity',
  'appealsState',
  'appealsZip',
  'appealsFax',
  'code',
  'words',
  'modifiers',
  'credential',
  'clinician',
  'fee',
  'starts',
  'payer',
  'plan',
  'place',
  'allowed',
  'ends',
] as const
export const STANDING_VERDICTS = ['new', 'changed', 'same', 'cannot'] as const
export type StandingKind = (typeof STANDING_KINDS)[number]
export type StandingField = (typeof STANDING_FIELDS)[number]
export type StandingVerdict = (typeof STANDING_VERDICTS)[number]

const Mapping = z.array(z.enum(STANDING_FIELDS).nullable()).max(512)
const Counts = z.record(z.enum(STANDING_VERDICTS), z.int())

const Given = z.strictObject({
  kind: z.enum(STANDING_KINDS),
  path: z.string().max(4096),
  /** Whose contract a list of rates is, where its rows name no payer. */
  payer: Id.nullable().default(null),
  /** What each column says; null to go by what was said of these heads before, or by the heads. */
  mapping: Mapping.nullable().default(null),
})

const Row = z.strictObject({
  place: z.string(),
  verdict: z.enum(STANDING_VERDICTS),
  /** The payer, the code with whom its fee is for, the code. */
  name: z.string(),
  /** What it would be: of each field that is new or other, how it stands and how it would. */
  changes: z.array(z.strictObject({ field: z.enum(STANDING_FIELDS), before: z.string(), after: z.string() })),
  /** Of a row that is refused: the head of its column, why, and what to do. */
  column: z.string(),
  why: z.string(),
  fix: z.string(),
})

const Preview = z.strictObject({
  name: z.string(),
  /** Why there is no table in it; empty when there is one. */
  why: z.string(),
  columns: z
    .strictObject({
      heads: z.array(z.string()),
      sample: z.array(z.string()),
      mapping: Mapping,
      isEnough: z.boolean(),
      isRemembered: z.boolean(),
    })
    .nullable(),
  read: z.int(),
  counts: Counts,
  /** At most 200 rows of each verdict. */
  rows: z.array(Row),
})
export type StandingPreview = z.infer<typeof Preview>

export const standing = {
  'standing.preview': task(Given, Preview, {
    does: 'Looks into a table of payers, fees, codes or contract rates and says what an import would do. Nothing is changed.',
    needs: 'fees.write',
    audit: 'none',
    fails: ['file.missing', 'file.refused'],
  }),
  'standing.import': task(
    Given,
    z.strictObject({
      /** Null when there was nothing to bring. */
      id: Id.nullable(),
      counts: Counts,
    }),
    {
      does: 'Brings a table of payers, fees, codes or contract rates in, as a whole. Rows that are refused are left out.',
      needs: 'fees.write',
      audit: 'change',
      fails: ['file.missing', 'file.refused', 'standing.unreadable', 'access.denied'],
    },
  ),
  'standing.withdraw': command(z.strictObject({ id: Id }), z.strictObject({}), {
    does: 'Takes back what an import of payers, fees, codes or contract rates brought, as long as it stands as it came and nothing needs it.',
    needs: 'fees.write',
    audit: 'change',
    fails: ['intake.used', 'intake.withdrawn', 'record.missing', 'access.denied'],
  }),
} as const
