import { prepared, type Reading } from '../../store/index.ts'
import { from } from './tables.ts'

/* What a paper EOB does not say of itself: under which numbers claims left, and what a payer calls itself. */

const sent = prepared((claim: number, turn: number) =>
  from
    .selectFrom('submission')
    .select('control')
    .where('claim', '=', claim)
    .orderBy((e) => e('turn', '=', turn), 'desc')
    .orderBy('n', 'desc')
    .limit(1),
)
/** The number under which a claim left when it was a payer's turn; undefined when it never left. */
export const controlOf = (db: Reading, claim: number, turn: number): string | undefined => db.first(sent(claim, turn))?.control

const known = prepared((claim: number) => from.selectFrom('claim').select('payer_control').where('id', '=', claim))
export const payerControlOf = (db: Reading, claim: number): string => db.first(known(claim))?.payer_control ?? ''

const numbered = prepared((payer: number) =>
  from.selectFrom('remittance').select('payer_number').where('payer', '=', payer).orderBy('id', 'desc').limit(1),
)
/** TRN03 of the payer's remittances so far; one made up of our id when there is none. Ten signs, as the guide wants it. */
export function payerNumberOf(db: Reading, payer: number): string {
  const said = db.first(numbered(payer))?.payer_number ?? ''
  return said.length === 10 ? said : `HAND${String(payer).padStart(6, '0')}`
}
