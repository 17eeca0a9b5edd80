import type { Argument } from '../../src-shared/contract/index.ts'
import { addDays, type Day } from '../../src-shared/day.ts'
import type { Cents } from '../../src-shared/money.ts'
import type { Chance } from '../practice-payer/index.ts'
import type { PayerName } from '../practice-payer/index.ts'

/*
 * Everyone here is invented. NPIs are made numbers with a valid check digit, never looked up; phone numbers are of the 555-01 range; ZIP codes and
 * member ids belong to nobody.
 */

export const SAMPLE_NAME = 'Sample practice'
export const SAMPLE_USER = 'Dana Whitlock'
export { SAMPLE_PASSPHRASE } from '../../src-shared/contract/store.ts'

export const PRACTICE: Argument<'practice.save'> = {
  name: 'Cedar Hollow Behavioral Health',
  npi: '1234567893',
  taxId: '123456789',
  taxonomy: '261QM0801X',
  line1: '410 Alder Street',
  line2: 'Suite 3',
  city: 'Fairmont',
  state: 'OH',
  zip: '440001234',
  phone: '5550100142',
  contact: 'Dana Whitlock',
  submitterId: 'CEDARHOLLOW',
}

type Discipline = Argument<'providers.save'>['discipline']
export type Clinician = {
  readonly last: string
  readonly first: string
  readonly credential: string
  readonly discipline: Discipline
  readonly taxonomy: string
}

export const CLINICIANS: readonly Clinician[] = [
  { last: 'Bell', first: 'Marcus', credential: 'LISW', discipline: 'social-worker', taxonomy: '1041C0700X' },
  { last: 'Rao', first: 'Anita', credential: 'PsyD', discipline: 'psychologist', taxonomy: '103TC0700X' },
  { last: 'Keller', first: 'Jonas', credential: 'MD', discipline: 'physician', taxonomy: '2084P0800X' },
  { last: 'Okonkwo', first: 'Ife', credential: 'PMHNP', discipline: 'nurse-practitioner', taxonomy: '363LP0808X' },
  { last: 'Lindholm', first: 'Greta', credential: 'LPCC', discipline: 'counselor', taxonomy: '101YM0800X' },
  { last: 'Santos', first: 'Rafael', credential: 'LMFT', discipline: 'family-therapist', taxonomy: '106H00000X' },
  { last: 'Whitfield', first: 'Della', credential: 'LISW', discipline: 'social-worker', taxonomy: '1041C0700X' },
  { last: 'Nakagawa', first: 'Emi', credential: 'PhD', discipline: 'psychologist', taxonomy: '103TC0700X' },
  { last: 'Broussard', first: 'Theo', credential: 'LPCC', discipline: 'counselor', taxonomy: '101YP2500X' },
  { last: 'Haddad', first: 'Leila', credential: 'LMFT', discipline: 'family-therapist', taxonomy: '106H00000X' },
  { last: 'Vance', first: 'Corinne', credential: 'LISW', discipline: 'social-worker', taxonomy: '1041C0700X' },
  { last: 'Prescott', first: 'Alan', credential: 'PA', discipline: 'physician-assistant', taxonomy: '363A00000X' },
]

/** A number of ten digits whose check digit is right. */
export function npiOf(n: number): string {
  const nine = `1${String(400_000_000 / 10 + n * 7919)
    .padStart(8, '0')
    .slice(-8)}`
  for (let check = 0; check < 10; check++) if (luhn(`80840${nine}${check}`)) return `${nine}${check}`
  throw new Error('Some check digit fits')
}
function luhn(all: string): boolean {
  const total = [...all].reverse().reduce((sum, sign, at) => {
    const digit = sign.charCodeAt(0) - 48
    return sum + (at % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2)
  }, 0)
  return total % 10 === 0
}

export type SamplePayer = {
  readonly payer: Argument<'payers.save'>
  readonly taxNumber: string
  /** Share of the patients, in percent. */
  readonly share: number
  /** Part of the practice's fee that the contract allows, in percent. */
  readonly allows: number
  readonly copay: number | undefined
  readonly coinsurance: number | undefined
  readonly deductible: number
  /** Days from acceptance to payment, and how often it pays. */
  readonly paysAfter: number
  readonly paysEvery: number
  readonly memberPrefix: string
  readonly visits?: number
  readonly needsAuthorizationAfter?: number
  /** Says what mental health costs only where it is asked for by name. */
  readonly isTerse?: boolean
}

const payer = (
  name: string,
  ediId: string,
  kind: Argument<'payers.save'>['kind'],
  filing: string,
  more: Partial<Argument<'payers.save'>> = {},
): Argument<'payers.save'> => ({
  id: null,
  name,
  ediId,
  kind,
  filing,
  phone: '5550100177',
  appealsLine1: 'PO Box 4400',
  appealsCity: 'Columbus',
  appealsState: 'OH',
  appealsZip: '430001234',
  appealsFax: '5550100190',
  filingDays: 90,
  correctedDays: 180,
  appealDays: 180,
  videoModifier: '95',
  audioModifier: '93',
  quarterHours: 'midpoint',
  crisisFrom: 75,
  familyLeast: 26,
  emWith25: false,
  supervised: 'own',
  supervisedModifier: '',
  memberShape: '',
  eligibilityId: '',
  statusId: '',
  manyServices: false,
  tellsPaid: false,
  wantsReferrer: false,
  namesSite: true,
  namesTaxonomy: true,
  wantsNdc: 'usual',
  together: 'none',
  ...more,
})

export const PAYERS: readonly SamplePayer[] = [
  {
    payer: payer('Northlake Health Plan', 'NLHP1', 'commercial', 'CI'),
    taxNumber: '341000001',
    share: 24,
    allows: 75,
    copay: 2500,
    coinsurance: undefined,
    deductible: 0,
    paysAfter: 12,
    paysEvery: 7,
    memberPrefix: 'NL',
  },
  {
    payer: payer('Summit Ridge PPO', 'SRPPO', 'commercial', '12'),
    taxNumber: '341000002',
    share: 20,
    allows: 76,
    copay: 2500,
    coinsurance: undefined,
    deductible: 50_000,
    paysAfter: 14,
    paysEvery: 7,
    memberPrefix: 'SRP',
    visits: 30,
  },
  {
    payer: payer('Evergreen Mutual', 'EGMUT', 'commercial', '15', { filingDays: 180 }),
    taxNumber: '341000003',
    share: 12,
    allows: 78,
    copay: undefined,
    coinsurance: 2000,
    deductible: 75_000,
    paysAfter: 18,
    paysEvery: 14,
    memberPrefix: 'EG',
    isTerse: true,
  },
  {
    payer: payer('Union Pipefitters Trust', 'UPFT1', 'commercial', 'ZZ', { filingDays: 365 }),
    taxNumber: '341000004',
    share: 8,
    allows: 75,
    copay: 2000,
    coinsurance: undefined,
    deductible: 0,
    paysAfter: 21,
    paysEvery: 14,
    memberPrefix: 'UPT',
    needsAuthorizationAfter: 8,
  },
  {
    payer: payer('Keystone Medicaid', 'KSMCD', 'medicaid', 'MC', {
      filingDays: 365,
      videoModifier: 'GT',
      appealDays: 60,
      correctedDays: 365,
    }),
    taxNumber: '341000005',
    share: 12,
    allows: 52,
    copay: 0,
    coinsurance: undefined,
    deductible: 0,
    paysAfter: 9,
    paysEvery: 7,
    memberPrefix: '10',
  },
  {
    payer: payer('Medicare Part B', '15202', 'medicare', 'MB', { filingDays: 365, videoModifier: '', appealDays: 120 }),
    taxNumber: '341000006',
    share: 9,
    allows: 68,
    copay: undefined,
    coinsurance: 2000,
    deductible: 28_300,
    paysAfter: 15,
    paysEvery: 7,
    memberPrefix: '1EG',
  },
  {
    payer: payer('Bluewater Advantage', 'BWADV', 'medicare-advantage', '16', { filingDays: 180, appealDays: 60 }),
    taxNumber: '341000007',
    share: 6,
    allows: 68,
    copay: 1500,
    coinsurance: undefined,
    deductible: 0,
    paysAfter: 16,
    paysEvery: 14,
    memberPrefix: 'BW',
  },
  {
    payer: payer('Prairie Blue Shield', 'PRBLU', 'blue', 'BL', { filingDays: 365 }),
    taxNumber: '341000008',
    share: 7,
    allows: 80,
    copay: 3000,
    coinsurance: undefined,
    deductible: 0,
    paysAfter: 10,
    paysEvery: 7,
    memberPrefix: 'PBS',
  },
  {
    payer: payer('Harborline Behavioral', 'HBH01', 'commercial', 'HM'),
    taxNumber: '341000009',
    share: 2,
    allows: 74,
    copay: 3000,
    coinsurance: undefined,
    deductible: 0,
    paysAfter: 13,
    paysEvery: 14,
    memberPrefix: 'HB',
  },
]

export const payerName = (one: SamplePayer): PayerName => ({ name: one.payer.name, id: one.payer.ediId, taxNumber: one.taxNumber })

/** Cents by code; what is allowed is a share of it. */
export const FEES: Readonly<Record<string, number>> = {
  '90791': 22_000,
  '90792': 26_000,
  '90832': 9500,
  '90833': 9500,
  '90834': 14_000,
  '90836': 12_000,
  '90837': 17_500,
  '90838': 16_000,
  '90839': 24_000,
  '90840': 11_500,
  '90846': 15_500,
  '90847': 16_500,
  '90849': 7000,
  '90853': 6000,
  '90785': 1500,
  '99202': 12_000,
  '99203': 17_000,
  '99204': 24_000,
  '99205': 31_000,
  '99212': 9000,
  '99213': 14_000,
  '99214': 18_500,
  '99215': 25_000,
}

/** What a contract allows for a code, in whole dollars as contracts have it. */
export const rateOf = (one: SamplePayer, code: string): Cents => (Math.round(((FEES[code] ?? 0) * one.allows) / 10_000) * 100) as Cents

const FIRST =
  'Marisol Adaeze Theo Imogen Rafael Elena Leona Dmitri Beatrix Yusuf Tomas Nadia Jonah Noor Caleb Silas Lionel Opal Wren Grace Harriet Priya Kit Hugo Ines Arlo Paloma Simone Felix Ruth Bram Cora Desmond Amara Bodhi Celia Darius Edith Fiona Gideon Hana Ivo Jolene Kamal Lucia Milo Nora Oscar Petra Quentin Rosa Stefan Talia Ulric Vera Wesley Ximena Yara Zane Agnes Boris Clara Dev Esme Farah Gus Hollis Ilse Jasper Keiko Lars Maeve Nikhil Odette Paul Rhea Sanjay Thea Umar Violet Walter Xenia Yosef Zora'.split(
    ' ',
  )
const LAST =
  'Quintero Okafor Lindqvist Park Duarte Marchetti Birch Volkov Lund Demir Havel Kessler Whitfield Haddad Thornbury Brandt Tran Jennings Castellano Abernathy Osei Raman Marlowe Ferreira Calloway Whitcomb Reyes Achterberg Aldana Sandoval Holloway Lindley Quinlan Adeyemi Bergstrom Chaudhry Delacroix Eriksen Fontaine Gallagher Hidalgo Ishikawa Jankowski Kowalczyk Lavoie Moreau Novak Ostrowski Pemberton Querido Rasmussen Sorensen Takahashi Ueda Valdez Weatherby Xiong Yilmaz Zielinski Ashworth Bancroft Cardoso Drummond Ellsworth Fairchild Granger Halvorsen Ibarra Jablonski Kirkland Langford Mansfield Northrup Oyelaran Pritchard Quimby Rutherford Stanhope Thackeray Underhill Vandermeer Winslow Yarborough Zavala'.split(
    ' ',
  )
const STREETS = [
  'Alder Street',
  'Birch Court',
  'Cedar Lane',
  'Dogwood Drive',
  'Elm Street',
  'Foxglove Road',
  'Garden Way',
  'Hickory Avenue',
  'Ivy Terrace',
  'Juniper Street',
  'Maple Avenue',
  'Oak Hill Road',
  'Pine Street',
  'Willow Bend',
]
const CITIES = [
  ['Fairmont', '44000'],
  ['Millbrook', '44012'],
  ['Harlan Falls', '44021'],
  ['Eastvale', '44033'],
] as const
/** Diagnosis with its weight; the last is a header a biller will meet again in the checks. */
const DIAGNOSES = [
  'F41.1',
  'F41.1',
  'F33.1',
  'F33.1',
  'F32.1',
  'F43.10',
  'F43.23',
  'F43.22',
  'F90.2',
  'F31.32',
  'F42.2',
  'F40.10',
  'F60.3',
  'F33.0',
  'F43.12',
  'F10.20',
  'F50.2',
  'F34.1',
] as const

export type SamplePatient = {
  readonly fields: Argument<'patients.save'>
  readonly memberId: string
  readonly payerAt: number
  readonly isChild: boolean
}

/** Ten digits as a Medicare number, which has letters at some places: `1EG4-TE5-MK73`. */
function medicareNumber(digits: string): string {
  const [, , , , a, b, c, d, e, f] = [...digits].map((digit) => [digit, 'ACDEFGHJKM'.charAt(parseInt(digit, 10))] as const)
  return `1EG${a?.[0]}${b?.[1]}${c?.[0]}${d?.[0]}${e?.[1]}${f?.[1]}${digits.slice(2, 4)}`
}

/** A patient of some payer, with a coverage; one in eight is a child on a parent's plan. */
export function inventPatient(chance: Chance, n: number, payerAt: number, payerId: number, today: Day): SamplePatient {
  const of = PAYERS[payerAt]
  const first = FIRST[n % FIRST.length] ?? 'Alex'
  const last = n < Math.max(FIRST.length, LAST.length) ? (LAST[n % LAST.length] ?? 'Rivera') : chance.pick(LAST)
  const isChild = (of?.payer.kind === 'commercial' || of?.payer.kind === 'medicaid') && chance.percent(12)
  const isOld = of?.payer.kind === 'medicare' || of?.payer.kind === 'medicare-advantage'
  const years = isChild ? 7 + chance.whole(10) : isOld ? 66 + chance.whole(18) : 19 + chance.whole(44)
  const born = addDays(today, -(years * 365 + chance.whole(364) + Math.floor(years / 4)))
  const [city, zip] = chance.pick(CITIES)
  const digits = `${String(1_000_000 + chance.whole(8_999_999))}${String(n).padStart(3, '0')}`
  const memberId = of?.payer.kind === 'medicare' ? medicareNumber(digits) : `${of?.memberPrefix ?? 'X'}${digits}`
  const dependent = isChild && of?.payer.kind === 'commercial'
  const main = chance.pick(DIAGNOSES)
  const second = chance.percent(25) ? chance.pick(DIAGNOSES) : main
  // F50.2 became a header in 2024: a few charts still carry it, and the checks hold those claims.
  const codes = [main, second].map((code) => (code === 'F50.2' && !chance.percent(60) ? 'F50.21' : code))
  return {
    memberId,
    payerAt,
    isChild,
    fields: {
      id: null,
      last,
      first,
      middle: chance.percent(20) ? chance.pick(FIRST).charAt(0) : null,
      born,
      sex: chance.percent(58) ? 'F' : 'M',
      address: {
        line1: `${10 + chance.whole(980)} ${chance.pick(STREETS)}`,
        line2: chance.percent(18) ? `Apt ${1 + chance.whole(40)}` : null,
        city,
        state: 'OH',
        zip,
      },
      phone: `55501${String(n % 100).padStart(2, '0')}${String(chance.whole(1000)).padStart(3, '0')}`,
      diagnoses: [...new Set(codes)].filter(
        (code, at, all) => !(at > 0 && code.startsWith('F32') && all.some((one) => one.startsWith('F33'))),
      ),
      coverages: [
        {
          id: null,
          payer: payerId,
          position: 1,
          memberId,
          group: of?.payer.kind === 'commercial' ? `GRP${1000 + chance.whole(60)}` : null,
          plan: null,
          relationship: dependent ? '19' : '18',
          subscriberLast: dependent ? last : null,
          subscriberFirst: dependent ? chance.pick(FIRST) : null,
          subscriberBorn: dependent ? addDays(born, -(28 * 365)) : null,
          subscriberLives: dependent ? 'with-patient' : 'unknown',
          subscriberAddress: { line1: '', line2: null, city: '', state: null, zip: null },
          starts: null,
          ends: null,
        },
      ],
    },
  }
}
