import type { ReactNode } from 'react'
import { shownMonth } from '../../../src-shared/month.ts'
import { useRouter } from '../../app/routes.ts'
import { useMay } from '../../app/sitting.ts'
import { counted, Day, Money } from '../../kit/figures.tsx'
import { PanelSection } from '../../kit/Panel.tsx'
import classes from './Months.module.css'
import { ENTRIES, type MonthDetail } from './words.ts'

/** Entries of days in months that were closed when they came: they belong to this month and keep their day. */
export function LateEntries({ detail: { late, lateEntries, month } }: { readonly detail: MonthDetail }): ReactNode {
  if (late === 0) return null
  return (
    <PanelSection title="Came late" aside={counted(late, 'entry', 'entries')}>
      <p className="second small">{`Of days in closed months. They belong to ${shownMonth(month)} and keep their own day.`}</p>
      <ul className={classes['lines']} aria-label="Came late">
        {lateEntries.map((one) => (
          <li key={one.id}>
            <Late of={one} />
          </li>
        ))}
      </ul>
      {late > lateEntries.length && <p className="third small">{`The newest ${lateEntries.length} of ${late.toLocaleString('en-US')}.`}</p>}
    </PanelSection>
  )
}

function Late({ of: { day, what, claim, owed, undoes } }: { readonly of: MonthDetail['lateEntries'][number] }): ReactNode {
  const router = useRouter()
  const mayOpen = useMay()('claims.read')
  const told = (
    <>
      <span className="cut">{`${ENTRIES[what]}${undoes ? ', undone' : ''}${claim === null ? '' : `, claim ${claim}`}`}</span>
      <Money cents={owed} />
      <small>
        <Day day={day} />
      </small>
    </>
  )
  if (claim === null || !mayOpen) return <div className={classes['open']}>{told}</div>
  return (
    <button type="button" className={classes['open']} onClick={() => router.go({ screen: 'claims', open: claim })}>
      {told}
    </button>
  )
}
