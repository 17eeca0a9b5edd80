import type { ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { Line } from '../../src-shared/contract/fields.ts'
import { Button } from '../kit/Button.tsx'
import { TextField } from '../kit/Fields.tsx'
import { Span } from '../kit/Form.tsx'
import { checkedBy, showAt } from '../kit/problems.ts'
import type { Locked } from './locked.ts'
import { isSame, NewPassphrase, newPassphrase, notSame } from './NewPassphrase.tsx'
import { PlainForm } from './PlainForm.tsx'
import { useConnection } from './queries.ts'
import { recoveryDue } from './sitting.ts'
import { useTask } from './tasks.ts'
import { useWait, WaitNote } from './Wait.tsx'
import { Job } from '../kit/Progress.tsx'

const RecoverForm = z.strictObject({ key: Line(60, 1), user: Line(60, 1), ...newPassphrase }).refine(isSame, notSame)
type Values = z.input<typeof RecoverForm>

/** The recovery key that was written down opens the store, and gives an owner a new passphrase. The key is used up with it. */
export function Recover({ locked, onLeave }: { readonly locked: Locked; readonly onLeave: () => void }): ReactNode {
  const connection = useConnection()
  const recover = useTask('store.recover')
  const wait = useWait(recover.problem)
  const form = useForm<Values, unknown, z.output<typeof RecoverForm>>({
    resolver: checkedBy(RecoverForm),
    defaultValues: { key: '', user: locked.user ?? '', passphrase: '', again: '' },
    mode: 'onTouched',
  })
  const submit = form.handleSubmit(async ({ key, user, passphrase }) => {
    recoveryDue.set('soon')
    const reply = await recover.run({ folder: locked.folder, key, user, passphrase })
    if (reply.ok) {
      // The new recovery key asks for the passphrase again, and it was typed a moment ago.
      await connection.call('access.confirm', { passphrase })
      recoveryDue.set(reply.value.recovery === 'unconfirmed' ? 'now' : undefined)
      return
    }
    recoveryDue.set(undefined)
    const { code, message } = reply.problem
    if (code === 'store.recovery' || code === 'store.recovery.typed') form.setError('key', { message })
    else if (code.startsWith('store.passphrase')) form.setError('passphrase', { message })
    else showAt(reply.problem, form.setError, ['key', 'user', 'passphrase'])
  })
  const isTold = recover.problem !== undefined && /^store\.(recovery|passphrase)/.test(recover.problem.code)
  return (
    <PlainForm
      title="The recovery key"
      lead={`It opens ${locked.practice} once, for an owner who has no passphrase any more. The store gets a new key, and you write down a new recovery key.`}
      left={locked.folder}
      onSubmit={(event) => void submit(event)}
      below={
        <>
          {recover.isBusy && <Job progress={recover.progress} title="Opening the store with its recovery key" />}
          {!isTold && <WaitNote problem={recover.problem} left={wait} />}
        </>
      }
      buttons={
        <>
          <Button look="quiet" onPress={onLeave}>
            Back to the lock
          </Button>
          <Button look="go" submits isBusy={recover.isBusy} disabled={wait > 0} className="end">
            Open with the recovery key
          </Button>
        </>
      }
    >
      <Span of={12}>
        <TextField
          control={form.control}
          name="key"
          label="Recovery key"
          hint="As it was written down. Capitals, spaces and lines do not matter, and O is taken for 0, I and L for 1."
          isNeeded
          isFirst
          isId
        />
      </Span>
      <Span of={7}>
        <TextField control={form.control} name="user" label="Owner’s name" hint="As it stands on the lock." isNeeded />
      </Span>
      <NewPassphrase
        control={form.control}
        names={['passphrase', 'again']}
        label="New passphrase"
        onSuggest={(words) => form.setValue('passphrase', words, { shouldValidate: true })}
      />
    </PlainForm>
  )
}
