import { addDays, daysBetween, weekday, type Day } from '../../../src-shared/day.ts'
import type { Chance } from '../../../src-main/practice-payer/index.ts'
import { book, charge, claimOf, writeBatch, writeClaim, type Batch, type Claim, type Session } from './claims.ts'
import { fateOf, type Fate } from './fates.ts'
import { shapeOf, writePayment, type Decision, type Written } from './payments.ts'
import { instant, type Pen } from './pen.ts'
import { madePatient, PAYERS, type MadePatient } from './people.ts'
import { heldSession } from './sessions.ts'

/** What a made practice lives through. */
export type Span = { readonly first: Day; readonly today: Day; readonly claims: number; readonly patients: number }
/** The numbers of what was set up before the first day. */
export type Standing = { readonly providers: readonly number[]; readonly payers: readonly number[]; readonly prefix: string }

/** Work that comes due on a day, by payer. */
const due = <T>(): { put(day: Day, payerAt: number, one: T): void; take(day: Day): [number, T[]][] } => {
  const days = new Map<Day, Map<number, T[]>>()
  return {
    put(day, payerAt, one) {
      const payers = days.get(day) ?? new Map<number, T[]>()
      days.set(day, payers)
      const known = payers.get(payerAt)
      if (known) known.push(one)
      else payers.set(payerAt, [one])
    },
    take(day) {
      const found = [...(days.get(day) ?? [])].sort(([a], [b]) => a - b)
      days.delete(day)
      return found
    },
  }
}

/** Days of one transaction. */
const STRIDE = 60
/** Days booked ahead. */
const AHEAD = 12
const CONSENT = {
  kind: 'tpo',
  discloser: 'Cedar Hollow Behavioral Health',
  scope: 'What my health plan needs to pay',
  purpose: 'payment',
} as const

/** Lives through the days from the first to today and books the days ahead; everything is written as it happens. */
export function live(pen: Pen, chance: Chance, span: Span, at: Standing): void {
  const { first, today } = span
  const patients: { readonly made: MadePatient; readonly coverage: number }[] = []
  const batches = new Map<string, Batch>()
  const leaving = due<Batch>()
  const payments = due<Decision>()
  const days = Array.from({ length: daysBetween(first, today) + 1 }, (_, n) => addDays(first, n))
  const working = days.filter((day) => weekday(day) > 0 && weekday(day) < 6)
  // What came on the last two working days is still to be posted.
  const unposted = working.at(-2) ?? today
  let [worked, sessions] = [0, 0]

  /** Payers pay on one day of the week each, from so many days after a session on. */
  const paidOn =
    (payerAt: number) =>
    (after: Day): Day => {
      const earliest = addDays(after, (PAYERS[payerAt]?.paysAfter ?? 14) + 2)
      return addDays(earliest, (7 + 1 + (payerAt % 5) - weekday(earliest)) % 7)
    }
  const nextWorkday = (day: Day): Day => {
    const next = addDays(day, 1)
    return weekday(next) === 6 ? addDays(next, 2) : weekday(next) === 0 ? addDays(next, 1) : next
  }
  const batchOf = (payerAt: number, on: Day): Batch => {
    const key = `${payerAt} ${on}`
    const known = batches.get(key)
    if (known) return known
    const made: Batch = { id: pen.next.batch++, payerAt, on, claims: [] }
    batches.set(key, made)
    leaving.put(on, payerAt, made)
    return made
  }

  /** A new patient as long as there are too few for the sessions so far; else one of those who came lately. */
  const someone = (day: Day): number => {
    const wanted = Math.ceil((sessions * span.patients) / span.claims)
    if (patients.length < wanted && patients.length < span.patients) return enter(pen, chance, patients, day, at.payers)
    const lately = Math.min(patients.length, Math.max(40, Math.floor(span.patients / 10)))
    const back = Math.floor(chance.next() * chance.next() * lately)
    return Math.max(1, patients.length - back)
  }
  const sessionOn = (day: Day, n: number): Session => {
    const patientId = someone(day)
    const known = patients[patientId - 1]
    if (!known) throw new Error('A patient who comes was entered')
    const provider = at.providers[n % at.providers.length] ?? 1
    const slot = Math.floor(n / at.providers.length) % 10
    const start = `${String(8 + slot).padStart(2, '0')}:${chance.pick(['00', '15', '30'])}`
    return { patientId, coverage: known.coverage, patient: known.made, provider, day, start }
  }

  const see = (day: Day, n: number): void => {
    sessions++
    const session = sessionOn(day, n)
    const { payerAt } = session.patient
    const held = heldSession(chance, payerAt)
    const appointment = book(pen, session, held, 'held')
    // Sessions of the last days that nobody charged yet.
    if (daysBetween(day, today) < 6 && chance.percent(4)) return
    const charged = charge(pen, session, held, appointment)
    const claim = claimOf(pen, chance, session, held, at.prefix)
    const fate = fateOf(chance, { day, lines: held.lines.length }, { today, unposted, paidOn: paidOn(payerAt) })
    const isSent = fate.is === 'decided' || fate.isSent
    const sentOn = isSent ? (nextWorkday(day) > today ? today : nextWorkday(day)) : null
    const batch = sentOn ? batchOf(payerAt, sentOn) : null
    batch?.claims.push(claim)
    const ends = follow(payments, claim, fate, { today, unposted, paidOn: paidOn(payerAt) })
    const standing = {
      status: ends.status,
      batch: batch?.id ?? null,
      sentOn,
      since: ends.since ?? sentOn ?? day,
      payerControl: fate.is === 'decided' ? claim.payerControl : null,
    }
    writeClaim(pen, claim, session, { charge: charged, held, payer: at.payers[payerAt] ?? 1 }, standing)
  }

  const send = (day: Day): void => {
    for (const [payerAt, made] of leaving.take(day))
      for (const batch of made) writeBatch(pen, batch, at.payers[payerAt] ?? 1, at.prefix, today)
  }
  const openOf = new Map<number, Written>()
  days.forEach((day, n) => {
    if (n % STRIDE === STRIDE - 1) pen.turn()
    for (const [payerAt, decisions] of payments.take(day)) {
      const known = decisions.map((one): Decision => {
        const earlier = openOf.get(one.claim.id)
        const entry = earlier?.entry ?? null
        return one.says === 'takes-back' && earlier && entry !== null ? { ...one, earlier: { ...earlier, entry } } : one
      })
      const payer = at.payers[payerAt] ?? 1
      const written = writePayment(pen, chance, { payerAt, payer, on: day, decisions: known }, day < unposted)
      known.forEach((one, place) => {
        const own = written[place]
        if (one.says === 'takes-back' && !one.earlier && own) openOf.set(one.claim.id, own)
      })
    }
    send(day)
    if (working[worked] !== day) return
    const count = Math.round((span.claims * (worked + 1)) / working.length) - Math.round((span.claims * worked) / working.length)
    for (let one = 0; one < count; one++) see(day, one)
    worked++
  })
  send(today)
  ahead(pen, chance, today, Math.ceil(span.claims / working.length), sessionOn)
}

/** Lays a claim's decisions onto the days they come. @returns what the claim is today, and since when */
function follow(
  payments: ReturnType<typeof due<Decision>>,
  claim: Claim,
  fate: Fate,
  { today, unposted, paidOn }: { readonly today: Day; readonly unposted: Day; readonly paidOn: (after: Day) => Day },
): { status: string; since: Day | null } {
  if (fate.is === 'stands') {
    const on = paidOn(claim.day)
    if (fate.status === 'accepted' && on <= today && on >= unposted)
      payments.put(on, claim.payerAt, { claim, says: 'pays', reason: undefined, end: undefined })
    return { status: fate.status, since: null }
  }
  const { on, says, reason } = fate
  const again = paidOn(addDays(on, 30))
  const isAgain = again < unposted
  const wasPaid = fate.end?.is === 'paid' && isAgain
  const end =
    fate.end?.is === 'paid' && !isAgain ? { ...fate.end, is: 'open' as const, status: 'waiting' as const, closedOn: null } : fate.end
  payments.put(on, claim.payerAt, { claim, says, reason, end })
  if (wasPaid) payments.put(again, claim.payerAt, { claim, says: 'pays', reason: undefined, end: undefined })
  if (says === 'takes-back' && isAgain) payments.put(again, claim.payerAt, { claim, says, reason, end })
  const since = end?.closedOn ?? (isAgain && (wasPaid || says === 'takes-back') ? again : on)
  if (end?.is === 'paid') return { status: end.appeal === 'won' ? 'overturned' : 'paid', since }
  if (end?.is === 'written-off') return { status: says === 'part' ? 'paid' : 'closed', since }
  if (end?.appeal === 'sent') return { status: 'appealed', since }
  return { status: says === 'takes-back' && isAgain ? 'reversed' : shapeOf({ says }), since }
}

/** Enters a patient with coverage and diagnoses; one in fifty is of the substance-use program. @returns the patient's number */
function enter(
  pen: Pen,
  chance: Chance,
  patients: { readonly made: MadePatient; readonly coverage: number }[],
  day: Day,
  payers: readonly number[],
): number {
  const id = pen.next.patient++
  const coverage = pen.next.coverage++
  const made = madePatient(chance, id, day)
  patients.push({ made, coverage })
  const { last, first, middle, born, sex, line1, city, zip, phone, memberId, group, diagnoses } = made
  const at = instant(day, '08:30')
  const folded = `${last}|${first}`.toUpperCase()
  pen.patient.add({ id, last, first, middle, born, sex, line1, city, state: 'OH', zip, phone, folded_name: folded, created_at: at })
  diagnoses.forEach((code, n) => pen.patientDiagnosis.add({ patient: id, position: n + 1, code, since: day }))
  pen.coverage.add({ id: coverage, patient: id, payer: payers[made.payerAt] ?? 1, position: 1, member_id: memberId, group_number: group })
  if (chance.percent(2)) {
    pen.episode.add({ patient: id, program: 'Evening intensive outpatient', source: 'program', starts: day, by: 'Dana Whitlock', at })
    const signer = `${first} ${last}`
    pen.consent.add({ patient: id, ...CONSENT, signed_on: day, signer, relation: 'self', method: 'paper', by: 'Dana Whitlock', at })
  }
  return id
}

/** Sessions booked for the days ahead; most of those of the next three days are verified. */
function ahead(pen: Pen, chance: Chance, today: Day, perDay: number, sessionOn: (day: Day, n: number) => Session): void {
  for (let n = 1; n <= AHEAD; n++) {
    const day = addDays(today, n)
    if (weekday(day) === 0 || weekday(day) === 6) continue
    for (let one = 0; one < perDay; one++) {
      const session = sessionOn(day, one)
      const id = book(pen, session, heldSession(chance, session.patient.payerAt), 'booked')
      if (n < 4 && chance.percent(80)) verified(pen, chance, session, id, today)
    }
  }
}

function verified(pen: Pen, chance: Chance, of: Session, appointment: number, today: Day): void {
  const id = pen.next.inquiry++
  pen.inquiry.add({
    id,
    appointment,
    coverage: of.coverage,
    patient: of.patientId,
    payer: of.patient.payerAt + 1,
    day: of.day,
    trace: `BENCHE${String(id).padStart(6, '0')}`,
    asked_at: instant(addDays(today, -1)),
    answered_at: instant(addDays(today, -1), '15:31'),
    outcome: chance.percent(93) ? 'active' : chance.percent(50) ? 'inactive' : 'other-administrator',
    network: 'in',
    copay: PAYERS[of.patient.payerAt]?.copay ?? null,
  })
}
