import type { Shape } from '../../../src-shared/contract/fields.ts'
import type { StandingField, StandingKind, StandingPreview, StandingVerdict } from '../../../src-shared/contract/standing.ts'
import { counted } from '../../kit/figures.tsx'

/** What becomes of a row; what a person looks at first stands first. */
export const LIST_VERDICTS: Readonly<Record<StandingVerdict, { readonly shape: Shape; readonly word: string }>> = {
  cannot: { shape: 'rejected', word: 'Refused' },
  changed: { shape: 'received', word: 'Changed' },
  new: { shape: 'ready', word: 'New' },
  same: { shape: 'closed', word: 'As it stands' },
}

export const LIST_WORDS: Readonly<Record<StandingField, string>> = {
  name: 'Name',
  ediId: 'Payer id',
  kind: 'Class',
  filing: 'Claim filing indicator',
  phone: 'Phone for providers',
  line1: 'Claims address',
  line2: 'Claims address, second line',
  city: 'Claims city',
  state: 'Claims state',
  zip: 'Claims ZIP',
  filingDays: 'First claim, days',
  correctedDays: 'Corrected claim, days',
  appealDays: 'Appeal, days',
  videoModifier: 'Modifier for video',
  audioModifier: 'Modifier for audio only',
  appealsLine1: 'Appeals address',
  appealsCity: 'Appeals city',
  appealsState: 'Appeals state',
  appealsZip: 'Appeals ZIP',
  appealsFax: 'Appeals fax',
  code: 'Code',
  words: 'Our words',
  modifiers: 'Modifiers',
  credential: 'Credential',
  clinician: 'Clinician',
  fee: 'Fee',
  starts: 'From',
  payer: 'Payer',
  plan: 'Plan',
  place: 'Place of service',
  allowed: 'Allowed',
  ends: 'To',
}

const FEE_FIELDS = ['code', 'modifiers', 'credential', 'clinician', 'fee', 'starts'] as const
const CODE_FIELDS = ['code', 'words', 'fee', 'starts'] as const
const RATE_FIELDS = ['payer', 'code', 'plan', 'credential', 'place', 'modifiers', 'allowed', 'starts', 'ends'] as const
const others: ReadonlySet<StandingField> = new Set([...FEE_FIELDS, ...CODE_FIELDS, ...RATE_FIELDS])
const all = Object.keys(LIST_WORDS) as StandingField[]
const named = (fields: readonly StandingField[]) => fields.map((field) => [field, LIST_WORDS[field]] as const)

/** What a list is called, what a column of it may say, and what a row needs. */
export const LISTS = {
  payers: {
    button: 'Import payers',
    title: 'payers',
    needs: 'A payer needs a name and a payer id.',
    fields: named(all.filter((field) => !others.has(field))),
  },
  fees: { button: 'Import fees', title: 'fees', needs: 'A fee needs a code and an amount.', fields: named(FEE_FIELDS) },
  codes: {
    button: 'Import our code list',
    title: 'codes',
    needs: 'A code needs words of your own or a fee.',
    fields: named(CODE_FIELDS),
  },
  rates: { button: 'Import rates', title: 'contract rates', needs: 'A rate needs a code and an amount.', fields: named(RATE_FIELDS) },
} as const satisfies Readonly<Record<StandingKind, unknown>>

const NOUNS = { payers: 'payer', fees: 'fee', codes: 'code', rates: 'rate' } as const
export const listCount = (kind: StandingKind, count: number): string => counted(count, NOUNS[kind])
export const willOfList = ({ counts }: Pick<StandingPreview, 'counts'>): number => (counts.new ?? 0) + (counts.changed ?? 0)

/** Where a list stands in Setup. */
export const SECTION_OF = { payers: 'payers', fees: 'fees', codes: 'codes', rates: 'contracts' } as const satisfies Readonly<
  Record<StandingKind, string>
>
