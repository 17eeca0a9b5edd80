import type { ReactNode } from 'react'
import { isNone } from '../../../src-shared/money.ts'
import { Money } from '../../kit/figures.tsx'
import { PanelSection } from '../../kit/Panel.tsx'
import classes from './Months.module.css'
import { CHANGES, type MonthDetail } from './words.ts'

/** What was owed before, each thing that changed it, and what was owed at the end: it adds up to the cent. */
export function RollForward({ detail: { roll, state } }: { readonly detail: MonthDetail }): ReactNode {
  return (
    <PanelSection title="What is owed" aside="by payers and patients">
      <table className={classes['roll']} aria-label="What is owed">
        <tbody>
          <tr>
            <th scope="row">Owed before</th>
            <td>
              <Money cents={roll.opening} isSum />
            </td>
          </tr>
          {CHANGES.filter(({ change }) => !isNone(roll.changes[change])).map(({ change, words }) => (
            <tr key={change}>
              <th scope="row">{words}</th>
              <td>
                <Money cents={roll.changes[change]} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{state === 'running' ? 'Owed now' : 'Owed at the end'}</th>
            <td>
              <Money cents={roll.closing} isSum />
            </td>
          </tr>
        </tfoot>
      </table>
      {!isNone(roll.provider) && (
        <p className={`${classes['beside']} second small`}>
          {roll.provider > 0 ? 'Payers paid ' : 'Payers kept '}
          <Money cents={roll.provider} inWords /> beside the claims (PLB), as interest or an offset; it changes nothing that is owed.
        </p>
      )}
    </PanelSection>
  )
}
