import { useEffect, useRef, type ReactNode } from 'react'
import { shownDay } from '../../../src-shared/day.ts'
import { sentenceMoney, sum } from '../../../src-shared/money.ts'
import { useToday } from '../../app/sitting.ts'
import { clock, counted, Money, timeLeft } from '../../kit/figures.tsx'
import { arrive } from '../../kit/focus.ts'
import { Key } from '../../kit/Key.tsx'
import { Mark } from '../../kit/Status.tsx'
import type { Line } from './words.ts'
import classes from './Today.module.css'

type Props = {
  readonly lines: readonly Line[]
  readonly cursor: number
  /** Whether the keys of the lines are those that count; else one stands in the panel. */
  readonly isReached: boolean
  /** The lines have the keys again. */
  readonly onReach: () => void
  readonly onPoint: (at: number) => void
  readonly onOpen: (line: Line) => void
}

/** The ranked desk. */
export function DeskTable({ lines, cursor, isReached, onReach, onPoint, onOpen }: Props): ReactNode {
  const list = useRef<HTMLTableElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [cursor])
  useEffect(() => arrive(list.current), [])
  const items = lines.reduce((all, line) => all + line.items, 0)
  return (
    <div className={classes['list']}>
      <div className={classes['scroll']}>
        <table
          ref={list}
          className={classes['desk']}
          // A table whose lines are walked through is a grid.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
          role="grid"
          aria-label="What needs you"
          tabIndex={0}
          onFocus={onReach}
          aria-activedescendant={`line-${cursor}`}
        >
          <thead>
            <tr>
              <th className={classes['rank']} scope="col">
                <span className="unseen">Rank</span>
              </th>
              <th className={classes['shape']} scope="col">
                <span className="unseen">Kind</span>
              </th>
              <th scope="col">What needs you, by money and deadline</th>
              <th className={classes['end']} scope="col">
                Items
              </th>
              <th className={`${classes['end']} kept`} scope="col">
                At stake, $
              </th>
              <th scope="col">Due</th>
              <th scope="col">
                <span className="unseen">Key</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((one, n) => (
              <Row
                key={one.id}
                line={one}
                at={n}
                isCursor={n === cursor}
                showsKey={n === cursor && isReached}
                onPoint={() => onPoint(n)}
                onOpen={() => onOpen(one)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className={classes['foot']}>
        <span>{counted(lines.length, 'line')}</span>
        <span>{counted(items, 'item')}</span>
        <span className="end">
          At stake <b>{sentenceMoney(sum(lines.map((line) => line.cents)))}</b>
        </span>
      </div>
    </div>
  )
}

type RowProps = {
  readonly line: Line
  readonly at: number
  readonly isCursor: boolean
  readonly showsKey: boolean
  readonly onPoint: () => void
  readonly onOpen: () => void
}

function Row({ line, at, isCursor, showsKey, onPoint, onOpen }: RowProps): ReactNode {
  return (
    // The arrows and Enter are bound for the whole list.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <tr id={`line-${at}`} aria-selected={isCursor} className={isCursor ? classes['cursor'] : ''} onClick={onPoint} onDoubleClick={onOpen}>
      <td className={`${classes['rank']} third`}>{at + 1}</td>
      <td className={classes['shape']}>
        <Mark shape={line.shape} />
      </td>
      <td className={classes['what']}>
        <b className="cut">
          {line.title}
          {line.owner && <span className={classes['owner']}>{line.owner.name}</span>}
        </b>
        <span className="cut" title={line.back ?? line.detail}>
          {line.back ?? line.detail}
        </span>
      </td>
      <td className={`${classes['end']} num`}>{line.items.toLocaleString('en-US')}</td>
      <td className={classes['end']}>
        <b>
          <Money cents={line.cents} />
        </b>
      </td>
      <td className={classes['due']}>
        <Due of={line} />
      </td>
      <td className={classes['key']}>{showsKey && <Key of="Enter" />}</td>
    </tr>
  )
}

type DueProps = { readonly of: Pick<Line, 'due'> & Partial<Pick<Line, 'time' | 'basis'>> }

/** How much time is left, and the day; where it is a time of the day, that. What is late but never lost is no alarm. */
export function Due({ of: { due, time, basis } }: DueProps): ReactNode {
  const today = useToday()
  if (due === null) return null
  const left = timeLeft(today, due)
  const isSoft = due >= today && (basis === 'payments' || basis === 'usual')
  return (
    <>
      {time ? <b className="fam-warn">{clock(time)}</b> : <b className={isSoft ? 'fam-warn' : `fam-${left.family}`}>{left.words}</b>}
      <time dateTime={due}>{shownDay(due)}</time>
    </>
  )
}
