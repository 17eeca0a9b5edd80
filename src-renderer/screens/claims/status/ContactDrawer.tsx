import type { ReactNode } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { Contact } from '../../../../src-shared/contract/claim-status.ts'
import type { Output } from '../../../../src-shared/contract/index.ts'
import { shownDay } from '../../../../src-shared/day.ts'
import { newKey } from '../../../app/connection.ts'
import { useNotices } from '../../../app/notices.ts'
import { useCommand, useConnection } from '../../../app/queries.ts'
import { useToday } from '../../../app/sitting.ts'
import { choicesOf, ContactFields } from '../../../kit/ContactFields.tsx'
import { FormDrawer } from '../../../kit/FormDrawer.tsx'
import { checkedBy, showAt } from '../../../kit/problems.ts'
import { CONTACT_SAID, CONTACT_WAY, type ClaimStatus } from './words.ts'

type Props = {
  readonly claim: Pick<Output<'claims.get'>, 'id' | 'patient' | 'day'>
  readonly status: Pick<ClaimStatus, 'payer' | 'again'>
  readonly onClose: () => void
}

/** What a payer told of a claim, kept with who said it, its number, and when to look again. */
export function ContactDrawer({ claim, status, onClose }: Props): ReactNode {
  const today = useToday()
  const { tell } = useNotices()
  const connection = useConnection()
  const form = useForm({
    resolver: checkedBy(Contact),
    defaultValues: { way: 'phone' as const, by: '', reference: '', said: 'in-process' as const, note: '', again: status.again },
    mode: 'onTouched',
  })
  const keep = useCommand('contacts.log')
  const { control } = form
  const isCall = useWatch({ control, name: 'way' }) === 'phone'
  const submit = form.handleSubmit(async (contact) => {
    const reply = await keep.run({ claim: claim.id, contact })
    if (!reply.ok) {
      showAt(reply.problem, form.setError, Object.keys(Contact.shape))
      return
    }
    tell({
      words: contact.again === null ? 'The contact is kept.' : `The contact is kept. It is work again on ${shownDay(contact.again)}.`,
      undo: () => connection.call('contacts.undo', { claim: claim.id, contact: reply.value.id }, { key: newKey() }),
    })
    onClose()
  })
  return (
    <FormDrawer
      title={`What ${status.payer} said of claim ${claim.id}`}
      under={`${claim.patient.name}, ${shownDay(claim.day)}`}
      width={600}
      onClose={onClose}
      says="It stays as it is entered; whoever wrote it may take it back."
      save="Keep it"
      isBusy={keep.isBusy}
      problem={keep.problem}
      onSubmit={submit}
    >
      <ContactFields
        control={control}
        ways={choicesOf(CONTACT_WAY)}
        says={choicesOf(CONTACT_SAID)}
        isCall={isCall}
        today={today}
        hint="In plain words, without a diagnosis. Without a day, it is work at once."
      />
    </FormDrawer>
  )
}
