import type { ReactNode } from 'react'
import { counted, Money } from '../../kit/figures.tsx'
import { Key } from '../../kit/Key.tsx'
import classes from './Charges.module.css'
import { cells } from './columns.tsx'
import { paceWords, type Pace } from './pace.ts'
import type { Sheet } from './useEntry.ts'

/** What the day comes to. */
export function Foot({ sheet, unsaved }: { readonly sheet: Sheet; readonly unsaved: number }): ReactNode {
  return (
    <div className={`${classes['line'] ?? ''} ${classes['foot'] ?? ''}`} role="group" aria-label="Sums">
      {cells({
        status: (
          <span className={classes['count']}>
            {unsaved > 0
              ? `${counted(sheet.rows.length + unsaved, 'session')}, ${sheet.rows.length} saved`
              : `${counted(sheet.rows.length, 'session')} saved`}
          </span>
        ),
        minutes: <span className="num">{sheet.minutes.toLocaleString('en-US')}</span>,
        fee: <Money cents={sheet.cents} isSum />,
      })}
    </div>
  )
}

const keys = [
  ['Enter', 'save, next row'],
  ['Tab', 'next field'],
  ['t', 'today'],
  ['+ -', 'one day'],
  ['Mod+d', 'same as above'],
  ['Mod+z', 'undo the last row'],
] as const

type LegendProps = { readonly told: string | undefined; readonly pace: Pace; readonly canType: boolean }

/** The keys one needs here, what was done last, and how quickly the day went. */
export function Legend({ told, pace, canType }: LegendProps): ReactNode {
  return (
    <div className={classes['legend']}>
      {canType && (
        <span className={classes['keys']} aria-hidden>
          {keys.map(([of, words]) => (
            <span key={of}>
              <Key of={of} /> {words}
            </span>
          ))}
        </span>
      )}
      <span role="status" className="end third num cut">
        {told ?? (pace.rows > 0 && paceWords(pace))}
      </span>
    </div>
  )
}
