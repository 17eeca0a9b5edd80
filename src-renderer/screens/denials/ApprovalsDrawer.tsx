import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { sentenceMoney } from '../../../src-shared/money.ts'
import { useCall, useCommand } from '../../app/queries.ts'
import { useRouter } from '../../app/routes.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Drawer } from '../../kit/Dialog.tsx'
import { Empty } from '../../kit/Empty.tsx'
import { Moment } from '../../kit/figures.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { Status } from '../../kit/Status.tsx'
import classes from './Denials.module.css'

type Approval = Output<'approvals.list'>[number]

/** Write-offs and refunds that wait for a second person, and those that were decided. */
export function ApprovalsDrawer({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [showsAll, setShowsAll] = useState(false)
  const asked = useCall('approvals.list', { state: showsAll ? 'all' : 'waiting' }, { keep: true })
  return (
    <Drawer
      title="Write-offs and refunds that wait"
      under="Above what one person writes off alone, a second one decides; nobody decides on what they asked for."
      isOpen
      onClose={onClose}
      foot={
        <>
          <Button look="quiet" onPress={() => setShowsAll(!showsAll)}>
            {showsAll ? 'Only those that wait' : 'Also those that were decided'}
          </Button>
          <Button className="end" onPress={onClose}>
            Close
          </Button>
        </>
      }
    >
      <Answer of={asked}>
        {(approvals) =>
          approvals.length === 0 ? (
            <Empty title={showsAll ? 'None was ever asked for' : 'None waits'}>
              A write-off above the limit of who asks, and every refund to a patient, comes here. Nothing is posted until it is decided.
            </Empty>
          ) : (
            <ul className={classes['approvals']}>
              {approvals.map((approval) => (
                <Waiting key={approval.id} approval={approval} onLeave={onClose} />
              ))}
            </ul>
          )
        }
      </Answer>
    </Drawer>
  )
}

function Waiting({ approval, onLeave }: { readonly approval: Approval; readonly onLeave: () => void }): ReactNode {
  const router = useRouter()
  const decide = useCommand('approvals.decide')
  const [note, setNote] = useState('')
  const { id, kind, cents, patient, patientId, denial, words, askedBy, askedAt, mayDecide, state } = approval
  const amount = sentenceMoney(cents)
  const does = kind === 'refund' ? 'give back' : 'write off'
  const run = (approve: boolean): void => void decide.run({ id, approve, note: note.trim() })
  return (
    <li aria-label={`${patient}, ${amount}`}>
      <div className="row">
        <b className="grow cut">{patient}</b>
        <b className="num">{amount}</b>
      </div>
      <p className="second small words">{words}</p>
      <div className="row small third">
        <span className="grow">
          asked by {askedBy}, <Moment at={askedAt} />
        </span>
        <Button
          look="quiet"
          small
          onPress={() => {
            onLeave()
            router.go(denial === null ? { screen: 'patients', open: patientId } : { screen: 'denials', open: denial })
          }}
        >
          {denial === null ? `Look at ${patient}` : `Look at the denial of claim ${approval.claim}`}
        </Button>
      </div>
      {state !== 'waiting' ? (
        <Decided approval={approval} />
      ) : mayDecide ? (
        <div className={classes['decide']}>
          <TextInput
            aria-label={`Note on ${patient}`}
            placeholder="Note, optional"
            className="grow"
            maxLength={300}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Button needs="writeoff.approve" isBusy={decide.isBusy} label={`Decline ${amount} of ${patient}`} onPress={() => run(false)}>
            Decline
          </Button>
          <Button
            look="go"
            needs="writeoff.approve"
            isBusy={decide.isBusy}
            label={`Approve and ${does} ${amount} of ${patient}`}
            onPress={() => run(true)}
          >
            {`${kind === 'refund' ? 'Give back' : 'Write off'} ${amount}`}
          </Button>
        </div>
      ) : (
        <p className="small second">Waits for somebody else, whose limit it is within.</p>
      )}
      <ProblemNote problem={decide.problem} />
    </li>
  )
}

function Decided({ approval: { kind, state, decidedBy, note } }: { readonly approval: Approval }): ReactNode {
  return (
    <div className="row small second">
      <Status
        shape={state === 'approved' ? 'active' : 'voided'}
        word={state !== 'approved' ? 'Declined' : kind === 'refund' ? 'Given back' : 'Written off'}
      />
      {decidedBy !== null && <span>by {decidedBy}</span>}
      {note !== '' && <span className="words">“{note}”</span>}
    </div>
  )
}
