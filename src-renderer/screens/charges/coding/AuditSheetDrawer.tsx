import { useState, type ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { DayField as DayOfForm, Id, Line } from '../../../../src-shared/contract/fields.ts'
import type { Day } from '../../../../src-shared/day.ts'
import { counted } from '../../../../src-shared/number.ts'
import { useToday } from '../../../app/sitting.ts'
import { useTask } from '../../../app/tasks.ts'
import { ChoiceField, DayField, NumberField, TextField, TickField } from '../../../kit/Fields.tsx'
import { FieldGroup, Span } from '../../../kit/Form.tsx'
import { FileMade } from '../../../kit/FileMade.tsx'
import { FormDrawer } from '../../../kit/FormDrawer.tsx'
import { checkedBy } from '../../../kit/problems.ts'

type Props = {
  readonly from: Day
  readonly to: Day
  readonly clinicians: readonly { readonly id: number; readonly name: string }[]
  readonly onClose: () => void
}

const Wish = z
  .strictObject({
    from: DayOfForm,
    to: DayOfForm,
    provider: Id.nullable(),
    size: z.int().min(1).max(200),
    seed: Line(40, 1),
    password: z.boolean(),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'It ends before it starts.' })

/** A coding audit sheet: which days, whose sessions, how many, and the word they are drawn by. */
export function AuditSheetDrawer({ from, to, clinicians, onClose }: Props): ReactNode {
  const today = useToday()
  const print = useTask('coding.sheet')
  const [done, setDone] = useState<{
    readonly path: string
    readonly rows: number
    readonly of: number
    readonly password: string | null
  }>()
  const form = useForm({
    resolver: checkedBy(Wish),
    defaultValues: { from, to, provider: null, size: 20, seed: to.slice(0, 7), password: true },
    mode: 'onTouched',
  })
  const submit = form.handleSubmit(async (wish) => {
    setDone(undefined)
    const path = await window.parity.saveAs(`Coding audit sheet ${wish.to}.pdf`)
    if (path === null) return
    const reply = await print.run({ ...wish, path })
    if (reply.ok) setDone(reply.value)
  })
  return (
    <FormDrawer
      title="Coding audit sheet"
      under="Sessions drawn at random, what was billed, what the minutes support, and room for an auditor’s marks."
      width={480}
      onClose={onClose}
      save="Choose where, and print"
      isBusy={print.isBusy}
      problem={print.problem}
      onSubmit={submit}
      above={
        done && (
          <FileMade
            title={`${counted(done.rows, 'session')} of ${done.of.toLocaleString('en-US')} on the sheet.`}
            path={done.path}
            password={done.password}
          />
        )
      }
    >
      <FieldGroup title="Which sessions" hint="Patients of a substance-use program are left out.">
        <Span of={6}>
          <DayField control={form.control} name="from" label="From" today={today} isNeeded isFirst />
        </Span>
        <Span of={6}>
          <DayField control={form.control} name="to" label="To" today={today} isNeeded />
        </Span>
        <Span of={12}>
          <ChoiceField
            control={form.control}
            name="provider"
            label="Clinician"
            choices={clinicians.map(({ id, name }) => ({ value: String(id), label: name }))}
            isNumber
            isOptional
            placeholder="All clinicians"
          />
        </Span>
      </FieldGroup>
      <FieldGroup title="How they are drawn" hint="The same word draws the same sessions again, so that anybody can check the sheet.">
        <Span of={4}>
          <NumberField control={form.control} name="size" label="How many" isNeeded />
        </Span>
        <Span of={8}>
          <TextField control={form.control} name="seed" label="Drawn by the word" isNeeded />
        </Span>
        <Span of={12}>
          <TickField
            control={form.control}
            name="password"
            label="The file opens with a password"
            hint="Leave it out for a page that is handed over on paper."
          />
        </Span>
      </FieldGroup>
    </FormDrawer>
  )
}
