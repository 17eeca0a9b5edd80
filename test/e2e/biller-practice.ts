import type { Page } from '@playwright/test'
import type { Bridge } from '../../src-shared/bridge.ts'

// An invented practice for a biller's day, made through the same contract that the window speaks.

type Parity = { readonly parity: Bridge<File> }

export const PASSPHRASE = 'sorrel lantern quarry seven'

/** Forty patients. Every name is invented; the payer is that of the place in the list. */
export const PATIENTS = [
  'Adaeze Okafor',
  'Beatrix Lund',
  'Cora Rutherford',
  'Dmitri Volkov',
  'Elena Marchetti',
  'Farah Aziz',
  'Gus Eriksen',
  'Hollis Brandt',
  'Imogen Park',
  'Jolene Tran',
  'Kit Halvorsen',
  'Leona Birch',
  'Marisol Quintero',
  'Nadia Kessler',
  'Opal Jennings',
  'Paloma Reyes',
  'Quentin Calloway',
  'Rafael Duarte',
  'Silas Novak',
  'Theo Lindqvist',
  'Ulric Sorensen',
  'Vera Castellan',
  'Wren Abernathy',
  'Xenia Moritz',
  'Yusuf Demir',
  'Zane Whitlow',
  'Amara Pell',
  'Bram Achter',
  'Celia Dorn',
  'Darius Vane',
  'Edith Ferreira',
  'Fiona Kirkland',
  'Gideon Ostrow',
  'Harriet Sable',
  'Ivo Delacroix',
  'Jonah Whitfield',
  'Lionel Marsh',
  'Mabel Thorne',
  'Noor Haddad',
  'Tomas Havel',
] as const

const FEES: Readonly<Record<string, number>> = {
  '90791': 22000,
  '90792': 26000,
  '90832': 9500,
  '90833': 9500,
  '90834': 14000,
  '90836': 12000,
  '90837': 17500,
  '90838': 16000,
  '90839': 24000,
  '90840': 11500,
  '90846': 15500,
  '90847': 16500,
  '90853': 6000,
  '99213': 14000,
  '99214': 18500,
  '90785': 1500,
}

const clinician = (last: string, first: string, credential: string, discipline: string, npi: string) => ({
  id: null,
  last,
  first,
  credential,
  discipline,
  npi,
  taxonomy: '1041C0700X',
  isActive: true,
})
const payer = (name: string, ediId: string, videoModifier: string) => ({
  id: null,
  name,
  ediId,
  kind: 'commercial',
  filing: 'CI',
  phone: '5550100177',
  appealsLine1: 'PO Box 4400',
  appealsCity: 'Columbus',
  appealsState: 'OH',
  appealsZip: '430001234',
  appealsFax: '5550100190',
  filingDays: 90,
  correctedDays: 180,
  appealDays: 180,
  videoModifier,
  audioModifier: '93',
  quarterHours: 'midpoint',
  crisisFrom: 75,
  familyLeast: 26,
  emWith25: false,
})
export const patient = (name: string, n: number, payerId: number) => {
  const [first = '', last = ''] = name.split(' ')
  return {
    id: null,
    last,
    first,
    middle: null,
    born: `19${60 + n}-03-14`,
    sex: 'F',
    address: { line1: '12 Oak Avenue', line2: null, city: 'Fairmont', state: 'OH', zip: '44000' },
    phone: null,
    diagnoses: ['F41.1'],
    coverages: [
      {
        id: null,
        payer: payerId,
        position: 1,
        memberId: `NL88204${n + 10}`,
        group: 'GRP1234',
        plan: null,
        relationship: '18',
        subscriberLast: null,
        subscriberFirst: null,
        subscriberBorn: null,
        starts: '2025-01-01',
        ends: null,
      },
    ],
  }
}

/** Asks the engine. @throws what it refused */
export async function ask(page: Page, name: string, input: unknown): Promise<Readonly<Record<string, unknown>>> {
  const text = await page.evaluate(
    (call) =>
      (globalThis as unknown as Parity).parity.call(
        JSON.stringify({ t: 'call', id: 900_000, key: crypto.randomUUID(), name: call.name, input: call.input }),
      ),
    { name, input },
  )
  const reply = JSON.parse(text) as { ok: boolean; value: Readonly<Record<string, unknown>>; problem?: { code: string; message: string } }
  if (!reply.ok) throw new Error(`${name}: ${reply.problem?.code ?? ''} ${reply.problem?.message ?? ''}`)
  return reply.value
}

/** Makes the store and everything that has to be there before a day is charged. */
export async function makePractice(page: Page, folder: string): Promise<void> {
  await ask(page, 'store.create', { folder, user: 'Dana Whitlock', passphrase: PASSPHRASE })
  await ask(page, 'practice.save', {
    name: 'Aspen Row Counseling',
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
    submitterId: 'ASPENROW',
  })
  await ask(page, 'providers.save', clinician('Bell', 'Marcus', 'LCSW', 'social-worker', '1987654328'))
  await ask(page, 'providers.save', clinician('Keller', 'Jonas', 'MD', 'physician', '1497758544'))
  const payers = [
    (await ask(page, 'payers.save', payer('Northlake Health Plan', 'NLHP1', '95')))['id'],
    (await ask(page, 'payers.save', payer('Keystone Medicaid', 'KEYM1', 'GT')))['id'],
  ]
  for (const [n, name] of PATIENTS.entries()) await ask(page, 'patients.save', patient(name, n, payers[n % 2] as number))
  for (const [code, cents] of Object.entries(FEES)) await ask(page, 'fees.save', { code, starts: '2025-01-01', cents })
}
