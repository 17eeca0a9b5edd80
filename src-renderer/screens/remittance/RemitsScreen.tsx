import { IconReceipt2 } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { ListScreen } from '../../grid/ListScreen.tsx'
import type { Choice } from '../../grid/selection.ts'
import { useGrid } from '../../grid/useGrid.ts'
import type { OwnView } from '../../grid/view.ts'
import { Empty } from '../../kit/Empty.tsx'
import { Button } from '../../kit/Button.tsx'
import { AddFiles } from '../exchange/ExchangeScreen.tsx'
import { AccountsDialog } from './AccountsDialog.tsx'
import { ArrivalDialog } from './ArrivalDialog.tsx'
import { remitColumns } from './columns.tsx'
import { PaperDialog } from './PaperDialog.tsx'
import { PostManyDialog } from './PostManyDialog.tsx'
import { Rehearsal } from './Rehearsal.tsx'

const newest = [{ by: 'day', down: true }]
const status = (...of: string[]): OwnView['view'] => ({ filters: [{ is: 'any', field: 'status', of }], sort: newest })

const views: readonly OwnView[] = [
  { id: 'open', name: 'To post', view: status('rehearsed', 'partly', 'quarantined') },
  { id: 'posted', name: 'Posted', view: status('posted') },
  { id: 'all', name: 'All', view: { filters: [], sort: newest } },
]
const noun = ['remittance', 'remittances'] as const

/** Every payment a payer told of. One that is opened takes the whole screen: its rehearsal. */
export function RemitsScreen(): ReactNode {
  const grid = useGrid({ call: 'remittance.list', screen: 'remits', columns: remitColumns, views, noun })
  const { open } = grid
  const [arriving, setArriving] = useState<Choice>()
  const [posting, setPosting] = useState<Choice>()
  const [isTyping, setTyping] = useState(false)
  const [isShowing, setShowing] = useState(false)
  if (open !== undefined) {
    // One that was posted may have left this list, and the next one stands where it stood.
    const next = grid.rows.indexOf(open) === undefined ? grid.cursor : grid.cursor + 1
    return (
      <Rehearsal
        key={open}
        id={open}
        onBack={grid.close}
        onPrevious={grid.cursor > 0 ? () => grid.moveTo(grid.cursor - 1) : undefined}
        onNext={next < grid.rows.total ? () => grid.moveTo(next) : undefined}
      />
    )
  }
  return (
    <>
      <ListScreen
        grid={grid}
        title="Remits"
        selectionActions={
          <>
            <Button small keys="Shift+p" group="Remits" needs="remittance.post" onPress={() => setPosting(grid.choice())}>
              Post what passes
            </Button>
            <Button small keys="b" group="Remits" needs="remittance.post" onPress={() => setArriving(grid.choice())}>
              Money came
            </Button>
          </>
        }
        actions={
          <>
            <Button onPress={() => setShowing(true)}>Payer accounts</Button>
            <Button keys="n" group="Remits" needs="remittance.post" onPress={() => setTyping(true)}>
              Enter a paper EOB
            </Button>
            <Button look="go" needs="remittance.post" onPress={() => setPosting({ view: status('rehearsed') })}>
              Post all that pass
            </Button>
          </>
        }
        empty={
          <Empty icon={IconReceipt2} title="Every payment, rehearsed first" actions={<AddFiles look="go" />}>
            Payers answer claims with an 835 file. Parity rehearses each one before it touches the ledger, so that you see every change
            first. Add the files here, or drop them anywhere on the window.
          </Empty>
        }
        panel={() => null}
        panelLabel={(id) => `Remittance ${id}`}
      />
      {isShowing && <AccountsDialog onClose={() => setShowing(false)} />}
      {isTyping && (
        <PaperDialog
          onTaken={(id) => {
            setTyping(false)
            grid.openRow(id)
          }}
          onClose={() => setTyping(false)}
        />
      )}
      {posting && <PostManyDialog chosen={posting} onDone={grid.clearSelection} onClose={() => setPosting(undefined)} />}
      {arriving && <ArrivalDialog chosen={arriving} onDone={grid.clearSelection} onClose={() => setArriving(undefined)} />}
    </>
  )
}
