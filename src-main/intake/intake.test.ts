import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csv } from '../../test/support/intake.ts'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import { testFiles, testTask } from '../../test/support/task.ts'
import { contract } from '../../src-shared/contract/index.ts'
import { day } from '../../src-shared/day.ts'
import { handlers as charges } from '../charges/index.ts'
import { codeHandlers, handlers as practice } from '../practice/index.ts'
import type { Given } from './file.ts'
import { handlers } from './index.ts'

const HEAD = ['Appt ID', 'Patient', 'DOB', 'Date', 'Start', 'Stop', 'Therapist', 'Code', 'POS', 'Status', 'Fee', 'Payer', 'Member ID']
type Row = readonly string[]
const visit = (
  id: string,
  patient: string,
  born: string,
  on: string,
  start: string,
  stop: string,
  more: Row = ['Marcus Bell', '90837', '10', 'Show', '175'],
): Row => [id, patient, born, on, start, stop, ...more]
const WEEK: readonly Row[] = [
  visit('', 'Quintero, Marisol', '05/19/1990', '11/16/2026', '9:00 AM', '9:55 AM'),
  visit('', 'Quintero, Marisol', '05/19/1990', '11/18/2026', '9:00 AM', '9:55 AM'),
  [
    ...visit('', 'Lee, Ana', '01/02/1980', '11/17/2026', '1:00 PM', '1:50 PM', ['Marcus Bell, LCSW', '90834', '11', 'Show', '140']),
    'Northlake Health Plan',
    'nl 1122-33',
  ],
  visit('', 'Lee, Ana', '01/02/1980', '11/18/2026', '1:00 PM', '1:50 PM', ['Marcus Bell', '90834', '11', 'No Show', '140']),
  visit('', 'Lee, Ana', '', 'soon', '1:00 PM', '1:50 PM'),
]

const given = (more: Partial<Given> = {}): Given => ({ path: 'week.csv', mapping: null, meant: [], ...more })
const file = (rows: readonly Row[], head: Row = HEAD) => testFiles({ 'week.csv': Buffer.from(csv(head, ...rows)) })
const bring = (at: TestPractice, rows: readonly Row[], more: Partial<Given> = {}, stop?: number) =>
  handlers['intake.import'](testTask(at, file(rows), stop), given(more))
const look = (at: TestPractice, rows: readonly Row[], more: Partial<Given> = {}) =>
  handlers['intake.preview'](testTask(at, file(rows)), given(more))
const sessions = (at: TestPractice) =>
  at.query((work) => practice['appointments.list'](work, { from: day('2026-11-01'), to: day('2027-12-31') }))
const zero = { new: 0, same: 0, changed: 0, cancelled: 0, charged: 0, waits: 0, cannot: 0, other: 0 }

/** A line of the ICD-10-CM order file. */
const order = (code: string, words: string): string => `00001 ${code.padEnd(8)}1 ${words.padEnd(60)} ${words}`

describe('importing a schedule', () => {
  it('keeps of a new patient the diagnoses that are billable by the files the practice took in', async () => {
    const rows = [[...visit('', 'Lee, Ana', '01/02/1980', '11/17/2026', '1:00 PM', '1:50 PM'), '', '', 'F41.1 F99.9']]
    const diagnosesAfter = async (taken: string | undefined) => {
      const at = testPractice()
      const task = testTask(at, testFiles({ 'icd10cm_order_2026.txt': taken ?? '' }))
      if (taken !== undefined) await codeHandlers['codes.import'](task, { path: 'icd10cm_order_2026.txt', starts: day('2026-10-01') })
      await handlers['intake.import'](testTask(at, file(rows, [...HEAD, 'Dx'])), given())
      const patient = sessions(at)[0]?.patient ?? 0
      return at.query((work) => practice['patients.get'](work, { id: patient })).diagnoses
    }
    expect(await diagnosesAfter(undefined)).toEqual(['F41.1'])
    expect(await diagnosesAfter(order('F999', 'New in the file'))).toEqual(['F99.9'])
  })

  it('brings each session once, makes who is new, and says of each row what became of it', async () => {
    const at = testPractice()
    const seen = await look(at, WEEK)
    expect(contract['intake.preview'].output.safeParse(seen).error).toBeUndefined()
    expect([seen.source, seen.read, seen.counts, seen.from, seen.to]).toEqual([
      'table',
      5,
      { ...zero, new: 3, cancelled: 1, cannot: 1 },
      '2026-11-16',
      '2026-11-18',
    ])
    expect(seen.people.map(({ is, name, state, rows }) => [is, name, state, rows])).toEqual([['patient', 'Ana Lee', 'make', 2]])
    expect(seen.rows[0]).toMatchObject({ place: 'row 6', verdict: 'cannot', field: 'day', why: 'Its day cannot be read.' })
    expect(seen.money.fee).toBe(49_000)
    expect(await bring(at, WEEK)).toMatchObject({
      counts: { new: 3, cancelled: 1, cannot: 1 },
      added: 3,
      cancelled: 1,
      changed: 0,
      patients: 1,
      isStopped: false,
    })
    expect(sessions(at).map((one) => [one.day, one.start, one.stop, one.patientName, one.mode, one.status])).toEqual([
      ['2026-11-16', '09:00', '09:55', 'Marisol Quintero', 'video', 'booked'],
      ['2026-11-17', '13:00', '13:50', 'Ana Lee', 'in-person', 'booked'],
      ['2026-11-18', '09:00', '09:55', 'Marisol Quintero', 'video', 'booked'],
      ['2026-11-18', '13:00', '13:50', 'Ana Lee', 'in-person', 'no-show'],
    ])
    const ana = sessions(at)[1]?.patient ?? 0
    expect(at.query((work) => practice['patients.get'](work, { id: ana }))).toMatchObject({
      last: 'Lee',
      born: '1980-01-02',
      coverages: [{ memberId: 'NL112233', position: 1 }],
    })
  })

  it('again brings nothing, whatever was stopped in between', async () => {
    const at = testPractice()
    const many = Array.from({ length: 450 }, (_, n) =>
      visit(
        `A${n}`,
        'Quintero, Marisol',
        '',
        `11/${String((n % 28) + 1)}/2027`,
        `${String(8 + (Math.floor(n / 28) % 9))}:${n < 252 ? '00' : '30'}`,
        '',
      ),
    )
    const stopped = testTask(at, file(many), 1)
    expect(await handlers['intake.import'](stopped, given())).toMatchObject({ added: 200, isStopped: true })
    expect(stopped.said).toEqual([[200, 450]])
    expect(await bring(at, many)).toMatchObject({ counts: { ...zero, new: 250, same: 200 }, added: 250, isStopped: false })
    expect(await bring(at, many)).toMatchObject({ id: null, counts: { ...zero, same: 450 }, added: 0 })
    expect(sessions(at).length).toBe(450)
  })

  it('takes a move and a cancellation over by the number of the session, and says what it left', async () => {
    const at = testPractice()
    const before = [
      visit('A1', 'Quintero, Marisol', '', '11/17/2026', '9:00', '9:55'),
      visit('A2', 'Quintero, Marisol', '', '11/18/2026', '9:00', '9:55'),
      visit('A3', 'Quintero, Marisol', '', '11/16/2026', '9:00', '9:55'),
    ]
    const { id } = await bring(at, before)
    const after = [
      visit('A1', 'Quintero, Marisol', '', '12/01/2026', '10:00', '10:55'),
      visit('A2', 'Quintero, Marisol', '', '11/18/2026', '9:00', '9:55', ['Marcus Bell', '90837', '10', 'Cancelled', '']),
      visit('A3', 'Quintero, Marisol', '', '11/16/2026', '', '', ['Marcus Bell', '90837', '', '', '']),
    ]
    const second = await bring(at, after)
    expect([second.counts, second.changed, second.cancelled]).toEqual([{ ...zero, changed: 1, cancelled: 1, same: 1 }, 1, 1])
    expect(sessions(at).map((one) => [one.day, one.start, one.stop, one.status])).toEqual([
      ['2026-11-16', '09:00', '09:55', 'booked'],
      ['2026-11-18', '09:00', '09:55', 'cancelled'],
      ['2026-12-01', '10:00', '10:55', 'booked'],
    ])
    expect(() => at.command((work) => handlers['intake.withdraw'](work, { id: id ?? 0 }))).toThrow('intake.used')
    at.command((work) => handlers['intake.withdraw'](work, { id: second.id ?? 0 }))
    expect(sessions(at).map((one) => [one.day, one.start, one.status])).toEqual([
      ['2026-11-16', '09:00', 'booked'],
      ['2026-11-17', '09:00', 'booked'],
      ['2026-11-18', '09:00', 'booked'],
    ])
    at.command((work) => handlers['intake.withdraw'](work, { id: id ?? 0 }))
    expect(sessions(at)).toEqual([])
    expect(() => at.command((work) => handlers['intake.withdraw'](work, { id: id ?? 0 }))).toThrow('intake.withdrawn')
    expect(
      at.query((work) => handlers['intake.list'](work)).map((one) => [one.added, one.changed, one.cancelled, one.isWithdrawn]),
    ).toEqual([
      [0, 1, 1, true],
      [3, 0, 0, true],
    ])
  })

  it('leaves a session that was charged as it is, and is not taken back any more', async () => {
    const at = testPractice()
    const row = visit('A1', 'Quintero, Marisol', '', '11/17/2026', '9:00', '9:55')
    const { id } = await bring(at, [row])
    const [booked] = sessions(at)
    at.command((work) =>
      charges['charges.save'](work, {
        ...contract['charges.save'].input.parse({
          appointment: booked?.id ?? null,
          day: '2026-11-17',
          patient: at.patient,
          provider: at.provider,
          start: '09:00',
          stop: '09:55',
          service: 'individual',
          mode: 'video',
          interactive: false,
        }),
      }),
    )
    const moved = visit('A1', 'Quintero, Marisol', '', '11/17/2026', '10:00', '10:55')
    expect((await look(at, [moved])).rows).toMatchObject([
      { verdict: 'charged', why: 'Another time. It was charged, so it stays as it is.' },
    ])
    expect(await bring(at, [moved])).toMatchObject({ id: null, counts: { ...zero, charged: 1 } })
    expect(() => at.command((work) => handlers['intake.withdraw'](work, { id: id ?? 0 }))).toThrow('intake.used')
  })

  it('knows a session booked by hand, and one told of without its time', async () => {
    const at = testPractice()
    at.command((work) =>
      practice['appointments.save'](work, {
        patient: at.patient,
        provider: at.provider,
        day: day('2026-11-17'),
        start: '09:00',
        stop: '09:55',
        service: 'individual',
        mode: 'video',
      }),
    )
    const untimed = (code: string): Row => visit('', 'Quintero, Marisol', '', '11/17/2026', '', '', ['Marcus Bell', code, '', '', ''])
    expect((await look(at, [untimed('90837')])).counts).toEqual({ ...zero, same: 1 })
    const two = [untimed('90837'), untimed('90853')]
    expect((await bring(at, two)).counts).toMatchObject({ same: 1, new: 1 })
    expect((await look(at, two.toReversed())).counts).toEqual({ ...zero, same: 2 })
    expect(sessions(at).map((one) => [one.start, one.service])).toEqual([
      ['', 'group'],
      ['09:00', 'individual'],
    ])
    expect(
      (await bring(at, [visit('', 'Quintero, Marisol', '', '11/17/2026', '2:00 PM', '3:00 PM', ['Marcus Bell', '90853', '', '', ''])]))
        .counts,
    ).toEqual({ ...zero, changed: 1 })
  })

  it('a patient whose birth date no file tells has none, and that is said', async () => {
    const at = testPractice()
    await bring(at, [visit('', 'Lee, Ana', '', '11/17/2026', '9:00', '9:55')])
    const [session] = sessions(at)
    const ana = at.query((work) => practice['patients.get'](work, { id: session?.patient ?? 0 }))
    expect([ana.born, ana.checks.map(({ field }) => field)]).toEqual([null, ['born', 'sex']])
    expect(contract['patients.get'].output.safeParse(ana).error).toBeUndefined()
  })

  it('several codes of one session stay one session', async () => {
    const at = testPractice()
    const coded = (code: string): Row => visit('', 'Quintero, Marisol', '', '11/17/2026', '9:00', '9:55', ['Marcus Bell', code, '', '', ''])
    expect(await bring(at, [coded('99214'), coded('90833')])).toMatchObject({ counts: { new: 1, same: 1 }, added: 1 })
    expect((await look(at, [coded('99214'), coded('90833')])).rows.map((row) => row.code)).toEqual(['99214 90833', '90833'])
  })

  it('names nobody by guess: a near name waits until a person says who is meant, and that is remembered', async () => {
    const at = testPractice()
    const rows = [
      visit('', 'Quintera, Marisol', '', '11/17/2026', '9:00', '9:55', ['Marcus Belle', '90837', '10', '', '']),
      visit('', 'Quintero, Marisol', '01/01/1991', '11/17/2026', '11:00', '11:55', ['Marcus Bell', '90837', '10', '', '']),
    ]
    const seen = await look(at, rows)
    expect(seen.counts).toEqual({ ...zero, waits: 2 })
    expect(seen.people.map(({ is, state, offers }) => [is, state, offers.map(({ id }) => id)])).toEqual([
      ['patient', 'ask', [at.patient]],
      ['clinician', 'ask', [at.provider]],
      ['patient', 'ask', [at.patient]],
    ])
    const [near, clinician, other] = seen.people.map(({ is, key }) => ({ is, key }))
    if (!near || !clinician || !other) throw new Error('three are asked for')
    const meant = [
      { ...near, id: at.patient },
      { ...clinician, id: null },
      { ...other, id: null },
    ]
    expect((await look(at, rows, { meant })).counts).toEqual({ ...zero, new: 2 })
    expect(await bring(at, rows, { meant })).toMatchObject({ added: 2, patients: 1 })
    expect((await look(at, rows)).counts).toEqual({ ...zero, same: 2 })
    expect(at.query((work) => practice['providers.list'](work)).map(({ name }) => name)).toContain('Marcus Belle')
  })

  it('remembers what a person said of the columns, under their heads', async () => {
    const at = testPractice()
    const files = testFiles({ 'week.csv': 'Wer,Wann,Bei wem\nMarisol Quintero,11/18/2026 9:00 AM,Marcus Bell\n' })
    const run = (more: Partial<Given> = {}) => handlers['intake.preview'](testTask(at, files), given(more))
    expect((await run()).columns).toMatchObject({
      heads: ['Wer', 'Wann', 'Bei wem'],
      sample: ['Marisol Quintero', '11/18/2026 9:00 AM', 'Marcus Bell'],
      isEnough: false,
      isRemembered: false,
    })
    await expect(handlers['intake.import'](testTask(at, files), given())).rejects.toThrow('intake.unreadable')
    const mapping = ['patient', 'day', 'clinician'] as const
    expect((await run({ mapping: [...mapping] })).counts).toEqual({ ...zero, new: 1 })
    await handlers['intake.import'](testTask(at, files), given({ mapping: [...mapping] }))
    expect(await run()).toMatchObject({ counts: { same: 1 }, columns: { isRemembered: true, isEnough: true } })
  })

  it('is none when it is something else', async () => {
    const at = testPractice()
    expect(await handlers['intake.preview'](testTask(at, testFiles({ 'week.csv': '%PDF-1.7' })), given())).toMatchObject({
      source: null,
      why: expect.stringContaining('PDF'),
      read: 0,
    })
  })

  it('the counts always add up, and what is brought once is here afterwards', async () => {
    const cells = fc.tuple(
      fc.constantFrom('', 'A1', 'A2'),
      fc.constantFrom('Quintero, Marisol', 'Lee, Ana', 'Lee, Anna', ''),
      fc.constantFrom('11/16/2026', '11/17/2026', 'x', ''),
      fc.constantFrom('9:00', '10:00', ''),
      fc.constantFrom('Marcus Bell', 'M. Nobody', ''),
      fc.constantFrom('90837', '90853', ''),
      fc.constantFrom('Show', 'Cancelled', 'No show'),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(cells, { minLength: 1, maxLength: 8 }), async (all) => {
        const at = testPractice()
        const rows = all.map(([id, who, on, start, clinician, code, status]) =>
          visit(id, who, '', on, start, '', [clinician, code, '', status, '']),
        )
        const total = (counts: object): number => (Object.values(counts) as number[]).reduce((sum, one) => sum + one, 0)
        const seen = await look(at, rows)
        expect([total(seen.counts), seen.rows.length]).toEqual([seen.read, seen.read])
        await bring(at, rows).catch(() => undefined)
        const left = await look(at, rows)
        expect([left.counts.new, left.counts.changed, left.counts.cancelled, left.read]).toEqual([0, 0, 0, seen.read])
      }),
      { seed: 20261119, numRuns: 60 },
    )
  })
})
