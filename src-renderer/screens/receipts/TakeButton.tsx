import { IconCoin } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { Button } from '../../kit/Button.tsx'
import { TakeDialog } from './TakeDialog.tsx'

type Props = { readonly patient: number; readonly claim?: number; readonly group: string }

/** Opens the form for a payment of a patient; of a claim, that claim comes first. */
export function TakeButton({ patient, claim, group }: Props): ReactNode {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button small icon={IconCoin} keys="$" group={group} needs="receipts.take" onPress={() => setOpen(true)}>
        Take a payment
      </Button>
      {isOpen && <TakeDialog patient={patient} {...(claim !== undefined && { claim })} onClose={() => setOpen(false)} />}
    </>
  )
}
