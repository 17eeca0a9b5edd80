import { expect, it } from 'vitest'
import { charge } from '../../test/support/claims.ts'
import { CLINICIAN, PAYER, testPractice, type TestPractice } from '../../test/support/practice.ts'
import type { Argument } from '../../src-shared/contract/index.ts'
import { CredentialFields } from '../../src-shared/contract/credentials.ts'
import { addDays, day } from '../../src-shared/day.ts'
import { must } from '../../src-shared/result.ts'
import { credentialHandlers, handlers as practice } from '../practice/index.ts'
import { fileBytes } from '../store/index.ts'
import { handlers, listeners, sendClaims } from './index.ts'

/* Where a clinician may be billed, kept in a store: claims that did not leave yet follow it. */

type Fields = Omit<Argument<'credentials.save'>, 'provider'>
const NOTHING: Fields = { enrollments: [], licenses: [], supervisions: [] }
const save = (at: TestPractice, fields: Partial<Fields>, provider = at.provider) =>
  at.command((work) => credentialHandlers['credentials.save'](work, { ...NOTHING, ...fields, provider }))
const get = (at: TestPractice, provider = at.provider) => at.query((work) => credentialHandlers['credentials.get'](work, { provider }))
const claim = (at: TestPractice, id: number) => at.query((work) => handlers['claims.get'](work, { id }))
const stops = (at: TestPractice, id: number) =>
  claim(at, id)
    .findings.filter(({ grade }) => grade === 'stop')
    .map(({ rule }) => rule)
const billed = (at: TestPractice, changes: Parameters<typeof charge>[1] = {}) =>
  must('it is billed', charge(at, changes).claim ?? undefined)
const another = (at: TestPractice) =>
  at.command((work) => practice['providers.save'](work, { ...CLINICIAN, last: 'Keller', first: 'Jonas', npi: '1497758544' })).id
const takes = (at: TestPractice, supervised: 'own' | 'named' | 'supervisor' | 'none') =>
  at.command((work) => practice['payers.save'](work, { ...PAYER, id: at.payer, supervised }))

const LONG_AGO = day('2020-01-01')

it('keeps what is said of a clinician, in the place of what was said before', () => {
  const at = testPractice(listeners)
  const supervisor = another(at)
  const fields: Fields = {
    enrollments: [{ payer: at.payer, state: 'in', starts: LONG_AGO, ends: null }],
    licenses: [{ state: 'OH', number: 'I.2001', level: 'full', starts: LONG_AGO, ends: null }],
    supervisions: [{ supervisor, starts: LONG_AGO, ends: day('2021-12-31') }],
  }
  save(at, fields)
  expect(get(at)).toEqual(fields)
  save(at, { licenses: fields.licenses })
  expect(get(at)).toEqual({ ...NOTHING, licenses: fields.licenses })
  expect(get(at, supervisor)).toEqual(NOTHING)
})

it('refuses payers and supervisors that are not there, and one who supervises himself', () => {
  const at = testPractice(listeners)
  const term = { starts: LONG_AGO, ends: null }
  expect(() => save(at, { enrollments: [{ payer: 999, state: 'in', ...term }] })).toThrow('record.missing')
  expect(() => save(at, { supervisions: [{ supervisor: at.provider, ...term }] })).toThrow('record.missing')
  expect(() => save(at, {}, 999)).toThrow('record.missing')
  expect(get(at)).toEqual(NOTHING)
})

it('takes no two rows of one payer, state or clinician whose days meet, and no end before the beginning', () => {
  const of = (one: readonly [string, string | null], other: readonly [string, string | null], payer = 1) =>
    CredentialFields.safeParse({
      ...NOTHING,
      enrollments: [
        { payer: 1, state: 'in', starts: one[0], ends: one[1] },
        { payer, state: 'in', starts: other[0], ends: other[1] },
      ],
    }).success
  expect(of(['2024-01-01', '2024-12-31'], ['2025-01-01', null])).toBe(true)
  expect(of(['2025-01-01', null], ['2024-01-01', '2024-12-31'])).toBe(true)
  expect(of(['2024-01-01', '2025-01-01'], ['2025-01-01', null])).toBe(false)
  expect(of(['2024-01-01', null], ['2025-01-01', null])).toBe(false)
  expect(of(['2024-01-01', null], ['2025-01-01', null], 2)).toBe(true)
  expect(of(['2024-01-01', '2023-01-01'], ['2025-01-01', null])).toBe(false)
})

it('holds and lets go claims that did not leave yet when enrollments are said anew', () => {
  const at = testPractice(listeners)
  const id = billed(at)
  expect(claim(at, id).status).toBe('ready')
  const { day: on } = claim(at, id)
  save(at, { enrollments: [{ payer: at.payer, state: 'in', starts: addDays(on, 1), ends: null }] })
  expect([claim(at, id).status, stops(at, id)]).toEqual(['held', ['R19']])
  save(at, { enrollments: [{ payer: at.payer, state: 'in', starts: on, ends: null }] })
  expect([claim(at, id).status, stops(at, id)]).toEqual(['ready', []])
})

it('asks it of every clinician once one is enrolled with a payer, and of no other payer', () => {
  const at = testPractice(listeners)
  const supervisor = another(at)
  const first = billed(at)
  expect(stops(at, first)).toEqual([])
  save(at, { enrollments: [{ payer: at.payer, state: 'in', starts: LONG_AGO, ends: null }] }, supervisor)
  expect(stops(at, first)).toEqual(['R19'])
  save(at, {}, supervisor)
  expect(stops(at, first)).toEqual([])
  save(at, { enrollments: [{ payer: at.payer, state: 'in', starts: LONG_AGO, ends: null }] }, supervisor)
  const other = at.command((work) => practice['payers.save'](work, { ...PAYER, name: 'Harborline Behavioral', ediId: 'HBH01' })).id
  save(at, { enrollments: [{ payer: at.payer, state: 'in', starts: LONG_AGO, ends: null }] })
  save(at, { enrollments: [{ payer: other, state: 'in', starts: LONG_AGO, ends: null }] }, supervisor)
  expect(stops(at, billed(at, { start: '11:00', stop: '11:55' }))).not.toContain('R19')
})

it('counts the supervisor’s enrollment where the supervisor is billed, and follows it', () => {
  const at = testPractice(listeners)
  const supervisor = another(at)
  takes(at, 'supervisor')
  save(at, { supervisions: [{ supervisor, starts: LONG_AGO, ends: null }] })
  const id = billed(at)
  expect(stops(at, id)).toEqual([])
  save(at, { enrollments: [{ payer: at.payer, state: 'asked', starts: LONG_AGO, ends: null }] }, supervisor)
  expect(stops(at, id)).toEqual(['R19'])
  save(at, { enrollments: [{ payer: at.payer, state: 'in', starts: LONG_AGO, ends: null }] }, supervisor)
  expect(stops(at, id)).toEqual([])
})

it('knows a license that needs supervision, and names the supervisor in the file', () => {
  const at = testPractice(listeners)
  const supervisor = another(at)
  takes(at, 'named')
  const licenses = [{ state: 'OH', number: '', level: 'supervised' as const, starts: LONG_AGO, ends: null }]
  save(at, { licenses })
  const id = billed(at)
  expect(stops(at, id)).toEqual(['R21'])
  save(at, { licenses, supervisions: [{ supervisor, starts: LONG_AGO, ends: null }] })
  expect(stops(at, id)).toEqual([])
  const [sent] = at.command((work) => sendClaims(work, { usage: 'P' })).batches
  const bytes = must(
    'what was sent is kept',
    at.query(({ db }) => fileBytes(db, must('a batch left', sent).file)),
  )
  expect(new TextDecoder().decode(bytes)).toContain('NM1*DQ*1*KELLER*JONAS****XX*1497758544~')
})
