import { Select, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'
import { addMonths, shownDay, typedDay } from '../../../src-shared/day.ts'
import { cents, parseMoney, sentenceMoney, type Cents } from '../../../src-shared/money.ts'
import { EVERY, MOST_PARTS, partsOf, planParts, type Every } from '../../../src-shared/payment-plan.ts'
import { useCommand } from '../../app/queries.ts'
import { useToday } from '../../app/sitting.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { counted } from '../../kit/figures.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import classes from './Statements.module.css'
import { EVERY_WORDS } from './words.ts'

type Props = { readonly patient: number; /** What is due now. */ readonly owed: Cents; readonly onClose: () => void }

/** Agrees with a patient to pay what is due in parts: how much, how often, from when. */
export function PlanDialog({ patient, owed, onClose }: Props): ReactNode {
  const today = useToday()
  const agree = useCommand('statements.agree')
  const [amount, setAmount] = useState('')
  const [every, setEvery] = useState<Every>('month')
  const [first, setFirst] = useState(shownDay(addMonths(today, 1)))
  const [note, setNote] = useState('')
  const part = parseMoney(amount, true)
  const day = typedDay(first, today)
  const isPart = part !== undefined && part > 0
  const plan = isPart && day !== undefined ? { total: owed, part: cents(Math.min(part, owed)), every, first: day } : undefined
  const isTooLong = plan !== undefined && partsOf(plan) > MOST_PARTS
  const isReady = plan !== undefined && plan.first >= today && !isTooLong
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!isReady || agree.isBusy) return
    const reply = await agree.run({ patient, part: plan.part, every, first: plan.first, note })
    if (reply.ok) onClose()
  }
  return (
    <Dialog
      title={`Pay ${sentenceMoney(owed)} in parts?`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button
            look="go"
            submits
            form="agree-plan"
            keys="Enter"
            inFields
            isBusy={agree.isBusy}
            disabled={!isReady}
            needs="receipts.write"
          >
            Agree on it
          </Button>
          <Button keys="Escape" inFields onPress={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <p>Statements then ask for the parts that are due, and for what comes on top of it. What is owed stays as it is.</p>
      <form id="agree-plan" className={classes['form']} onSubmit={(event) => void submit(event)} noValidate>
        <div className={classes['three']}>
          <TextInput
            label="Each part"
            data-autofocus
            inputMode="decimal"
            className="num"
            autoComplete="off"
            value={amount}
            error={
              isTooLong
                ? `A plan has ${MOST_PARTS} parts at most.`
                : amount.trim() !== '' && !isPart
                  ? 'An amount is needed, as 50.00.'
                  : undefined
            }
            onChange={(event) => setAmount(event.currentTarget.value)}
          />
          <Select
            label="How often"
            data={EVERY.map((value) => ({ value, label: EVERY_WORDS[value] }))}
            value={every}
            onChange={(next) => setEvery(EVERY.find((one) => one === next) ?? every)}
          />
          <TextInput
            label="First part on"
            className="num"
            autoComplete="off"
            value={first}
            error={day === undefined ? 'A date is needed, as 11/19/2026.' : day < today ? 'A day is needed that is not over.' : undefined}
            onChange={(event) => setFirst(event.currentTarget.value)}
          />
        </div>
        <TextInput label="Note" maxLength={300} autoComplete="off" value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      </form>
      <p className="second small" role="status">
        {isReady ? lengthWords(plan) : ' '}
      </p>
      <ProblemNote problem={agree.problem} />
    </Dialog>
  )
}

/** How many parts it takes, and when the last is due. */
function lengthWords(plan: Parameters<typeof planParts>[0]): string {
  const parts = planParts(plan, cents(0))
  const last = parts.at(-1)
  if (!last || parts.length === 1) return 'All of it at once, on that day.'
  return `${counted(parts.length, 'part')}, the last of ${sentenceMoney(last.cents)} on ${shownDay(last.day)}.`
}
