import { PasswordInput, TextInput } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { EXPORT_FORMATS, EXPORT_LISTS, READERS, SEALS } from '../../src-shared/contract/exports.ts'
import type { Input, Output } from '../../src-shared/contract/index.ts'
import { exportName } from '../../src-shared/export-name.ts'
import { useMay, useToday } from '../app/sitting.ts'
import { useTask } from '../app/tasks.ts'
import { Button } from '../kit/Button.tsx'
import { Choices } from '../kit/Choices.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { counted } from '../kit/figures.tsx'
import { Note } from '../kit/Note.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { Job } from '../kit/Progress.tsx'
import type { GridRow } from './columns.tsx'
import { copyText } from './copy.ts'
import classes from './Export.module.css'
import type { Grid } from './useGrid.ts'

type Made = Output<'exports.list'>
type Asked = Input<'exports.list'>

const FORMATS = {
  xlsx: ['Excel', 'Amounts and days with their formats, and the sums below.'],
  csv: ['CSV', 'Plain lines, for any other program.'],
} as const
const SEAL_WORDS = {
  age: ['Sealed', 'Opens with a passphrase only, in any program that reads age files.'],
  none: ['Not sealed', 'Whoever gets the file can read it. Only an owner may do this.'],
} as const
const READER_WORDS = {
  outside: ['Somebody else', 'Patients of a substance-use program are left out, and their sums.'],
  inside: ['The practice itself', 'Everybody in the list. It must be sealed.'],
} as const
const WHOSE = {
  made: ['Made by Parity', 'Six words, shown once.'],
  own: ['My own', '15 characters or more.'],
} as const
const SHORTEST = 15

const isExported = (call: string): call is Asked['list'] => EXPORT_LISTS.some((one) => one === call)

/** Takes the rows of a list out as a file, as they are filtered, sorted and shown. */
export function ExportButton<Row extends GridRow>({ grid, title }: { readonly grid: Grid<Row>; readonly title: string }): ReactNode {
  const [isOpen, setOpen] = useState(false)
  const list = grid.call
  if (!isExported(list)) return null
  return (
    <>
      <Button aria-haspopup="dialog" needs="exports" disabled={grid.rows.total === 0} onPress={() => setOpen(true)}>
        Export
      </Button>
      {isOpen && (
        <ExportDialog
          list={list}
          title={title}
          grid={grid}
          onClose={() => {
            setOpen(false)
            grid.focus()
          }}
        />
      )}
    </>
  )
}

type Props<Row extends GridRow> = {
  readonly list: Asked['list']
  readonly title: string
  readonly grid: Grid<Row>
  readonly onClose: () => void
}

/** Asks how the file shall be and why it leaves; makes it; gives its passphrase once. */
function ExportDialog<Row extends GridRow>({ list, title, grid, onClose }: Props<Row>): ReactNode {
  const today = useToday()
  const task = useTask('exports.list')
  const [made, setMade] = useState<Made>()
  const [format, setFormat] = useState<Asked['format']>('xlsx')
  const [seal, setSeal] = useState<Asked['seal']>('age')
  const [reader, setReader] = useState<(typeof READERS)[number]>('outside')
  const seesProgram = useMay()('part2.read')
  const readBy = (next: (typeof READERS)[number]): void => {
    setReader(next)
    if (next === 'inside') setSeal('age')
  }
  const [whose, setWhose] = useState<keyof typeof WHOSE>('made')
  const [own, setOwn] = useState('')
  const [reason, setReason] = useState('')
  const rows = counted(grid.rows.total, grid.noun[0], grid.noun[1])
  const needsOwn = seal === 'age' && whose === 'own'
  const isReady = reason.trim().length >= 3 && (!needsOwn || own.length >= SHORTEST)

  const make = async (): Promise<void> => {
    if (!isReady || task.isBusy) return
    const ending = seal === 'age' ? `${format}.age` : format
    const path = await window.parity.saveAs(exportName(title, today, crypto.getRandomValues(new Uint8Array(8)), ending))
    if (path === null) return
    const columns = grid.table.getVisibleLeafColumns().map(({ id }) => id)
    const reply = await task.run({ list, view: grid.asked, columns, format, seal, passphrase: needsOwn ? own : null, reader, reason, path })
    if (reply.ok) setMade(reply.value)
  }

  if (made) return <MadeDialog made={made} seal={seal} onClose={onClose} />
  if (task.isBusy)
    return (
      <Dialog title={`Exporting ${rows}`} isOpen onClose={() => undefined} width={520} actions={null}>
        <Job title="Writing the file" progress={task.progress} onStop={task.stop} />
      </Dialog>
    )
  return (
    <Dialog
      title={`Export ${rows}`}
      isOpen
      onClose={onClose}
      width={520}
      actions={
        <>
          <Button look="go" keys="Mod+Enter" inFields disabled={!isReady} onPress={() => void make()}>
            Choose where
          </Button>
          <Button keys="Escape" inFields onPress={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <p>As the list is filtered and sorted now, with the columns that show.</p>
      <div className={classes['form']}>
        <Choices label="Kind of file" isTitled all={EXPORT_FORMATS} words={FORMATS} chosen={format} onChoose={setFormat} />
        <Choices
          label="Seal"
          isTitled
          all={reader === 'inside' ? SEALS.filter((one) => one === 'age') : SEALS}
          words={SEAL_WORDS}
          chosen={seal}
          onChoose={setSeal}
        />
        {seal === 'age' && (
          <div className={classes['own']}>
            <Choices label="Passphrase" isTitled all={['made', 'own'] as const} words={WHOSE} chosen={whose} onChoose={setWhose} />
            {needsOwn && (
              <PasswordInput
                label="Passphrase"
                value={own}
                maxLength={256}
                autoComplete="off"
                onChange={(event) => setOwn(event.currentTarget.value)}
                visibilityToggleButtonProps={{ 'aria-label': 'Show or hide: Passphrase' }}
              />
            )}
          </div>
        )}
        {seesProgram && <Choices label="Who will read it" isTitled all={READERS} words={READER_WORDS} chosen={reader} onChoose={readBy} />}
        <TextInput
          label="Why it leaves"
          value={reason}
          maxLength={200}
          autoComplete="off"
          data-autofocus
          onChange={(event) => setReason(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') void make()
          }}
        />
        <ProblemNote problem={task.problem} />
      </div>
    </Dialog>
  )
}

/** What was written and where. A passphrase that was made stays until it was copied or one says that it is kept. */
function MadeDialog({
  made,
  seal,
  onClose,
}: {
  readonly made: Made
  readonly seal: Asked['seal']
  readonly onClose: () => void
}): ReactNode {
  const { passphrase } = made
  const [isCopied, setCopied] = useState(false)
  const isKept = passphrase === null || isCopied
  return (
    <Dialog
      title="The file is written"
      isOpen
      onClose={() => {
        if (isKept) onClose()
      }}
      width={520}
      actions={
        <Button look="go" {...(isKept && { keys: 'Escape' })} onPress={onClose}>
          {passphrase === null ? 'Done' : 'I have kept the passphrase'}
        </Button>
      }
    >
      <p className="words">
        {counted(made.rows, 'row')} in <b>{made.path}</b>.
      </p>
      {passphrase !== null && (
        <>
          <div className={classes['secret']}>
            <output className="words" aria-label="Passphrase">
              {passphrase}
            </output>
            <Button
              icon={IconCopy}
              onPress={() => {
                copyText(passphrase)
                setCopied(true)
              }}
            >
              {isCopied ? 'Copied' : 'Copy'}
            </Button>
          </div>
          <Note family="warn" title="It is shown this once.">
            Parity does not keep it, and without it nobody opens the file. Send it another way than the file: a call, not the same mail.
          </Note>
        </>
      )}
      {seal === 'none' && (
        <Note family="warn" title="It is not sealed.">
          Delete it when it has served its purpose.
        </Note>
      )}
    </Dialog>
  )
}
