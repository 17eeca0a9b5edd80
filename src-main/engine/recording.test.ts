import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contract, type Call, type Name } from '../../src-shared/contract/index.ts'
import { CALLER, testEngine, type TestEngine } from '../../test/support/engine.ts'
import { CLINICIAN, COVERAGE, PATIENT, PAYER } from '../../test/support/practice.ts'
import { anInput, names } from '../../test/support/inputs.ts'
import { checkChain, entriesUnaudited, type AuditRow } from '../store/index.ts'
import { handlers } from './handlers.ts'
import { isKeeperCall } from './keeper-calls/index.ts'

let at: TestEngine
beforeEach(async () => {
  at = testEngine()
  await at.create()
})
afterEach(() => at.end())

const call = (name: Name): Call => contract[name]
const brief = (rows: readonly AuditRow[]) => rows.map(({ action, kind, outcome, code }) => ({ action, kind, outcome, code }))
const last = (): AuditRow | undefined => at.rows().at(-1)

const LIST = { view: { filters: [], sort: [] }, window: 0 }

/** A patient with a charge, through the doors. */
async function aCharge(): Promise<{ patient: number; claim: number }> {
  const provider = (await at.get('providers.save', CLINICIAN)).id
  const payer = (await at.get('payers.save', PAYER)).id
  await at.get('fees.save', { code: '90834', starts: '2025-01-01', cents: 14_000 })
  await at.get('fees.save', { code: '90837', starts: '2025-01-01', cents: 17_500 })
  const patient = (await at.get('patients.save', { ...PATIENT, coverages: [{ ...COVERAGE, payer }] })).id
  await at.get('charges.save', {
    appointment: null,
    patient,
    provider,
    day: '2026-11-05',
    start: '09:00',
    stop: '09:55',
    service: 'individual',
    mode: 'video',
    interactive: false,
  })
  const [claim] = (await at.get('claims.list', LIST)).rows
  return { patient, claim: claim?.id ?? 0 }
}

describe('the audit log', () => {
  it('AU-2 has exactly one row of every call that touches or shows anything, whatever comes of it', async () => {
    await at.confirm()
    const wrong: string[] = []
    const told = names.filter(
      (name) => call(name).audit !== 'none' && !call(name).closed && (isKeeperCall(name) || Object.hasOwn(handlers, name)),
    )
    for (const name of told.filter((one) => !SLOW.has(one))) {
      const before = at.head()
      const answer = await at.ask(name, anInput(name))
      const rows = at.rows(before)
      const expected = answer.ok ? ['ok'] : ['failed', 'refused']
      if (rows.length !== 1 || rows[0]?.action !== name || !expected.includes(rows[0].outcome))
        wrong.push(`${name}: ${JSON.stringify(brief(rows))}`)
      else if (!answer.ok && rows[0].code !== answer.problem.code) wrong.push(`${name}: ${rows[0].code} for ${answer.problem.code}`)
    }
    expect(wrong).toEqual([])
    expect(told.length).toBeGreaterThan(50)
  }, 60_000)

  it('AU-2 names what was touched, whose it was and the entries of the ledger, in the transaction of the effect', async () => {
    const { patient, claim } = await aCharge()
    const rows = at.rows()
    const charge = rows.find((row) => row.action === 'charges.save')
    expect(charge).toMatchObject({
      kind: 'change',
      outcome: 'ok',
      patient,
      entry_from: 1,
      name: 'Dana Whitlock',
      role: 'owner',
      generation: 1,
    })
    expect(charge?.object).toContain(`patient ${patient}`)
    expect(charge?.object).toContain(`claims ${claim}`)
    expect(charge?.fields.split(' ')).toEqual(expect.arrayContaining(['patient', 'provider', 'day']))
    expect(rows.find((row) => row.action === 'patients.save')).toMatchObject({ patient })
    expect(at.store().book.read((db) => [entriesUnaudited(db), checkChain(db)])).toEqual([0, undefined])
    expect((await at.get('store.verify', {})).checks.find((check) => check.id === 'L10')).toMatchObject({ broken: 0 })
  })

  it('L10 counts an entry that no row names, and one that two rows name', async () => {
    await aCharge()
    const { book } = at.store()
    const raw = (sql: string): void => void book.write((db) => db.run({ compile: () => ({ sql, parameters: [] }) } as never))
    raw('drop trigger audit_stays')
    raw("update audit set entry_from = null, entry_to = null where action = 'charges.save'")
    expect(book.read((db) => entriesUnaudited(db))).toBe(1)
    raw("update audit set entry_from = 1, entry_to = 1 where action in ('charges.save', 'patients.save')")
    expect(book.read((db) => entriesUnaudited(db))).toBe(1)
    raw("update audit set entry_from = 1, entry_to = 3 where action = 'charges.save'")
    expect(book.read((db) => entriesUnaudited(db))).toBe(3)
  })

  it('AU-2 says once a minute that the same record was looked at, before the reply is given', async () => {
    const { patient, claim } = await aCharge()
    const before = at.head()
    for (let n = 0; n < 5; n++) await at.get('patients.get', { id: patient })
    await at.get('claims.get', { id: claim })
    await at.get('patients.list', LIST)
    await at.get('patients.list', { ...LIST, window: 1 })
    expect(at.rows(before).map((row) => [row.action, row.object, row.patient])).toEqual([
      ['patients.get', `patient ${patient}`, patient],
      ['claims.get', `claim ${claim}`, patient],
      ['patients.list', null, null],
    ])
    at.clock.set('2026-11-19', '0932')
    await at.get('patients.get', { id: patient })
    expect(last()).toMatchObject({ action: 'patients.get', kind: 'view' })
  })

  it('AU-2 has no row of a repeat, and one of a failure, whose effect is undone', async () => {
    await at.get('patients.save', PATIENT as never, 'form-1')
    const before = at.head()
    await at.get('patients.save', PATIENT as never, 'form-1')
    expect(at.rows(before)).toEqual([])
    expect(await at.code('patients.save', PATIENT, 'form-2')).toBe('patient.exists')
    expect(brief(at.rows(before))).toEqual([{ action: 'patients.save', kind: 'change', outcome: 'failed', code: 'patient.exists' }])
    expect(last()?.request).toBe('form-2')
  })

  it('AU-2 has a row of who was refused, and of what', async () => {
    at.become('front')
    expect(await at.code('claims.list', LIST)).toBe('access.denied')
    expect(last()).toMatchObject({ action: 'claims.list', kind: 'refusal', outcome: 'refused', code: 'access.denied', role: 'front' })
    at.become('owner')
    expect(await at.code('people.add', { name: 'Kim', role: 'biller' })).toBe('access.confirm')
    // Being asked for the passphrase again turns nobody away.
    expect(last()).toMatchObject({ action: 'claims.list', kind: 'refusal', code: 'access.denied' })
  })

  it('AU-2 tells of sign-ins, wrong passphrases, locks, and what the program did by itself', async () => {
    await at.ask('store.lock')
    expect(await at.signIn(undefined, 'not the words at all')).toBe('store.passphrase')
    expect(await at.signIn()).toBe('ok')
    expect(at.rows().map((row) => [row.action, row.name, row.outcome, row.code])).toEqual([
      ['store.create', 'Dana Whitlock', 'ok', null],
      ['lock', 'Dana Whitlock', 'ok', 'command'],
      ['sign-in', 'Parity', 'refused', 'store.passphrase'],
      ['sign-in', 'Dana Whitlock', 'ok', null],
    ])
    expect((await at.get('store.status', {})).notices).toMatchObject([{ family: 'warn', title: 'One wrong passphrase' }])
    at.again()
    await at.signIn()
    expect(
      at
        .rows()
        .slice(-2)
        .map((row) => [row.action, row.code]),
    ).toEqual([
      ['lock', 'quit'],
      ['sign-in', null],
    ])
    await aCharge()
    await at.get('claims.send', { ids: [1], paths: [] }).catch(() => undefined)
    expect(new Set(at.rows().map((row) => row.device)).size).toBe(1)
  })

  it('AU-3 holds no value: nothing that was typed into a record stands in any row', async () => {
    const { patient } = await aCharge()
    await at.ask('patients.save', { ...PATIENT, last: 'Quintero', born: 'not a day' })
    await at.ask('patients.save', PATIENT)
    await at.get('desk.find', { text: 'Quintero' })
    await at.get('patients.pick', { text: 'Marisol' })
    await at.get('patients.list', { view: { filters: [{ is: 'text', field: 'name', text: 'Quintero' }], sort: [] }, window: 0 })
    await at.ask('exchange.save', { id: 1, path: `${at.home}/Quintero.x12` })
    await at.get('patients.get', { id: patient })
    const text = JSON.stringify(at.rows())
    const canaries = [
      'Quintero',
      'Marisol',
      'F41',
      '1990-05-19',
      'NL8820417',
      'GRP1234',
      '12 Oak',
      'Bell',
      '1987654328',
      'Northlake',
      '5550100188',
      at.home,
    ]
    expect(canaries.filter((one) => text.includes(one))).toEqual([])
    // The scan sees: a name that may stand there does.
    expect(text).toContain('Dana Whitlock')
  })

  it('holds a window to fifty of one question a second, and scrolling to nothing', async () => {
    const window = { ...CALLER, isPaced: true }
    const codes = async (name: Name, input: unknown): Promise<string[]> => {
      const answers = await Promise.all(Array.from({ length: 60 }, () => at.ask(name, input, undefined, window)))
      return answers.map((answer) => (answer.ok ? 'ok' : answer.problem.code))
    }
    const found = await codes('desk.find', { text: 'Q' })
    expect(found.filter((code) => code === 'ok')).toHaveLength(50)
    expect(found.filter((code) => code === 'busy')).toHaveLength(10)
    expect(new Set(await codes('patients.list', LIST))).toEqual(new Set(['ok']))
  })
})

/** They make or look at real backups, which have tests of their own. */
const SLOW: ReadonlySet<Name> = new Set<Name>(['backup.make', 'backup.drill', 'backup.restore', 'backup.preview', 'backup.second'])
