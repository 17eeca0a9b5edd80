import { afterEach, expect, test } from 'vitest'
import type { ZodObject } from 'zod'
import { EXPORT_LISTS } from '../../src-shared/contract/exports.ts'
import { contract } from '../../src-shared/contract/index.ts'
import { bridgeDouble, Refused, type Answers, type BridgeDouble } from '../../test/support/bridge.ts'
import { day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { problem } from '../../src-shared/contract/problems.ts'
import { drawWindow, type Drawn } from '../app/drawn.tsx'
import { appealColumns } from '../screens/appeals/columns.tsx'
import { authorizationColumns } from '../screens/authorizations/columns.tsx'
import { claimColumns } from '../screens/claims/columns.tsx'
import { denialColumns } from '../screens/denials/columns.tsx'
import { depositColumns } from '../screens/deposits/columns.tsx'
import { sessionColumns } from '../screens/eligibility/columns.tsx'
import { fileColumns } from '../screens/exchange/columns.tsx'
import { patientColumns } from '../screens/patients/columns.tsx'
import { remitColumns } from '../screens/remittance/columns.tsx'

let drawn: Drawn | undefined
afterEach(() => {
  drawn?.close()
  drawn = undefined
})

const PASSPHRASE = 'gravity-oyster-lunar-mimic-velvet-amber'
const patients: Answers = {
  'patients.list': () => ({
    total: 2,
    sums: {},
    window: 0,
    rows: [1, 2].map((id) => ({
      id,
      name: `Patient ${id}`,
      born: day('1990-04-01'),
      payer: null,
      memberId: null,
      lastSeen: null,
      nextSeen: null,
      wrong: 'k-nothing',
      waiting: 0,
      claims: 0,
      owedByPayers: cents(0),
      owedByPatient: cents(0),
    })),
  }),
}
const made = (passphrase: string | null): Answers => ({
  ...patients,
  'exports.list': ({ path }) => ({ path, rows: 2, bytes: 900, sha256: 'f'.repeat(64), passphrase }),
})

async function dialog(answers: Answers, asked: string[] = []): Promise<{ window: Drawn; double: BridgeDouble }> {
  const double = bridgeDouble(answers)
  const saveAs = (name: string): Promise<string> => Promise.resolve(`/out/${(asked.push(name), name)}`)
  const window = await drawWindow({ ...double.bridge, saveAs })
  drawn = window
  await window.until(() => window.text().includes('Today'))
  window.parts.router.go({ screen: 'patients' })
  await window.until(() => window.text().includes('Patient 2'))
  await window.click(window.button('Export'))
  await window.until(() => window.text().includes('Export 2 patients'))
  return { window, double }
}
const radio = (name: string): Element | undefined =>
  [...document.querySelectorAll('[role=radio]')].find((one) => one.textContent.startsWith(name))

test('a list leaves sealed as it is shown, for a reason, and its passphrase is shown once', async () => {
  const asked: string[] = []
  const { window, double } = await dialog(made(PASSPHRASE), asked)
  expect(window.button('Choose where')?.disabled).toBe(true)
  await window.fill(window.field('Why it leaves'), 'For the accountant')
  await window.click(window.button('Choose where'))
  await window.until(() => window.text().includes(PASSPHRASE))
  expect(asked[0]).toMatch(/^patients-2026-11-19-[0-9a-z]{8}\.xlsx\.age$/)
  expect(double.named('exports.list')[0]?.input).toEqual({
    list: 'patients.list',
    view: expect.objectContaining({ filters: [] }) as unknown,
    columns: ['name', 'born', 'payer', 'nextSeen', 'wrong', 'claims', 'owedByPayers', 'owedByPatient'],
    format: 'xlsx',
    seal: 'age',
    passphrase: null,
    reader: 'outside',
    reason: 'For the accountant',
    path: `/out/${asked[0]}`,
  })
  // Nobody loses it by a key pressed too soon.
  await window.press('Escape')
  expect(window.text()).toContain(PASSPHRASE)
  await window.click(window.button('I have kept the passphrase'))
  await window.until(() => !window.text().includes(PASSPHRASE))
  expect(window.text()).toContain('Patient 2')
})

test('a passphrase of one’s own is asked for and long enough; a plain file has none', async () => {
  const { window, double } = await dialog(made(null))
  await window.fill(window.field('Why it leaves'), 'For the accountant')
  await window.click(radio('My own'))
  expect(window.button('Choose where')?.disabled).toBe(true)
  await window.fill(document.querySelector('input[type=password]'), 'seven quiet herons at dusk')
  expect(window.button('Choose where')?.disabled).toBe(false)
  await window.click(radio('Not sealed'))
  await window.click(radio('CSV'))
  await window.click(window.button('Choose where'))
  await window.until(() => window.text().includes('It is not sealed.'))
  expect(double.named('exports.list')[0]?.input).toMatchObject({ format: 'csv', seal: 'none', passphrase: null })
})

test('what the engine refuses is said in the form, which stays as it was', async () => {
  const { window } = await dialog({ ...patients, 'exports.list': () => new Refused(problem('file.unwritable')) })
  await window.fill(window.field('Why it leaves'), 'For the accountant')
  await window.click(window.button('Choose where'))
  await window.until(() => window.text().includes('The file cannot be written there.'))
  expect(window.field('Why it leaves')?.value).toBe('For the accountant')
})

test('every column that can show is one that can leave', () => {
  const shown = {
    'patients.list': patientColumns,
    'eligibility.list': sessionColumns,
    'authorizations.list': authorizationColumns,
    'claims.list': claimColumns,
    'remittance.list': remitColumns,
    'deposits.list': depositColumns,
    'denials.list': denialColumns,
    'appeals.list': appealColumns,
    'exchange.list': fileColumns,
  } as const satisfies Record<(typeof EXPORT_LISTS)[number], readonly { readonly id?: string | undefined }[]>
  // The engine's columns are the fields of the row, each and every; that is checked by their types.
  const missing = EXPORT_LISTS.flatMap((list) => {
    const fields = Object.keys((contract[list].output.shape.rows.element as ZodObject).shape)
    return shown[list].flatMap(({ id = '' }) => (fields.includes(id) ? [] : [`${list} ${id}`]))
  })
  expect(missing).toEqual([])
})
