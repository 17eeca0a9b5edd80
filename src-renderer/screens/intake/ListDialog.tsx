import { useState, type ReactNode } from 'react'
import type { StandingKind, StandingPreview, StandingVerdict } from '../../../src-shared/contract/standing.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { Note } from '../../kit/Note.tsx'
import { PlainTable, type PlainColumn } from '../../kit/Panel.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { TextSkeleton } from '../../kit/Skeleton.tsx'
import { Status } from '../../kit/Status.tsx'
import { Columns } from './Columns.tsx'
import { LIST_VERDICTS, LIST_WORDS, listCount, LISTS, willOfList } from './list-words.ts'
import { Counts } from './Rows.tsx'
import classes from './Schedule.module.css'
import { useList, type List } from './useList.ts'

const width = 900

/** A table of payers, fees, codes or rates: what is in it and what an import would do. */
export function ListDialog({
  kind,
  payer,
  file,
  onClose,
}: {
  readonly kind: StandingKind
  readonly payer: number | null
  readonly file: File
  readonly onClose: () => void
}): ReactNode {
  const list = useList({ kind, payer }, file, onClose)
  const { preview, problem } = list
  const will = preview ? willOfList(preview) : 0
  return (
    <Dialog
      title={`Import ${LISTS[kind].title} from ${file.name}`}
      isOpen
      onClose={onClose}
      width={width}
      actions={
        <>
          {preview?.columns && (
            <Button look="go" keys="Mod+Enter" inFields disabled={will === 0 || list.isBusy} onPress={list.bring}>
              {will === 0 ? 'Nothing to import' : `Import ${listCount(kind, will)}`}
            </Button>
          )}
          <Button keys="Escape" onPress={onClose} data-autofocus>
            Not now
          </Button>
        </>
      }
    >
      {problem && <ProblemNote problem={problem} />}
      {preview ? <Body kind={kind} list={list} preview={preview} /> : problem ? null : <TextSkeleton lines={8} />}
    </Dialog>
  )
}

type BodyProps = { readonly kind: StandingKind; readonly list: List; readonly preview: StandingPreview }

function Body({ kind, list, preview }: BodyProps): ReactNode {
  const { columns } = preview
  const mustMap = columns !== null && !columns.isEnough
  const [showsColumns, setShowsColumns] = useState(mustMap)
  const [only, setOnly] = useState<StandingVerdict>()
  if (columns === null) return <Note family="warn">{preview.why}</Note>
  return (
    <div className={classes['body']}>
      {mustMap ? (
        <Note family="warn" title="Which column says what?">
          {LISTS[kind].needs} What you say is remembered for files with the same heads.
        </Note>
      ) : (
        <div className="row">
          <p className="grow">{leads[kind]}</p>
          <Button look="quiet" small onPress={() => setShowsColumns(!showsColumns)} aria-expanded={showsColumns}>
            {showsColumns ? 'Hide the columns' : 'Columns'}
          </Button>
        </div>
      )}
      {(mustMap || showsColumns) && <Columns columns={columns} mapping={list.mapping} fields={LISTS[kind].fields} onMap={list.map} />}
      {!mustMap && (
        <>
          <Counts read={preview.read} counts={preview.counts} verdicts={LIST_VERDICTS} only={only} onOnly={setOnly} />
          <ListRows preview={preview} only={only} />
        </>
      )}
    </div>
  )
}

const leads: Readonly<Record<StandingKind, string>> = {
  payers: 'A payer is known by its payer id. An empty cell leaves what stands there. Ctrl Z takes all of it back.',
  fees: 'A fee whose row names no day holds from today on. Ctrl Z takes all of it back.',
  rates: 'What the contract allows per unit. A rate whose row names no day holds from today on. Ctrl Z takes all of it back.',
  codes: 'Your own words stand before all others. A fee whose row names no day holds from today on. Ctrl Z takes all of it back.',
}

type Row = StandingPreview['rows'][number] & { readonly id: string }

const rowColumns: readonly PlainColumn<Row>[] = [
  { head: 'Row', cell: ({ place }) => <span className="third kept">{place}</span> },
  { head: 'What becomes of it', cell: ({ verdict }) => <Status {...LIST_VERDICTS[verdict]} /> },
  { head: 'Which', cell: ({ name }) => <span className="words">{name}</span> },
  { head: 'What', cell: (row) => <What row={row} /> },
]

/** Of a row that is refused the column, why and what to do; of any other what it changes. */
function What({ row: { verdict, changes, column, why, fix } }: { readonly row: Row }): ReactNode {
  if (verdict === 'cannot') return <span className="words">{[column && `${column}:`, why, fix].filter(Boolean).join(' ')}</span>
  if (changes.length === 0) return <span className="second">{why}</span>
  // What is new has nothing before it: its values stand in a line, so that a long list stays short.
  if (verdict === 'new')
    return (
      <span className="words">
        {changes.map(({ field, after }, n) => (
          <span key={field}>
            {n > 0 && ' · '}
            <span className="third">{LIST_WORDS[field]}</span> {after}
          </span>
        ))}
      </span>
    )
  return (
    <span className="words">
      {changes.map(({ field, before, after }) => (
        <span key={field} className={classes['change']}>
          <span className="third">{LIST_WORDS[field]} </span>
          {before !== '' && <span className="second">{before} → </span>}
          {after === '' ? 'nothing' : after}
        </span>
      ))}
    </span>
  )
}

function ListRows({ preview, only }: { readonly preview: StandingPreview; readonly only: StandingVerdict | undefined }): ReactNode {
  const rows = preview.rows.filter(({ verdict }) => only === undefined || verdict === only)
  const all = only === undefined ? preview.read : (preview.counts[only] ?? 0)
  if (rows.length === 0) return null
  return (
    // Reached by the keyboard, so that a long list can be scrolled.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes['rows']} tabIndex={0} role="region" aria-label="Rows of the file">
      <PlainTable label="Rows" columns={rowColumns} rows={rows.map((row, n) => ({ ...row, id: `${row.place} ${n}` }))} />
      {rows.length < all && <p className="third small">And {(all - rows.length).toLocaleString('en-US')} more.</p>}
    </div>
  )
}
