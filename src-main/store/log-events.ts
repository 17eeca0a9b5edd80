import { z } from 'zod'
import { contract, type Name } from '../../src-shared/contract/index.ts'
import { PROBLEMS, type ProblemCode } from '../../src-shared/contract/problems.ts'

/*
 * Everything that can be logged. Ids, counts, codes, durations: there is no field that takes a text, so no name, diagnosis or message of a library gets
 * in. What an incident says of our own code is made in one place, from its stack.
 */

const Count = z.int().nonnegative().max(1_000_000_000_000)
const Id = z.int().positive()
const Call = z.enum(Object.keys(contract) as [Name, ...Name[]])
const Code = z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]])

/** Names of errors that say nothing but their kind; any other is told as `other`. */
const ERROR_NAMES = [
  'Error',
  'TypeError',
  'RangeError',
  'SyntaxError',
  'ReferenceError',
  'EvalError',
  'URIError',
  'AggregateError',
  'AbortError',
  'ZodError',
  'SqliteError',
  'Trouble',
  'other',
] as const

const IncidentNumber = z.string().regex(/^[0-9A-F]{4}-[0-9A-F]{4}$/)
/** A line of a file of ours. */
const Frame = z.string().regex(/^(?:src-(?:main|shared)|out\/main)(?:\/[a-z0-9_-]{1,40}){1,4}(?:\.test)?\.[cm]?[jt]s:\d{1,6}$/i)

/** What a room may log, by name. */
export const EVENTS = {
  'store.opened': z.strictObject({ user: Id }),
  'store.closed': z.strictObject({}),
  'sign-in.failed': z.strictObject({ user: Id.nullable(), tries: Count }),
  'call.refused': z.strictObject({ call: Call, code: Code, ms: Count }),
  'call.slow': z.strictObject({ call: Call, ms: Count }),
  'backup.made': z.strictObject({ bytes: Count, ms: Count, verified: z.boolean() }),
  /** Something else was to be logged, and was refused. */
  'log.refused': z.strictObject({}),
} as const

export type EventName = keyof typeof EVENTS
export type EventData<N extends EventName> = Readonly<z.infer<(typeof EVENTS)[N]>>

const Incident = z.strictObject({ incident: IncidentNumber, error: z.enum(ERROR_NAMES), frames: z.array(Frame).max(8) })
type Incident = Readonly<z.infer<typeof Incident>>

const Stamp = { at: z.iso.datetime({ offset: true, local: true }), n: Count }
/** A line of the log: when by the clock, its number in this sitting, what, and its data. */
export const LogLine = z.union([
  ...(Object.entries(EVENTS) as [EventName, (typeof EVENTS)[EventName]][]).map(([is, data]) =>
    z.strictObject({ ...Stamp, is: z.literal(is), data }),
  ),
  z.strictObject({ ...Stamp, is: z.literal('incident'), data: Incident }),
])
export type LogLine =
  | { [N in EventName]: { readonly at: string; readonly n: number; readonly is: N; readonly data: EventData<N> } }[EventName]
  | { readonly at: string; readonly n: number; readonly is: 'incident'; readonly data: Incident }

/** What may be told of an error: its kind and where in our code, never its message, for that may hold what the code was working on. */
export function incidentOf(incident: string, error: unknown): Incident {
  const name = error instanceof Error ? error.name : 'other'
  const known = ERROR_NAMES.find((one) => one === name) ?? 'other'
  return { incident, error: known, frames: framesOf(error).slice(0, 8) }
}

/** Places in our own code, newest first. The message stands at the head of a stack and may look like one, so it is taken off. */
function framesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  const stack = error.stack ?? ''
  const at = error.message === '' ? 0 : stack.indexOf(error.message)
  const calls = at < 0 ? stack : stack.slice(at + error.message.length)
  return [...calls.matchAll(/^ {4}at .*?((?:src-(?:main|shared)|out\/main)\/[\w./-]+:\d+):\d+\)?$/gm)]
    .map(([, frame = '']) => frame)
    .filter((frame) => Frame.safeParse(frame).success)
}
