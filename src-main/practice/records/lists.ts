import { sql } from 'kysely'
import type { Day } from '../../../src-shared/day.ts'
import type { ListPlan } from '../../store/index.ts'
import { waitingOf, wrongOn } from './looks.ts'
import { from, type PracticeTables } from './tables.ts'

export type PatientListRow = {
  id: number
  first: string
  last: string
  born: string | null
  payerName: string | null
  memberId: string | null
  lastSeen: string | null
  nextSeen: string | null
  wrong: string
  waiting: number
  claims: number
  owedByPayers: number
  owedByPatient: number
}

/** The patients grid. What is seen and owed is counted for the rows on screen only, unless the grid is sorted by it. */
export function patientPlan(today: Day): ListPlan<PracticeTables, 'patient' | 'coverage' | 'payer', PatientListRow> {
  const lastSeen = sql<string>`coalesce((select max(day) from appointment where appointment.patient = patient.id and day < ${today} and status = 'held'), '')`
  const nextSeen = sql<string>`coalesce((select min(day) from appointment where appointment.patient = patient.id and day >= ${today} and status = 'booked'), '')`
  const owed = (of: 'payer' | 'patient') =>
    sql<number>`coalesce((select sum(claim_sum.${sql.raw(of)}) from claim join claim_sum on claim_sum.claim = claim.id where claim.patient = patient.id), 0)`
  const wrong = wrongOn(today)
  const waiting = waitingOf(today)
  const claims = sql<number>`(select count(*) from claim where claim.patient = patient.id)`
  return {
    name: `patients ${today}`,
    from: from
      .selectFrom('patient')
      .leftJoin('coverage', (join) =>
        join.on(
          'coverage.id',
          '=',
          sql<number>`(select id from coverage c where c.patient = patient.id order by c.position, c.id limit 1)`,
        ),
      )
      .leftJoin('payer', 'payer.id', 'coverage.payer'),
    row: (query) =>
      query.select([
        'patient.id',
        'patient.first',
        'patient.last',
        'patient.born',
        'payer.name as payerName',
        'coverage.member_id as memberId',
        sql<string | null>`nullif(${lastSeen}, '')`.as('lastSeen'),
        sql<string | null>`nullif(${nextSeen}, '')`.as('nextSeen'),
        wrong.as('wrong'),
        waiting.as('waiting'),
        claims.as('claims'),
        owed('payer').as('owedByPayers'),
        owed('patient').as('owedByPatient'),
      ]),
    fields: {
      id: { is: 'number', of: sql`patient.id` },
      name: { is: 'text', of: sql`patient.last || ', ' || patient.first` },
      born: { is: 'day', of: sql`coalesce(patient.born, '')` },
      payer: { is: 'text', of: sql`coalesce(payer.name, '')` },
      memberId: { is: 'text', of: sql`coalesce(coverage.member_id, '')` },
      lastSeen: { is: 'day', of: lastSeen },
      nextSeen: { is: 'day', of: nextSeen },
      wrong: { is: 'text', of: wrong },
      waiting: { is: 'number', of: waiting },
      claims: { is: 'number', of: claims },
      owedByPayers: { is: 'number', of: owed('payer') },
      owedByPatient: { is: 'number', of: owed('patient') },
    },
    id: sql<number>`patient.id`,
    sums: { owedByPayers: owed('payer'), owedByPatient: owed('patient') },
    usual: [{ by: 'name', down: false }],
    walks: ['name'],
  }
}
