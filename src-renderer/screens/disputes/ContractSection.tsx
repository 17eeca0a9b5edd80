import type { ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { isNone, negate, sentenceMoney } from '../../../src-shared/money.ts'
import { useCall } from '../../app/queries.ts'
import { Money } from '../../kit/figures.tsx'
import { PanelSection, PlainTable } from '../../kit/Panel.tsx'

type Line = Output<'disputes.claim'>['lines'][number]

/** What the contract allows for each line beside what the payer allowed. Nothing where no rate is known. */
export function ContractSection({ claim }: { readonly claim: number }): ReactNode {
  const { data } = useCall('disputes.claim', { claim })
  if (!data || data.lines.length === 0) return null
  return (
    <PanelSection title="By contract" aside={asideWords(data.lines)}>
      <PlainTable
        label="By contract"
        rows={data.lines.map((one) => ({ ...one, id: one.line }))}
        columns={[
          { head: 'Code', cell: ({ code }) => code },
          { head: 'Expected', isEnd: true, cell: ({ expected }) => <Money cents={expected} /> },
          {
            head: 'Allowed',
            isEnd: true,
            cell: ({ allowed }) => (allowed === null ? <span className="third">not yet</span> : <Money cents={allowed} />),
          },
          { head: 'Difference', cell: (line) => <span className="second small">{gapWords(line)}</span> },
        ]}
      />
    </PanelSection>
  )
}

const gapWords = ({ gap }: Line): string =>
  isNone(gap) ? '' : gap < 0 ? `${sentenceMoney(negate(gap))} below` : `${sentenceMoney(gap)} above`

function asideWords(lines: readonly Line[]): string | undefined {
  if (lines.some(({ gap }) => gap < 0)) return 'paid below contract'
  if (lines.some(({ gap }) => gap > 0)) return 'paid above contract'
  return lines.every(({ allowed }) => allowed !== null) ? 'as agreed' : undefined
}
