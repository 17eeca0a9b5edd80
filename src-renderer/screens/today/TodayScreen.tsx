import { useEffect, useRef, type ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { shownDay } from '../../../src-shared/day.ts'
import { sentenceMoney } from '../../../src-shared/money.ts'
import { useKeys } from '../../app/keyboard.tsx'
import { useCall } from '../../app/queries.ts'
import { usePlace, useRouter, type Route } from '../../app/routes.ts'
import { useToday } from '../../app/sitting.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { counted, Money, timeLeft } from '../../kit/figures.tsx'
import { Key } from '../../kit/Key.tsx'
import { PanelSection } from '../../kit/Panel.tsx'
import { ScreenHead } from '../../kit/Screen.tsx'
import { RowsSkeleton } from '../../kit/Skeleton.tsx'
import { Mark } from '../../kit/Status.tsx'
import { FirstSteps } from './FirstSteps.tsx'
import { screenWord } from './words.ts'
import classes from './Today.module.css'

type Desk = Output<'today.get'>
type Line = Desk['lines'][number]

const longDay = new Intl.DateTimeFormat('en-US', { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric', timeZone: 'UTC' })

/** What needs a person now, by money and deadline; each line is a filtered list one key away. */
export function TodayScreen(): ReactNode {
  const today = useToday()
  const asked = useCall('today.get', {})
  return (
    <>
      <ScreenHead title="Today">
        <span className="third">{longDay.format(new Date(`${today}T00:00:00Z`))}</span>
      </ScreenHead>
      <Answer of={asked} loading={<RowsSkeleton rows={12} />}>
        {(desk) => (
          <>
            <Figures figures={desk.figures} />
            <Lines lines={desk.lines} />
          </>
        )}
      </Answer>
    </>
  )
}

function Figures({ figures }: { readonly figures: Desk['figures'] }): ReactNode {
  return (
    <dl className={classes['figures']} style={{ gridTemplateColumns: `repeat(${figures.length}, minmax(0, 1fr))` }}>
      {figures.map(({ id, label, cents, percent, words }) => (
        <div key={id}>
          <dt>{label}</dt>
          <dd className={classes['figure']}>
            {cents !== null ? sentenceMoney(cents) : percent !== null ? percentWords(percent) : <span className="third">not stated</span>}
          </dd>
          <dd className={classes['under']}>{words}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Tenths of a percent as `97.4%`. */
const percentWords = (tenths: number): string => `${Math.floor(tenths / 10)}.${tenths % 10}%`

/** To the list a line stands for, filtered to it; charges are a sheet a day. */
function routeOf(line: Line): Route {
  if (line.screen !== 'charges') return { screen: line.screen, view: line.view } as Route
  const days = line.view.filters.find((filter) => filter.is === 'days')
  return { screen: 'charges', ...(days?.from !== undefined && { day: days.from }) }
}

function Lines({ lines }: { readonly lines: readonly Line[] }): ReactNode {
  const router = useRouter()
  const place = usePlace('today')
  const found = lines.findIndex(({ id }) => id === place.line)
  const cursor = Math.max(0, found)
  const line = lines[cursor]
  const list = useRef<HTMLTableElement>(null)
  const point = (at: number): void => {
    const next = lines[Math.max(0, Math.min(lines.length - 1, at))]
    if (next) router.amend({ screen: 'today', line: next.id })
  }
  const enter = (): void => {
    if (line) router.go(routeOf(line))
  }
  useKeys('Move', [
    { keys: ['j', 'ArrowDown'], words: 'Next line', run: () => point(cursor + 1) },
    { keys: ['k', 'ArrowUp'], words: 'Previous line', run: () => point(cursor - 1) },
    { keys: ['g g', 'Home'], words: 'First line', run: () => point(0) },
    { keys: ['Shift+g', 'End'], words: 'Last line', run: () => point(lines.length - 1) },
    { keys: ['Enter', 'Space'], words: 'Work these', run: enter, when: line !== undefined },
  ])
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [cursor])
  useEffect(() => list.current?.focus({ preventScroll: true }), [])

  if (!line)
    return (
      <div className={classes['body']}>
        <FirstSteps />
      </div>
    )
  return (
    <div className={classes['body']}>
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
                <DeskLine
                  key={one.id}
                  line={one}
                  at={n}
                  isCursor={n === cursor}
                  onPoint={() => point(n)}
                  onOpen={() => router.go(routeOf(one))}
                />
              ))}
            </tbody>
          </table>
        </div>
        <div className={classes['foot']}>{counted(lines.length, 'line')}</div>
      </div>
      <LinePanel line={line} at={cursor} onOpen={enter} />
    </div>
  )
}

type DeskLineProps = {
  readonly line: Line
  readonly at: number
  readonly isCursor: boolean
  readonly onPoint: () => void
  readonly onOpen: () => void
}

function DeskLine({ line, at, isCursor, onPoint, onOpen }: DeskLineProps): ReactNode {
  const today = useToday()
  const left = line.due === null ? undefined : timeLeft(today, line.due)
  return (
    // The arrows and Enter are bound for the whole list.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <tr id={`line-${at}`} aria-selected={isCursor} className={isCursor ? classes['cursor'] : ''} onClick={onPoint} onDoubleClick={onOpen}>
      <td className={`${classes['rank']} third`}>{at + 1}</td>
      <td className={classes['shape']}>
        <Mark shape={line.shape} />
      </td>
      <td className={classes['what']}>
        <b className="cut">{line.title}</b>
        <span className="cut" title={line.detail}>
          {line.detail}
        </span>
      </td>
      <td className={`${classes['end']} num`}>{line.items.toLocaleString('en-US')}</td>
      <td className={classes['end']}>
        <b>
          <Money cents={line.cents} />
        </b>
      </td>
      <td className={classes['due']}>
        {left && line.due !== null && (
          <>
            <b className={`fam-${left.family}`}>{left.words}</b>
            <time dateTime={line.due}>{shownDay(line.due)}</time>
          </>
        )}
      </td>
      <td className={classes['key']}>{isCursor && <Key of="Enter" />}</td>
    </tr>
  )
}

/** The line that stands out: its first items, and why it stands where it stands. */
function LinePanel({ line, at, onOpen }: { readonly line: Line; readonly at: number; readonly onOpen: () => void }): ReactNode {
  const today = useToday()
  return (
    <aside className={classes['panel']} aria-label={line.title} tabIndex={-1}>
      <header className={classes['top']}>
        <div className="row">
          <Mark shape={line.shape} />
          <h2>{line.title}</h2>
        </div>
        <p className="second small">{line.detail}</p>
        <div className="row" style={{ marginTop: 11 }}>
          <Button look="go" onPress={onOpen}>
            {`${screenWord(line.screen)} ${line.items === 1 ? 'this one' : `these ${line.items.toLocaleString('en-US')}`}`}
            <Key of="Enter" />
          </Button>
        </div>
      </header>
      {line.first.length > 0 && (
        <section className={classes['section']} aria-label="The first of them">
          <table className={classes['first']}>
            <tbody>
              {line.first.map((item, n) => {
                const left = item.due === null ? undefined : timeLeft(today, item.due)
                return (
                  // A patient may be here twice.
                  // oxlint-disable-next-line react/no-array-index-key
                  <tr key={n}>
                    <td>
                      <b>{item.name}</b>
                      <small title={item.line}>{item.line}</small>
                    </td>
                    <td className={classes['words']}>
                      <span title={item.words}>{item.words}</span>
                    </td>
                    <td className={classes['end']}>
                      <Money cents={item.cents} />
                      {left && <small className={`fam-${left.family}`}>{left.words}</small>}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
          {line.items > line.first.length && (
            <p className="small third">and {(line.items - line.first.length).toLocaleString('en-US')} more</p>
          )}
        </section>
      )}
      {line.why.length > 0 && (
        <PanelSection title={at === 0 ? 'Why this is first' : `Why this is number ${at + 1}`}>
          <dl className={classes['why']}>
            {line.why.map(({ what, value }) => (
              <div key={what}>
                <dt>{what}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </PanelSection>
      )}
    </aside>
  )
}
