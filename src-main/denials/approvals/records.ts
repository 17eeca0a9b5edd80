import { sql, type Generated, type Selectable } from 'kysely'
import { prepared, tables, type Reading, type Writing } from '../../store/index.ts'

type ApprovalTable = {
  id: Generated<number>
  kind: 'write-off'
  denial: number
  cents: number
  input: string
  asked_by: number
  asked_at: string
  state: Generated<'waiting' | 'approved' | 'declined'>
  decided_by: number | null
  decided_at: string | null
  note: Generated<string>
}
const from = tables<{
  approval: ApprovalTable
  denial: { id: number; claim: number; group_code: string; reason: string }
  claim: { id: number; patient: number }
  patient: { id: number; last: string; first: string }
  person: { id: number; name: string }
}>()
export type ApprovalRow = Selectable<ApprovalTable>

export const approvalById = (db: Reading, id: number): ApprovalRow | undefined =>
  db.first(from.selectFrom('approval').selectAll().where('id', '=', id))

const waits = prepared((denial: number) =>
  from.selectFrom('approval').select('id').where('denial', '=', denial).where('state', '=', 'waiting'),
)
/** What a denial waits for, when it waits for a second person. */
export const approvalWaiting = (db: Reading, denial: number): number | undefined => db.first(waits(denial))?.id

export const addApproval = (
  db: Writing,
  asked: { readonly denial: number; readonly cents: number; readonly input: string; readonly by: number; readonly at: string },
): number =>
  db.insert(
    from
      .insertInto('approval')
      .values({ kind: 'write-off', denial: asked.denial, cents: asked.cents, input: asked.input, asked_by: asked.by, asked_at: asked.at }),
  )

export function decide(
  db: Writing,
  id: number,
  to: { readonly state: 'approved' | 'declined'; readonly by: number; readonly at: string; readonly note: string },
): void {
  db.run(from.updateTable('approval').set({ state: to.state, decided_by: to.by, decided_at: to.at, note: to.note }).where('id', '=', id))
}

/** What was asked, newest first; what waits stands first. */
export const approvals = (db: Reading, onlyWaiting: boolean) =>
  db.all(
    from
      .selectFrom('approval')
      .innerJoin('denial', 'denial.id', 'approval.denial')
      .innerJoin('claim', 'claim.id', 'denial.claim')
      .innerJoin('patient', 'patient.id', 'claim.patient')
      .innerJoin('person as asker', 'asker.id', 'approval.asked_by')
      .leftJoin('person as decider', 'decider.id', 'approval.decided_by')
      .selectAll('approval')
      .select(['denial.claim', 'denial.group_code', 'denial.reason', 'patient.last', 'patient.first'])
      .select(['asker.name as askedBy', 'decider.name as decidedBy'])
      .$if(onlyWaiting, (query) => query.where('approval.state', '=', 'waiting'))
      .orderBy(sql`approval.state = 'waiting'`, 'desc')
      .orderBy('approval.id', 'desc')
      .limit(500),
  )
