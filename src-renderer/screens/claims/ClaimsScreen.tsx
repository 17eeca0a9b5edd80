import { IconFileInvoice } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useCall } from '../../app/queries.ts'
import { useKeys } from '../../app/keyboard.tsx'
import { usePlace, useRouter } from '../../app/routes.ts'
import { ListScreen } from '../../grid/ListScreen.tsx'
import type { Choice } from '../../grid/selection.ts'
import { useGrid, type Grid } from '../../grid/useGrid.ts'
import type { OwnView } from '../../grid/view.ts'
import type { RowOf } from '../../grid/windows.ts'
import { Button } from '../../kit/Button.tsx'
import { Empty } from '../../kit/Empty.tsx'
import { DisputesDialog } from '../disputes/DisputesDialog.tsx'
import { ExplainScreen } from '../explain/ExplainScreen.tsx'
import { ClaimPanel } from './ClaimPanel.tsx'
import { claimColumns, claimFields } from './columns.tsx'
import { HoldDialog } from './HoldDialog.tsx'
import { PrintDialog } from './PrintDialog.tsx'
import { RecheckDialog } from './RecheckDialog.tsx'
import { SendDialog } from './SendDialog.tsx'
import { AskDialog } from './status/AskDialog.tsx'

const newest = [{ by: 'day', down: true }]
const status = (...of: string[]): OwnView['view'] => ({ filters: [{ is: 'any', field: 'status', of }], sort: newest })

const views: readonly OwnView[] = [
  { id: 'mine', name: 'Needs me', view: status('held', 'rejected', 'short', 'denied') },
  { id: 'ready', name: 'Ready to send', view: status('ready') },
  { id: 'payer', name: 'With the payer', view: status('sent', 'received', 'accepted', 'silent', 'appealed') },
  { id: 'all', name: 'All claims', view: { filters: [], sort: newest } },
]
const noun = ['claim', 'claims'] as const

/** Every claim: what it is, where it stands, what it owes, and what to do next. */
export function ClaimsScreen(): ReactNode {
  const router = useRouter()
  const grid = useGrid({ call: 'claims.list', screen: 'claims', columns: claimColumns, fields: claimFields, views, noun })
  const ready = useCall('claims.preview', {}, { keep: true }).data
  const [sending, setSending] = useState<Choice | 'ready'>()
  const [holding, setHolding] = useState<{ readonly chosen: Choice; readonly areReady: boolean }>()
  const [checking, setChecking] = useState<Choice>()
  const [printing, setPrinting] = useState<Choice>()
  const [asking, setAsking] = useState<Choice>()
  const [isDisputing, setDisputing] = useState(false)
  const hold = (chosen: Choice | undefined): void => chosen && setHolding({ chosen, areReady: areReady(grid, chosen) })

  const { why } = usePlace('claims')
  // The claim that is open counts, which need not stand in the list.
  const meant = grid.open ?? grid.current?.id
  const explain = (): void => {
    if (meant !== undefined) router.go({ screen: 'claims', why: meant })
  }
  useKeys('Claims', [{ keys: '=', words: 'Explain this amount', run: explain, when: why === undefined && meant !== undefined }])
  if (why !== undefined) return <ExplainScreen key={why} of={{ claim: why }} onBack={() => void router.back()} />
  return (
    <>
      <ListScreen
        grid={grid}
        title="Claims"
        actions={
          <>
            <Button needs="denials.read" onPress={() => setDisputing(true)}>
              Paid below contract
            </Button>
            <Button
              look={ready !== undefined && ready.will > 0 ? 'go' : 'default'}
              keys="Shift+s"
              group="Claims"
              needs="claims.write"
              label={ready === undefined ? 'Send what is ready' : `Send ${ready.will} ready`}
              disabled={!ready || ready.will === 0}
              onPress={() => setSending('ready')}
            >
              {ready === undefined || ready.will === 0 ? 'None ready to send' : `Send ${ready.will.toLocaleString('en-US')} ready`}
            </Button>
          </>
        }
        selectionActions={
          <>
            <Button small needs="claims.write" onPress={() => setSending(grid.choice())}>
              Send those that are ready
            </Button>
            <Button small needs="claims.write" onPress={() => setPrinting(grid.choice())}>
              Print on paper
            </Button>
            <Button small keys="h" group="Claims" needs="claims.write" onPress={() => hold(grid.choice())}>
              Hold
            </Button>
            <Button small needs="claims.write" onPress={() => setChecking(grid.choice())}>
              Check again
            </Button>
            <Button small keys="q" group="Claims" needs="claims.write" onPress={() => setAsking(grid.choice())}>
              Ask the payers
            </Button>
          </>
        }
        empty={
          <Empty
            icon={IconFileInvoice}
            title="No claims yet"
            actions={
              <Button look="go" needs="charges.read" onPress={() => router.go({ screen: 'charges' })}>
                Charge a session
              </Button>
            }
          >
            A claim is made when a session is charged, and checked at once. It stays here until the last cent is settled. Old claims come in
            with their 837P files: drop them anywhere on the window.
          </Empty>
        }
        panel={(id) => (
          <ClaimPanel
            key={id}
            id={id}
            onSend={() => setSending({ ids: [id] })}
            onHold={() => hold({ ids: [id] })}
            onPrint={() => setPrinting({ ids: [id] })}
            onDispute={() => setDisputing(true)}
          />
        )}
        panelLabel={(id) => `Claim ${id}`}
      />
      <SendDialog
        chosen={sending === 'ready' ? undefined : sending}
        isOpen={sending !== undefined}
        onClose={() => {
          setSending(undefined)
          grid.focus()
        }}
        onSent={() => grid.clearSelection()}
      />
      {holding && (
        <HoldDialog
          {...holding}
          onDone={grid.clearSelection}
          onClose={() => {
            setHolding(undefined)
            grid.focus()
          }}
        />
      )}
      {printing && (
        <PrintDialog
          chosen={printing}
          onPrinted={() => grid.clearSelection()}
          onClose={() => {
            setPrinting(undefined)
            grid.focus()
          }}
        />
      )}
      {isDisputing && (
        <DisputesDialog
          onClose={() => {
            setDisputing(false)
            grid.focus()
          }}
        />
      )}
      {asking && (
        <AskDialog
          chosen={asking}
          onAsked={() => grid.clearSelection()}
          onClose={() => {
            setAsking(undefined)
            grid.focus()
          }}
        />
      )}
      {checking && (
        <RecheckDialog
          chosen={checking}
          onDone={grid.clearSelection}
          onClose={() => {
            setChecking(undefined)
            grid.focus()
          }}
        />
      )}
    </>
  )
}

/** Whether every claim that is chosen is ready now, as far as the list tells. */
function areReady(grid: Grid<RowOf<'claims.list'>>, { ids }: Choice): boolean {
  if (ids) return ids.every((id) => grid.choosing.row(id)?.status === 'ready')
  return grid.asked.filters.some((one) => one.is === 'any' && one.field === 'status' && one.not !== true && one.of.join() === 'ready')
}
