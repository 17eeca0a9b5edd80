import { Checkbox, Select, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { PAPERS } from '../../../src-shared/contract/forms.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import { sentenceMoney } from '../../../src-shared/money.ts'
import { useCall } from '../../app/queries.ts'
import { useTask } from '../../app/tasks.ts'
import { Wont } from '../../grid/BulkDialog.tsx'
import type { Choice } from '../../grid/selection.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Choices } from '../../kit/Choices.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { counted } from '../../kit/figures.tsx'
import { PlainTable } from '../../kit/Panel.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { Job } from '../../kit/Progress.tsx'
import { SaveFile } from '../exchange/FilePanel.tsx'
import classes from './Form.module.css'
import { PrintersDialog } from './PrintersDialog.tsx'

type Printed = Output<'claims.print'>
type Paper = (typeof PAPERS)[number]

const PAPER_WORDS: Readonly<Record<Paper, readonly [string, string]>> = {
  drawn: ['Plain paper', 'The form is drawn.'],
  red: ['Red forms', 'The values alone, for the form that lies in the printer.'],
}

type Props = { readonly chosen: Choice; readonly onPrinted: () => void; readonly onClose: () => void }

/** Claims on CMS-1500 forms: which, on what, and then the file to print. */
export function PrintDialog({ chosen, onPrinted, onClose }: Props): ReactNode {
  const [paper, setPaper] = useState<Paper>('drawn')
  const [printer, setPrinter] = useState<string | null>(null)
  const [isMoving, setMoving] = useState(false)
  const [reason, setReason] = useState('')
  const [isSetting, setSetting] = useState(false)
  const [printed, setPrinted] = useState<Printed>()
  const preview = useCall('claims.preview', { ...chosen, of: isMoving ? 'route' : 'print' })
  const printers = useCall('forms.printers', {}, { when: paper === 'red' }).data?.printers ?? []
  const print = useTask('claims.print')
  const move = useTask('claims.route')
  const task = isMoving ? move : print
  const will = preview.data?.will ?? 0
  const isReady = will > 0 && (!isMoving || reason.trim().length >= 3)
  const run = async (): Promise<void> => {
    if (!isReady || task.isBusy) return
    const input = { ...chosen, paper, ...(paper === 'red' && printer !== null && { printer }) }
    const reply = await (isMoving ? move.run({ ...input, to: 'paper', reason: reason.trim() }) : print.run(input))
    if (!reply.ok) return
    setPrinted(reply.value)
    onPrinted()
  }
  if (printed) return <Made printed={printed} onClose={onClose} />
  if (isSetting) return <PrintersDialog kept={printers} paper={paper} onClose={() => setSetting(false)} />
  if (task.isBusy)
    return (
      <Dialog title={`Printing ${counted(will, 'claim')}`} isOpen onClose={() => undefined} width={560} actions={null}>
        <p>Each file is made whole or not at all. Stopped before it is made, its claims stay as they are.</p>
        <Job title="Making the forms" progress={task.progress} onStop={task.stop} />
      </Dialog>
    )
  return (
    <Dialog
      title={will === 0 ? 'Print on paper' : `Print ${counted(will, 'claim')} on paper?`}
      isOpen
      onClose={onClose}
      width={560}
      actions={
        <>
          <Button look="go" keys="Mod+Enter" inFields disabled={!isReady} onPress={() => void run()}>
            {will === 0 ? 'Print' : `Print ${will.toLocaleString('en-US')}`}
          </Button>
          <Button keys="Escape" onPress={onClose}>
            Not yet
          </Button>
        </>
      }
    >
      <div className={classes['fields']}>
        <Choices label="Paper" isTitled all={PAPERS} words={PAPER_WORDS} chosen={paper} onChoose={setPaper} />
        {paper === 'red' && (
          <div className={classes['printers']} style={{ gridTemplateColumns: '1fr auto' }}>
            <Select
              label="Printer"
              placeholder="As the form lies, nothing moved"
              clearable
              clearButtonProps={{ 'aria-label': 'Clear printer' }}
              data={printers.map(({ name }) => name)}
              value={printer}
              onChange={setPrinter}
            />
            <Button needs="claims.write" onPress={() => setSetting(true)}>
              Printers
            </Button>
          </div>
        )}
        <Checkbox
          size="xs"
          label="Also those that left in a file and that nobody answered"
          description="What was sent before stays with the claim."
          checked={isMoving}
          onChange={(event) => setMoving(event.currentTarget.checked)}
        />
        {isMoving && <TextInput label="Why" value={reason} maxLength={200} onChange={(event) => setReason(event.currentTarget.value)} />}
        <Answer of={preview}>
          {(what) => (
            <>
              {what.will > 0 ? (
                <p>
                  {counted(what.will, 'claim')}, {sentenceMoney(what.cents)}. Printed, {what.will === 1 ? 'it counts' : 'they count'} as
                  sent on paper, and leave in no file any more.
                </p>
              ) : (
                <p>None of these claims can be printed now.</p>
              )}
              <Wont wont={what.wont} />
            </>
          )}
        </Answer>
      </div>
      <ProblemNote problem={task.problem} />
    </Dialog>
  )
}

function Made({ printed, onClose }: { readonly printed: Printed; readonly onClose: () => void }): ReactNode {
  const claims = printed.files.reduce((all, one) => all + one.claims, 0)
  const cuts = [...new Set(printed.notes.filter(({ is }) => is === 'cut').map(({ id, box }) => `Claim ${id}, box ${box}`))]
  return (
    <Dialog
      title={claims === 0 ? 'Nothing was printed' : `${counted(claims, 'claim')} on paper`}
      isOpen
      onClose={onClose}
      width={640}
      actions={
        <Button look="go" keys="Enter" onPress={onClose} data-autofocus>
          Done
        </Button>
      }
    >
      <p>The forms are kept in Exchange. Save the file and print it at its real size, not fitted to the page.</p>
      <PlainTable
        label="Files"
        rows={printed.files.map((one) => ({ ...one, id: one.file }))}
        columns={[
          { head: 'File', cell: ({ name }) => <span className="id">{name}</span> },
          { head: 'Claims', isEnd: true, cell: ({ claims: n }) => <span className="num">{n.toLocaleString('en-US')}</span> },
          { head: 'Sheets', isEnd: true, cell: ({ pages }) => <span className="num">{pages.toLocaleString('en-US')}</span> },
          { head: 'Copy', cell: ({ file, name }) => <SaveFile id={file} name={name} /> },
        ]}
      />
      {cuts.length > 0 && (
        <p>
          Cut to the width of the box: {cuts.slice(0, 8).join('; ')}
          {cuts.length > 8 ? `; and ${counted(cuts.length - 8, 'more', 'more')}` : ''}.
        </p>
      )}
      {printed.left > 0 && <p>Stopped: {counted(printed.left, 'claim')} were not printed, and are as before.</p>}
      <Wont wont={printed.wont} />
    </Dialog>
  )
}
