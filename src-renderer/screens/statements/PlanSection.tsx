import { useState, type ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { columnMoney, sentenceMoney } from '../../../src-shared/money.ts'
import { shownDay } from '../../../src-shared/day.ts'
import { useCall, useCommand } from '../../app/queries.ts'
import { useMay, useToday } from '../../app/sitting.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Day } from '../../kit/figures.tsx'
import { Note } from '../../kit/Note.tsx'
import { PanelSection } from '../../kit/Panel.tsx'
import { ReasonDialog } from '../../kit/ReasonDialog.tsx'
import { PlanDialog } from './PlanDialog.tsx'
import classes from './Statements.module.css'
import { EVERY_WORDS } from './words.ts'

type Reply = Output<'statements.plan'>

/** What a patient agreed to pay in parts, or the way to agree on it. Nothing where nothing is due. */
export function PlanSection({ patient }: { readonly patient: number }): ReactNode {
  return useMay()('receipts.read') && <Asked patient={patient} />
}

function Asked({ patient }: { readonly patient: number }): ReactNode {
  const asked = useCall('statements.plan', { patient })
  return <Answer of={asked}>{(of) => (of.plan === null && of.owed <= 0 ? null : <Known patient={patient} of={of} />)}</Answer>
}

function Known({ patient, of: { plan, owed } }: { readonly patient: number; readonly of: Reply }): ReactNode {
  const [isOpen, setOpen] = useState(false)
  const end = useCommand('statements.endPlan')
  const close = (): void => setOpen(false)
  const isKept = plan !== null && plan.left > 0
  return (
    <PanelSection title="Payment plan">
      {plan === null ? <p className="second small">None. What is due can be paid in parts.</p> : <Plan of={plan} />}
      <div className="row" style={{ marginTop: 9 }}>
        {isKept ? (
          <Button small needs="receipts.write" onPress={() => setOpen(true)}>
            End the plan
          </Button>
        ) : (
          owed > 0 && (
            <Button small needs="receipts.write" onPress={() => setOpen(true)}>
              Pay in parts
            </Button>
          )
        )}
      </div>
      {isOpen && !isKept && <PlanDialog patient={patient} owed={owed} onClose={close} />}
      {isOpen && isKept && (
        <ReasonDialog
          title="End the plan of this patient?"
          label="Why"
          save="End it"
          isBusy={end.isBusy}
          problem={end.problem}
          onClose={close}
          onGive={(why) => void end.run({ patient, why }).then((reply) => reply.ok && close())}
        >
          <p>All that is due is asked again with the next statement. What was paid stays as it is.</p>
        </ReasonDialog>
      )}
    </PanelSection>
  )
}

function Plan({ of }: { readonly of: NonNullable<Reply['plan']> }): ReactNode {
  const today = useToday()
  const { total, part, every, paid, left, missed, next, note, by, on, parts } = of
  return (
    <>
      <p className="small">
        {sentenceMoney(part)} {EVERY_WORDS[every].toLowerCase()}: {sentenceMoney(paid)} of {sentenceMoney(total)} is paid.
        {next !== null && ` Next ${sentenceMoney(next.cents)} on ${shownDay(next.day)}.`}
        {left === 0 && ' All of it is paid.'}
      </p>
      {missed > 0 && <Note family="warn" title={`${sentenceMoney(missed)} of parts whose day is over did not come`} />}
      <details className="small">
        <summary>All parts</summary>
        <ul style={{ listStyle: 'none', margin: 0, padding: 0 }} aria-label="Parts of the plan">
          {parts.map((one) => (
            <li key={one.day} className={classes['part']}>
              <Day day={one.day} />
              <span className="grow second">
                {one.paid >= one.cents
                  ? 'paid'
                  : one.paid > 0
                    ? `${sentenceMoney(one.paid)} paid`
                    : one.day < today
                      ? 'did not come'
                      : 'to come'}
              </span>
              <span className="num">{columnMoney(one.cents)}</span>
            </li>
          ))}
        </ul>
        <p className="third small">
          Agreed on {shownDay(on)} by {by}.{note !== '' && ` ${note}`}
        </p>
      </details>
    </>
  )
}
