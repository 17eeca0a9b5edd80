import { TextInput } from '@mantine/core'
import { useId, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { Problem } from '../../../src-shared/contract/index.ts'
import { shownDay } from '../../../src-shared/day.ts'
import { sentenceMoney } from '../../../src-shared/money.ts'
import { useCall } from '../../app/queries.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { LOOKS } from '../../kit/shapes.ts'
import { Mark } from '../../kit/Status.tsx'
import classes from './Remits.module.css'
import type { Payment } from './words.ts'

type Props = {
  readonly isOpen: boolean
  readonly payment: Payment
  readonly isBusy: boolean
  readonly problem: Problem | undefined
  readonly onTie: (claim: number) => void
  readonly onClose: () => void
}

/** Finds the claim a payment belongs to by its number or its patient's name. */
export function FindClaimDialog({ isOpen, payment, isBusy, problem, onTie, onClose }: Props): ReactNode {
  const { row } = payment
  const [typed, setTyped] = useState(row.patient)
  const [pointed, setPointed] = useState(0)
  const list = useId()
  const text = typed.trim()
  const found = useCall('desk.find', { text }, { when: isOpen && text !== '', keep: true })
  const claims = text === '' ? [] : (found.data?.claims ?? [])
  const at = Math.min(pointed, Math.max(0, claims.length - 1))
  const chosen = claims[at]
  const onKey = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setPointed((at + step + claims.length) % Math.max(1, claims.length))
    else if (event.key === 'Enter' && chosen && !isBusy && !found.isPlaceholderData) onTie(chosen.id)
    else return
    event.preventDefault()
  }
  return (
    <Dialog
      title="Which claim is it?"
      isOpen={isOpen}
      onClose={onClose}
      width={600}
      actions={
        <>
          <Button look="go" isBusy={isBusy} disabled={!chosen || found.isPlaceholderData} onPress={() => chosen && onTie(chosen.id)}>
            {chosen ? `It is ${chosen.id}` : 'None chosen'}
          </Button>
          <Button keys="Escape" onPress={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <p>
        The file pays {sentenceMoney(row.paid)} on {sentenceMoney(row.charge)}, {row.codes}
        {row.day !== null && `, ${shownDay(row.day)}`}, for {row.patient}. Tied by hand, it posts to the claim you choose. Nothing is posted
        yet.
      </p>
      <TextInput
        label="Claim number, or the patient’s name"
        data-autofocus
        role="combobox"
        aria-expanded={claims.length > 0}
        aria-controls={list}
        aria-activedescendant={chosen ? `${list}-${at}` : undefined}
        aria-autocomplete="list"
        value={typed}
        maxLength={100}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setPointed(0)
        }}
        onKeyDown={onKey}
      />
      <div id={list} role="listbox" aria-label="Claims found" className={classes['found']}>
        {claims.map(({ id, shape, detail }, n) => (
          // Chosen by keys from the field above.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={id}
            id={`${list}-${n}`}
            role="option"
            tabIndex={-1}
            aria-selected={n === at}
            className={classes['option']}
            onClick={() => setPointed(n)}
          >
            <Mark shape={shape} />
            <b className="id">{id}</b>
            <span className="cut second">{detail}</span>
            <span className="third small">{LOOKS[shape].word}</span>
          </div>
        ))}
      </div>
      {claims.length === 0 && (
        <p className="small third" role="status">
          {text === '' ? 'Type a claim number or a name.' : found.isFetching ? 'Looking.' : 'No claim by that number or name.'}
        </p>
      )}
      <ProblemNote problem={problem} />
    </Dialog>
  )
}
