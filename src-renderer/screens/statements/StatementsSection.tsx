import { useState, type ReactNode } from 'react'
import { columnMoney } from '../../../src-shared/money.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import { useCall, useCommand } from '../../app/queries.ts'
import { useMay } from '../../app/sitting.ts'
import { useTask } from '../../app/tasks.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Day } from '../../kit/figures.tsx'
import { PanelSection } from '../../kit/Panel.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { ReasonDialog } from '../../kit/ReasonDialog.tsx'
import { StatementsDialog } from './StatementsDialog.tsx'
import { SuperbillDialog } from './SuperbillDialog.tsx'

/** The statements a patient was sent, and the way to another. */
export function StatementsSection({ patient }: { readonly patient: number }): ReactNode {
  return useMay()('receipts.read') && <Asked patient={patient} />
}

function Asked({ patient }: { readonly patient: number }): ReactNode {
  const asked = useCall('statements.of', { patient })
  const [opened, setOpened] = useState<'make' | 'hold' | 'superbill'>()
  const hold = useCommand('statements.hold')
  const isHeld = asked.data !== undefined && asked.data.hold !== ''
  const close = (): void => setOpened(undefined)
  return (
    <PanelSection title="Statements" aside={asked.data && asked.data.statements.length > 0 ? 'newest first' : undefined}>
      <Answer of={asked}>{(of) => <History of={of} />}</Answer>
      <div className="row" style={{ marginTop: 9 }}>
        <Button small needs="receipts.write" onPress={() => setOpened('make')}>
          Make a statement
        </Button>
        <Button look="quiet" small needs="receipts.write" onPress={() => setOpened('superbill')}>
          Superbill
        </Button>
        {isHeld ? (
          <Button
            look="quiet"
            small
            needs="receipts.write"
            label="Send statements again"
            isBusy={hold.isBusy}
            onPress={() => void hold.run({ patient, why: '' })}
          >
            Send again
          </Button>
        ) : (
          <Button look="quiet" small needs="receipts.write" label="Hold statements" onPress={() => setOpened('hold')}>
            Hold
          </Button>
        )}
      </div>
      {opened === 'make' && <StatementsDialog patients={[patient]} onClose={close} />}
      {opened === 'superbill' && <SuperbillDialog patient={patient} onClose={close} />}
      {opened === 'hold' && (
        <ReasonDialog
          title="Hold the statements of this patient?"
          label="Why"
          save="Hold them"
          isBusy={hold.isBusy}
          problem={hold.problem}
          onClose={close}
          onGive={(reason) => void hold.run({ patient, why: reason }).then((reply) => reply.ok && close())}
        >
          <p>None is made until they are sent again. What is owed stays as it is.</p>
        </ReasonDialog>
      )}
    </PanelSection>
  )
}

function History({ of: { statements, hold } }: { readonly of: Output<'statements.of'> }): ReactNode {
  const copy = useTask('statements.copy')
  const save = async (statement: number, number: string): Promise<void> => {
    const path = await window.parity.saveAs(`Statement ${number}.pdf`)
    if (path !== null) await copy.run({ statement, path })
  }
  return (
    <>
      {hold !== '' && <p className="small">Held: {hold}</p>}
      {statements.length === 0 ? (
        <p className="second small">None so far.</p>
      ) : (
        <ul style={{ listStyle: 'none', margin: 0, padding: 0 }} aria-label="Statements">
          {statements.map(({ id, number, day, cents }) => (
            <li key={id} className="row">
              <Day day={day} />
              <span className="grow id">{number}</span>
              <b className="num">{columnMoney(cents)}</b>
              <Button
                look="quiet"
                small
                needs="receipts.write"
                label={`Save statement ${number} again`}
                isBusy={copy.isBusy}
                onPress={() => void save(id, number)}
              >
                Save
              </Button>
            </li>
          ))}
        </ul>
      )}
      <ProblemNote problem={copy.problem} />
    </>
  )
}
