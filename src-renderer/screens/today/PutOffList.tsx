import { IconClock } from '@tabler/icons-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { shownDay } from '../../../src-shared/day.ts'
import { sentenceMoney, sum } from '../../../src-shared/money.ts'
import { useKeys } from '../../app/keyboard.tsx'
import { useNotices } from '../../app/notices.ts'
import { useCommand, useConnection } from '../../app/queries.ts'
import { Button } from '../../kit/Button.tsx'
import { Empty } from '../../kit/Empty.tsx'
import { counted, Money } from '../../kit/figures.tsx'
import { arrive } from '../../kit/focus.ts'
import { Key } from '../../kit/Key.tsx'
import { Mark } from '../../kit/Status.tsx'
import { Due } from './DeskTable.tsx'
import { placeOf, type PutOff } from './words.ts'
import classes from './Today.module.css'

/** What was put off: why, by whom, until when; and the way to have it back now. */
export function PutOffList({ aside }: { readonly aside: readonly PutOff[] }): ReactNode {
  const [at, setAt] = useState(0)
  const cursor = Math.max(0, Math.min(at, aside.length - 1))
  const one = aside[cursor]
  const takeBack = useTakeBack()
  const list = useRef<HTMLTableElement>(null)
  useEffect(() => arrive(list.current), [])
  useKeys('Move', [
    { keys: ['j', 'ArrowDown'], words: 'Next', run: () => setAt(Math.min(aside.length - 1, cursor + 1)) },
    { keys: ['k', 'ArrowUp'], words: 'Previous', run: () => setAt(Math.max(0, cursor - 1)) },
    { keys: ['Enter', 'Space'], words: 'Take it back now', run: () => one && void takeBack(one), when: one !== undefined },
  ])
  if (!one)
    return (
      <div className={classes['body']}>
        <Empty icon={IconClock} title="Nothing is put off">
          A line, or one row of it, can wait until a day with a reason. It is back on that day, or earlier when it grew worse.
        </Empty>
      </div>
    )
  return (
    <div className={classes['body']}>
      <div className={classes['list']}>
        <div className={classes['scroll']}>
          <table
            ref={list}
            className={classes['desk']}
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
            role="grid"
            aria-label="Put off"
            tabIndex={0}
            aria-activedescendant={`aside-${cursor}`}
          >
            <thead>
              <tr>
                <th className={classes['shape']} scope="col">
                  <span className="unseen">Kind</span>
                </th>
                <th scope="col">What was put off, and why</th>
                <th className={classes['end']} scope="col">
                  Items
                </th>
                <th className={`${classes['end']} kept`} scope="col">
                  At stake, $
                </th>
                <th scope="col">Until</th>
                <th scope="col">Due</th>
                <th scope="col">
                  <span className="unseen">Key</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {aside.map((row, n) => (
                <AsideRow
                  key={row.id}
                  row={row}
                  at={n}
                  isCursor={n === cursor}
                  onPoint={() => setAt(n)}
                  onBack={() => void takeBack(row)}
                />
              ))}
            </tbody>
          </table>
        </div>
        <div className={classes['foot']}>
          <span>{counted(aside.length, 'thing')} put off</span>
          <span className="end">
            At stake <b>{sentenceMoney(sum(aside.map(({ cents }) => cents)))}</b>
          </span>
        </div>
      </div>
    </div>
  )
}

type RowProps = {
  readonly row: PutOff
  readonly at: number
  readonly isCursor: boolean
  readonly onPoint: () => void
  readonly onBack: () => void
}

function AsideRow({ row, at, isCursor, onPoint, onBack }: RowProps): ReactNode {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <tr id={`aside-${at}`} aria-selected={isCursor} className={isCursor ? classes['cursor'] : ''} onClick={onPoint}>
      <td className={classes['shape']}>
        <Mark shape={row.shape} />
      </td>
      <td className={classes['what']}>
        <b className="cut">
          {row.name === '' ? row.title : row.name}
          {row.name !== '' && <span className={classes['owner']}>{row.title}</span>}
        </b>
        <span className="cut" title={row.reason}>
          {row.reason}{' '}
          <span className="third">
            · by {row.by === '' ? 'somebody who left' : row.by}, {shownDay(row.on)}
          </span>
        </span>
      </td>
      <td className={`${classes['end']} num`}>{row.items.toLocaleString('en-US')}</td>
      <td className={classes['end']}>
        <b>
          <Money cents={row.cents} />
        </b>
      </td>
      <td className="num">{shownDay(row.until)}</td>
      <td className={classes['due']}>
        <Due of={row} />
      </td>
      <td className={classes['key']}>
        <Button small tabIndex={isCursor ? 0 : -1} onPress={onBack}>
          Take back
          {isCursor && <Key of="Enter" />}
        </Button>
      </td>
    </tr>
  )
}

/** Takes back that something was put off; that can be undone too. */
function useTakeBack(): (row: PutOff) => Promise<void> {
  const command = useCommand('today.takeBack')
  const notices = useNotices()
  const connection = useConnection()
  return async (row) => {
    const reply = await command.run({ id: row.id })
    if (!reply.ok) return notices.tell({ words: reply.problem.message, family: 'bad' })
    notices.tell({
      words: `Back on the desk: ${row.name === '' ? row.title : `one of “${row.title}”`}.`,
      undo: () =>
        connection.call(
          'today.putOff',
          { ...placeOf(row), until: row.until, reason: row.reason, anyway: true },
          { key: crypto.randomUUID() },
        ),
    })
  }
}
