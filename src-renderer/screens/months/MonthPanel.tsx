import { useState, type ReactNode } from 'react'
import { shownMonth, type Month } from '../../../src-shared/month.ts'
import { useCall } from '../../app/queries.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { counted, momentWords } from '../../kit/figures.tsx'
import { NextStep, PanelSection, PanelTop } from '../../kit/Panel.tsx'
import { Tag } from '../../kit/Status.tsx'
import { CloseDialog } from './CloseDialog.tsx'
import { LateEntries } from './LateEntries.tsx'
import classes from './Months.module.css'
import { NotFinished } from './NotFinished.tsx'
import { ReopenDialog } from './ReopenDialog.tsx'
import { RollForward } from './RollForward.tsx'
import { STATES, type MonthDetail, type MonthRow } from './words.ts'

/** One month: how what is owed rolled forward, what is not finished, what came late, and its closing. */
export function MonthPanel({ month, months }: { readonly month: Month; readonly months: readonly MonthRow[] }): ReactNode {
  const asked = useCall('month.get', { month })
  return <Answer of={asked}>{(detail) => <Body detail={detail} months={months} />}</Answer>
}

function Body({ detail, months }: { readonly detail: MonthDetail; readonly months: readonly MonthRow[] }): ReactNode {
  const { month, state, reopened } = detail
  return (
    <>
      <PanelTop tag={<Tag {...STATES[state]} />} title={shownMonth(month)} />
      <Step detail={detail} months={months} />
      <RollForward detail={detail} />
      <LateEntries detail={detail} />
      <NotFinished detail={detail} />
      {reopened.length > 0 && (
        <PanelSection title="Opened again" aside={counted(reopened.length, 'time')}>
          <ol className={classes['lines']}>
            {reopened.map(({ closedAt, at, by, why }) => (
              <li key={at}>
                <span className="words">{why}</span>
                <small>{`${momentWords(at)}, ${by}; it was closed ${momentWords(closedAt)}`}</small>
              </li>
            ))}
          </ol>
        </PanelSection>
      )}
    </>
  )
}

/** What may be done with the month now: an open one is closed with those before it, the last closed one may be opened again. */
function Step({ detail, months }: { readonly detail: MonthDetail; readonly months: readonly MonthRow[] }): ReactNode {
  const [asks, setAsks] = useState<'close' | 'reopen'>()
  const { month, state, closed, unfinished } = detail
  const name = shownMonth(month)
  const leave = (): void => setAsks(undefined)
  if (state === 'running')
    return <NextStep title="The month is not over" why="It can be closed when it is. Until then its figures move with every entry." />
  if (state === 'closed') {
    const isLast = months.find((one) => one.state === 'closed')?.month === month
    return (
      <>
        <NextStep
          title="Its figures stand"
          why={`${closed ? `Closed ${momentWords(closed.at)}${closed.by === '' ? '' : ` by ${closed.by}`}. ` : ''}What comes late belongs to the first open month, under its own day.`}
          others={
            isLast && (
              <Button small needs="month.close" onPress={() => setAsks('reopen')}>
                Open it again
              </Button>
            )
          }
        />
        {asks === 'reopen' && <ReopenDialog month={month} onClose={leave} />}
      </>
    )
  }
  const closing = months.filter((one) => one.state === 'open' && one.month <= month).length
  return (
    <>
      <NextStep
        title={unfinished.length === 0 ? 'Nothing of it is left to do' : 'Something is not finished'}
        why={`${unfinished.length === 0 ? 'It can be closed.' : 'Finish it first, or close the month with it named.'}${
          closing > 1
            ? ` The ${counted(closing - 1, 'open month', 'open months')} before ${closing === 2 ? 'is' : 'are'} closed with it.`
            : ''
        }`}
        action={{ children: `Close ${name}`, group: 'Months', needs: 'month.close', onPress: () => setAsks('close') }}
      />
      {asks === 'close' && <CloseDialog detail={detail} closing={closing} onClose={leave} />}
    </>
  )
}
