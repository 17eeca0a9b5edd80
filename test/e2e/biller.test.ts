import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { addDays, shownDay, type Day } from '../../src-shared/day.ts'
import { makePractice, PASSPHRASE, PATIENTS } from './biller-practice.ts'
import { openDesk, type Desk } from './desk.ts'
import { press } from './hands.ts'
import { pidOf } from './processes.ts'

// A biller's day: forty sessions from a list, by keys alone. `BILLER=human` types at the speed of a hand and says how long it took.

const isHuman = process.env['BILLER'] === 'human'
/** Milliseconds a key, and the look at the list before each field. */
const [keyMs, lookMs] = isHuman ? [70, 350] : [0, 0]

type Session = {
  readonly who: (typeof PATIENTS)[number]
  readonly start: string
  readonly stop: string
  /** What is typed for the service, the E/M code, the minutes of therapy, and how it was held. */
  readonly service?: string
  readonly em?: string
  readonly therapy?: string
  readonly held?: string
  /** Codes, units, modifier, place, fee as the sheet shows them; no code is not billable. */
  readonly is: readonly [codes: string, units: string, modifier: string, place: string, fee: string]
}

const s90832 = ['90832', '1', '', '11', '95.00'] as const
const s90834 = ['90834', '1', '', '11', '140.00'] as const
const s90837 = ['90837', '1', '', '11', '175.00'] as const
const group = ['90853', '1', '', '11', '60.00'] as const

/** Marcus Bell, a social worker. The patients are those of the list in their order; every second is Keystone's. */
const BELL: readonly Session[] = [
  { who: 'Adaeze Okafor', start: '7', stop: '755', is: s90837 },
  { who: 'Beatrix Lund', start: '8', stop: '850', is: s90834 },
  { who: 'Cora Rutherford', start: '9', stop: '+30', is: s90832 },
  { who: 'Dmitri Volkov', start: '930', stop: '+53', is: s90837 },
  { who: 'Elena Marchetti', start: '1030', stop: '1122', is: s90834 },
  { who: 'Farah Aziz', start: '1130', stop: '+38', is: s90834 },
  { who: 'Gus Eriksen', start: '1215', stop: '+37', is: s90832 },
  { who: 'Hollis Brandt', start: '1', stop: '155', held: 'vid', is: ['90837', '1', 'GT', '10', '175.00'] },
  { who: 'Imogen Park', start: '2', stop: '250', held: 'vid', is: ['90834', '1', '95', '10', '140.00'] },
  { who: 'Jolene Tran', start: '3', stop: '+45', held: 'tel', is: ['90834', '1', '93', '10', '140.00'] },
  { who: 'Kit Halvorsen', start: '4', stop: '455', service: 'fam', is: ['90847', '1', '', '11', '165.00'] },
  { who: 'Leona Birch', start: '5', stop: '550', service: 'family,', is: ['90846', '1', '', '11', '155.00'] },
  { who: 'Marisol Quintero', start: '6', stop: '715', service: 'gro', is: group },
  { who: 'Nadia Kessler', start: '6', stop: '715', service: 'gro', is: group },
  { who: 'Opal Jennings', start: '6', stop: '715', service: 'gro', is: group },
  { who: 'Paloma Reyes', start: '6', stop: '715', service: 'gro', is: group },
  { who: 'Quentin Calloway', start: '720p', stop: '830p', service: 'eval', is: ['90791', '1', '', '11', '220.00'] },
  { who: 'Rafael Duarte', start: '835p', stop: '925p', service: 'cri', is: ['90839', '1', '', '11', '240.00'] },
  { who: 'Silas Novak', start: '930p', stop: '+80', service: 'cri', is: ['90839, 90840', '1, 1', '', '11', '355.00'] },
  // Too short, so it is kept as a visit; and one that overlaps.
  { who: 'Theo Lindqvist', start: '1055p', stop: '+12', is: ['not billable', '–', '', '11', '–'] },
  { who: 'Ulric Sorensen', start: '705', stop: '750', is: s90834 },
]
/** Jonas Keller, a physician. */
const KELLER: readonly Session[] = [
  {
    who: 'Vera Castellan',
    start: '7',
    stop: '740',
    service: 'e/m,',
    em: '99214',
    therapy: '22',
    is: ['99214, 90833', '1, 1', '', '11', '280.00'],
  },
  {
    who: 'Wren Abernathy',
    start: '745',
    stop: '845',
    service: 'e/m,',
    em: '99213',
    therapy: '40',
    is: ['99213, 90836', '1, 1', '', '11', '260.00'],
  },
  { who: 'Xenia Moritz', start: '850', stop: '910', service: 'e/m', em: '99213', is: ['99213', '1', '', '11', '140.00'] },
  { who: 'Yusuf Demir', start: '915', stop: '935', service: 'e/m', em: '99214', is: ['99214', '1', '', '11', '185.00'] },
  { who: 'Zane Whitlow', start: '940', stop: '1040', service: 'med', is: ['90792', '1', '', '11', '260.00'] },
  { who: 'Amara Pell', start: '1045', stop: '1145', is: s90837 },
  { who: 'Bram Achter', start: '1150', stop: '+50', is: s90834 },
  { who: 'Celia Dorn', start: '1245p', stop: '115p', is: s90832 },
  { who: 'Darius Vane', start: '120p', stop: '215p', held: 'vid', is: ['90837', '1', 'GT', '10', '175.00'] },
  { who: 'Edith Ferreira', start: '220p', stop: '310p', is: s90834 },
  { who: 'Fiona Kirkland', start: '315p', stop: '+55', is: s90837 },
  { who: 'Gideon Ostrow', start: '415p', stop: '+50', is: s90834 },
  { who: 'Harriet Sable', start: '510p', stop: '+50', is: s90834 },
  { who: 'Ivo Delacroix', start: '605p', stop: '7p', is: s90837 },
  { who: 'Jonah Whitfield', start: '705p', stop: '735p', is: s90832 },
  { who: 'Lionel Marsh', start: '740p', stop: '835p', is: s90837 },
  { who: 'Mabel Thorne', start: '840p', stop: '930p', is: s90834 },
  { who: 'Noor Haddad', start: '935p', stop: '1030p', is: s90837 },
  { who: 'Tomas Havel', start: '1035p', stop: '1125p', is: s90834 },
]

const hand = (page: Page) => ({
  /** One looks at the list, then types. */
  async type(text: string): Promise<void> {
    if (lookMs > 0) await page.waitForTimeout(lookMs)
    await page.keyboard.type(text, { delay: keyMs })
  },
  async press(key: string): Promise<void> {
    if (keyMs > 0) await page.waitForTimeout(keyMs)
    await page.keyboard.press(key)
  },
})

/** `Adaeze Okafor` is found by `ada oka`. */
const letters = (name: string): string =>
  name
    .split(' ')
    .map((part) => part.slice(0, 3).toLowerCase())
    .join(' ')

async function typeSession(page: Page, one: Session, clinician: string | undefined): Promise<void> {
  const { type, press: key } = hand(page)
  await type(letters(one.who))
  await page.getByRole('option', { name: new RegExp(`^${one.who}`) }).waitFor()
  await key('Tab')
  await type(one.start)
  await key('Tab')
  await type(one.stop)
  const more = [one.service, undefined, clinician, one.held, undefined, one.em, one.therapy]
  const last = more.findLastIndex((text) => text !== undefined)
  for (const text of more.slice(0, last + 1)) {
    await key('Tab')
    if (text !== undefined) await type(text)
  }
  // A choice is taken by leaving its field.
  if (last >= 0 && one.em === undefined) await key('Tab')
  await key('Enter')
}

let folder = ''
let desk: Desk
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parity-biller-'))
  const maker = await openDesk()
  await makePractice(maker.page, join(folder, 'Aspen Row.parity'))
  await maker.close()
  desk = await openDesk()
  await desk.app.evaluate(
    ({ dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
    },
    join(folder, 'Aspen Row.parity'),
  )
  await desk.page.getByRole('button', { name: 'Choose a store' }).click()
  await unlock(desk.page)
})
test.afterAll(async () => {
  await desk.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 3 })
})

async function unlock(page: Page): Promise<void> {
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused()
  await page.keyboard.type(PASSPHRASE)
  await press(page, 'Enter')
  await page.getByRole('navigation', { name: 'Screens' }).waitFor({ timeout: 30_000 })
}

const daysAgo = (n: number): Day => addDays(new Date().toISOString().slice(0, 10) as Day, -n)

const sheetOf = (page: Page) => page.getByRole('grid', { name: /^Sessions of/ })
const isInRow = (page: Page): Promise<boolean> => page.evaluate(() => document.activeElement?.matches('[data-field]') === true)

/** Goes to a day of the sheet by keys. */
async function toDay(page: Page, day: Day): Promise<void> {
  if (!(await sheetOf(page).isVisible())) {
    await press(page, 'g', 'c')
    await sheetOf(page).waitFor()
    await expect.poll(() => isInRow(page)).toBe(true)
  }
  // Letters typed in the row stay there; the first Escape may only close a list of names.
  await expect(async () => {
    if (await isInRow(page)) await press(page, 'Escape')
    expect(await isInRow(page)).toBe(false)
  }).toPass()
  await press(page, 'd')
  await expect(page.getByRole('textbox', { name: 'Day', exact: true })).toBeFocused()
  await page.keyboard.type(shownDay(day))
  await press(page, 'Enter')
  await page.getByRole('grid', { name: `Sessions of ${shownDay(day)}` }).waitFor()
}

/** Signs in again and stands where one stood: in the row of the sheet. */
async function backAt(page: Page, day: Day): Promise<void> {
  await unlock(page)
  await sheetOf(page).waitFor()
  await expect.poll(() => isInRow(page)).toBe(true)
  await toDay(page, day)
}

const rowOf = (page: Page, who: string) => page.getByRole('row').filter({ hasText: who }).first()
const field = (page: Page, name: string) => page.locator(`input[data-field=${name}]`)

/** Status, patient, clinician, start, stop, minutes, service, code, modifier, units, place, diagnoses, pointers, fee. */
async function cellsOf(page: Page, who: string): Promise<readonly string[]> {
  return rowOf(page, who).getByRole('gridcell', { includeHidden: true }).allTextContents()
}

test('forty sessions from a list, typed by keys', async () => {
  test.setTimeout(isHuman ? 900_000 : 240_000)
  const { page } = desk
  const day = daysAgo(6)
  await toDay(page, day)
  await expect(field(page, 'patient')).toBeFocused()
  const began = performance.now()
  for (const [n, one] of BELL.entries()) await typeSession(page, one, n === 0 ? 'marc' : undefined)
  for (const [n, one] of KELLER.entries()) await typeSession(page, one, n === 0 ? 'jonas' : undefined)
  await expect(page.getByText('40 booked, 40 charged').or(page.getByText('0 booked, 40 charged'))).toBeVisible({ timeout: 20_000 })
  const seconds = Math.round((performance.now() - began) / 1000)
  test.info().annotations.push({ type: 'time', description: `40 sessions in ${Math.floor(seconds / 60)} min ${seconds % 60} s` })
  if (isHuman) process.stdout.write(`40 sessions in ${Math.floor(seconds / 60)} min ${seconds % 60} s at the speed of a hand\n`)
  for (const one of [...BELL, ...KELLER]) {
    const cells = await cellsOf(page, one.who)
    expect([cells[7], cells[9], cells[8], cells[10], cells[13]], one.who).toEqual([...one.is])
  }
  await expect(page.getByText(/^12 minutes are too short/)).toBeVisible()
  // The day comes to what the list comes to.
  await press(page, 'Control+Enter')
  const finish = page.getByRole('dialog')
  await expect(finish.getByRole('heading')).toHaveText(`${shownDay(day)} is charged`)
  await expect(finish.getByText(/40 rows in/)).toBeVisible()
  await press(page, 'Escape')
  // Ten minutes are what it may take a hand.
  expect(seconds).toBeLessThan(600)
})

/** Copies text as another program would. */
const copy = (text: string): Promise<void> => desk.app.evaluate(({ clipboard }, rows) => clipboard.writeText(rows), text)

test('forty rows of a spreadsheet are pasted, the good ones saved, the others mended in place', async () => {
  test.setTimeout(180_000)
  const { page } = desk
  const day = daysAgo(8)
  await toDay(page, day)
  const rows = PATIENTS.map((who, n) => {
    const [first = '', last = ''] = who.split(' ')
    const at = 7 + Math.floor(n / 3)
    const minutes = ['00', '18', '36'][n % 3] ?? ''
    const until = ['17', '35', '53'][n % 3] ?? ''
    const time = (hour: number, minute: string): string => `${hour > 12 ? hour - 12 : hour}:${minute} ${hour < 12 ? 'AM' : 'PM'}`
    return [
      time(at, until),
      `${last}, ${first}`,
      shownDay(day),
      time(at, minutes),
      'Individual',
      'Marcus Bell, LCSW',
      n % 2 === 0 ? 'Office' : 'Telehealth',
    ]
  })
  const change = (n: number, column: number, text: string): void => void (rows[n] = rows[n]?.with(column, text) ?? [])
  change(3, 1, 'Volkof, D')
  change(10, 0, '6:00 AM')
  change(20, 1, 'Nobody Known')
  await copy([['End', 'Client', 'Date', 'Start', 'Service', 'Clinician', 'Place'], ...rows].map((row) => row.join('\t')).join('\r\n'))
  await press(page, 'Control+v')
  await expect(page.getByText('40 rows read, nothing saved yet.')).toBeVisible()
  await expect(page.getByText('37 ready, 1 needs a look, 2 cannot be saved as they are.')).toBeVisible()
  await expect(page.getByText('No patient named “Volkof, D”. Dmitri Volkov?')).toBeVisible()
  await press(page, 'Control+Enter')
  await expect(page.getByText('37 of 40 rows are in.')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText('3 wait below, each with its reason.')).toBeVisible()
  expect((await cellsOf(page, 'Adaeze Okafor')).slice(7, 11)).toEqual(['90832', '', '1', '11'])
  expect((await cellsOf(page, 'Beatrix Lund')).slice(7, 11)).toEqual(['90832', 'GT', '1', '10'])
  // Yes, and then it is ready.
  await press(page, 'Escape', 'w', 'y')
  await press(page, 'Control+Enter')
  await expect(page.getByText('38 of 40 rows are in.')).toBeVisible()
  // The stop is typed where it was wrong, and Enter saves it.
  await press(page, 'w', 'Enter')
  await expect(field(page, 'stop')).toBeFocused()
  await page.keyboard.type('+17')
  await press(page, 'Enter')
  await expect(page.getByText('39 of 40 rows are in.')).toBeVisible()
  await press(page, 'Escape', 'w', 'Delete')
  await expect(page.getByText('0 booked, 39 charged')).toBeVisible()
  // The same rows again are all found.
  await press(page, 'Control+v')
  await expect(page.getByText(/is already charged/).first()).toBeVisible()
  await expect(page.getByRole('button', { name: /^Save \d+ ready/ })).toHaveCount(0)
})

test('what is typed is there again after the window, the engine or the lock took it, with the cursor in its field', async () => {
  test.setTimeout(180_000)
  const day = daysAgo(4)
  const ends: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['the engine', async () => process.kill(await pidOf(desk.app, 'Parity engine'), 'SIGKILL')],
    ['the window', async () => process.kill(await pidOf(desk.app, 'Tab'), 'SIGKILL')],
    ['the lock', () => press(desk.page, 'Control+l')],
  ]
  await toDay(desk.page, day)
  await copy(`Patient\tStart\tStop\nNobody Known\t9:00 AM\t9:50 AM\nMabel Thorne\t3:10 PM\t2:05 PM`)
  await press(desk.page, 'Control+v')
  await expect(desk.page.getByText('2 wait below, each with its reason.')).toBeVisible()
  await press(desk.page, 'Escape', 'n')
  await desk.page.keyboard.type('noo had')
  await desk.page.getByRole('option', { name: /^Noor Haddad/ }).waitFor()
  await press(desk.page, 'Tab')
  await desk.page.keyboard.type('9', { delay: 20 })
  for (const [n, [, end]] of ends.entries()) {
    // It ends in the middle of the typing, half a second after the last key.
    await desk.page.keyboard.type(['0', '5', 'a'][n] ?? '')
    await desk.page.waitForTimeout(500)
    await desk.anew(end)
    await desk.page.getByRole('heading', { name: 'Locked' }).waitFor()
    await backAt(desk.page, day)
    await expect(field(desk.page, 'patient')).toHaveValue('Noor Haddad')
    await expect(field(desk.page, 'start')).toHaveValue(['90', '905', '905a'][n] ?? '')
    await expect(field(desk.page, 'start')).toBeFocused()
    await expect(desk.page.getByText('What you typed before is back.')).toBeVisible()
    await expect(desk.page.getByText('2 wait below, each with its reason.')).toBeVisible()
    await press(desk.page, 'End')
  }
})

test('a row that was sent when the engine was killed is in once, or waits; never twice, never nowhere', async () => {
  test.setTimeout(240_000)
  const day = daysAgo(3)
  for (const [n, afterMs] of [0, 5, 20, 60].entries()) {
    await toDay(desk.page, day)
    const who = PATIENTS[n] ?? 'Adaeze Okafor'
    await press(desk.page, 'Escape', 'n')
    await typeSession(desk.page, { who, start: '9', stop: '955', is: s90837 }, 'marc')
    await desk.page.waitForTimeout(afterMs)
    await desk.anew(async () => process.kill(await pidOf(desk.app, 'Parity engine'), 'SIGKILL'))
    await desk.page.getByRole('heading', { name: 'Locked' }).waitFor()
    await backAt(desk.page, day)
    const inRow = desk.page.locator(`input[data-field=patient][value="${who}"]`)
    const inList = desk.page.getByRole('row').filter({ hasText: who })
    await expect.poll(async () => (await inRow.count()) + (await inList.count())).toBe(1)
    await expect(inList.filter({ hasText: 'Saving' })).toHaveCount(0)
    await press(desk.page, 'Shift+Escape', 'Escape')
  }
})

test('a saved row is changed and taken back by keys', async () => {
  const { page } = desk
  const day = daysAgo(2)
  await toDay(page, day)
  await press(page, 'Escape', 'n')
  await typeSession(page, { who: 'Kit Halvorsen', start: '9', stop: '955', is: s90837 }, 'marc')
  await expect(page.getByText('0 booked, 1 charged')).toBeVisible()
  await press(page, 'Escape', 'Home', 'e')
  await expect(field(page, 'start')).toBeFocused()
  await press(page, 'Tab')
  await page.keyboard.type('950')
  await press(page, 'Enter')
  await expect.poll(async () => (await cellsOf(page, 'Kit Halvorsen'))[7]).toBe('90834')
  // What was changed is put back, and what was saved is taken back, claim and all.
  await press(page, 'Control+z')
  await expect.poll(async () => (await cellsOf(page, 'Kit Halvorsen'))[7]).toBe('90837')
  await press(page, 'Escape', 'Home', 'u')
  const asks = page.getByRole('dialog')
  await expect(asks.getByText(/is voided and \$175\.00 is no longer owed; it has not left\./)).toBeVisible()
  await press(page, 'Enter')
  await expect(page.getByText('0 booked, 0 charged')).toBeVisible()
  await expect(field(page, 'patient')).toHaveValue('Kit Halvorsen')
  await press(page, 'Shift+Escape')
})
