/*
 * What a person who may not see every patient can read: on a connection of his own, views shadow the tables under their own names, so that every query of
 * every room is narrowed without knowing it. SQLite looks an unqualified name up among the temporary objects first; `main.` is written here alone.
 */

/** Which patients a person sees, when not all. */
export type Sight = {
  /** Patients of a substance-use program are among them (42 CFR 2.16). */
  readonly showsProtected: boolean
  /** Only patients with a session or a charge of this clinician; `nobody` of a clinician who is not tied to one yet. */
  readonly ownOf: number | 'nobody' | 'any'
}

/** How a table reaches its patient: by a column of its own, or over the row of another table. A row that names none is hidden, or `open` to all. */
type Way = {
  readonly by: string
  readonly over?: string
  readonly unnamed?: 'open'
}

const patient: Way = { by: 'patient' }
const charge: Way = { by: 'charge', over: 'charge' }
const claim: Way = { by: 'claim', over: 'claim' }
const authorization: Way = { by: 'authorization', over: 'authorization' }

/** Every table that says something about a patient. A test walks the schema and misses none. */
const WAYS: Readonly<Record<string, Way>> = {
  patient: { by: 'id' },
  patient_diagnosis: patient,
  coverage: patient,
  appointment: patient,
  inquiry: patient,
  inquiry_source: { by: 'inquiry', over: 'inquiry' },
  charge: patient,
  charge_line: charge,
  charge_diagnosis: charge,
  charge_drug: charge,
  documentation: charge,
  claim: patient,
  claim_line: claim,
  claim_diagnosis: claim,
  claim_drug: claim,
  claim_finding: claim,
  claim_answer: claim,
  claim_event: claim,
  claim_pass: claim,
  claim_silence: claim,
  status_inquiry: claim,
  status_answer: claim,
  claim_told: claim,
  payer_contact: claim,
  payer_contact_undone: { by: 'contact', over: 'payer_contact' },
  claim_turn: claim,
  claim_said: claim,
  claim_attachment: claim,
  claim_party: claim,
  submission: claim,
  trial: claim,
  claim_row: patient,
  claim_sum: claim,
  line_sum: claim,
  patient_owes: claim,
  patient_owes_since: claim,
  posting: claim,
  remit_claim: claim,
  remit_line: { by: 'remit_claim', over: 'remit_claim' },
  remit_adjustment: { by: 'remit_claim', over: 'remit_claim' },
  remit_remark: { by: 'remit_claim', over: 'remit_claim' },
  denial: claim,
  appeal: claim,
  enclosure: { by: 'appeal', over: 'appeal' },
  approval: patient,
  receipt: patient,
  patient_move: patient,
  statement: patient,
  dispute_line: claim,
  statement_hold: patient,
  payment_plan: patient,
  authorization: patient,
  authorization_movement: authorization,
  authorization_sum: authorization,
  authorization_outlook: authorization,
  authorization_choice: patient,
  review: authorization,
  review_call: { by: 'review', over: 'review' },
  episode: patient,
  consent: patient,
  disclosure: patient,
  audit: { by: 'patient', unnamed: 'open' },
  desk_alike: patient,
  patient_look: patient,
  patient_due: patient,
  patient_shared: patient,
  intake_session: { by: 'appointment', over: 'appointment' },
  intake_person: { by: 'patient', unnamed: 'open' },
  desk_owner: { by: 'patient', unnamed: 'open' },
  desk_aside: { by: 'patient', unnamed: 'open' },
}

/** A column that tells of all patients of a row, and the expression that tells it of those who are seen. */
type Masks = Readonly<Record<string, (rows: string) => string>>

/** Tables that hold several patients in a row: a row stands when it holds one that is seen, and what it says of all is said of those. */
const GATHERED: Readonly<Record<string, { readonly from: string; readonly by: string; readonly masks: Masks }>> = {
  entry: { from: 'posting', by: 'entry', masks: {} },
  seal: { from: 'posting', by: 'entry', masks: {} },
  batch: {
    from: 'submission',
    by: 'batch',
    masks: {
      claims: (rows) => `(select count(*) ${rows})`,
      cents: (rows) => `(select coalesce(sum(owner.cents), 0) ${rows})`,
      // What the answers to the claims that are seen come to, as if there were no others.
      status: (rows) => `(select case
        when sum(row.answer = 'rejected') = count(*) then 'rejected'
        when sum(row.answer = 'rejected') > 0 then 'partly'
        when sum(row.answer = 'accepted') = count(*) then 'accepted'
        when sum(row.answer is not null) > 0 then 'received'
        else 'written' end ${rows})`,
      words: () => `''`,
    },
  },
  remittance: {
    from: 'remit_claim',
    by: 'remittance',
    masks: {
      claims: (rows) => `(select count(*) ${rows})`,
      cents: (rows) => `(select coalesce(sum(row.paid), 0) ${rows})`,
      provider_cents: () => '0',
      off_cents: () => '0',
      reason: () => `''`,
      status: () => `'posted'`,
    },
  },
}

/** Tables of whole files, of whole months and of what concerns no claim: nothing of them is divided, so nothing is shown. */
const WHOLE: readonly string[] = [
  'remit_provider',
  'bank_line',
  'deposit_row',
  'late_entry',
  'entry_month',
  'month_sum',
  'closing',
  'closing_sum',
]

/** Tables that may name a patient and are read as they are; each with the reason. */
export const UNSHADOWED: Readonly<Record<string, string>> = {
  file: 'Bytes of a file are read through a record that names its segments; lists of files need a permission that cannot be divided.',
  file_part: 'Read with its file, under the same permission.',
  patient_search: 'A full-text index gives row numbers only, and a name is looked up behind each in patient.',
  command_done: 'The reply to a call that its maker asks for again, by a key nobody else knows.',
  draft: 'A draft is asked for under the number of the person who typed it.',
}

export const SHADOWED: readonly string[] = [...Object.keys(WAYS), ...Object.keys(GATHERED), ...WHOLE]

/** A name for what a sight shows, the same for the same. */
export const sightKey = (sight: Sight): string => `${sight.showsProtected ? 'all' : 'plain'} ${sight.ownOf}`

/** Whether a patient is among those that are seen, as an expression over the patient's number. */
function seenPatient({ showsProtected, ownOf }: Sight, id: string): string {
  if (ownOf !== 'any' && !/^\d+$/.test(String(ownOf))) return '0'
  const plain = `not exists (select 1 from main.episode as kept where kept.patient = ${id} and kept.removed is null)`
  const own = ['main.appointment as own where true', 'main.charge as own where own.withdrawn_at is null'].map(
    (rows) => `exists (select 1 from ${rows} and own.patient = ${id} and own.provider = ${ownOf})`,
  )
  return [...(showsProtected ? [] : [plain]), ...(ownOf === 'any' ? [] : [`(${own.join(' or ')})`])].join(' and ') || '1'
}

/** Whether a row of a table is seen, as an expression over its alias. */
export function seenRow(sight: Sight, table: string, row: string): string {
  const way = WAYS[table]
  if (!way) throw new Error('A table without a way to its patient')
  const at = `${row}.${way.by}`
  const over = way.over === undefined ? undefined : `${row}_${way.over}`
  const seen =
    over === undefined
      ? seenPatient(sight, at)
      : `exists (select 1 from main.${way.over} as ${over} where ${over}.id = ${at} and ${seenRow(sight, way.over ?? '', over)})`
  return way.unnamed === 'open' ? `(${at} is null or ${seen})` : seen
}

/** The views that narrow a connection. @param columnsOf the columns of a table, in order */
export function sightViews(sight: Sight, columnsOf: (table: string) => readonly string[]): string[] {
  const plain = Object.keys(WAYS).map(
    (table) => `create temp view ${table} as select it.* from main.${table} as it where ${seenRow(sight, table, 'it')}`,
  )
  const gathered = Object.entries(GATHERED).map(([table, { from, by, masks }]) => {
    const rows = `from main.${from} as row join main.claim as owner on owner.id = row.claim
      where row.${by} = it.${table === 'seal' ? 'entry' : 'id'} and ${seenPatient(sight, 'owner.patient')}`
    const columns = columnsOf(table).map((name) => `${masks[name]?.(rows) ?? `it.${name}`} as ${name}`)
    return `create temp view ${table} as select ${columns.join(', ')} from main.${table} as it where exists (select 1 ${rows})`
  })
  const whole = WHOLE.map((table) => `create temp view ${table} as select it.* from main.${table} as it where 0`)
  return [...plain, ...gathered, ...whole]
}
