import { NO_MONEY, sum, times, type Cents } from '../../src-shared/money.ts'
import type { Output } from '../../src-shared/contract/index.ts'
import { claimById, claimFacts, firstPayer, firstTerms, verdictOn } from '../claims/index.ts'
import { fullName, rateOn } from '../practice/index.ts'
import { refuse, Tally, type QueryWork } from '../store/index.ts'
import { allowedOn, disputedOn, shortClaims, type Allowed } from './records.ts'
import { beside, gapOf, type Gap } from './rules.ts'

type List = Output<'disputes.list'>
type Shown = List['payers'][number]['lines'][number]
export type Short = Shown & Gap & Allowed & { readonly member: string; readonly control: string; readonly modifiers: readonly string[] }
export type Underpaid = { readonly payer: number; readonly name: string; readonly lines: readonly Short[] }

/**
 * Everything that was allowed below the contract, by payer. What concerns a substance-use program is left out: a letter with rows of many patients cannot
 * carry the notice of 42 CFR 2.32 for one of them.
 */
export function underpaid({ db, clock }: Pick<QueryWork, 'db' | 'clock'>): {
  readonly payers: readonly Underpaid[]
  readonly wont: List['wont']
} {
  const payers = new Map<number, { payer: number; name: string; lines: Short[] }>()
  const wont = new Tally()
  for (const { id, payer, name } of shortClaims(db)) {
    const facts = claimFacts(db, id)
    if (!facts) continue
    const verdict = verdictOn(db, facts, clock.today())
    if (!verdict.allowed || verdict.basis !== null) {
      wont.add('Of a substance-use program: ask for it claim by claim')
      continue
    }
    const terms = firstTerms(db, id)
    const lines = facts.lines.flatMap((line): Short[] => {
      const said = allowedOn(db, line.id)
      const rate = rateOn(db, payer, line.code, line.day, { ...terms, place: line.place, modifiers: line.modifiers })
      const gap = said && rate !== undefined ? gapOf(rate, line.units, said.allowed) : undefined
      if (!said || !gap) return []
      const { code, day, units, modifiers } = line
      const control = facts.claim.payer_control ?? ''
      const shown = { claim: id, line: line.id, patient: fullName(facts.patient), day, code, units, modifiers, control }
      return [{ ...shown, ...gap, ...said, member: facts.coverage.member_id, disputed: disputedOn(db, line.id, said.remitLine) }]
    })
    if (lines.length === 0) wont.add('The contract rate was changed since; nothing is below it now')
    else {
      const of = payers.get(payer) ?? { payer, name, lines: [] }
      of.lines.push(...lines)
      payers.set(payer, of)
    }
  }
  return { payers: [...payers.values()], wont: wont.rows }
}

/** What the first payer's contract says of each line of a claim, beside what it allowed. Nothing of lines whose rate is not known. */
export function byContract(db: QueryWork['db'], id: number): Output<'disputes.claim'>['lines'] {
  const claim = claimById(db, id) ?? refuse('record.missing')
  const facts = claimFacts(db, id) ?? refuse('record.missing')
  const [payer, terms] = [firstPayer(db, claim), firstTerms(db, id)]
  return facts.lines.flatMap((line) => {
    const rate = rateOn(db, payer, line.code, line.day, { ...terms, place: line.place, modifiers: line.modifiers })
    if (rate === undefined) return []
    const expected = times(rate, line.units)
    const allowed = allowedOn(db, line.id)?.allowed ?? null
    return [
      { line: line.id, day: line.day, code: line.code, expected, allowed, gap: allowed === null ? NO_MONEY : beside(expected, allowed) },
    ]
  })
}

/** What of lines is in no letter yet. */
export const undisputed = (lines: readonly Short[]): Cents =>
  lines.length === 0 ? NO_MONEY : sum(lines.filter(({ disputed }) => disputed === null).map(({ short }) => short))
