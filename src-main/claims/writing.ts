import type { ClaimStatus } from '../../src-shared/contract/fields.ts'
import type { Day } from '../../src-shared/day.ts'
import type { Drug } from '../../src-shared/drug.ts'
import { cents, negate, sum } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { record } from '../ledger/index.ts'
import { payerById, practiceOf } from '../practice/index.ts'
import { nextNumber, type CommandWork } from '../store/index.ts'
import { fileBy } from './limits.ts'
import { codesOf } from './mending.ts'
import { addClaimRow, addLine, linesOf, setDiagnoses, setDrug } from './records/claims.ts'

/* A claim as it is written down: its row, its lines, and what the payer owes on them. */

/** Claims are numbered from here, as on the screens. */
const FIRST_CLAIM = 10_001

export type NewLine = {
  readonly code: string
  readonly modifiers: readonly string[]
  readonly units: number
  readonly pointers: readonly number[]
  readonly day: Day
  readonly through?: Day
  readonly place: string
  readonly cents: number
  readonly control?: string
  readonly drug?: Drug | null
}
export type NewClaim = {
  readonly charge: number | null
  readonly patient: number
  readonly coverage: number
  readonly payer: number
  readonly biller: number
  readonly provider: number | null
  readonly place: string
  readonly lines: readonly NewLine[]
  readonly diagnoses: readonly string[]
  readonly origin: 'charge' | 'file'
  readonly status: ClaimStatus
  readonly frequency?: string
  readonly payerControl?: string | null
  readonly authorization?: string | null
  readonly at: string
}

/** What a line is known by (REF 6R). */
export const lineControl = (prefix: string, claim: number, n: number): string => `${prefix}${claim}L${n}`

/** Writes a claim with lines and diagnoses and posts its charge: the payer owes each line. @returns the claim’s number */
export function addClaim(work: Pick<CommandWork, 'db' | 'user'>, input: NewClaim): number {
  const { db } = work
  const id = nextNumber(db, 'claim', FIRST_CLAIM)
  const days = input.lines.map((line) => line.day).sort()
  const firstDay = must('a claim has a line', days[0])
  const lastDay = must('a claim has a line', days.at(-1))
  const payer = must('a claim has its payer', payerById(db, input.payer))
  addClaimRow(db, {
    id,
    patient: input.patient,
    coverage: input.coverage,
    payer: input.payer,
    biller: input.biller,
    provider: input.provider,
    status: input.status,
    frequency: input.frequency ?? '1',
    place: input.place,
    first_day: firstDay,
    last_day: lastDay,
    codes: codesOf(input.lines),
    cents: sum(input.lines.map((line) => cents(line.cents))),
    payer_control: input.payerControl ?? null,
    authorization: input.authorization ?? null,
    origin: input.origin,
    file_by: fileBy(payer, firstDay),
    created_at: input.at,
    status_at: input.at,
  })
  setDiagnoses(db, id, input.diagnoses)
  addLines(work, { claim: id, charge: input.charge, lines: input.lines, at: input.at })
  return id
}

type NewLines = Pick<NewClaim, 'charge' | 'lines' | 'at'> & { readonly claim: number }

/** Writes lines behind those that a claim has, and posts what the payer owes on them. */
export function addLines({ db, user }: Pick<CommandWork, 'db' | 'user'>, { claim, charge, lines, at }: NewLines): void {
  const prefix = must('a store has its practice', practiceOf(db)).prefix
  const last = linesOf(db, claim).at(-1)?.n ?? 0
  const postings = lines.flatMap((line, place) => {
    const n = last + place + 1
    const id = addLine(db, {
      claim,
      n,
      code: line.code,
      modifiers: line.modifiers,
      units: line.units,
      pointers: line.pointers,
      day: line.day,
      through: line.through ?? null,
      place: line.place,
      cents: line.cents,
      control: line.control ?? lineControl(prefix, claim, n),
      charge,
    })
    if (line.drug) setDrug(db, claim, id, line.drug)
    const of = { claim, line: id }
    const owed = cents(line.cents)
    return [
      { account: 'payer' as const, cents: owed, line: of },
      { account: 'charge' as const, cents: negate(owed), line: of },
    ]
  })
  const day = must('a charge has a line', lines.map((line) => line.day).sort()[0])
  // A session that was put apart and back is charged on the same claim again, by other lines.
  const sourceKey = charge === null ? String(claim) : `${claim}:${postings[0]?.line.line ?? 0}`
  if (postings.some((one) => one.cents !== 0)) record(db, { kind: 'charge', source: 'claim', sourceKey, day, user: user.id, at, postings })
}
