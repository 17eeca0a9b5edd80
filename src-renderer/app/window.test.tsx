import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import type { Output } from '../../src-shared/contract/index.ts'
import { WINDOW } from '../../src-shared/contract/list.ts'
import { addDays, day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { bridgeDouble, quietAnswers, Refused, type Answers, type BridgeDouble } from '../../test/support/bridge.ts'
import { drawWindow, type Drawn } from './drawn.tsx'

let drawn: Drawn | undefined
afterEach(() => {
  drawn?.close()
  drawn = undefined
})
const draw = async (double: BridgeDouble): Promise<Drawn> => {
  drawn = await drawWindow(double.bridge)
  return drawn
}

type Row = Output<'claims.list'>['rows'][number]
const claim = (n: number, change: Partial<Row> = {}): Row => ({
  id: 10_000 + n,
  status: 'ready',
  patient: `Patient ${n}`,
  day: addDays(day('2026-10-01'), n % 28),
  payer: 'Northlake Health Plan',
  codes: '90837',
  charge: cents(17_500),
  paid: cents(0),
  owed: cents(17_500),
  provider: null,
  batch: null,
  fileBy: day('2026-12-31'),
  ...change,
})

/** A list of so many claims, answered a window at a time. */
const manyClaims = (total: number): Answers => ({
  'claims.list': ({ window = 0 }) => ({
    total,
    sums: { charge: total * 17_500, paid: 0, owed: total * 17_500 },
    window,
    rows: Array.from({ length: Math.max(0, Math.min(WINDOW, total - window * WINDOW)) }, (_, n) => claim(window * WINDOW + n)),
  }),
  'claims.get': ({ id }) => detail(id),
})

const detail = (id: number): Output<'claims.get'> => ({
  id,
  status: 'ready',
  frequency: '1',
  patient: { id: 7, name: `Patient ${id - 10_000}`, born: null },
  payer: { id: 3, name: 'Northlake Health Plan' },
  coverage: 5,
  memberId: 'NL8820417',
  provider: 'Dana Whitlock, LCSW',
  biller: 'Cedar Hollow Behavioral Health',
  day: day('2026-10-06'),
  lastDay: day('2026-10-06'),
  place: '11',
  charge: cents(17_500),
  control: null,
  payerControl: null,
  authorization: null,
  turn: 1,
  payers: [],
  may: [],
  note: null,
  delay: null,
  attachments: [],
  paid: null,
  referrer: null,
  site: null,
  fileBy: day('2026-12-31'),
  diagnoses: [{ code: 'F41.1', words: 'Generalized anxiety disorder' }],
  lines: [],
  findings: [],
  next: { title: 'All checks passed', why: 'It can leave.', cents: cents(17_500), action: 'send', target: null },
  money: [],
  owedByPayer: cents(17_500),
  owedByPatient: cents(0),
  file: null,
  documents: [],
  history: [],
})

const status = quietAnswers['store.status']
const closedStatus: Answers = {
  'store.status': async (input, call) => {
    const open = await status?.(input, call)
    if (!open || open instanceof Refused) throw new Error('A test without a status')
    return { ...open, state: 'none', practice: null, user: null }
  },
}

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined
  const promise = new Promise<void>((done) => (resolve = done))
  return { promise, resolve: () => resolve() }
}

const chosen = (): string[] =>
  [...document.querySelectorAll('[role=row][aria-selected=true]')].map((row) => row.getAttribute('aria-rowindex') ?? '')
const cursor = (): string | null | undefined => document.querySelector('[role=grid]')?.getAttribute('aria-activedescendant')

/** A front page with one line. */
const today: Output<'today.get'> = {
  today: day('2026-11-19'),
  counts: { mine: 1, everyone: 1, aside: 0 },
  aside: [],
  people: [],
  done: { charged: 0, sent: 0, posted: 0, closed: 0 },
  figures: [
    {
      id: 'owed',
      label: 'Owed to the practice',
      cents: cents(9_268_200),
      percent: null,
      words: '34.2 days in A/R',
      explain: ['What payers and patients still owe.'],
      screen: 'claims',
      view: { filters: [], sort: [] },
    },
  ],
  lines: [
    {
      id: 'held',
      of: 'claim',
      basis: 'charges',
      time: null,
      owner: null,
      back: null,
      aside: 0,
      shape: 'held',
      title: 'Claims that failed the checks',
      detail: '5 need minutes.',
      items: 9,
      cents: cents(148_000),
      due: day('2026-12-11'),
      screen: 'claims',
      view: { filters: [{ is: 'any', field: 'status', of: ['held'] }], sort: [] },
      first: [],
      why: [{ what: 'Money', value: '$1,480.00' }],
    },
  ],
}

test('what one types into the palette goes there, though the front page comes meanwhile', async () => {
  let comes: () => void = () => undefined
  const late = new Promise<void>((done) => (comes = done))
  const window = await draw(bridgeDouble({ 'today.get': () => late.then(() => today) }))
  await window.press('k', { ctrlKey: true })
  comes()
  await window.until(() => document.querySelector('[role=grid][aria-label="What needs you"]') !== null)
  expect(document.activeElement?.getAttribute('role')).toBe('combobox')
  await window.press('Escape')
})

test('the front page leads to a list that is filtered to its line', async () => {
  const double = bridgeDouble({
    ...manyClaims(3),
    'today.get': () => today,
  })
  const window = await draw(double)
  await window.until(() => window.text().includes('Claims that failed the checks'))
  expect(window.text()).toContain('$92,682.00')
  expect(window.text()).toContain('22 days')
  await window.press('Enter')
  await window.until(() => double.named('claims.list').length > 0)
  expect(double.named('claims.list')[0]?.input).toMatchObject({
    view: { filters: [{ is: 'any', field: 'status', of: ['held'] }] },
    window: 0,
  })
  await window.until(() => window.text().includes('Status is Held'))
  await window.press('Escape')
  await window.until(() => window.text().includes('Claims that failed the checks'))
})

test('a list is walked, opened and chosen from by keys alone', async () => {
  const double = bridgeDouble(manyClaims(450))
  const window = await draw(double)
  await window.press('g')
  await window.press('m')
  await window.until(() => window.text().includes('Patient 0'))
  const grid = document.querySelector('[role=grid]')
  expect(document.activeElement).toBe(grid)
  expect(grid?.getAttribute('aria-rowcount')).toBe('452')
  expect(window.text()).toContain('450 claims')
  expect(window.text()).toContain('78,750.00')

  await window.press('j')
  await window.press('ArrowDown')
  await window.press('k')
  expect(cursor()).toBe('claims-row-1')

  await window.press('Enter')
  await window.until(() => document.querySelector('aside[aria-label="Claim 10001"]') !== null)
  await window.press('j')
  await window.until(() => document.querySelector('aside[aria-label="Claim 10002"]') !== null)
  await window.press('Escape')
  expect(document.querySelector('aside')).toBeNull()
  expect(document.activeElement).toBe(grid)

  await window.press('x')
  await window.press('J', { shiftKey: true })
  await window.until(() => chosen().length === 2)
  expect(chosen()).toEqual(['4', '5'])
  await window.press('a', { ctrlKey: true })
  await window.until(() => window.text().includes('450 selected'))
  await window.press('Escape')
  expect(chosen()).toEqual([])

  // The last row is not here yet; it is asked for, and opens.
  await window.press('End')
  await window.press('Enter')
  await window.until(() => document.querySelector('aside[aria-label="Claim 10449"]') !== null)
  expect(double.named('claims.list').some(({ input }) => (input as { window?: number }).window === 2)).toBe(true)
})

test('what is chosen before the rows of a view are here is of that view, not of the one still to be seen', async () => {
  const { promise: answered, resolve: answer } = deferred()
  const double = bridgeDouble({
    ...manyClaims(3),
    'claims.list': async ({ view, window = 0 }) => {
      const isReady = JSON.stringify(view).includes('"ready"]')
      if (isReady) await answered
      return { total: 3, sums: {}, window, rows: (isReady ? [7, 8, 9] : [0, 1, 2]).map((n) => claim(n)) }
    },
  })
  const window = await draw(double)
  await window.press('g')
  await window.press('m')
  await window.until(() => window.text().includes('Patient 2'))
  await window.click(window.button('Ready to send'))
  expect(window.text()).toContain('Patient 2')
  await window.press('x')
  await window.press('J', { shiftKey: true })
  answer()
  await window.until(() => window.text().includes('Patient 9') && window.text().includes('selected'))
  expect(window.text()).toContain('2 selected')
  expect(chosen()).toEqual(['2', '3'])
})

test('an event brings new rows and takes the focus from nobody', async () => {
  let held = 0
  const double = bridgeDouble({
    ...manyClaims(3),
    'claims.list': ({ window = 0 }) => ({
      total: 3,
      sums: {},
      window,
      rows: [0, 1, 2].map((n) => claim(n, n < held ? { status: 'held' } : {})),
    }),
  })
  const window = await draw(double)
  await window.press('g')
  await window.press('m')
  await window.until(() => window.text().includes('Patient 2'))
  await window.press('j')
  const grid = document.querySelector('[role=grid]')
  held = 2
  double.tell({ t: 'event', topic: 'claims', ids: [10_000], seq: 1 })
  await window.until(() => [...document.querySelectorAll('[role=gridcell]')].filter((cell) => cell.textContent === 'Held').length === 2)
  expect(document.querySelector('[role=grid]')).toBe(grid)
  expect(document.activeElement).toBe(grid)
  expect(cursor()).toBe('claims-row-1')
})

/** What is ready, by one connection. */
const ready = (): Output<'claims.preview'> => {
  const parts = [{ words: 'Northlake Health Plan', n: 37, cents: cents(524_000) }]
  return {
    will: 37,
    cents: cents(524_000),
    parts,
    wont: [{ words: 'Held', n: 2 }],
    ways: [{ id: 4, name: 'Cedar Clearing', isTesting: false, payers: parts }],
  }
}

test('a connection is tested on request, and nothing is said to have been sent', async () => {
  const double = bridgeDouble({ ...manyClaims(3), 'claims.preview': ready, 'claims.send': () => new Promise(() => undefined) })
  const window = await draw(double)
  await window.press('g')
  await window.press('m')
  await window.until(() => window.button('Send 37 ready') !== undefined)
  await window.press('S', { shiftKey: true })
  await window.until(() => window.text().includes('Cedar Clearing'))
  await window.click(document.querySelector('[role=dialog] input[type=checkbox]'))
  await window.until(() => window.text().includes('Test 37 claims to Northlake Health Plan?'))
  expect(window.text()).toContain('every claim stays ready')
  expect(window.text()).not.toContain('can only be voided')
  await window.press('Enter', { ctrlKey: true })
  expect(double.named('claims.send').map(({ input }) => input)).toEqual([{ tests: [4] }])
})

test('claims leave only after their numbers were shown, and once', async () => {
  let answer: (value: Output<'claims.send'>) => void = () => undefined
  const double = bridgeDouble({
    ...manyClaims(3),
    'claims.preview': ready,
    'claims.send': () => new Promise((done) => (answer = done)),
  })
  const window = await draw(double)
  await window.press('g')
  await window.press('m')
  await window.until(() => window.button('Send 37 ready') !== undefined)
  await window.press('s')
  expect(window.text()).not.toContain('Once they leave')
  await window.press('S', { shiftKey: true })
  await window.until(() => window.text().includes('Send 37 claims to Northlake Health Plan?'))
  expect(window.text()).toContain('$5,240.00')
  expect(window.text()).toContain('2 stay as they are: held.')
  // Behind a dialog the list hears nothing.
  await window.press('j')
  expect(cursor()).toBe('claims-row-0')
  await window.press('Enter', { ctrlKey: true })
  await window.press('Enter', { ctrlKey: true })
  expect(double.named('claims.send')).toHaveLength(1)
  answer({
    batches: [{ id: 1, file: 9, name: '837P_1.x12', payer: 'Northlake Health Plan', claims: 37, cents: cents(524_000), usage: 'P' }],
    held: [],
    wont: [],
    left: 0,
  })
  await window.until(() => window.text().includes('37 claims in 1 file'))
})

test('a claim that cannot be held says why, where one is', async () => {
  const double = bridgeDouble({
    ...manyClaims(2),
    'claims.preview': () => ({ will: 1, cents: cents(17_500), parts: [], wont: [], ways: [] }),
    'claims.hold': () => new Refused({ code: 'claim.sent', message: 'The claim was already sent.', fix: 'Void it instead.' }),
  })
  const window = await draw(double)
  await window.press('g')
  await window.press('m')
  await window.until(() => window.text().includes('Patient 0'))
  await window.press('x')
  await window.press('h')
  await window.until(() => window.field('Why') !== undefined)
  await window.fill(window.field('Why'), 'Waiting for the note')
  await window.until(() => window.button('Hold 1') !== undefined)
  await window.press('Enter', { ctrlKey: true })
  await window.until(() => window.text().includes('The claim was already sent.'))
  expect(window.text()).toContain('Void it instead.')
  expect(window.field('Why')?.value).toBe('Waiting for the note')
})

test('a list that fails says so, and comes when it is tried again', async () => {
  let isBroken = true
  const fine = manyClaims(1)['claims.list']
  const double = bridgeDouble({
    ...manyClaims(1),
    'claims.list': (input, call) =>
      isBroken
        ? new Refused({ code: 'internal', message: 'Parity made a mistake. Nothing was changed.', incident: '7F2A-0419' })
        : (fine?.(input, call) ?? new Refused({ code: 'internal', message: '' })),
  })
  const window = await draw(double)
  await window.press('g')
  await window.press('m')
  await window.until(() => window.text().includes('7F2A-0419'))
  isBroken = false
  await window.click(window.button('Try again'))
  await window.until(() => window.text().includes('Patient 0'))
  expect(window.text()).not.toContain('7F2A-0419')
})

test('an empty list says what it is for, and a filter that fits nothing says that', async () => {
  const window = await draw(bridgeDouble())
  await window.press('g')
  await window.press('p')
  await window.until(() => window.text().includes('No patients yet'))
  window.parts.router.go({ screen: 'patients', view: { filters: [{ is: 'text', field: 'name', text: 'zz' }], sort: [] } })
  await window.until(() => window.text().includes('No patients here'))
  expect(window.button('Without filters')).toBeDefined()
})

test('the palette finds, narrows by its first sign, and goes', async () => {
  const double = bridgeDouble({
    ...manyClaims(1),
    'desk.find': ({ text }) => ({
      patients: [{ id: 7, name: 'Marisol Quintero', detail: 'born 05/19/1990' }],
      claims: [{ id: 10_512, shape: 'short', detail: `${text} 10/06/2026` }],
      payers: [],
      codes: [],
    }),
  })
  const window = await draw(double)
  await window.press('k', { ctrlKey: true })
  const input = (): Element | null => document.querySelector('[role=combobox][aria-label^="Find"]')
  await window.until(() => input() !== null)
  await window.fill(input(), 'quin')
  await window.until(() => window.text().includes('Marisol Quintero'))
  expect(document.querySelectorAll('[role=option]')).toHaveLength(2)
  await window.fill(input(), '#quin')
  await window.until(() => document.querySelectorAll('[role=option]').length === 1)
  expect(double.named('desk.find').at(-1)?.input).toEqual({ text: 'quin' })
  await window.press('Enter')
  await window.until(() => document.querySelector('aside[aria-label="Claim 10512"]') !== null)
})

test('the sheet of keys shows what can be pressed here', async () => {
  const window = await draw(bridgeDouble(manyClaims(1)))
  await window.press('g')
  await window.press('m')
  await window.until(() => window.text().includes('Patient 0'))
  await window.press('?')
  await window.until(() => window.text().includes('Keys of Claims'))
  for (const words of ['Next row', 'All that match the filter', 'Filter or group this list', 'Find or do anything', 'Remits'])
    expect(window.text()).toContain(words)
})

test('the first page has three doors, and the sample opens with one key', async () => {
  let isOpen = false
  const double = bridgeDouble({
    'store.status': (input, call) =>
      isOpen
        ? (status?.(input, call) ?? new Refused({ code: 'internal', message: '' }))
        : (closedStatus['store.status']?.(input, call) ?? new Refused({ code: 'internal', message: '' })),
    'store.sample': async (_input, { id }) => {
      double.tell({ t: 'progress', id, title: 'Making the sample practice', done: 3, total: 19, words: 'Living through 2025-08' })
      await new Promise((done) => setTimeout(done, 60))
      isOpen = true
      double.tell({ t: 'event', topic: 'store', ids: [], seq: 1 })
      const open = await status?.({}, { id, key: undefined })
      return open ?? new Refused({ code: 'internal', message: '' })
    },
  })
  const window = await draw(double)
  await window.until(() => window.text().includes('Try the sample practice'))
  expect(window.text()).toContain('Set up a practice')
  expect(window.text()).toContain('Open a store')
  await window.press('1')
  expect(document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')).toBe('15')
  await window.until(() => document.querySelector('nav[aria-label=Screens]') !== null)
})

test('a lock keeps the place and what was typed, and a wrong passphrase says so', async () => {
  let isOpen = true
  const double = bridgeDouble({
    ...manyClaims(3),
    'store.status': async (input, call) => {
      const open = await status?.(input, call)
      if (!open || open instanceof Refused) throw new Error('A test without a status')
      return isOpen
        ? { ...open, practice: { name: 'Lantern Street Therapy', isSample: false, folder: '/stores/Lantern.parity' } }
        : { ...open, state: 'none', practice: null, user: null }
    },
    'store.users': () => [{ id: 1, name: 'Dana Whitlock', isEmergency: false }],
    'store.lock': () => {
      isOpen = false
      return {}
    },
    'store.open': async ({ passphrase }) => {
      if (passphrase !== 'five words nobody guesses here')
        return new Refused({ code: 'store.passphrase', message: 'This is not the passphrase.' })
      isOpen = true
      const open = await status?.({}, { id: 0, key: undefined })
      return open ?? new Refused({ code: 'internal', message: '' })
    },
  })
  const window = await draw(double)
  await window.press('g')
  await window.press('m')
  await window.until(() => window.text().includes('Patient 0'))
  await window.press('l', { ctrlKey: true })
  double.tell({ t: 'engine', state: 'restarted', code: 0 })
  await window.until(() => window.text().includes('Locked'))
  expect(window.text()).toContain('Lantern Street Therapy')
  expect(window.text()).not.toContain('Patient 0')
  await window.until(() => window.field('Passphrase') !== undefined)
  await window.fill(window.field('Passphrase'), 'not this one')
  await window.click(window.button('Unlock'))
  await window.until(() => window.text().includes('This is not the passphrase.'))
  await window.fill(window.field('Passphrase'), 'five words nobody guesses here')
  await window.click(window.button('Unlock'))
  double.tell({ t: 'event', topic: 'store', ids: [], seq: 1 })
  await window.until(() => window.text().includes('Patient 0'))
})

test('LK-1 a lock that comes is told, and no longer when a key was pressed', async () => {
  const double = bridgeDouble(manyClaims(3))
  const window = await draw(double)
  double.tell({ t: 'lock-soon', seconds: 60, canStay: true })
  await window.until(() => window.text().includes('Locks in 60 seconds.'))
  expect(window.text()).toContain('Press any key to stay.')
  expect(document.querySelectorAll('[role=alert]')).toHaveLength(1)
  double.tell({ t: 'lock-soon', seconds: null, canStay: true })
  await window.until(() => !window.text().includes('Locks in 60 seconds'))
  double.tell({ t: 'lock-soon', seconds: 60, canStay: false })
  await window.until(() => window.text().includes('open for twelve hours'))
  expect(window.text()).not.toContain('Press any key')
  double.tell({ t: 'lock-soon', seconds: null, canStay: false })
  await window.until(() => !window.text().includes('Locks in 60 seconds'))
})

test('what is typed in a form is kept, comes back, and is forgotten when it is saved', async () => {
  const kept = new Map<string, string>()
  const saved: unknown[] = []
  const answers: Answers = {
    'drafts.get': ({ key }) => ({ json: kept.get(key) ?? null }),
    'drafts.keep': ({ key, json }) => {
      if (json === null) kept.delete(key)
      else kept.set(key, json)
      return {}
    },
    'providers.list': () => [],
    'providers.save': (input) => {
      saved.push(input)
      return { id: 4 }
    },
  }
  const first = await draw(bridgeDouble(answers))
  first.parts.router.go({ screen: 'setup', section: 'clinicians' })
  await first.until(() => first.text().includes('No clinicians yet'))
  await first.press('n')
  await first.until(() => first.field('Last name') !== undefined)
  await first.fill(first.field('Last name'), 'Rao')
  await first.until(() => kept.has('clinician new'))
  first.close()

  const second = await draw(bridgeDouble(answers))
  second.parts.router.go({ screen: 'setup', section: 'clinicians' })
  await second.until(() => second.text().includes('No clinicians yet'))
  await second.press('n')
  await second.until(() => second.text().includes('What you typed before is back.'))
  expect(second.field('Last name')?.value).toBe('Rao')
  await second.fill(second.field('First name'), 'Anita')
  await second.click(second.button('Add the clinician'))
  await second.until(() => second.text().includes('It needs a valid NPI'))
  expect(saved).toEqual([])
  await second.fill(second.field('NPI'), '1234567893')
  await second.fill(second.field('Taxonomy'), '1041c0700x')
  await second.click(second.button('Add the clinician'))
  await second.until(() => saved.length === 1)
  expect(saved[0]).toMatchObject({ last: 'Rao', first: 'Anita', npi: '1234567893', taxonomy: '1041C0700X', isActive: true })
  await second.until(() => !kept.has('clinician new'))
})

test('files are taken in wherever they are given, and each says what became of it', async () => {
  const double = bridgeDouble({
    'exchange.import': ({ paths }) => ({
      files: paths.map((path) => ({
        name: path.slice(7),
        file: 3,
        kind: '835',
        status: 'quarantined',
        words: 'It does not balance.',
        details: ['Out by $95.00.'],
        findings: 1,
      })),
    }),
  })
  const window = await draw(double)
  const dropped = new Event('drop', { bubbles: true, cancelable: true })
  Object.assign(dropped, { dataTransfer: { files: [new File(['ISA'], 'remit.835')], items: [] } })
  document.querySelector('main')?.dispatchEvent(dropped)
  await window.until(() => window.text().includes('It does not balance.'))
  expect(double.named('exchange.import')[0]?.input).toEqual({ paths: ['/files/remit.835'] })
  expect(window.text()).toContain('1 file taken in')
  expect(window.text()).toContain('1 quarantined')
})

test('a form that stays open after it was saved leaves no draft behind', async () => {
  const kept = new Map<string, string>()
  const practice = {
    name: 'Cedar Hollow',
    isSample: true,
    npi: '1234567893',
    taxId: '123456789',
    taxonomy: '261QM0801X',
    line1: '410 Alder Street',
    line2: '',
    city: 'Fairmont',
    state: 'OH',
    zip: '440001234',
    phone: '5550100142',
    contact: 'Dana Whitlock',
    submitterId: 'CEDAR',
  }
  const window = await draw(
    bridgeDouble({
      'drafts.keep': ({ key, json }) => {
        if (json === null) kept.delete(key)
        else kept.set(key, json)
        return {}
      },
      'practice.get': () => practice,
      'practice.save': () => ({}),
    }),
  )
  window.parts.router.go({ screen: 'setup', section: 'practice' })
  await window.until(() => window.field('City')?.value === 'Fairmont')
  await window.fill(window.field('City'), 'Millbrook')
  await window.until(() => kept.has('practice'))
  await window.click(window.button('Save the practice'))
  await window.until(() => window.text().includes('The next claims carry it.'))
  await act(() => new Promise((done) => void setTimeout(done, 700)))
  expect([...kept.keys()]).toEqual([])
})

test('what goes with a claim by fax is told in its panel, and its cover is printed where a person chose', async () => {
  const double = bridgeDouble({
    ...manyClaims(3),
    'claims.get': ({ id }) => ({ ...detail(id), attachments: [{ report: '08', by: 'FX', control: `${id}A1` }] }),
    'claims.cover': ({ path }) => ({ path, covers: 1 }),
  })
  drawn = await drawWindow({ ...double.bridge, saveAs: () => Promise.resolve('/papers/cover.pdf') })
  const window = drawn
  window.parts.router.go({ screen: 'claims', open: 10_002 })
  await window.until(() => window.text().includes('plan of treatment, by fax, 10002A1'))
  await window.click(window.button('Print the covers'))
  await window.until(() => window.text().includes('The cover is printed.'))
  expect(double.named('claims.cover').map(({ input }) => input)).toEqual([{ id: 10_002, path: '/papers/cover.pdf' }])
})
