import type { ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { Button } from '../kit/Button.tsx'
import { SecretField } from '../kit/Fields.tsx'
import { Span } from '../kit/Form.tsx'
import { checkedBy } from '../kit/problems.ts'
import { useBox } from './box.ts'
import { isSame, NewPassphrase, newPassphrase, notSame } from './NewPassphrase.tsx'
import { PlainForm } from './PlainForm.tsx'
import { useCommand } from './queries.ts'
import { starterWords, useSitting } from './sitting.ts'
import { useTask } from './tasks.ts'
import { useWait, WaitNote } from './Wait.tsx'

const OwnForm = z.strictObject({ old: z.string().min(1).max(256), ...newPassphrase }).refine(isSame, notSame)
type Values = z.input<typeof OwnForm>

/** After the first sign-in with starter words: nothing else opens before one has a passphrase nobody else knows. */
export function OwnPassphrase(): ReactNode {
  const { user, practice } = useSitting()
  const words = useBox(starterWords)
  const change = useTask('keys.passphrase')
  const lock = useCommand('store.lock')
  const wait = useWait(change.problem)
  const form = useForm<Values, unknown, z.output<typeof OwnForm>>({
    resolver: checkedBy(OwnForm),
    values: { old: words ?? '', passphrase: '', again: '' },
    resetOptions: { keepDirtyValues: true },
    mode: 'onTouched',
  })
  const submit = form.handleSubmit(async ({ old, passphrase }) => {
    const reply = await change.run({ old, new: passphrase })
    if (reply.ok) return starterWords.set(undefined)
    const { code, message } = reply.problem
    if (code === 'store.passphrase') form.setError('old', { message })
    else if (code.startsWith('store.passphrase.')) form.setError('passphrase', { message })
    return undefined
  })
  const isTold = change.problem?.code.startsWith('store.passphrase') ?? false
  return (
    <PlainForm
      title={`Welcome, ${user.name}`}
      lead={`The words you signed in with were made for you by an owner. Choose a passphrase of your own; then ${practice.name} opens.`}
      left="The words you were given end with this."
      onSubmit={(event) => void submit(event)}
      below={!isTold && <WaitNote problem={change.problem} left={wait} />}
      buttons={
        <>
          <Button look="quiet" isBusy={lock.isBusy} onPress={() => void lock.run({})}>
            Lock
          </Button>
          <Button look="go" submits isBusy={change.isBusy} disabled={wait > 0} className="end">
            Make it my passphrase
          </Button>
        </>
      }
    >
      {words === undefined && (
        <Span of={7}>
          <SecretField control={form.control} name="old" label="The words you were given" isNeeded isFirst />
        </Span>
      )}
      <NewPassphrase
        control={form.control}
        names={['passphrase', 'again']}
        label="Your passphrase"
        isFirst={words !== undefined}
        onSuggest={(suggested) => form.setValue('passphrase', suggested, { shouldValidate: true, shouldDirty: true })}
      />
    </PlainForm>
  )
}
