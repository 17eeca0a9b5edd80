import type { ReactNode } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { ReviewCall } from '../../../src-shared/contract/authorizations.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import { addDays, dayAt, shownDay } from '../../../src-shared/day.ts'
import { useNotices } from '../../app/notices.ts'
import { useCommand } from '../../app/queries.ts'
import { useToday } from '../../app/sitting.ts'
import { choicesOf, ContactFields } from '../../kit/ContactFields.tsx'
import { FormDrawer } from '../../kit/FormDrawer.tsx'
import { checkedBy, showAt } from '../../kit/problems.ts'
import { CALL_SAID, CALL_WAY } from './reviews.ts'

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
      under={`${of.patientName}, written ${shownDay(dayAt(review.askedAt))}`}
      width={600}
      onClose={onClose}
      says="It stays as it is entered; a later one takes its place."
      save="Keep it"
      isBusy={keep.isBusy}
      problem={keep.problem}
      onSubmit={submit}
    >
      <ContactFields
        control={control}
        ways={choicesOf(CALL_WAY)}
        says={choicesOf(CALL_SAID)}
        isCall={isCall}
        today={today}
        hint="What the payer decided is entered at the authorization itself."
      />
    </FormDrawer>
  )
}
