import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react'
import { createContext, use, type ReactNode } from 'react'
import type { HistoryLine, SegmentLine } from '../../src-shared/contract/fields.ts'
import { columnMoney, isNone, sentenceMoney, type Cents } from '../../src-shared/money.ts'
import { Button, type ButtonProps } from './Button.tsx'
import { Day, Money, Sentence } from './figures.tsx'
import classes from './Panel.module.css'
import { Mark } from './Status.tsx'

/** How the list a panel stands beside moves and closes it. */
export type PanelMoves = { readonly previous: () => void; readonly next: () => void; readonly close: () => void }
export const PanelMovesContext = createContext<PanelMoves | undefined>(undefined)

/** What it is: status, number, name; and the way through the list. */
export function PanelTop({
  tag,
  id,
  title,
  after,
  children,
}: {
  readonly tag?: ReactNode
  readonly id?: string
  readonly title: string
  readonly after?: ReactNode
  readonly children?: ReactNode
}): ReactNode {
  const moves = use(PanelMovesContext)
  return (
    <header className={classes['top']}>
      <div className="row">
        {tag}
        {id !== undefined && <span className="third small id words">{id}</span>}
        {moves && (
          <span className={classes['moves']}>
            <Button look="quiet" small icon={IconChevronUp} label="Previous in the list" onPress={moves.previous} />
            <Button look="quiet" small icon={IconChevronDown} label="Next in the list" onPress={moves.next} />
            <Button look="quiet" small icon={IconX} label="Close the panel" onPress={moves.close} />
          </span>
        )}
      </div>
      <h2 className={classes['title']}>
        <span className="words">{title}</span>
        {after !== undefined && <span className={classes['after']}> · {after}</span>}
      </h2>
      {children}
    </header>
  )
}

/** A part of a panel under its heading; `aside` says where it comes from or what it adds to. */
export function PanelSection({
  title,
  aside,
  children,
}: {
  readonly title: string
  readonly aside?: ReactNode
  readonly children: ReactNode
}): ReactNode {
  return (
    <section className={classes['section']} aria-label={title}>
      <h3 className={classes['heading']}>
        {title}
        {aside !== undefined && <span className={classes['aside']}>{aside}</span>}
      </h3>
      {children}
    </section>
  )
}

type NextStepProps = {
  readonly title: string
  readonly why: ReactNode
  readonly cents?: Cents | null
  /** The one filled button, on the space bar. */
  readonly action?: Omit<ButtonProps, 'look' | 'small'>
  readonly others?: ReactNode
}

/** Why in one sentence, the amount, one filled button, one alternative. */
export function NextStep({ title, why, cents, action, others }: NextStepProps): ReactNode {
  return (
    <section className={classes['section']} aria-label="Next step">
      <div className={classes['next']}>
        <div className="row">
          <b className="grow">{title}</b>
          {cents !== null && cents !== undefined && !isNone(cents) && <b className="num">{sentenceMoney(cents)}</b>}
        </div>
        <div className={classes['why']}>{why}</div>
        {(action !== undefined || others !== undefined) && (
          <div className={classes['actions']}>
            {action && <Button look="go" small keys="Space" {...action} />}
            {others}
          </div>
        )}
      </div>
    </section>
  )
}

export type LedgerLine = { readonly words: string; readonly from: ReactNode; readonly payer: Cents; readonly patient: Cents }

/** Postings that add up to what is still owed, payer and patient apart. */
export function Ledger({
  lines,
  owedByPayer,
  owedByPatient,
}: {
  readonly lines: readonly LedgerLine[]
  readonly owedByPayer: Cents
  readonly owedByPatient: Cents
}): ReactNode {
  return (
    <table className={classes['ledger']}>
      <thead>
        <tr>
          <th scope="col">Posting</th>
          <th scope="col">From</th>
          <th scope="col">Payer</th>
          <th scope="col">Patient</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, n) => (
          // Postings have no name of their own, and their order is the ledger's.
          // oxlint-disable-next-line react/no-array-index-key
          <tr key={n}>
            <td title={line.words}>{line.words}</td>
            <td className="third">{line.from}</td>
            <td>
              <Money cents={line.payer} />
            </td>
            <td>
              <Money cents={line.patient} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            Still owed
          </th>
          <td className="num">{columnMoney(owedByPayer)}</td>
          <td className="num">{columnMoney(owedByPatient)}</td>
        </tr>
      </tfoot>
    </table>
  )
}

/** A segment with the elements that matter marked; `*` parts elements in every file we show. */
function Raw({ raw, marks }: { readonly raw: string; readonly marks: readonly number[] }): ReactNode {
  const separator = raw.startsWith('ISA') ? raw.charAt(3) : '*'
  const parts = raw.split(separator)
  return (
    <code className="mono words">
      {parts.map((part, n) => {
        const end = n === parts.length - 1 ? (/~?\s*$/.exec(part)?.[0] ?? '') : ''
        const value = part.slice(0, part.length - end.length)
        return (
          // Elements are known by their place.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={n}>
            {n > 0 && separator}
            {marks.includes(n) && value !== '' ? <mark>{value}</mark> : value}
            {end}
          </span>
        )
      })}
    </code>
  )
}

/** What a file says: the segment as it stands, and what it means. `lit` are the segments something else on the panel points to. */
export function Segments({ lines, lit = [] }: { readonly lines: readonly SegmentLine[]; readonly lit?: readonly number[] }): ReactNode {
  return (
    <div className={classes['segments']}>
      {lines.map((line) => (
        <div key={line.segment} title={`Segment ${line.segment}`} className={lit.includes(line.segment) ? classes['lit'] : undefined}>
          <div>
            <Raw raw={line.raw} marks={line.marks} />
          </div>
          <div className="words">
            <Sentence text={line.words} />
          </div>
        </div>
      ))}
    </div>
  )
}

/** What happened, newest first, a shape each. */
export function History({ lines }: { readonly lines: readonly HistoryLine[] }): ReactNode {
  return (
    <ol className={classes['history']}>
      {lines.map((line, n) => (
        // Two things may happen at one instant; their order is the engine's.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={n}>
          <Mark shape={line.shape} />
          <div className="words">
            <b>{line.words}</b> {line.detail}
          </div>
          <Day day={line.day} />
        </li>
      ))}
    </ol>
  )
}

/** Facts under small labels, in a frame. */
export function Facts({
  columns = 2,
  facts,
}: {
  readonly columns?: 1 | 2 | 3
  readonly facts: readonly { readonly name: string; readonly value: ReactNode }[]
}): ReactNode {
  return (
    <dl className={classes['facts']} style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="words">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

type PlainColumn<R> = { readonly head: string; readonly cell: (row: R) => ReactNode; readonly isEnd?: boolean; readonly width?: string }

/** A short table inside a panel or a dialog. Long ones are grids. */
export function PlainTable<R extends { readonly id: number | string }>({
  columns,
  rows,
  label,
}: {
  readonly columns: readonly PlainColumn<R>[]
  readonly rows: readonly R[]
  readonly label: string
}): ReactNode {
  return (
    <table className={classes['plain']} aria-label={label}>
      <thead>
        <tr>
          {columns.map(({ head, isEnd, width }) => (
            <th key={head} scope="col" style={{ ...(isEnd && { textAlign: 'end' }), ...(width !== undefined && { width }) }}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            {columns.map(({ head, cell, isEnd }) => (
              <td key={head} style={isEnd ? { textAlign: 'end' } : undefined}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
