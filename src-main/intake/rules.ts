import { INTAKE_VERDICTS, type INTAKE_SOURCES, type IntakeVerdict } from '../../src-shared/contract/intake.ts'
import type { Day } from '../../src-shared/day.ts'
import { NO_MONEY, sum, type Cents } from '../../src-shared/money.ts'

/*
 * One normal form of a session that another system tells of, and what becomes of it here. Pure: the readers make it, whatever the file was.
 */

/** Which system or form a file is of. */
export type Source = (typeof INTAKE_SOURCES)[number]

export type Fate = 'booked' | 'cancelled' | 'no-show'

/** A session as a file tells of it. An empty text is what the file does not say. */
export type Incoming = {
  /** Where in the file: `row 12`, `message 3, segment 14`, `entry 7`. */
  readonly place: string
  /** The number of the session in the system it comes from. */
  readonly external: string
  readonly patientKey: string
  readonly last: string
  readonly first: string
  readonly born: Day | null
  readonly sex: 'F' | 'M' | 'U' | null
  readonly memberId: string
  readonly payer: string
  readonly clinician: string
  readonly npi: string
  readonly day: Day
  readonly start: string
  readonly stop: string
  readonly service: string
  readonly mode: 'in-person' | 'video' | 'audio' | ''
  readonly code: string
  readonly modifiers: string
  readonly pos: string
  readonly units: number | null
  readonly diagnoses: string
  readonly fee: Cents | null
  /** What the source charged to the patient and to the payer, to be held against. */
  readonly patientCents: Cents | null
  readonly payerCents: Cents | null
  readonly status: Fate
}

/** A row that is no session: `cannot` when it should be one, `other` when it never was (a payment, a sum, a remark). */
export type Unread = { readonly place: string; readonly is: 'cannot' | 'other'; readonly why: string; readonly field: string }

/** What was read of one file. Every row, message or entry is in one of the two lists. */
export type Reading = { readonly source: Source; readonly rows: readonly Incoming[]; readonly unread: readonly Unread[] }

/** A session that is here already. */
export type Known = {
  readonly appointment: number
  readonly external: string | null
  readonly patient: number
  readonly provider: number
  readonly day: Day
  readonly start: string
  readonly stop: string
  readonly service: string
  readonly mode: string
  readonly status: string
  /** It was charged: what the file says of it changes nothing any more. */
  readonly isCharged: boolean
}

/**
 * What becomes of a row: it is new; it is here as it is; it says something else than what is here; it says that the session was cancelled or missed; it
 * says something else of a session that was charged, which stays; it waits for a patient or clinician; it cannot be read; it never was a session.
 */
export type Verdict = IntakeVerdict

/** A row with who it is about, once that is known. A number below zero is somebody who is still to be made. */
export type Met = { readonly row: Incoming; readonly patient: number | null; readonly provider: number | null }
export type Planned = Met & { readonly verdict: Verdict; readonly known: Known | null; readonly why: string }

/** A session that is here, with the code that an earlier import told of it. */
type Kept = Known & { readonly code: string }

const dayKey = (patient: number, provider: number, day: Day): string => `${patient} ${provider} ${day}`

/**
 * Says of each row what becomes of it. A row is the session of its own number, else the one of the same patient, clinician, day and start; what has no time
 * is paired one by one with what is here of that day, so two of one day stay two. Rows of one patient, clinician and start are one session with several codes.
 */
export function plan(rows: readonly Met[], known: readonly Kept[]): Planned[] {
  const merged = oneForEach(rows)
  const twins = pairs(
    merged.flatMap((one) => (one.again === null ? [one.met] : [])),
    known,
  )
  return merged.map(({ met, again }) => {
    if (met.patient === null || met.provider === null) {
      const who = met.patient === null ? 'patient' : 'clinician'
      return { ...met, verdict: 'waits', known: null, why: `Who its ${who} is must be said first.` }
    }
    if (again !== null) return { ...met, verdict: 'same', known: null, why: `It is of the same session as ${again}.` }
    const twin = twins.get(met.row)
    if (!twin) return { ...met, verdict: met.row.status === 'booked' ? 'new' : 'cancelled', known: null, why: '' }
    return { ...met, known: twin, ...against(twin, met) }
  })
}

type Told = { readonly met: Met; readonly again: string | null }

/** A later row of the same session adds its code to the first. */
function oneForEach(rows: readonly Met[]): Told[] {
  const first = new Map<string, { at: number; codes: Set<string> }>()
  const told = rows.map((met, n): Told => {
    const { row, patient, provider } = met
    const key = row.external !== '' ? `# ${row.external}` : ''
    const time = patient !== null && provider !== null && row.start !== '' ? `${dayKey(patient, provider, row.day)} ${row.start}` : ''
    const before = first.get(time) ?? first.get(key)
    if (before) {
      row.code.split(' ').forEach((code) => before.codes.add(code))
      return { met, again: rows[before.at]?.row.place ?? '' }
    }
    const own = { at: n, codes: new Set(row.code.split(' ')) }
    for (const one of [key, time]) if (one !== '') first.set(one, own)
    return { met, again: null }
  })
  const codes = new Map([...first.values()].map((one) => [one.at, [...one.codes].filter(Boolean).join(' ')]))
  return told.map((one, n) => {
    const code = codes.get(n)
    return code === undefined || code === one.met.row.code ? one : { ...one, met: { ...one.met, row: { ...one.met.row, code } } }
  })
}

/** Which session that is here each row is. The surest pairs are made first, so that no row takes what is surely another's. */
function pairs(rows: readonly Met[], known: readonly Kept[]): ReadonlyMap<Incoming, Kept> {
  const byExternal = new Map(known.flatMap((one) => (one.external === null ? [] : [[one.external, one] as const])))
  const byDay = new Map<string, Kept[]>()
  for (const one of known) {
    const key = dayKey(one.patient, one.provider, one.day)
    byDay.set(key, [...(byDay.get(key) ?? []), one])
  }
  const found = new Map<Incoming, Kept>()
  const taken = new Set<Kept>()
  const ways: readonly ((row: Incoming, one: Kept) => boolean)[] = [
    (row, one) => row.start === one.start && (row.start !== '' || row.code === one.code),
    (row, one) => row.start === '' && row.code === one.code,
    (row, one) => row.start === '' || one.start === '',
  ]
  const take = (row: Incoming, one: Kept): void => {
    found.set(row, one)
    taken.add(one)
  }
  for (const { row } of rows) {
    const own = row.external === '' ? undefined : byExternal.get(row.external)
    if (own) take(row, own)
  }
  for (const isSame of ways) {
    for (const { row, patient, provider } of rows) {
      if (found.has(row) || patient === null || provider === null) continue
      const one = byDay
        .get(dayKey(patient, provider, row.day))
        ?.find((other) => !taken.has(other) && (row.external === '' || other.external === null) && isSame(row, other))
      if (one) take(row, one)
    }
  }
  return found
}

/** What a row says that differs from what is here, in words. What the row leaves out stays as it is. */
function differences(known: Known, { row, patient, provider }: Met): readonly string[] {
  const other = (said: string, here: string): boolean => said !== '' && said !== here
  return [
    ...(patient !== known.patient ? ['patient'] : []),
    ...(provider !== known.provider ? ['clinician'] : []),
    ...(row.day !== known.day ? ['day'] : []),
    ...(other(row.start, known.start) || other(row.stop, known.stop) ? ['time'] : []),
    ...(other(row.service, known.service) ? ['service'] : []),
    ...(other(row.mode, known.mode) ? ['how it is held'] : []),
    ...(isOff(row.status) !== isOff(known.status) ? ['status'] : []),
  ]
}

const isOff = (status: string): boolean => status === 'cancelled' || status === 'no-show'

function against(known: Known, met: Met): { readonly verdict: Verdict; readonly why: string } {
  const different = differences(known, met)
  if (different.length === 0) return { verdict: 'same', why: '' }
  const words = `Another ${different.join(', ')}.`
  if (known.isCharged) return { verdict: 'charged', why: `${words} It was charged, so it stays as it is.` }
  return { verdict: isOff(met.row.status) && !isOff(known.status) ? 'cancelled' : 'changed', why: words }
}

export type Counts = Readonly<Record<Verdict, number>>

/** How many rows of each verdict. They add up to the rows that were read. */
export function countsOf(planned: readonly Planned[], unread: readonly Unread[]): Counts {
  const of = (verdict: Verdict): number =>
    planned.filter((one) => one.verdict === verdict).length + unread.filter((one) => one.is === verdict).length
  return Object.fromEntries(INTAKE_VERDICTS.map((verdict) => [verdict, of(verdict)])) as Counts
}

/** A fact that a claim needs and the source does not tell, and of how many it is missing. */
export type Lack = { readonly what: string; readonly of: 'patients' | 'clinicians' | 'sessions'; readonly count: number }

/** The facts a claim needs, and how a source may lack them. Each is counted of what it belongs to. */
export function lacksOf(rows: readonly Incoming[]): readonly Lack[] {
  const held = rows.filter((row) => row.status === 'booked')
  const patients = [...new Map(held.map((row) => [personKey(row), row])).values()]
  const clinicians = [...new Map(held.map((row) => [row.clinician, row])).values()]
  const told = (is: (row: Incoming) => boolean) => {
    const keys = new Set(held.filter(is).map(personKey))
    return patients.filter((row) => !keys.has(personKey(row))).length
  }
  const all: readonly Lack[] = [
    { what: 'birth date', of: 'patients', count: told((row) => row.born !== null) },
    { what: 'sex', of: 'patients', count: told((row) => row.sex !== null && row.sex !== 'U') },
    { what: 'member id', of: 'patients', count: told((row) => row.memberId !== '') },
    { what: 'payer', of: 'patients', count: told((row) => row.payer !== '') },
    { what: 'NPI', of: 'clinicians', count: clinicians.filter((row) => row.npi === '').length },
    { what: 'start time', of: 'sessions', count: held.filter((row) => row.start === '').length },
    { what: 'stop time', of: 'sessions', count: held.filter((row) => row.start !== '' && row.stop === '').length },
    { what: 'service or code', of: 'sessions', count: held.filter((row) => row.service === '' && row.code === '').length },
    { what: 'place of service', of: 'sessions', count: held.filter((row) => row.mode === '' && row.pos === '').length },
    { what: 'diagnosis', of: 'sessions', count: held.filter((row) => row.diagnoses === '').length },
  ]
  return all.filter((one) => one.count > 0)
}

/** What makes two rows the same patient within a file: the number of the source, else the name with the birth date when it is told. */
export const personKey = (row: Incoming): string =>
  row.patientKey === '' ? `${row.last}|${row.first}|${row.born ?? ''}`.toUpperCase() : `# ${row.patientKey}`
export const clinicianKey = (row: Incoming): string => (row.npi === '' ? row.clinician.toUpperCase() : `# ${row.npi}`)

/** Money as the source has it, of sessions that took place. */
export const moneyOf = (rows: readonly Incoming[]): { readonly fee: Cents; readonly patient: Cents; readonly payer: Cents } => {
  const held = rows.filter((row) => row.status === 'booked')
  const of = (read: (row: Incoming) => Cents | null): Cents => sum(held.map((row) => read(row) ?? NO_MONEY))
  return { fee: of((row) => row.fee), patient: of((row) => row.patientCents), payer: of((row) => row.payerCents) }
}
