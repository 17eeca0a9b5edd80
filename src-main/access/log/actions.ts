import type { Output } from '../../../src-shared/contract/index.ts'
import { refuse, type Handlers } from '../../store/index.ts'
import { patientName } from '../records/subjects.ts'
import { mayDo } from '../roles.ts'
import { exportHead, footText, headText, rowsText } from './export.ts'
import { logPlan, rowsFrom, rowsOfDays, whoSaw, type LogRow } from './records.ts'
import { actionWords } from './words.ts'

/** Rows read at a time; between them others get their turn. */
const BLOCK = 5000

export const logHandlers = {
  'audit.list': ({ db, lists, user }, input) => {
    const page = lists.page(db, logPlan(db, mayDo(user, 'patients.read')), input)
    return { ...page, rows: page.rows.map(asRow) }
  },

  'audit.totals': ({ db, lists, user }, input) => lists.totals(db, logPlan(db, mayDo(user, 'patients.read')), input),

  'audit.patient': ({ db }, { patient }) => {
    const name = patientName(db, patient) ?? refuse('record.missing')
    return { patient: `${name.last}, ${name.first}`, rows: whoSaw(db, patient) }
  },

  'audit.export': async (work, { from, to, format, path }) => {
    const range = work.read(({ db }) => rowsOfDays(db, from, to))
    const head = exportHead({ from, to }, range)
    const parts = [headText(format, head)]
    for (let at = head.first; at > 0 && at <= head.last; at += BLOCK) {
      if (work.stopped()) refuse('busy', { message: 'It was stopped; no file was written.' })
      parts.push(work.read(({ db }) => rowsText(format, rowsFrom(db, at, head.last, BLOCK))))
      work.progress(Math.min(at - head.first + BLOCK, head.rows), head.rows, 'Writing the audit log')
      await new Promise((done) => setImmediate(done))
    }
    const above = parts.join('')
    work.files.write(path, Buffer.from(above + work.read(({ db }) => footText(format, db, head, above))))
    return { path, rows: head.rows }
  },
} satisfies Pick<Handlers, 'audit.list' | 'audit.totals' | 'audit.patient' | 'audit.export'>

function asRow(row: LogRow): Output<'audit.list'>['rows'][number] {
  return {
    id: row.seq,
    at: row.at,
    user: row.name,
    role: row.role,
    action: row.action,
    words: actionWords(row.action),
    kind: row.kind,
    patient: row.last === null ? null : `${row.last}, ${row.first ?? ''}`,
    patientId: row.patient,
    object: row.object,
    outcome: row.outcome,
    code: row.code,
    fields: row.fields,
    reason: row.reason,
  }
}
