import { IconHistory, IconDownload } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { PROBLEMS, type ProblemCode } from '../../../src-shared/contract/problems.ts'
import { useRouter } from '../../app/routes.ts'
import { useMay } from '../../app/sitting.ts'
import { ListScreen } from '../../grid/ListScreen.tsx'
import { useGrid } from '../../grid/useGrid.ts'
import type { OwnView } from '../../grid/view.ts'
import type { RowOf } from '../../grid/windows.ts'
import { Button } from '../../kit/Button.tsx'
import { Empty } from '../../kit/Empty.tsx'
import { Moment } from '../../kit/figures.tsx'
import { Facts, PanelSection, PanelTop } from '../../kit/Panel.tsx'
import { Tag } from '../../kit/Status.tsx'
import { activityColumns, activityFields, KIND_LABELS, outcomeOf } from './activity-columns.tsx'
import { AuditExportDialog } from './AuditExportDialog.tsx'

type Row = RowOf<'audit.list'>

// By number: the order in which they happened, whatever the clock said.
const newest = [{ by: 'id', down: true }]
const any = (field: string, ...of: string[]): OwnView['view'] => ({ filters: [{ is: 'any', field, of }], sort: newest })
const views: readonly OwnView[] = [
  { id: 'all', name: 'Everything', view: { filters: [], sort: newest } },
  { id: 'security', name: 'Keys and people', view: any('kind', 'security'), hidesCount: true },
  { id: 'money', name: 'Money', view: any('kind', 'money'), hidesCount: true },
  { id: 'export', name: 'What left', view: any('kind', 'export'), hidesCount: true },
  { id: 'refused', name: 'Refused', view: any('outcome', 'refused', 'failed'), hidesCount: true },
]
const noun = ['event', 'events'] as const

/** Who did what, when, to whom. Nobody can change or switch it off. */
export function ActivitySection(): ReactNode {
  const grid = useGrid({ call: 'audit.list', screen: 'setup', columns: activityColumns, fields: activityFields, views, noun })
  const [isExporting, setExporting] = useState(false)
  return (
    <>
      <ListScreen
        grid={grid}
        title="Activity"
        actions={
          <Button icon={IconDownload} keys="Shift+e" group="Activity" needs="audit.export" onPress={() => setExporting(true)}>
            Write to a file
          </Button>
        }
        empty={
          <Empty icon={IconHistory} title="Nothing was done yet">
            Each look at a patient, each change, each posting and each sign-in comes here by itself.
          </Empty>
        }
        panel={(id) => <EventPanel key={id} row={grid.rows.at(grid.rows.indexOf(id) ?? -1)} />}
        panelLabel={(id) => `Event ${id}`}
      />
      {isExporting && <AuditExportDialog onClose={() => setExporting(false)} />}
    </>
  )
}

/** One event, with what its line has no room for. */
function EventPanel({ row }: { readonly row: Row | undefined }): ReactNode {
  const router = useRouter()
  const may = useMay()
  if (!row) return null
  const { patientId } = row
  return (
    <>
      <PanelTop tag={<Tag {...outcomeOf(row)} />} id={`Event ${row.id}`} title={row.words} after={<Moment at={row.at} />}>
        {patientId !== null && may('patients.read') && (
          <div className="row" style={{ marginTop: 9 }}>
            <Button small onPress={() => router.go({ screen: 'patients', open: patientId })}>
              {row.patient === null ? 'Open the patient' : `Open ${row.patient}`}
            </Button>
          </div>
        )}
      </PanelTop>
      <PanelSection title="Facts">
        <Facts
          facts={[
            { name: 'Who', value: row.user },
            { name: 'Role then', value: row.role },
            { name: 'Kind', value: KIND_LABELS[row.kind] },
            { name: 'Call', value: <span className="id">{row.action}</span> },
            { name: 'Patient', value: row.patient ?? '–' },
            { name: 'Record', value: row.object ?? '–' },
          ]}
        />
      </PanelSection>
      {row.fields !== '' && (
        <PanelSection title="Fields that were given" aside="names, never values">
          <p className="second small words">{row.fields}</p>
        </PanelSection>
      )}
      {row.reason !== null && row.reason !== '' && (
        <PanelSection title="Reason">
          <p className="second small words">{row.reason}</p>
        </PanelSection>
      )}
      {row.code !== null && (
        <PanelSection title="Why not">
          <p className="words small second">
            {row.code in PROBLEMS && PROBLEMS[row.code as ProblemCode]} <span className="id third">{row.code}</span>
          </p>
        </PanelSection>
      )}
    </>
  )
}
