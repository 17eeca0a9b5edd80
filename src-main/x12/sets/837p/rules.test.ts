import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileOf } from '../../../../test/support/x12.ts'
import { day } from '../../../../src-shared/day.ts'
import { cents } from '../../../../src-shared/money.ts'
import { judgeValue } from '../../grammar/check.ts'
import { generate } from '../../grammar/generate.ts'
import type { Draft } from '../../grammar/words.ts'
import { readAny, readFile, setsOf } from '../../index.ts'
import { professional } from '../837p.ts'
import { madeNpi, smallClaim, type Claim837, type Line837, type Patient837, type Professional, type Subscriber837 } from './parts.ts'

const on = day('2026-10-05')
const later = day('2026-10-28')
const address = () => ({ street: { line1: '5 BIRCH CT' }, city: { city: 'SPRINGFIELD', state: 'IL', zip: '627010001' } })
const decided = (paid: number, contractual: number, patient: number) => ({
  decision: { payer: 'EX001', paid: cents(paid), procedure: { kind: 'HC' as const, code: '90834' }, quantity: 1 },
  adjustments: [
    { group: 'CO' as const, adjustments: [{ reason: '45', amount: cents(contractual) }] },
    { group: 'PR' as const, adjustments: [{ reason: '2', amount: cents(patient) }] },
  ],
  day: { when: { from: later } },
})
const lineOf = (n: number, code: string, charge: number): Draft<Line837> => ({
  number: {},
  service: { procedure: { kind: 'HC', code }, charge: cents(charge), unit: 'UN', quantity: 1, diagnoses: { pointers: [1] } },
  day: { when: { from: on } },
  control: { value: `MH1003L${n}` },
})

/** A secondary claim: the first payer decided on both lines. */
function claimOf(): Draft<Claim837> {
  return {
    ...smallClaim(on),
    claim: { ...smallClaim().claim, control: 'MH1003', charge: cents(17_000) },
    otherPayers: [
      {
        subscriber: { order: 'P', relationship: '18', filing: 'CI' },
        paid: { amount: cents(10_000) },
        insurance: { benefitsAssigned: 'Y', release: 'Y' },
        insured: { name: { kind: '1', name: 'JONES', first: 'CASEY', idQualifier: 'MI', id: 'PRI444000222' } },
        payer: { name: { kind: '2', name: 'EXAMPLE HEALTH PLAN', idQualifier: 'PI', id: 'EX001' } },
      },
    ],
    lines: [
      { ...lineOf(1, '90834', 15_000), adjudications: [decided(8_800, 4_000, 2_200)] },
      { ...lineOf(2, '90785', 2_000), adjudications: [decided(1_200, 500, 300)] },
    ],
  }
}

function documentOf(): Draft<Professional> {
  return {
    beginning: { purpose: '00', reference: 'B000103', day: day('2026-11-09'), time: '0930', kind: 'CH' },
    submitter: {
      name: { kind: '2', name: 'ELM STREET COUNSELING PLLC', id: 'SUBMITTERID' },
      contacts: [{ name: 'PAT BILLER', numbers: [{ kind: 'TE', number: '5555550100' }] }],
    },
    receiver: { name: { kind: '2', name: 'EXAMPLE CLEARINGHOUSE', id: 'RECEIVERID' } },
    billing: [
      {
        level: {},
        taxonomy: { qualifier: 'PXC', taxonomy: '261QM0801X' },
        provider: {
          name: { kind: '2', name: 'ELM STREET COUNSELING PLLC', idQualifier: 'XX', id: '1234567893' },
          ...address(),
          taxId: { qualifier: 'EI', value: '123456789' },
        },
        subscribers: [
          {
            level: {},
            subscriber: { order: 'S', relationship: '18', filing: 'CI' },
            name: {
              name: { kind: '1', name: 'JONES', first: 'CASEY', idQualifier: 'MI', id: 'SEC555000111' },
              ...address(),
              birth: { born: { from: day('1970-09-30') }, sex: 'F' },
            },
            payer: { name: { kind: '2', name: 'EXAMPLE SECONDARY PLAN', idQualifier: 'PI', id: 'EX003' } },
            claims: [claimOf()],
          },
        ],
      },
    ],
  }
}

type Parts = {
  readonly file: Draft<Professional>
  readonly billing: Draft<Professional>['billing'][number]
  readonly subscriber: Draft<Subscriber837>
  readonly claim: Draft<Claim837>
  readonly line: Draft<Line837>
  readonly other: NonNullable<Draft<Claim837>['otherPayers']>[number]
}

function partsOf(file: Draft<Professional>): Parts {
  const [billing] = file.billing
  const subscriber = billing?.subscribers[0]
  const claim = subscriber?.claims?.[0]
  const line = claim?.lines[0]
  const other = claim?.otherPayers?.[0]
  if (!billing || !subscriber || !claim || !line || !other) throw new Error('The document of this test has every part')
  return { file, billing, subscriber, claim, line, other }
}

function brokenBy(change: (parts: Parts) => void): string[] {
  const file = documentOf()
  change(partsOf(file))
  const broken: string[] = []
  judgeValue(professional, file, (rule, { off }) => void broken.push(off === undefined ? rule.id : `${rule.id} ${off}`))
  return [...new Set(broken)]
}

/** The first payer decided on the claim as a whole. */
function byClaim({ claim, other }: Parts): void {
  for (const one of claim.lines) delete one.adjudications
  other.adjustments = [{ group: 'CO', adjustments: [{ reason: '45', amount: cents(7_000) }] }]
  other.payer.adjudicated = { when: { from: later } }
}
const referring = (entity: 'DN' | 'P3') => ({ name: { entity, kind: '1' as const, name: 'ROE' } })
const person = (id: string) => ({ kind: '1' as const, name: 'RIVERA', first: 'ALEX', idQualifier: 'XX' as const, id })
const facility = (zip: string) => ({
  name: { kind: '2' as const, name: 'ELM STREET WEST' },
  street: { line1: '900 WEST BLVD' },
  city: { city: 'SPRINGFIELD', state: 'IL', zip },
})
const dependent = (): Draft<Patient837> => ({
  level: {},
  patient: { relationship: '19' },
  name: { name: { kind: '1', name: 'JONES', first: 'SAM' }, ...address(), birth: { born: { from: day('2012-06-05') }, sex: 'M' } },
  claims: [claimOf()],
})

const cases: readonly (readonly [what: string, change: (parts: Parts) => void, broken: readonly string[]])[] = [
  ['nothing', () => undefined, []],

  // The sums.
  ['a line charges a cent more', ({ line }) => void (line.service.charge = cents(15_001)), ['BAL.COB 1', 'BAL.CHARGE -1']],
  [
    'a payer paid a cent more by line',
    ({ line }) => line.adjudications?.forEach((one) => (one.decision.paid = cents(8_801))),
    ['BAL.COB -1', 'BAL.COB.PAID -1'],
  ],
  ['a payer paid a cent more in all', ({ other }) => void (other.paid = { amount: cents(10_001) }), ['BAL.COB.PAID 1', 'BAL.COB.CLAIM -1']],
  ['a payer that decided does not say what it paid in all', ({ other }) => void delete other.paid, ['837P.paid']],
  [
    'only one line is decided',
    ({ claim, other }) => {
      delete claim.lines[1]?.adjudications
      other.paid = { amount: cents(8_800) }
    },
    [],
  ],
  [
    'a payer split a line into two procedures',
    ({ line }) => void (line.adjudications = [decided(4_000, 2_000, 1_000), decided(4_800, 2_000, 1_200)]),
    [],
  ],
  [
    'a line was paid with the other',
    ({ line }) => {
      line.adjudications = [decided(8_800, 4_000, 2_200)]
      for (const one of line.adjudications) one.decision.bundledInto = 2
    },
    [],
  ],
  [
    'a line was paid with one that is not there',
    ({ line }) => line.adjudications?.forEach((one) => (one.decision.bundledInto = 3)),
    ['837P.bundled'],
  ],
  ['a payer decided on the claim', byClaim, []],
  [
    'a payer decided on the claim, and it does not add up',
    (parts) => {
      byClaim(parts)
      parts.other.paid = { amount: cents(9_900) }
    },
    ['BAL.COB.CLAIM 100'],
  ],
  ['a line costs less than nothing', ({ line }) => void (line.service.quantity = -1), ['837P.negative']],
  ['the patient paid more than the charge', ({ claim }) => void (claim.patientPaid = { amount: cents(17_001) }), ['837P.patientPaid']],
  ['the patient paid all of it', ({ claim }) => void (claim.patientPaid = { amount: cents(17_000) }), []],

  // Other payers.
  ['two payers are primary', ({ subscriber }) => void (subscriber.subscriber.order = 'P'), ['837P.orders']],
  ['no payer is primary', ({ other }) => void (other.subscriber.order = 'T'), ['837P.primary']],
  ['the order is not known', ({ other }) => void (other.subscriber.order = 'U'), []],
  [
    'another payer decided',
    ({ line }) => line.adjudications?.forEach((one) => (one.decision.payer = 'EX009')),
    ['837P.otherPayerId', 'BAL.COB.PAID 8800'],
  ],
  [
    'two other payers have one number',
    ({ claim, other }) => void claim.otherPayers?.push({ ...other, subscriber: { order: 'T', relationship: '18' } }),
    ['837P.otherPayerId', '837P.otherPayersDistinct'],
  ],
  ['the day of decision stands twice', ({ other }) => void (other.payer.adjudicated = { when: { from: later } }), ['837P.adjudicated']],
  [
    'the day of decision stands nowhere',
    (parts) => {
      byClaim(parts)
      delete parts.other.payer.adjudicated
    },
    ['837P.adjudicated'],
  ],
  [
    'what the patient owes stands twice',
    ({ line, other }) => {
      other.remaining = { amount: cents(2_500) }
      line.adjudications?.forEach((one) => (one.remaining = { amount: cents(2_200) }))
    },
    ['837P.remaining'],
  ],
  ['a payer that was not billed paid', ({ other }) => void (other.noncovered = { amount: cents(17_000) }), ['837P.noncovered']],
  [
    'a payer was not billed',
    (parts) => {
      byClaim(parts)
      delete parts.other.paid
      delete parts.other.adjustments
      parts.other.noncovered = { amount: cents(17_000) }
    },
    [],
  ],
  [
    'a payer was not billed for a part',
    (parts) => {
      byClaim(parts)
      delete parts.other.paid
      delete parts.other.adjustments
      parts.other.noncovered = { amount: cents(16_000) }
    },
    ['BAL.NONCOVERED 1000'],
  ],
  [
    'an authorization is of an unknown payer',
    ({ line }) => void (line.authorizations = [{ value: 'A1', payer: { qualifier: '2U', value: 'EX009' } }]),
    ['837P.payerOfNumber'],
  ],
  [
    'an authorization is of the other payer',
    ({ line }) => void (line.authorizations = [{ value: 'A1', payer: { qualifier: '2U', value: 'EX001' } }]),
    [],
  ],

  // Levels.
  ['the subscriber is not the patient', ({ subscriber }) => void delete subscriber.subscriber.relationship, ['837P.patientLevel']],
  ['the subscriber and a dependent have claims', ({ subscriber }) => void (subscriber.patients = [dependent()]), ['837P.levels']],
  [
    'a dependent has the claim',
    ({ subscriber }) => {
      delete subscriber.subscriber.relationship
      delete subscriber.claims
      delete subscriber.name.birth
      subscriber.patients = [dependent()]
    },
    [],
  ],
  ['nobody has a claim', ({ subscriber }) => void delete subscriber.claims, ['837P.noClaim']],
  ['the subscriber has no birth date', ({ subscriber }) => void delete subscriber.name.birth, ['837P.self']],
  ['the subscriber has no street', ({ subscriber }) => void delete subscriber.name.street, ['837P.self']],
  ['the subscriber has no number', ({ subscriber }) => void delete subscriber.name.name.id, ['837P.member']],
  ['the kind of plan is not said', ({ subscriber }) => void delete subscriber.subscriber.filing, ['837P.filing']],
  ['Medicare comes second without a reason', ({ subscriber }) => void (subscriber.subscriber.filing = 'MB'), ['837P.medicareSecondary']],
  ['a state claims money back without a plan', ({ file }) => void (file.beginning.kind = '31'), ['837P.subrogation']],
  ['the batch number is long', ({ file }) => void (file.beginning.reference = 'B'.repeat(31)), ['837P.reference']],

  // The claim.
  ['a replacement names no claim', ({ claim }) => void (claim.claim.place.frequency = '7'), ['837P.replacement']],
  ['a void names no claim', ({ claim }) => void (claim.claim.place.frequency = '8'), ['837P.replacement']],
  ['a correction names no claim', ({ claim }) => void (claim.claim.place.frequency = '6'), ['837P.replacement']],
  ['an original names a claim', ({ claim }) => void (claim.originalClaim = { value: 'X1' }), ['837P.original']],
  [
    'Medicare gets a replacement',
    ({ claim, subscriber }) => {
      claim.claim.place.frequency = '7'
      claim.originalClaim = { value: 'X1' }
      subscriber.subscriber.filing = 'MB'
      subscriber.subscriber.medicareSecondary = '12'
    },
    ['837P.medicareReplacement'],
  ],
  ['an auto accident has neither date nor state', ({ claim }) => void (claim.claim.causes = { first: 'AA' }), ['837P.accident']],
  [
    'an auto accident has no state',
    ({ claim }) => {
      claim.claim.causes = { first: 'EM', second: 'AA' }
      claim.accident = { when: { from: on } }
    },
    ['837P.accident'],
  ],
  [
    'an auto accident was abroad',
    ({ claim }) => {
      claim.claim.causes = { first: 'AA', country: 'MX' }
      claim.accident = { when: { from: on } }
    },
    [],
  ],
  ['the employment is the cause', ({ claim }) => void (claim.claim.causes = { first: 'EM' }), []],
  ['the claim number is long', ({ claim }) => void (claim.claim.control = 'M'.repeat(21)), ['837P.control']],
  ['an inpatient was never admitted', ({ claim }) => void (claim.claim.place.code = '51'), ['837P.admission']],
  [
    'an attachment comes by fax without a number',
    ({ claim }) => void (claim.attachments = [{ report: 'M1', by: 'FX' }]),
    ['837P.attachment'],
  ],
  ['an attachment is held', ({ claim }) => void (claim.attachments = [{ report: 'M1', by: 'AA' }]), []],
  [
    'an attachment of a line comes by mail without a number',
    ({ line }) => void (line.attachments = [{ report: 'OZ', by: 'BM' }]),
    ['837P.lineAttachment'],
  ],
  ['a screening led to no referral', ({ claim }) => void (claim.epsdt = { applies: 'N', conditions: ['NU'] }), []],
  ['a screening contradicts itself', ({ claim }) => void (claim.epsdt = { applies: 'Y', conditions: ['NU'] }), ['837P.epsdt']],
  ['an acute condition has no day', ({ claim }) => void (claim.spinal = { condition: 'M' }), ['837P.acute']],
  ['a chronic condition has no day', ({ claim }) => void (claim.spinal = { condition: 'C' }), []],
  [
    'the second surgery is a main one',
    ({ claim }) =>
      void (claim.anesthesia = {
        codes: [
          { kind: 'BP', code: '33414' },
          { kind: 'BP', code: '33415' },
        ],
      }),
    ['837P.anesthesia'],
  ],

  // Diagnoses.
  [
    'the second diagnosis is a main one',
    ({ claim }) => void claim.diagnoses.codes.push({ kind: 'ABK', code: 'F329' }),
    ['837P.diagnosisKinds'],
  ],
  ['two revisions are mixed', ({ claim }) => void claim.diagnoses.codes.push({ kind: 'BF', code: '311' }), ['837P.diagnosisKinds']],
  ['ICD-9 is used today', ({ claim }) => void (claim.diagnoses.codes = [{ kind: 'BK', code: '311' }]), ['837P.diagnosisDate']],
  ['a diagnosis stands twice', ({ claim }) => void claim.diagnoses.codes.push({ kind: 'ABF', code: 'F411' }), ['837P.diagnosisTwice']],
  ['a diagnosis has its point', ({ claim }) => void (claim.diagnoses.codes = [{ kind: 'ABK', code: 'F41.1' }]), ['837P.diagnosisForm']],
  ['a pointer points past the diagnoses', ({ line }) => void (line.service.diagnoses.pointers = [1, 2]), ['837P.pointers']],
  ['a pointer points at nothing', ({ line }) => void (line.service.diagnoses.pointers = [0]), ['837P.pointers']],

  // Days.
  ['the service is later than the file', ({ line }) => void (line.day.when = { from: day('2026-11-10') }), ['837P.afterFile']],
  ['the service is of the day of the file', ({ line }) => void (line.day.when = { from: on, to: day('2026-11-09') }), []],
  [
    'the patient was born later',
    ({ subscriber }) => void (subscriber.name.birth = { born: { from: later }, sex: 'F' }),
    ['837P.beforeBirth'],
  ],
  ['the patient had died', ({ subscriber }) => void (subscriber.patient = { died: { from: day('2026-10-04') } }), ['837P.afterDeath']],
  ['the patient died that day', ({ subscriber }) => void (subscriber.patient = { died: { from: on } }), []],
  ['the illness began after the services', ({ claim }) => void (claim.onset = { when: { from: later } }), ['837P.eventDates']],
  [
    'the patient left before coming',
    ({ claim }) => {
      claim.admitted = { when: { from: on } }
      claim.discharged = { when: { from: day('2026-10-04') } }
    },
    ['837P.stay'],
  ],
  ['the onset took days', ({ claim }) => void (claim.onset = { when: { from: day('2026-09-01'), to: on } }), ['837P.claimDates']],
  [
    'a disability of both dates has one',
    ({ claim }) => void (claim.disability = [{ qualifier: '314', when: { from: on } }]),
    ['837P.claimDates'],
  ],
  ['a disability has both dates', ({ claim }) => void (claim.disability = [{ qualifier: '314', when: { from: on, to: later } }]), []],
  ['the last visit took days', ({ line }) => void (line.lastSeen = { when: { from: on, to: later } }), ['837P.lineDates']],
  [
    'the decision took days',
    ({ line }) => line.adjudications?.forEach((one) => (one.day = { when: { from: on, to: later } })),
    ['837P.adjudicationDate'],
  ],

  // Providers and places.
  [
    'the rendering provider is the billing provider',
    ({ claim }) => void (claim.rendering = { name: person('1234567893') }),
    ['837P.renderingIsBilling'],
  ],
  [
    'the line names the provider of the claim',
    ({ claim, line }) => {
      claim.rendering = { name: person('1987654328') }
      line.rendering = { name: person('1987654328') }
    },
    ['837P.lineProviders'],
  ],
  ['the first referring provider is of primary care', ({ claim }) => void (claim.referring = [referring('P3')]), ['837P.referring']],
  ['the second referring provider is of primary care', ({ claim }) => void (claim.referring = [referring('DN'), referring('P3')]), []],
  ['an NPI has a wrong check digit', ({ claim }) => void (claim.rendering = { name: person('1987654329') }), ['837P.npi.2310B']],
  ['the billing provider is at a PO box', ({ billing }) => void (billing.provider.street.line1 = 'P. O. BOX 12'), ['837P.postBox']],
  ['the billing provider is at a lock box', ({ billing }) => void (billing.provider.street.line2 = 'LOCKBOX 9'), ['837P.postBox']],
  ['the billing provider is at Boxwood', ({ billing }) => void (billing.provider.street.line1 = '1 BOXWOOD PO ST'), []],
  ['the ZIP has five digits', ({ billing }) => void (billing.provider.city.zip = '62701'), ['837P.zip.2010AA']],
  ['a facility’s ZIP has five digits', ({ claim }) => void (claim.facility = facility('62702')), ['837P.zip.2310C']],
  ['the subscriber’s ZIP has five digits', ({ subscriber }) => subscriber.name.city && void (subscriber.name.city.zip = '62701'), []],
  [
    'the subscriber’s ZIP has a hyphen',
    ({ subscriber }) => subscriber.name.city && void (subscriber.name.city.zip = '62701-0001'),
    ['837P.zip.2010BA'],
  ],
  ['the state is missing', ({ billing }) => void delete billing.provider.city.state, ['837P.address.2010AA']],
  ['the address is in Ireland', ({ subscriber }) => void (subscriber.name.city = { city: 'CORK', country: 'IE' }), []],
  ['an organization has a first name', ({ billing }) => void (billing.provider.name.first = 'ELM'), ['837P.name.2010AA']],
  [
    'a taxonomy ends in Y',
    ({ billing }) => void (billing.taxonomy = { qualifier: 'PXC', taxonomy: '203BF0100Y' }),
    ['837P.taxonomy.2000A'],
  ],
  ['a tax number has its hyphen', ({ billing }) => void (billing.provider.taxId.value = '12-3456789'), ['837P.taxId.2010AA']],
  ['a CLIA number has no D', ({ claim }) => void (claim.clia = { value: '1400000001' }), ['837P.clia.2300']],

  [
    'a telephone number has hyphens',
    ({ file }) => void (file.submitter.contacts = [{ numbers: [{ kind: 'TE', number: '555-555-0100' }] }]),
    ['837P.contact.1000A'],
  ],
  [
    'an extension stands alone',
    ({ billing }) => void (billing.provider.contacts = [{ numbers: [{ kind: 'EX', number: '12' }] }]),
    ['837P.contact.2010AA'],
  ],
  [
    'an extension follows its telephone',
    ({ billing }) =>
      void (billing.provider.contacts = [
        {
          numbers: [
            { kind: 'TE', number: '5555550100' },
            { kind: 'EX', number: '12' },
          ],
        },
      ]),
    [],
  ],

  // Lines.
  ['two lines have one number', ({ line }) => void (line.control = { value: 'MH1003L2' }), ['837P.lineControls']],
  ['a line’s number is long', ({ line }) => void (line.control = { value: 'M'.repeat(31) }), ['837P.lineControl']],
  ['a quantity is nothing', ({ line }) => void (line.service.quantity = 0), ['837P.quantity']],
  [
    'a drug’s code has hyphens',
    ({ line }) =>
      void (line.drug = { identification: { kind: 'N4', number: '00026-0635-12' }, quantity: { quantity: 1, unit: { code: 'ML' } } }),
    ['837P.ndc'],
  ],
  [
    'the service was bought from someone else',
    ({ line }) => {
      line.purchased = { provider: '1987654328', amount: cents(100) }
      line.purchasedFrom = { name: { kind: '2', idQualifier: 'XX', id: '1234567893' } }
    },
    ['837P.purchased'],
  ],
]

const chanceOf = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x297a2d39) | 0
    return Math.floor((((state ^ (state >>> 12)) >>> 0) / 4_294_967_296) * below)
  }
}

describe('a professional claim', () => {
  it.each(cases)('where %s', (_, change, broken) => expect(brokenBy(change).toSorted()).toEqual([...broken].toSorted()))

  it('has each of its rules tried here, but that on the number of claims and the same rule at other places', () => {
    const tried = new Set(cases.flatMap(([, , broken]) => broken.map((one) => one.split(' ')[0] ?? '')))
    const families = new Set([...tried].map((one) => one.split('.').slice(0, 2).join('.')))
    const untried = professional.rules.filter(({ id }) => !tried.has(id) && !families.has(id.replace(/\.[^.]*$/, '')))
    expect(untried.map(({ id }) => id)).toEqual(['837P.claims', '837P.otherPayerDate'])
  })

  it('that is made up, with every part or few, gives no finding at all', () =>
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(0, 10, 30, 60), (seed, richness) => {
        const value = generate(professional, chanceOf(seed), richness)
        const [read] = setsOf(readFile(Buffer.from(fileOf(professional, value), 'latin1'))).map(readAny)
        expect(read?.reading.findings).toEqual([])
      }),
      { seed: 20261122, numRuns: 40 },
    ))

  it('that is made up has NPIs whose check digit is right', () => {
    expect(madeNpi('ELM STREET')).toMatch(/^1\d{9}$/)
    expect(brokenBy(({ claim }) => void (claim.rendering = { name: person(madeNpi('ELM')) }))).toEqual([])
  })
})
