import { IconMail, IconUserPlus, IconUsers } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { COSTLY_LOOKS } from '../../../src-shared/contract/practice.ts'
import { useKeys } from '../../app/keyboard.tsx'
import { usePlace, useRouter } from '../../app/routes.ts'
import { useMay } from '../../app/sitting.ts'
import { ListScreen } from '../../grid/ListScreen.tsx'
import { useGrid } from '../../grid/useGrid.ts'
import type { OwnView } from '../../grid/view.ts'
import { Button } from '../../kit/Button.tsx'
import { Empty } from '../../kit/Empty.tsx'
import { ExplainScreen } from '../explain/ExplainScreen.tsx'
import { StatementsDialog } from '../statements/StatementsDialog.tsx'
import { patientColumns } from './columns.tsx'
import { PatientDrawer } from './PatientDrawer.tsx'
import { PatientPanel } from './PatientPanel.tsx'

const byName = [{ by: 'name', down: false }]
const views: readonly OwnView[] = [
  { id: 'all', name: 'Everyone', view: { filters: [], sort: byName } },
  {
    id: 'coming',
    name: 'Coming',
    view: { filters: [{ is: 'empty', field: 'nextSeen', empty: false }], sort: [{ by: 'nextSeen', down: false }] },
    hidesCount: true,
  },
  {
    id: 'looks',
    name: 'To look at',
    view: {
      filters: [
        { is: 'any', field: 'wrong', of: [...COSTLY_LOOKS] },
        { is: 'number', field: 'waiting', from: 1 },
      ],
      sort: [{ by: 'wrong', down: false }],
    },
    hidesCount: true,
  },
  {
    id: 'owing',
    name: 'Owe us',
    view: { filters: [{ is: 'number', field: 'owedByPatient', from: 1 }], sort: [{ by: 'owedByPatient', down: true }] },
    hidesCount: true,
  },
]
const noun = ['patient', 'patients'] as const

/** Everyone the practice sees, with coverage and what is owed. */
export function PatientsScreen(): ReactNode {
  const grid = useGrid({ call: 'patients.list', screen: 'patients', columns: patientColumns, views, noun })
  const [editing, setEditing] = useState<number | 'new'>()
  const [isAsking, setAsking] = useState(false)
  const router = useRouter()
  const mayExplain = useMay()('claims.read')
  const { why } = usePlace('patients')
  // The patient who is open counts, who need not stand in the list.
  const meant = grid.open ?? grid.current?.id
  const explain = (): void => {
    if (meant !== undefined) router.go({ screen: 'patients', why: meant })
  }
  useKeys('Patients', [
    { keys: '=', words: 'Explain this balance', run: explain, when: mayExplain && why === undefined && meant !== undefined },
  ])
  const add = (
    <Button look="go" icon={IconUserPlus} keys="n" group="Patients" needs="patients.write" onPress={() => setEditing('new')}>
      Add a patient
    </Button>
  )
  if (why !== undefined) return <ExplainScreen key={why} of={{ patient: why }} onBack={() => void router.back()} />
  return (
    <>
      <ListScreen
        grid={grid}
        title="Patients"
        actions={
          <>
            <Button icon={IconMail} needs="receipts.write" onPress={() => setAsking(true)}>
              Statements
            </Button>
            {add}
          </>
        }
        empty={
          <Empty
            icon={IconUsers}
            title="No patients yet"
            actions={
              <Button icon={IconUserPlus} needs="patients.write" onPress={() => setEditing('new')}>
                Add a patient
              </Button>
            }
          >
            A patient has a name, a birth date, coverages and diagnoses: what a claim needs. Drop old 837P files on the window, and the
            patients in them are made, each once.
          </Empty>
        }
        panel={(id) => <PatientPanel key={id} id={id} onEdit={() => setEditing(id)} />}
        panelLabel={(id) => `Patient ${id}`}
      />
      {isAsking && (
        <StatementsDialog
          onClose={() => {
            setAsking(false)
            grid.focus()
          }}
        />
      )}
      {editing !== undefined && (
        <PatientDrawer
          key={editing}
          id={editing === 'new' ? undefined : editing}
          onClose={() => {
            setEditing(undefined)
            grid.focus()
          }}
          onSaved={grid.openRow}
        />
      )}
    </>
  )
}
