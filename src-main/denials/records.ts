import { sql, type Generated, type Insertable, type Selectable, type Updateable } from 'kysely'
import type { Day } from '../../src-shared/day.ts'
import { cents, type Cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import type { ClaimTables } from '../claims/index.ts'
import { dayOf, prepared, tables, type ListPlan, type Reading, type Writing } from '../store/index.ts'

export type DenialTables = Omit<ClaimTables, 'denial' | 'appeal' | 'remit_claim' | 'remittance' | 'inquiry'> & {
  denial: {
    id: Generated<number>
    claim: number
    line: number
    remit_claim: number
    remit_line: number | null
    payer: number
    group_code: string
    reason: string
    remarks: string
    cents: number
    cause: string
    playbook: string
    action: string
    next_step: string
    status: string
    outcome: string | null
    owner: Generated<string>
    opened: string
    due: string
    closed_at: string | null
    note: Generated<string>
    /** Put off until this day. */
    again: Generated<string | null>
  }
  denial_cause: { payer: number; group_code: string; reason: string; remarks: string; cause: string; said_on: string }
  // Read here; written by their own rooms.
  appeal: { id: number; denial: number; level: number; status: string }
  approval: { id: number; denial: number | null }
  remittance: {
    id: number
    file: number
    payer: number | null
    payer_name: string
    trace: string
    day: string
    method: string
    claims: number
  }
  remit_claim: {
    id: number
    remittance: number
    control: string
    status: string
    charge: number
    paid: number
    patient: number
    denied: number
    payer_control: string
    claim: number | null
    from_segment: number
    to_segment: number
  }
  remit_line: {
    id: number
    remit_claim: number
    n: number
    code: string
    modifiers: string
    submitted: string | null
    charge: number
    paid: number
    allowed: number | null
    units: number | null
    day: string | null
    line: number | null
    segment: number
  }
  remit_adjustment: {
    id: number
    remit_claim: number
    remit_line: number | null
    group_code: string
    reason: string
    cents: number
    segment: number
  }
  remit_remark: { remit_claim: number; n: number; remit_line: number | null; code: string }
  inquiry: {
    id: number
    appointment: number | null
    patient: number
    payer: number
    day: string
    answer: number | null
    answered_at: string | null
    outcome: string
    plan: string | null
    plan_begins: string | null
    plan_ends: string | null
    network: string | null
    copay: number | null
    authorization: string | null
    follows: number | null
  }
  inquiry_source: { inquiry: number; field: string; segment: number; file: number | null }
}
const from = tables<DenialTables>()
export type DenialRow = Selectable<DenialTables['denial']>

export const denialById = (db: Reading, id: number): DenialRow | undefined =>
  db.first(from.selectFrom('denial').selectAll().where('id', '=', id))

/** The open denials of a claim, in the order they were opened. */
const open = prepared((claim: number) =>
  from.selectFrom('denial').selectAll().where('claim', '=', claim).where('status', '<>', 'closed').orderBy('id'),
)
export const openDenials = (db: Reading, claim: number): DenialRow[] => db.all(open(claim))

export const isOpened = (db: Reading, remitClaim: number, line: number): boolean =>
  db.first(from.selectFrom('denial').select('id').where('remit_claim', '=', remitClaim).where('line', '=', line)) !== undefined

export const addDenial = (db: Writing, values: Insertable<DenialTables['denial']>): number =>
  db.insert(from.insertInto('denial').values(values))

export function changeDenial(db: Writing, id: number, values: Updateable<DenialTables['denial']>): void {
  db.run(from.updateTable('denial').set(values).where('id', '=', id))
}

/** The denials that a claim payment opened. */
export const denialsOf = (db: Reading, remitClaim: number): DenialRow[] =>
  db.all(from.selectFrom('denial').selectAll().where('remit_claim', '=', remitClaim))

/** Denials of a claim that ended at an instant or after it. */
export const endedSince = (db: Reading, claim: number, since: string): DenialRow[] =>
  db.all(from.selectFrom('denial').selectAll().where('claim', '=', claim).where('closed_at', '>=', since))

/** Whether a second person was ever asked about a denial. */
export const isAsked = (db: Reading, denial: number): boolean =>
  db.first(from.selectFrom('approval').select('id').where('denial', '=', denial)) !== undefined

export function removeDenial(db: Writing, id: number): void {
  db.run(from.deleteFrom('denial').where('id', '=', id))
}

/** The newest appeal of a denial. */
export const appealOf = (db: Reading, denial: number): { id: number; status: string; level: number } | undefined =>
  db.first(from.selectFrom('appeal').select(['id', 'status', 'level']).where('denial', '=', denial).orderBy('level', 'desc').limit(1))

/** Where the claim payment stands that denied. */
export type DenyingPayment = {
  readonly control: string
  /** What it denied, in cents; most payments deny nothing. */
  readonly denied: number
  readonly day: Day
  readonly file: number
  readonly first: number
  readonly last: number
}

const denying = prepared((remitClaim: number) =>
  from
    .selectFrom('remit_claim')
    .innerJoin('remittance', 'remittance.id', 'remit_claim.remittance')
    .select([
      'remit_claim.payer_control as control',
      'remit_claim.denied',
      'remit_claim.from_segment as first',
      'remit_claim.to_segment as last',
      'remittance.day',
      'remittance.file',
    ])
    .where('remit_claim.id', '=', remitClaim),
)
export function denyingPayment(db: Reading, remitClaim: number): DenyingPayment {
  const found = must('a denial has its claim payment', db.first(denying(remitClaim)))
  return { ...found, day: found.day as Day }
}

/** What payer and patient owe on a line, and what was paid. */
export function lineSums(db: Reading, line: number): { readonly payer: Cents; readonly patient: Cents; readonly payment: Cents } {
  const row = db.first(from.selectFrom('line_sum').select(['payer', 'patient', 'payment']).where('line', '=', line))
  return { payer: cents(row?.payer ?? 0), patient: cents(row?.patient ?? 0), payment: cents(row?.payment ?? 0) }
}

/** What a claim payment paid on each line of the claim. */
export function paidByLine(db: Reading, remitClaim: number): ReadonlyMap<number, Cents> {
  const paid = new Map<number, Cents>()
  for (const { line, paid: amount } of db.all(
    from.selectFrom('remit_line').select(['line', 'paid']).where('remit_claim', '=', remitClaim),
  )) {
    if (line !== null) paid.set(line, cents((paid.get(line) ?? 0) + amount))
  }
  return paid
}

/** The payer's answer about coverage that a session could rely on: the last one before it, else one that was asked about its very day. */
export function inquiryFor(db: Reading, patient: number, payer: number, day: Day) {
  const answered = from
    .selectFrom('inquiry')
    .selectAll()
    .where('patient', '=', patient)
    .where('payer', '=', payer)
    .where('follows', 'is', null)
    .where('answer', 'is not', null)
    .where('answered_at', 'is not', null)
    .where('outcome', 'in', ['active', 'inactive', 'undetermined', 'other-administrator'])
    .orderBy('answered_at', 'desc')
    .limit(1)
  return db.first(answered.where(dayOf('answered_at'), '<=', day)) ?? db.first(answered.where('day', '=', day))
}

/** A payer's reason with the remarks beside it, in whatever order. */
export type Pattern = { readonly payer: number; readonly group: string; readonly reason: string; readonly remarks: readonly string[] }
const remarksKey = (remarks: readonly string[]): string => [...new Set(remarks)].sort().join(' ')

/** What a person said that a pattern comes of, and when; undefined where the rules hold. */
export function saidCause(
  db: Reading,
  { payer, group, reason, remarks }: Pattern,
): { readonly cause: string; readonly on: Day } | undefined {
  const row = db.first(said(payer, group, reason, remarksKey(remarks)))
  return row && { cause: row.cause, on: row.said_on as Day }
}
const said = prepared((payer: number, group: string, reason: string, remarks: string) =>
  from
    .selectFrom('denial_cause')
    .select(['cause', 'said_on'])
    .where('payer', '=', payer)
    .where('group_code', '=', group)
    .where('reason', '=', reason)
    .where('remarks', '=', remarks),
)

/** Remembers what a pattern comes of; null forgets it, and the rules hold again. */
export function rememberCause(db: Writing, { payer, group, reason, remarks }: Pattern, cause: string | null, on: Day): void {
  const key = remarksKey(remarks)
  db.run(
    from
      .deleteFrom('denial_cause')
      .where('payer', '=', payer)
      .where('group_code', '=', group)
      .where('reason', '=', reason)
      .where('remarks', '=', key),
  )
  if (cause !== null) db.run(from.insertInto('denial_cause').values({ payer, group_code: group, reason, remarks: key, cause, said_on: on }))
}

/** How many denials of a payer for a reason have ended, and how many of them by a payment. */
export const endsLike = (db: Reading, payer: number, reason: string): { readonly n: number; readonly paid: number } =>
  db.first(
    from
      .selectFrom('denial')
      .select((e) => [e.fn.countAll<number>().as('n'), sql<number>`coalesce(sum(outcome = 'paid'), 0)`.as('paid')])
      .where('payer', '=', payer)
      .where('reason', '=', reason)
      .where('status', '=', 'closed'),
  ) ?? { n: 0, paid: 0 }

/** How some denials stand, by status and owner, and what is at stake on them. */
export const standingOf = (db: Reading, ids: readonly number[]): { status: string; owner: string; n: number; cents: number }[] =>
  db.all(
    from
      .selectFrom('denial')
      .select(['status', 'owner', sql<number>`count(*)`.as('n'), sql<number>`sum(cents)`.as('cents')])
      .where(sql<boolean>`denial.id in (select value from json_each(${JSON.stringify(ids)}))`)
      .groupBy(['status', 'owner'])
      .orderBy('owner'),
  )

/** A row of the grid. */
export type DenialListRow = DenialRow & {
  first: string
  last: string
  day: string
  code: string
  payerName: string
}

type ListTables = 'denial' | 'claim_line' | 'claim' | 'patient' | 'payer'

const denialRows = from
  .selectFrom('denial')
  .innerJoin('claim', 'claim.id', 'denial.claim')
  .innerJoin('claim_line', 'claim_line.id', 'denial.line')
  .innerJoin('patient', 'patient.id', 'claim.patient')
  .innerJoin('payer', 'payer.id', 'denial.payer')

const rowColumns = ['patient.first', 'patient.last', 'claim_line.day', 'claim_line.code', 'payer.name as payerName'] as const

/** A denial with what the grid shows of it. */
export const denialRow = (db: Reading, id: number): DenialListRow | undefined =>
  db.first(denialRows.selectAll('denial').select(rowColumns).where('denial.id', '=', id))

/** The denials grid; the soonest due first. */
export const denialPlan = (today: Day): ListPlan<DenialTables, ListTables, DenialListRow> => ({
  name: `denials ${today}`,
  from: denialRows as unknown as ListPlan<DenialTables, ListTables, DenialListRow>['from'],
  row: (query) => query.selectAll('denial').select(rowColumns) as ReturnType<ListPlan<DenialTables, ListTables, DenialListRow>['row']>,
  fields: {
    id: { is: 'number', of: sql`denial.id` },
    status: { is: 'text', of: sql`denial.status` },
    due: { is: 'day', of: sql`denial.due` },
    daysLeft: { is: 'number', of: sql`cast(julianday(denial.due) - julianday(${today}) as integer)` },
    cause: { is: 'text', of: sql`denial.cause` },
    reason: { is: 'text', of: sql`denial.group_code || '-' || denial.reason` },
    nextStep: { is: 'text', of: sql`denial.next_step` },
    action: { is: 'text', of: sql`denial.action` },
    outcome: { is: 'text', of: sql`coalesce(denial.outcome, '')` },
    patient: { is: 'text', of: sql`patient.last || ', ' || patient.first` },
    patientId: { is: 'number', of: sql`claim.patient` },
    claim: { is: 'number', of: sql`denial.claim` },
    day: { is: 'day', of: sql`claim_line.day` },
    code: { is: 'text', of: sql`claim_line.code` },
    cents: { is: 'number', of: sql`denial.cents` },
    payer: { is: 'text', of: sql`payer.name` },
    owner: { is: 'text', of: sql`denial.owner` },
    opened: { is: 'day', of: sql`denial.opened` },
    again: { is: 'day', of: sql`coalesce(denial.again, '')` },
  },
  id: sql<number>`denial.id`,
  sums: { cents: sql<number>`denial.cents` },
  usual: [{ by: 'due', down: false }],
})
