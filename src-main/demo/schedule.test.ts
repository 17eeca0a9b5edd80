import { expect, test } from 'vitest'
import { addDays, type Day } from '../../src-shared/day.ts'
import { chance } from '../practice-payer/index.ts'
import { inventPatient, PAYERS } from './people.ts'
import { schedule, workday } from './schedule.ts'

const FIRST = '2026-11-20' as Day
const AUTHORIZING = PAYERS.flatMap((one, at) => (one.needsAuthorizationAfter === undefined ? [] : [at]))
const SUMMIT = PAYERS.findIndex((one) => one.payer.ediId === 'SRPPO')

test.each(Array.from({ length: 40 }, (_, n) => addDays(FIRST, n * 9)))(
  'the sample shows what it is to show on whatever day it is made: %s',
  (today) => {
    const luck = chance(7)
    const patients = Array.from({ length: 400 }, (_, n) => inventPatient(luck, n, n % PAYERS.length, n % PAYERS.length, today))
    const sessions = schedule(luck, patients, today)
    const next = workday(addDays(today, 1))
    const seen = (payers: readonly number[], last: Day): number =>
      new Set(
        sessions
          .filter(({ day, patientAt }) => day >= next && day <= last && payers.includes(patients[patientAt]?.payerAt ?? -1))
          .map((one) => one.patientAt),
      ).size
    expect({ summit: seen([SUMMIT], next) >= 3, agreed: seen(AUTHORIZING, addDays(next, 12)) >= 10 }).toEqual({
      summit: true,
      agreed: true,
    })
    const starts = sessions.map(({ clinicianAt, day, start }) => `${clinicianAt} ${day} ${start}`)
    expect(new Set(starts).size).toBe(starts.length)
  },
)
