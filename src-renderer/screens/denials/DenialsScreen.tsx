import { IconOctagonMinus } from '@tabler/icons-react'
import { useMemo, useState, type ReactNode } from 'react'
import { OPEN_DENIAL } from '../../../src-shared/contract/denials.ts'
import type { Filter } from '../../../src-shared/contract/list.ts'
import { useKeys } from '../../app/keyboard.tsx'
import { useNotices } from '../../app/notices.ts'
import { newKey } from '../../app/connection.ts'
import { useCall, useConnection } from '../../app/queries.ts'
import { useRouter } from '../../app/routes.ts'
import { useMay, useSitting, useWhyNot } from '../../app/sitting.ts'
import { ListScreen } from '../../grid/ListScreen.tsx'
import type { Choice } from '../../grid/selection.ts'
import { useGrid } from '../../grid/useGrid.ts'
import type { OwnView } from '../../grid/view.ts'
import { Button } from '../../kit/Button.tsx'
import { Empty } from '../../kit/Empty.tsx'
import { ApprovalsDrawer } from './ApprovalsDrawer.tsx'
import { denialColumns, denialFields } from './columns.tsx'
import { DenialPanel } from './DenialPanel.tsx'
import { PatternsDialog } from './PatternsDialog.tsx'
import { ManyDialog } from './ManyDialog.tsx'
import { WorkDrawer, type WorkOf } from './WorkDrawer.tsx'
import type { Row } from './words.ts'

const noun = ['denial', 'denials'] as const
const status = (...of: string[]): Filter => ({ is: 'any', field: 'status', of })
const open = status(...OPEN_DENIAL)
const soonest = [{ by: 'daysLeft', down: false }]

const viewsOf = (me: string): readonly OwnView[] => [
  { id: 'open', name: 'Open', view: { filters: [open], sort: soonest, group: 'cause' } },
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
  const [many, setMany] = useState<{ readonly chosen: Choice; readonly owner: string }>()
  const connection = useConnection()
  const { tell } = useNotices()
  const may = useMay()
  const waits = useCall('approvals.list', {}).data?.length ?? 0
  const [isPatterned, setPatterned] = useState(false)
  const [isDeciding, setDeciding] = useState(false)

  const takeOver = async ({ id, owner, status: before }: Row): Promise<void> => {
    const reply = await connection.call('denials.work', { id, owner: me }, { key: newKey() })
    if (!reply.ok) return tell({ words: reply.problem.message, family: 'bad' })
    const undo = () => connection.call('denials.work', { id, owner, ...(before !== 'closed' && { status: before }) }, { key: newKey() })
    tell({ words: 'Denial taken over.', open: { screen: 'denials', open: id }, undo })
  }
  const workMany = (owner: string): void => {
    const chosen = grid.choice()
    if (chosen) setMany({ chosen, owner })
  }
  const { current } = grid
  const mayWrite = useWhyNot('denials.write') === undefined
  const isOnRow = grid.open === undefined && grid.chosen === 0 && current !== undefined && current.status !== 'closed' && mayWrite
  useKeys('Denials', [
    { keys: 'n', words: 'Note, owner, next step', run: () => current && setWorking({ one: current }), when: isOnRow },
    { keys: 'o', words: 'Take over', run: () => void (current && takeOver(current)), when: isOnRow },
  ])
  return (
    <>
      <ListScreen
        grid={grid}
        title="Denials"
        actions={
          <>
            <Button keys="p" group="Denials" onPress={() => setPatterned(true)}>
              Patterns
            </Button>
            {(waits > 0 || may('writeoff.approve')) && (
              <Button keys="w" group="Denials" onPress={() => setDeciding(true)}>
                {waits === 0
                  ? 'No write-off waits'
                  : waits === 1
                    ? '1 write-off waits'
                    : `${waits.toLocaleString('en-US')} write-offs wait`}
              </Button>
            )}
          </>
        }
        selectionActions={
          <>
            <Button small keys="o" group="Denials" needs="denials.write" onPress={() => workMany(me)}>
              Assign
            </Button>
            <Button small keys="n" group="Denials" needs="denials.write" onPress={() => workMany('')}>
              Note or change
            </Button>
          </>
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
      {isPatterned && <PatternsDialog onClose={() => setPatterned(false)} />}
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
          onClose={() => {
            setWorking(undefined)
            grid.focus()
          }}
        />
      )}
      {many && (
        <ManyDialog
          {...many}
          rowOf={grid.choosing.row}
          onDone={grid.clearSelection}
          onClose={() => {
            setMany(undefined)
            grid.focus()
          }}
        />
      )}
    </>
  )
}
