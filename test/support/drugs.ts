import { handlers as charges } from '../../src-main/charges/index.ts'
import { handlers as practice } from '../../src-main/practice/index.ts'
import type { Argument } from '../../src-shared/contract/index.ts'
import { day } from '../../src-shared/day.ts'
import type { Drug } from '../../src-shared/drug.ts'
import { cents } from '../../src-shared/money.ts'
import { CLINICIAN, PAYER, session, type TestPractice } from './practice.ts'
import { twoPayers, type TwoPayers } from './two-payers.ts'

/* A visit in which a long-acting antipsychotic was injected. Everything is invented but the code. */

export const DRUG: Drug = { ndc: '50458-563-01', thousandths: 1_500, unit: 'ML', number: { kind: 'XZ', value: 'RX7741' } }
/** What the line of {@link DRUG} carries in an 837P. */
export const DRUG_LOOP = 'LIN**N4*50458056301~CTP****1.5*ML~REF*XZ*RX7741~'
/** What the injection and 156 units of the drug are charged at. */
export const CHARGED = { injection: 4_500, drug: 202_800 } as const

/** A clinician who gives injections, and what they are charged at. @returns the clinician */
export function injecting(at: TestPractice): number {
  const about = { modifiers: [], credential: '', provider: null, starts: day('2025-01-01') }
  return at.command((work) => {
    practice['fees.save'](work, { ...about, code: '96372', cents: cents(CHARGED.injection) })
    practice['fees.save'](work, { ...about, code: 'J2426', cents: cents(CHARGED.drug / 156) })
    return practice['providers.save'](work, {
      ...CLINICIAN,
      last: 'Adeyemi',
      npi: '1497758544',
      discipline: 'physician',
      taxonomy: '2084P0800X',
    }).id
  })
}

/** The row of such a visit. */
const injection = (at: TestPractice, provider: number, drug: Drug | null): Argument<'charges.save'> =>
  session(at, {
    provider,
    service: 'injection',
    mode: 'in-person',
    start: '09:00',
    stop: '09:20',
    drugs: [{ code: 'J2426', units: 156, isInjected: true, drug }],
  })

/** The claim of such a visit, to a plan that takes none without its NDC, with another plan behind it. */
export function injected(drug: Drug | null = DRUG): { readonly at: TwoPayers; readonly id: number } {
  const at = twoPayers()
  at.command((work) => practice['payers.save'](work, { ...PAYER, id: at.payer, wantsNdc: 'always' }))
  const provider = injecting(at)
  const { claim } = at.command((work) => charges['charges.save'](work, injection(at, provider, drug)))
  return { at, id: claim ?? 0 }
}
