import { describe, expect, it } from 'vitest'
import { authorize, brokenAuthorizations, sumsOf } from '../../test/support/authorizations.ts'
import { csv } from '../../test/support/intake.ts'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import { testFiles, testTask } from '../../test/support/task.ts'
import { day } from '../../src-shared/day.ts'
import { listeners } from '../authorizations/index.ts'
import { handlers as practice } from '../practice/index.ts'
import { handlers } from './index.ts'

const HEAD = ['Appt ID', 'Patient', 'Date', 'Start', 'Stop', 'Therapist', 'Code', 'Status']
const visit = (id: string, on: string, more: { patient?: string; status?: string } = {}): readonly string[] => [
  id,
  more.patient ?? 'Quintero, Marisol',
  on,
  '9:00 AM',
  '9:55 AM',
  'Marcus Bell',
  '90837',
  more.status ?? 'Booked',
]
const bring = (at: TestPractice, ...rows: readonly (readonly string[])[]) =>
  handlers['intake.import'](testTask(at, testFiles({ 'week.csv': Buffer.from(csv(HEAD, ...rows)) })), {
    path: 'week.csv',
    mapping: null,
    meant: [],
  })
const back = (at: TestPractice, id: number | null) => at.command((work) => handlers['intake.withdraw'](work, { id: id ?? 0 }))
const reserved = (at: TestPractice, id: number) => [sumsOf(at, id).reserved, brokenAuthorizations(at).length]

describe('what an import does to authorizations', () => {
  it('reserves a unit for a session that comes, and releases it for one that is cancelled or moved past its last day', async () => {
    const at = testPractice(listeners)
    const id = authorize(at)
    await bring(at, visit('1', '11/23/2026'), visit('2', '11/24/2026'), visit('3', '11/25/2026'))
    expect(reserved(at, id)).toEqual([3, 0])
    await bring(at, visit('1', '11/23/2026', { status: 'Cancelled' }), visit('2', '01/05/2027'), visit('3', '11/26/2026'))
    expect(reserved(at, id)).toEqual([1, 0])
  })

  it('is taken back with it', async () => {
    const at = testPractice(listeners)
    const id = authorize(at)
    const first = await bring(at, visit('1', '11/23/2026'), visit('2', '11/24/2026'))
    const later = await bring(at, visit('1', '01/05/2027'))
    expect(reserved(at, id)).toEqual([1, 0])
    back(at, later.id)
    expect(reserved(at, id)).toEqual([2, 0])
    back(at, first.id)
    expect(reserved(at, id)).toEqual([0, 0])
  })

  it('releases the unit of the patient that a session is no longer of', async () => {
    const at = testPractice(listeners)
    const id = authorize(at)
    await bring(at, visit('1', '11/23/2026'))
    expect(reserved(at, id)).toEqual([1, 0])
    await bring(at, visit('1', '11/23/2026', { patient: 'Lee, Ana' }))
    expect(reserved(at, id)).toEqual([0, 0])
  })

  it('is no other than that of a session that is booked and marked by hand', () => {
    const at = testPractice(listeners)
    const id = authorize(at)
    const session = { patient: at.patient, provider: at.provider, day: day('2026-11-23'), start: '09:00', stop: '09:55' }
    const booked = at.command((work) => practice['appointments.save'](work, { ...session, service: 'individual', mode: 'video' }))
    expect(reserved(at, id)).toEqual([1, 0])
    at.command((work) => practice['appointments.mark'](work, { id: booked.id, status: 'cancelled' }))
    expect(reserved(at, id)).toEqual([0, 0])
  })
})
