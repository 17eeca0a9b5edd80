import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useMemo, type MouseEvent, type ReactNode, type RefObject } from 'react'
import { columnMoney, negate, type Cents } from '../../../src-shared/money.ts'
import { wholeNumber } from '../../../src-shared/number.ts'
import { useAppearance } from '../../app/appearance.tsx'
import { HEAD_HEIGHT, ROW_HEIGHT } from '../../app/density.ts'
import { useKeys } from '../../app/keyboard.tsx'
import grid from '../../grid/Grid.module.css'
import { counted, Day, Money } from '../../kit/figures.tsx'
import { Mark, Status } from '../../kit/Status.tsx'
import classes from './Remits.module.css'
import { partWords, type ClaimRow, type Whole } from './words.ts'

const overscan = 20
const footHeight = 31

type Column = {
  readonly id: string
  readonly head: string
  readonly isEnd?: boolean
  /** Left out where the room is small; the panel has it. */
  readonly shows?: 'wide' | 'middle'
  readonly className?: string
  readonly text: (row: ClaimRow) => string
  readonly cell: (row: ClaimRow) => ReactNode
  readonly sum?: (sums: Whole['sums']) => Cents
}

type Of = (row: ClaimRow | Whole['sums']) => Cents
const money = (
  id: string,
  head: string,
  of: Of,
  more: { readonly shows?: 'wide' | 'middle'; readonly isStrong?: boolean } = {},
): Column => ({
  id,
  head,
  ...(more.shows && { shows: more.shows }),
  isEnd: true,
  text: (row) => columnMoney(of(row)),
  cell: (row) =>
    more.isStrong === true ? (
      <b>
        <Money cents={of(row)} isSum />
      </b>
    ) : (
      <Money cents={of(row)} />
    ),
  sum: of,
})

const columns: readonly Column[] = [
  { id: 'patient', head: 'Patient', text: ({ patient }) => patient, cell: ({ patient }) => patient },
  {
    id: 'claim',
    head: 'Claim',
    className: 'id',
    text: ({ claim, control }) => (claim === null ? control : String(claim)),
    cell: ({ claim, control }) => claim ?? control,
  },
  { id: 'day', head: 'Service', className: 'num', text: () => '', cell: ({ day }) => <Day day={day} /> },
  { id: 'codes', head: 'Code', shows: 'wide', className: 'id', text: ({ codes }) => codes, cell: ({ codes }) => codes },
  money('charge', 'Charge', ({ charge }) => charge, { shows: 'middle' }),
  // What is taken from the charge stands with its sign.
  money('contractual', 'Written off', ({ contractual }) => negate(contractual), { shows: 'wide' }),
  money('denied', 'Denied', ({ denied }) => negate(denied), { shows: 'wide' }),
  money('owes', 'Patient', ({ patientOwes }) => patientOwes),
  money('paid', 'Paid', ({ paid }) => paid, { isStrong: true }),
  {
    id: 'becomes',
    head: 'Becomes',
    text: ({ becomes }) => becomes,
    cell: ({ shape, becomes }) => <Status shape={shape} word={becomes} />,
  },
  { id: 'reason', head: 'Why', className: 'second', text: ({ reason }) => reason, cell: ({ reason }) => reason },
]
const cellClass = (column: Column, n: number): string =>
  [grid['cell'], column.isEnd && grid['end'], column.className, column.shows && classes[column.shows], n === 0 && classes['first']]
    .filter(Boolean)
    .join(' ')

type Line = { readonly part: Whole['parts'][number] } | { readonly claim: ClaimRow; readonly at: number }

type Props = {
  readonly whole: Whole
  /** In the order they stand here: by part, then as in the file. */
  readonly claims: readonly ClaimRow[]
  readonly cursor: number
  readonly onMove: (to: number) => void
  readonly element: RefObject<HTMLDivElement | null>
}

/** Every claim payment under what becomes of it. Only those in sight are drawn. */
export function ClaimRows({ whole, claims, cursor, onMove, element }: Props): ReactNode {
  const { density } = useAppearance()
  const height = ROW_HEIGHT[density]
  const head = HEAD_HEIGHT[density]
  const lines = useMemo<readonly Line[]>(() => {
    let at = 0
    return whole.parts.flatMap((part): Line[] => [
      { part },
      ...claims.slice(at, at + part.claims).map((claim): Line => ({ claim, at: at++ })),
    ])
  }, [whole, claims])
  // oxlint-disable-next-line react/incompatible-library -- the window is not compiled by React's compiler
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => element.current,
    estimateSize: () => height,
    overscan,
    scrollMargin: head,
    scrollPaddingStart: head,
    scrollPaddingEnd: footHeight,
  })
  useLayoutEffect(() => virtual.measure(), [virtual, height, head])
  const inSight = Math.max(1, Math.floor(((virtual.scrollRect?.height ?? 0) - head - footHeight) / height))
  const cursorLine = lines.findIndex((line) => 'at' in line && line.at === cursor)

  useEffect(() => {
    // With the first of a part its heading comes into sight, too.
    const before = lines[cursorLine - 1]
    if (cursorLine >= 0) virtual.scrollToIndex(before && 'part' in before ? cursorLine - 1 : cursorLine, { align: 'auto' })
    if (cursorLine >= 0) virtual.scrollToIndex(cursorLine, { align: 'auto' })
  }, [cursorLine, lines, virtual])
  useEffect(() => {
    const now = document.activeElement
    if (now === null || now === document.body || now.tagName === 'MAIN') element.current?.focus({ preventScroll: true })
  }, [element])

  const hasRows = claims.length > 0
  useKeys('Move', [
    { keys: ['j', 'ArrowDown'], words: 'Next claim', run: () => onMove(cursor + 1), when: hasRows },
    { keys: ['k', 'ArrowUp'], words: 'Previous claim', run: () => onMove(cursor - 1), when: hasRows },
    { keys: ['g g', 'Home'], words: 'First claim', run: () => onMove(0), when: hasRows },
    { keys: ['Shift+g', 'End'], words: 'Last claim', run: () => onMove(claims.length - 1), when: hasRows },
    { keys: 'PageDown', run: () => onMove(cursor + inSight), when: hasRows },
    { keys: 'PageUp', run: () => onMove(cursor - inSight), when: hasRows },
  ])
  const press = (event: MouseEvent): void => {
    const line = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-at]') : null
    const at = wholeNumber(line?.dataset['at'] ?? '')
    if (at !== undefined) onMove(at)
  }
  const items = virtual.getVirtualItems()
  return (
    // Its keys are bound for the whole screen.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      ref={element}
      className={`${grid['scroll']} ${classes['rows']}`}
      role="grid"
      tabIndex={0}
      aria-label="Claims of this remittance"
      aria-rowcount={lines.length + 2}
      aria-colcount={columns.length}
      aria-activedescendant={items.some(({ index }) => index === cursorLine) ? `payment-${cursor}` : undefined}
      onClick={press}
    >
      <div role="rowgroup" className={grid['head']}>
        <div role="row" aria-rowindex={1} className={grid['line']}>
          {columns.map((column, n) => (
            <div key={column.id} role="columnheader" aria-colindex={n + 1} className={`${cellClass(column, n)} ${grid['headCell']}`}>
              {column.head}
            </div>
          ))}
        </div>
      </div>
      <div className={grid['body']} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const line = lines[index]
          if (line === undefined) return null
          const shared = { rowIndex: index + 2, start: start - head }
          return 'part' in line ? (
            <PartLine {...shared} key={index} part={line.part} status={whole.status} />
          ) : (
            <ClaimLine {...shared} key={index} line={line} isCursor={line.at === cursor} />
          )
        })}
      </div>
      <div role="rowgroup" className={grid['foot']}>
        <div role="row" aria-rowindex={lines.length + 2} className={grid['line']}>
          {columns.map((column, n) => (
            <div
              key={column.id}
              role="gridcell"
              aria-colindex={n + 1}
              className={n === 0 ? grid['count'] : `${cellClass(column, n)} ${grid['end']}`}
            >
              {n === 0 ? counted(claims.length, 'claim') : column.sum && <Money cents={column.sum(whole.sums)} isSum />}
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}

type Place = { readonly rowIndex: number; readonly start: number }

function PartLine({
  part,
  status,
  rowIndex,
  start,
}: Place & { readonly part: Whole['parts'][number]; readonly status: Whole['status'] }): ReactNode {
  const { title, shape, after } = partWords(part.outcome, status)
  return (
    <div
      role="row"
      aria-rowindex={rowIndex}
      className={`${grid['line']} ${grid['row']} ${classes['part']}`}
      style={{ transform: `translateY(${start}px)` }}
    >
      <div role="gridcell" aria-colindex={1} aria-colspan={columns.length} className={classes['partWords']}>
        <Mark shape={shape} />
        <b>{title}</b>
        <span className="third">
          {counted(part.claims, 'claim')}, <Money cents={part.cents} inWords /> {after}
        </span>
      </div>
    </div>
  )
}

function ClaimLine({
  line,
  isCursor,
  rowIndex,
  start,
}: Place & { readonly line: Extract<Line, { readonly at: number }>; readonly isCursor: boolean }): ReactNode {
  return (
    <div
      id={`payment-${line.at}`}
      role="row"
      aria-rowindex={rowIndex}
      aria-selected={isCursor}
      data-at={line.at}
      className={[grid['line'], grid['row'], isCursor && grid['cursor']].filter(Boolean).join(' ')}
      style={{ transform: `translateY(${start}px)` }}
    >
      {columns.map((column, n) => (
        <div key={column.id} role="gridcell" aria-colindex={n + 1} className={cellClass(column, n)} title={column.text(line.claim)}>
          {column.cell(line.claim)}
        </div>
      ))}
    </div>
  )
}
