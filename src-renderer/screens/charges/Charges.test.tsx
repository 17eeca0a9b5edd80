import { afterEach, expect, test } from 'vitest'
import type { Output } from '../../../src-shared/contract/index.ts'
import { day } from '../../../src-shared/day.ts'
import { cents } from '../../../src-shared/money.ts'
import { bridgeDouble, Refused, type Answers, type BridgeDouble } from '../../../test/support/bridge.ts'
import { drawWindow, type Drawn } from '../../app/drawn.tsx'
import { flushDrafts } from '../../desk/drafts.ts'
import { blank } from './typed.ts'

type Sheet = Output<'charges.day'>
type Suggestion = Output<'charges.suggest'>
const today = day('2026-11-19')

const session = (n: number, name: string): Sheet['missing'][number] => ({
  id: n,
  patient: 100 + n,
  patientName: name,
  provider: 4,
  providerName: 'Dana Whitlock, LCSW',
  start: `${String(8 + n).padStart(2, '0')}:00`,
  stop: `${String(8 + n).padStart(2, '0')}:55`,
  service: 'individual',
  mode: 'video',
})
const sheetOf = (change: Partial<Sheet> = {}): Sheet => ({
  rows: [],
  missing: [],
  booked: 0,
  minutes: 0,
  cents: cents(0),
  waiting: [],
  ...change,
})
const billed: Suggestion = {
  minutes: 55,
  outcome: 'billed',
  asks: null,
  notice: null,
  place: '11',
  diagnoses: ['F41.1'],
  coverage: { id: 1, payer: 'Northlake Health Plan' },
  lines: [
    {
      code: '90837',
      short: 'Individual therapy 60',
      modifiers: [],
      units: 1,
      pointers: [1],
      cents: cents(17_500),
      why: '53 minutes or more is 90837.',
      source: 'CPT time rule',
      drug: null,
    },
  ],
  cents: cents(17_500),
  held: null,
  bands: [
    { from: 0, code: null, cents: null },
    { from: 53, code: '90837', cents: cents(17_500) },
  ],
  reasons: [
    { what: 'Code', value: '90837', why: '53 minutes or more is 90837.', source: 'CPT time rule' },
    { what: 'Bill to', value: 'Northlake Health Plan', why: 'Active on this date.', source: 'Patient record' },
  ],
}
const tooShort: Suggestion = {
  ...billed,
  minutes: 12,
  outcome: 'unbillable',
  notice: { grade: 'stop', words: '12 minutes is too short to bill as psychotherapy.' },
  lines: [],
  reasons: [],
}

let drawn: Drawn | undefined
afterEach(async () => {
  drawn?.close()
  drawn = undefined
  // What one test typed is not what the next one finds.
  await flushDrafts()
})
async function openCharges(answers: Answers): Promise<{ readonly window: Drawn; readonly double: BridgeDouble }> {
  const double = bridgeDouble({
    'charges.day': () => sheetOf(),
    'charges.suggest': () => billed,
    'charges.save': () => ({ charge: 1, claim: 10_512, outcome: 'billed', status: 'ready' }),
    'appointments.list': () => [],
    'patients.pick': () => [{ id: 7, name: 'Nadia Kessler', born: day('1994-03-14'), payer: 'Northlake Health Plan' }],
    'desk.pickers': () => ({
      providers: [{ id: 4, name: 'Dana Whitlock, LCSW', discipline: 'social-worker' }],
      payers: [],
      places: [],
      diagnoses: [],
      procedures: [],
    }),
    ...answers,
  })
  const window = await drawWindow(double.bridge)
  drawn = window
  window.parts.router.go({ screen: 'charges' })
  await window.until(() => window.text().includes('charged'))
  return { window, double }
}
const field = (name: string): HTMLInputElement | null => document.querySelector(`input[data-field=${name}]`)

/** Types a whole row for `kess` and sends it, while nobody has said who that is. @returns answers who */
async function sentTooSoon(): Promise<{
  readonly window: Drawn
  readonly double: BridgeDouble
  readonly say: (found: Output<'patients.pick'>) => void
}> {
  let say: (found: Output<'patients.pick'>) => void = () => undefined
  const answer = new Promise<Output<'patients.pick'>>((done) => (say = done))
  const opened = await openCharges({
    'patients.pick': () => answer,
    'charges.suggest': ({ patient }) => (patient === undefined ? { ...billed, coverage: null } : billed),
  })
  const { window } = opened
  await window.until(() => document.activeElement === field('patient'))
  for (const [name, text] of [
    ['patient', 'kess'],
    ['start', '9'],
    ['stop', '955'],
  ] as const)
    await window.fill(field(name), text)
  // Nothing is known of a coverage while nobody knows whose it is.
  await window.until(() => window.text().includes('53 minutes or more is 90837.'))
  field('stop')?.focus()
  await window.press('Enter')
  await window.until(() => field('start')?.value === '')
  return { ...opened, say }
}

test('a row that was sent before its patient was found is saved for the one who fits', async () => {
  const { window, double, say } = await sentTooSoon()
  expect(double.named('charges.save')).toEqual([])
  say([{ id: 7, name: 'Nadia Kessler', born: day('1994-03-14'), payer: null }])
  await window.until(() => double.named('charges.save').length === 1)
  expect(double.named('charges.save')[0]?.input).toMatchObject({ patient: 7, start: '09:00', stop: '09:55' })
})

test('of two who fit neither is billed: the row waits, and asks which', async () => {
  const { window, double, say } = await sentTooSoon()
  say([
    { id: 7, name: 'Nadia Kessler', born: day('1994-03-14'), payer: null },
    { id: 8, name: 'Kessia Novak', born: null, payer: null },
  ])
  await window.until(() => window.text().includes('Which patient is “kess”?'))
  expect(double.named('charges.save')).toEqual([])
})

const kessler: Output<'patients.pick'> = [{ id: 7, name: 'Nadia Kessler', born: day('1994-03-14'), payer: null }]
const novaks: Output<'patients.pick'> = [
  { id: 8, name: 'Kessia Novak', born: null, payer: null },
  { id: 9, name: 'Silas Novak', born: null, payer: null },
]
/** A row of Nadia Kessler whose name is typed over with `nov`, and sent. */
async function typedOver(
  novakIs: () => Promise<Output<'patients.pick'>>,
): Promise<{ readonly window: Drawn; readonly double: BridgeDouble }> {
  const opened = await openCharges({ 'patients.pick': ({ text }) => (text === 'nov' ? novakIs() : kessler) })
  const { window } = opened
  await window.until(() => document.activeElement === field('patient'))
  await window.fill(field('patient'), 'kess')
  await window.until(() => field('patient')?.value === 'Nadia Kessler')
  await window.fill(field('start'), '9')
  await window.fill(field('stop'), '955')
  await window.fill(field('patient'), 'nov')
  await window.press('Shift')
  field('stop')?.focus()
  await window.press('Enter')
  return opened
}

test('a name that was typed over is not saved for who stood there before: nobody is chosen yet', async () => {
  const { window, double } = await typedOver(() => Promise.resolve(novaks))
  await window.until(() => window.text().includes('Whose session was it?'))
  expect(double.named('charges.save')).toEqual([])
})

test('a name that was typed over, and is not answered yet, is saved for the one who fits', async () => {
  let say: (found: Output<'patients.pick'>) => void = () => undefined
  const answer = new Promise<Output<'patients.pick'>>((done) => (say = done))
  const { window, double } = await typedOver(() => answer)
  expect(double.named('charges.save')).toEqual([])
  say(novaks.slice(0, 1))
  await window.until(() => double.named('charges.save').length === 1)
  expect(double.named('charges.save')[0]?.input).toMatchObject({ patient: 8 })
})

test('a row is typed without the mouse, shows why, and is saved by Enter', async () => {
  const { window, double } = await openCharges({})
  await window.until(() => document.activeElement === field('patient'))
  await window.fill(field('patient'), 'kess')
  await window.until(() => field('patient')?.value === 'Nadia Kessler')
  await window.fill(field('start'), '905')
  await window.fill(field('stop'), '10')
  expect([field('start')?.value, field('stop')?.value]).toEqual(['9:05 AM', '10:00 AM'])
  await window.fill(field('service'), 'cri')
  await window.until(() => window.text().includes('53 minutes or more is 90837.'))
  await window.until(() => double.named('charges.suggest').some(({ input }) => (input as { service: string }).service === 'crisis'))
  expect(double.named('charges.suggest').at(-1)?.input).toMatchObject({ patient: 7, start: '09:05', stop: '10:00' })
  // The answer to the last question is there a moment after it was asked.
  await window.press('Shift')
  field('stop')?.focus()
  await window.press('Enter')
  // With its code, when the answer to the last key was there.
  await window.until(() => window.text().includes('Row saved'))
  expect(double.named('charges.save').map(({ input }) => input)).toEqual([
    expect.objectContaining({ day: today, appointment: null, patient: 7, provider: 4, start: '09:05', stop: '10:00' }),
  ])
  await window.until(() => (double.named('drafts.keep').at(-1)?.input as { json?: unknown } | undefined)?.json === null)
  await new Promise((done) => setTimeout(done, 600))
  expect(double.named('drafts.keep').at(-1)?.input).toEqual({ key: 'charges 2026-11-19', json: null })
  expect(field('patient')?.value).toBe('')
  expect(document.activeElement).toBe(field('patient'))
  expect(field('provider')?.value).toBe('Dana Whitlock, LCSW')
})

test('missing sessions are taken over by one key, and each Enter charges one and offers the next', async () => {
  let missing = [session(1, 'Adaeze Okafor'), session(2, 'Theo Lindqvist')]
  const { window, double } = await openCharges({
    'charges.day': () => sheetOf({ missing, booked: 2 }),
    'charges.save': ({ appointment }) => {
      missing = missing.filter(({ id }) => id !== appointment)
      return { charge: 1, claim: 10_512, outcome: 'billed', status: 'ready' }
    },
  })
  await window.press('m')
  expect(field('patient')?.value).toBe('Adaeze Okafor')
  expect(document.activeElement).toBe(field('stop'))
  await window.press('Enter')
  await window.until(() => field('patient')?.value === 'Theo Lindqvist')
  await window.press('Enter')
  await window.until(() => double.named('charges.save').length === 2)
  expect(double.named('charges.save').map(({ input }) => (input as { appointment: number }).appointment)).toEqual([1, 2])
  expect(new Set(double.named('charges.save').map(({ key }) => key)).size).toBe(2)
})

test('what cannot be billed is kept only when it is said twice', async () => {
  const { window, double } = await openCharges({
    'charges.day': () => sheetOf({ missing: [session(1, 'Tomas Havel')], booked: 1 }),
    'charges.suggest': () => ({ ...tooShort, asks: 'unbillable' }),
    'charges.save': () => ({ charge: 1, claim: null, outcome: 'unbillable', status: null }),
  })
  await window.press('m')
  await window.until(() => window.text().includes('too short to bill'))
  await window.press('Enter')
  await window.until(() => window.text().includes('Enter again keeps it as a visit without a claim.'))
  expect(double.named('charges.save')).toEqual([])
  await window.press('Enter')
  await window.until(() => double.named('charges.save').length === 1)
})

test('what lacks is said and stood on, and the row stays as it was typed', async () => {
  const { window, double } = await openCharges({ 'charges.suggest': () => ({ ...billed, coverage: null }) })
  await window.press('Enter')
  expect(window.text()).toContain('Whose session was it?')
  await window.fill(field('patient'), 'kess')
  await window.until(() => field('patient')?.value === 'Nadia Kessler')
  await window.press('Enter')
  expect(document.activeElement).toBe(field('start'))
  await window.fill(field('start'), '2p')
  await window.fill(field('stop'), '255')
  await window.until(() => double.named('charges.suggest').some(({ input }) => (input as { stop?: string }).stop === '14:55'))
  await window.until(() => window.button('Open the patient') !== undefined)
  await window.press('Shift')
  await window.press('Enter')
  await window.until(() => window.text().includes('The patient has no coverage on this day.'))
  expect(double.named('charges.save')).toEqual([])
  expect(field('stop')?.value).toBe('2:55 PM')
  expect(window.button('Open the patient')).toBeDefined()
})

test('a session that did not happen is marked where it stands', async () => {
  const { window, double } = await openCharges({
    'charges.day': () => sheetOf({ missing: [session(1, 'Edith Ferreira')], booked: 1 }),
    'appointments.mark': () => ({}),
  })
  await window.press('N', { shiftKey: true })
  await window.until(() => window.text().includes('Edith Ferreira, 9:00 AM: no-show.'))
  expect(double.named('appointments.mark').map(({ input }) => input)).toEqual([{ id: 1, status: 'no-show' }])
})

test('days are walked through by keys, and the one with sessions left is a key away', async () => {
  const { window, double } = await openCharges({
    'charges.day': ({ day: on }) => sheetOf(on === today ? { waiting: [{ day: day('2026-11-17'), sessions: 3 }] } : {}),
  })
  const last = (): unknown => double.named('charges.day').at(-1)?.input
  expect(window.button('To 11/17/2026, 3 sessions missing')).toBeDefined()
  await window.press('m')
  await window.until(() => window.text().includes('No sessions on 11/17/2026'))
  await window.press('Escape')
  await window.press('-')
  await window.until(() => window.text().includes('No sessions on 11/16/2026'))
  expect(last()).toEqual({ day: '2026-11-16' })
})

test('a new practice is told what is needed first', async () => {
  const { window } = await openCharges({
    'desk.pickers': () => ({ providers: [], payers: [], places: [], diagnoses: [], procedures: [] }),
  })
  expect(window.text()).toContain('No clinician yet')
  expect(window.button('Add a clinician')).toBeDefined()
  expect(field('patient')).toBeNull()
})

test('what is typed and not saved comes back with its day', async () => {
  const { window, double } = await openCharges({
    'drafts.get': ({ key }) => ({
      json:
        key === 'charges 2026-11-19' ? JSON.stringify({ ...blank(4), patient: { id: 7, name: 'Nadia Kessler' }, start: '9:05 AM' }) : null,
    }),
  })
  await window.until(() => field('patient')?.value === 'Nadia Kessler')
  expect(window.text()).toContain('What you typed before is back.')
  await window.click(window.button('Start over'))
  expect(field('start')?.value).toBe('')
  await window.until(() => double.named('drafts.keep').some(({ input }) => (input as { json: unknown }).json === null))
})

const typeRow = async (window: Drawn): Promise<void> => {
  await window.fill(field('patient'), 'kess')
  await window.until(() => field('patient')?.value === 'Nadia Kessler')
  await window.fill(field('start'), '905')
  await window.fill(field('stop'), '+50')
}

test('a drug is typed in the row of its injection: what its NDC lacks is said, and it goes with the row', async () => {
  const { window, double } = await openCharges({})
  await window.until(() => document.activeElement === field('patient'))
  await typeRow(window)
  await window.click(document.querySelector('input[type=checkbox]:not([data-field])'))
  const box = (name: string): HTMLInputElement | null => document.querySelector(`input[aria-label="${name}"]`)
  await window.fill(box('Drug, code'), 'j2426')
  await window.fill(box('Drug, units'), '156')
  await window.fill(box('Drug, NDC'), '5045856301')
  await window.fill(box('Drug, quantity'), '1')
  await window.fill(box('Drug, unit of the quantity'), 'ML')
  await window.press('Shift')
  field('stop')?.focus()
  await window.until(() => box('Drug, unit of the quantity')?.value === 'ML')
  await window.press('Enter')
  await window.until(() => window.text().includes('Ten digits without hyphens may be three different drugs.'))
  expect(document.activeElement).toBe(box('Drug, code'))
  await window.fill(box('Drug, NDC'), '50458-563-01')
  await window.press('Enter')
  await window.until(() => double.named('charges.save').length === 1)
  expect(double.named('charges.save')[0]?.input).toMatchObject({
    drugs: [
      {
        code: 'J2426',
        units: 156,
        isInjected: true,
        drug: { ndc: '50458-563-01', thousandths: 1_000, unit: 'ML', number: null },
      },
    ],
  })
})

test('nothing counts as saved before the engine says so, and what is typed meanwhile stays', async () => {
  let answer: (value: unknown) => void = () => undefined
  const reply = new Promise((done) => {
    answer = done
  })
  const { window, double } = await openCharges({
    'charges.save': () => reply as never,
  })
  await window.until(() => document.activeElement === field('patient'))
  await typeRow(window)
  field('stop')?.focus()
  await window.press('Enter')
  await window.until(() => double.named('charges.save').length === 1)
  expect(window.text()).toContain('Saving')
  expect(window.text()).not.toContain('Row saved')
  expect(document.activeElement).toBe(field('patient'))
  await window.fill(field('start'), '1005')
  answer(new Refused({ code: 'session.ahead', message: 'This session is still to come.' }))
  await window.until(() => window.text().includes('This session is still to come.'))
  expect(window.text()).toContain('1 row not saved')
  expect(field('start')?.value).toBe('10:05 AM')
  const kept = (): unknown => JSON.parse((double.named('drafts.keep').at(-1)?.input as { json?: string } | undefined)?.json ?? 'null')
  await window.until(
    () => double.named('drafts.keep').length > 0 && (kept() as { rows: { is: string }[] } | null)?.rows[0]?.is === 'cannot',
  )
  expect(kept()).toMatchObject({ typed: { start: '10:05 AM' }, rows: [{ is: 'cannot', words: 'This session is still to come.' }] })
})

test('a row on its way when the window fell over is sent again with its key', async () => {
  const typed = { ...blank(4), patient: { id: 7, name: 'Nadia Kessler' }, start: '9:05 AM', stop: '9:55 AM' }
  const row = {
    key: 'k-1',
    n: null,
    typed,
    patientText: '',
    offers: [],
    is: 'going',
    words: null,
    field: null,
    asks: false,
    shown: null,
    charge: null,
  }
  const { window, double } = await openCharges({
    'drafts.get': ({ key }) => ({
      json: key === 'charges 2026-11-19' ? JSON.stringify({ typed: null, field: null, from: null, rows: [row], pasted: null }) : null,
    }),
  })
  await window.until(() => double.named('charges.save').length === 1)
  expect(double.named('charges.save').map(({ key }) => key)).toEqual(['k-1'])
})

test('Ctrl Z takes the last row back into the entry line', async () => {
  const { window, double } = await openCharges({
    'charges.withdraw': ({ charge }) => ({
      charge,
      claim: 10_512,
      patientName: 'Nadia Kessler',
      entered: {
        appointment: null,
        patient: 7,
        provider: 4,
        day: today,
        start: '09:05',
        stop: '09:55',
        service: 'individual',
        mode: 'in-person',
        interactive: false,
      },
    }),
  })
  await window.until(() => document.activeElement === field('patient'))
  await typeRow(window)
  await window.press('Enter')
  await window.until(() => window.text().includes('Row saved'))
  await window.press('z', { ctrlKey: true })
  await window.until(() => field('patient')?.value === 'Nadia Kessler')
  expect(double.named('charges.withdraw').map(({ input }) => input)).toEqual([{ charge: 1 }])
  expect([field('start')?.value, field('stop')?.value]).toEqual(['9:05 AM', '9:55 AM'])
})
