import { sql, type Insertable } from 'kysely'
import { prepared, tables, type Reading, type Writing } from '../../store/index.ts'
import type { ConsentRow, DisclosureRow, EpisodeRow, Part2Tables } from '../records/part2-tables.ts'

/* Episodes, consents and what left. */

const from = tables<Part2Tables>()

const episodesQuery = prepared((patient: number) =>
  from.selectFrom('episode').selectAll().where('patient', '=', patient).where('removed', 'is', null).orderBy('starts').orderBy('id'),
)
/** The episodes of a patient that were not taken back, the oldest first. */
export const episodesOfPatient = (db: Reading, patient: number): EpisodeRow[] => db.all(episodesQuery(patient))

export const episodeById = (db: Reading, id: number): EpisodeRow | undefined =>
  db.first(from.selectFrom('episode').selectAll().where('id', '=', id))

/** What a rule ever made of a patient, taken back or not; with the clinician where one made it. */
export const ruledEpisodes = (db: Reading, patient: number, source: EpisodeRow['source'], provider: number | null): EpisodeRow[] =>
  db.all(
    from
      .selectFrom('episode')
      .selectAll()
      .where('patient', '=', patient)
      .where('source', '=', source)
      .where('provider', provider === null ? 'is' : '=', provider),
  )

export const addEpisode = (db: Writing, row: Insertable<Part2Tables['episode']>): number =>
  db.insert(from.insertInto('episode').values(row))

export function beginEpisode(db: Writing, id: number, starts: string): void {
  db.run(from.updateTable('episode').set({ starts }).where('id', '=', id))
}

export function takeBackEpisode(db: Writing, id: number, reason: string): void {
  db.run(from.updateTable('episode').set({ removed: reason }).where('id', '=', id))
}

const consentsQuery = prepared((patient: number) =>
  from.selectFrom('consent').selectAll().where('patient', '=', patient).orderBy('signed_on', 'desc').orderBy('id', 'desc'),
)
/** The consents of a patient, the newest first. */
export const consentsOfPatient = (db: Reading, patient: number): ConsentRow[] => db.all(consentsQuery(patient))

export const consentById = (db: Reading, id: number): ConsentRow | undefined =>
  db.first(from.selectFrom('consent').selectAll().where('id', '=', id))

export const addConsent = (db: Writing, row: Insertable<Part2Tables['consent']>): number =>
  db.insert(from.insertInto('consent').values(row))

export function endConsent(db: Writing, id: number, on: string): void {
  db.run(from.updateTable('consent').set({ revoked_on: on }).where('id', '=', id))
}

/** Notes what left; the same source again is no second row. @returns its number, or undefined when it was noted before */
export function addDisclosure(db: Writing, row: Insertable<Part2Tables['disclosure']>): number | undefined {
  const known =
    row.source === ''
      ? undefined
      : db.first(from.selectFrom('disclosure').select('id').where('patient', '=', row.patient).where('source', '=', row.source))
  return known ? undefined : db.insert(from.insertInto('disclosure').values(row))
}

/** What left about a patient, the newest first. */
export const disclosuresOf = (db: Reading, patient: number): DisclosureRow[] =>
  db.all(from.selectFrom('disclosure').selectAll().where('patient', '=', patient).orderBy('day', 'desc').orderBy('id', 'desc'))

/** How many claims of a patient wait for a consent. */
export const waitingClaims = (db: Reading, patient: number): number =>
  db.first(
    from
      .selectFrom('claim')
      .select(sql<number>`count(*)`.as('n'))
      .where('patient', '=', patient)
      .where('status', '=', 'held')
      .where(sql<boolean>`exists (select 1 from claim_finding f where f.claim = claim.id and f.rule = 'part2.consent')`),
  )?.n ?? 0

export const patientNamed = (db: Reading, id: number) =>
  db.first(from.selectFrom('patient').select(['id', 'last', 'first', 'born']).where('id', '=', id))

/** The payers of a patient, once each, the first first. */
export const payersOf = (db: Reading, patient: number): { id: number; name: string }[] =>
  db.all(
    from
      .selectFrom('coverage')
      .innerJoin('payer', 'payer.id', 'coverage.payer')
      .select(['payer.id', 'payer.name'])
      .where('coverage.patient', '=', patient)
      .groupBy('payer.id')
      .orderBy(sql`min(coverage.position)`)
      .orderBy('payer.id'),
  )

export const payerNames = (db: Reading): { id: number; name: string }[] => db.all(from.selectFrom('payer').select(['id', 'name']))

const diagnosesQuery = prepared((patient: number) => from.selectFrom('patient_diagnosis').select('code').where('patient', '=', patient))
/** The diagnoses a clinician set: what a claim of a coming session will say. */
export const diagnosesOfPatient = (db: Reading, patient: number): string[] => db.all(diagnosesQuery(patient)).map((row) => row.code)
