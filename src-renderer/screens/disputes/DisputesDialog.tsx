import { Checkbox, Select } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { shownDay } from '../../../src-shared/day.ts'
import { sentenceMoney, sum } from '../../../src-shared/money.ts'
import { useCall } from '../../app/queries.ts'
import { useTask } from '../../app/tasks.ts'
import { Wont } from '../../grid/BulkDialog.tsx'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { counted, Day, Money } from '../../kit/figures.tsx'
import { PlainTable } from '../../kit/Panel.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import classes from './Disputes.module.css'

type List = Output<'disputes.list'>
type Payer = List['payers'][number]

/** What payers allowed below their contract, and one letter to one of them about it. */
export function DisputesDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const asked = useCall('disputes.list', {})
  const make = useTask('disputes.make')
  const [payer, setPayer] = useState<number>()
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
  const [made, setMade] = useState<Output<'disputes.make'>>()
  const payers = asked.data?.payers ?? []
  const one = payers.find((of) => of.payer === payer) ?? payers.toSorted((a, b) => b.cents - a.cents)[0]
  // A line that is in a letter goes into another only where one says so.
  const isChosen = (line: Payer['lines'][number]): boolean => (line.disputed === null) !== left.has(line.line)
  const chosen = one?.lines.filter(isChosen) ?? []
  const toggle = (line: number): void => {
    const next = new Set(left)
    if (!next.delete(line)) next.add(line)
    setLeft(next)
  }
  const run = async (): Promise<void> => {
    if (!one || chosen.length === 0 || make.isBusy) return
    const path = await window.parity.saveAs(`Below contract ${one.name}.pdf`)
    if (path === null) return
    const reply = await make.run({ payer: one.payer, lines: chosen.map(({ line }) => line), path })
    if (reply.ok) setMade(reply.value)
  }
  if (made)
    return (
      <Dialog
        title={`A letter about ${sentenceMoney(made.cents)}`}
        isOpen
        onClose={onClose}
        width={560}
        actions={
          <Button look="go" keys="Enter" onPress={onClose} data-autofocus>
            Done
          </Button>
        }
      >
        <p>
          {counted(made.lines, 'line')} on {counted(made.pages, 'page')}: <span className="id words">{made.path}</span>
        </p>
        <p>It is kept with the claims’ files. The claims stay paid short until the payer decides them again.</p>
      </Dialog>
    )
  return (
    <Dialog
      title="Paid below contract"
      isOpen
      onClose={onClose}
      width={820}
      actions={
        <>
          <Button
            look="go"
            keys="Mod+Enter"
            inFields
            needs="denials.write"
            isBusy={make.isBusy}
            disabled={chosen.length === 0}
            onPress={() => void run()}
          >
            {chosen.length === 0 ? 'Make the letter' : `Make the letter about ${sentenceMoney(sum(chosen.map(({ short }) => short)))}`}
          </Button>
          <Button keys="Escape" inFields onPress={onClose}>
            Not yet
          </Button>
        </>
      }
    >
      <Answer of={asked}>
        {({ wont }) => (
          <>
            {one ? (
              <>
                <p>By the contract rate of each day. A dollar or one percent of a line is let go.</p>
                <Select
                  label="Payer"
                  data={payers.map((of) => ({ value: `${of.payer}`, label: `${of.name}, ${sentenceMoney(of.cents)} in no letter` }))}
                  value={`${one.payer}`}
                  allowDeselect={false}
                  onChange={(value) => setPayer(payers.find((of) => `${of.payer}` === value)?.payer)}
                />
                <Lines payer={one} isChosen={isChosen} onToggle={toggle} />
              </>
            ) : (
              <p>No payer allowed less than its contract rate on a claim that stands so.</p>
            )}
            <Wont wont={wont} />
          </>
        )}
      </Answer>
      <ProblemNote problem={make.problem} />
    </Dialog>
  )
}

type LinesProps = {
  readonly payer: Payer
  readonly isChosen: (line: Payer['lines'][number]) => boolean
  readonly onToggle: (line: number) => void
}

function Lines({ payer: { name, lines, more }, isChosen, onToggle }: LinesProps): ReactNode {
  return (
    <div className={classes['lines']}>
      <PlainTable
        label={`Lines that ${name} paid short`}
        rows={lines.map((one) => ({ ...one, id: one.line }))}
        columns={[
          {
            head: 'In it',
            cell: (one) => (
              <Checkbox
                size="sm"
                aria-label={`Claim ${one.claim}, ${one.code} of ${shownDay(one.day)}`}
                checked={isChosen(one)}
                onChange={() => onToggle(one.line)}
              />
            ),
          },
          { head: 'Patient', cell: ({ patient }) => patient },
          { head: 'Service', cell: ({ day, code }) => `${shownDay(day)} ${code}` },
          { head: 'Contract', isEnd: true, cell: ({ expected }) => <Money cents={expected} /> },
          { head: 'Allowed', isEnd: true, cell: ({ allowed }) => <Money cents={allowed} /> },
          { head: 'Short', isEnd: true, cell: ({ short }) => <Money cents={short} /> },
          { head: 'Letter', cell: ({ disputed }) => (disputed === null ? '' : <Day day={disputed} />) },
        ]}
      />
      {more > 0 && <p className="second small">And {counted(more, 'more line')}: make this letter first.</p>}
    </div>
  )
}
