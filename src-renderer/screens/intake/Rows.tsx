import type { ReactNode } from 'react'
import type { Shape } from '../../../src-shared/contract/fields.ts'
import type { IntakePreview, IntakeVerdict } from '../../../src-shared/contract/intake.ts'
import { clock, Day, Money } from '../../kit/figures.tsx'
import { PlainTable, type PlainColumn } from '../../kit/Panel.tsx'
import { Status } from '../../kit/Status.tsx'
import classes from './Schedule.module.css'
import { VERDICTS } from './words.ts'

type CountsProps<V extends string> = {
  readonly read: number
  readonly counts: Partial<Readonly<Record<V, number>>>
  /** In the order they stand in. */
  readonly verdicts: Readonly<Record<V, { readonly shape: Shape; readonly word: string }>>
  readonly only: V | undefined
  readonly onOnly: (verdict: V | undefined) => void
}

/** How many rows of each kind, which add up to those read; one shows its rows alone. */
export function Counts<V extends string>({ read, counts, verdicts, only, onOnly }: CountsProps<V>): ReactNode {
  const order = Object.keys(verdicts) as V[]
  return (
    <div className={classes['counts']} role="group" aria-label={`${read} rows read`}>
      <button type="button" className={classes['count']} aria-pressed={only === undefined} onClick={() => onOnly(undefined)}>
        <b className="num">{read.toLocaleString('en-US')}</b>
        <span>Rows read</span>
      </button>
      {order
        .filter((verdict) => (counts[verdict] ?? 0) > 0)
        .map((verdict) => (
          <button
            key={verdict}
            type="button"
            className={classes['count']}
            aria-pressed={only === verdict}
            onClick={() => onOnly(only === verdict ? undefined : verdict)}
          >
            <b className="num">{(counts[verdict] ?? 0).toLocaleString('en-US')}</b>
            <Status {...verdicts[verdict]} />
          </button>
        ))}
    </div>
  )
}

type Row = IntakePreview['rows'][number] & { readonly id: string }

const columns: readonly PlainColumn<Row>[] = [
  { head: 'Row', cell: ({ place }) => <span className="third kept">{place}</span> },
  { head: 'What becomes of it', cell: ({ verdict }) => <Status {...VERDICTS[verdict]} /> },
  { head: 'Patient', cell: ({ patient }) => patient },
  { head: 'Day', cell: ({ day }) => <Day day={day} /> },
  { head: 'Time', cell: ({ start }) => <span className="num kept">{clock(start)}</span> },
  { head: 'Clinician', cell: ({ clinician }) => clinician },
  { head: 'Code', cell: ({ code }) => <span className="id">{code}</span> },
  { head: 'Fee', isEnd: true, cell: ({ fee }) => (fee === null ? null : <Money cents={fee} />) },
  { head: 'Why', cell: ({ why }) => <span className="second">{why}</span> },
]

/** The rows, what a person must look at first; 200 of each kind at most. */
export function Rows({ preview, only }: { readonly preview: IntakePreview; readonly only: IntakeVerdict | undefined }): ReactNode {
  const rows = preview.rows.filter(({ verdict }) => only === undefined || verdict === only)
  const all = only === undefined ? preview.read : (preview.counts[only] ?? 0)
  if (rows.length === 0) return null
  return (
    // Reached by the keyboard, so that a long list can be scrolled.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes['rows']} tabIndex={0} role="region" aria-label="Rows of the file">
      <PlainTable label="Rows" columns={columns} rows={rows.map((row, n) => ({ ...row, id: `${row.place} ${n}` }))} />
      {rows.length < all && <p className="third small">And {(all - rows.length).toLocaleString('en-US')} more.</p>}
    </div>
  )
}
