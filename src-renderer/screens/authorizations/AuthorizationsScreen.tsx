import { IconCalendarCheck, IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useBox } from '../../app/box.ts'
import { useMay } from '../../app/sitting.ts'
import { ListScreen } from '../../grid/ListScreen.tsx'
import { useGrid } from '../../grid/useGrid.ts'
import type { OwnView } from '../../grid/view.ts'
import { Button } from '../../kit/Button.tsx'
import { Empty } from '../../kit/Empty.tsx'
import { AuthorizationDrawer } from './AuthorizationDrawer.tsx'
import { AuthorizationPanel } from './AuthorizationPanel.tsx'
import { RequestDrawer } from './RequestDrawer.tsx'
import { authorizationColumns, authorizationFields } from './columns.tsx'
import { starting } from './starting.ts'

const soonest = [{ by: 'ends', down: false }]
const views: readonly OwnView[] = [
  { id: 'renew', name: 'To renew', view: { filters: [{ is: 'any', field: 'state', of: ['over', 'short'] }], sort: soonest } },
  {
    id: 'asked',
    name: 'Asked for',
    view: { filters: [{ is: 'any', field: 'state', of: ['silent', 'pended', 'requested'] }], sort: [{ by: 'starts', down: false }] },
  },
  {
    id: 'running',
    name: 'Running',
    view: {
      filters: [{ is: 'any', field: 'state', of: ['over', 'short', 'running', 'ahead', 'silent', 'pended', 'requested'] }],
      sort: soonest,
    },
  },
  { id: 'all', name: 'All', view: { filters: [], sort: [{ by: 'ends', down: true }] }, hidesCount: true },
]
const noun = ['authorization', 'authorizations'] as const

/** Every authorization with what is left of it, those to renew first. */
export function AuthorizationsScreen(): ReactNode {
  const grid = useGrid({
    call: 'authorizations.list',
    screen: 'authorizations',
    columns: authorizationColumns,
    fields: authorizationFields,
    views,
    noun,
  })
  const mayWrite = useMay()('eligibility.write')
  const asked = useBox(starting)
  const begun = mayWrite ? asked : undefined
  const close = (): void => {
    starting.set(undefined)
    grid.focus()
  }
  return (
    <>
      <ListScreen
        grid={grid}
        title="Authorizations"
        actions={
          <>
            <Button keys="c" group="Authorizations" needs="eligibility.write" onPress={() => starting.set('ask')}>
              Ask a payer
            </Button>
            <Button
              look="go"
              icon={IconPlus}
              keys="n"
              group="Authorizations"
              needs="eligibility.write"
              onPress={() => starting.set('enter')}
            >
              Enter an authorization
            </Button>
          </>
        }
        empty={
          <Empty
            icon={IconCalendarCheck}
            title="No authorizations yet"
            actions={
              <Button icon={IconPlus} needs="eligibility.write" onPress={() => starting.set('enter')}>
                Enter an authorization
              </Button>
            }
          >
            Enter what a payer agreed to, or ask for it. Sessions, charges and payments are counted against it, claims carry its number, and
            Today says when it runs out.
          </Empty>
        }
        panel={(id) => <AuthorizationPanel key={id} id={id} onEntered={grid.openRow} />}
        panelLabel={(id) => `Authorization ${id}`}
      />
      {begun === 'ask' && <RequestDrawer asking={{ is: 'new' }} onClose={close} onAsked={grid.openRow} />}
      {begun === 'enter' && <AuthorizationDrawer entering={{ is: 'new' }} onClose={close} onSaved={grid.openRow} />}
    </>
  )
}
