import type { Output } from '../../src-shared/contract/index.ts'
import { shownDay } from '../../src-shared/day.ts'
import { sentenceMoney } from '../../src-shared/money.ts'
import type { Reading } from '../store/index.ts'
import type { ClaimFacts } from './facts.ts'
import type { Following } from './following.ts'
import { payersOf } from './professional-others.ts'
import { decisionOf } from './coordination.ts'
import { decisionsOn, turnsOf } from './records/turns.ts'
import { VOID } from './mending.ts'
import { whyNotReplaced } from './voiding.ts'

type Detail = Output<'claims.get'>

/** SBR01 in words. */
const ORDER_WORDS: Readonly<Record<string, string>> = { P: 'first', S: 'second', T: 'third', A: 'fourth', B: 'fifth' }

/** Every payer of a claim in the order they pay, with what each decided. */
export function payersShown(db: Reading, facts: ClaimFacts): Detail['payers'] {
  const { claim, coverage, payer } = facts
  const { own, others } = payersOf(facts)
  const decisions = decisionsOn(db, claim.id)
  const turns = turnsOf(db, claim.id)
  const now = decisionOf(decisions, claim.turn)
  const shown = others.map(({ other, order }) => {
    const turn = turns.find((one) => one.coverage === other.coverage.id)?.turn
    const decision = turn === undefined ? undefined : decisionOf(decisions, turn)
    return { order, coverage: other.coverage, payer: other.payer, decision, isNow: false }
  })
  const all = [...shown, { order: own, coverage, payer, decision: now, isNow: true }]
  return all
    .toSorted((one, other) => 'PSTABCDEFGHU'.indexOf(one.order) - 'PSTABCDEFGHU'.indexOf(other.order))
    .map(({ order, coverage: of, payer: by, decision, isNow }) => ({
      id: of.id,
      name: by.name,
      memberId: of.member_id,
      order: ORDER_WORDS[order] ?? 'later',
      isNow,
      paid: decision?.paid ?? null,
      decided: decision?.day ?? null,
      number: decision?.payerControl || null,
    }))
}

/** What may be done with a claim that a payer decided, or that was opened since. */
export function mayBe(db: Reading, { claim }: ClaimFacts, following: Following | undefined): Detail['may'] {
  const isHere = ['draft', 'ready', 'held'].includes(claim.status)
  const canReplace = whyNotReplaced(db, claim) === undefined
  return [
    ...(following && following.forwardedTo === undefined ? (['bill-next'] as const) : []),
    ...(canReplace ? (['replace', 'void'] as const) : []),
    ...(claim.opened_from !== null && isHere ? (['put-back'] as const) : []),
  ]
}

/** The step that leads to the next payer, or says that the claim is on its way there by itself. */
export function followingStep({ payer, left, decision, forwardedTo }: Following, coverage: number): Detail['next'] {
  if (forwardedTo !== undefined)
    return {
      title: `On its way to ${forwardedTo}`,
      why: `The payer sent it on itself on ${shownDay(decision.day)}. It is not sent twice; the answer is awaited.`,
      cents: left,
      action: 'wait',
      target: null,
    }
  return {
    title: `${payer.name} pays next`,
    why: `${sentenceMoney(decision.paid)} was paid, and ${sentenceMoney(left)} is left. It goes on with the first decision line by line.`,
    cents: left,
    action: 'bill-next',
    target: coverage,
  }
}

/** The step of a claim that is ready to be voided. */
export function voidStep({ claim, payer }: ClaimFacts): Detail['next'] | undefined {
  if (claim.frequency !== VOID || claim.status !== 'ready') return undefined
  return {
    title: 'Ready to be voided',
    why: `${payer.name} takes the whole claim back, and what it paid with it.`,
    cents: null,
    action: 'send',
    target: null,
  }
}
