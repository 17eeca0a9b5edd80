import { IconFileInvoice } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useCall, useCommand } from '../../app/queries.ts'
import { useKeys } from '../../app/keyboard.tsx'
import { usePlace, useRouter } from '../../app/routes.ts'
import { ListScreen } from '../../grid/ListScreen.tsx'
import { useGrid } from '../../grid/useGrid.ts'
import type { OwnView } from '../../grid/view.ts'
import { Button } from '../../kit/Button.tsx'
import { Empty } from '../../kit/Empty.tsx'
import { counted } from '../../kit/figures.tsx'
import { Banner } from '../../kit/Note.tsx'
import { ExplainScreen } from '../explain/ExplainScreen.tsx'
import { ClaimPanel } from './ClaimPanel.tsx'
import { claimColumns, claimFields } from './columns.tsx'
import { HoldDialog } from './HoldDialog.tsx'
import { SendDialog } from './SendDialog.tsx'

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
  const [sending, setSending] = useState<readonly number[] | 'ready'>()
  const [holding, setHolding] = useState<readonly number[]>()
  const recheck = useCommand('claims.recheck')
  const [told, setTold] = useState<string>()

  const { why } = usePlace('claims')
  const explain = (): void => {
    if (grid.current) router.go({ screen: 'claims', why: grid.current.id })
  }
  useKeys('Claims', [{ keys: '=', words: 'Explain this amount', run: explain, when: why === undefined && grid.current !== undefined }])
  const withChosen =
    (act: (ids: readonly number[]) => void): (() => void) =>
    () =>
      void grid.chosenIds().then(act)
  const check = async (ids: readonly number[]): Promise<void> => {
    const reply = await recheck.run({ ids: [...ids] })
    if (reply.ok) setTold(`${counted(reply.value.ready, 'claim')} ready, ${reply.value.held.toLocaleString('en-US')} held.`)
  }
  if (why !== undefined) return <ExplainScreen key={why} of={{ claim: why }} onBack={() => void router.back()} />
  return (
    <>
      <ListScreen
        grid={grid}
        title="Claims"
        actions={
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
        }
        selectionActions={
          <>
            <Button small needs="claims.write" onPress={withChosen(setSending)}>
              Send those that are ready
            </Button>
            <Button small keys="h" group="Claims" needs="claims.write" onPress={withChosen(setHolding)}>
              Hold
            </Button>
            <Button small needs="claims.write" isBusy={recheck.isBusy} onPress={withChosen((ids) => void check(ids))}>
              Check again
            </Button>
          </>
        }
        above={
          recheck.problem ? (
            <Banner family="bad" title={recheck.problem.message}>
              {recheck.problem.fix}
            </Banner>
          ) : (
            told !== undefined && (
              <Banner
                family="ok"
                title="Checked again."
                actions={
                  <Button look="quiet" small onPress={() => setTold(undefined)}>
                    Put away
                  </Button>
                }
              >
                {told}
              </Banner>
            )
          )
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
        panel={(id) => <ClaimPanel key={id} id={id} onSend={() => setSending([id])} onHold={() => setHolding([id])} />}
        panelLabel={(id) => `Claim ${id}`}
      />
      <SendDialog
        ids={sending === 'ready' ? undefined : sending}
        isOpen={sending !== undefined}
        onClose={() => {
          setSending(undefined)
          grid.focus()
        }}
        onSent={() => grid.clearSelection()}
      />
      <HoldDialog
        ids={holding}
        onClose={() => {
          setHolding(undefined)
          grid.focus()
        }}
      />
    </>
  )
}
