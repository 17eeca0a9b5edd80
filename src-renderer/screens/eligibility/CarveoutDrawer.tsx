import type { ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { DayField as DaySchema, Id, Line } from '../../../src-shared/contract/fields.ts'
import type { Day } from '../../../src-shared/day.ts'
import { newKey } from '../../app/connection.ts'
import { useNotices } from '../../app/notices.ts'
import { useCommand, useConnection } from '../../app/queries.ts'
import { useToday } from '../../app/sitting.ts'
import { usePicker } from '../../desk/pickers.ts'
import { ChoiceField, DayField, TextField } from '../../kit/Fields.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import { FormDrawer } from '../../kit/FormDrawer.tsx'
import { checkedBy, showAt } from '../../kit/problems.ts'
import type { Card } from './words.ts'

const Administrator = z.strictObject({ payer: Id, memberId: Line(80, 2), group: Line(50).nullable(), starts: DaySchema })

type Props = {
  readonly card: Card
  readonly proposal: NonNullable<Card['proposal']>
  /** Ask it first, or bill it from now on. */
  readonly does: 'ask' | 'lock'
  readonly onClose: () => void
}

/** The administrator’s own ids: it is asked under them, or locked as who pays. */
export function CarveoutDrawer({ card, proposal, does, onClose }: Props): ReactNode {
  const today = useToday()
  const connection = useConnection()
  const { tell } = useNotices()
  const payers = usePicker('payers') ?? []
  const form = useForm({
    resolver: checkedBy(Administrator),
    defaultValues: {
      payer: (proposal.payer ?? '') as never,
      memberId: proposal.memberId,
      group: proposal.group,
      starts: `${card.day.slice(0, 4)}-01-01` as Day,
    },
    mode: 'onTouched',
  })
  const ask = useCommand('eligibility.askOther')
  const lock = useCommand('eligibility.lock')
  const { control } = form
  const { appointment } = card
  const submit = form.handleSubmit(async ({ payer, memberId, group, starts }) => {
    const reply =
      does === 'ask' ? await ask.run({ appointment, payer, memberId }) : await lock.run({ appointment, payer, memberId, group, starts })
    if (!reply.ok) {
      showAt(reply.problem, form.setError, Object.keys(Administrator.shape))
      return
    }
    if ('coverage' in reply.value) {
      const { coverage } = reply.value
      tell({
        words: 'Mental health is billed to the administrator.',
        undo: () => connection.call('eligibility.unlock', { patient: card.patientId, coverage }, { key: newKey() }),
      })
    } else {
      tell({ words: 'The question to the administrator is written.', open: { screen: 'exchange', open: reply.value.id } })
    }
    onClose()
  })
  return (
    <FormDrawer
      title={does === 'ask' ? `Ask ${proposal.name}` : `Bill ${proposal.name} for mental health`}
      under={card.patient}
      onClose={onClose}
      save={does === 'ask' ? 'Write the 270' : 'Bill it'}
      isBusy={ask.isBusy || lock.isBusy}
      problem={ask.problem ?? lock.problem}
      onSubmit={submit}
    >
      <FieldGroup
        title="The administrator"
        hint={
          does === 'ask'
            ? 'Its member id is often another one. It stands on the back of the card. Nothing leaves this computer until you upload the file.'
            : 'New claims go there. Claims that are made already stay as they are.'
        }
      >
        <Span of={12}>
          <ChoiceField
            control={control}
            name="payer"
            label="Payer"
            choices={payers.map(({ id, name }) => ({ value: String(id), label: name }))}
            isNumber
            isNeeded
            {...(proposal.payer === null && { hint: `The answer names ${proposal.name}. Add it under Setup, payers, if it is not here.` })}
          />
        </Span>
        <Span of={6}>
          <TextField control={control} name="memberId" label="Member id there" isId isNeeded isFirst />
        </Span>
        {does === 'lock' && (
          <>
            <Span of={6}>
              <TextField control={control} name="group" label="Group there" isOptional isId />
            </Span>
            <Span of={6}>
              <DayField control={control} name="starts" label="From" today={today} isNeeded />
            </Span>
          </>
        )}
      </FieldGroup>
    </FormDrawer>
  )
}
