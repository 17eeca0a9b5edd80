import { Select, Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { CLOSE_REASONS, DENIAL_OUTCOMES } from '../../../src-shared/contract/denials.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import { isNone, sentenceMoney, type Cents } from '../../../src-shared/money.ts'
import { useCall, useCommand } from '../../app/queries.ts'
import { useSitting } from '../../app/sitting.ts'
import { Button } from '../../kit/Button.tsx'
import { Choices } from '../../kit/Choices.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { Note } from '../../kit/Note.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { choicesOf, REASON_WORDS, type Outcome } from './words.ts'

type Denial = Output<'denials.get'>
type Props = { readonly denial: Denial; readonly isOpen: boolean; readonly onClose: () => void }

/** Ends a denial with an outcome. What is posted is said before. */
export function CloseDialog({ denial, isOpen, onClose }: Props): ReactNode {
  const outcomes = DENIAL_OUTCOMES.filter((one) => one !== 'patient-billed' || denial.mayBillPatient)
  const [outcome, setOutcome] = useState<Outcome>(() => usualOutcome(denial))
  const [reason, setReason] = useState(denial.closeReason)
  const [note, setNote] = useState('')
  const [isSent, setSent] = useState(false)
  const close = useCommand('denials.close')
  const limit = useOwnLimit()
  const end = async (): Promise<void> => {
    const reply = await close.run({ id: denial.id, outcome, note: note.trim(), ...(outcome === 'written-off' && { reason }) })
    if (!reply.ok) return
    if (reply.value.approval !== null) setSent(true)
    else onClose()
  }
  const open = sentenceMoney(denial.open)
  const isPosted = !isNone(denial.open) && (outcome === 'written-off' || outcome === 'patient-billed')
  const isAbove = outcome === 'written-off' && limit !== undefined && denial.open > limit
  if (isSent) return <Sent denial={denial} onClose={onClose} />
  return (
    <Dialog
      title={`Close the denial of ${denial.code}, ${denial.patient}`}
      isOpen={isOpen}
      onClose={onClose}
      width={540}
      actions={
        <>
          <Button look="go" keys="Mod+Enter" inFields isBusy={close.isBusy} onPress={() => void end()}>
            {!isPosted
              ? 'Close it'
              : isAbove
                ? `Ask to write off ${open}`
                : outcome === 'written-off'
                  ? `Write off ${open}`
                  : `Bill the patient ${open}`}
          </Button>
          <Button keys="Escape" inFields onPress={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <p>
        A closed denial cannot be opened again. What it comes to stands in the history of claim {denial.claim}.
        {denial.appeal && ` Its appeal, level ${denial.appeal.level}, ends with it.`}
      </p>
      <Choices label="Outcome" isStacked all={outcomes} words={wordsOf(denial, open)} chosen={outcome} onChoose={setOutcome} />
      {outcome === 'written-off' && (
        <Select
          label="Why it is written off"
          data={choicesOf(REASON_WORDS)}
          value={reason}
          onChange={(next) => setReason(CLOSE_REASONS.find((one) => one === next) ?? reason)}
        />
      )}
      <Textarea
        label="Note"
        description="Optional."
        rows={2}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {isAbove && (
        <Note family="go" title={`Above ${sentenceMoney(limit)} a second person decides.`}>
          It is sent for approval. Nothing is posted, and the denial stays open, until then.
        </Note>
      )}
      {isPosted && !isAbove && (
        <Note family="warn" title={`${open} is posted to the ledger.`}>
          {outcome === 'written-off'
            ? `${denial.payer} owes it no longer, and nobody else does. This cannot be undone.`
            : `It moves from ${denial.payer} to ${denial.patient}. This cannot be undone.`}
        </Note>
      )}
      <ProblemNote problem={close.problem} />
    </Dialog>
  )
}

/** What the person may write off alone, where the role has a limit. The engine decides. */
function useOwnLimit(): Cents | undefined {
  const { role } = useSitting().user
  const limits = useCall('security.get', {}).data
  return role === 'biller' ? limits?.writeOffBiller : role === 'lead' ? limits?.writeOffLead : undefined
}

/** It was above the limit: asked for, not posted. */
function Sent({ denial, onClose }: { readonly denial: Denial; readonly onClose: () => void }): ReactNode {
  return (
    <Dialog
      title="Sent for approval"
      isOpen
      onClose={onClose}
      actions={
        <Button look="go" keys="Enter" onPress={onClose} data-autofocus>
          Good
        </Button>
      }
    >
      <p>
        {sentenceMoney(denial.open)} is above what you write off alone, so a second person decides. Nothing is posted yet, and the denial
        stays open until then.
      </p>
    </Dialog>
  )
}

const usualOutcome = ({ action, mayBillPatient }: Denial): Outcome =>
  action === 'bill-patient' && mayBillPatient ? 'patient-billed' : action === 'close' ? 'written-off' : 'upheld'

const wordsOf = ({ payer, open: cents }: Denial, open: string): Readonly<Record<Outcome, readonly [string, string]>> => {
  const stays = isNone(cents) ? 'Nothing is open on the line' : `${open} stays open on the line`
  return {
    paid: ['It was paid', `${stays}, nothing is posted here. A remittance that pays the line closes its denial by itself.`],
    upheld: [`${payer}’s word stands`, `${stays}, and nothing is posted.`],
    'written-off': [
      'Write it off',
      isNone(cents) ? 'Nothing is open on the line, so nothing is posted.' : `${open} is posted as an adjustment.`,
    ],
    'patient-billed': [
      'Bill the patient',
      isNone(cents) ? 'Nothing is open on the line, so nothing is posted.' : `${open} is posted to what the patient owes.`,
    ],
  }
}
