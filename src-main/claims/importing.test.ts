import { expect, test } from 'vitest'
import { day } from '../../src-shared/day.ts'
import { must } from '../../src-shared/result.ts'
import { batch } from '../../test/support/claims.ts'
import { COVERAGE, PATIENT, testPractice } from '../../test/support/practice.ts'
import { coverageById, handlers as practice } from '../practice/index.ts'
import { keepFile } from '../store/index.ts'
import { readAny, readFile, setsOf } from '../x12/index.ts'
import { importClaims, listeners } from './index.ts'
import { claimRow } from './records/claims.ts'

const HOME = 'N3*9 LAKE ROAD~N4*DAYTON*OH*45402~'

/** The coverage that is made of a dependent's claim of before. @param home what the file says behind the subscriber's name */
function imported(home: string) {
  const at = testPractice(listeners)
  const card = {
    ...COVERAGE,
    payer: at.payer,
    memberId: 'NL7700001',
    relationship: '19',
    subscriberLast: 'Ruiz',
    subscriberFirst: 'Ana',
  } as const
  at.command((work) => {
    const { coverages, ...own } = practice['patients.get'](work, { id: at.patient })
    practice['patients.save'](work, {
      ...PATIENT,
      id: own.id,
      last: 'Ruiz',
      first: 'Leo',
      coverages: [{ ...card, id: coverages[0]?.id ?? null, subscriberBorn: day('1960-01-02') }],
    })
  })
  const text = Buffer.from(batch(at, ['09:00']))
    .toString('latin1')
    .replaceAll(/[\r\n]/g, '')
  const told = text.replace(/(NM1\*IL\*[^~]*~)/, `$1${home}`)
  const [set] = setsOf(readFile(Buffer.from(told, 'latin1'))).map(readAny)
  const { reading } = must('the file has a set', set)
  const later = testPractice(listeners)
  later.command((work) => {
    const bytes = Buffer.alloc(1)
    importClaims(
      work,
      reading,
      keepFile(work.db, { direction: 'in', name: 'old', kind: '837P', bytes, at: work.clock.now(), status: 'taken' }),
    )
  })
  return later.query(({ db }) => coverageById(db, must('it is here', claimRow(db, 10_001)).coverage))
}

test('where the subscriber of a dependent lives is taken from a claim of before, where it says so', () => {
  expect(imported(HOME)).toMatchObject({
    subscriber_last: 'RUIZ',
    subscriber_lives: 'elsewhere',
    subscriber_line1: '9 LAKE ROAD',
    subscriber_city: 'DAYTON',
    subscriber_state: 'OH',
    subscriber_zip: '45402',
  })
  expect(imported('')).toMatchObject({ subscriber_last: 'RUIZ', subscriber_lives: 'unknown', subscriber_line1: null })
})
