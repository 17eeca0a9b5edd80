import { useState, type ReactNode } from 'react'
import { newKey } from '../../app/connection.ts'
import { useNotices } from '../../app/notices.ts'
import { useCommand, useConnection } from '../../app/queries.ts'
import { Button } from '../../kit/Button.tsx'
import { ReasonDialog } from '../../kit/ReasonDialog.tsx'
import type { Whole } from './words.ts'

/** Sets a remittance aside that shall not be posted, with the reason that stays; or brings it back. */
export function SetAside({ whole }: { readonly whole: Whole }): ReactNode {
  const aside = useCommand('remittance.setAside')
  const back = useCommand('remittance.bringBack')
  const notices = useNotices()
  const connection = useConnection()
  const [isAsked, setAsked] = useState(false)
  const { id, status, canTurn, isByHand } = whole
  const bring = async (): Promise<void> => {
    const reply = await back.run({ id })
    if (!reply.ok) notices.tell({ words: reply.problem.message })
  }
  const set = async (why: string): Promise<void> => {
    const reply = await aside.run({ id, why })
    if (!reply.ok) return
    setAsked(false)
    notices.tell({
      words: 'The remittance is set aside.',
      ...(status !== 'partly' && { undo: () => connection.call('remittance.bringBack', { id }, { key: newKey() }) }),
    })
  }
  if (!canTurn) return null
  if (status === 'aside')
    return (
      <Button needs="remittance.post" isBusy={back.isBusy} onPress={() => void bring()}>
        Bring it back
      </Button>
    )
  return (
    <>
      <Button look="quiet" needs="remittance.post" onPress={() => setAsked(true)}>
        Set aside
      </Button>
      {isAsked && (
        <ReasonDialog
          title="Set this remittance aside?"
          label="Why"
          save="Set it aside"
          isBusy={aside.isBusy}
          problem={aside.problem}
          onClose={() => setAsked(false)}
          onGive={(why) => void set(why)}
        >
          <p>
            {status === 'partly'
              ? 'Entries undo what still holds its money. Then it can be entered again, as the paper has it.'
              : `Nothing of it is posted, and it asks for nothing any more. ${isByHand ? 'The same payment can be entered again.' : 'It can be brought back.'}`}
          </p>
        </ReasonDialog>
      )}
    </>
  )
}
