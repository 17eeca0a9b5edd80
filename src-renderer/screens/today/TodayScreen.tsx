import { IconClock, IconLayoutList } from '@tabler/icons-react'
import { useRef, useState, type ReactNode } from 'react'
import { useKeys } from '../../app/keyboard.tsx'
import { useCall } from '../../app/queries.ts'
import { usePlace, useRouter } from '../../app/routes.ts'
import { useToday } from '../../app/sitting.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Empty } from '../../kit/Empty.tsx'
import { counted } from '../../kit/figures.tsx'
import { ScreenHead } from '../../kit/Screen.tsx'
import { RowsSkeleton } from '../../kit/Skeleton.tsx'
import { AssignDialog } from './AssignDialog.tsx'
import { DeskTable } from './DeskTable.tsx'
import { FigurePanel, Figures } from './Figures.tsx'
import { FirstSteps } from './FirstSteps.tsx'
import { LinePanel } from './LinePanel.tsx'
import { PutOffDialog } from './PutOffDialog.tsx'
import { PutOffList } from './PutOffList.tsx'
import { itemTarget, lineTarget, routeOf, type Desk, type Item, type Line, type Target } from './words.ts'
import classes from './Today.module.css'

const longDay = new Intl.DateTimeFormat('en-US', { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric', timeZone: 'UTC' })

type Asking = { readonly what: 'put off' | 'assign'; readonly target: Target }

/** What needs a person now, by money and deadline; each line is a filtered list one key away. */
export function TodayScreen(): ReactNode {
  const today = useToday()
  const place = usePlace('today')
  const { tab = 'mine' } = place
  const asked = useCall('today.get', { whose: tab === 'everyone' ? 'everyone' : 'mine' }, { keep: true })
  const [asking, setAsking] = useState<Asking>()
  const [item, setItem] = useState<number>()
  const { line, row } = standing(asked.data?.lines ?? [], place.line, item)
  const ask = (what: Asking['what']): void => {
    if (line) setAsking({ what, target: row ? itemTarget(line, row) : lineTarget(line) })
  }
  const canAsk = tab !== 'aside' && (asked.data?.lines.length ?? 0) > 0
  useKeys('Work', [{ keys: 'a', words: 'Assign it', run: () => ask('assign'), when: canAsk }])
  return (
    <>
      <ScreenHead
        title="Today"
        actions={
          canAsk && (
            <Button icon={IconClock} keys="s" group="Work" onPress={() => ask('put off')}>
              Put off
            </Button>
          )
        }
      >
        <span className="third kept">{longDay.format(new Date(`${today}T00:00:00Z`))}</span>
        <Tabs tab={tab} counts={asked.data?.counts} />
      </ScreenHead>
      <Answer of={asked} loading={<RowsSkeleton rows={12} />}>
        {(desk) => <Body key={tab} tab={tab} desk={desk} item={item} onItem={setItem} onAssign={() => ask('assign')} />}
      </Answer>
      {asking?.what === 'put off' && <PutOffDialog target={asking.target} onClose={() => setAsking(undefined)} />}
      {asking?.what === 'assign' && asked.data && (
        <AssignDialog target={asking.target} people={asked.data.people} onClose={() => setAsking(undefined)} />
      )}
    </>
  )
}

const TABS = [
  ['mine', 'Mine'],
  ['everyone', 'Everyone'],
  ['aside', 'Put off'],
] as const
type Tab = (typeof TABS)[number][0]

function Tabs({ tab, counts }: { readonly tab: Tab; readonly counts: Desk['counts'] | undefined }): ReactNode {
  const router = useRouter()
  return (
    <div className={classes['tabs']} role="group" aria-label="Whose">
      {TABS.map(([id, name]) => (
        <button
          key={id}
          type="button"
          aria-pressed={id === tab}
          className={id === tab ? classes['lit'] : ''}
          onClick={() => router.amend({ screen: 'today', tab: id })}
        >
          {name}
          {counts && <i>{counts[id]}</i>}
        </button>
      ))}
    </div>
  )
}

type BodyProps = {
  readonly tab: Tab
  readonly desk: Desk
  /** Which of the line's rows one stands on; undefined while one stands on the line. */
  readonly item: number | undefined
  readonly onItem: (at: number | undefined) => void
  readonly onAssign: () => void
}

function Body({ tab, desk, item, onItem, onAssign }: BodyProps): ReactNode {
  const router = useRouter()
  const [chosen, setChosen] = useState<string>()
  const figure = desk.figures.find(({ id }) => id === chosen)
  const next = (): void => {
    const at = desk.figures.findIndex(({ id }) => id === chosen)
    setChosen(desk.figures[(at + 1) % Math.max(1, desk.figures.length)]?.id)
  }
  useKeys('Look', [{ keys: '=', words: 'Explain a figure', run: next, when: desk.figures.length > 0 }])
  const side = figure && <FigurePanel figure={figure} onOpen={() => router.go(routeOf(figure))} onClose={() => setChosen(undefined)} />
  return (
    <>
      <Figures figures={desk.figures} chosen={chosen} onChoose={(id) => setChosen(id === chosen ? undefined : id)} />
      {tab === 'aside' ? (
        <PutOffList aside={desk.aside} />
      ) : (
        <Lines
          tab={tab}
          desk={desk}
          item={item}
          onItem={onItem}
          side={side}
          onFigure={figure && (() => router.go(routeOf(figure)))}
          onPointed={() => setChosen(undefined)}
          onAssign={onAssign}
        />
      )}
    </>
  )
}

/** The line and the row one stands on. */
function standing(lines: readonly Line[], id: string | undefined, item: number | undefined) {
  const found = lines.findIndex((one) => one.id === id)
  const cursor = Math.max(0, found)
  const line = lines[cursor]
  const row = item === undefined ? undefined : line?.first[Math.min(item, line.first.length - 1)]
  return { cursor, line, row }
}

type LinesProps = BodyProps & {
  /** Stands in the place of the line's panel. */
  readonly side: ReactNode
  readonly onFigure: (() => void) | undefined
  readonly onPointed: () => void
}

function Lines({ tab, desk, item, onItem, side, onFigure, onPointed, onAssign }: LinesProps): ReactNode {
  const { lines } = desk
  const router = useRouter()
  const place = usePlace('today')
  const items = useRef<HTMLTableElement>(null)
  const { cursor, line, row } = standing(lines, place.line, item)
  const point = (at: number): void => {
    const next = lines[Math.max(0, Math.min(lines.length - 1, at))]
    onPointed()
    onItem(undefined)
    if (next) router.amend({ screen: 'today', tab, line: next.id })
  }
  const move = (by: number): void => {
    if (line && item !== undefined) onItem(Math.max(0, Math.min(line.first.length - 1, item + by)))
    else point(cursor + by)
  }
  const open = (of: Line): void => router.go(routeOf(of))
  const openItem = (one: Item): void => {
    if (line) router.go(routeOf(line, one.id))
  }
  const enter = (): void => (onFigure ? onFigure() : row ? openItem(row) : line && open(line))
  const leave = (): void => {
    onItem(undefined)
    document.querySelector<HTMLElement>('[role=grid][aria-label="What needs you"]')?.focus()
  }
  useKeys('Move', [
    { keys: ['j', 'ArrowDown'], words: 'Next line, or row', run: () => move(1) },
    { keys: ['k', 'ArrowUp'], words: 'Previous line, or row', run: () => move(-1) },
    { keys: ['g g', 'Home'], words: 'First line', run: () => point(0) },
    { keys: ['Shift+g', 'End'], words: 'Last line', run: () => point(lines.length - 1) },
    { keys: ['Enter', 'Space'], words: 'Work these', run: enter, when: line !== undefined },
    { keys: ['l', 'ArrowRight'], words: 'Into its rows', run: () => items.current?.focus(), when: (line?.first.length ?? 0) > 0 },
    { keys: ['h', 'ArrowLeft', 'Escape'], words: 'Back to the lines', run: leave, when: item !== undefined },
    ...['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((key, n) => ({
      keys: key,
      run: () => point(n),
      when: n < lines.length,
      ...(n === 0 && { words: 'Line 1, and so on to 9' }),
    })),
  ])
  if (!line) return <Nothing tab={tab} desk={desk} side={side} />
  return (
    <div className={classes['body']}>
      <DeskTable
        lines={lines}
        onReach={() => onItem(undefined)}
        cursor={cursor}
        isReached={row === undefined && side === undefined}
        onPoint={point}
        onOpen={open}
      />
      {side ?? (
        <LinePanel
          key={line.id}
          line={line}
          at={cursor}
          item={item}
          items={items}
          onItem={onItem}
          onOpen={() => open(line)}
          onOpenItem={openItem}
          onAssign={onAssign}
        />
      )}
    </div>
  )
}

/** No line: nothing of one's own, nothing at all, or a practice that is new. */
function Nothing({ tab, desk, side }: Pick<LinesProps, 'tab' | 'desk' | 'side'>): ReactNode {
  const router = useRouter()
  const others = desk.counts.everyone
  return (
    <div className={classes['body']}>
      <div className={classes['list']}>
        {tab === 'mine' && others > 0 ? (
          <Empty
            icon={IconLayoutList}
            title="Nothing of yours needs you"
            actions={
              <Button look="go" onPress={() => router.amend({ screen: 'today', tab: 'everyone' })}>
                {`Look at everyone’s ${counted(others, 'line')}`}
              </Button>
            }
          >
            What is given to others, or is not your work, stands under Everyone.
          </Empty>
        ) : (
          <FirstSteps done={desk.done} aside={desk.counts.aside} />
        )}
      </div>
      {side}
    </div>
  )
}
