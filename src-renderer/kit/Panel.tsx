import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react'
import { createContext, use, type ReactNode } from 'react'
import { isNone, sentenceMoney, type Cents } from '../../src-shared/money.ts'
import { Term } from '../help/Term.tsx'
import { Button, type ButtonProps } from './Button.tsx'
import classes from './Panel.module.css'

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
        <Term>{title}</Term>
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
          <dt>
            <Term>{name}</Term>
          </dt>
          <dd className="words">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

export type PlainColumn<R> = {
  readonly head: string
  readonly cell: (row: R) => ReactNode
  readonly isEnd?: boolean
  readonly width?: string
}

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
