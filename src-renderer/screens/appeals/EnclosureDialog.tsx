import type { ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { ENCLOSURE_KINDS } from '../../../src-shared/contract/appeals.ts'
import { Line } from '../../../src-shared/contract/fields.ts'
import { wholeNumber } from '../../../src-shared/number.ts'
import { useNotices } from '../../app/notices.ts'
import { useCommand } from '../../app/queries.ts'
import { useTask } from '../../app/tasks.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { ChoiceField, TextField } from '../../kit/Fields.tsx'
import { counted } from '../../kit/figures.tsx'
import { Span } from '../../kit/Form.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { checkedBy } from '../../kit/problems.ts'
import { Job } from '../../kit/Progress.tsx'
import classes from './Appeals.module.css'
import { ENCLOSURES, type Appeal } from './words.ts'

const Said = z.strictObject({ kind: z.enum(ENCLOSURE_KINDS), title: Line(80, 1), shows: Line(200, 1) })
type Said = z.infer<typeof Said>
const choices = ENCLOSURE_KINDS.map((value) => ({ value, label: ENCLOSURES[value].title }))

type Props = {
  readonly appeal: number
  readonly onClose: () => void
} & ({ readonly file: File } | { readonly enclosure: Appeal['exhibits'][number] })

/** What the pages are and why they go: before they are taken in, or said anew. */
export function EnclosureDialog({ appeal, onClose, ...of }: Props): ReactNode {
  const notices = useNotices()
  const enclosing = useTask('appeals.enclose')
  const saving = useCommand('enclosures.save')
  const removing = useCommand('enclosures.remove')
  const exporting = useTask('enclosures.export')
  const isNew = 'file' in of
  const form = useForm({
    resolver: checkedBy(Said),
    defaultValues: isNew
      ? { kind: 'treatment-plan' as Said['kind'], title: ENCLOSURES['treatment-plan'].title, shows: ENCLOSURES['treatment-plan'].shows }
      : { kind: of.enclosure.enclosed ?? ('other' as const), title: of.enclosure.title, shows: of.enclosure.shows },
  })
  const takeIn = async (file: File, said: Said): Promise<void> => {
    const path = await window.parity.pathOf(file).catch(() => '')
    const reply = await enclosing.run({ id: appeal, path, ...said })
    if (!reply.ok) return
    notices.tell({ words: `${counted(reply.value.pages, 'page')} put in: ${said.title}.` })
    onClose()
  }
  const submit = form.handleSubmit(async (said) => {
    if (isNew) return takeIn(of.file, said)
    const reply = await saving.run({ id: appeal, enclosure: numberOf(of.enclosure.id), ...said })
    if (reply.ok) onClose()
    return undefined
  })
  const remove = async (): Promise<void> => {
    if (isNew) return
    const reply = await removing.run({ id: appeal, enclosure: numberOf(of.enclosure.id) })
    if (reply.ok) onClose()
  }
  const look = async (): Promise<void> => {
    if (isNew) return
    const path = await window.parity.saveAs(`${of.enclosure.title}.pdf`)
    if (path === null) return
    const reply = await exporting.run({ id: appeal, enclosure: numberOf(of.enclosure.id), path })
    if (reply.ok) notices.tell({ words: `${counted(reply.value.pages, 'page')} saved as ${path}.` })
  }
  const { isBusy } = enclosing
  return (
    <Dialog
      title={isNew ? 'Pages of the record' : `Exhibit: ${of.enclosure.title}`}
      isOpen
      onClose={() => !isBusy && onClose()}
      width={640}
      actions={
        isBusy ? null : (
          <>
            <Button look="go" submits form="enclosure-form" keys="Mod+Enter" inFields isBusy={saving.isBusy}>
              {isNew ? 'Put them in' : 'Save'}
            </Button>
            <Button keys="Escape" inFields onPress={onClose}>
              Not now
            </Button>
            {!isNew && (
              <Button look="quiet" isBusy={exporting.isBusy} onPress={() => void look()}>
                Save these pages as PDF
              </Button>
            )}
            {!isNew && (
              <Button look="quiet" isBusy={removing.isBusy} onPress={() => void remove()}>
                Delete them for good
              </Button>
            )}
          </>
        )
      }
    >
      {isBusy && <Job title="Taking the pages in" progress={enclosing.progress} onStop={enclosing.stop} />}
      {isNew && !isBusy && (
        <p>
          <b className="words">{of.file.name}</b> is kept encrypted with the appeal, laid out on letter paper. Check that every page is this
          patient’s and needed. Notes that a clinician keeps apart never go.
        </p>
      )}
      <form id="enclosure-form" className={classes['fields']} onSubmit={(event) => void submit(event)} noValidate hidden={isBusy}>
        <Span of={5}>
          <ChoiceField
            control={form.control}
            name="kind"
            label="What they are"
            choices={choices}
            isNeeded
            onChoose={(kind) => {
              const said = ENCLOSURES[kind as Said['kind']]
              form.setValue('title', said.title)
              form.setValue('shows', said.shows)
            }}
          />
        </Span>
        <Span of={7}>
          <TextField control={form.control} name="title" label="Title" isNeeded isFirst />
        </Span>
        <Span of={12}>
          <TextField
            control={form.control}
            name="shows"
            label="What they show"
            isNeeded
            hint="The reason why the payer needs them. It stands in the contents."
          />
        </Span>
      </form>
      <ProblemNote problem={enclosing.problem ?? exporting.problem ?? saving.problem ?? removing.problem} />
    </Dialog>
  )
}

const numberOf = (id: string): number => wholeNumber(id.replace('record-', '')) ?? 0
