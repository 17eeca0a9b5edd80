import { must } from '../../../src-shared/result.ts'
import {
  authorizationRequest,
  authorizationResponse,
  readSet,
  type Event278,
  type Request278,
  type Response278,
  type Service278,
} from '../../x12/index.ts'
import type { Moment, PayerName } from '../plans.ts'
import { setOf, text } from './envelope.ts'

/** How a payer decides on an event and on its services, and what is odd about its answer. */
export type Deciding = {
  readonly event?: Partial<Event278>
  readonly service?: Partial<Service278>
  readonly change?: (value: Response278) => Response278
}

/** The payer's 278 to a request: traces, days and codes come back, with its decision. */
export function reviewOf(request: Request278, { event, service, change = (same) => same }: Deciding): Response278 {
  const reviewer = must('a payer is asked', request.reviewers[0])
  const asker = must('somebody asks', reviewer.requesters[0])
  type Asked = NonNullable<(typeof asker.subscribers)[number]['events']>[number]
  const echoed = (traces: Asked['traces']) => (traces ?? []).map((one) => ({ ...one, kind: '2' as const }))
  const eventOf = (one: Asked): Event278 => ({
    level: {},
    traces: echoed(one.traces),
    review: one.review,
    ...(one.day && { day: one.day }),
    services: (one.services ?? []).map((own) => ({
      level: {},
      traces: echoed(own.traces),
      ...(own.professional && { professional: { procedure: own.professional.procedure } }),
      ...service,
    })),
    ...event,
  })
  return change({
    beginning: { ...request.beginning, purpose: '11', kind: '18' },
    reviewers: [
      {
        level: {},
        reviewer: {
          name: reviewer.reviewer.name,
          contact: { function: 'IC', name: 'UTILIZATION MGMT', numbers: [{ kind: 'TE', number: '5555550155' }] },
        },
        requesters: [
          {
            level: {},
            requester: { name: asker.requester.name },
            subscribers: asker.subscribers.map((one) => ({
              level: {},
              person: { name: one.person.name },
              ...(one.events && { events: one.events.map(eventOf) }),
              ...(one.dependents && {
                dependents: one.dependents.map((own) => ({
                  level: {},
                  person: { name: own.person.name },
                  events: own.events.map(eventOf),
                })),
              }),
            })),
          },
        ],
      },
    ],
  })
}

/** A 278 that decides on the request of another. */
export function answerReview(bytes: Uint8Array, deciding: Deciding, payer: PayerName, control: number, at: Moment): Uint8Array {
  const set = setOf(bytes)
  const asked = readSet(authorizationRequest, set).value as Request278
  const value = { ...reviewOf(asked, deciding) }
  return text(authorizationResponse, value, payer, set.interchange.sender, control, at)
}
