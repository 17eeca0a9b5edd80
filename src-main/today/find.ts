import type { Output } from '../../src-shared/contract/index.ts'
import type { Shape } from '../../src-shared/contract/fields.ts'
import { shownDay, type Day } from '../../src-shared/day.ts'
import { cents, sentenceMoney } from '../../src-shared/money.ts'
import { digits } from '../../src-shared/number.ts'
import { mayDo } from '../access/index.ts'
import { diagnoses, procedures } from '../codes/index.ts'
import { fullName, handlers as practice } from '../practice/index.ts'
import type { QueryWork } from '../store/index.ts'
import { claimsNumbered, claimsOfPatients, claimsToldUnder, payersLike } from './records/finding.ts'

const EACH = 6
/** Claims are found of the first few patients; with more, the name is not typed out yet. */
const WHOSE = 3

/** What the palette finds by a few letters, of what the person may see: patients by name, claims by number, by what a payer
 * calls them or a call about them, or by patient, payers, codes. */
export function find(work: QueryWork, text: string): Output<'desk.find'> {
  const { db, user } = work
  const wanted = text.trim()
  if (wanted === '') return { patients: [], claims: [], payers: [], codes: [] }
  const patients = mayDo(user, 'patients.read') ? practice['patients.pick'](work, { text: wanted, limit: EACH }) : []
  const claims = mayDo(user, 'claims.read') ? claimsLike(work, wanted, patients) : []
  return {
    patients: patients.map((one) => ({
      id: one.id,
      name: one.name,
      detail: [one.born ? `born ${shownDay(one.born)}` : '', one.payer ?? ''].filter(Boolean).join(', '),
    })),
    claims: claims.map((one) => ({
      id: one.id,
      shape: one.status as Shape,
      detail: `${fullName(one)}, ${shownDay(one.first_day as Day)}, ${one.codes}, ${sentenceMoney(cents(one.cents))}`,
    })),
    payers: payersLike(db, wanted, EACH),
    codes: codesLike(wanted, mayDo(user, 'clinical.read')),
  }
}

/** Claims by their number, else by a number of the payer's, else those of the patients that were found. */
function claimsLike({ db }: QueryWork, wanted: string, patients: readonly { readonly id: number }[]) {
  const numbered = /^\d{3,}$/.test(wanted) ? claimsNumbered(db, digits(wanted), EACH) : []
  const own = numbered.length > 0 ? numbered : claimsToldUnder(db, wanted, EACH)
  if (own.length > 0 || patients.length === 0) return own
  return claimsOfPatients(
    db,
    patients.slice(0, WHOSE).map((one) => one.id),
    EACH,
  )
}

function codesLike(text: string, isClinical: boolean): Output<'desk.find'>['codes'] {
  const low = text.toLowerCase()
  const fits = (code: string, words: string): boolean =>
    code.toLowerCase().startsWith(low) || (low.length >= 3 && words.toLowerCase().includes(low))
  const found = [
    ...procedures.rows.filter((row) => fits(row.code, row.short)).map((row) => ({ code: row.code, words: row.short })),
    ...(isClinical ? diagnoses.rows : []).filter((row) => fits(row.code, row.words)).map((row) => ({ code: row.code, words: row.words })),
  ]
  return found.slice(0, EACH)
}
