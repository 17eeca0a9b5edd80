import { expect, test } from 'vitest'
import { day } from '../../src-shared/day.ts'
import { testPractice } from '../../test/support/practice.ts'
import { handlers } from './actions.ts'

test('the sessions of some days stand in their order, with who meets and no charge yet', () => {
  const at = testPractice()
  const book = (on: string, start: string, stop: string) =>
    at.command((work) =>
      handlers['appointments.save'](work, {
        patient: at.patient,
        provider: at.provider,
        day: day(on),
        start,
        stop,
        service: 'individual',
        mode: 'video',
      }),
    ).id
  const late = book('2026-11-20', '15:00', '15:50')
  const early = book('2026-11-20', '09:00', '09:50')
  const before = book('2026-11-19', '16:00', '16:50')
  book('2026-11-21', '09:00', '09:50')
  const sessions = at.query((work) => handlers['appointments.list'](work, { from: day('2026-11-19'), to: day('2026-11-20') }))
  expect(sessions.map((one) => one.id)).toEqual([before, early, late])
  expect(sessions[1]).toEqual({
    id: early,
    day: '2026-11-20',
    start: '09:00',
    stop: '09:50',
    patient: at.patient,
    patientName: 'Marisol Quintero',
    provider: at.provider,
    providerName: 'Marcus Bell, LCSW',
    service: 'individual',
    mode: 'video',
    status: 'booked',
    charge: null,
  })
})
