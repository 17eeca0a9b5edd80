import type { Argument } from '../../src-shared/contract/index.ts'
import { handlers as charges } from '../../src-main/charges/index.ts'
import { handlers as claims, listeners, sendClaims } from '../../src-main/claims/index.ts'
import { handlers as practice } from '../../src-main/practice/index.ts'
import { fileBytes } from '../../src-main/store/index.ts'
import { claimsOf, isGrave, readAny, readFile, setsOf, type ClaimInPlace, type Professional } from '../../src-main/x12/index.ts'
import { must } from '../../src-shared/result.ts'
import { COVERAGE, PATIENT, PAYER, session, testPractice, type TestPractice } from './practice.ts'

/* A patient with one plan behind another, and what leaves to each. */

export const SECOND = { name: 'HARBORLINE BEHAVIORAL', id: 'HBH01', number: '1777666555' }

type Kept = Partial<Argument<'patients.save'>['coverages'][number]>
export type TwoPayers = TestPractice & { readonly second: number }

/** The test practice, whose patient has a second plan. @param second what is otherwise about it @param plan and about its payer */
export function twoPayers(second: Kept = {}, plan: Partial<Argument<'payers.save'>> = {}): TwoPayers {
  const at = testPractice(listeners)
  const payer = at.command((work) =>
    practice['payers.save'](work, { ...PAYER, name: 'Harborline Behavioral', ediId: SECOND.id, filingDays: 60, ...plan }),
  ).id
  const first = at.query((work) => practice['patients.get'](work, { id: at.patient })).coverages[0]?.id ?? null
  at.command((work) =>
    practice['patients.save'](work, {
      ...PATIENT,
      id: at.patient,
      coverages: [
        { ...COVERAGE, id: first, payer: at.payer },
        { ...COVERAGE, payer, position: 2, memberId: 'HB771209', group: 'GRP9', ...second },
      ],
    }),
  )
  return { ...at, second: payer }
}

/** Charges a session and sends its claim. @returns the claim's number */
export function billed(at: TestPractice, changes: Partial<Argument<'charges.save'>> = {}): number {
  const { claim } = at.command((work) => charges['charges.save'](work, session(at, changes)))
  at.command((work) => sendClaims(work, { usage: 'P' }))
  return must('a billable session has its claim', claim ?? undefined)
}

export const claimAt = (at: TestPractice, id: number) => at.query((work) => claims['claims.get'](work, { id }))

/** Sends what is ready. @returns the claims of the file as they read back, and what our own check finds in it */
export function sendReady(at: TestPractice): { readonly text: string; readonly claims: ClaimInPlace[]; readonly findings: unknown[] } {
  const [batch] = at.command((work) => sendClaims(work, { usage: 'P' })).batches
  const bytes = must(
    'what was sent is kept',
    at.query(({ db }) => fileBytes(db, batch?.file ?? 0)),
  )
  const file = readFile(bytes)
  const [set] = setsOf(file).map(readAny)
  const findings = [...file.findings, ...(set?.reading.findings ?? [])]
  return {
    text: Buffer.from(bytes).toString('latin1'),
    claims: findings.some(isGrave) ? [] : claimsOf(set?.reading.value as Professional),
    findings,
  }
}
