import type { User } from '../../src-shared/contract/access.ts'
import type { Call, Name } from '../../src-shared/contract/index.ts'
import { isVisible, mayDo, patientOf, userAt } from '../access/index.ts'
import { refuse, type Reading } from '../store/index.ts'
import type { Seat, Touched } from './seat.ts'

/*
 * The gate: what a call must pass before its handler runs, in this order: size, schema, open store, halted, starter words, emergency over, role,
 * passphrase given again, and whether the person sees the patients its ids belong to.
 */

/** Files come in by their paths, so no call is larger (bytes). */
const LARGEST = 1_048_576

/** @throws Trouble `input.invalid` for an input that is too large, or that is no plain data */
export function checkSize(input: unknown): void {
  let bytes: number
  try {
    bytes = Buffer.byteLength(JSON.stringify(input) ?? '')
  } catch {
    // Round, too deep, or with something in it that is no data.
    return refuse('input.invalid', { message: 'The call is not plain data.' })
  }
  if (bytes > LARGEST) refuse('input.invalid', { message: 'The call is too large.' })
}

/** The input as the schema makes it. @throws Trouble `input.invalid`, which names the field and never its value */
export function parsed(call: Call, input: unknown): unknown {
  const result = call.input.safeParse(input)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const field = issue?.path.map(String).join('.') ?? ''
  return refuse('input.invalid', { at: { field }, message: issueSentence(issue?.message, field) })
}

/** zod's message for refinements of ours is already words; its own are made plain. It never holds the value. */
function issueSentence(message: string | undefined, field: string): string {
  const plain =
    message === undefined || /^(Invalid|Too|Unrecognized)/.test(message) ? 'something else is needed here' : `it needs ${message}`
  return field === '' ? `The call is not as it should be: ${plain}.` : `${field}: ${plain}.`
}

/** What a person with starter words may do. */
const BEFORE_OWN_PASSPHRASE: ReadonlySet<Name> = new Set<Name>(['keys.passphrase', 'access.suggest', 'store.status', 'store.lock'])

/** What may run although the store is only read: what looks into why, takes a copy, or lets it go on. */
const WHILE_HALTED: ReadonlySet<Name> = new Set<Name>([
  'access.confirm',
  'store.resume',
  'backup.list',
  'backup.make',
  'backup.drill',
  'backup.preview',
  'backup.restore',
  'audit.export',
])

/** The words of an emergency lie in an envelope: who opens it does not change them. */
const NOT_IN_EMERGENCY: ReadonlySet<Name> = new Set<Name>(['keys.passphrase'])

/** Whether a person may make a call at all. */
export const mayCall = (user: User, name: Name, call: Call): boolean =>
  mayDo(user, call.needs) && !(user.role === 'emergency' && NOT_IN_EMERGENCY.has(name))

/** Who passed, and whose records the call is about. */
export type Pass = { readonly user: User; readonly named: readonly Touched[]; readonly patient: number | null }

/** Lets a call to the open store in. @throws Trouble `store.halted`, `access.*`, `record.missing` for a record that is not there or hidden */
export function admit(name: Name, call: Call, input: unknown, seat: Seat): Pass {
  const { store } = seat
  if (store.halted && call.kind !== 'query' && !WHILE_HALTED.has(name)) refuse('store.halted', { message: store.halted.words })
  if (store.person.isStarter && !BEFORE_OWN_PASSPHRASE.has(name)) refuse('access.starter')
  if (seat.emergency?.isPast()) refuse('access.expired')
  return store.book.read<Pass>((db) => {
    const user = userAt(db, seat.person) ?? refuse('access.denied')
    if (!mayCall(user, name, call)) refuse('access.denied')
    if (call.confirm && (seat.confirmed === null || seat.confirmed.isPast())) refuse('access.confirm')
    return { user, ...recordsOf(db, user, call, input) }
  })
}

/** Looks at every id the call names, and says whose they are. */
function recordsOf(db: Reading, user: User, call: Call, input: unknown): Omit<Pass, 'user'> {
  const named = Object.entries(call.about).flatMap(([field, subject]) => idsIn(input, field).map((id) => ({ subject, id })))
  const patients = new Set<number | null>()
  for (const { subject, id } of named) {
    if (!isVisible(db, user, subject, id)) refuse('record.missing')
    patients.add(patientOf(db, subject, id) ?? null)
  }
  const [patient = null] = patients.size === 1 ? patients : []
  return { named, patient }
}

/** @param path a field, or one within a list: `claims.claim` */
function idsIn(input: unknown, path: string): number[] {
  const found = path
    .split('.')
    .reduce<readonly unknown[]>(
      (all, field) =>
        all.flatMap((one): unknown => (typeof one === 'object' && one !== null ? (one as Readonly<Record<string, unknown>>)[field] : [])),
      [input],
    )
  return found.filter((one): one is number => typeof one === 'number')
}
