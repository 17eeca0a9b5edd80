import { useState, type ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { sentenceMoney } from '../../../src-shared/money.ts'
import { useCall } from '../../app/queries.ts'
import { useTask } from '../../app/tasks.ts'
import { Wont } from '../../grid/BulkDialog.tsx'
import type { Choice } from '../../grid/selection.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { counted, Money } from '../../kit/figures.tsx'
import { PlainTable } from '../../kit/Panel.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { Job } from '../../kit/Progress.tsx'
import { SaveFile } from '../exchange/FilePanel.tsx'
import { testedOf, Ways } from './Ways.tsx'

type Props = {
  /** Some claims, or all that are ready. */
  readonly chosen: Choice | undefined
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onSent: () => void
}

/** It comes when the numbers are there, after the dialog looked for what to focus. */
const focusIt = (button: HTMLButtonElement | null): void => button?.focus()

/** What would leave, before it does; then what left. */
export function SendDialog({ chosen, isOpen, onClose, onSent }: Props): ReactNode {
  const which = chosen ?? {}
  const preview = useCall('claims.preview', which, { when: isOpen })
  const send = useTask('claims.send')
  const [sent, setSent] = useState<Output<'claims.send'>>()
  const [tests, setTests] = useState<readonly number[]>([])
  const choose = (way: number, isTest: boolean): void =>
    setTests((before) => [...before.filter((one) => one !== way), ...(isTest ? [way] : [])])
  const close = (): void => {
    onClose()
    setSent(undefined)
    setTests([])
  }
  const leave = async (): Promise<void> => {
    const reply = await send.run({ ...which, ...(tests.length > 0 && { tests: [...tests] }) })
    if (!reply.ok) return
    setSent(reply.value)
    onSent()
  }
  if (sent) return <Sent sent={sent} isOpen={isOpen} onClose={close} />
  const claims = preview.data?.will ?? 0
  const tested = testedOf(preview.data?.ways ?? [], tests)
  const isAllTest = claims > 0 && tested === claims
  if (send.isBusy)
    return (
      <Dialog title={`Sending ${counted(claims, 'claim')}`} isOpen={isOpen} onClose={() => undefined} width={520} actions={null}>
        <p>Each file is written whole or not at all. Stopped between two of them, the other claims stay ready.</p>
        <Job title="Writing the files" progress={send.progress} onStop={send.stop} />
      </Dialog>
    )
  const [only] = preview.data?.parts.length === 1 ? preview.data.parts : []
  return (
    <Dialog
      title={
        claims === 0 ? 'Nothing to send' : `${isAllTest ? 'Test' : 'Send'} ${counted(claims, 'claim')}${only ? ` to ${only.words}` : ''}?`
      }
      isOpen={isOpen}
      onClose={close}
      width={620}
      actions={
        <>
          {claims > 0 && (
            <Button look="go" keys="Mod+Enter" inFields onPress={() => void leave()} ref={focusIt} data-autofocus>
              {`${isAllTest ? 'Test' : 'Send'} ${claims.toLocaleString('en-US')}`}
            </Button>
          )}
          <Button keys="Escape" onPress={close}>
            {claims > 0 ? 'Not yet' : 'Close'}
          </Button>
        </>
      }
    >
      <Answer of={preview}>
        {(what) => (
          <>
            {what.will > 0 ? (
              <p>
                {isAllTest
                  ? 'A test counts for nothing: the files leave, their answers are told, and every claim stays ready.'
                  : `${what.will === 1 ? 'Once it leaves, it' : 'Once they leave, they'} can only be voided or replaced.`}{' '}
                {counted(what.will, 'claim')}, {sentenceMoney(what.cents)}, {counted(what.parts.length, 'file')}.
                {tested > 0 &&
                  !isAllTest &&
                  ` ${counted(tested, 'claim')} of them as a test, and ${tested === 1 ? 'it stays' : 'these stay'} ready.`}
              </p>
            ) : (
              <p>None of these claims is ready. Held claims need mending first; sent ones have left.</p>
            )}
            {what.will > 0 && <Ways ways={what.ways} tests={tests} onTest={choose} />}
            <Wont wont={what.wont} />
          </>
        )}
      </Answer>
      <ProblemNote problem={send.problem} />
    </Dialog>
  )
}

function Sent({
  sent,
  isOpen,
  onClose,
}: {
  readonly sent: Output<'claims.send'>
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactNode {
  const claims = sent.batches.reduce((sum, one) => sum + one.claims, 0)
  const hasLines = (useCall('connections.list', {}).data ?? []).length > 0
  return (
    <Dialog
      title={`${counted(claims, 'claim')} in ${counted(sent.batches.length, 'file')}`}
      isOpen={isOpen}
      onClose={onClose}
      width={720}
      actions={
        <Button look="go" keys="Enter" onPress={onClose} data-autofocus>
          Done
        </Button>
      }
    >
      <p>
        {hasLines
          ? 'The files are kept in Exchange. Those of a payer with a connection leave by themselves; save the others and upload them.'
          : 'The files are kept in Exchange. Save each one and upload it to its payer or clearinghouse.'}
      </p>
      <div style={{ maxHeight: 320, overflowY: 'auto' }}>
        <PlainTable
          label="Files"
          rows={sent.batches}
          columns={[
            { head: 'Payer', cell: ({ payer }) => payer },
            { head: 'File', cell: ({ name }) => <span className="id">{name}</span> },
            { head: 'Claims', isEnd: true, cell: ({ claims: n }) => <span className="num">{n.toLocaleString('en-US')}</span> },
            { head: 'Charge', isEnd: true, cell: ({ cents }) => <Money cents={cents} isSum /> },
            { head: 'ISA15', cell: ({ usage }) => (usage === 'T' ? <b>T, a test</b> : <span className="third">P</span>) },
            { head: 'Copy', cell: ({ file, name }) => <SaveFile id={file} name={name} /> },
          ]}
        />
      </div>
      {sent.batches.some(({ usage }) => usage === 'T') && (
        <p>The claims of a test are ready as before. Its answers stand in their history.</p>
      )}
      {sent.left > 0 && (
        <p>
          Stopped: {counted(sent.left, 'claim')} did not leave, and {sent.left === 1 ? 'is' : 'are'} ready as before.
        </p>
      )}
      {sent.held.length > 0 && (
        <div>
          <p>{counted(sent.held.length, 'claim')} stayed here:</p>
          <ul className="small">
            {sent.held.slice(0, 8).map(({ id, why }) => (
              <li key={id}>
                <b className="id">{id}</b> {why}
              </li>
            ))}
            {sent.held.length > 8 && <li>and {counted(sent.held.length - 8, 'more', 'more')}</li>}
          </ul>
        </div>
      )}
    </Dialog>
  )
}
