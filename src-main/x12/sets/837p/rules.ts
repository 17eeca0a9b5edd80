import { subtract, sum } from '../../../../src-shared/money.ts'
import type { Day } from '../../../../src-shared/day.ts'
import { place } from '../../../codes/index.ts'
import { rule, totalRule, type Breach, type Draft, type Period, type Rule, type Verdict } from '../../grammar/words.ts'
import { claim, otherPayer } from './claim.ts'
import { cobRules } from './cob-rules.ts'
import { formRules } from './form-rules.ts'
import { billing, body, patient, subscriber } from './levels.ts'
import { drug, line, lineAdjudication } from './line.ts'
import {
  BORN,
  ICD_10,
  NINE,
  smallClaim,
  SPRINGFIELD,
  TEN,
  type Claim837,
  type Line837,
  type Professional,
  type Subscriber837,
} from './parts.ts'

/*
 * The rules of the guide over more than one segment that a file by itself can keep or break. What a payer or clearinghouse surely turns back is
 * grave; the rest is said and stops nothing. Source: 005010X222A1, and the claim edits of the payers.
 */

const DOUBTFUL = 'doubtful'
const breach = (isBroken: boolean | undefined, of: object): Verdict => !isBroken || { of }
const asDraft = <T>(value: T | undefined): Draft<T> | undefined => value as Draft<T> | undefined

const lastDay = ({ from, to }: Period): Day => to ?? from
const isNew = (kind: string): boolean => kind === 'ABK' || kind === 'ABF'
const isMedicare = (filing: string | undefined): boolean => filing === 'MA' || filing === 'MB'

type Dated = { readonly when: Period }
/** Days that the guide wants as one day (D8), not as a span. */
const DAYS_OF_CLAIM = [
  'onset',
  'initialTreatment',
  'lastSeen',
  'acute',
  'accident',
  'lastPeriod',
  'lastXray',
  'prescribed',
  'lastWorked',
  'returnToWork',
  'admitted',
  'discharged',
  'firstContact',
  'repricerReceived',
] as const
const DAYS_OF_LINE = [
  'prescribed',
  'recertified',
  'therapyBegan',
  'certified',
  'lastSeen',
  'shipped',
  'lastXray',
  'initialTreatment',
] as const
/** What happened before the patient was treated for it. */
const EARLIER = ['onset', 'initialTreatment', 'lastSeen', 'acute', 'accident', 'lastPeriod', 'lastXray'] as const

const spans = (dates: readonly (Dated | undefined)[]): Breach[] => dates.flatMap((one) => (one?.when.to === undefined ? [] : [{ of: one }]))
function endSpans(dates: readonly ({ when: Draft<Period> } | undefined)[]): void {
  for (const one of dates) delete one?.when.to
}
const named = <T extends object, N extends keyof T>(own: T, names: readonly N[]): NonNullable<T[N]>[] => {
  const found: NonNullable<T[N]>[] = []
  for (const name of names) {
    const one = own[name]
    if (one !== undefined && one !== null) found.push(one)
  }
  return found
}

const lastService = (lines: readonly Pick<Line837, 'day'>[]): Day | undefined =>
  lines
    .map((one) => lastDay(one.day.when))
    .reduce<Day | undefined>((last, one) => (last === undefined || one > last ? one : last), undefined)
const firstService = (lines: readonly Pick<Line837, 'day'>[]): Day | undefined =>
  lines
    .map((one) => one.day.when.from)
    .reduce<Day | undefined>((first, one) => (first === undefined || one < first ? one : first), undefined)

type Numbered = { payer?: { readonly value: string } }
type Numbering = { readonly ids?: readonly Numbered[] }
/** Numbers of a line that may be of another payer. */
const numbersOf = (one: {
  readonly authorizations?: readonly Numbered[]
  readonly referrals?: readonly Numbered[]
  readonly rendering?: Numbering
  readonly purchasedFrom?: Numbering
  readonly facility?: Numbering
  readonly supervising?: Numbering
  readonly ordering?: Numbering
  readonly referring?: readonly Numbering[]
}): Numbered[] => {
  const found = [...(one.authorizations ?? []), ...(one.referrals ?? [])]
  for (const by of [one.rendering, one.purchasedFrom, one.facility, one.supervising, one.ordering]) if (by?.ids) found.push(...by.ids)
  for (const by of one.referring ?? []) if (by.ids) found.push(...by.ids)
  return found
}

const levelRules: readonly Rule[] = [
  totalRule(
    body,
    '837P.claims',
    'More than 5,000 claims stand between ST and SE.',
    { each: claim, add: () => 1 },
    ({ beginning }, claims = 0) => breach(claims > 5000, beginning),
    { grade: DOUBTFUL },
  ),
  rule(
    body,
    '837P.reference',
    'The batch number is longer than the 30 characters that payers return (BHT03).',
    ({ beginning }) => breach(beginning.reference.length > 30, beginning),
    { grade: DOUBTFUL, mend: ({ beginning }) => void (beginning.reference = beginning.reference.slice(0, 30).trim()) },
  ),
  rule(
    billing,
    '837P.subrogation',
    'A pay-to plan belongs to claims by which a state claims money back, and only to them (BHT06 is 31, 2010AC).',
    ({ payToPlan, provider }, around) => {
      const kind = around(body)?.beginning.kind
      return kind === undefined ? undefined : breach((kind === '31') !== (payToPlan !== undefined), payToPlan?.name ?? provider.name)
    },
    {
      grade: DOUBTFUL,
      mend: (own, around) => {
        const beginning = asDraft<Professional>(around(body))?.beginning
        if (own.payToPlan) delete own.payToPlan
        else if (beginning) beginning.kind = 'CH'
      },
    },
  ),
  totalRule(
    subscriber,
    '837P.noClaim',
    'The subscriber has no claim, nor has a patient below (2300).',
    { each: claim, add: () => 1 },
    ({ level }, claims = 0) => breach(claims === 0, level),
    {
      grade: DOUBTFUL,
      mend: (own) => {
        own.claims = [smallClaim()]
        own.subscriber.relationship = '18'
      },
    },
  ),
  totalRule(
    subscriber,
    '837P.levels',
    'A subscriber who is the patient has no patient level (SBR02, 2000C).',
    { each: patient, add: () => 1 },
    ({ subscriber: own }, patients = 0) => breach(own.relationship === '18' && patients > 0, own),
    {
      mend: (own) => {
        if (own.claims) delete own.patients
        else delete own.subscriber.relationship
      },
    },
  ),
  rule(
    claim,
    '837P.patientLevel',
    'The claim stands below a subscriber who is not the patient; it belongs below a patient level (SBR02, 2000C).',
    ({ claim: own }, around) => {
      const above = around(subscriber)
      return above === undefined ? undefined : breach(around(patient) === undefined && above.subscriber.relationship !== '18', own)
    },
    {
      mend: (_, around) => {
        const above = asDraft<Subscriber837>(around(subscriber))
        if (!above) return
        above.subscriber.relationship = '18'
        delete above.patients
      },
    },
  ),
  rule(
    subscriber,
    '837P.self',
    'When the patient is the subscriber, address and birth date belong to the subscriber (2010BA N3, N4, DMG).',
    ({ subscriber: own, name }) => breach(own.relationship === '18' && !(name.street && name.city && name.birth), name.name),
    {
      mend: ({ name }) => {
        name.street ??= { line1: '12 OAK AVE' }
        name.city ??= { ...SPRINGFIELD }
        name.birth ??= { born: BORN, sex: 'F' }
      },
    },
  ),
  rule(
    subscriber,
    '837P.member',
    'A subscriber who is a person needs the member number (2010BA NM109).',
    ({ name: { name } }) => breach(name.kind === '1' && name.id === undefined, name),
    {
      grade: DOUBTFUL,
      mend: ({ name: { name } }) => {
        name.idQualifier = 'MI'
        name.id = 'XYZ123456789'
      },
    },
  ),
  rule(
    subscriber,
    '837P.filing',
    'The claim does not say what kind of plan the payer is (SBR09).',
    ({ subscriber: own }) => breach(own.filing === undefined, own),
    { grade: DOUBTFUL, mend: ({ subscriber: own }) => void (own.filing = 'CI') },
  ),
  rule(
    subscriber,
    '837P.medicareSecondary',
    'Medicare, when it does not pay first, needs to know why (SBR05).',
    ({ subscriber: own }) =>
      breach(isMedicare(own.filing) && own.order !== 'P' && own.order !== 'U' && own.medicareSecondary === undefined, own),
    { grade: DOUBTFUL, mend: ({ subscriber: own }) => void (own.medicareSecondary = '12') },
  ),
]

const claimRules: readonly Rule[] = [
  rule(
    claim,
    'BAL.CHARGE',
    'The charge of the claim is not the sum of its lines (CLM02 and SV102).',
    ({ claim: own, lines }) => {
      const off = subtract(own.charge, sum(lines.map((one) => one.service.charge)))
      return off === 0 || { of: own, off }
    },
    { mend: ({ claim: own, lines }) => void (own.charge = sum(lines.map((one) => one.service.charge))) },
  ),
  rule(
    claim,
    '837P.control',
    'The claim number is longer than the 20 characters that payers return (CLM01).',
    ({ claim: own }) => breach(own.control.length > 20, own),
    { grade: DOUBTFUL, mend: ({ claim: own }) => void (own.control = own.control.slice(0, 20).trim()) },
  ),
  rule(
    claim,
    '837P.negative',
    'A claim has no negative charge, quantity or payment; what a payer took back goes in as its last result.',
    ({ claim: own, patientPaid, otherPayers = [], lines }) => {
      const found: Breach[] = []
      const look = (of: object, amount: number | undefined): void => {
        if (amount !== undefined && amount < 0) found.push({ of })
      }
      look(own, own.charge)
      if (patientPaid) look(patientPaid, patientPaid.amount)
      for (const { paid } of otherPayers) if (paid) look(paid, paid.amount)
      for (const { service, adjudications = [] } of lines) {
        look(service, Math.min(service.charge, service.quantity))
        for (const { decision } of adjudications) look(decision, Math.min(decision.paid, decision.quantity))
      }
      return found
    },
  ),
  rule(
    claim,
    '837P.patientPaid',
    'The patient paid more than the charge (AMT F5 and CLM02).',
    ({ claim: own, patientPaid }) => breach(patientPaid && patientPaid.amount > own.charge, patientPaid ?? own),
    { mend: ({ claim: own, patientPaid }) => void (patientPaid && (patientPaid.amount = own.charge)) },
  ),
  rule(
    claim,
    '837P.replacement',
    'A correction, replacement or void needs the payer’s claim control number (CLM05-3 is 6, 7 or 8, REF F8).',
    ({ claim: own, originalClaim }) => breach(['6', '7', '8'].includes(own.place.frequency) && !originalClaim, own),
    { mend: (own) => void (own.originalClaim = { value: '2026313000123' }) },
  ),
  rule(
    claim,
    '837P.original',
    'An original claim has no payer’s claim control number; the payer may take it for a replacement (CLM05-3 is 1, REF F8).',
    ({ claim: own, originalClaim }) => breach(own.place.frequency === '1' && originalClaim !== undefined, originalClaim ?? own),
    { grade: DOUBTFUL, mend: (own) => void delete own.originalClaim },
  ),
  rule(
    claim,
    '837P.medicareReplacement',
    'Medicare Part B takes neither replacements nor voids; it reopens the claim or wants a new one (CLM05-3).',
    ({ claim: own }, around) => {
      const above = around(subscriber)?.subscriber
      return above === undefined ? undefined : breach(above.filing === 'MB' && ['7', '8'].includes(own.place.frequency), own)
    },
    {
      grade: DOUBTFUL,
      mend: (own) => {
        own.claim.place.frequency = '1'
        delete own.originalClaim
      },
    },
  ),
  rule(
    claim,
    '837P.accident',
    'An auto or other accident needs its date, an auto accident its state (CLM11, DTP 439).',
    ({ claim: own, accident: date }) => {
      const { causes } = own
      const accident = causes && [causes.first, causes.second].some((cause) => cause === 'AA' || cause === 'OA')
      const auto = causes && [causes.first, causes.second].includes('AA')
      return breach((accident && !date) || (auto && !causes.state && !causes.country), own)
    },
    {
      mend: (own) => {
        const { causes } = own.claim
        const on = firstService(own.lines)
        if (on) own.accident ??= { when: { from: on } }
        if (causes && !causes.country) causes.state ??= 'IL'
      },
    },
  ),
  rule(
    claim,
    '837P.diagnosisKinds',
    'The first diagnosis is the main one and all are of one revision (HI: ABK then ABF, or BK then BF).',
    ({ diagnoses }) =>
      breach(
        diagnoses.codes.some(({ kind }, n) =>
          n === 0 ? kind !== 'ABK' && kind !== 'BK' : kind !== (isNew(diagnoses.codes[0]?.kind ?? '') ? 'ABF' : 'BF'),
        ),
        diagnoses,
      ),
    {
      mend: ({ diagnoses: { codes } }) => {
        const of = isNew(codes[0]?.kind ?? 'ABK')
        codes.forEach((one, n) => (one.kind = of ? (n === 0 ? 'ABK' : 'ABF') : n === 0 ? 'BK' : 'BF'))
      },
    },
  ),
  rule(
    line,
    '837P.diagnosisDate',
    'Services from October 2015 on need ICD-10, those before it ICD-9 (HI and DTP 472).',
    ({ day }, around) => {
      const kind = around(claim)?.diagnoses.codes[0]?.kind
      return kind === undefined ? undefined : breach(isNew(kind) !== day.when.from >= ICD_10, day)
    },
    {
      mend: ({ day }, around) => {
        const isTen = day.when.from >= ICD_10
        const { codes = [] } = asDraft<Claim837>(around(claim))?.diagnoses ?? {}
        codes.forEach((one, n) => {
          one.kind = isTen ? (n === 0 ? 'ABK' : 'ABF') : n === 0 ? 'BK' : 'BF'
          one.code = (isTen ? TEN : NINE)[n] ?? one.code
        })
      },
    },
  ),
  rule(
    claim,
    '837P.diagnosisForm',
    'A diagnosis is written in capitals without its point (HI).',
    ({ diagnoses }) =>
      breach(
        diagnoses.codes.some(({ kind, code }) => !(isNew(kind) ? /^[A-Z]\d[0-9A-Z]{1,5}$/ : /^(\d{3,5}|V\d{2,4}|E\d{3,4})$/).test(code)),
        diagnoses,
      ),
    {
      grade: DOUBTFUL,
      mend: ({ diagnoses: { codes } }) => codes.forEach((one, n) => (one.code = (isNew(one.kind) ? TEN : NINE)[n] ?? one.code)),
    },
  ),
  rule(
    claim,
    '837P.diagnosisTwice',
    'The same diagnosis stands twice (HI).',
    ({ diagnoses }) => breach(new Set(diagnoses.codes.map(({ code }) => code)).size < diagnoses.codes.length, diagnoses),
    {
      grade: DOUBTFUL,
      mend: ({ diagnoses: { codes } }) => codes.forEach((one, n) => (one.code = (isNew(one.kind) ? TEN : NINE)[n] ?? one.code)),
    },
  ),
  rule(
    line,
    '837P.pointers',
    'A diagnosis pointer of the line points to no diagnosis of the claim (SV107 and HI).',
    ({ service }, around) => {
      const known = around(claim)?.diagnoses.codes.length
      return known === undefined
        ? undefined
        : breach(
            service.diagnoses.pointers.some((to) => to < 1 || to > known),
            service,
          )
    },
    {
      mend: ({ service: { diagnoses } }, around) => {
        const known = around(claim)?.diagnoses.codes.length ?? 1
        diagnoses.pointers = [...new Set(diagnoses.pointers.map((to) => ((Math.max(1, to) - 1) % known) + 1))]
      },
    },
  ),
  rule(
    claim,
    '837P.anesthesia',
    'The first procedure of an anesthesia claim is the main surgery, the second another (HI: BP then BO).',
    ({ anesthesia }) =>
      anesthesia &&
      breach(
        anesthesia.codes.some(({ kind }, n) => kind !== (n === 0 ? 'BP' : 'BO')),
        anesthesia,
      ),
    { grade: DOUBTFUL, mend: ({ anesthesia }) => anesthesia?.codes.forEach((one, n) => (one.kind = n === 0 ? 'BP' : 'BO')) },
  ),
  rule(
    claim,
    '837P.admission',
    'An inpatient service needs the day of admission (CLM05-1, DTP 435).',
    ({ claim: own, admitted }) => breach(place(own.place.code)?.inpatient === true && admitted === undefined, own),
    {
      grade: DOUBTFUL,
      mend: (own) => {
        const on = firstService(own.lines)
        if (on) own.admitted = { when: { from: on } }
      },
    },
  ),
  rule(
    claim,
    '837P.acute',
    'An acute condition under spinal manipulation needs the day it showed (CR208 is A or M, DTP 453).',
    ({ spinal, acute }) => spinal && breach((spinal.condition === 'A' || spinal.condition === 'M') && acute === undefined, spinal),
    {
      grade: DOUBTFUL,
      mend: (own) => {
        const on = firstService(own.lines)
        if (on) own.acute = { when: { from: on } }
      },
    },
  ),
  rule(
    claim,
    '837P.attachment',
    'An attachment that is sent apart from the claim needs its control number (PWK06).',
    ({ attachments = [] }) => attachments.filter((one) => one.by !== 'AA' && one.control === undefined).map((of) => ({ of })),
    { mend: ({ attachments = [] }) => attachments.forEach(numberAttachment) },
  ),
  rule(
    line,
    '837P.lineAttachment',
    'An attachment that is sent apart from the line needs its control number (PWK06).',
    ({ attachments = [] }) => attachments.filter((one) => one.by !== 'AA' && one.control === undefined).map((of) => ({ of })),
    { mend: ({ attachments = [] }) => attachments.forEach(numberAttachment) },
  ),
  rule(
    claim,
    '837P.epsdt',
    'No referral goes with the answer no, and with it alone (CRC ZZ: NU).',
    ({ epsdt }) => epsdt && breach((epsdt.applies === 'N') !== epsdt.conditions.includes('NU'), epsdt),
    { grade: DOUBTFUL, mend: ({ epsdt }) => void (epsdt && (epsdt.conditions = epsdt.applies === 'N' ? ['NU'] : ['ST'])) },
  ),
  rule(
    claim,
    '837P.referring',
    'The first referring provider is DN, and only a second one is P3 (2310A NM101).',
    ({ referring = [] }) => referring.flatMap(({ name }, n) => (name.entity === (n === 0 ? 'DN' : 'P3') ? [] : [{ of: name }])),
    { grade: DOUBTFUL, mend: ({ referring = [] }) => referring.forEach(({ name }, n) => (name.entity = n === 0 ? 'DN' : 'P3')) },
  ),
  rule(
    claim,
    '837P.renderingIsBilling',
    'The rendering provider is the billing provider and should be left out (2310B NM109, 2010AA NM109).',
    ({ rendering: own }, around) =>
      breach(own?.name.id !== undefined && own.name.id === around(billing)?.provider.name.id, own?.name ?? {}),
    { grade: DOUBTFUL, mend: (own) => void delete own.rendering },
  ),
  rule(
    line,
    '837P.lineProviders',
    'A provider of the line is the one of the claim and should be left out (2420 and 2310 NM109).',
    ({ rendering, facility, supervising, referring = [] }, around) => {
      const above = around(claim)
      if (!above) return undefined
      if (!rendering && !facility && !supervising && referring.length === 0) return true
      const pairs = [
        [rendering, above.rendering],
        [facility, above.facility],
        [supervising, above.supervising],
        ...referring.flatMap((one) => (above.referring ?? []).map((other) => [one, other] as const)),
      ] as const
      return pairs.flatMap(([own, other]) => (own?.name.id !== undefined && own.name.id === other?.name.id ? [{ of: own.name }] : []))
    },
    {
      grade: DOUBTFUL,
      mend: (own) => {
        delete own.rendering
        delete own.facility
        delete own.supervising
        delete own.referring
      },
    },
  ),
  rule(
    claim,
    '837P.lineControls',
    'Two lines of the claim have the same control number (REF 6R).',
    ({ claim: own, lines }) => {
      if (lines.length < 2) return true
      const all = lines.flatMap((one) => one.control?.value ?? [])
      return breach(new Set(all).size < all.length, own)
    },
    { grade: DOUBTFUL, mend: ({ lines }) => lines.forEach((one, n) => (one.control = { value: `L${n + 1}` })) },
  ),
  rule(
    line,
    '837P.lineControl',
    'The control number of the line is longer than the 30 characters that payers return (REF 6R).',
    ({ control }) => control && breach(control.value.length > 30, control),
    { grade: DOUBTFUL, mend: ({ control }) => void (control && (control.value = control.value.slice(0, 30).trim())) },
  ),
  rule(line, '837P.quantity', 'The quantity of the line is nothing (SV104).', ({ service }) => breach(service.quantity === 0, service), {
    grade: DOUBTFUL,
    mend: ({ service }) => void (service.quantity = 1),
  }),
  rule(
    line,
    '837P.purchased',
    'The service was bought from another provider than the line names (PS101 and 2420B NM109).',
    ({ purchased, purchasedFrom }) =>
      purchased && purchasedFrom?.name.id !== undefined ? breach(purchased.provider !== purchasedFrom.name.id, purchased) : undefined,
    {
      grade: DOUBTFUL,
      mend: ({ purchased, purchasedFrom }) => void (purchased && (purchased.provider = purchasedFrom?.name.id ?? purchased.provider)),
    },
  ),
  rule(
    line,
    '837P.payerOfNumber',
    'A number of the line is of a payer that is not one of the claim’s other payers (REF04 and 2330B NM109).',
    (own, around) => {
      const ofPayers = numbersOf(own).filter((one) => one.payer !== undefined)
      if (ofPayers.length === 0) return undefined
      const known = new Set((around(claim)?.otherPayers ?? []).map((other) => other.payer.name.id))
      return ofPayers.filter((one) => !known.has(one.payer?.value ?? '')).map((of) => ({ of }))
    },
    {
      grade: DOUBTFUL,
      mend: (own) => {
        for (const one of numbersOf(own)) delete one.payer
      },
    },
  ),
  rule(
    drug,
    '837P.ndc',
    'A National Drug Code has eleven digits without hyphens (LIN03).',
    ({ identification: own }) => breach(own.kind === 'N4' && !/^\d{11}$/.test(own.number), own),
    { grade: DOUBTFUL, mend: ({ identification: own }) => void (own.number = '00026063512') },
  ),
]

function numberAttachment(one: { by: string; qualifier?: 'AC'; control?: string }, n: number): void {
  if (one.by === 'AA' || one.control !== undefined) return
  one.qualifier = 'AC'
  one.control = `ATT${n + 1}`
}

const dateRules: readonly Rule[] = [
  rule(
    line,
    '837P.beforeBirth',
    'The service was before the patient was born (DTP 472 and DMG02).',
    ({ day }, around) => {
      const born = (around(patient) ?? around(subscriber))?.name.birth?.born.from
      return born === undefined ? undefined : breach(day.when.from < born, day)
    },
    {
      mend: (_, around) => {
        const birth = asDraft(around(patient) ?? around(subscriber))?.name.birth
        if (birth) birth.born = BORN
      },
    },
  ),
  rule(
    line,
    '837P.afterDeath',
    'The service was after the patient had died (DTP 472 and PAT06).',
    ({ day }, around) => {
      const died = (around(patient)?.patient ?? around(subscriber)?.patient)?.died
      return died === undefined ? undefined : breach(day.when.from > died.from, day)
    },
    {
      grade: DOUBTFUL,
      mend: (_, around) => {
        const own = asDraft(around(patient)?.patient ?? around(subscriber)?.patient)
        if (own) delete own.died
      },
    },
  ),
  rule(
    line,
    '837P.afterFile',
    'The service is later than the file (DTP 472 and BHT04).',
    ({ day }, around) => {
      const made = around(body)?.beginning.day
      return made === undefined ? undefined : breach(lastDay(day.when) > made, day)
    },
    {
      grade: DOUBTFUL,
      mend: ({ day }, around) => {
        const made = around(body)?.beginning.day
        if (made !== undefined) day.when = { from: made }
      },
    },
  ),
  rule(
    claim,
    '837P.eventDates',
    'What led to the services is later than all of them (DTP 431, 439, 453, 454, 455, 484, 304).',
    (own) => {
      const events = named(own, EARLIER)
      const last = events.length > 0 ? lastService(own.lines) : undefined
      return last === undefined ? undefined : events.flatMap((one) => (one.when.from > last ? [{ of: one }] : []))
    },
    {
      grade: DOUBTFUL,
      mend: (own) => {
        const first = firstService(own.lines)
        if (first !== undefined) for (const one of named(own, EARLIER)) one.when = { from: first }
      },
    },
  ),
  rule(
    claim,
    '837P.stay',
    'The discharge is before the admission (DTP 096 and 435).',
    ({ admitted, discharged }) => (admitted && discharged ? breach(lastDay(discharged.when) < admitted.when.from, discharged) : undefined),
    { grade: DOUBTFUL, mend: ({ admitted, discharged }) => void (admitted && discharged && (discharged.when = { ...admitted.when })) },
  ),
  rule(
    claim,
    '837P.claimDates',
    'The date is one day, not a span of days (DTP02 is D8).',
    (own) => [
      ...spans(named(own, DAYS_OF_CLAIM)),
      ...spans(own.careDates ?? []),
      ...(own.disability ?? []).flatMap((one) =>
        one.qualifier === '314' ? (one.when.to === undefined ? [{ of: one }] : []) : spans([one]),
      ),
    ],
    {
      grade: DOUBTFUL,
      mend: (own) => {
        endSpans([...named(own, DAYS_OF_CLAIM), ...(own.careDates ?? [])])
        for (const one of own.disability ?? []) {
          if (one.qualifier === '314') one.when.to ??= one.when.from
          else endSpans([one])
        }
      },
    },
  ),
  rule(
    line,
    '837P.lineDates',
    'The date is one day, not a span of days (DTP02 is D8).',
    (own) => spans([...named(own, DAYS_OF_LINE), ...(own.tests ?? [])]),
    { grade: DOUBTFUL, mend: (own) => endSpans([...named(own, DAYS_OF_LINE), ...(own.tests ?? [])]) },
  ),
  rule(
    otherPayer,
    '837P.otherPayerDate',
    'The date is one day, not a span of days (DTP02 is D8).',
    ({ adjudicated }) => spans([adjudicated]),
    { grade: DOUBTFUL, mend: ({ adjudicated }) => endSpans([adjudicated]) },
  ),
  rule(lineAdjudication, '837P.adjudicationDate', 'The date is one day, not a span of days (DTP02 is D8).', ({ day }) => spans([day]), {
    grade: DOUBTFUL,
    mend: ({ day }) => endSpans([day]),
  }),
]

export const rules: readonly Rule[] = [...levelRules, ...claimRules, ...dateRules, ...cobRules, ...formRules]
