import type { Output } from '../../src-shared/contract/index.ts'
import { addMonths, type Day } from '../../src-shared/day.ts'
import { cents, sum } from '../../src-shared/money.ts'
import { fullName, providerName, sessionsOn } from '../practice/index.ts'
import type { Handlers } from '../store/index.ts'
import { estimate } from './estimate.ts'
import { printGoodFaith } from './good-faith.ts'
import { besideOf, chargesOn, unchargedDays } from './records.ts'
import { paste } from './paste/index.ts'
import { saveCharge, withdraw } from './saving.ts'
import { suggest } from './suggest.ts'

type Row = Output<'charges.day'>['rows'][number]

/** Where a claim stands that never left; the claims room decides when a row is taken back. */
const AT_HOME: readonly string[] = ['draft', 'ready', 'held']

export const handlers = {
  'charges.day': ({ db, clock }, { day, provider }) => {
    const rows = chargesOn(db, day, provider).map(asRow)
    const sessions = sessionsOn(db, day, provider)
    const missing = sessions.filter((one) => one.charge === null)
    const today = clock.today()
    return {
      rows,
      missing: missing.map((one) => ({
        id: one.id,
        patient: one.patient,
        patientName: fullName({ first: one.patientFirst, last: one.patientLast }),
        provider: one.provider,
        providerName: providerName(one),
        start: one.start,
        stop: one.stop,
        service: one.service as 'individual',
        mode: one.mode as 'video',
      })),
      booked: sessions.length,
      minutes: rows.reduce((all, one) => all + one.minutes, 0),
      cents: sum(rows.map((one) => one.cents)),
      waiting: unchargedDays(db, addMonths(today, -3), today, provider)
        .filter((one) => one.day !== day)
        .map((one) => ({ day: one.day as Day, sessions: one.sessions })),
    }
  },

  'charges.suggest': ({ db }, input) => suggest(db, input),

  'charges.estimate': ({ db }, input) => estimate(db, input),

  'charges.goodFaith': (work, input) => printGoodFaith(work, input),

  'charges.paste': ({ db, clock }, input) => paste(db, clock.today(), input),

  'charges.save': (work, input) => saveCharge(work, input),

  'charges.withdraw': (work, { charge }) => withdraw(work, charge, false),
} satisfies Pick<
  Handlers,
  'charges.day' | 'charges.suggest' | 'charges.estimate' | 'charges.goodFaith' | 'charges.paste' | 'charges.save' | 'charges.withdraw'
>

const asRow = (row: ReturnType<typeof chargesOn>[number]): Row => ({
  beside: besideOf(row, { codes: (row.codes ?? '').split(', '), diagnoses: (row.diagnoses ?? '').split(' ').filter(Boolean) }),
  id: row.id,
  appointment: row.appointment,
  patient: row.patient,
  patientName: fullName({ first: row.patientFirst, last: row.patientLast }),
  provider: row.provider,
  providerName: providerName(row),
  day: row.day as Day,
  start: row.start,
  stop: row.stop,
  minutes: row.minutes,
  service: row.service,
  mode: row.mode,
  place: row.place,
  codes: row.codes ?? '',
  modifiers: row.modifiers ?? '',
  units: row.units ?? '',
  diagnoses: (row.diagnoses ?? '').split(' ').filter(Boolean),
  pointers: row.pointers ?? '',
  cents: cents(row.cents),
  outcome: row.outcome as 'billed',
  reason: row.reason,
  claim: row.claim,
  claimStatus: row.claimStatus,
  isOpen: row.claim === null || (row.sentAt === null && AT_HOME.includes(row.claimStatus ?? '')),
})
