import type { ReactNode } from 'react'
import { negate } from '../../../src-shared/money.ts'
import { Money } from '../../kit/figures.tsx'
import { PlainTable } from '../../kit/Panel.tsx'
import type { Whole } from './words.ts'

/** What the payer adds to the payment, or takes from it, beside the claims. */
export function ProviderTable({ provider }: { readonly provider: Whole['provider'] }): ReactNode {
  return (
    <PlainTable
      label="Not about a claim"
      rows={provider.map((one, id) => ({ ...one, id }))}
      columns={[
        { head: 'What', cell: ({ words }) => <span className="words">{words}</span> },
        {
          head: 'Code',
          width: '96px',
          cell: ({ code, reference }) => <span className="id third small words">{[code, reference].filter(Boolean).join(' ')}</span>,
        },
        // The file counts what is taken as positive; here it is what comes to the payment.
        { head: 'Amount', isEnd: true, width: '72px', cell: ({ cents }) => <Money cents={negate(cents)} isSum /> },
      ]}
    />
  )
}
