import { handlers as charges } from '../../src-main/charges/index.ts'
import { sendClaims } from '../../src-main/claims/index.ts'
import { fileBytes } from '../../src-main/store/index.ts'
import { must } from '../../src-shared/result.ts'
import { session, type TestPractice } from './practice.ts'

/** A session of the test patient, charged. */
export const charge = (at: TestPractice, changes: Parameters<typeof session>[1] = {}) =>
  at.command((work) => charges['charges.save'](work, session(at, changes)))

/** Sessions of the test patient that begin at these full hours, billed and sent as one 837P. */
export function batch(at: TestPractice, hours: readonly string[]): Uint8Array {
  for (const start of hours) charge(at, { start, stop: start.replace(':00', ':55') })
  const [sent] = at.command((work) => sendClaims(work, { usage: 'P' })).batches
  return must(
    'what was sent is kept',
    at.query(({ db }) => fileBytes(db, must('a batch left', sent).file)),
  )
}
