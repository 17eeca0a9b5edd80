import { afterEach, expect, test } from 'vitest'
import type { Output } from '../../../src-shared/contract/index.ts'
import { day } from '../../../src-shared/day.ts'
import { bridgeDouble, openStatus, type Answers, type BridgeDouble } from '../../../test/support/bridge.ts'
import { drawWindow, type Drawn } from '../../app/drawn.tsx'

let drawn: Drawn | undefined
afterEach(() => {
  drawn?.close()
  drawn = undefined
})

type Part2 = Output<'part2.get'>
const none: Part2 = { isProtected: false, episodes: [], consents: [], payers: [], held: 0 }
const held: Part2 = {
  isProtected: true,
  episodes: [{ id: 3, program: 'Intensive outpatient', source: 'program', starts: day('2026-09-01'), ends: null, by: 'Dana Whitlock' }],
  consents: [],
  payers: [{ id: 3, name: 'Northlake Health Plan', mayBill: false, why: 'There is no consent on file.' }],
  held: 2,
}
const consent: Part2['consents'][number] = {
  id: 5,
  patient: 7,
  kind: 'tpo',
  discloser: 'Cedar Hollow',
  scope: 'All records',
  payer: null,
  payerName: null,
  recipient: null,
  purpose: 'treatment',
  signedOn: day('2026-09-02'),
  signer: 'Marisol Quintero',
  relation: 'self',
  method: 'paper',
  expires: null,
  revokedOn: null,
  isActive: true,
  words: 'Treatment, payment and operations, to everybody the purpose needs',
}

const zero = 0 as never
const answers = (part2: () => Part2, more: Answers = {}): Answers => ({
  'patients.list': () => ({
    total: 1,
    sums: {},
    window: 0,
    rows: [
      {
        id: 7,
        name: 'Quintero, Marisol',
        born: day('1990-05-19'),
        payer: null,
        memberId: null,
        lastSeen: null,
        nextSeen: null,
        wrong: 'k-nothing',
        waiting: 0,
        claims: 0,
        owedByPayers: zero,
        owedByPatient: zero,
      },
    ],
  }),
  'patients.get': () => ({
    id: 7,
    last: 'Quintero',
    first: 'Marisol',
    middle: null,
    born: day('1990-05-19'),
    sex: 'F',
    address: { line1: '', line2: null, city: '', state: null, zip: null },
    phone: null,
    diagnoses: [],
    checks: [],
    coverages: [],
    claims: [],
    appointments: [],
    owedByPayers: zero,
    owedByPatient: zero,
  }),
  'part2.get': part2,
  'disclosures.list': () => [],
  ...more,
})

async function panel(double: BridgeDouble): Promise<Drawn> {
  const window = await drawWindow(double.bridge)
  drawn = window
  window.parts.router.go({ screen: 'patients', open: 7 })
  await window.until(() => window.text().includes('What is owed'))
  return window
}
const radio = (words: string): Element | undefined =>
  [...document.querySelectorAll('[role=radio]')].find((one) => one.textContent?.startsWith(words))

test('claims that wait for a consent are counted and led to, and a consent puts an end to it', async () => {
  let now = held
  const double = bridgeDouble(
    answers(() => now, {
      'consents.save': () => {
        now = { ...held, held: 0, consents: [consent], payers: held.payers.map((one) => ({ ...one, mayBill: true, why: '' })) }
        return { id: 5, released: 2 }
      },
    }),
  )
  const window = await panel(double)
  await window.until(() => window.text().includes('2 claims wait for a consent.'))
  expect(window.text()).toContain('There is no consent on file.')
  expect(window.text()).toContain('Intensive outpatient')
  await window.press('C', { shiftKey: true })
  await window.until(() => window.field('Signed on') !== undefined)
  await window.press('Enter', { ctrlKey: true })
  await window.until(() => window.text().includes('A date is needed'))
  expect(double.named('consents.save')).toEqual([])
  await window.fill(window.field('Signed on'), '09/02/2026')
  await window.press('Enter', { ctrlKey: true })
  await window.until(() => double.named('consents.save').length === 1)
  expect(double.named('consents.save')[0]?.input).toEqual({
    patient: 7,
    kind: 'tpo',
    purpose: 'treatment',
    discloser: 'Cedar Hollow Behavioral Health',
    scope: 'All records of the program, for treatment, payment and health care operations',
    payer: null,
    recipient: null,
    signedOn: '2026-09-02',
    signer: 'Marisol Quintero',
    relation: 'self',
    method: 'paper',
    expires: null,
  })
  double.tell({ t: 'event', topic: 'consent', ids: [7], seq: 1 })
  await window.until(() => window.text().includes('May go'))
  expect(window.text()).not.toContain('wait for a consent')
})

test('a consent to legal proceedings names its recipient and its end', async () => {
  const double = bridgeDouble(answers(() => held, { 'consents.save': () => ({ id: 6, released: 0 }) }))
  const window = await panel(double)
  await window.until(() => window.button('Put a consent on file') !== undefined)
  await window.click(window.button('Put a consent on file'))
  await window.until(() => window.field('Signed on') !== undefined)
  await window.click(radio('Court or legal'))
  expect(radio('Everybody it needs')).toBeUndefined()
  await window.click(radio('Somebody else'))
  await window.fill(window.field('Signed on'), '09/02/2026')
  await window.press('Enter', { ctrlKey: true })
  await window.until(() => window.text().includes('The consent must name who receives it.'))
  expect(window.text()).toContain('A date is needed')
  expect(double.named('consents.save')).toEqual([])
})

test('a consent is revoked on the day it was asked, and what is held now is told', async () => {
  const double = bridgeDouble(answers(() => ({ ...held, held: 0, consents: [consent] }), { 'consents.revoke': () => ({ held: 3 }) }))
  const window = await panel(double)
  await window.until(() => window.button('Revoke the consent signed 09/02/2026') !== undefined)
  await window.click(window.button('Revoke the consent signed 09/02/2026'))
  await window.until(() => window.field('The day the patient asked in writing') !== undefined)
  await window.fill(window.field('The day the patient asked in writing'), '11/17/2026')
  await window.press('Enter', { ctrlKey: true })
  await window.until(() => window.text().includes('3 claims that had not left are held now.'))
  expect(double.named('consents.revoke')[0]?.input).toEqual({ id: 5, on: '2026-11-17' })
})

test('who looked is asked only when somebody wants to know', async () => {
  const double = bridgeDouble(
    answers(() => none, {
      'audit.patient': () => ({
        patient: 'Quintero, Marisol',
        rows: [
          {
            user: 'Ruth Adeyemi',
            role: 'biller',
            first: '2026-10-01T12:00:00Z',
            last: '2026-11-18T14:05:00Z',
            views: 12,
            changes: 1,
            exports: 0,
          },
        ],
      }),
    }),
  )
  const window = await panel(double)
  await window.until(() => window.text().includes('No episode of a substance-use program.'))
  expect(double.named('audit.patient')).toEqual([])
  await window.click(window.button('Show who looked'))
  await window.until(() => window.text().includes('Ruth Adeyemi'))
  expect(double.named('audit.patient')).toHaveLength(1)
})

test('who may not see substance-use records is not told that there are any', async () => {
  const { permissions } = openStatus()
  const hidden = ['part2.read', 'part2.write', 'disclosures.read', 'audit.patient']
  const double = bridgeDouble({
    ...answers(() => held),
    'store.status': () => openStatus({ permissions: permissions.filter((one) => !hidden.includes(one)) }),
  })
  const window = await panel(double)
  for (const words of ['ubstance', 'onsent', 'What left', 'Who looked', 'Part 2']) expect(window.text()).not.toContain(words)
  expect(double.named('part2.get')).toEqual([])
})
