import { Select, TextInput } from '@mantine/core'
import { useRef, useState, type FormEvent, type ReactNode } from 'react'
import { holdsCardNumber } from '../../../src-shared/card.ts'
import { METHODS } from '../../../src-shared/contract/receipts.ts'
import { shownDay, typedDay } from '../../../src-shared/day.ts'
import { NO_MONEY, parseMoney, sentenceMoney } from '../../../src-shared/money.ts'
import { newKey } from '../../app/connection.ts'
import { useNotices } from '../../app/notices.ts'
import { useCall, useCommand, useConnection } from '../../app/queries.ts'
import { useMay, useToday } from '../../app/sitting.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { Note } from '../../kit/Note.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { Parts, useParts } from './Parts.tsx'
import classes from './Receipts.module.css'
import { BLOCK_WORDS, METHOD_WORDS, REFERENCE_WORDS, type Method, type Money } from './words.ts'

type Props = { readonly patient: number; readonly claim?: number; readonly onClose: () => void }

/** Takes a payment of a patient: amount, how, reference, Enter. Where it goes is proposed, and can be changed. */
export function TakeDialog({ patient, claim, onClose }: Props): ReactNode {
  const asked = useCall('receipts.of', { patient })
  return <Answer of={asked}>{(money) => <Taking money={money} claim={claim ?? null} onClose={onClose} />}</Answer>
}

type TakingProps = { readonly money: Money; readonly claim: number | null; readonly onClose: () => void }

function Taking({ money, claim, onClose }: TakingProps): ReactNode {
  const { patient, name, block, lines } = money
  const today = useToday()
  const connection = useConnection()
  const notices = useNotices()
  const take = useCommand('receipts.take')
  const mayUndo = useMay()('receipts.write')
  const [amount, setAmount] = useState('')
  const entered = useRef('')
  const [method, setMethod] = useState<Method>('card')
  const [reference, setReference] = useState('')
  const [received, setReceived] = useState(shownDay(today))
  const [note, setNote] = useState('')
  const whole = parseMoney(amount, true)
  const day = typedDay(received, today)
  const parts = useParts({ patient, claim, receipt: null, amount: whole !== undefined && whole > 0 ? whole : NO_MONEY, standing: [] })
  const isCard = holdsCardNumber(reference) || holdsCardNumber(note)
  const isSaid = whole !== undefined && whole > 0 && day !== undefined && !isCard
  const isReady = isSaid && (parts.isComing || (parts.left !== undefined && parts.left >= 0))
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!isReady || take.isBusy) return
    // Entered while the proposal for the amount was on its way: it is taken with that proposal, never with the one before.
    const own = await parts.settled()
    if (!own || entered.current !== amount) return
    const reply = await take.run({ patient, day, cents: whole, method, reference, note, parts: [...own] })
    if (!reply.ok) return
    const { move } = reply.value
    notices.tell({
      words: `A payment of ${sentenceMoney(whole)} is taken.`,
      // Who takes payments at the desk may not take them back.
      ...(mayUndo && { undo: () => connection.call('receipts.undo', { move, note: 'Taken back at once' }, { key: newKey() }) }),
    })
    onClose()
  }
  return (
    <Dialog
      title={`Take a payment of ${name}`}
      isOpen
      onClose={onClose}
      width={620}
      actions={
        <>
          <Button
            look="go"
            submits
            form="take-payment"
            keys="Enter"
            inFields
            isBusy={take.isBusy}
            disabled={!isReady}
            needs="receipts.take"
          >
            {whole !== undefined && whole > 0 ? `Take ${sentenceMoney(whole)}` : 'Take it'}
          </Button>
          <Button keys="Escape" inFields onPress={onClose}>
            Not now
          </Button>
        </>
      }
    >
      {block !== null && (
        <Note family="warn" title={BLOCK_WORDS[block][0]}>
          {BLOCK_WORDS[block][1]}
        </Note>
      )}
      <form id="take-payment" className={classes['form']} onSubmit={(event) => void submit(event)} noValidate>
        <div className={classes['three']}>
          <TextInput
            label="Amount"
            data-autofocus
            inputMode="decimal"
            className="num"
            autoComplete="off"
            value={amount}
            error={amount.trim() !== '' && (whole === undefined || whole <= 0) ? 'An amount is needed, as 25.00.' : undefined}
            onChange={(event) => {
              entered.current = event.currentTarget.value
              setAmount(event.currentTarget.value)
            }}
          />
          <Select
            label="Paid by"
            data={METHODS.map((value) => ({ value, label: METHOD_WORDS[value] }))}
            value={method}
            onChange={(next) => setMethod(METHODS.find((one) => one === next) ?? method)}
          />
          <TextInput
            label="Received on"
            className="num"
            autoComplete="off"
            value={received}
            error={day === undefined ? 'A date is needed, as 11/19/2026.' : undefined}
            onChange={(event) => setReceived(event.currentTarget.value)}
          />
        </div>
        <div className={classes['two']}>
          <TextInput
            label={REFERENCE_WORDS[method]}
            maxLength={60}
            autoComplete="off"
            value={reference}
            error={isCard ? 'That is the number of a card. It is never kept; take the terminal’s reference.' : undefined}
            onChange={(event) => setReference(event.currentTarget.value)}
          />
          <TextInput
            label="Note"
            maxLength={300}
            autoComplete="off"
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </div>
        <div className={classes['scroll']}>
          <Parts lines={lines} of={parts} />
        </div>
      </form>
      <Rest parts={parts} whole={whole ?? NO_MONEY} />
      <ProblemNote problem={take.problem} />
    </Dialog>
  )
}

/** What of the amount is on no session, in a sentence. */
export function Rest({ parts, whole }: { readonly parts: ReturnType<typeof useParts>; readonly whole: number }): ReactNode {
  if (whole <= 0) return null
  if (parts.left === undefined) return <Note family="bad">One of the amounts cannot be read.</Note>
  if (parts.left < 0) return <Note family="bad">More is put on sessions than there is.</Note>
  if (parts.say !== '') return <p className="second small">{parts.say}</p>
  return (
    <p className="second small">
      {parts.left > 0 ? `${sentenceMoney(parts.left)} waits as credit of the patient.` : 'All of it goes to sessions.'}
    </p>
  )
}
