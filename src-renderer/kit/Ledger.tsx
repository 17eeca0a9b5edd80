import type { ReactNode } from 'react'
import { columnMoney, type Cents } from '../../src-shared/money.ts'
import { fileAt, useRouter } from '../app/routes.ts'
import { useMay } from '../app/sitting.ts'
import { Term } from '../help/Term.tsx'
import { Money } from './figures.tsx'
import classes from './Panel.module.css'

export type LedgerLine = {
  readonly words: string
  readonly from: string
  readonly payer: Cents
  readonly patient: Cents
  readonly file?: number | null
  readonly segment?: number | null
}

/** Postings that add up to what is still owed, payer and patient apart. One that came in a file opens it where it says so. */
export function Ledger({
  lines,
  owedByPayer,
  owedByPatient,
}: {
  readonly lines: readonly LedgerLine[]
  readonly owedByPayer: Cents
  readonly owedByPatient: Cents
}): ReactNode {
  return (
    <table className={classes['ledger']}>
      <thead>
        <tr>
          <th scope="col">Posting</th>
          <th scope="col">From</th>
          <th scope="col">Payer</th>
          <th scope="col">Patient</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, n) => (
          // Postings have no name of their own, and their order is the ledger's.
          // oxlint-disable-next-line react/no-array-index-key
          <tr key={n}>
            <td title={line.words}>{line.words}</td>
            <td className="third">
              <From line={line} />
            </td>
            <td>
              <Money cents={line.payer} />
            </td>
            <td>
              <Money cents={line.patient} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            <Term>Still owed</Term>
          </th>
          <td className="num">{columnMoney(owedByPayer)}</td>
          <td className="num">{columnMoney(owedByPatient)}</td>
        </tr>
      </tfoot>
    </table>
  )
}

function From({ line: { from, file, segment } }: { readonly line: LedgerLine }): ReactNode {
  const router = useRouter()
  const mayOpen = useMay()('exchange.read')
  if (file === null || file === undefined || !mayOpen) return from
  return (
    <button type="button" className={classes['link']} onClick={() => router.go(fileAt(file, segment))}>
      {from}
    </button>
  )
}
