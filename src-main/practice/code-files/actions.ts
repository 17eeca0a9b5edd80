import type { Day } from '../../../src-shared/day.ts'
import { refuse, type Handlers } from '../../store/index.ts'
import { book, entry } from './book.ts'
import { importById, imports, setStanding, standingImport } from './records.ts'
import { importCodes, previewCodes } from './taking.ts'

export const codeHandlers = {
  'codes.preview': (work, input) => previewCodes(work, input),

  'codes.import': (work, input) => importCodes(work, input),

  'codes.imports': ({ db }) =>
    imports(db).map((row) => ({
      id: row.id,
      kind: row.kind as 'icd10',
      name: row.name,
      starts: row.starts as Day,
      at: row.at,
      who: row.who,
      rows: row.rows,
      passed: row.passed,
      bad: row.bad,
      counts: { added: row.added, ended: row.ended, changed: row.changed, untouched: row.untouched },
      stands: row.withdrawn_at === null,
    })),

  'codes.withdraw': ({ db, clock, user, announce }, { import: id, undo }) => {
    const row = importById(db, id) ?? refuse('record.missing')
    if (undo && row.withdrawn_at !== null && standingImport(db, row.sha256)) refuse('codes.known')
    setStanding(db, id, undo ? null : { at: clock.now(), person: user.id })
    announce('practice')
    return {}
  },

  'codes.book': ({ db }, { text, on, from }) => book(db, text, on, from),

  'codes.entry': ({ db }, { code, on }) => entry(db, code, on),
} satisfies Pick<Handlers, 'codes.preview' | 'codes.import' | 'codes.imports' | 'codes.withdraw' | 'codes.book' | 'codes.entry'>
