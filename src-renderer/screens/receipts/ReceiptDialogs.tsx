import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { shownDay } from '../../../src-shared/day.ts'
import { columnMoney, parseMoney, sentenceMoney } from '../../../src-shared/money.ts'
import { useNotices } from '../../app/notices.ts'
import { useCommand } from '../../app/queries.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { Note } from '../../kit/Note.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { Parts, useParts } from './Parts.tsx'
import classes from './Receipts.module.css'
import { Rest } from './TakeDialog.tsx'
import { ASKED, METHOD_WORDS, type Money, type Receipt } from './words.ts'

type Props = { readonly money: Money; readonly receipt: Receipt; readonly onClose: () => void }

const nameOf = ({ method, reference, cents, day }: Receipt): string =>
  `${sentenceMoney(cents)} of ${shownDay(day)}, ${[METHOD_WORDS[method].toLowerCase(), reference].filter(Boolean).join(' ')}`

/** Says where a receipt stands: its credit goes to sessions, or what stands on one goes to another. */
export function ApplyDialog({ money, receipt, onClose }: Props): ReactNode {
  const allocate = useCommand('receipts.allocate')
  const { credit, parts: standing } = receipt
  const parts = useParts({ patient: money.patient, claim: null, receipt: receipt.id, amount: credit, standing })
  const isReady = parts.left !== undefined && parts.left >= 0 && !parts.isComing
  const apply = async (): Promise<void> => {
    const reply = await allocate.run({ receipt: receipt.id, parts: [...parts.parts], note: '' })
    if (reply.ok) onClose()
  }
  return (
    <Dialog
      title="Where this payment goes"
      isOpen
      onClose={onClose}
      width={620}
      actions={
        <>
          <Button
            look="go"
            keys="Mod+Enter"
            inFields
            isBusy={allocate.isBusy}
            disabled={!isReady}
            needs="receipts.write"
            onPress={() => void apply()}
          >
            Let it stand so
          </Button>
          <Button keys="Escape" inFields onPress={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <p>{nameOf(receipt)}.</p>
      <div className={classes['scroll']}>
        <Parts lines={money.lines} of={parts} />
      </div>
      <Rest parts={parts} whole={receipt.cents} />
      <ProblemNote problem={allocate.problem} />
    </Dialog>
  )
}

/** Gives a patient money back: asked for by one person, approved by another. */
export function RefundDialog({ money, receipt, onClose }: Props): ReactNode {
  const refund = useCommand('receipts.refund')
  const [amount, setAmount] = useState(columnMoney(receipt.refundable))
  const [reference, setReference] = useState('')
  const [note, setNote] = useState('')
  const notices = useNotices()
  const cents = parseMoney(amount, true)
  const isReady = cents !== undefined && cents > 0 && cents <= receipt.refundable
  const give = async (): Promise<void> => {
    if (cents === undefined) return
    const reply = await refund.run({ receipt: receipt.id, cents, reference, note })
    if (!reply.ok) return
    if (reply.value.approval !== null) notices.tell({ words: ASKED })
    onClose()
  }
  return (
    <Dialog
      title={`Give money back to ${money.name}`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button
            look="go"
            keys="Mod+Enter"
            inFields
            isBusy={refund.isBusy}
            disabled={!isReady}
            needs="receipts.write"
            onPress={() => void give()}
          >
            Ask for the refund
          </Button>
          <Button keys="Escape" inFields onPress={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <p>
        From {nameOf(receipt)}: {sentenceMoney(receipt.refundable)} can be given back.
      </p>
      <TextInput
        label="Amount"
        data-autofocus
        className="num"
        inputMode="decimal"
        autoComplete="off"
        value={amount}
        error={isReady ? undefined : `An amount up to ${sentenceMoney(receipt.refundable)} is needed.`}
        onChange={(event) => setAmount(event.currentTarget.value)}
      />
      <TextInput
        label="Reference"
        description="Of the check or the card refund; never a card number."
        maxLength={60}
        autoComplete="off"
        value={reference}
        onChange={(event) => setReference(event.currentTarget.value)}
      />
      <TextInput label="Why" maxLength={300} autoComplete="off" value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      <Note family="go" title="A second person decides.">
        Where nobody else works here who may, it is posted at once, and the log says so.
      </Note>
      <ProblemNote problem={refund.problem} />
    </Dialog>
  )
}
