import type { CSSProperties, KeyboardEvent, ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import classes from './Form.module.css'

export type ClaimForm = Output<'claims.form'>
export type Cell = ClaimForm['cells'][number]

const SHEET = { width: 612, height: 792 }
const share = (part: number, whole: number): string => `${(part / whole) * 100}%`
const at = ({ x, y }: { readonly x: number; readonly y: number }): CSSProperties => ({
  left: share(x, SHEET.width),
  top: share(y, SHEET.height),
})

/** What the checks say of a box on one sheet; those of a line only where the line is. */
function findingsAt({ findings }: ClaimForm, box: string, n: number): ClaimForm['findings'] {
  const [of] = box.split('.')
  return findings.filter(({ sheet, box: own }) => (sheet === null ? own === of : sheet === n && own === box))
}

type Props = { readonly form: ClaimForm; readonly n: number; readonly onOpen: (cell: Cell) => void }

/** One sheet as it is printed. A box that is kept somewhere is a button; the arrows go from one to the next. */
export function FormSheet({ form, n, onOpen }: Props): ReactNode {
  const values = form.sheets[n] ?? []
  const textOf = (box: string): string =>
    values
      .filter((one) => one.box === box)
      .map(({ text }) => text)
      .join(' ')
  return (
    <div className={classes['frame']}>
      <div className={classes['sheet']} data-theme="light" role="group" aria-label={`Sheet ${n + 1}`}>
        {form.cells.map((cell) => (
          <Field
            key={`${cell.x} ${cell.y} ${cell.box}`}
            cell={cell}
            text={textOf(cell.box)}
            grade={findingsAt(form, cell.box, n)[0]?.grade}
            onOpen={onOpen}
          />
        ))}
        {form.marks.map((mark) => (
          <span key={`${mark.x} ${mark.y}`} className={classes['mark']} style={at(mark)} aria-hidden>
            {mark.words}
          </span>
        ))}
        {values.map((value) => (
          <span key={`${value.x} ${value.y}`} className={classes['value']} style={at(value)} aria-hidden>
            {value.text}
          </span>
        ))}
      </div>
    </div>
  )
}

type FieldProps = {
  readonly cell: Cell
  readonly text: string
  readonly grade: string | undefined
  readonly onOpen: (cell: Cell) => void
}

function Field({ cell, text, grade, onOpen }: FieldProps): ReactNode {
  const style = { ...at(cell), width: share(cell.width, SHEET.width), height: share(cell.height, SHEET.height) }
  const shown = {
    className: `${classes['cell']} ${cell.isShaded ? classes['shaded'] : ''}`,
    style,
    'data-grade': grade,
  }
  const caption = cell.caption !== '' && <span className={classes['caption']}>{cell.caption}</span>
  if (cell.box === '' || cell.behind === 'none') return <div {...shown}>{caption}</div>
  const name = `Box ${cell.box.replace('.', ', line ')}: ${text === '' ? 'empty' : text}`
  return (
    <button
      type="button"
      {...shown}
      aria-label={grade === undefined ? name : `${name}. The checks found something`}
      onClick={() => onOpen(cell)}
      onKeyDown={walk}
    >
      {caption}
    </button>
  )
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const by = event.key === 'ArrowDown' || event.key === 'ArrowRight' ? 1 : event.key === 'ArrowUp' || event.key === 'ArrowLeft' ? -1 : 0
  if (by === 0) return
  event.preventDefault()
  const all = [...(event.currentTarget.parentElement?.querySelectorAll<HTMLElement>('button') ?? [])]
  all[all.indexOf(event.currentTarget) + by]?.focus()
}
