import { handlers, takeReview } from '../../src-main/authorizations/index.ts'
import { reviewOf, type Deciding } from '../../src-main/practice-payer/index.ts'
import { fileBytes, keepFile } from '../../src-main/store/index.ts'
import {
  authorizationResponse,
  readAny,
  readFile,
  setsOf,
  USUAL,
  writeInterchange,
  writeSet,
  type Request278,
  type Response278,
} from '../../src-main/x12/index.ts'
import type { Argument } from '../../src-shared/contract/index.ts'
import { day } from '../../src-shared/day.ts'
import { must } from '../../src-shared/result.ts'
import { fields } from './authorizations.ts'
import type { TestPractice } from './practice.ts'

export type { Deciding }

/** Twelve visits of 90837 this winter, for the test patient. */
function wanted(at: TestPractice, changes: Partial<Argument<'authorizations.ask'>> = {}): Argument<'authorizations.ask'> {
  const { number: _number, status: _status, earlier: _earlier, ...rest } = fields(at)
  return { ...rest, starts: day('2026-12-01'), ends: day('2027-02-28'), amount: 12, isUrgent: false, ...changes }
}
export const request = (at: TestPractice, changes: Partial<Argument<'authorizations.ask'>> = {}) => {
  const input = wanted(at, changes)
  return at.command((work) => handlers['authorizations.ask'](work, input))
}

/** The request as its receiver reads it, with everything that is found wrong with it. */
export function requested(
  at: TestPractice,
  file: number,
): { readonly value: Request278; readonly wrong: readonly string[]; readonly text: string } {
  const bytes = must(
    'the file is kept',
    at.query(({ db }) => fileBytes(db, file)),
  )
  const reading = readFile(bytes)
  const [set] = setsOf(reading).map(readAny)
  const wrong = [...reading.findings, ...(set?.reading.findings ?? [])].map((one) => `${one.severity} ${one.rule ?? one.code}`)
  return { value: must('it is a request', set).reading.value as Request278, wrong, text: Buffer.from(bytes).toString('latin1') }
}

/** The payer's 278 to a request, as a file. */
export const reviewed = (request: Request278, deciding: Deciding): Uint8Array => fileOf(reviewOf(request, deciding))

function fileOf(value: Response278): Uint8Array {
  const set = writeSet(authorizationResponse, value, '0001', USUAL)
  if (!set.ok) throw new Error(set.problems.map(({ path, why }) => `${path}: ${why}`).join('; '))
  const { functional, guide } = authorizationResponse
  const envelope = { senderQualifier: 'ZZ', sender: 'NLHP1', receiverQualifier: 'ZZ', receiver: 'CEDARHOLLOW', usage: 'P' } as const
  const at = { day: day('2026-11-20'), time: '0801', interchangeControl: 77, groupControl: 77, functional, guide }
  return Buffer.from(writeInterchange({ ...envelope, ...at }, [set.written.segments]), 'latin1')
}

/** Takes a response in as the exchange does. */
export function takeIn(at: TestPractice, bytes: Uint8Array) {
  const [read] = setsOf(readFile(bytes)).map(readAny)
  const { raw, reading } = must('the file has a set', read)
  return at.command((work) => {
    const kept = { direction: 'in', name: '278.x12', kind: '278', bytes, at: work.clock.now(), status: 'taken', summary: '' } as const
    return takeReview(work, { raw, reading, file: keepFile(work.db, kept) })
  })
}
export const accept = (at: TestPractice, authorization: number, review: number, undo = false) =>
  at.command((work) => handlers['authorizations.accept'](work, { authorization, review, undo }))

/** The payer is called about the newest request of an authorization: it is in review. */
export function called(at: TestPractice, authorization: number, changes: Partial<Argument<'authorizations.tell'>['call']> = {}) {
  const call = { way: 'phone', by: 'Pat', reference: 'C-551', said: 'in-review', note: '', again: day('2026-11-30'), ...changes } as const
  const { reviews } = at.query((work) => handlers['authorizations.get'](work, { id: authorization }))
  return at.command((work) => handlers['authorizations.tell'](work, { authorization, review: reviews[0]?.id ?? 0, call }))
}
