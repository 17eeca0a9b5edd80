import type { Cents } from '../../../src-shared/money.ts'
import {
  claimStatusCategories,
  claimStatusTexts,
  entities,
  referenceQualifiers,
  wordsOf,
  type Coded,
  type Table,
} from '../../codes/index.ts'
import {
  an,
  coded,
  composite,
  decimal,
  gap,
  id,
  listed,
  opt,
  period,
  req,
  row,
  rule,
  segment,
  when,
  type Draft,
  type ElementType,
  type Loop,
  type Rule,
  type Verdict,
} from '../grammar/words.ts'

/*
 * What the claim status request and response (005010X212) and the claim acknowledgment (005010X214) share: names with their identifiers, traces,
 * references, service lines, and the status itself.
 */

/** Some codes of a shared list, divided by blanks, as the closed list of one place; their words come from the list. */
export const fewOf = (table: Table<Coded>, codes: string): ElementType<string> =>
  coded(Object.fromEntries(codes.split(' ').map((code) => [code, wordsOf(table, code)])))

export const ANYBODY = coded({ '1': 'person', '2': 'organization' })
export const PERSON = coded({ '1': 'person' })

const personal = [
  opt('first', an(1, 35), 'for a person'),
  opt('middle', an(1, 25), 'for a person who has one'),
  gap(),
  opt('suffix', an(1, 10), 'for a person who has one'),
] as const

/** A party that is always named, with its identifier. */
export const party = <K extends string, Q extends string>(kind: ElementType<K>, qualifier: ElementType<Q>) =>
  segment(
    'NM1',
    'Name',
    req('entity', listed(entities, 2, 3)),
    req('kind', kind),
    req('name', an(1, 60)),
    ...personal,
    req('idQualifier', qualifier),
    req('id', id(2, 80)),
    gap(3),
  )

/** An organization that is always named, with its identifier. */
export const organization = <Q extends string>(qualifier: ElementType<Q>) =>
  segment(
    'NM1',
    'Name',
    req('entity', listed(entities, 2, 3)),
    req('kind', coded({ '2': 'organization' })),
    req('name', an(1, 60)),
    gap(4),
    req('idQualifier', qualifier),
    req('id', id(2, 80)),
    gap(3),
  )

/** A party known by its identifier, its name being welcome. */
const identifiedParty = <K extends string, Q extends string>(kind: ElementType<K>, qualifier: ElementType<Q>) =>
  segment(
    'NM1',
    'Name',
    req('entity', listed(entities, 2, 3)),
    req('kind', kind),
    opt('name', an(1, 60), 'when the identifier alone does not name it'),
    ...personal,
    req('idQualifier', qualifier),
    req('id', id(2, 80)),
    gap(3),
  )

/** A dependent, who has no number of his own. */
export const DEPENDENT = when(
  segment('NM1', 'Dependent name', req('entity', listed(entities, 2, 3)), req('kind', PERSON), req('name', an(1, 60)), ...personal, gap(5)),
  { entity: 'QC' },
)

const PAYER_NUMBER = coded({ PI: 'payer number', XV: 'health plan number' })
export const SUBMITTER_NUMBER = coded({ '46': 'submitter number' })
export const PROVIDER_NUMBER = coded({ XX: 'NPI', FI: 'tax number', SV: 'number given by the payer' })
export const MEMBER_NUMBER = coded({ MI: 'member number', II: 'national patient number' })
const SUBSCRIBER_NUMBER = coded({ MI: 'member number', II: 'national patient number', '24': 'employer’s tax number (injury at work)' })

/** Payer, receiver and provider of a status request and its answer, X212 2100A to 2100C; the subscriber of 2100D. */
export const STATUS_PAYER = when(organization(PAYER_NUMBER), { entity: 'PR' }, 'Payer name')
export const STATUS_RECEIVER = when(identifiedParty(ANYBODY, SUBMITTER_NUMBER), { entity: '41' }, 'Receiver name')
export const STATUS_PROVIDER = when(identifiedParty(ANYBODY, PROVIDER_NUMBER), { entity: '1P' }, 'Provider name')
export const STATUS_SUBSCRIBER = when(party(ANYBODY, SUBSCRIBER_NUMBER), { entity: 'IL' }, 'Subscriber name')

/** A trace that these guides send without the originator. */
export const TRACE = segment(
  'TRN',
  'Trace',
  req('kind', coded({ '1': 'own trace', '2': 'trace of what is answered' })),
  req('trace', id(1, 50)),
  gap(2),
)

/** A reference that these guides send without description. */
export const NUMBER = segment('REF', 'Reference', req('qualifier', listed(referenceQualifiers, 2, 3)), req('value', id(1, 50)), gap(2))

export const SERVICE_DATE = when(
  segment('DTP', 'Date', req('qualifier', id(3, 3)), req('when', period)),
  { qualifier: '472' },
  'Service date',
)

/** SVC01. Descriptions and spans of codes have no place in it. */
export const statusProcedure = composite(
  req(
    'kind',
    coded({
      HC: 'CPT or HCPCS',
      AD: 'dental',
      ER: 'of one jurisdiction',
      HP: 'HIPPS rate code',
      IV: 'home infusion',
      N4: 'drug code (NDC)',
      NU: 'revenue code',
      WK: 'complementary care',
    }),
  ),
  req('code', id(1, 48)),
  row('modifiers', 4, id(2, 2), 'S'),
  gap(2),
)
export const revenue = opt('revenue', id(1, 48), 'when an institution bills a procedure under a revenue code')
export const unitsOf = decimal(15)

const RX = coded({ RX: 'pharmacy status list' })

/** C043: category, status and whom it speaks of belong together. */
export const statusOf = (entity: ElementType<string>) =>
  composite(
    req('category', listed(claimStatusCategories, 1, 30, 'whole')),
    req('status', listed(claimStatusTexts, 1, 30)),
    opt('entity', entity, 'when it speaks of a party'),
    opt('list', RX),
  )
/** The party of a status where the guide lets nearly all be named. */
export const ANY_ENTITY = listed(entities, 2, 3)

export const second = (entity: ElementType<string>) => opt('second', statusOf(entity), 'when one status does not say it all')
export const third = (entity: ElementType<string>) => opt('third', statusOf(entity), 'when two statuses do not say it all')

/** A status as it comes: any part may be absent. */
type Said = { readonly category?: string; readonly status?: string; readonly entity?: string }
type Told = { readonly first: Said; readonly second?: Said | undefined; readonly third?: Said | undefined }
export type Statuses<T extends Told = Told> = { readonly statuses?: readonly T[] }

export const saidIn = ({ first, second: two, third: three }: Told): readonly Said[] =>
  [first, two, three].filter((one) => one !== undefined)

/** A doubt about each status of a loop. */
export const eachStatus = <T extends Told>(
  of: Loop<Statuses<T>>,
  ruleId: string,
  says: string,
  isBroken: (status: T) => boolean,
  mend: (status: Draft<T>) => void,
): Rule =>
  rule<Statuses<T>>(
    of,
    ruleId,
    says,
    ({ statuses = [] }): Verdict => (statuses.length === 0 ? undefined : statuses.filter(isBroken).map((one) => ({ of: one }))),
    {
      grade: 'doubtful',
      mend: (value) => {
        const { statuses = [] } = value as { statuses?: Draft<T>[] }
        for (const one of statuses) if (isBroken(one as unknown as T)) mend(one)
      },
    },
  )

/** Status 21 says that something is missing and leaves it to another status of the same STC to say what. Source: list 508. */
export const needsCompanion = <T extends Told>(of: Loop<Statuses<T>>, set: string): Rule =>
  eachStatus(
    of,
    `${set}.companion`,
    'Status 21 says that something is missing or wrong, and no second status says what (STC01-2).',
    (one) => {
      const said = saidIn(one)
      return said.length === 1 && said[0]?.status === '21'
    },
    (one) => {
      Object.assign(one, { second: { category: 'A7', status: '562' } })
    },
  )

/** The sum of what is stated, or nothing when one of them is not. */
export const allOf = (amounts: readonly (Cents | undefined)[]): Cents | undefined => {
  let total = 0
  for (const one of amounts) {
    if (one === undefined) return undefined
    total += one
  }
  return total as Cents
}
