import { sql, type Generated, type Selectable } from 'kysely'
import { prepared, tables, type Reading, type Writing } from '../../store/index.ts'

type ApprovalTable = {
  id: Generated<number>
  kind: 'write-off' | 'patient-write-off' | 'refund'
  patient: number
  claim: number | null
  denial: number | null
  line: number | null
  receipt: number | null
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
  denial: { id: number; group_code: string; reason: string }
  patient: { id: number; last: string; first: string }
  person: { id: number; name: string }
}>()
export type ApprovalRow = Selectable<ApprovalTable>

export const approvalById = (db: Reading, id: number): ApprovalRow | undefined =>
  db.first(from.selectFrom('approval').selectAll().where('id', '=', id))

const waits = prepared((denial: number) =>
  from.selectFrom('approval').select('id').where('denial', '=', denial).where('state', '=', 'waiting'),
)
const askedOf = (of: 'line' | 'receipt') =>
  prepared((id: number) => from.selectFrom('approval').select('id').where(of, '=', id).where('state', '=', 'waiting'))
const asked = { line: askedOf('line'), receipt: askedOf('receipt') } as const
/** Whether a write-off of a line, or a refund of a receipt, waits already. */
export const isAsked = (db: Reading, of: 'line' | 'receipt', id: number): boolean => db.first(asked[of](id)) !== undefined

/** What a denial waits for, when it waits for a second person. */
export const approvalWaiting = (db: Reading, denial: number): number | undefined => db.first(waits(denial))?.id

/** What a second person is asked about. */
export type Asking = {
  readonly kind: ApprovalTable['kind']
  readonly patient: number
  readonly claim: number | null
  readonly denial?: number
  readonly line?: number
  readonly receipt?: number
  readonly cents: number
  readonly input: string
  readonly by: number
  readonly at: string
}

export const addApproval = (db: Writing, { by, at, denial, line, receipt, ...asking }: Asking): number =>
  db.insert(
    from
      .insertInto('approval')
      .values({ ...asking, denial: denial ?? null, line: line ?? null, receipt: receipt ?? null, asked_by: by, asked_at: at }),
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
      .leftJoin('denial', 'denial.id', 'approval.denial')
      .innerJoin('patient', 'patient.id', 'approval.patient')
      .innerJoin('person as asker', 'asker.id', 'approval.asked_by')
      .leftJoin('person as decider', 'decider.id', 'approval.decided_by')
      .selectAll('approval')
      .select(['denial.group_code', 'denial.reason', 'patient.last', 'patient.first'])
      .select(['asker.name as askedBy', 'decider.name as decidedBy'])
      .$if(onlyWaiting, (query) => query.where('approval.state', '=', 'waiting'))
      .orderBy(sql`approval.state = 'waiting'`, 'desc')
      .orderBy('approval.id', 'desc')
      .limit(500),
  )
