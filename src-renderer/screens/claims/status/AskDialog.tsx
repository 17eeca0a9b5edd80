import { Checkbox, Radio } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { Output } from '../../../../src-shared/contract/index.ts'
import { sentenceMoney } from '../../../../src-shared/money.ts'
import { useCall } from '../../../app/queries.ts'
import { useTask } from '../../../app/tasks.ts'
import { Wont } from '../../../grid/BulkDialog.tsx'
import type { Choice } from '../../../grid/selection.ts'
import { Answer } from '../../../kit/Answer.tsx'
import { Button } from '../../../kit/Button.tsx'
import { Dialog } from '../../../kit/Dialog.tsx'
import { counted } from '../../../kit/figures.tsx'
import { PlainTable } from '../../../kit/Panel.tsx'
import { ProblemNote } from '../../../kit/Problem.tsx'
import { Job } from '../../../kit/Progress.tsx'
import { SaveFile } from '../../exchange/FilePanel.tsx'

type Asked = Output<'inquiries.ask'>
type Props = {
  readonly chosen: Choice
  /** The payer of the one claim that is chosen: all that is silent there may be asked about with it. */
  readonly payer?: string
  readonly onClose: () => void
  readonly onAsked?: () => void
}

/** Says what is asked, before it is; then gives the files to save, and names who was left out. */
export function AskDialog({ chosen, payer, onClose, onAsked }: Props): ReactNode {
  const [isAll, setAll] = useState(false)
  const [lines, setLines] = useState(false)
  const which: Choice =
    isAll && payer !== undefined
      ? {
          view: {
            filters: [
              { is: 'any', field: 'status', of: ['silent'] },
              { is: 'any', field: 'payer', of: [payer] },
            ],
            sort: [],
          },
        }
      : chosen
  const preview = useCall('inquiries.preview', which)
  const ask = useTask('inquiries.ask')
  const [asked, setAsked] = useState<Asked>()
  const write = async (): Promise<void> => {
    const reply = await ask.run({ ...which, lines })
    if (!reply.ok) return
    setAsked(reply.value)
    onAsked?.()
  }
  if (asked) return <Files asked={asked} onClose={onClose} />
  const will = preview.data?.will ?? 0
  if (ask.isBusy)
    return (
      <Dialog title={`Asking about ${counted(will, 'claim')}`} isOpen onClose={() => undefined} width={500} actions={null}>
        <Job title="Writing the questions" progress={ask.progress} onStop={ask.stop} />
      </Dialog>
    )
  return (
    <Dialog
      title={
        preview.data && will === 0
          ? 'Nothing to ask about'
          : `Ask how ${will === 1 ? 'the claim stands' : `${counted(will, 'claim')} stand`}?`
      }
      isOpen
      onClose={onClose}
      width={500}
      actions={
        <>
          <Button look="go" keys="Mod+Enter" inFields disabled={will === 0} onPress={() => void write()} data-autofocus>
            {will === 1 ? 'Ask' : `Ask about ${will.toLocaleString('en-US')}`}
          </Button>
          <Button keys="Escape" inFields onPress={onClose}>
            Not now
          </Button>
        </>
      }
    >
      {payer !== undefined && (
        <Radio.Group label="About" value={isAll ? 'all' : 'one'} onChange={(value) => setAll(value === 'all')}>
          <Radio value="one" label="this claim" mt={6} />
          <Radio value="all" label={`all that are silent at ${payer}`} mt={6} />
        </Radio.Group>
      )}
      <Answer of={preview}>
        {(what) => (
          <>
            {what.will > 0 && (
              <p>
                {counted(what.will, 'claim')}, {sentenceMoney(what.cents)}, {counted(what.parts.length, 'file')} (276). A payer with a
                connection is asked by itself; the others once you upload the file.
              </p>
            )}
            <Wont wont={what.wont} />
          </>
        )}
      </Answer>
      <Checkbox
        label="Ask line by line too"
        description="Some payers say more of single lines; most answer for the whole claim."
        checked={lines}
        onChange={(event) => setLines(event.currentTarget.checked)}
      />
      <ProblemNote problem={ask.problem} />
    </Dialog>
  )
}

function Files({ asked, onClose }: { readonly asked: Asked; readonly onClose: () => void }): ReactNode {
  const questions = asked.files.reduce((sum, one) => sum + one.asked, 0)
  return (
    <Dialog
      title={`${counted(questions, 'claim')} asked about in ${counted(asked.files.length, 'file')}`}
      isOpen
      onClose={onClose}
      width={640}
      actions={
        <Button look="go" keys="Enter" onPress={onClose} data-autofocus>
          Done
        </Button>
      }
    >
      <p>
        Files of a payer with a connection leave by themselves; save the others and upload them. When the answer comes, a 277 file, drop it
        anywhere on this window.
      </p>
      {/* Reached by the keyboard, so that a long list can be scrolled. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div style={{ maxHeight: 320, overflowY: 'auto' }} tabIndex={0} role="region" aria-label="Files that were written">
        <PlainTable
          label="Files"
          rows={asked.files}
          columns={[
            { head: 'Payer', cell: ({ payer }) => payer },
            { head: 'File', cell: ({ name }) => <span className="id">{name}</span> },
            { head: 'Claims', isEnd: true, cell: ({ asked: n }) => <span className="num">{n.toLocaleString('en-US')}</span> },
            { head: 'Copy', cell: ({ id, name }) => <SaveFile id={id} name={name} /> },
          ]}
        />
      </div>
      {asked.left > 0 && (
        <p>
          Stopped: {counted(asked.left, 'claim')} {asked.left === 1 ? 'was' : 'were'} not come to.
        </p>
      )}
      {asked.wont.length > 0 && (
        <ul className="small words">
          {asked.wont.map(({ words, n }) => (
            <li key={words}>
              <b className="num">{n.toLocaleString('en-US')}</b> left out: {words}
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}
