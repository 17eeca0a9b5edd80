import { useState, type ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { DayField as DayOfForm, Line } from '../../../src-shared/contract/fields.ts'
import { addDays } from '../../../src-shared/day.ts'
import { useToday } from '../../app/sitting.ts'
import { useTask } from '../../app/tasks.ts'
import { Choices } from '../../kit/Choices.tsx'
import { DayField, TextField } from '../../kit/Fields.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import { FileMade } from '../../kit/FileMade.tsx'
import { FormDrawer } from '../../kit/FormDrawer.tsx'
import { counted } from '../../kit/figures.tsx'
import { checkedBy } from '../../kit/problems.ts'

const formats = ['csv', 'jsonl'] as const
const formatWords = {
  csv: ['A table', 'CSV, for a spreadsheet. What a spreadsheet would run is made harmless.'],
  jsonl: ['Whole', 'JSON lines with what proves that no line is missing or was changed.'],
} as const

const ExportForm = z
  .strictObject({ from: DayOfForm, to: DayOfForm, reason: Line(300, 3) })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'It ends before it starts.' })

/** Writes some days of the log to a file outside the store. */
export function AuditExportDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const today = useToday()
  const [format, setFormat] = useState<(typeof formats)[number]>('csv')
  const [done, setDone] = useState<{ readonly path: string; readonly rows: number }>()
  const write = useTask('audit.export')
  const form = useForm({
    resolver: checkedBy(ExportForm),
    defaultValues: { from: addDays(today, -30), to: today, reason: '' },
    mode: 'onTouched',
  })
  const submit = form.handleSubmit(async (checked) => {
    setDone(undefined)
    const path = await window.parity.saveAs(`Parity log ${checked.from} to ${checked.to}.${format}`)
    if (path === null) return
    const reply = await write.run({ ...checked, format, path })
    if (reply.ok) setDone(reply.value)
  })
  return (
    <FormDrawer
      title="Write the log to a file"
      width={500}
      onClose={onClose}
      save="Choose where, and write"
      isBusy={write.isBusy}
      problem={write.problem}
      onSubmit={submit}
      above={done && <FileMade title={`${counted(done.rows, 'event')} written.`} path={done.path} />}
    >
      <FieldGroup title="Which days">
        <Span of={6}>
          <DayField control={form.control} name="from" label="From" today={today} isNeeded isFirst />
        </Span>
        <Span of={6}>
          <DayField control={form.control} name="to" label="To" today={today} isNeeded />
        </Span>
      </FieldGroup>
      <FieldGroup title="As">
        <Span of={12}>
          <Choices label="Form" all={formats} words={formatWords} chosen={format} onChoose={setFormat} />
        </Span>
      </FieldGroup>
      <FieldGroup title="Why" hint="The file names patients. It is not encrypted; keep it as you keep paper charts.">
        <Span of={12}>
          <TextField control={form.control} name="reason" label="Reason" hint="Stands in the log." isNeeded rows={2} />
        </Span>
      </FieldGroup>
    </FormDrawer>
  )
}
