import type { ReactNode } from 'react'
import { useRouter } from '../../app/routes.ts'
import { counted, Money } from '../../kit/figures.tsx'
import { Key } from '../../kit/Key.tsx'
import classes from './Charges.module.css'
import { cells } from './columns.tsx'
import type { Entry, Sheet } from './useEntry.ts'

/** What the day comes to. */
export function Foot({ sheet }: { readonly sheet: Sheet }): ReactNode {
  return (
    <div className={`${classes['line'] ?? ''} ${classes['foot'] ?? ''}`} role="group" aria-label="Sums">
      {cells({
        status: <span className={classes['count']}>{counted(sheet.rows.length, 'row')} saved</span>,
        minutes: <span className="num">{sheet.minutes.toLocaleString('en-US')}</span>,
        fee: <Money cents={sheet.cents} isSum />,
      })}
    </div>
  )
}

const keys = [
  ['Enter', 'save, next row'],
  ['Tab', 'next field'],
  ['Escape', 'to the list'],
  ['Mod+d', 'same as above'],
  ['- +', 'a day'],
] as const

type LegendProps = { readonly told: string | undefined; readonly saved: Entry['saved']; readonly canType: boolean }

/** The keys one needs here, and what was done last. */
export function Legend({ told, saved, canType }: LegendProps): ReactNode {
  const router = useRouter()
  const claim = saved?.claim
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
      <span role="status" className="end second cut">
        {told ?? (saved && `Saved: ${saved.name}, ${saved.outcome === 'unbillable' ? 'kept as a visit' : saved.codes}.`)}
      </span>
      {told === undefined && claim !== undefined && claim !== null && (
        <button type="button" className={`${classes['link'] ?? ''} kept`} onClick={() => router.go({ screen: 'claims', open: claim })}>
          Claim {claim}
        </button>
      )}
    </div>
  )
}
