import type { Day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import {
  answer,
  NOTHING_YET,
  payOut,
  type Moment,
  type Paid,
  type Plan,
  type PracticePayer,
  type Said,
  type State,
} from '../practice-payer/index.ts'
import { FEES, payerName, PAYERS, rateOf } from './people.ts'

export const PAYER = must('the practice payers are there', PAYERS[3])

const PLAN: Plan = {
  name: 'Union Choice',
  isActive: true,
  begins: '2020-01-01' as Day,
  copay: cents(2000),
  deductible: cents(50_000),
  deductibleLeft: cents(12_000),
  outOfPocket: cents(400_000),
  outOfPocketLeft: cents(261_500),
  visits: 30,
  visitsLeft: 19,
}
const MET = { ...PLAN, deductibleLeft: cents(0) }
const UNMET = { ...PLAN, deductibleLeft: PLAN.deductible ?? cents(0) }
export const NO_AUTHORIZATION = 'N'

/** The payer of the demo: to a question it says that no authorization is needed, and then denies the first claim for want of one. */
export class DemoPayer {
  readonly said: Said[] = []
  #state: State = NOTHING_YET

  answers(bytes: Uint8Array, at: Moment, authorization: 'Y' | 'N' = 'Y'): Uint8Array[] {
    return this.#kept(answer(demoPayer(authorization), this.#state, bytes, at))
  }

  pays(at: Moment): Uint8Array[] {
    return this.#kept(payOut({ ...demoPayer('Y'), terms: { ...demoPayer('Y').terms, paysAfter: 0 } }, this.#state, at))
  }

  #kept({ state, files, decisions }: Paid): Uint8Array[] {
    this.#state = state
    this.said.push(...decisions)
    return files.map(({ bytes }) => bytes)
  }
}

const demoPayer = (authorization: 'Y' | 'N'): PracticePayer => ({
  seed: 1,
  terms: {
    ...payerName(PAYER),
    rates: Object.fromEntries(Object.keys(FEES).map((code) => [code, rateOf(PAYER, code)])),
    allows: 7500,
    members: {
      UPT5520118: { plan: { ...PLAN, authorization } },
      UPT5520401: { plan: { ...MET, authorization: 'N' } },
      UPT5520733: { plan: { ...UNMET, authorization: 'N' } },
      UPT5520902: { plan: { ...UNMET, authorization: 'N' } },
    },
    filingDays: PAYER.payer.filingDays ?? 365,
    freeVisits: 0,
    notCovered: [],
    sequestration: 0,
    paysAfter: 365,
    interestAfter: 14,
    interestRate: 1800,
    deniesByLot: 0,
    takesBack: 0,
  },
})
