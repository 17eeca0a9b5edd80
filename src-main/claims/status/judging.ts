import type { Day } from '../../../src-shared/day.ts'
import { cents } from '../../../src-shared/money.ts'
import { claimStatusWords } from '../../codes/index.ts'
import type { CommandWork } from '../../store/index.ts'
import { fieldOfStatus, type Field } from '../answers/field.ts'
import type { Statement } from '../answers/keeping.ts'
import type { ClaimFacts } from '../facts.ts'
import { lineByControl } from '../records/answers.ts'
import { codesOf, type Answered } from './matching.ts'
import { againOn, outcomeOf, outcomeOfClaim, outcomeOfCode, remedyOf, stepOf, titleOf, type Code, type Outcome } from './rules.ts'
import { expectedBy, sentence } from './told.ts'

/* What one claim of a 277 says, in words and statement by statement. */

/** What a loop says. */
export type Judged = {
  readonly outcome: Outcome
  readonly codes: readonly Code[]
  readonly words: string
  readonly paid: number | undefined
  readonly decided: Day | undefined
  readonly check: string | undefined
  readonly day: Day | undefined
  readonly at: number
}

export function judge({ statuses = [], lines = [], trace }: Answered): Judged {
  const own = statuses.flatMap(codesOf)
  const ofLines = lines.flatMap((line) => (line.statuses ?? []).flatMap(codesOf))
  const outcome = outcomeOfClaim(own, ofLines)
  const said = [...own, ...ofLines].filter((code) => outcomeOfCode(code) === outcome)
  const finished = statuses.filter((one) => codesOf(one).some(({ category = '' }) => category.startsWith('F')))
  const days = finished.flatMap((one) => one.finalized ?? one.remitted ?? one.day ?? []).sort()
  return {
    outcome,
    codes: said,
    words: [...new Set(said.map(wordsOf))].join('; '),
    paid: finished.find((one) => one.paid !== undefined)?.paid,
    decided: days.at(-1),
    check: finished.find((one) => one.check !== undefined)?.check,
    day: statuses[0]?.day,
    at: statuses[0]?.at ?? trace?.at ?? 0,
  }
}

export const wordsOf = ({ category = '', status = '', entity }: Code): string => claimStatusWords(category, status, entity)

/** Title, reason with what to do, and the day from which it is work again. */
export function wordsFor(work: CommandWork, facts: ClaimFacts, judged: Judged, payer: string) {
  const today = work.clock.today()
  const decided = { paid: judged.paid === undefined ? undefined : cents(judged.paid), day: judged.decided, check: judged.check }
  const step = stepOf(judged.outcome, decided)
  const remedy = step === '' ? [...new Set(judged.codes.map(remedyOf))].filter(Boolean).join(' ') : step
  const again = againOn(judged.outcome, {
    today,
    codes: judged.codes,
    decided: judged.decided,
    expected: expectedBy(work.db, facts, today),
  })
  return { title: titleOf(judged.outcome, payer, decided), why: [sentence(judged.words), remedy].filter(Boolean).join(' '), again }
}

/** Every STC of the claim and of its lines as one statement. */
export function statementsOf(
  work: CommandWork,
  facts: ClaimFacts,
  { statuses = [], lines = [], payerControl, clearinghouseTrace }: Answered,
  isOurs: boolean,
): Statement[] {
  const numbers = { payer_control: payerControl?.value ?? null, trace: clearinghouseTrace?.value ?? null }
  const said = (
    one: { readonly day?: Day | undefined; readonly at?: number | undefined },
    codes: readonly Code[],
    before: string,
  ): Statement => ({
    verdict: verdictOf(codes, isOurs),
    said_by: 'payer',
    category: codes[0]?.category ?? '',
    status: codes[0]?.status ?? '',
    entity: codes[0]?.entity ?? '',
    field: codes.map(({ status = '', entity = '' }): Field => fieldOfStatus(status, entity)).find((field) => field !== '') ?? '',
    words: `${before}${codes.length === 0 ? 'A status that cannot be read' : codes.map(wordsOf).join('; ')}`,
    day: one.day,
    ...numbers,
    ...(one.at !== undefined && { segment: one.at }),
  })
  return [
    ...statuses.map((one) => said(one, codesOf(one), '')),
    ...lines.flatMap((line) => {
      const control = line.control?.value
      const code = line.service?.procedure?.code
      const alike = facts.lines.filter((own) => own.code === code && own.cents === line.service?.charge)
      const known =
        (control === undefined ? undefined : lineByControl(work.db, facts.claim.id, control)) ?? (alike.length === 1 ? alike[0] : undefined)
      const before = known ? `Line ${known.n}. ` : code === undefined ? 'A line. ' : `A line, ${code}. `
      return (line.statuses ?? []).map((one) => ({ ...said(one, codesOf(one), before), ...(known && { line: known.id }) }))
    }),
  ]
}

function verdictOf(codes: readonly Code[], isOurs: boolean): Statement['verdict'] {
  const outcome = outcomeOf(codes.map(outcomeOfCode))
  if (!isOurs || (outcome !== 'accepted' && outcome !== 'rejected')) return 'noted'
  if (outcome === 'rejected') return 'rejected'
  return codes.some(({ category }) => category === 'A2') ? 'accepted' : 'received'
}
