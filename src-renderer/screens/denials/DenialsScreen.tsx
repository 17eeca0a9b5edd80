import { IconOctagonMinus } from '@tabler/icons-react'
import { useMemo, useState, type ReactNode } from 'react'
import { OPEN_DENIAL } from '../../../src-shared/contract/denials.ts'
import type { Filter } from '../../../src-shared/contract/list.ts'
import { useEach } from '../../app/each.ts'
import { useKeys } from '../../app/keyboard.tsx'
import { useCall } from '../../app/queries.ts'
import { useRouter } from '../../app/routes.ts'
import { useMay, useSitting, useWhyNot } from '../../app/sitting.ts'
import { ListScreen } from '../../grid/ListScreen.tsx'
import { useGrid } from '../../grid/useGrid.ts'
import type { OwnView } from '../../grid/view.ts'
import { Button } from '../../kit/Button.tsx'
import { Empty } from '../../kit/Empty.tsx'
import { Job } from '../../kit/Progress.tsx'
import { ApprovalsDrawer } from './ApprovalsDrawer.tsx'
import { denialColumns, denialFields } from './columns.tsx'
import classes from './Denials.module.css'
import { DenialPanel } from './DenialPanel.tsx'
import { Told, type Outcome } from './Told.tsx'
import { WorkDrawer, type WorkOf } from './WorkDrawer.tsx'

const noun = ['denial', 'denials'] as const
const status = (...of: string[]): Filter => ({ is: 'any', field: 'status', of })
const open = status(...OPEN_DENIAL)
const soonest = [{ by: 'daysLeft', down: false }]

const viewsOf = (me: string): readonly OwnView[] => [
  { id: 'open', name: 'Open', view: { filters: [open], sort: soonest } },
  { id: 'due', name: 'Due in 7 days', view: { filters: [open, { is: 'number', field: 'daysLeft', to: 7 }], sort: soonest } },
  { id: 'mine', name: 'Mine', view: { filters: [open, { is: 'any', field: 'owner', of: [me] }], sort: soonest } },
  { id: 'nobody', name: 'Without an owner', view: { filters: [open, { is: 'empty', field: 'owner', empty: true }], sort: soonest } },
  { id: 'waiting', name: 'Waiting', view: { filters: [status('waiting')], sort: soonest } },
  { id: 'closed', name: 'Closed', view: { filters: [status('closed')], sort: [{ by: 'due', down: true }] } },
]

/** Each line that was not paid, by days left, with its cause and its next step. */
export function DenialsScreen(): ReactNode {
  const me = useSitting().user.name
  const router = useRouter()
  const views = useMemo(() => viewsOf(me), [me])
  const grid = useGrid({ call: 'denials.list', screen: 'denials', columns: denialColumns, fields: denialFields, views, noun })
  const [working, setWorking] = useState<WorkOf>()
  const each = useEach('denials.work')
  const may = useMay()
  const waits = useCall('approvals.list', {}).data?.length ?? 0
  const [isDeciding, setDeciding] = useState(false)
  const [told, setTold] = useState<Outcome>()

  const takeOver = async (ids: readonly number[]): Promise<void> => {
    const title = `Taking over ${ids.length.toLocaleString('en-US')}`
    const done = await each.run(
      ids.map((id) => ({ id, owner: me })),
      title,
    )
    const isWhole = done.refused.length === 0 && !done.isStopped
    setTold(isWhole ? undefined : { ...done, of: ids })
    if (isWhole) grid.clearSelection()
    grid.focus()
  }
  const { current } = grid
  const isLong = each.progress?.total !== undefined && each.progress.total !== 1
  const mayWrite = useWhyNot('denials.write') === undefined
  const isOnRow = grid.open === undefined && grid.chosen === 0 && current !== undefined && current.status !== 'closed' && mayWrite
  useKeys('Denials', [
    { keys: 'n', words: 'Note, owner, next step', run: () => current && setWorking({ one: current }), when: isOnRow },
    { keys: 'o', words: 'Take over', run: () => void (current && takeOver([current.id])), when: isOnRow },
  ])
  return (
    <>
      <ListScreen
        grid={grid}
        title="Denials"
        actions={
          (waits > 0 || may('writeoff.approve')) && (
            <Button keys="w" group="Denials" onPress={() => setDeciding(true)}>
              {waits === 0 ? 'No write-off waits' : waits === 1 ? '1 write-off waits' : `${waits.toLocaleString('en-US')} write-offs wait`}
            </Button>
          )
        }
        selectionActions={
          <>
            <Button
              small
              keys="o"
              group="Denials"
              needs="denials.write"
              isBusy={each.progress !== undefined}
              onPress={() => void grid.chosenIds().then((ids) => takeOver(ids))}
            >
              Take over
            </Button>
            <Button
              small
              keys="n"
              group="Denials"
              needs="denials.write"
              onPress={() => void grid.chosenIds().then((ids) => setWorking({ ids }))}
            >
              Note or change
            </Button>
          </>
        }
        above={
          (isLong || told !== undefined) && (
            <div className={classes['above']}>
              {isLong && <Job progress={each.progress} title="Taking over" onStop={each.stop} />}
              {told && (
                <div className="row">
                  <Told outcome={told} />
                  <Button look="quiet" small className="end" onPress={() => setTold(undefined)}>
                    Put away
                  </Button>
                </div>
              )}
            </div>
          )
        }
        empty={
          <Empty
            icon={IconOctagonMinus}
            title="No denials yet"
            actions={
              <Button look="go" needs="exchange.read" onPress={() => router.go({ screen: 'exchange' })}>
                Open Exchange
              </Button>
            }
          >
            When a remittance is posted, each line the payer did not pay comes here with its cause, its deadline and its next step, and
            stays until it is paid, appealed or closed. Take in an 835 file to begin.
          </Empty>
        }
        panel={(id) => <DenialPanel key={id} id={id} me={me} hasKeys={grid.chosen === 0} onWork={setWorking} onFocus={grid.focus} />}
        panelLabel={(id) => `Denial ${id}`}
      />
      {isDeciding && (
        <ApprovalsDrawer
          onClose={() => {
            setDeciding(false)
            grid.focus()
          }}
        />
      )}
      {working && (
        <WorkDrawer
          of={working}
          onDone={() => grid.clearSelection()}
          onClose={() => {
            setWorking(undefined)
            grid.focus()
          }}
        />
      )}
    </>
  )
}
