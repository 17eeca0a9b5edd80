import { IconBuildingBank } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useCall } from '../../app/queries.ts'
import { ListScreen } from '../../grid/ListScreen.tsx'
import { useGrid } from '../../grid/useGrid.ts'
import { NO_VIEW, type OwnView } from '../../grid/view.ts'
import { Button } from '../../kit/Button.tsx'
import { Empty } from '../../kit/Empty.tsx'
import { Banner } from '../../kit/Note.tsx'
import { ImportBankFile } from './bank-files.tsx'
import { depositColumns } from './columns.tsx'
import { DepositPanel } from './DepositPanel.tsx'
import { useTying } from './useTying.ts'

const newest = [{ by: 'day', down: true }]
const state = (...of: string[]): OwnView['view'] => ({ filters: [{ is: 'any', field: 'state', of }], sort: newest })

const views: readonly OwnView[] = [
  { id: 'open', name: 'Open', view: state('money', 'remittance', 'differs') },
  { id: 'money', name: 'No remittance', view: state('money') },
  { id: 'remittance', name: 'No money', view: state('remittance') },
  { id: 'differs', name: 'Differs', view: state('differs') },
  { id: 'settled', name: 'Settled', view: state('agrees', 'aside', 'before', 'none') },
  { id: 'all', name: 'All', view: { filters: [], sort: newest } },
]
const noun = ['deposit', 'deposits'] as const

/** The bank against the remittances: money without a remittance, remittances without money, and amounts that differ. */
export function DepositsScreen(): ReactNode {
  const grid = useGrid({ call: 'deposits.list', screen: 'deposits', columns: depositColumns, views, noun })
  const tying = useTying((row) => {
    grid.clearSelection()
    if (row === undefined) grid.close()
    else grid.openRow(row)
  })
  const ids = grid.choice()?.ids
  return (
    <ListScreen
      grid={grid}
      title="Deposits"
      actions={<ImportBankFile withKey />}
      selectionActions={
        <Button
          small
          keys="t"
          group="Deposits"
          needs="deposits.reconcile"
          isBusy={tying.isBusy}
          disabled={ids === undefined || ids.length < 2 || ids.length > 200}
          onPress={() => void tying.tie(ids ?? [])}
        >
          Tie together
        </Button>
      }
      above={<NoBankYet />}
      empty={
        <Empty icon={IconBuildingBank} title="Every deposit, beside its remittance" actions={<ImportBankFile />}>
          A remittance says that money was sent; the bank says what came. Export the deposits of the practice’s account as CSV, OFX or QFX,
          and bring the file here or drop it. The same line never comes in twice.
        </Empty>
      }
      panel={(id) => <DepositPanel key={id} id={id} tying={tying} />}
      panelLabel={(id) => `Deposit ${id}`}
    />
  )
}

/** Before the first file of the bank every remittance stands without money, and nothing is wrong with them. */
function NoBankYet(): ReactNode {
  const all = useCall('deposits.totals', { view: NO_VIEW })
  if (all.data === undefined || all.data.total === 0 || (all.data.sums['bank'] ?? 0) > 0) return null
  return (
    <Banner title="No file of the bank is here yet.">
      Export the deposits of the practice’s account as CSV, OFX or QFX and bring the file. From its first day on, this list says what has no
      other side.
    </Banner>
  )
}
