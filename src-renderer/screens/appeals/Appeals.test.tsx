import { afterEach, expect, test } from 'vitest'
import type { Letter } from '../../../src-shared/contract/appeals.ts'
import { day } from '../../../src-shared/day.ts'
import { cents } from '../../../src-shared/money.ts'
import { bridgeDouble, type Answers, type BridgeDouble } from '../../../test/support/bridge.ts'
import { drawWindow, type Drawn } from '../../app/drawn.tsx'
import type { Appeal } from './words.ts'

let drawn: Drawn | undefined
afterEach(() => {
  drawn?.close()
  drawn = undefined
})

const letter: Letter = {
  title: 'No authorization was needed',
  blocks: [
    { is: 'paragraph', text: 'You denied it with {{denial.code}}. {{your.reason}}' },
    { is: 'chronology' },
    { is: 'paragraph', text: 'We ask for your decision by {{answer_by}}.' },
  ],
}
const appeal = (change: Partial<Appeal> = {}): Appeal => ({
  id: 5,
  status: 'draft',
  daysLeft: 4,
  due: day('2026-11-23'),
  level: 1,
  levelName: 'First level',
  patient: 'Harriet Osei',
  payer: 'Union Pipefitters Trust',
  reason: 'CO-197',
  title: letter.title,
  claim: 10_144,
  day: day('2026-04-28'),
  code: '90837',
  cents: cents(13_200),
  sentOn: null,
  answerBy: day('2027-01-18'),
  sent: null,
  decidedOn: null,
  denial: 9,
  decisionNote: '',
  mayDecide: false,
  letter,
  signer: { id: 2, name: 'Marcus Bell, LCSW' },
  facts: {
    'denial.code': 'CO-197',
    'your.reason': null,
    answer_by: 'January 18, 2027',
    'payer.fax': '(555) 010-0190',
    'part2.notice': null,
  },
  missing: [],
  chronology: [{ day: day('2026-05-27'), words: 'You denied it, CO-197', exhibit: 'A' }],
  exhibits: [
    {
      label: 'A',
      title: 'Denial, remittance of 05/27/2026',
      shows: 'shows CO-197 and the date',
      kind: 'remittance',
      id: 'remittance',
      pages: 0,
      enclosed: null,
    },
  ],
  offered: [],
  needs: [
    { id: 'others', holds: true, isAsked: false, says: 'Other patients are left out', detail: '2 other claims of the remittance' },
    {
      id: 'diagnosis',
      holds: false,
      isAsked: true,
      says: 'Diagnosis shows on the claim page',
      detail: 'the payer needs it; say yes to go on',
    },
  ],
  packet: null,
  ...change,
})

const preview: NonNullable<Answers['appeals.preview']> = () => ({
  pages: [
    { id: 'letter', label: '', title: 'Letter, level 1 appeal', html: '<section class="part"><h1>Cedar Hollow</h1></section>' },
    { id: 'exhibit-remittance', label: 'A', title: 'Exhibit A. Denial', html: '<section class="part"><h1>Denial</h1></section>' },
  ],
  style: 'body { background: white } h1 { font-size: 17px }',
})

/** Opens the first appeal of the list, by keys. */
async function open(of: () => Appeal, more: Answers = {}, saveAs: string | null = null): Promise<{ window: Drawn; double: BridgeDouble }> {
  const double = bridgeDouble({
    'appeals.list': () => ({ total: 1, sums: { cents: 13_200 }, window: 0, rows: [of()] }),
    'appeals.get': of,
    'appeals.preview': preview,
    ...more,
  })
  const window = await drawWindow({ ...double.bridge, saveAs: () => Promise.resolve(saveAs) })
  drawn = window
  await window.press('g')
  await window.press('a')
  await window.until(() => window.text().includes('Harriet Osei'))
  await window.press('Enter')
  await window.until(() => window.text().includes('Only what is needed'))
  return { window, double }
}

const said = (window: Drawn): string => window.text().replaceAll('\u200B', '')
const paragraph = (): HTMLElement | null => document.querySelector('[data-paragraph]')
const step = (window: Drawn): Promise<void> => window.press('Enter', { ctrlKey: true })
const told = (changed: string): Parameters<BridgeDouble['tell']>[0] => ({ t: 'event', seq: 1, topic: changed as 'appeals', ids: [5] })

test('what is to be sent comes first, and an appeal opens as a letter with its facts filled in', async () => {
  const { window, double } = await open(() => appeal())
  expect(double.named('appeals.list')[0]?.input).toMatchObject({
    view: { filters: [{ is: 'any', field: 'status', of: ['draft', 'ready'] }], sort: [{ by: 'due', down: false }] },
  })
  expect(said(window)).toContain('You denied it with CO-197.')
  expect(said(window)).toContain('Due 11/23/2026, 4 days')
  expect(said(window)).toContain('2 other claims of the remittance')
  await window.press('2')
  expect(document.querySelector('[role=document]')?.getAttribute('aria-label')).toBe('Exhibit A. Denial')
  await window.press('Escape')
  await window.until(() => document.querySelector('[role=grid]') !== null)
})

test('a missing fact is named, led to, written over, and saved without losing the facts beside it', async () => {
  let now = appeal({ missing: ['your.reason'] })
  const { window, double } = await open(() => now, {
    'appeals.save': (input) => {
      now = appeal({ letter: input.letter })
      return { missing: [] }
    },
  })
  expect(said(window)).toContain('Your reason, in your own words')
  await step(window)
  await window.until(() => document.activeElement === paragraph())
  const missing = paragraph()?.querySelector('[data-missing]')
  missing?.replaceWith('Your own line told us so.')
  paragraph()?.dispatchEvent(new Event('input', { bubbles: true }))
  await window.until(() => window.button('Save the letter') !== undefined)
  await step(window)
  await window.until(() => double.named('appeals.save').length === 1)
  expect(double.named('appeals.save')[0]?.input).toMatchObject({
    id: 5,
    letter: {
      blocks: [{ is: 'paragraph', text: 'You denied it with {{denial.code}}. Your own line told us so.' }, { is: 'chronology' }, {}],
    },
    signer: 2,
  })
  double.tell(told('appeals'))
  await window.until(() => said(window).includes('every field is filled'))
})

test('the packet waits for a yes to what it shows, goes where one chooses, and is then noted as sent', async () => {
  let now = appeal({ facts: { ...appeal().facts, 'your.reason': 'It was so.' } })
  const { window, double } = await open(
    () => now,
    {
      'appeals.packet': () => {
        now = { ...now, status: 'ready', packet: 31 }
        return { file: 31, name: 'Appeal.pdf', password: null, pages: 2, bytes: 2048, contents: [{ title: 'Letter', page: 1 }], pdf: null }
      },
      'appeals.sent': ({ by, tracking, day: sentOn }) => {
        now = { ...now, status: 'sent', sentOn, sent: { by, tracking: tracking ?? '' } }
        return {}
      },
    },
    '/out/packet.pdf',
  )
  await step(window)
  expect(document.activeElement?.getAttribute('type')).toBe('checkbox')
  expect(double.named('appeals.packet')).toHaveLength(0)
  await window.click(document.activeElement)
  await step(window)
  await window.until(() => window.text().includes('The packet is made'))
  expect(double.named('appeals.packet')[0]?.input).toEqual({ id: 5, path: '/out/packet.pdf', isSealed: false })
  expect(window.text()).toContain('2 pages, 2 kilobytes')
  await window.click(window.button('Record how it is sent'))
  await window.until(() => window.text().includes('Parity does not send it'))
  await window.fill(window.field('Number'), 'F1234')
  await step(window)
  await window.until(() => double.named('appeals.sent').length === 1)
  expect(double.named('appeals.sent')[0]?.input).toEqual({ id: 5, by: 'fax', tracking: 'F1234', day: '2026-11-19' })
  double.tell(told('appeals'))
  await window.until(() => window.text().includes('Sent 11/19/2026 by fax, F1234.'))
  expect(paragraph()).toBeNull()
})

test('who chooses no place for the packet makes none', async () => {
  const { window, double } = await open(() => appeal({ needs: [] }))
  await step(window)
  expect(double.named('appeals.packet')).toHaveLength(0)
  expect(document.querySelector('[role=dialog]')).toBeNull()
})

test('a decided appeal says how it ended, and cannot be written in', async () => {
  const { window } = await open(() =>
    appeal({
      status: 'lost',
      sentOn: day('2026-09-24'),
      sent: { by: 'certified-mail', tracking: '' },
      decidedOn: day('2026-11-04'),
    }),
  )
  expect(window.text()).toContain('The denial stands.')
  expect(window.text()).toContain('Ended 11/04/2026. Sent 09/24/2026 by certified mail.')
  expect(paragraph()).toBeNull()
  expect(window.button('Make the packet')).toBeUndefined()
  expect(window.button('Save the packet as PDF')).toBeDefined()
})

test('a new practice is told what the screen is for, behind the filter of its first view, too', async () => {
  const double = bridgeDouble({ 'appeals.list': () => ({ total: 0, sums: {}, window: 0, rows: [] }) })
  drawn = await drawWindow(double.bridge)
  const window = drawn
  await window.press('g')
  await window.press('a')
  await window.until(() => window.text().includes('No appeals yet'))
  expect(window.button('Go to denials')).toBeDefined()
})
