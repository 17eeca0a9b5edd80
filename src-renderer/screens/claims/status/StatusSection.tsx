import { useState, type ReactNode } from 'react'
import type { Output } from '../../../../src-shared/contract/index.ts'
import { sentenceMoney } from '../../../../src-shared/money.ts'
import { useCall, useCommand } from '../../../app/queries.ts'
import { fileAt, useRouter } from '../../../app/routes.ts'
import { Answer } from '../../../kit/Answer.tsx'
import { Button } from '../../../kit/Button.tsx'
import { Day, Moment } from '../../../kit/figures.tsx'
import { PanelSection } from '../../../kit/Panel.tsx'
import { ProblemNote } from '../../../kit/Problem.tsx'
import { Mark, Status } from '../../../kit/Status.tsx'
import { AskDialog } from './AskDialog.tsx'
import { ContactDrawer } from './ContactDrawer.tsx'
import classes from './Status.module.css'
import { CONTACT_SAID, CONTACT_WAY, TOLD, type ClaimStatus } from './words.ts'

type Claim = Pick<Output<'claims.get'>, 'id' | 'patient' | 'day'>

/** How a claim stands with its payer: what was asked, answered and told, the newest first, and the two ways to learn more. */
export function StatusSection({ claim }: { readonly claim: Claim }): ReactNode {
  const asked = useCall('inquiries.get', { claim: claim.id })
  return <Answer of={asked}>{(status) => <Body claim={claim} status={status} />}</Answer>
}

function Body({ claim, status }: { readonly claim: Claim; readonly status: ClaimStatus }): ReactNode {
  const [isAsking, setAsking] = useState(false)
  const [isLogging, setLogging] = useState(false)
  const { last, answers, contacts, questions } = status
  const open = questions.filter((one) => !one.isAnswered)
  const said = [
    ...contacts.map((one) => ({ at: one.at, shown: <Contact key={`contact ${one.id}`} claim={claim.id} contact={one} /> })),
    ...answers.map((one) => ({ at: one.at, shown: <Told key={`answer ${one.id}`} answer={one} /> })),
  ].toSorted((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0))
  return (
    <PanelSection
      title="With the payer"
      aside={
        last?.again ? (
          <>
            again on <Day day={last.again} />
          </>
        ) : undefined
      }
    >
      {last && <Status {...TOLD[last.told]} />}
      {open.length + said.length > 0 && (
        <div className={classes['log']}>
          {open.map((one) => (
            <p key={one.id} className="second small words">
              Asked <Moment at={one.askedAt} />
              {one.who !== null && <> by {one.who}</>}, <span className="id">{one.trace}</span>.
            </p>
          ))}
          {said.map(({ shown }) => shown)}
        </div>
      )}
      {answers.length + contacts.length + questions.length === 0 && (
        <p className="second small">
          Nothing was asked or told yet. Ask by a file, or log what you hear on the telephone or read on its site.
        </p>
      )}
      <div className={classes['actions']}>
        <Button
          small
          keys="q"
          group="Claim"
          needs="claims.write"
          {...(status.whyNot === null ? {} : { disabled: true })}
          onPress={() => setAsking(true)}
        >
          Ask the payer
        </Button>
        <Button small keys="l" group="Claim" needs="claims.write" onPress={() => setLogging(true)}>
          Log a contact
        </Button>
      </div>
      {status.whyNot !== null && <p className="third small words">{status.whyNot}</p>}
      {isAsking && <AskDialog chosen={{ ids: [claim.id] }} payer={status.payer} onClose={() => setAsking(false)} />}
      {isLogging && <ContactDrawer claim={claim} status={status} onClose={() => setLogging(false)} />}
    </PanelSection>
  )
}

/** One claim of an answer: what it comes to, and every status in it, each where it stands in the file. */
function Told({ answer }: { readonly answer: ClaimStatus['answers'][number] }): ReactNode {
  const router = useRouter()
  const facts = [
    answer.paid === null ? '' : `paid ${sentenceMoney(answer.paid)}`,
    answer.check === null ? '' : `check or transfer ${answer.check}`,
    answer.payerControl === null ? '' : `number ${answer.payerControl}`,
  ].filter(Boolean)
  return (
    <div className={classes['entry']}>
      <Mark shape={TOLD[answer.told].shape} />
      <div className="words">
        <b>{TOLD[answer.told].word}</b>
        {!answer.isOurs && <span className="third"> another claim of the same question</span>}{' '}
        <span className="second">{facts.join(', ')}</span>
        <ul>
          {answer.statements.map((one) => (
            <li key={`${one.segment} ${one.words}`}>
              {one.words}. <span className="third id">{one.codes}</span>
            </li>
          ))}
        </ul>
        <Button look="quiet" small needs="exchange.read" onPress={() => router.go(fileAt(answer.file, answer.segment))}>
          Show it in the file
        </Button>
      </div>
      <Day day={answer.day} />
    </div>
  )
}

/** One contact; whoever wrote it may take it back, and it stays in sight. */
function Contact({ claim, contact }: { readonly claim: number; readonly contact: ClaimStatus['contacts'][number] }): ReactNode {
  const undo = useCommand('contacts.undo')
  return (
    <div className={classes['entry']}>
      <Mark shape="note" />
      <div className="words">
        <span className={contact.isUndone ? classes['undone'] : undefined}>
          <b>{CONTACT_WAY[contact.way]}:</b> {CONTACT_SAID[contact.said].toLowerCase()}
          {contact.by !== '' && <>, {contact.by}</>}
          {contact.reference !== '' && (
            <>
              , <span className="id">{contact.reference}</span>
            </>
          )}
          . {contact.note}
        </span>
        {contact.isUndone && <span className="third"> Taken back.</span>}
        <div className="third small">{contact.who}</div>
        {contact.mayUndo && (
          <Button
            look="quiet"
            small
            needs="claims.write"
            isBusy={undo.isBusy}
            onPress={() => void undo.run({ claim, contact: contact.id })}
          >
            Take it back
          </Button>
        )}
        <ProblemNote problem={undo.problem} />
      </div>
      <Moment at={contact.at} />
    </div>
  )
}
