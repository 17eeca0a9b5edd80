import type { ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { quantityWords } from '../../../src-shared/quantity.ts'
import { useNotices } from '../../app/notices.ts'
import { useCommand } from '../../app/queries.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'

type Whole = Output<'authorizations.get'>
type Props = { readonly of: Whole; readonly review: Whole['reviews'][number]; readonly onClose: () => void }

/** Asks before a request is taken back from its payer: what is let go, and that there is no way back. */
export function CancelDialog({ of, review, onClose }: Props): ReactNode {
  const cancel = useCommand('authorizations.cancel')
  const { tell } = useNotices()
  const run = async (): Promise<void> => {
    const reply = await cancel.run({ authorization: of.id, review: review.id })
    if (!reply.ok) return
    const { payer, file } = reply.value
    tell({ words: `Taken back. The 278 to ${payer} is written: save it and upload it.`, open: { screen: 'exchange', open: file } })
    onClose()
  }
  return (
    <Dialog
      title="Take the request back"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="go" keys="Mod+Enter" inFields isBusy={cancel.isBusy} onPress={() => void run()}>
            Write the 278
          </Button>
          <Button keys="Escape" inFields onPress={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <p>
        {`A 278 tells ${of.payer} that it is not wanted any more. `}
        {of.reserved === 0
          ? 'Nothing is booked against it.'
          : `${quantityWords(of.unit, of.reserved)} booked against it are let go, and count against another where one covers them.`}
      </p>
      <p>This cannot be undone: the payer may act on it as soon as it has the file. To have it again, ask anew.</p>
      <ProblemNote problem={cancel.problem} />
    </Dialog>
  )
}
