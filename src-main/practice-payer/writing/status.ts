import { sum } from '../../../src-shared/money.ts'
import type { StatusRequest276, StatusResponse277 } from '../../x12/index.ts'
import type { Moment, PayerName } from '../plans.ts'
import { claimOf, counts, firstDay, paidBy, type Held } from '../state.ts'

type Source = StatusRequest276['sources'][number]
type Subscriber = Source['receivers'][number]['providers'][number]['subscribers'][number]
export type AskedClaim = NonNullable<Subscriber['claims']>[number]
type Provider277 = NonNullable<StatusResponse277['sources'][number]['receivers'][number]['providers']>[number]
type Subscriber277 = NonNullable<Provider277['subscribers']>[number]
type Claim277 = NonNullable<Subscriber277['claims']>[number]
type Said277 = Claim277['statuses'][number]['first']

/** Finds the claims that a question is about. */
export type FindClaims = (asked: AskedClaim, subscriber: Subscriber) => readonly Held[]

/** The 277 to a 276: each question gets every claim that fits it, or that none does. */
export function statusResponseOf(request: StatusRequest276, find: FindClaims, payer: PayerName, at: Moment): StatusResponse277 {
  return {
    beginning: { purpose: '08', reference: request.beginning.reference, day: at.day, time: at.time, kind: 'DG' },
    sources: request.sources.map((source) => ({
      level: {},
      name: source.name,
      contact: { name: `${payer.name} CLAIMS`.toUpperCase().slice(0, 60), numbers: [{ kind: 'TE', number: '5555550199' }] },
      receivers: source.receivers.map((receiver) => ({
        level: {},
        name: receiver.name,
        providers: receiver.providers.map((provider) => ({
          level: {},
          names: provider.names,
          subscribers: provider.subscribers.map((subscriber): Subscriber277 => {
            const answers = (asked: readonly AskedClaim[] = []): Claim277[] =>
              asked.flatMap((one) => answerTo(one, find(one, subscriber), at))
            return {
              level: {},
              name: subscriber.name,
              ...(subscriber.claims && { claims: answers(subscriber.claims) }),
              ...(subscriber.dependents && {
                dependents: subscriber.dependents.map((one) => ({ level: {}, name: one.name, claims: answers(one.claims) })),
              }),
            }
          }),
        })),
      })),
    })),
  }
}

function answerTo(asked: AskedClaim, found: readonly Held[], at: Moment): Claim277[] {
  const trace = { trace: asked.trace.trace }
  if (found.length === 0) {
    const day = asked.day ?? asked.lines?.[0]?.day
    return [
      {
        trace,
        statuses: [{ first: { category: 'A4', status: '35' }, day: at.day }],
        ...(asked.account && { account: asked.account }),
        ...(day && { day }),
      },
    ]
  }
  return found.map((held) => ({ trace, ...claimOfHeld(held) }))
}

/** Categories and codes: lists 507 and 508. What a decision denied tells why by the first of its reasons. */
const WHY: Readonly<Record<string, string>> = {
  '18': '54',
  '22': '85',
  '26': '88',
  '27': '88',
  '29': '718',
  '96': '585',
  '97': '732',
  '109': '116',
  '119': '483',
  '197': '84',
}

/** @returns the rule that says what became of the claim, and how the 277 tells it */
export function statusOf({ is, decision }: Held): { readonly rule: string; readonly first: Said277 } {
  if (decision.refused) return { rule: 'status.rejected', first: decision.refused }
  if (is === 'reversed') return { rule: 'status.reversed', first: { category: 'F3', status: '101' } }
  if (is !== 'paid') return { rule: 'status.waiting', first: { category: 'P1', status: '20' } }
  const isPaid = decision.lines.length === 0 || decision.lines.some((line) => line.allowed > 0)
  if (isPaid) return { rule: 'status.paid', first: { category: 'F1', status: '65' } }
  const reason = decision.lines.flatMap((line) => line.adjustments.map((one) => one.reason)).find((one) => Object.hasOwn(WHY, one))
  return { rule: 'status.denied', first: { category: 'F2', status: (reason === undefined ? undefined : WHY[reason]) ?? '585' } }
}

function claimOfHeld(held: Held): Omit<Claim277, 'trace'> {
  const { decision, receivedOn, paid } = held
  const { claim, lines } = claimOf(held).claim
  const { first } = statusOf(held)
  const days = lines.map((line) => line.day.when)
  const from = firstDay(claimOf(held))
  const to = days.map((one) => one.to ?? one.from).reduce((a, b) => (b > a ? b : a), from)
  const isDecided = paid !== undefined && counts(held)
  return {
    statuses: [
      {
        first,
        day: paid?.on ?? receivedOn,
        charge: claim.charge,
        ...(isDecided && { paid: paidBy(decision), finalized: paid.on, remitted: paid.on, check: paid.trace }),
      },
    ],
    ...(!decision.refused && { payerControl: { value: decision.payerControl } }),
    account: { value: claim.control },
    day: { when: to === from ? { from } : { from, to } },
    ...(isDecided &&
      sum(lines.map((line) => line.service.charge)) === claim.charge && {
        lines: lines.map((line, n) => {
          const own = decision.lines[n]
          const { code, modifiers } = line.service.procedure
          return {
            service: {
              procedure: { kind: 'HC' as const, code, ...(modifiers && { modifiers }) },
              charge: line.service.charge,
              paid: own?.paid ?? paidBy(decision),
              units: line.service.quantity,
            },
            statuses: [{ first, day: paid.on }],
            ...(line.control && { control: { value: line.control.value } }),
            day: { when: line.day.when },
          }
        }),
      }),
  }
}
