import { useState, type ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import type { Day } from '../../../src-shared/day.ts'
import { sentenceMoney, type Cents } from '../../../src-shared/money.ts'
import { useTask } from '../../app/tasks.ts'
import { ChoiceField, NumberField } from '../../kit/Fields.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import { FormDrawer } from '../../kit/FormDrawer.tsx'
import { Note } from '../../kit/Note.tsx'
import { checkedBy, showAt } from '../../kit/problems.ts'

const OFTEN = z.strictObject({ sessions: z.int().min(1).max(104), every: z.enum(['once', 'week', 'two-weeks', 'month']) })
const EVERY = [
  { value: 'once', label: 'Once' },
  { value: 'week', label: 'Every week' },
  { value: 'two-weeks', label: 'Every two weeks' },
  { value: 'month', label: 'Every month' },
]

/** How many sessions a good-faith estimate is of; then where the PDF goes. */
export function GoodFaithDrawer({
  appointment,
  day,
  onClose,
}: {
  readonly appointment: number
  readonly day: Day
  readonly onClose: () => void
}): ReactNode {
  const print = useTask('charges.goodFaith')
  const [done, setDone] = useState<{ readonly path: string; readonly expected: Cents }>()
  const form = useForm({
    resolver: checkedBy(OFTEN),
    defaultValues: { sessions: 1, every: 'once' as const },
    mode: 'onTouched',
  })
  const submit = form.handleSubmit(async (often) => {
    setDone(undefined)
    const path = await window.parity.saveAs(`Good faith estimate ${day}.pdf`)
    if (path === null) return
    const reply = await print.run({ ...often, appointment, path })
    if (reply.ok) setDone(reply.value)
    else showAt(reply.problem, form.setError, Object.keys(OFTEN.shape))
  })
  return (
    <FormDrawer
      title="Good-faith estimate"
      width={480}
      onClose={onClose}
      save="Choose where, and print"
      isBusy={print.isBusy}
      problem={print.problem}
      onSubmit={submit}
      above={
        done && (
          <div style={{ padding: '12px 20px 0' }}>
            <Note family="ok" title={`${sentenceMoney(done.expected)} are expected.`} isNews>
              <span className="id words">{done.path}</span>
            </Note>
          </div>
        )
      }
    >
      <FieldGroup
        title="Sessions within twelve months"
        hint="Who has no coverage, or does not use it, is given one before the session: within a day when it is booked three days ahead, within three when it is ten (45 CFR 149.610). Keep a copy for six years."
      >
        <Span of={6}>
          <NumberField control={form.control} name="sessions" label="How many" isNeeded isFirst />
        </Span>
        <Span of={6}>
          <ChoiceField control={form.control} name="every" label="How often" choices={EVERY} isNeeded />
        </Span>
      </FieldGroup>
    </FormDrawer>
  )
}
