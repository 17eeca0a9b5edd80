import { prepared, tables, type Reading, type Writing } from '../../store/index.ts'

/* What goes with a claim besides its services. */

export type Said = { readonly note: string | null; readonly delay: string | null; readonly authorization: string | null }
export type Attachment = { readonly report: string; readonly by: string; readonly control: string | null }

const from = tables<{
  claim_said: Said & { claim: number; turn: number }
  claim_attachment: { claim: number; n: number; report: string; sent_by: string; control: string | null }
}>()

const NOTHING: Said = { note: null, delay: null, authorization: null }
const said = prepared((claim: number, turn: number) =>
  from.selectFrom('claim_said').select(['note', 'delay', 'authorization']).where('claim', '=', claim).where('turn', '=', turn),
)
/** What is said to the payer whose turn it is. */
export const saidOn = (db: Reading, claim: { readonly id: number; readonly turn: number }): Said =>
  db.first(said(claim.id, claim.turn)) ?? NOTHING

export function say(db: Writing, claim: { readonly id: number; readonly turn: number }, changes: Partial<Said>): void {
  const row = { ...saidOn(db, claim), ...changes }
  db.run(
    from
      .insertInto('claim_said')
      .values({ claim: claim.id, turn: claim.turn, ...row })
      .onConflict((on) => on.columns(['claim', 'turn']).doUpdateSet(row)),
  )
}

const attachments = prepared((claim: number) => from.selectFrom('claim_attachment').selectAll().where('claim', '=', claim).orderBy('n'))
export const attachmentsOf = (db: Reading, claim: number): Attachment[] =>
  db.all(attachments(claim)).map(({ report, sent_by: by, control }) => ({ report, by, control }))

export function setAttachments(db: Writing, claim: number, all: readonly Attachment[]): void {
  db.run(from.deleteFrom('claim_attachment').where('claim', '=', claim))
  db.insertRows(
    'claim_attachment',
    all.map(({ report, by, control }, n) => ({ claim, n: n + 1, report, sent_by: by, control })),
  )
}
