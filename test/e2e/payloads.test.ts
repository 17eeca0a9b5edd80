import { _electron, expect, test, type Page, type Request } from '@playwright/test'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { shownDay, type Day } from '../../src-shared/day.ts'
import { seen } from '../../src-shared/seen.ts'
import { OWNER, testEngine, type TestEngine } from '../support/engine.ts'
import { foreignPractice, type ForeignPractice } from '../support/foreign-practice.ts'
import { openDesk, type Desk } from './desk.ts'
import { listed, press } from './hands.ts'
import { PAYLOADS } from './payloads.ts'
import { lookAtFields, TAGS, watch, watched, type Watched } from './watch.ts'

// XS-1, XS-2: what somebody else wrote is text wherever it is shown. A practice is full of payloads; every screen of it is walked.

/** Records of each kind, so that each payload that fits stands in each kind of field; and how many of them are opened one by one. */
const EACH = 330
const OPENED = 10

let own: TestEngine
let made: ForeignPractice
let desk: Desk
/** The markup of what was printed, or would be. */
const printed: string[] = []

test.beforeAll(async () => {
  test.setTimeout(120_000)
  own = testEngine()
  made = await foreignPractice(own, new Date().toLocaleDateString('en-CA') as Day, EACH)
  for (const id of made.appeals) {
    const { pages, style } = await own.get('appeals.preview', { id })
    printed.push(`<style nonce="own">${style}</style>${pages.map(({ html }) => html).join('')}`)
  }
  for (const patient of made.patients.slice(0, 8))
    await own.get('disclosures.print', { patient, from: '2020-01-01', to: own.clock.today(), path: join(own.home, `left-${patient}.pdf`) })
  await own.ask('appeals.packet', { id: made.appeals[0] })
  printed.push(...own.printed)
  own.engine().close()
  desk = await openDesk()
})
test.afterAll(async () => {
  await desk.close()
  own.end()
})

/** Scrolls what is in a place through, so that every row of it was there once. */
async function scroll(page: Page, place: 'main' | 'aside' | '[role=dialog]'): Promise<void> {
  await page.evaluate(lookAtFields)
  await page.evaluate(async (within) => {
    const wait = (ms: number): Promise<unknown> => new Promise((done) => setTimeout(done, ms))
    const all = [...document.querySelectorAll<HTMLElement>(`${within}, ${within} *`)]
    for (const one of all.filter(
      (some) => some.scrollHeight > some.clientHeight + 40 && /auto|scroll/.test(getComputedStyle(some).overflowY),
    ))
      for (let last = -1; one.scrollTop !== last;) {
        last = one.scrollTop
        one.scrollTop += one.clientHeight - 40
        await wait(16)
      }
  }, place)
}

async function step(page: Page, key = 'ArrowDown', times = OPENED): Promise<void> {
  for (let n = 0; n < times; n++) {
    await press(page, key)
    await page.waitForTimeout(30)
    await expect(page.getByLabel('Loading')).toHaveCount(0)
  }
}

/** Closes what stands over the screen. */
async function away(page: Page): Promise<void> {
  const dialogs = page.getByRole('dialog')
  for (let n = 0; n < 4 && (await dialogs.count()) > 0; n++) {
    await press(page, 'Escape')
    await page.waitForTimeout(150)
  }
  await expect(dialogs).toHaveCount(0)
}

type List = {
  readonly key: string
  readonly name: string | RegExp
  /** The view with all of it. */
  readonly all?: RegExp
  /** What opens something over the open panel. */
  readonly keys: readonly string[]
  /** False for a list that was read before. */
  readonly isLong?: false
  /** The last rows of it are opened, not the first. */
  readonly fromEnd?: true
}

async function open({ key, name, all }: List, page: Page): Promise<void> {
  await press(page, 'g', key, 'g', key)
  const grid = listed(page, name).first()
  await grid.waitFor()
  if (all) await page.getByRole('button', { name: all }).first().click()
  await grid.locator('[data-index]').first().waitFor()
  await grid.focus()
  await press(page, 'End', 'Home')
  await grid.locator('[data-index="0"]').waitFor()
  // The first line of a grouped list is the head of its first group.
  if ((await grid.getAttribute('role')) === 'treegrid') await press(page, 'ArrowDown')
}

/** A list: all of it, then the panels of its first rows, then what its keys open over one. */
async function walk(page: Page, one: List): Promise<void> {
  await open(one, page)
  if (one.isLong !== false) await scroll(page, 'main')
  await open(one, page)
  await press(page, 'Enter')
  await page.getByRole('complementary').waitFor()
  if (one.fromEnd) await press(page, 'End')
  await (one.fromEnd ? step(page, 'ArrowUp', 3 * OPENED) : step(page))
  await scroll(page, 'aside')
  for (const key of one.keys) {
    await open(one, page)
    await press(page, 'Enter')
    await page.getByRole('complementary').waitFor()
    await press(page, ...key.split(' '))
    await page.waitForTimeout(180)
    await scroll(page, '[role=dialog]')
    await away(page)
  }
}

const LISTS: readonly List[] = [
  { key: 'm', name: 'Claims', all: /^All claims/, keys: ['/', '?'] },
  { key: 'm', name: 'Claims', all: /^Needs me/, keys: ['e', 'x h', 'Control+a h'], isLong: false },
  { key: 'd', name: 'Denials', keys: ['n', 'c', 'd', 'w'] },
  { key: 'p', name: 'Patients', keys: ['e', 'b', 'Shift+C'] },
  { key: 'd', name: 'Denials', all: /^Closed/, keys: [], isLong: false },
  { key: 'e', name: 'Eligibility', all: /^All/, keys: ['c'] },
  { key: 'e', name: 'Eligibility', all: /^All/, keys: [], isLong: false, fromEnd: true },
  { key: 'e', name: 'Eligibility', all: /^Inactive or unclear/, keys: [], isLong: false },
  { key: 'x', name: 'Exchange', keys: [] },
  { key: 'x', name: 'Exchange', keys: [], isLong: false, fromEnd: true },
]

/** A remittance of claims that nobody knows, claim by claim, and what may be done about one. */
async function remittances(page: Page): Promise<void> {
  await press(page, 'g', 'r', 'g', 'r')
  const grid = page.getByRole('grid', { name: 'Remits' })
  await grid.locator('[data-index]').first().waitFor()
  await scroll(page, 'main')
  for (const status of ['Quarantined', 'Rehearsed']) {
    await press(page, 'g', 'r', 'g', 'r')
    await grid.getByText(status, { exact: false }).first().click()
    await page.waitForTimeout(400)
    await press(page, 'End', 'Home')
    await step(page)
    await scroll(page, 'main')
    for (const key of ['f', 'Shift+P']) {
      await press(page, key)
      await page.waitForTimeout(180)
      await scroll(page, '[role=dialog]')
      await away(page)
    }
    await press(page, 'Escape')
  }
}

/** Each appeal's pages as they will be printed, and its letter as it is written. */
async function appeals(page: Page): Promise<void> {
  await open({ key: 'a', name: 'Appeals', keys: [] }, page)
  await scroll(page, 'main')
  await press(page, 'Enter')
  await page.getByRole('article', { name: 'Letter' }).waitFor()
  for (let n = 0; n < OPENED; n++) {
    await press(page, 'v')
    await page.waitForTimeout(80)
    await press(page, ']')
    await page.waitForTimeout(120)
  }
  for (const key of ['1', '2', '3', '4', '5', '6', 'e']) {
    await press(page, key)
    await page.waitForTimeout(200)
    await scroll(page, 'main')
  }
  await press(page, 'Escape', 'Escape')
}

/** The day on which everybody came. */
async function charges(page: Page): Promise<void> {
  await press(page, 'Escape', 'Escape', 'g', 'c')
  await page.getByRole('grid', { name: /^Sessions of/ }).waitFor()
  await page.getByRole('textbox', { name: 'Day', exact: true }).fill(shownDay(made.visit))
  await press(page, 'Enter')
  await page.getByRole('grid', { name: `Sessions of ${shownDay(made.visit)}` }).waitFor()
  await scroll(page, 'main')
  await step(page)
}

async function setup(page: Page): Promise<void> {
  await press(page, 'Escape', 'Escape', 'g', 's')
  const names = ['Practice', 'Clinicians', 'Payers', 'Fees', 'People', 'Security', 'Backups', 'Activity', 'You', 'About']
  for (const name of names) {
    await page.getByRole('button', { name, exact: true }).click()
    await page.waitForTimeout(300)
    // The log is as long as the practice is old; its first rows are enough.
    if (name !== 'Activity') await scroll(page, 'main')
  }
  for (const name of ['Clinicians', 'Payers']) {
    await page.getByRole('button', { name, exact: true }).click()
    await page
      .getByRole('button', { name: /^Edit / })
      .first()
      .click()
    await page.getByRole('dialog').waitFor()
    await page.evaluate(lookAtFields)
    await away(page)
  }
}

/** What the palette finds. */
async function palette(page: Page): Promise<void> {
  for (const words of ['<script', 'img', '\u202E', '>go']) {
    await press(page, 'Control+k')
    await page.getByRole('combobox', { name: 'Find a patient' }).fill(words)
    await page.waitForTimeout(300)
    await away(page)
  }
}

/** Fields that these screens do not show, or not among the records that are opened here. */
const NOT_SHOWN = ['approval note', 'audit reason', 'discloser', 'consent scope', 'view filter', 'unknown file']

test('XS-1 nothing of 300 payloads becomes markup, in any field, on any screen', async () => {
  test.setTimeout(180_000)
  const { page } = desk
  page.setDefaultTimeout(8000)
  const elsewhere: string[] = []
  page.on('request', (request) => void (request.url().startsWith('app://bundle/') || elsewhere.push(request.url())))
  page.on('dialog', (dialog) => {
    elsewhere.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  await page.evaluate(watch, TAGS)
  await signIn(page)
  await press(page, 'g', 't')
  await scroll(page, 'main')
  for (const one of LISTS) await walk(page, one)
  await remittances(page)
  await appeals(page)
  await charges(page)
  await setup(page)
  await palette(page)

  const found = await page.evaluate(watched)
  const all = found.texts.join('\u0003')
  const fields = [...made.planter.fields.values()].map(({ field, given }) => ({
    field,
    given: given.size,
    shown: [...given].filter((one) => all.includes(seen(one)) || all.includes(one)).length,
  }))
  test
    .info()
    .annotations.push({ type: 'fields', description: fields.map((one) => `${one.field}: ${one.shown} of ${one.given}`).join('; ') })
  expect(found).toMatchObject({ made: [], ran: false })
  expect(elsewhere).toEqual([])
  expect(await desk.complaints()).toEqual([])
  expect(PAYLOADS.length).toBeGreaterThanOrEqual(300)
  // As text, in each field; and what hides in a text is shown, but in fields, which keep it.
  expect(fields.filter((one) => one.shown === 0 && !NOT_SHOWN.includes(one.field)).map((one) => one.field)).toEqual([])
  expect(found.texts.filter((text) => !text.startsWith('\0') && seen(text) !== text)).toEqual([])
  expect(found.texts.filter((text) => text.includes('[U+202E]')).length).toBeGreaterThan(0)
})

async function signIn(page: Page): Promise<void> {
  await desk.app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, own.folder)
  await page.getByRole('button', { name: 'Choose a store' }).click()
  await page.getByRole('combobox', { name: 'Who' }).click()
  await page.getByRole('option', { name: OWNER.name }).click()
  await page.getByLabel('Passphrase', { exact: true }).fill(OWNER.passphrase)
  await press(page, 'Enter')
  await page.getByRole('navigation', { name: 'Screens' }).waitFor({ timeout: 20_000 })
}

/** A page with none of the hardening. */
async function openSoft(draw: (page: Page) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'parity-soft-'))
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'soft', version: '1.0.0', main: 'main.cjs' }))
  const main = `const { app, BrowserWindow } = require('electron'); app.whenReady().then(() => new BrowserWindow({ show: false }).loadURL('data:text/html,x'))`
  await writeFile(join(folder, 'main.cjs'), main)
  const app = await _electron.launch({ args: [folder, `--user-data-dir=${join(folder, 'home')}`, '--no-sandbox'], cwd: folder })
  try {
    const page = await app.firstWindow()
    await page.waitForURL(/^data:/)
    await draw(page)
  } finally {
    await app.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** What a page without hardening makes of markup. */
async function drawn(page: Page, markup: string): Promise<Watched & { readonly asked: readonly string[] }> {
  await page.goto('data:text/html,x')
  const asked: string[] = []
  const note = (request: Request): void => void asked.push(request.url())
  page.on('request', note)
  await page.evaluate(watch, TAGS)
  await page.evaluate((text) => {
    Reflect.set(document.body, 'innerHTML', text)
  }, markup)
  await page.waitForTimeout(60)
  const found = await page.evaluate(watched)
  page.off('request', note)
  return { ...found, asked: asked.filter((one) => !one.startsWith('data:text/html,x')) }
}

test('XS-1, XS-2 the pages of packets and accountings hold no markup of others, even where nothing would stop it', async () => {
  await openSoft(async (page) => {
    expect(printed.length).toBeGreaterThan(15)
    for (const markup of printed) {
      const { made: elements, ran, asked, texts } = await drawn(page, markup.replace(/[^]*<body[^>]*>/, ''))
      expect({ elements, ran, asked }).toEqual({ elements: [], ran: false, asked: [] })
      expect(texts.filter((text) => seen(text) !== text)).toEqual([])
    }
    expect(printed.filter((markup) => markup.includes('&lt;img src=x onerror=__xss=1&gt;')).length).toBeGreaterThan(0)

    // Control: the same page reports the payloads when they are markup.
    const bad = ['<img src=x onerror=__xss=1>', '<p onmouseover=__xss=1>x', '<a href=javascript:__xss=1>x</a>', '<style>*{background:url(//evil.example)}'] // prettier-ignore
    for (const markup of bad) expect((await drawn(page, markup)).made).not.toEqual([])
    expect(await drawn(page, '<img src=x onerror=__xss=1>')).toMatchObject({ ran: true })
    expect((await drawn(page, '<img src=https://evil.example/x>')).asked).toEqual(['https://evil.example/x'])
    expect((await drawn(page, 'a\u202Eb')).texts).toContain('a\u202Eb')
  })
})
