import type { ClaimFacts } from '../../src-main/claims/index.ts'
import { professionalOf } from '../../src-main/claims/professional.ts'
import { answer, NOTHING_YET, type Moment, type Paid, type PracticePayer, type Terms } from '../../src-main/practice-payer/index.ts'
import {
  professional,
  readAny,
  readFile,
  setsOf,
  USUAL,
  writeInterchange,
  writeSet,
  type Acknowledgment277,
  type Acknowledgment999,
  type Remittance835,
  type StatusResponse277,
} from '../../src-main/x12/index.ts'
import { day, type Day } from '../../src-shared/day.ts'
import { cents, sum } from '../../src-shared/money.ts'
import { claimFacts } from './claim-facts.ts'

/* A practice payer for tests, and files to give it. */

export const PLAN = {
  name: 'Choice',
  isActive: true,
  begins: day('2025-01-01'),
  copay: cents(2500),
  visits: 20,
  authorization: 'N',
} as const

export const TERMS: Terms = {
  name: 'Northlake Health Plan',
  id: 'NLHP1',
  taxNumber: '341000001',
  rates: { '90791': cents(18400), '90832': cents(7200), '90834': cents(10800), '90837': cents(13200) },
  allows: 7000,
  members: {},
  others: PLAN,
  filingDays: 90,
  freeVisits: 3,
  notCovered: [],
  sequestration: 0,
  paysAfter: 0,
  interestAfter: 30,
  interestRate: 1800,
  deniesByLot: 0,
  takesBack: 0,
}
export const payerWith = (changes: Partial<Terms> = {}, seed = 7): PracticePayer => ({ terms: { ...TERMS, ...changes }, seed })

/** When the files of {@link claimFacts} come in. */
export const RECEIVED: Moment = { day: day('2026-05-05'), time: '0615' }
export const on = (text: string): Moment => ({ day: day(text), time: '0615' })

const SENDER = {
  name: 'Cedar Hollow Behavioral Health',
  contact: 'Dana Whitlock',
  phone: '5550100142',
  submitterId: 'CEDARHOLLOW',
  receiverName: 'Northlake Health Plan',
  receiverId: 'NLHP1',
}

/** An 837P of claims by their numbers. @param control ISA13 */
export function claimFile(
  claims: readonly (readonly [control: string, facts: ClaimFacts])[],
  control = 1,
  today: Day = RECEIVED.day,
): Uint8Array {
  const all = claims.map(([number, facts], n) => ({ control: number, facts: { ...facts, claim: { ...facts.claim, id: n + 1 } } }))
  const { value } = professionalOf(all, SENDER, `K7${String(control).padStart(6, '0')}`, today, '0930')
  const writing = writeSet(professional, value, '0001', USUAL)
  if (!writing.ok) throw new Error(JSON.stringify(writing.problems.slice(0, 5)))
  const envelope = {
    senderQualifier: 'ZZ',
    sender: SENDER.submitterId,
    receiverQualifier: 'ZZ',
    receiver: TERMS.id,
    day: today,
    time: '0930',
    interchangeControl: control,
    groupControl: control,
    functional: professional.functional,
    guide: professional.guide,
    usage: 'P' as const,
  }
  return Buffer.from(writeInterchange(envelope, [writing.written.segments]), 'latin1')
}

export const oneClaim = (control: string, changes: Parameters<typeof claimFacts>[0] = {}): readonly [string, ClaimFacts] => [
  control,
  claimFacts({ ...changes, claim: { cents: sum((changes.lines ?? [{}]).map((line) => line.cents ?? cents(17_500))), ...changes.claim } }),
]

/** Files to a payer, one after the other. */
export function rounds(payer: PracticePayer, ...files: readonly (readonly [bytes: Uint8Array, at: Moment])[]): readonly Paid[] {
  let state = NOTHING_YET
  return files.map(([bytes, at]) => {
    const paid = answer(payer, state, bytes, at)
    state = paid.state
    return paid
  })
}

const setsIn = <T>({ files }: Pick<Paid, 'files'>, kind: string): T[] =>
  files.flatMap(({ bytes }) =>
    setsOf(readFile(bytes))
      .map(readAny)
      .filter(({ described }) => described?.name === kind)
      .map(({ reading }) => reading.value as T),
  )
export const remittancesIn = (paid: Pick<Paid, 'files'>) => setsIn<Remittance835>(paid, '835')
export const statusesIn = (paid: Pick<Paid, 'files'>) => setsIn<StatusResponse277>(paid, '277')
export const formAnswersIn = (paid: Pick<Paid, 'files'>) => setsIn<Acknowledgment999>(paid, '999')

/** Each claim of the 277CA with its status: `C1 A7:562:85`. */
export const acknowledgedIn = (paid: Pick<Paid, 'files'>): string[] =>
  setsIn<Acknowledgment277>(paid, '277CA').flatMap(({ sources }) =>
    sources.flatMap(({ receivers }) =>
      receivers.flatMap(({ providers = [] }) =>
        providers.flatMap(({ patients = [] }) =>
          patients.flatMap(({ claims = [] }) =>
            claims.map(({ trace, statuses }) => {
              const { category, status, entity } = statuses[0]?.first ?? {}
              return `${trace.trace} ${[category, status, entity].filter(Boolean).join(':')}`
            }),
          ),
        ),
      ),
    ),
  )

/** Each claim payment: `C1 1 175 paid 107, CO-45 43, PR-3 25`, amounts in cents. */
export const paymentsIn = (paid: Pick<Paid, 'files'>): string[] =>
  remittancesIn(paid).flatMap(({ groups = [] }) =>
    groups.flatMap(({ claims }) =>
      claims.map(({ claim, lines = [] }) => {
        const reasons = lines.flatMap(({ adjustments = [] }) =>
          adjustments.flatMap((cas) => cas.adjustments.map(({ reason, amount }) => `${cas.group}-${reason} ${amount}`)),
        )
        return [`${claim.control} ${claim.status} paid ${claim.paid}`, ...reasons].join(', ')
      }),
    ),
  )

/** What our own check finds in files, information left out. */
export const foundIn = ({ files }: Pick<Paid, 'files'>): string[] =>
  files.flatMap(({ name, bytes }) => {
    const file = readFile(bytes)
    const all = [
      ...file.findings,
      ...setsOf(file)
        .map(readAny)
        .flatMap(({ reading }) => reading.findings),
    ]
    return all.filter(({ severity }) => severity !== 'info').map((one) => `${name} ${one.code} ${one.message}`)
  })
