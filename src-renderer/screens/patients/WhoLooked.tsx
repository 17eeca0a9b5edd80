import { useState, type ReactNode } from 'react'
import { useCall } from '../../app/queries.ts'
import { useMay } from '../../app/sitting.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { momentWords } from '../../kit/figures.tsx'
import { PanelSection, PlainTable } from '../../kit/Panel.tsx'

/** Who saw a patient's record. Asking is itself in the log, so it is asked only when somebody wants to know. */
export function WhoLooked({ patient }: { readonly patient: number }): ReactNode {
  const may = useMay()
  const [isAsked, setAsked] = useState(false)
  if (!may('audit.patient')) return null
  return (
    <PanelSection title="Who looked">
      {isAsked ? (
        <Rows patient={patient} />
      ) : (
        <div className="row">
          <Button look="quiet" small onPress={() => setAsked(true)}>
            Show who looked
          </Button>
          <span className="third small">That you asked stands in the log, too.</span>
        </div>
      )}
    </PanelSection>
  )
}

const count = (n: number): ReactNode =>
  n === 0 ? <span className="third">–</span> : <span className="num">{n.toLocaleString('en-US')}</span>

function Rows({ patient }: { readonly patient: number }): ReactNode {
  const asked = useCall('audit.patient', { patient })
  return (
    <Answer of={asked}>
      {({ rows }) =>
        rows.length === 0 ? (
          <p className="second small">Nobody yet.</p>
        ) : (
          <PlainTable
            label="Who looked"
            rows={rows.map((row) => ({ ...row, id: `${row.user} ${row.role}` }))}
            columns={[
              {
                head: 'Who',
                cell: ({ user, role }) => (
                  <>
                    {user} <span className="third">{role}</span>
                  </>
                ),
              },
              { head: 'Last', width: '136px', cell: ({ last }) => <span className="num kept">{momentWords(last)}</span> },
              { head: 'Looks', isEnd: true, width: '46px', cell: ({ views }) => count(views) },
              { head: 'Changes', isEnd: true, width: '58px', cell: ({ changes }) => count(changes) },
              { head: 'Left', isEnd: true, width: '40px', cell: ({ exports }) => count(exports) },
            ]}
          />
        )
      }
    </Answer>
  )
}
