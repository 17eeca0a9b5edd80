import { keepPreviousData, QueryClient, useMutation, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { createContext, use, useRef } from 'react'
import {
  contract,
  type Input,
  type Name,
  type NamesOf,
  type Output,
  type Problem,
  type Reply,
  type Topic,
} from '../../src-shared/contract/index.ts'
import { newKey, type Connection } from './connection.ts'

/** What a query throws when the engine refuses: the problem, as an error. */
export class Refusal extends Error {
  readonly problem: Problem
  constructor(of: Problem) {
    super(of.message)
    this.problem = of
  }
}

export const ConnectionContext = createContext<Connection | undefined>(undefined)

export function useConnection(): Connection {
  const connection = use(ConnectionContext)
  if (!connection) throw new Error('A component outside the window')
  return connection
}

/** Nothing here waits for a network, and nothing grows old but by the engine's events. */
export const createQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, staleTime: Infinity, refetchOnWindowFocus: false, refetchOnReconnect: false },
      mutations: { networkMode: 'always', retry: false },
    },
  })

/** The value of a call, or its problem thrown. */
export async function ask<N extends Name>(connection: Connection, name: N, input: Input<N>): Promise<Output<N>> {
  const reply: Reply<N> = await connection.call(name, input)
  if (reply.ok) return reply.value
  throw new Refusal(reply.problem)
}

export type Asked<T> = UseQueryResult<T, Refusal>

/** Asks, keeps what was answered until an event says it changed, and shows the last answer while a new question is out. */
export function useCall<N extends NamesOf<'query'>>(
  name: N,
  input: Input<N>,
  options: { readonly when?: boolean; readonly keep?: boolean } = {},
): Asked<Output<N>> {
  const connection = useConnection()
  return useQuery<Output<N>, Refusal, Output<N>>({
    queryKey: [name, input],
    queryFn: () => ask(connection, name, input),
    enabled: options.when ?? true,
    ...(options.keep && { placeholderData: keepPreviousData as never }),
  })
}

export type Command<N extends Name> = {
  readonly run: (input: Input<N>) => Promise<Reply<N>>
  readonly isBusy: boolean
  /** Why the last try came to nothing. */
  readonly problem: Problem | undefined
  readonly forget: () => void
}

/**
 * A change, done once however often it is tried: its key is made when the form opens and again after each success. Something else that is asked while one is
 * on its way is a change of its own, not the same tried twice.
 */
export function useCommand<N extends NamesOf<'command' | 'task'>>(name: N): Command<N> {
  const connection = useConnection()
  const key = useRef<string>(undefined)
  const onItsWay = useRef<string>(undefined)
  const change = useMutation<Reply<N>, never, { readonly input: Input<N>; readonly key: string }>({
    mutationFn: ({ input, key: own }) => connection.call(name, input, contract[name].kind === 'command' ? { key: own } : {}),
    onSettled: (reply, _lost, { key: own }) => {
      if (own !== key.current) return
      onItsWay.current = undefined
      if (reply?.ok) key.current = undefined
    },
  })
  return {
    run: (input) => {
      const asked = JSON.stringify(input)
      if (onItsWay.current !== undefined && onItsWay.current !== asked) key.current = undefined
      onItsWay.current = asked
      key.current ??= newKey()
      return change.mutateAsync({ input, key: key.current })
    },
    isBusy: change.isPending,
    problem: change.data?.ok === false ? change.data.problem : undefined,
    forget: change.reset,
  }
}

/** Which calls give other answers after something changed, by the beginning of their names. */
const answers: Readonly<Record<Topic, readonly string[]>> = {
  store: ['store.'],
  practice: [
    'practice.',
    'statements.terms',
    'disputes.',
    'providers.',
    'credentials.',
    'payers.',
    'fees.',
    'rates.',
    'codes.',
    'desk.pickers',
    'charges.',
  ],
  patients: [
    'patients.',
    'eligibility.',
    'charges.',
    'claims.',
    'desk.find',
    'part2.',
    'disclosures.',
    'receipts.',
    'statements.',
    'approvals.',
    'month.',
    'figures.',
  ],
  appointments: ['appointments.', 'eligibility.', 'charges.', 'patients.'],
  eligibility: ['eligibility.', 'charges.estimate', 'authorizations.'],
  authorizations: ['authorizations.'],
  charges: ['charges.', 'coding.', 'documentation.', 'appointments.', 'claims.', 'patients.', 'figures.'],
  rules: ['rules.'],
  claims: [
    'claims.',
    'inquiries.',
    'charges.',
    'patients.',
    'payers.',
    'denials.',
    'part2.',
    'disclosures.',
    'desk.find',
    'ledger.',
    'receipts.',
    'statements.',
    'disputes.',
    'month.',
    'figures.',
  ],
  files: ['exchange.', 'claims.batches', 'connections.'],
  connections: ['connections.', 'exchange.'],
  deposits: ['deposits.'],
  months: ['month.', 'figures.'],
  remittances: ['remittance.', 'deposits.', 'month.', 'claims.', 'patients.', 'ledger.', 'figures.'],
  denials: ['denials.', 'claims.', 'approvals.', 'ledger.', 'figures.'],
  appeals: ['appeals.', 'enclosures.', 'paragraphs.', 'denials.', 'claims.'],
  desk: ['views.', 'settings.'],
  work: ['today.'],
  people: ['people.', 'access.', 'store.status', 'store.users', 'security.', 'approvals.'],
  audit: ['audit.'],
  consent: ['part2.', 'disclosures.', 'claims.', 'inquiries.', 'patients.', 'eligibility.'],
  backup: ['backup.'],
}
/** These weigh up everything. */
const overviews = ['today.', 'desk.counts', 'views.counts', 'store.verify']

export function isTouched(name: string, topics: ReadonlySet<Topic>): boolean {
  const starts = [...topics].flatMap((topic) =>
    topic === 'desk' || topic === 'work' || topic === 'store' ? answers[topic] : [...answers[topic], ...overviews],
  )
  return starts.some((start) => name.startsWith(start))
}
