import { useEffect, type ReactNode, type RefObject } from 'react'
import { shownMonth } from '../../../src-shared/month.ts'
import { useKeys } from '../../app/keyboard.tsx'
import { Money } from '../../kit/figures.tsx'
import { arrive } from '../../kit/focus.ts'
import { Status } from '../../kit/Status.tsx'
import classes from './Months.module.css'
import { CHANGES, STATES, type MonthRow } from './words.ts'

type Props = {
  readonly months: readonly MonthRow[]
  readonly cursor: number
  readonly element: RefObject<HTMLDivElement | null>
  readonly onPoint: (n: number) => void
}

const lineId = (n: number): string => `month-row-${n}`

/** The months, the newest above: what each did, and what was owed at its end. */
export function MonthsTable({ months, cursor, element, onPoint }: Props): ReactNode {
  useKeys('Move', [
    { keys: ['j', 'ArrowDown'], words: 'Next month', run: () => onPoint(cursor + 1) },
    { keys: ['k', 'ArrowUp'], words: 'Previous month', run: () => onPoint(cursor - 1) },
    { keys: 'Home', run: () => onPoint(0) },
    { keys: 'End', run: () => onPoint(months.length - 1) },
    { keys: 'Enter', words: 'Show the month', run: () => onPoint(cursor) },
  ])
  useEffect(() => arrive(element.current), [element])
  useEffect(() => document.getElementById(lineId(cursor))?.scrollIntoView({ block: 'nearest' }), [cursor])
  return (
    // Its keys are bound for the whole screen, and it is scrolled by them.
    <div
      ref={element}
      className={classes['scroll']}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="group"
      aria-label="Months"
      aria-activedescendant={lineId(cursor)}
    >
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">Month</th>
            <th scope="col">Status</th>
            <th scope="col">Late</th>
            {CHANGES.map(({ change, head }) => (
              <th key={change} scope="col">
                {head}
              </th>
            ))}
            <th scope="col">Owed at end</th>
          </tr>
        </thead>
        <tbody>
          {months.map((row, n) => (
            // The keys are bound for the whole screen.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
            <tr
              key={row.month}
              id={lineId(n)}
              className={n === cursor ? classes['cursor'] : undefined}
              aria-current={n === cursor ? 'true' : undefined}
              onClick={() => onPoint(n)}
            >
              <th scope="row">{shownMonth(row.month)}</th>
              <td>
                <Status {...STATES[row.state]} />
              </td>
              <td title={row.late === 0 ? undefined : 'Entries of days in closed months, which belong to this one'}>
                {row.late === 0 ? <span className="third">–</span> : <span className="num">{row.late.toLocaleString('en-US')}</span>}
              </td>
              {CHANGES.map(({ change }) => (
                <td key={change}>
                  <Money cents={row.roll.changes[change]} />
                </td>
              ))}
              <td className={classes['sum']}>
                <Money cents={row.roll.closing} isSum />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
