import { expect } from 'vitest'
import { askPayers, takeResponse } from '../../src-main/eligibility/index.ts'
import { handlers as practice } from '../../src-main/practice/index.ts'
import { fileBytes, keepFile } from '../../src-main/store/index.ts'
import {
  eligibilityResponse,
  readAny,
  readFile,
  setsOf,
  USUAL,
  writeInterchange,
  writeSet,
  type Benefit271,
  type Inquiry270,
  type Response271,
} from '../../src-main/x12/index.ts'
import { day, type Day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import type { TestPractice } from './practice.ts'

/** A booked session of the test patient. */
export function book(at: TestPractice, on = '2026-11-20', changes: Partial<{ patient: number; start: string }> = {}): number {
  const visit = {
    patient: at.patient,
    provider: at.provider,
    day: day(on),
    start: '09:00',
    stop: '09:55',
    service: 'individual',
    mode: 'video',
    ...changes,
  } as const
  return at.command((work) => practice['appointments.save'](work, visit)).id
}

/** A second patient, a child covered by a parent. */
export function child(at: TestPractice, coverage: Partial<{ memberId: string; starts: Day | null; last: string }> = {}): number {
  const { last = 'Núñez', ...changes } = coverage
  return at.command((work) =>
    practice['patients.save'](work, {
      id: null,
      last,
      first: 'Leo',
      middle: null,
      born: day('2015-03-02'),
      sex: 'U',
      address: { line1: '9 Elm', line2: null, city: 'Fairmont', state: 'OH', zip: '44000' },
      phone: null,
      diagnoses: [],
      coverages: [
        {
          id: null,
          payer: at.payer,
          position: 1,
          memberId: 'NL7',
          group: null,
          plan: null,
          relationship: '19',
          subscriberLast: last,
          subscriberFirst: 'Ana',
          subscriberBorn: day('1985-01-30'),
          subscriberLives: 'with-patient',
          subscriberAddress: { line1: '', line2: null, city: '', state: null, zip: null },
          starts: null,
          ends: null,
          ...changes,
        },
      ],
    }),
  ).id
}

/** Asks the payers about sessions. */
export const ask = (at: TestPractice, ...appointments: number[]) => at.command((work) => askPayers(work, appointments))
export const bytesOf = (at: TestPractice, file: number): Uint8Array =>
  must(
    'the file is kept',
    at.query(({ db }) => fileBytes(db, file)),
  )

/** The 270 as its receiver reads it. */
export function received(at: TestPractice, file: number): Inquiry270 {
  const reading = readFile(bytesOf(at, file))
  const [set] = setsOf(reading).map(readAny)
  expect([...reading.findings, ...(set?.reading.findings ?? [])]).toEqual([])
  return set?.reading.value as Inquiry270
}

/** The 271 of a payer for a 270: the same people, with the same benefits for each. `change` is what is odd about it. */
export function responseTo(
  request: Inquiry270,
  benefits: readonly Benefit271[],
  change: (value: Response271) => Response271 = (same) => same,
): Uint8Array {
  const [source] = request.sources
  const receiver = must('somebody asks', source?.receivers[0])
  type Traces = NonNullable<NonNullable<typeof receiver.subscribers>[number]['traces']>
  const echoed = (traces: Traces | undefined) => ({
    traces: (traces ?? []).map((trace) => ({ ...trace, kind: '2' as const })),
    benefits: traces ? benefits : [],
  })
  const value: Response271 = {
    beginning: { ...request.beginning, purpose: '11' },
    sources: [
      {
        level: {},
        payer: { name: must('a payer is asked', source).payer.name },
        receivers: [
          {
            level: {},
            provider: { name: receiver.provider.name },
            subscribers: (receiver.subscribers ?? []).map((one) => ({
              level: {},
              person: { name: one.person.name },
              ...echoed(one.traces),
              dependents: (one.dependents ?? []).map((dependent) => ({
                level: {},
                person: { name: dependent.person.name },
                ...echoed(dependent.traces),
              })),
            })),
          },
        ],
      },
    ],
  }
  const writing = writeSet(eligibilityResponse, change(value), '0001', USUAL)
  if (!writing.ok) throw new Error(JSON.stringify(writing.problems))
  const { functional, guide } = eligibilityResponse
  const parties = { senderQualifier: 'ZZ', sender: 'PAYER', receiverQualifier: 'ZZ', receiver: 'CEDARHOLLOW' }
  const envelope = {
    ...parties,
    day: day('2026-11-19'),
    time: '0930',
    interchangeControl: 1,
    groupControl: 1,
    functional,
    guide,
    usage: 'P' as const,
  }
  return Buffer.from(writeInterchange(envelope, [writing.written.segments]), 'latin1')
}

/** Active, with a copay of 25 dollars in network. */
export const COVERED: readonly Benefit271[] = [
  { benefit: { information: '1', services: ['30'], plan: 'PPO' } },
  { benefit: { information: 'B', level: 'IND', services: ['MH'], period: '27', amount: cents(2500), inNetwork: 'Y', authorization: 'N' } },
]

/** Reads a file onto the questions it answers. */
export function take(at: TestPractice, bytes: Uint8Array) {
  return at.command((work) => {
    const file = keepFile(work.db, { direction: 'in', name: 'a.271', kind: '271', bytes, at: work.clock.now(), status: 'taken' })
    const raw = must('it holds a set', setsOf(readFile(bytes))[0])
    return takeResponse(work, { raw, reading: readAny(raw).reading, file })
  })
}
