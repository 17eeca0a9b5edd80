import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  acceptSyntax,
  acknowledgeClaims,
  answerEligibility,
  payClaims,
  readClaims,
  type Decision,
  type Moment,
} from '../../src-main/practice-payer/index.ts'
import { npiOf } from '../../src-main/demo/people.ts'
import type { Argument } from '../../src-shared/contract/index.ts'
import { addDays, type Day } from '../../src-shared/day.ts'
import { cents, NO_MONEY } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import type { TestEngine } from './engine.ts'
import { SETUP } from './practice.ts'
import { LONE, plantX12, Planter, type Place } from './foreign.ts'
import { consentOf } from './part2.ts'

/*
 * A practice in which every text that somebody else wrote, or that is typed, is one of the payloads: made by the real engine, through the contract and
 * the files that come in. Its own patients have plain names, so that their claims are sent and answered; the answers are planted.
 */

const PAYER = { name: 'Northlake Health Plan', id: 'NLHP1', taxNumber: '341000001' }
const TO = { name: SETUP.name, npi: SETUP.npi, taxId: SETUP.taxId, submitter: SETUP.submitterId }
const NAMES: readonly Place[] = ['NM1'].flatMap((id) => [
  { id, at: 3, most: 60 },
  { id, at: 4, most: 35 },
])
const ADDRESS: readonly Place[] = [
  { id: 'N3', at: 1, most: 55 },
  { id: 'N3', at: 2, most: 55 },
  { id: 'N4', at: 1, most: 30 },
]

export type ForeignPractice = {
  readonly planter: Planter
  readonly appeals: readonly number[]
  /** Patients with records of a program. */
  readonly patients: readonly number[]
  /** The day of the sessions that were charged. */
  readonly visit: Day
}

/** @param each how many records stand for each kind of thing with a name of its own */
export async function foreignPractice(own: TestEngine, today: Day, each: number): Promise<ForeignPractice> {
  const planter = new Planter()
  const text = (field: string, most: number, takes?: (one: string) => boolean): string => planter.next(field, most, takes)
  const incoming = join(own.home, 'incoming')
  mkdirSync(incoming)
  const { get } = own
  let count = 0
  const take = async (bytes: Uint8Array, post = true): Promise<void> => {
    // A name of a file holds no slash, and a system's is no longer than 255 bytes.
    const name = text('file name', 80, (one) => !/[/\0]/.test(one) && Buffer.from(one).length < 200 && !LONE.test(one))
    const path = join(incoming, `${++count} ${name}`)
    writeFileSync(path, bytes)
    await get('exchange.import', { paths: [path], post })
  }
  own.clock.set(addDays(today, -40))
  await own.create()
  await own.confirm()
  const visit = addDays(today, -30)

  const provider = (await get('providers.save', clinician('Bell', 'Marcus', 'LCSW', 1))).id
  const payer = (await get('payers.save', plan(PAYER.name, PAYER.id))).id
  await get('fees.save', { code: '90837', starts: '2020-01-01', cents: 17500 })
  const coverage = (memberId: string) => ({ id: null, payer, position: 1, memberId, relationship: '18', starts: '2020-01-01' })
  const ours: number[] = []
  for (let n = 0; n < each; n++)
    ours.push((await get('patients.save', person(`Quintero${letters(n)}`, 'Marisol', [coverage(`NL88204${1000 + n}`)]))).id)
  const hours = (n: number) => ({
    start: `${String(8 + (n % 10)).padStart(2, '0')}:00`,
    stop: `${String(8 + (n % 10)).padStart(2, '0')}:55`,
  })
  const session = (patient: number, day: Day, n: number) => ({ patient, provider, day, ...hours(n), service: 'individual', mode: 'video' })

  for (const [n, patient] of ours.entries()) {
    const { id } = await get('appointments.save', session(patient, visit, n))
    own.clock.set(visit)
    await get('charges.save', { ...session(patient, visit, n), appointment: id })
  }
  own.clock.set(addDays(visit, 1))
  const sending = await get('claims.send', { usage: 'P' })
  const fileOf = async (id: number): Promise<Buffer> => {
    const path = join(own.home, `out-${id}`)
    await get('exchange.save', { id, path })
    return readFileSync(path)
  }
  const sent = await fileOf(must('claims were sent', sending.batches[0]).file)
  const at = (days: number): Moment => ({ day: addDays(visit, days), time: '0615' })
  const decisions = readClaims(sent).map((place, n): Decision => ({
    place,
    payerControl: `UP${n}`,
    ...(n % 6 === 5 && { refused: { category: 'A7' as const, status: '562', entity: '85' } }),
    lines: place.claim.lines.map((line) => ({
      allowed: NO_MONEY,
      paid: NO_MONEY,
      adjustments: [{ group: 'CO' as const, reason: n % 2 === 0 ? '197' : '16', amount: line.service.charge }],
      remarks: ['N54'],
    })),
  }))
  await take(
    plantX12(acceptSyntax(sent, PAYER, 502, at(2)), planter, '999', [], {
      AK2: [
        ['IK3', 'NM1', '8', '', '8'],
        ['CTX', 'CLM01:X'],
        ['IK4', '3', '1035', '7', 99],
      ],
    }),
  )
  await take(
    plantX12(acknowledgeClaims(sent, decisions, PAYER, 503, at(2)), planter, '277', [...NAMES, { id: 'REF', at: 2, most: 50 }, { id: 'STC', at: 12, most: 264 }], {}), // prettier-ignore
  )
  own.clock.set(addDays(visit, 20))
  const remit: readonly Place[] = [
    { id: 'N1', at: 2, most: 60 },
    ...ADDRESS,
    { id: 'PER', at: 2, most: 60 },
    { id: 'PER', at: 4, most: 250 },
    { id: 'CLP', at: 7, most: 50 },
    { id: 'LQ', at: 2, most: 30 },
    { id: 'PLB', at: 3, most: 50, component: 2 },
  ]
  const paid = (trace: string) => ({ trace, day: addDays(visit, 20), method: 'ACH' as const })
  const accepted = decisions.filter((one) => !one.refused)
  const plb = [{ code: 'L6', reference: 'X', amount: cents(-100) }]
  await take(
    plantX12(payClaims(accepted.slice(0, Math.ceil(accepted.length * 0.7)), paid('EFT1'), PAYER, TO, 504, at(20)), planter, '835', remit),
  )
  // A payment of claims that nobody knows, by names that nobody has.
  const unknown = payClaims(accepted, { ...paid('EFT2'), provider: plb }, PAYER, TO, 505, at(20))
  for (let n = 0; n < 8; n++) {
    const other = Buffer.from(unknown.toString().replaceAll('CLP*', `CLP*Z${n}`).replace('TRN*1*EFT2', `TRN*1*EFT2${n}`).replace('*000000505*', `*00000${6000 + n}*`)) // prettier-ignore
    const some = [...remit, ...NAMES, { id: 'CLP', at: 1, most: 38 }, { id: 'NM1', at: 9, most: 80 }, { id: 'REF', at: 2, most: 50 }, { id: 'SVC', at: 1, most: 48, component: 2 }] // prettier-ignore
    await take(plantX12(other, planter, '835', [...some, { id: 'TRN', at: 2, most: 50 }]), n % 2 === 0)
  }
  const denied = (await get('denials.list', { view: { filters: [], sort: [] } })).rows
  const appeals: number[] = []
  for (const [n, { id }] of denied.entries()) {
    await get('denials.work', { id, owner: text('denial owner', 60), note: text('denial note', 2000), status: 'waiting' })
    if (n < 12) appeals.push(await appeal(own, id, planter))
    else if (n % 4 === 1) await get('denials.close', { id, outcome: 'written-off', note: text('close note', 2000) })
    else {
      own.become('biller')
      await get('denials.close', { id, outcome: 'written-off', note: text('approval note', 2000) })
      own.become('owner')
    }
  }

  own.clock.set(today)
  await own.confirm()
  const booked: number[] = []
  for (const [n, patient] of ours.entries()) booked.push((await get('appointments.save', session(patient, addDays(today, 1), n))).id)
  const asked = await get('eligibility.ask', { appointments: booked.slice(1) })
  const plans = { name: 'Choice', isActive: true, begins: '2020-01-01' as Day, copay: cents(2000), visits: 30, visitsLeft: 12, authorization: 'Y' as const, administrator: { name: 'Harborline', id: 'HBH01' } } // prettier-ignore
  let members = 0
  const planOf = () => (members++ % 5 === 4 ? undefined : members % 3 === 0 ? plans : { ...plans, administrator: undefined as never })
  for (const [n, file] of asked.files.entries()) {
    const answer = answerEligibility(await fileOf(file.id), planOf, PAYER, 501 + n, { day: today, time: '0801' })
    const said: readonly Place[] = [...NAMES, ...ADDRESS, { id: 'EB', at: 5, most: 50 }, { id: 'PER', at: 2, most: 60 }]
    await take(plantX12(answer, planter, '271', said, { EB: [['MSG', 264]] }))
  }

  const payers: number[] = [payer]
  for (let n = 0; n < each; n++) {
    const given = {
      appealsLine1: text('payer address', 55),
      appealsCity: text('payer city', 30),
      phone: text('payer phone', 20),
      appealsFax: text('payer fax', 20),
    }
    payers.push((await get('payers.save', { ...plan(text('payer name', 60), `PX${1000 + n}`), ...given })).id)
    await get('providers.save', clinician(text('clinician last', 60), text('clinician first', 35), text('clinician credential', 20), n + 2))
  }
  const patients: number[] = []
  for (let n = 0; n < each; n++) {
    const covers = [1, 2].map((position) => ({
      ...coverage(text('member id', 80)),
      payer: payers[(n * 2 + position) % payers.length],
      position,
      group: text('group', 50),
      plan: text('plan', 60),
      ...(position === 1 && { relationship: '19', subscriberLast: text('subscriber last', 60), subscriberFirst: text('subscriber first', 35), subscriberBorn: '1980-01-01', subscriberLives: 'elsewhere', subscriberAddress: { line1: text('subscriber line 1', 55), line2: text('subscriber line 2', 55), city: text('subscriber city', 30), state: 'OH', zip: '44000' } }), // prettier-ignore
    }))
    const address = { line1: text('patient line 1', 55), line2: text('patient line 2', 55), city: text('patient city', 30), state: 'OH', zip: '44000' } // prettier-ignore
    const fields = {
      ...person(text('patient last', 60), text('patient first', 35), covers),
      middle: text('patient middle', 25),
      address,
      born: addDays('1950-01-01' as Day, n),
    }
    const { id } = await get('patients.save', fields)
    if (n % 4 === 0) await held(own, id, provider, visit, n, text('hold reason', 200))
    if (n % 4 !== 1) continue
    patients.push(id)
    await protectedLife(own, id, today, text)
  }
  for (let n = 0; n < 12; n++)
    await get('views.save', {
      screen: ['claims', 'denials', 'patients', 'exchange'][n % 4],
      name: text('view name', 40),
      view: { filters: [{ is: 'text', field: 'patient', of: text('view filter', 60) }].slice(n < 4 ? 1 : 0), sort: [] },
    }).catch(() => get('views.save', { screen: 'claims', name: text('view name', 40), view: { filters: [], sort: [] } }))

  for (let n = 0; n < 3; n++) await get('people.add', { name: text('person name', 60), role: 'biller' })
  await importOthers(own, sent, planter, take)
  // Files that are nothing we know.
  for (let n = 0; n < each; n++) await take(Buffer.from(text('unknown file', 400)), false)
  await get('practice.save', { ...SETUP, name: text('practice name', 60), line1: text('practice line 1', 55), line2: text('practice line 2', 55), city: text('practice city', 30), contact: text('practice contact', 60) }) // prettier-ignore
  return { planter, appeals, patients, visit }
}

const clinician = (last: string, first: string, credential: string, n: number) => ({
  id: null,
  last,
  first,
  credential,
  discipline: 'social-worker',
  npi: npiOf(n),
  taxonomy: '1041C0700X',
})
/** A name for a number. */
const letters = (n: number): string => String.fromCharCode(97 + (n % 26), 97 + Math.floor(n / 26))
const plan = (name: string, ediId: string) => ({
  id: null,
  name,
  ediId,
  kind: 'commercial',
  filing: 'CI',
  appealsLine1: 'PO Box 4400',
  appealsCity: 'Columbus',
  appealsState: 'OH',
  appealsZip: '430001234',
  appealsFax: '5550100190',
  filingDays: 90,
  correctedDays: 180,
  appealDays: 180,
})
const person = (last: string, first: string, coverages: readonly unknown[]) => ({
  id: null,
  last,
  first,
  born: '1990-05-19',
  sex: 'F',
  address: { line1: '12 Oak Avenue', line2: null, city: 'Fairmont', state: 'OH', zip: '44000' },
  diagnoses: ['F41.1'],
  coverages,
})

/** A claim that waits, with the reason somebody gave. */
async function held(own: TestEngine, patient: number, provider: number, day: Day, n: number, reason: string): Promise<void> {
  const hour = `${String(8 + (n % 10)).padStart(2, '0')}`
  const { claim } = await own.get('charges.save', { appointment: null, patient, provider, day, start: `${hour}:00`, stop: `${hour}:55`, service: 'individual', mode: 'video' }) // prettier-ignore
  if (claim !== null) await own.get('claims.hold', { ids: [claim], reason })
}

/** An episode, a consent, a disclosure, and an episode taken back. */
async function protectedLife(own: TestEngine, patient: number, today: Day, text: (field: string, most: number) => string): Promise<void> {
  await own.get('part2.mark', { patient, program: text('program', 120), starts: addDays(today, -60) })
  const wrong = await own.get('part2.mark', { patient, program: text('program', 120), starts: addDays(today, -50) })
  await own.get('part2.unmark', { id: wrong.id, reason: text('audit reason', 300) })
  const consent: Partial<Argument<'consents.save'>> = {
    kind: 'specific',
    discloser: text('discloser', 120),
    scope: text('consent scope', 300),
    recipient: text('consent recipient', 120),
    signer: text('signer', 120),
    signedOn: addDays(today, -40),
    expires: addDays(today, 300),
  }
  await own.get('consents.save', consentOf(patient, consent))
  const left = { recipient: text('disclosure recipient', 120), what: text('disclosure what', 300), basis: text('disclosure basis', 200) }
  await own.get('disclosures.add', { patient, day: today, purpose: 'legal', ...left })
}

/** A letter of which every part was typed by somebody. */
async function appeal(own: TestEngine, denial: number, planter: Planter): Promise<number> {
  const { templates } = await own.get('denials.get', { id: denial })
  const { id } = await own.get('appeals.start', { denial, template: must('there are letters', templates[0]).id })
  const { letter, signer } = await own.get('appeals.get', { id })
  const typed = (field: string, most: number): string => planter.next(field, most, (one) => !/\{\{/.test(one))
  const blocks = [
    ...letter.blocks.map((one) => (one.is === 'paragraph' ? { ...one, text: one.text.replaceAll('{{your.reason}}', typed('letter fact', 400)) } : one)), // prettier-ignore
    ...Array.from({ length: 28 }, () => ({ is: 'paragraph' as const, text: typed('letter paragraph', 2000) })),
    { is: 'criteria' as const, rows: Array.from({ length: 20 }, () => ({ criterion: typed('letter criterion', 200), evidence: typed('letter evidence', 400) })) }, // prettier-ignore
  ]
  await own.get('appeals.save', { id, letter: { title: typed('letter title', 120), blocks }, signer: signer?.id ?? null })
  return id
}

/** Claims that another program made: who is in them becomes part of the practice. */
async function importOthers(
  own: TestEngine,
  sent: Uint8Array,
  planter: Planter,
  take: (bytes: Uint8Array) => Promise<void>,
): Promise<void> {
  const other = Buffer.from(sent)
    .toString('utf8')
    .replaceAll('CLM*', 'CLM*Z')
    .replace(/NM1\*85\*2\*[^~]*/, 'NM1*85*2*OTHER PRACTICE*****XX*1234567893')
    .replaceAll(/\*(?=NL88204)/g, '*Z')
  const places = [...NAMES, ...ADDRESS, { id: 'NM1', at: 9, most: 80 }, { id: 'SBR', at: 4, most: 60 }, { id: 'PER', at: 2, most: 60 }]
  const ours = places.filter((one) => one.id !== 'NM1' || one.at !== 9)
  await take(plantX12(Buffer.from(other), planter, '837', ours, { HI: [['NTE', 'ADD', 80]] }))
  own.clock.set(own.clock.today())
}
