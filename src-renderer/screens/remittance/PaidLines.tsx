import type { ReactNode } from 'react'
import { negate } from '../../../src-shared/money.ts'
import { Money } from '../../kit/figures.tsx'
import classes from './Remits.module.css'
import type { Payment } from './words.ts'

/** Each line from its charge down to what is paid, with every reason and remark on the way. */
export function PaidLines({ lines }: { readonly lines: Payment['lines'] }): ReactNode {
  return (
    <table className={classes['lines']} aria-label="Lines">
      <thead className="unseen">
        <tr>
          <th scope="col">Code</th>
          <th scope="col">What</th>
          <th scope="col">Amount</th>
        </tr>
      </thead>
      {lines.map((line, n) => (
        // Two lines may have one code; their order is the file's.
        // oxlint-disable-next-line react/no-array-index-key
        <tbody key={n}>
          <tr>
            <th scope="row" className="id">
              {line.code}
            </th>
            <td className="second">Charge</td>
            <td>
              <Money cents={line.charge} isSum />
            </td>
          </tr>
          {line.adjustments.map(({ code, words, cents }, at) => (
            // One reason may stand twice.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={at}>
              <td className="id">{code}</td>
              <td className="words second">{words}</td>
              <td>
                <Money cents={negate(cents)} isSum />
              </td>
            </tr>
          ))}
          {line.remarks.map(({ code, words }, at) => (
            // One remark may stand twice.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={at}>
              <td className="id">{code}</td>
              <td className="words second" colSpan={2}>
                {words}
              </td>
            </tr>
          ))}
          <tr className={classes['paidLine']}>
            <th scope="row">Paid</th>
            <td>
              allowed <Money cents={line.allowed} isSum />
            </td>
            <td>
              <Money cents={line.paid} isSum />
            </td>
          </tr>
        </tbody>
      ))}
    </table>
  )
}
