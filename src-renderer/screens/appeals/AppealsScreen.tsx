import { IconGavel } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useRouter } from '../../app/routes.ts'
import { ListScreen } from '../../grid/ListScreen.tsx'
import { useGrid } from '../../grid/useGrid.ts'
import type { OwnView } from '../../grid/view.ts'
import { Button } from '../../kit/Button.tsx'
import { Empty } from '../../kit/Empty.tsx'
import { AppealDesk } from './AppealDesk.tsx'
import { OutcomesDialog } from './OutcomesDialog.tsx'
import { appealColumns, appealFields } from './columns.tsx'

const soonest = [{ by: 'due', down: false }]
const status = (...of: string[]): OwnView['view']['filters'] => [{ is: 'any', field: 'status', of }]

const views: readonly OwnView[] = [
  { id: 'to-send', name: 'To send', view: { filters: status('draft', 'ready'), sort: soonest } },
  { id: 'sent', name: 'Sent', view: { filters: status('sent'), sort: [{ by: 'answerBy', down: false }] } },
  {
    id: 'decided',
    name: 'Decided',
    view: { filters: status('won', 'partly-won', 'lost', 'withdrawn'), sort: [{ by: 'sentOn', down: true }] },
  },
  { id: 'all', name: 'All', view: { filters: [], sort: soonest } },
]
const noun = ['appeal', 'appeals'] as const

/** Every appeal by the days that are left; one that is open takes the whole screen, as a letter does a desk. */
export function AppealsScreen(): ReactNode {
  const router = useRouter()
  const grid = useGrid({ call: 'appeals.list', screen: 'appeals', columns: appealColumns, fields: appealFields, views, noun })
  const [isTold, setTold] = useState(false)
  if (grid.open !== undefined)
    return (
      <AppealDesk
        key={grid.open}
        id={grid.open}
        onClose={grid.close}
        onMove={(by) => grid.moveTo(grid.cursor + by)}
        place={
          grid.rows.total > 1 && grid.rows.indexOf(grid.open) !== undefined
            ? `${grid.cursor + 1} of ${grid.rows.total.toLocaleString('en-US')}`
            : undefined
        }
      />
    )
  return (
    <>
      <ListScreen
        grid={grid}
        title="Appeals"
        actions={
          <Button keys="w" group="Appeals" onPress={() => setTold(true)}>
            What they came to
          </Button>
        }
        empty={
          <Empty
            icon={IconGavel}
            title="No appeals yet"
            actions={
              <Button look="go" onPress={() => router.go({ screen: 'denials' })}>
                Go to denials
              </Button>
            }
          >
            An appeal begins with a denial: open one and choose a letter. Parity fills in the facts of the claim and adds the pages that
            prove them. Here the letter is finished, made into one PDF, and noted as sent.
          </Empty>
        }
        panel={() => null}
        panelLabel={(id) => `Appeal ${id}`}
      />
      {isTold && <OutcomesDialog onClose={() => setTold(false)} />}
    </>
  )
}
