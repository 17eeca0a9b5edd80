import type { ReactNode } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { ReviewCall } from '../../../src-shared/contract/authorizations.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import { addDays, shownDay } from '../../../src-shared/day.ts'
import { useNotices } from '../../app/notices.ts'
import { useCommand } from '../../app/queries.ts'
import { useToday } from '../../app/sitting.ts'
import { ChoiceField, DayField, TextField } from '../../kit/Fields.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import { FormDrawer } from '../../kit/FormDrawer.tsx'
import { checkedBy, showAt } from '../../kit/problems.ts'
import { CALL_SAID, choicesOf, CALL_WAY } from './reviews.ts'

type Props = {
  readonly of: Pick<Output<'authorizations.get'>, 'id' | 'patientName' | 'payer'>
  readonly review: Output<'authorizations.get'>['reviews'][number]
  readonly onClose: () => void
}

/** What a payer told of a request, on the telephone or on its site: kept with who said it, its number, and when to look again. */
export function CallDrawer({ of, review, onClose }: Props): ReactNode {
  const today = useToday()
  const { tell } = useNotices()
  const form = useForm({
    resolver: checkedBy(ReviewCall),
    defaultValues: {
      way: 'phone' as const,
      by: '',
      reference: '',
      said: 'in-review' as const,
      note: '',
      again: addDays(today, review.usualDays),
    },
    mode: 'onTouched',
  })
  const keep = useCommand('authorizations.tell')
  const { control } = form
  const isCall = useWatch({ control, name: 'way' }) === 'phone'
  const submit = form.handleSubmit(async (call) => {
    const reply = await keep.run({ authorization: of.id, review: review.id, call })
    if (!reply.ok) {
      showAt(reply.problem, form.setError, Object.keys(ReviewCall.shape))
      return
    }
    tell({ words: call.again === null ? 'The call is kept.' : `The call is kept. Look again on ${shownDay(call.again)}.` })
    onClose()
  })
  return (
    <FormDrawer
      title={`Ask ${of.payer} about the request`}
      under={`${of.patientName}, written ${shownDay(review.askedAt.slice(0, 10) as typeof today)}`}
      width={600}
      onClose={onClose}
      says="It stays as it is entered; a later one takes its place."
      save="Keep it"
      isBusy={keep.isBusy}
      problem={keep.problem}
      onSubmit={submit}
    >
      <FieldGroup title="Asked">
        <Span of={4}>
          <ChoiceField control={control} name="way" label="Where" choices={choicesOf(CALL_WAY)} isNeeded />
        </Span>
        <Span of={4}>
          <TextField control={control} name="by" label="Who said it" isNeeded={isCall} isOptional={!isCall} isFirst />
        </Span>
        <Span of={4}>
          <TextField control={control} name="reference" label="Number of the call" isId isNeeded={isCall} isOptional={!isCall} />
        </Span>
      </FieldGroup>
      <FieldGroup title="The answer" hint="What the payer decided is entered at the authorization itself.">
        <Span of={8}>
          <ChoiceField control={control} name="said" label="What it said" choices={choicesOf(CALL_SAID)} isNeeded />
        </Span>
        <Span of={4}>
          <DayField control={control} name="again" label="Look again on" today={today} isOptional />
        </Span>
        <Span of={12}>
          <TextField control={control} name="note" label="What else was said" rows={2} />
        </Span>
      </FieldGroup>
    </FormDrawer>
  )
}
