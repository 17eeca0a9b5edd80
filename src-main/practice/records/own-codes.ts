import { prepared, type Reading, type Writing } from '../../store/index.ts'
import { from } from './tables.ts'

/* What the practice itself calls a code. */

const words = prepared((code: string) => from.selectFrom('own_code').select('words').where('code', '=', code))
export const ownWords = (db: Reading, code: string): string | undefined => db.first(words(code))?.words

export const everyOwnCode = (db: Reading): { code: string; words: string }[] =>
  db.all(from.selectFrom('own_code').selectAll().orderBy('code'))

export function setOwnWords(db: Writing, own: { readonly code: string; readonly words: string }): void {
  db.run(
    from
      .insertInto('own_code')
      .values(own)
      .onConflict((conflict) => conflict.column('code').doUpdateSet({ words: own.words })),
  )
}
export function removeOwnWords(db: Writing, code: string): void {
  db.run(from.deleteFrom('own_code').where('code', '=', code))
}
