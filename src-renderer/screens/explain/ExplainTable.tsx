import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useEffect, type ReactNode, type RefObject } from 'react'
import { shownDay } from '../../../src-shared/day.ts'
import { columnMoney } from '../../../src-shared/money.ts'
import { useKeys } from '../../app/keyboard.tsx'
import { Empty } from '../../kit/Empty.tsx'
import { counted, Money } from '../../kit/figures.tsx'
import { arrive } from '../../kit/focus.ts'
import { Icon } from '../../kit/Icon.tsx'
import { Status } from '../../kit/Status.tsx'
import classes from './Explain.module.css'
import { piecesOn, type Explained, type Row, type SideName } from './rows.ts'

type Props = {
  readonly explained: Explained
  readonly side: SideName
  readonly rows: readonly Row[]
  readonly cursor: number
  readonly element: RefObject<HTMLDivElement | null>
  readonly onPoint: (id: string) => void
  readonly onFold: (claim: number) => void
}

const lineId = (n: number): string => `explain-row-${n}`

/** The balance by session, each session by what moved it; the foot adds up to the amount that was asked about. */
export function ExplainTable({ explained, side, rows, cursor, element, onPoint, onFold }: Props): ReactNode {
  const move = (to: number): void => {
    const row = rows[Math.max(0, Math.min(to, rows.length - 1))]
    if (row) onPoint(row.id)
  }
  const current = rows[cursor]
  const fold = (): void => {
    if (current?.is === 'session') onFold(current.session.claim)
    else if (current?.is === 'piece') {
      onPoint(`session ${current.session.claim}`)
      onFold(current.session.claim)
    }
  }
  useKeys('Move', [
    { keys: ['j', 'ArrowDown'], words: 'Next line', run: () => move(cursor + 1) },
    { keys: ['k', 'ArrowUp'], words: 'Previous line', run: () => move(cursor - 1) },
    { keys: 'Home', run: () => move(0) },
    { keys: 'End', run: () => move(rows.length - 1) },
    { keys: ['Enter', 'ArrowLeft'], words: 'Fold or unfold the session', run: fold },
  ])
  useEffect(() => arrive(element.current), [element])
  useEffect(() => document.getElementById(lineId(cursor))?.scrollIntoView({ block: 'nearest' }), [cursor])
  if (explained.sessions.length === 0)
    return (
      <Empty title="Nothing was ever charged">
        A balance comes about when a session is charged and payers answer. Each step will stand here, with the line of the file that says
        so.
      </Empty>
    )
  const pieces = explained.sessions.reduce((all, session) => all + piecesOn(session, side).length, 0)
  return (
    <>
      {/* Its keys are bound for the whole screen, and it is scrolled by them. */}
      <div
        ref={element}
        className={classes['scroll']}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="group"
        aria-label="The amount unfolded"
        aria-activedescendant={lineId(cursor)}
      >
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Date</th>
              <th scope="col">From</th>
              <th scope="col">In the file</th>
              <th scope="col">Amount</th>
              <th scope="col">Balance</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, n) => (
              // The keys are bound for the whole screen.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
              <tr
                key={row.id}
                id={lineId(n)}
                className={n === cursor ? classes['cursor'] : undefined}
                aria-current={n === cursor ? 'true' : undefined}
                onClick={() => onPoint(row.id)}
              >
                <Line row={row} side={side} onFold={onFold} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={classes['foot']}>
        <span className="grow">
          {counted(explained.sessions.length + explained.before.sessions, 'session')}, {counted(pieces, 'posting')}
        </span>
        <b className="num">{columnMoney(explained[side].cents)}</b>
      </div>
    </>
  )
}

function Line({ row, side, onFold }: { readonly row: Row; readonly side: SideName; readonly onFold: Props['onFold'] }): ReactNode {
  switch (row.is) {
    case 'before':
      return (
        <>
          <th scope="row">{counted(row.sessions, 'session')} before</th>
          <td colSpan={3} className="third">
            in sum
          </td>
          <td>
            <Money cents={row.amount} isSum />
          </td>
          <td>
            <Money cents={row.balance} isSum />
          </td>
        </>
      )
    case 'session': {
      const { session, isOpen } = row
      const isMoved = piecesOn(session, side).length > 0
      return (
        <>
          <th scope="row">
            <span className="row">
              {isMoved ? (
                <button
                  type="button"
                  className={classes['fold']}
                  tabIndex={-1}
                  aria-expanded={isOpen}
                  aria-label={`Session of ${shownDay(session.day)}`}
                  onClick={() => onFold(session.claim)}
                >
                  <Icon of={isOpen ? IconChevronDown : IconChevronRight} size={14} />
                </button>
              ) : (
                <span className={classes['fold']} />
              )}
              <span className="cut">
                Session of {shownDay(session.day)}, {session.codes}
              </span>
            </span>
          </th>
          <td className="num">{shownDay(session.day)}</td>
          <td className="cut second">{isMoved ? `claim ${session.claim}` : `with ${session.payerName}`}</td>
          <td>
            <Status shape={session.status} />
          </td>
          <td className={classes['sum']}>
            <Money cents={row.amount} isSum={isMoved} />
          </td>
          <td className={classes['sum']}>
            <Money cents={row.balance} isSum />
          </td>
        </>
      )
    }
    case 'piece':
      return (
        <>
          <td className={classes['piece']} title={row.piece.words}>
            <span className="cut">{row.piece.words}</span>
          </td>
          <td className="num">{shownDay(row.piece.day)}</td>
          <td className="cut second" title={row.piece.from}>
            {row.piece.from}
          </td>
          <td className="cut" title={row.piece.raw}>
            <code className="mono">{row.piece.raw}</code>
          </td>
          <td>
            <Money cents={row.amount} />
          </td>
          <td>{'\u00a0'}</td>
        </>
      )
  }
}
