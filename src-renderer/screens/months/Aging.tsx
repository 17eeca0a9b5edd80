import { useState, type ReactNode } from 'react'
import type { View } from '../../../src-shared/contract/list.ts'
import { isNone } from '../../../src-shared/money.ts'
import { useCall } from '../../app/queries.ts'
import { useRouter } from '../../app/routes.ts'
import { useMay } from '../../app/sitting.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { counted, Money } from '../../kit/figures.tsx'
import { RowsSkeleton } from '../../kit/Skeleton.tsx'
import classes from './Aging.module.css'
import { OwedBack } from './OwedBack.tsx'
import { AGE_WORDS, claimsOwedBy, OWING_WORDS, type Aging as Told, type Owed } from './words.ts'

/** What is owed now, by who owes it and how old it is. Each figure opens the claims behind it. */
export function Aging(): ReactNode {
  const asked = useCall('month.aging', {}, { keep: true })
  return (
    <section className={classes['aging']} aria-label="Owed now, by age">
      <Answer of={asked} loading={<RowsSkeleton rows={4} />}>
        {(told) => <Ages told={told} />}
      </Answer>
    </section>
  )
}

function Ages({ told }: { readonly told: Told }): ReactNode {
  const [isShowing, setShowing] = useState(false)
  return (
    <>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">Owed now, by days</th>
            {AGE_WORDS.map((words) => (
              <th key={words} scope="col">
                {words}
              </th>
            ))}
            <th scope="col">All</th>
          </tr>
        </thead>
        <tbody>
          {told.rows.map(({ who, ages, all }) => (
            <tr key={who}>
              <th scope="row">{OWING_WORDS[who]}</th>
              {ages.map((one, n) => (
                <td key={one.age}>
                  <Opens owed={one} view={claimsOwedBy(who, one)} of={`${OWING_WORDS[who]}, ${AGE_WORDS[n] ?? ''} days`} />
                </td>
              ))}
              <td>
                <Opens owed={all} view={claimsOwedBy(who)} of={`${OWING_WORDS[who]}, all`} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All</th>
            {told.ages.map((one, n) => (
              <td key={AGE_WORDS[n]}>
                <Money cents={one.cents} isSum />
              </td>
            ))}
            <td>
              <Money cents={told.all.cents} isSum />
            </td>
          </tr>
        </tfoot>
      </table>
      <p className={`${classes['basis']} third small`}>
        Payers by the day of service, patients by the day it became theirs.
        {!isNone(told.back) && (
          <>
            {' '}
            What you owe back on claims, <Money cents={told.back} inWords />, is in none of these.
          </>
        )}{' '}
        <Button look="quiet" small onPress={() => setShowing(true)}>
          What is owed back
        </Button>
      </p>
      {isShowing && <OwedBack onClose={() => setShowing(false)} />}
    </>
  )
}

function Opens({ owed: { claims, cents }, view, of }: { readonly owed: Owed; readonly view: View; readonly of: string }): ReactNode {
  const router = useRouter()
  const mayOpen = useMay()('claims.read')
  if (claims === 0 || !mayOpen) return <Money cents={cents} />
  return (
    <button
      type="button"
      className={classes['opens']}
      title={counted(claims, 'claim')}
      aria-label={`${of}: show ${counted(claims, 'claim')}`}
      onClick={() => router.go({ screen: 'claims', view })}
    >
      <Money cents={cents} />
    </button>
  )
}
