import { subtract, type Cents } from '../../../src-shared/money.ts'
import { loop, many, maybe, one, rule, some, when, type Infer, type TransactionSet, type Verdict } from '../grammar/words.ts'
import { AAA, HL, MSG } from '../segments/common.ts'
import {
  BENEFIT_DTP,
  BENEFIT_REF,
  BHT_RESPONSE,
  DEPENDENT_ANSWERED,
  DEPENDENT_REF_ANSWERED,
  DMG_ANSWERED,
  EB,
  HI,
  HSD,
  III,
  INS_RESPONSE,
  LE,
  LS,
  MPI,
  N3,
  N4,
  N4_REGION,
  PATIENT_PRV_ANSWERED,
  PAYER,
  PER,
  PERSON_DTP,
  pointsTo,
  RECEIVER_ANSWERED,
  RECEIVER_PRV,
  RECEIVER_REF,
  RELATED,
  SUBSCRIBER_ANSWERED,
  SUBSCRIBER_REF_ANSWERED,
  TRN_RESPONSE,
} from '../segments/eligibility.ts'

/* The eligibility response, 005010X279A1. */

const rejections = (situation: string) => many(AAA, 9, situation)
const contacts = (situation: string) => many(when(PER, { function: 'IC' }, 'Contact'), 3, situation)

/** Who else is concerned: the administrator of a carve-out, another payer, a primary care provider. */
const party = (loopId: string) =>
  loop(loopId, 'Related party', {
    name: one(RELATED),
    street: maybe(N3, 'when it is known'),
    city: maybe(N4_REGION, 'when it is known'),
    contacts: contacts('when the party has a number to call'),
    provider: maybe(RECEIVER_PRV, 'when the party is a provider'),
  })
const benefitLoop = (end: 'C' | 'D') =>
  loop(`2110${end}`, 'Eligibility or benefit', {
    benefit: one(EB),
    delivery: many(HSD, 9, 'when the benefit is limited by how often care is given'),
    ids: many(BENEFIT_REF, 9, 'when a number of the benefit is other than those of the person'),
    days: many(BENEFIT_DTP, 20, 'when a date of the benefit is other than those of the person'),
    rejections: rejections('when this part of the question cannot be answered'),
    messages: many(MSG, 10, 'when codes cannot say it'),
    places: many(
      loop(`2115${end}`, 'Place or nature of injury', { place: one(III) }),
      10,
      'when the benefit depends on the place of service or the nature of an injury',
    ),
    related: maybe(
      loop('LS', 'Related parties', {
        begin: one(LS),
        parties: some(party(`2120${end}`), 23),
        end: maybe(LE, 'always; its lack is tolerated'),
      }),
      'when another party is concerned, or to be asked',
    ),
  })
const benefit = benefitLoop('C')
const dependentBenefit = benefitLoop('D')

const CORRECTED = 'when the payer has it; it may differ from the inquiry'
const address = { street: maybe(N3, CORRECTED), city: maybe(N4, CORRECTED) }
const described = {
  ...address,
  rejections: rejections('when the person cannot be answered for'),
  provider: maybe(PATIENT_PRV_ANSWERED, 'when the inquiry had it and it mattered'),
  birth: maybe(DMG_ANSWERED, CORRECTED),
  relationship: maybe(
    INS_RESPONSE,
    'when the relationship is known, several were born at once, or what identifies the person is corrected',
  ),
  diagnoses: maybe(HI, 'when the answer depends on the diagnosis'),
  days: many(PERSON_DTP, 9, 'when a date holds for all benefits of the person'),
  military: maybe(MPI, 'when the person’s service in the armed forces matters'),
}
const FURTHER = 'when the payer needs a further number, or knows one that differs'
const dependentPerson = loop('2100D', 'Dependent', {
  name: one(when(DEPENDENT_ANSWERED, { entity: '03' }, 'Dependent name')),
  ids: many(DEPENDENT_REF_ANSWERED, 9, FURTHER),
  ...described,
})
const subscriberPerson = loop('2100C', 'Subscriber', {
  name: one(when(SUBSCRIBER_ANSWERED, { entity: 'IL' }, 'Subscriber name')),
  ids: many(SUBSCRIBER_REF_ANSWERED, 9, FURTHER),
  ...described,
})
const traces = many(TRN_RESPONSE, 3, 'when the inquiry had one, or the payer or clearinghouse adds its own')
const dependent = loop('2000D', 'Dependent level', {
  level: one(when(HL, { level: '23' }, 'Dependent level')),
  traces,
  person: one(dependentPerson),
  benefits: many(dependentBenefit, Infinity, 'when the dependent is answered for'),
})
const subscriber = loop('2000C', 'Subscriber level', {
  level: one(when(HL, { level: '22' }, 'Subscriber level')),
  traces,
  person: one(subscriberPerson),
  benefits: many(benefit, Infinity, 'when the subscriber is answered for'),
  dependents: many(dependent, Infinity, 'when a dependent was asked about'),
})
const provider = loop('2100B', 'Provider', {
  name: one(RECEIVER_ANSWERED),
  ids: many(RECEIVER_REF, 9, 'when the inquiry had it and it mattered'),
  street: maybe(N3, 'when the inquiry had it and it mattered'),
  city: maybe(N4, 'when the inquiry had it and it mattered'),
  rejections: rejections('when this provider cannot be answered'),
  taxonomy: maybe(RECEIVER_PRV, 'when the inquiry had it and it mattered'),
})
const receiver = loop('2000B', 'Provider level', {
  level: one(when(HL, { level: '21' }, 'Provider level')),
  provider: one(provider),
  subscribers: many(subscriber, Infinity, 'unless the provider or all above is turned down'),
})
const payer = loop('2100A', 'Payer', {
  name: one(PAYER),
  contacts: contacts('when the payer can be called about the answer'),
  rejections: rejections('when the payer cannot answer'),
})
const source = loop('2000A', 'Payer level', {
  level: one(when(HL, { level: '20' }, 'Payer level')),
  rejections: rejections('when the system cannot take the inquiry'),
  payer: one(payer),
  receivers: many(receiver, Infinity, 'unless the whole inquiry is turned down'),
})
const body = loop('271', 'Eligibility response', {
  beginning: one(when(BHT_RESPONSE, { structure: '0022' }, 'Beginning of the response')),
  sources: some(source),
})

export type Response271 = Infer<typeof body>
export type Subscriber271 = Infer<typeof subscriber>
export type Dependent271 = Infer<typeof dependent>
export type Benefit271 = NonNullable<Subscriber271['benefits']>[number]

/** The person an answer is about: the dependent where there is one. */
export type Answered271 = {
  readonly source: NonNullable<Response271['sources']>[number]
  readonly receiver: Infer<typeof receiver>
  readonly subscriber: Subscriber271
  readonly dependent?: Dependent271
}

/** Every answered person of a file. */
export function answersOf(file: Response271): Answered271[] {
  return (file.sources ?? []).flatMap((source) =>
    (source.receivers ?? []).flatMap((receiver) =>
      (receiver.subscribers ?? []).flatMap((subscriber): Answered271[] => {
        const dependents = subscriber.dependents ?? []
        return dependents.length === 0
          ? [{ source, receiver, subscriber }]
          : dependents.map((dependent) => ({ source, receiver, subscriber, dependent }))
      }),
    ),
  )
}

/* Rules. A response is what payers send and Parity reads, so all of them only doubt. */

type Rejection = NonNullable<Infer<typeof payer>['rejections']>[number]

/** Reasons (AAA03) and what may follow (AAA04), by level. Source: 270-271 of the reference, section 5; element 889. */
const PERSON_REASONS = '15 35 42 43 45 47 48 49 51 52 56 57 58 60 61 62 63'
const REASONS = {
  source: ['04 41 42 79', 'C N P R S Y'],
  payer: ['04 41 42 79 80 T4', 'C N P R S W X Y'],
  provider: ['15 41 43 44 45 46 47 48 50 51 79 97 T4', 'C N R S W X Y'],
  subscriber: [`${PERSON_REASONS} 71 72 73 74 75 76 78`, 'C N R S W X Y'],
  dependent: [`${PERSON_REASONS} 64 65 66 67 68 71 77`, 'C N R S W X Y'],
  benefit: ['15 33 52 53 54 55 56 57 60 61 62 63 69 70 98 AA AE AF AG AO CI E8 IA MA', 'C N R W X Y'],
} as const
const isOneOf = (codes: string, own: string | undefined): boolean => own !== undefined && codes.split(' ').includes(own)
const misplaced =
  (level: keyof typeof REASONS) =>
  ({ rejections: own }: { readonly rejections?: readonly Rejection[] }): Verdict =>
    own?.flatMap((of) => (isOneOf(REASONS[level][0], of.reason) && isOneOf(REASONS[level][1], of.followUp) ? [] : [{ of }]))
const firstReason =
  (level: keyof typeof REASONS) =>
  (made: { rejections?: { reason?: string | undefined; followUp?: string | undefined }[] | undefined }): void => {
    for (const one of made.rejections ?? []) {
      const [reason] = REASONS[level][0].split(' ')
      if (reason !== undefined) one.reason = reason
      one.followUp = 'C'
    }
  }
const rejected = (loopId: string): string =>
  `A request is turned down without a reason or what may follow, or with one that this level does not have (${loopId} AAA03, AAA04).`

/** The rows of one person. */
type Rows = readonly Infer<typeof benefit>[]
type Answer = { readonly person: { readonly rejections?: readonly Rejection[] }; readonly benefits?: Rows }
const isBoth = ({ person, benefits = [] }: Answer): Verdict => {
  const [first] = person.rejections ?? []
  return first === undefined ? undefined : benefits.length === 0 || { of: first }
}
const EXCLUSIVE = 'A person is turned down and has benefits; AAA and EB exclude each other'

type Row = Rows[number]
const shares = ({ benefit: own }: Row): Verdict => own.information !== 'A' || own.percent !== undefined || { of: own }
const amounts = ({ benefit: own }: Row): Verdict => !['B', 'C', 'G'].includes(own.information) || own.amount !== undefined || { of: own }
const fraction = ({ benefit: own }: Row): Verdict =>
  own.percent === undefined ? undefined : (own.percent >= 0 && own.percent <= 1) || { of: own }
const contact = ({ benefit: own, related, messages = [] }: Row): Verdict =>
  own.information === 'U' ? related !== undefined || messages.length > 0 || { of: own } : undefined
const closed = ({ related }: Row): Verdict => related && (related.end !== undefined || { of: related.begin })

/** EB06 of a total: service year, calendar year, contract. */
const OF_A_YEAR: readonly (string | undefined)[] = ['22', '23', '25']
/** Rows with the same key are the total and the rest of the same thing. */
const keyOf = (own: Row['benefit']): string =>
  JSON.stringify([own.information, own.level, own.services, own.insurance, own.plan, own.inNetwork, own.procedure])
/** What is left of a deductible or maximum (EB06 29) is not more than the whole of it. Source: 270-271 of the reference, reading recipe 3. */
function leftOver({ benefits = [] }: { readonly benefits?: Rows }): Verdict {
  const rows = benefits.flatMap(({ benefit: own }) =>
    own.amount !== undefined && ['C', 'G'].includes(own.information) ? [{ own, amount: own.amount, key: keyOf(own) }] : [],
  )
  const left = rows.filter(({ own }) => own.period === '29')
  if (left.length === 0) return undefined
  const totals = new Map<string, Cents>()
  for (const { own, amount, key } of rows) {
    const known = totals.get(key)
    if (OF_A_YEAR.includes(own.period) && (known === undefined || known < amount)) totals.set(key, amount)
  }
  return left.flatMap(({ own, amount, key }) => {
    const total = totals.get(key)
    return total !== undefined && amount > total ? [{ of: own, off: subtract(amount, total) }] : []
  })
}
const echoes = ({ traces: own = [] }: { readonly traces?: readonly { readonly kind: string }[] }): Verdict =>
  own.length === 0 ? undefined : own.some((one) => one.kind === '2') || own.map((of) => ({ of }))
const ECHO = 'The trace of the inquiry does not come back (TRN01 2), so the answer is found by BHT03 and the person only'
const originated = ({ traces: own = [] }: { readonly traces?: readonly { readonly originator?: string }[] }): Verdict =>
  own.flatMap((of) => (of.originator !== undefined && /^[139]/.test(of.originator) ? [] : [{ of }]))
const ORIGINATOR = 'A trace does not name its originator: 1 and EIN, 3 and DUNS, or 9 and nine signs of the sender (TRN03)'
const pointed = ({
  person,
  benefits = [],
}: {
  readonly person: Infer<typeof subscriberPerson> | Infer<typeof dependentPerson>
  readonly benefits?: Rows
}): Verdict => {
  const known = person.diagnoses?.codes.length ?? 0
  return benefits.flatMap(({ benefit: own }) => (own.diagnoses?.pointers.some(({ to }) => !pointsTo(to, known)) ? [{ of: own }] : []))
}
const dropPointers = ({ benefits = [] }: { benefits?: { benefit: { diagnoses?: unknown } }[] | undefined }): void => {
  for (const { benefit: own } of benefits) delete own.diagnoses
}
const POINTER = 'A diagnosis pointer of the benefit points to no diagnosis of the person (EB14, HI)'
const doubtful = { grade: 'doubtful' } as const

const rowRules = (of: typeof benefit, end: 'C' | 'D') => [
  rule(of, `271.share${end}`, 'A coinsurance does not state its percentage (EB01 A, EB08).', shares, {
    ...doubtful,
    mend: ({ benefit: own }) => {
      own.percent = 0.2
    },
  }),
  rule(of, `271.fraction${end}`, 'A percentage is not a decimal fraction, as 0.2 is for 20 % (EB08).', fraction, {
    ...doubtful,
    mend: ({ benefit: own }) => {
      own.percent = 0.2
    },
  }),
  rule(of, `271.amount${end}`, 'A copay, deductible or out-of-pocket maximum does not state its amount (EB01 B, C, G; EB07).', amounts, {
    ...doubtful,
    mend: (made) => {
      made.benefit.information = '1'
    },
  }),
  rule(
    of,
    `271.contact${end}`,
    'A row sends to another party and names none, neither in a loop nor in a message (EB01 U; 2120, MSG).',
    contact,
    {
      ...doubtful,
      mend: (made) => {
        made.messages = [{ text: 'CALL THE PLAN' }]
      },
    },
  ),
  rule(of, `271.loopEnd${end}`, 'Related parties begin with LS and do not end with LE.', closed, {
    ...doubtful,
    mend: ({ related }) => {
      if (related) related.end = { loop: '2120' }
    },
  }),
  rule(of, `271.reason${end}`, rejected(`2110${end}`), misplaced('benefit'), { ...doubtful, mend: firstReason('benefit') }),
]
const rules = [
  rule(source, '271.reasonA', rejected('2000A'), misplaced('source'), { ...doubtful, mend: firstReason('source') }),
  rule(payer, '271.reasonPayer', rejected('2100A'), misplaced('payer'), { ...doubtful, mend: firstReason('payer') }),
  rule(provider, '271.reasonProvider', rejected('2100B'), misplaced('provider'), { ...doubtful, mend: firstReason('provider') }),
  rule(subscriberPerson, '271.reasonSubscriber', rejected('2100C'), misplaced('subscriber'), {
    ...doubtful,
    mend: firstReason('subscriber'),
  }),
  rule(dependentPerson, '271.reasonDependent', rejected('2100D'), misplaced('dependent'), { ...doubtful, mend: firstReason('dependent') }),
  rule(subscriber, '271.either', `${EXCLUSIVE} (2100C AAA, 2110C EB).`, isBoth, { ...doubtful, mend: (made) => delete made.benefits }),
  rule(dependent, '271.eitherDependent', `${EXCLUSIVE} (2100D AAA, 2110D EB).`, isBoth, {
    ...doubtful,
    mend: (made) => delete made.benefits,
  }),
  rule(
    subscriber,
    '271.answers',
    'The person is neither answered for nor turned down, here or above (2110C EB, 2000D, AAA).',
    ({ level, person, benefits = [], dependents = [] }, around) => {
      const above = [person, around(receiver)?.provider, around(source)?.payer, around(source)]
      const isRefused = above.some((one) => (one?.rejections ?? []).length > 0)
      return benefits.length + dependents.length > 0 || isRefused || { of: level }
    },
    {
      ...doubtful,
      mend: (made) => {
        made.benefits = [{ benefit: { information: '1', services: ['30'] } }]
      },
    },
  ),
  rule(
    subscriberPerson,
    '271.self',
    'The relationship of the subscriber is not self (2100C INS01 Y, INS02 18).',
    ({ relationship: own }) => own && ((own.isSubscriber === 'Y' && own.relationship === '18') || { of: own }),
    { ...doubtful, mend: (made) => delete made.relationship },
  ),
  rule(
    dependentPerson,
    '271.dependent',
    'The relationship of a dependent is that of the subscriber (2100D INS01 N, INS02).',
    ({ relationship: own }) => own && ((own.isSubscriber === 'N' && own.relationship !== '18') || { of: own }),
    { ...doubtful, mend: (made) => delete made.relationship },
  ),
  rule(subscriber, '271.trace', `${ECHO} (2000C).`, echoes, { ...doubtful, mend: (made) => delete made.traces }),
  rule(dependent, '271.traceDependent', `${ECHO} (2000D).`, echoes, { ...doubtful, mend: (made) => delete made.traces }),
  rule(subscriber, '271.originator', `${ORIGINATOR}.`, originated, { ...doubtful, mend: (made) => delete made.traces }),
  rule(dependent, '271.originatorDependent', `${ORIGINATOR}.`, originated, { ...doubtful, mend: (made) => delete made.traces }),
  rule(subscriber, '271.pointers', `${POINTER}.`, pointed, { ...doubtful, mend: dropPointers }),
  rule(dependent, '271.pointersDependent', `${POINTER}.`, pointed, { ...doubtful, mend: dropPointers }),
  rule(subscriber, 'BAL.LEFT', 'More of a deductible or maximum is left than there is of it (EB01 C, G; EB06 29).', leftOver, doubtful),
  rule(
    dependent,
    'BAL.LEFTDEPENDENT',
    'More of a deductible or maximum is left than there is of it (EB01 C, G; EB06 29).',
    leftOver,
    doubtful,
  ),
  ...rowRules(benefit, 'C'),
  ...rowRules(dependentBenefit, 'D'),
]

/** The payer's answer what a patient is covered for. */
export const eligibilityResponse: TransactionSet<Response271> = {
  is: 'set',
  id: '271',
  name: '271',
  functional: 'HB',
  guide: '005010X279A1',
  guides: ['005010X279A1', '005010X279'],
  namesGuide: true,
  title: 'Eligibility response',
  body,
  units: [subscriber],
  rules,
}
