import { join } from 'node:path'
import { readRing } from '../../../src-main/store/folder.ts'
import { databaseKey, unlock } from '../../../src-main/store/keys/ring.ts'
import { bookName } from '../../../src-main/store/names.ts'
import { MADE_OWNER } from '../book.ts'

const ROW = `select claim.id, claim.status, patient.first, patient.last, claim.first_day, payer.name, claim.codes, claim.cents, claim_sum.payment,
  claim_sum.payer, claim_sum.patient, claim.file_by from claim join patient on patient.id = claim.patient join payer on payer.id = claim.payer
  left join claim_sum on claim_sum.claim = claim.id`
/** A page by key at some claim, by the barest SQL: what a list costs at the least. */
export const PAGE = `${ROW} where (claim.first_day, claim.id) >= (select first_day, id from claim where id = ?) order by claim.first_day, claim.id limit 200`

/** The book of a made practice and its key, by the owner's passphrase: the derivation is paid here. */
export function bookOf(folder: string): { readonly path: string; readonly key: string } {
  const ring = readRing(folder)
  if (ring.format !== 'parity-keys-2') throw new Error('A ring of before')
  const { storeKey } = unlock(ring, MADE_OWNER.name, MADE_OWNER.passphrase)
  return { path: join(folder, bookName(ring.generation)), key: databaseKey(storeKey, ring.generation) }
}
