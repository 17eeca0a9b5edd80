import type { Day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import {
  acceptSyntax,
  acknowledgeClaims,
  answerEligibility,
  payClaims,
  readClaims,
  type Decision,
  type Plan,
} from '../../src-main/practice-payer/index.ts'

// The payer of the tests: it reads the files that Parity wrote and answers as payers do. Everything is invented.

const PAYER = { name: 'UNION PIPEFITTERS TRUST', id: 'UPFT1', taxNumber: '310000001' } as const
const now = (): { day: Day; time: string } => ({ day: new Date().toLocaleDateString('en-CA') as Day, time: '0615' })

/** The 271 that answers a 270: covered, a copay of $20.00, $120.00 of the deductible left, no authorization needed. */
export function benefits(question: Uint8Array): Uint8Array {
  const plan: Plan = {
    name: 'Union Choice',
    isActive: true,
    begins: `${new Date().getFullYear()}-01-01` as Day,
    copay: cents(2000),
    deductible: cents(50_000),
    deductibleLeft: cents(12_000),
    visits: 30,
    visitsLeft: 19,
    authorization: 'N',
  }
  return answerEligibility(question, () => plan, PAYER, 901, now())
}

/** What it decides of each claim in an 837P: one by video is denied for want of an authorization, the others are paid. */
export function decisionsOf(file: Uint8Array): readonly Decision[] {
  return readClaims(file).map((place, n): Decision => {
    const { charge, procedure } = must('a claim has a line', place.claim.lines[0]).service
    const isDenied = procedure.modifiers?.includes('95') ?? false
    return {
      place,
      payerControl: `UP26100000${n + 1}`,
      lines: [
        isDenied
          ? { allowed: cents(0), paid: cents(0), adjustments: [{ group: 'CO', reason: '197', amount: charge }], remarks: ['N54'] }
          : {
              allowed: cents(13_100),
              paid: cents(11_100),
              adjustments: [
                { group: 'CO', reason: '45', amount: cents(4400) },
                { group: 'PR', reason: '3', amount: cents(2000) },
              ],
            },
      ],
    }
  })
}

/** The 999, 277CA and 835 to an 837P. */
export const taken = (file: Uint8Array): Uint8Array => acceptSyntax(file, PAYER, 902, now())
export const accepted = (file: Uint8Array, decisions: readonly Decision[]): Uint8Array =>
  acknowledgeClaims(file, decisions, PAYER, 903, now())
export function paid(decisions: readonly Decision[]): Uint8Array {
  const to = { name: 'ASPEN ROW COUNSELING', npi: '1234567893', taxId: '123456789', submitter: 'ASPENROW' }
  const payment = { trace: 'EFT0098841277', day: now().day, method: 'ACH' as const, provider: [] }
  return payClaims(decisions, payment, PAYER, to, 904, now())
}
