import { describe, expect, it } from 'vitest'
import { readIntake as read } from '../../../test/support/intake.ts'

const bundle = (...resources: readonly object[]): string =>
  JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) })
const patient = {
  resourceType: 'Patient',
  id: 'p1',
  identifier: [{ system: 'urn:mrn', value: 'M-1' }],
  name: [
    { use: 'old', family: 'Ray' },
    { use: 'official', family: 'Lee', given: ['Ana', 'B'] },
  ],
  birthDate: '1980-01-02',
  gender: 'female',
}
const clinician = {
  resourceType: 'Practitioner',
  id: 'c1',
  identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '1987654328' }],
  name: [{ family: 'Bell', given: ['Marcus'] }],
}
const visit = {
  resourceType: 'Appointment',
  id: 'a1',
  status: 'booked',
  start: '2026-11-20T09:00:00-05:00',
  minutesDuration: 50,
  serviceType: [{ text: 'Individual therapy' }],
  participant: [{ actor: { reference: 'Patient/p1' } }, { actor: { reference: 'Practitioner/c1' } }],
}
describe('FHIR', () => {
  it('appointments with the patient and the clinician of the bundle, or contained', () => {
    const inside = {
      ...visit,
      id: 'a2',
      status: 'noshow',
      start: '2026-11-21T14:00:00Z',
      end: '2026-11-21T14:50:00Z',
      contained: [{ ...patient, id: 'x' }],
      participant: [{ actor: { reference: '#x' } }, { actor: { reference: 'Practitioner/c1' } }],
    }
    const { source, rows, unread } = read(
      bundle(patient, clinician, visit, inside, { ...visit, status: 'proposed' }, { ...visit, participant: [] }, { resourceType: 'Slot' }),
    )
    expect(source).toBe('fhir')
    expect(rows).toMatchObject([
      {
        place: 'entry 3',
        external: 'Appointment/a1',
        patientKey: 'M-1',
        last: 'Lee',
        first: 'Ana',
        born: '1980-01-02',
        sex: 'F',
        clinician: 'Bell, Marcus',
        npi: '1987654328',
        day: '2026-11-20',
        start: '09:00',
        stop: '09:50',
        service: 'individual',
        status: 'booked',
      },
      { place: 'entry 4', external: 'Appointment/a2', last: 'Lee', start: '14:00', stop: '14:50', status: 'no-show' },
    ])
    expect(unread.map(({ place, is }) => [place, is])).toEqual([
      ['entry 5', 'other'],
      ['entry 6, Patient', 'cannot'],
    ])
  })
  it('an encounter alone is a session, and that of an appointment says how it went', () => {
    const met = {
      resourceType: 'Encounter',
      id: 'e1',
      status: 'finished',
      class: { code: 'VR' },
      subject: { reference: 'Patient/p1' },
      participant: [{ individual: { reference: 'Practitioner/c1' } }],
      period: { start: '2026-11-20T09:05:00-05:00', end: '2026-11-20T10:00:00-05:00' },
      type: [{ coding: [{ code: '90837' }] }],
    }
    const { rows, unread } = read(
      bundle(patient, clinician, visit, { ...met, appointment: [{ reference: 'Appointment/a1' }] }, { ...met, id: 'e2' }),
    )
    expect(rows).toMatchObject([
      { external: 'Appointment/a1', start: '09:05', stop: '10:00', mode: 'video', code: '90837' },
      { external: 'Encounter/e2', start: '09:05', service: 'individual' },
    ])
    expect(unread.map(({ is }) => is)).toEqual(['other'])
  })
})
