import { useState, type ReactNode } from 'react'
import { useCommand } from '../../app/queries.ts'
import { isNone, sentenceMoney } from '../../../src-shared/money.ts'
import { Button } from '../../kit/Button.tsx'
import { ReasonDialog } from '../../kit/ReasonDialog.tsx'
import type { Payment } from './words.ts'

/** Takes a posted claim payment off its claim, with the reason that stays in the history. */
export function TakeOff({ row, onDone }: { readonly row: Payment['row']; readonly onDone: () => void }): ReactNode {
  const off = useCommand('remittance.takeOff')
  const [isAsked, setAsked] = useState(false)
  const close = (): void => {
    setAsked(false)
    onDone()
  }
  const take = async (note: string): Promise<void> => {
    const reply = await off.run({ id: row.id, note })
    if (reply.ok) close()
  }
  return (
    <>
      <Button small look="quiet" needs="remittance.post" onPress={() => setAsked(true)}>
        Take it off
      </Button>
      {isAsked && (
        <ReasonDialog
          title={`Take the payment off claim ${row.claim ?? 0}?`}
          label="Why"
          save="Take it off"
          isBusy={off.isBusy}
          problem={off.problem}
          onClose={close}
          onGive={(note) => void take(note)}
        >
          <p>
            {`An entry undoes what it posted, and the claim stands where it stood before. ${
              isNone(row.paid) ? 'It' : `The ${sentenceMoney(row.paid)} stay as unapplied credit, and the claim payment`
            } waits here until it is tied again. Nothing is removed from the ledger.`}
          </p>
        </ReasonDialog>
      )}
    </>
  )
}
