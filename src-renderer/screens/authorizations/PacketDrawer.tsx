import { useState, type ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { DayField as DaySchema } from '../../../src-shared/contract/fields.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import { addDays, type Day } from '../../../src-shared/day.ts'
import { useToday } from '../../app/sitting.ts'
import { useTask } from '../../app/tasks.ts'
import { counted } from '../../kit/figures.tsx'
import { DayField, TextField } from '../../kit/Fields.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import { FormDrawer } from '../../kit/FormDrawer.tsx'
import { Note } from '../../kit/Note.tsx'
import { checkedBy, showAt } from '../../kit/problems.ts'
import type { Card } from './AuthorizationDrawer.tsx'

const Form = z
  .strictObject({ from: DaySchema, to: DaySchema, summary: z.string().max(8000) })
  .refine((one) => one.to >= one.from, { path: ['to'], message: 'a day not before the first' })

/** Sessions a reviewer asks for when nothing was agreed to yet. */
const LOOKS_BACK_DAYS = 90

function daysOf({ starts, ends, status }: Card, today: Day): { from: Day; to: Day } {
  if (starts > today || status === 'requested') return { from: addDays(today, -LOOKS_BACK_DAYS), to: today }
  return { from: starts, to: ends < today ? ends : today }
}

/** Which sessions the packet lists, and what the reviewer is told; then where the PDF goes. */
export function PacketDrawer({ of, onClose }: { readonly of: Card; readonly onClose: () => void }): ReactNode {
  const today = useToday()
  const print = useTask('authorizations.packet')
  const [done, setDone] = useState<Output<'authorizations.packet'>>()
  const form = useForm({ resolver: checkedBy(Form), defaultValues: { ...daysOf(of, today), summary: '' }, mode: 'onTouched' })
  const submit = form.handleSubmit(async (typed) => {
    setDone(undefined)
    const path = await window.parity.saveAs(`Concurrent review ${today}.pdf`)
    if (path === null) return
    const reply = await print.run({ ...typed, authorization: of.id, path })
    if (reply.ok) setDone(reply.value)
    else showAt(reply.problem, form.setError, Object.keys(Form.shape))
  })
  return (
    <FormDrawer
      title="Packet for the payer’s reviewer"
      under={`${of.patientName}, ${of.payer}`}
      width={600}
      onClose={onClose}
      says="The summary is in the PDF alone. Parity keeps no copy."
      save="Choose where, and print"
      isBusy={print.isBusy}
      problem={print.problem}
      onSubmit={submit}
      above={
        done && (
          <div style={{ padding: '12px 20px 0' }}>
            <Note family="ok" title={`The packet is made, with ${counted(done.sessions, 'session')}.`} isNews>
              <span className="id words">{done.path}</span>
            </Note>
          </div>
        )
      }
    >
      <FieldGroup
        title="Sessions to list"
        hint="Those this authorization is for: date, minutes, codes, clinician and attendance. Notes are never part of it."
      >
        <Span of={6}>
          <DayField control={form.control} name="from" label="From" today={today} isNeeded />
        </Span>
        <Span of={6}>
          <DayField control={form.control} name="to" label="To" today={today} isNeeded />
        </Span>
      </FieldGroup>
      <FieldGroup title="Clinical summary" hint="What the reviewer needs to decide: symptoms, progress, plan. No psychotherapy notes.">
        <Span of={12}>
          <TextField control={form.control} name="summary" label="Summary" rows={10} isFirst />
        </Span>
      </FieldGroup>
    </FormDrawer>
  )
}
