import { useQueryClient } from '@tanstack/react-query'
import { IconShieldCheck } from '@tabler/icons-react'
import { useMemo, useState, type ReactNode } from 'react'
import { useKeys } from '../../app/keyboard.tsx'
import { useCall, useConnection } from '../../app/queries.ts'
import { useRouter } from '../../app/routes.ts'
import { useToday, useWhyNot } from '../../app/sitting.ts'
import { ListScreen } from '../../grid/ListScreen.tsx'
import { useGrid } from '../../grid/useGrid.ts'
import { rowsBetween } from '../../grid/windows.ts'
import { Button } from '../../kit/Button.tsx'
import { Empty } from '../../kit/Empty.tsx'
import { Key } from '../../kit/Key.tsx'
import { AskDialog, MOST_NAMED, type Asking, type Session } from './AskDialog.tsx'
import { ImportSchedule } from '../intake/schedules.tsx'
import { sessionColumns, sessionFields } from './columns.tsx'
import { SessionPanel } from './SessionPanel.tsx'
import { unaskedIn, viewsFrom } from './views.ts'

const noun = ['session', 'sessions'] as const

/** Every session with what its payer answered, the next ones first. */
export function EligibilityScreen(): ReactNode {
  const router = useRouter()
  const today = useToday()
  const client = useQueryClient()
  const connection = useConnection()
  const views = useMemo(() => viewsFrom(today), [today])
  const grid = useGrid({
    call: 'eligibility.list',
    screen: 'eligibility',
    columns: sessionColumns,
    fields: sessionFields,
    views,
    noun,
  })
  const [asking, setAsking] = useState<Asking>()

  const unasked = unaskedIn(grid.asked, today)
  const counting = useCall('eligibility.totals', { view: unasked ?? grid.asked }, { keep: true, when: unasked !== undefined })
  const left = unasked === undefined ? 0 : (counting.data?.total ?? 0)

  const ask = (sessions: readonly Session[]): void => {
    if (sessions.length > 0) setAsking({ chosen: { ids: sessions.map(({ id }) => id) }, sessions })
  }
  const askChosen = (): void => {
    const chosen = grid.choice()
    if (grid.chosen > MOST_NAMED && chosen) setAsking({ chosen, sessions: [] })
    else void grid.chosenRows().then(ask)
  }
  const askUnasked = (): void => {
    if (unasked && left > MOST_NAMED) setAsking({ chosen: { view: unasked }, sessions: [] })
    else if (unasked) void rowsBetween(client, connection, 'eligibility.list', unasked, 0, left - 1).then(ask)
  }
  const mayAsk = useWhyNot('eligibility.write') === undefined
  useKeys('Eligibility', [
    { keys: 'c', words: 'Ask about this session, or those selected', run: askChosen, when: grid.rows.total > 0 && mayAsk },
  ])
  return (
    <>
      <ListScreen
        grid={grid}
        title="Eligibility"
        actions={
          <>
            <ImportSchedule />
            <Button
              look={left > 0 ? 'go' : 'default'}
              keys="Shift+c"
              group="Eligibility"
              needs="eligibility.write"
              disabled={left === 0}
              onPress={askUnasked}
            >
              {left === 0 ? 'None left to ask about' : `Ask about ${left.toLocaleString('en-US')} not verified`}
            </Button>
          </>
        }
        selectionActions={
          <Button small needs="eligibility.write" onPress={askChosen}>
            Ask the payer <Key of="c" />
          </Button>
        }
        empty={
          <Empty
            icon={IconShieldCheck}
            title="No sessions yet"
            actions={
              <>
                <Button look="go" onPress={() => router.go({ screen: 'patients' })}>
                  Book one from a patient
                </Button>
                <ImportSchedule look="default" />
              </>
            }
          >
            Booked sessions stand here, the next ones first. Parity writes the questions to their payers as 270 files, one a payer. Drop the
            271 that comes back anywhere on the window, and each session shows what the patient owes and whether an authorization is needed.
          </Empty>
        }
        panel={(id) => <SessionPanel key={id} id={id} onAsk={(session) => ask([session])} />}
        panelLabel={(id) => `Session ${id}`}
      />
      {asking && (
        <AskDialog
          asking={asking}
          onAsked={() => grid.clearSelection()}
          onClose={() => {
            setAsking(undefined)
            grid.focus()
          }}
        />
      )}
    </>
  )
}
