import { basename } from 'node:path'
import type { Argument } from '../../src-shared/contract/index.ts'
import type { IntakeField, IntakePreview } from '../../src-shared/contract/intake.ts'
import { addDays, type Day } from '../../src-shared/day.ts'
import type { QueryWork } from '../store/index.ts'
import { meet, type Meeting } from './people.ts'
import { columnsOf, headsKey } from './reading/columns.ts'
import { isEnough, lookInto, readTold, type Told } from './reading/index.ts'
import { localOf } from './reading/local.ts'
import { knownSessions, mappingOf } from './records.ts'
import { plan, type Planned, type Reading } from './rules.ts'

/* A file, what a person said of it, and what is here already: together what would become of each row. */

export type Given = Argument<'intake.preview'>
export type Looked = { readonly name: string; readonly told: Told; readonly columns: IntakePreview['columns']; readonly reading: Reading }

const NONE: Reading = { source: 'table', rows: [], unread: [] }

/** Reads a file by its heads, by what was said of such heads before, or by what a person says now. */
export function look({ db, clock }: QueryWork, bytes: Uint8Array, given: Given): Looked {
  const name = basename(given.path)
  const told = lookInto(bytes, localOf)
  if (told.is === 'unknown') return { name, told, columns: null, reading: NONE }
  if (told.is === 'read') return { name, told, columns: null, reading: told.reading }
  const { heads } = told
  const before = mappingOf<IntakeField>(db, headsKey(heads.heads))
  const shown = columnsOf(told.sheet, heads.at, heads.heads, given.mapping ?? before ?? heads.mapping)
  const { mapping } = shown
  const columns = { ...shown, isEnough: isEnough(mapping), isRemembered: given.mapping === null && before !== undefined }
  return { name, told, columns, reading: readTold(told, mapping, addDays(clock.today(), 366)) }
}

export type Plan = { readonly meeting: Meeting; readonly planned: readonly Planned[]; readonly from: Day | null; readonly to: Day | null }

/** What becomes of each row that was read. */
export function planOf({ db }: QueryWork, { source, rows }: Reading, given: Given): Plan {
  const days = rows.map(({ day }) => day).toSorted()
  const [from, to] = [days[0] ?? null, days.at(-1) ?? null]
  const meeting = meet(db, source, rows, given.meant)
  const known = from === null || to === null ? [] : knownSessions(db, source, from, to)
  return { meeting, planned: plan(meeting.met, known), from, to }
}
