import { IconCalendarDollar } from '@tabler/icons-react'
import { useRef, useState, type ReactNode } from 'react'
import { monthOf, shownMonth, type Month } from '../../../src-shared/month.ts'
import { box } from '../../app/box.ts'
import { useKeys } from '../../app/keyboard.tsx'
import { useCall } from '../../app/queries.ts'
import { usePlace, useRouter } from '../../app/routes.ts'
import { useMay, useToday } from '../../app/sitting.ts'
import { SidePanel } from '../../grid/ListScreen.tsx'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Empty } from '../../kit/Empty.tsx'
import { ScreenBody, ScreenHead } from '../../kit/Screen.tsx'
import { RowsSkeleton } from '../../kit/Skeleton.tsx'
import { Aging } from './Aging.tsx'
import { FiguresDialog } from './FiguresDialog.tsx'
import { MonthPanel } from './MonthPanel.tsx'
import classes from './Months.module.css'
import { MonthsTable } from './MonthsTable.tsx'
import { isBegun, type MonthRow } from './words.ts'

/** The width one drew stays for the sitting. */
const panelWidth = box(424)

/** The months of the books: what each did to what is owed, what is not finished, and which are closed. */
export function MonthsScreen(): ReactNode {
  const asked = useCall('month.list', {})
  const through = asked.data?.closedThrough
  const [hasFigures, setFigures] = useState(false)
  return (
    <>
      <ScreenHead title="Months">
        {through !== undefined && (
          <span className="third kept">{through === null ? 'None is closed yet' : `Closed through ${shownMonth(through)}`}</span>
        )}
        <span className="end">
          <Button keys="f" group="Months" onPress={() => setFigures(true)}>
            Figures
          </Button>
        </span>
      </ScreenHead>
      <ScreenBody>
        <Answer of={asked} loading={<RowsSkeleton rows={16} />}>
          {({ months }) => (isBegun(months) ? <Months months={months} /> : <NoMonths />)}
        </Answer>
      </ScreenBody>
      {hasFigures && <FiguresDialog onClose={() => setFigures(false)} />}
    </>
  )
}

function NoMonths(): ReactNode {
  const router = useRouter()
  const mayCharge = useMay()('charges.read')
  return (
    <Empty
      icon={IconCalendarDollar}
      title="Nothing is in the books yet"
      actions={
        mayCharge && (
          <Button look="go" onPress={() => router.go({ screen: 'charges' })}>
            Charge a session
          </Button>
        )
      }
    >
      Each month will stand here with what was charged, paid and written off, and what was owed at its end. When it is over and its work is
      done, it is closed: its figures stand, and what comes late belongs to the month after.
    </Empty>
  )
}

function Months({ months }: { readonly months: readonly MonthRow[] }): ReactNode {
  const router = useRouter()
  const { month: pointed } = usePlace('months')
  const running = monthOf(useToday())
  const [isShut, setShut] = useState(false)
  const table = useRef<HTMLDivElement>(null)
  // Where one began one stays, also when the month is closed meanwhile.
  const [first] = useState(() => firstAsked(months, running))
  const cursor = Math.max(
    0,
    months.findIndex(({ month }) => month === (pointed ?? first)),
  )
  const point = (to: number): void => {
    const row = months[Math.max(0, Math.min(to, months.length - 1))]
    if (!row) return
    router.amend({ screen: 'months', month: row.month })
    setShut(false)
  }
  const current = months[cursor]
  const shut = (): void => {
    setShut(true)
    table.current?.focus()
  }
  useKeys('Months', [{ keys: 'Escape', words: 'Close the panel', run: shut, when: !isShut }])
  return (
    <>
      <div className={classes['list']}>
        <Aging />
        <MonthsTable months={months} cursor={cursor} element={table} onPoint={point} />
      </div>
      {current && !isShut && (
        <SidePanel
          width={panelWidth}
          label={shownMonth(current.month)}
          moves={{
            previous: () => point(cursor - 1),
            next: () => point(cursor + 1),
            close: shut,
          }}
        >
          <MonthPanel key={current.month} month={current.month} months={months} />
        </SidePanel>
      )}
    </>
  )
}

/** Where one begins: the last month that is over and open, else the one that runs. */
const firstAsked = (months: readonly MonthRow[], running: Month): Month => months.find(({ state }) => state === 'open')?.month ?? running
