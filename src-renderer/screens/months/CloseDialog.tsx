import type { ReactNode } from 'react'
import { sentenceMoney } from '../../../src-shared/money.ts'
import { shownMonth } from '../../../src-shared/month.ts'
import { useNotices } from '../../app/notices.ts'
import { useCommand } from '../../app/queries.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { counted } from '../../kit/figures.tsx'
import { Note } from '../../kit/Note.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { leftWords, type MonthDetail } from './words.ts'

type Props = {
  readonly detail: MonthDetail
  /** How many months are closed by it, this one among them. */
  readonly closing: number
  readonly onClose: () => void
}

/** Says what closing means, with the figure that will stand and what is not finished, before it is done. */
export function CloseDialog({ detail: { month, roll, unfinished }, closing, onClose }: Props): ReactNode {
  const notices = useNotices()
  const close = useCommand('month.close')
  const name = shownMonth(month)
  const words = closing > 1 ? counted(closing, 'month', 'months') : name
  const run = async (): Promise<void> => {
    const reply = await close.run({ through: month, despite: unfinished.length > 0 })
    if (!reply.ok) return
    notices.tell({ words: `${name} is closed.` })
    onClose()
  }
  return (
    <Dialog
      title={closing > 1 ? `Close ${words} through ${name}?` : `Close ${name}?`}
      isOpen
      onClose={onClose}
      width={520}
      actions={
        <>
          <Button look="go" keys="Mod+Enter" inFields isBusy={close.isBusy} onPress={() => void run()}>
            {unfinished.length > 0 ? `Close ${words} all the same` : `Close ${words}`}
          </Button>
          <Button keys="Escape" inFields onPress={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <p>{`${sentenceMoney(roll.closing)} was owed at the end of ${name}. From now on that figure and those before it stand.`}</p>
      <p>
        Nothing is locked but the figures: what is posted, taken off or paid later for its days belongs to the first open month, under its
        own day. Only the last closed month can be opened again, with a reason that stays.
      </p>
      {unfinished.length > 0 && (
        <Note family="warn" title="Not finished:">
          {`${unfinished.map(leftWords).join('; ')}. It is noted with the closing; what comes of it later belongs to an open month.`}
        </Note>
      )}
      <ProblemNote problem={close.problem} />
    </Dialog>
  )
}
