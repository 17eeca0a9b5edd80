import type { ReactNode } from 'react'
import { useRouter, type Route } from '../../app/routes.ts'
import { useMay } from '../../app/sitting.ts'
import type { Permission } from '../../../src-shared/contract/call.ts'
import { counted, Day, Money } from '../../kit/figures.tsx'
import { PanelSection } from '../../kit/Panel.tsx'
import { LOOKS } from '../../kit/shapes.ts'
import { STATUSES } from '../remittance/words.ts'
import classes from './Months.module.css'
import { leftWords, type MonthDetail } from './words.ts'

type RemittanceStatus = keyof typeof STATUSES

/** What of the days up to the end of the month is not finished, each by name; of a closed one also what was known then. */
export function NotFinished({ detail }: { readonly detail: MonthDetail }): ReactNode {
  const { state, unfinished, remittances, claims } = detail
  const listed = remittances.length + claims.length
  const all = state === 'closed' ? listed : unfinished.reduce((sum, { n }) => sum + n, 0)
  return (
    <PanelSection title="Not finished" aside={listed === 0 ? 'nothing' : counted(all, 'thing', 'things')}>
      {state === 'closed' && unfinished.length > 0 && (
        <p className="second small">{`Known when it was closed: ${unfinished.map(leftWords).join('; ')}.`}</p>
      )}
      {listed === 0 ? (
        <p className="second small">
          {state === 'closed' ? 'All of it is done by now.' : 'Every remittance of its days is posted, and every claim is sent.'}
        </p>
      ) : (
        <ul className={classes['lines']} aria-label="Not finished">
          {remittances.map(({ id, payer, trace, day, cents, status }) => (
            <Left
              key={`remittance ${id}`}
              to={{ screen: 'remits', open: id }}
              needs="remittance.read"
              name={`${payer} ${trace === '' ? `remittance ${id}` : trace}`}
              state={STATUSES[status as RemittanceStatus].word}
              day={<Day day={day} />}
              amount={<Money cents={cents} isSum />}
            />
          ))}
          {claims.map(({ id, day, cents, status }) => (
            <Left
              key={`claim ${id}`}
              to={{ screen: 'claims', open: id }}
              needs="claims.read"
              name={`Claim ${id}`}
              state={LOOKS[status].word}
              day={<Day day={day} />}
              amount={<Money cents={cents} isSum />}
            />
          ))}
        </ul>
      )}
      {state !== 'closed' && all > listed && <p className="third small">{`The oldest ${listed} of ${all.toLocaleString('en-US')}.`}</p>}
    </PanelSection>
  )
}

type LeftProps = {
  readonly to: Route
  readonly needs: Permission
  readonly name: string
  readonly state: string
  readonly day: ReactNode
  readonly amount: ReactNode
}

function Left({ to, needs, name, state, day, amount }: LeftProps): ReactNode {
  const router = useRouter()
  const mayOpen = useMay()(needs)
  const told = (
    <>
      <span className="cut words">{name}</span>
      {amount}
      <small>
        {state}, {day}
      </small>
    </>
  )
  return (
    <li>
      {mayOpen ? (
        <button type="button" className={classes['open']} onClick={() => router.go(to)}>
          {told}
        </button>
      ) : (
        <div className={classes['open']}>{told}</div>
      )}
    </li>
  )
}
