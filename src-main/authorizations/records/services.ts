import type { Day } from '../../../src-shared/day.ts'
import { coveragesOf, type CoverageRow } from '../../practice/index.ts'
import { digits } from '../../../src-shared/number.ts'
import { prepared, type Reading } from '../../store/index.ts'
import { codesAhead } from '../codes.ts'
import { keyOf, type Account, type Kind, type Line, type Service } from '../rules.ts'
import { from } from './tables.ts'

/* What a patient's authorizations are counted from: sessions, charges, claims, and what was paid on them. */

const charges = prepared((patient: number, since: string) =>
  from
    .selectFrom('charge')
    .leftJoin('claim', 'claim.id', 'charge.claim')
    .leftJoin('coverage', 'coverage.id', 'charge.coverage')
    .select([
      'charge.id',
      'charge.appointment',
      'charge.provider',
      'charge.day',
      'charge.start',
      'charge.minutes',
      'coverage.payer',
      'claim.id as claim',
      'claim.status',
      'claim.sent_at as sentAt',
      'claim.authorization as number',
    ])
    .where('charge.patient', '=', patient)
    .where('charge.day', '>=', since)
    .where('charge.withdrawn_at', 'is', null)
    .where('charge.outcome', '=', 'billed'),
)
const chargeLines = prepared((patient: number, since: string) =>
  from
    .selectFrom('charge')
    .innerJoin('charge_line', 'charge_line.charge', 'charge.id')
    .select(['charge.id as of', 'charge_line.code', 'charge_line.units'])
    .where('charge.patient', '=', patient)
    .where('charge.day', '>=', since)
    .where('charge.withdrawn_at', 'is', null)
    .orderBy('charge_line.n'),
)
const claimLines = prepared((patient: number, since: string) =>
  from
    .selectFrom('claim')
    .innerJoin('claim_line', 'claim_line.claim', 'claim.id')
    .leftJoin('line_sum', 'line_sum.line', 'claim_line.id')
    .select(['claim.id as claim', 'claim_line.charge', 'claim_line.code', 'claim_line.units', 'line_sum.payment', 'line_sum.patient'])
    .where('claim.patient', '=', patient)
    .where('claim.last_day', '>=', since)
    .orderBy('claim_line.n'),
)
const claims = prepared((patient: number, since: string) =>
  from
    .selectFrom('claim')
    .select(['id', 'payer', 'provider', 'first_day as day', 'status', 'authorization as number'])
    .where('patient', '=', patient)
    .where('first_day', '>=', since)
    .where('origin', '=', 'file'),
)
const sessions = prepared((patient: number, since: string) =>
  from
    .selectFrom('appointment')
    .leftJoin('charge', (join) => join.onRef('charge.appointment', '=', 'appointment.id').on('charge.withdrawn_at', 'is', null))
    .select(['appointment.id', 'appointment.day', 'appointment.start', 'appointment.stop', 'appointment.service', 'appointment.provider'])
    .where('appointment.patient', '=', patient)
    .where('appointment.day', '>=', since)
    .where('appointment.status', 'in', ['booked', 'held'])
    .where('charge.id', 'is', null),
)
const choices = prepared((patient: number) =>
  from.selectFrom('authorization_choice').select(['kind', 'subject', 'authorization']).where('patient', '=', patient).orderBy('id'),
)

/** Where a claim never left, or was opened again. */
const AT_HOME: readonly string[] = ['draft', 'ready', 'held']
/** Where a payer pays nothing: what was counted is given back, whatever comes of an appeal. */
const REFUSED: readonly string[] = ['denied', 'appealed', 'reversed', 'voided']
const DECIDED: readonly string[] = ['paid', 'partly-paid', 'short', 'with-patient', 'overturned', 'closed']

type PaidLine = { readonly payment: number | null; readonly patient: number | null }
/** Where a line stands by its claim and by what was posted on it: a share of the patient is allowed, and counts, too. */
function accountOf(status: string | null, line: PaidLine): Account {
  if (status === null) return 'used'
  const hasMoney = (line.payment ?? 0) !== 0
  if (REFUSED.includes(status)) return hasMoney ? 'confirmed' : 'left'
  if (!DECIDED.includes(status)) return 'used'
  return hasMoney || (line.patient ?? 0) !== 0 ? 'confirmed' : 'left'
}

/** Every service of a patient since a day that counts, or may. */
export function servicesOf(db: Reading, patient: number, since: Day): Service[] {
  const said = new Map(db.all(choices(patient)).map(({ kind, subject, authorization }) => [keyOf({ kind, id: subject }), authorization]))
  const chosen = (kind: Kind, id: number): Pick<Service, 'chosen'> => {
    const found = said.get(keyOf({ kind, id }))
    return found === undefined ? {} : { chosen: found }
  }
  const onClaims = db.all(claimLines(patient, since))
  const billedLines = byOwner(onClaims.flatMap((line) => (line.charge === null ? [] : [{ ...line, of: line.charge }])))
  const takenLines = byOwner(onClaims.map((line) => ({ ...line, of: line.claim })))
  const ofCharges = byOwner(db.all(chargeLines(patient, since)))
  const covers = coveragesOf(db, patient)
  const billed = db.all(charges(patient, since)).map((row): Service => {
    const [kind, id]: [Kind, number] = row.appointment === null ? ['charge', row.id] : ['session', row.appointment]
    const lines: readonly Line[] =
      row.claim === null
        ? (ofCharges.get(row.id) ?? []).map(({ code, units }) => ({ code, units, account: 'used' }))
        : (billedLines.get(row.id) ?? []).map((line) => ({ code: line.code, units: line.units, account: accountOf(row.status, line) }))
    const hasLeft = row.sentAt !== null && !AT_HOME.includes(row.status ?? '')
    return {
      kind,
      id,
      day: row.day as Day,
      start: row.start,
      payer: row.payer,
      provider: row.provider,
      minutes: row.minutes,
      isAhead: false,
      lines,
      ...chosen(kind, id),
      ...(hasLeft && row.number !== null && { sentAs: row.number }),
    }
  })
  const taken = db.all(claims(patient, since)).map((row): Service => {
    const lines = (takenLines.get(row.id) ?? []).map((line) => ({
      code: line.code,
      units: line.units,
      account: accountOf(row.status, line),
    }))
    return {
      kind: 'claim',
      id: row.id,
      day: row.day as Day,
      start: '',
      payer: row.payer,
      provider: row.provider,
      minutes: 0,
      isAhead: false,
      lines,
      ...chosen('claim', row.id),
      ...(row.number !== null && { sentAs: row.number }),
    }
  })
  const ahead = db.all(sessions(patient, since)).map((row): Service => {
    const minutes = minutesOf(row.start, row.stop)
    return {
      kind: 'session',
      id: row.id,
      day: row.day as Day,
      start: row.start,
      payer: payerOn(covers, row.day),
      provider: row.provider,
      minutes,
      isAhead: true,
      lines: codesAhead(row.service, minutes).map((code) => ({ code, units: 1, account: 'reserved' })),
      ...chosen('session', row.id),
    }
  })
  return [...billed, ...taken, ...ahead]
}

function byOwner<T extends { readonly of: number }>(rows: readonly T[]): ReadonlyMap<number, readonly T[]> {
  const found = new Map<number, T[]>()
  for (const row of rows) {
    const some = found.get(row.of) ?? []
    some.push(row)
    found.set(row.of, some)
  }
  return found
}

/** Who pays first on a day, by what the patient's coverages say now. */
const payerOn = (covers: readonly CoverageRow[], day: string): number | null =>
  covers.find((one) => (one.starts === null || one.starts <= day) && (one.ends === null || one.ends >= day))?.payer ?? null

/** Whole minutes from start to stop, both `HH:MM`; over midnight where the stop is the earlier. */
function minutesOf(start: string, stop: string): number {
  const at = (time: string): number => digits(time.slice(0, 2)) * 60 + digits(time.slice(3, 5))
  const minutes = at(stop) - at(start)
  return minutes >= 0 ? minutes : minutes + 1440
}
