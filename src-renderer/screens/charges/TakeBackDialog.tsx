import type { ReactNode } from 'react'
import { sentenceMoney } from '../../../src-shared/money.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import type { Charge } from './lines.tsx'

type Props = {
  readonly charge: Charge | undefined
  readonly onClose: () => void
  readonly onTakeBack: (charge: Charge) => Promise<void>
}

/** Says what happens when a saved row is taken back. */
export function TakeBackDialog({ charge, onClose, onTakeBack }: Props): ReactNode {
  const claim = charge?.claim ?? null
  return (
    <Dialog
      title="Take this row back?"
      isOpen={charge !== undefined}
      onClose={onClose}
      actions={
        <>
          <Button
            look="go"
            keys="Enter"
            needs="charges.write"
            onPress={() => {
              onClose()
              if (charge) void onTakeBack(charge)
            }}
          >
            Take it back
          </Button>
          <Button onPress={onClose} keys="Escape">
            Leave it
          </Button>
        </>
      }
    >
      {charge && (
        <p>
          {claim === null
            ? 'The visit is no longer kept.'
            : `Claim ${claim} is voided and ${sentenceMoney(charge.cents)} is no longer owed; it has not left.`}{' '}
          {charge.appointment === null
            ? 'The row comes back to be typed.'
            : 'The session is missing again, and its row comes back to be typed.'}{' '}
          Both stay in the history.
        </p>
      )}
    </Dialog>
  )
}
