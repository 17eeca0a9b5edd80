import type { ReactNode } from 'react'
import { sentenceMoney, sum, type Cents } from '../../../src-shared/money.ts'
import { useCall } from '../../app/queries.ts'
import { useMay } from '../../app/sitting.ts'
import { Button } from '../../kit/Button.tsx'

type Props = { readonly patient: number; readonly claim: number; readonly onTake: (paid: Cents) => void }

/** What receipts say the patient paid on this claim's own lines, to be taken over. What stands on other visits, and credit, is not counted. */
export function PaidOnClaim(props: Props): ReactNode {
  return useMay()('receipts.read') && <Asked {...props} />
}

function Asked({ patient, claim, onTake }: Props): ReactNode {
  const money = useCall('receipts.of', { patient }).data
  const lines = new Set(money?.lines.filter((line) => line.claim === claim).map(({ line }) => line))
  const paid = sum((money?.receipts ?? []).flatMap(({ parts }) => parts.filter(({ line }) => lines.has(line)).map(({ cents }) => cents)))
  if (paid <= 0) return null
  return (
    <p className="second small">
      {sentenceMoney(paid)} was received from the patient for this claim.{' '}
      <Button look="quiet" small onPress={() => onTake(paid)}>
        Take it over
      </Button>
    </p>
  )
}
