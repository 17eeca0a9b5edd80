import { useState, type ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { isSame, NewPassphrase, newPassphrase, notSame } from '../../app/NewPassphrase.tsx'
import { ROLE_WORDS } from '../../app/roles.ts'
import { useSitting } from '../../app/sitting.ts'
import { useTask } from '../../app/tasks.ts'
import { useWait, WaitNote } from '../../app/Wait.tsx'
import { Button } from '../../kit/Button.tsx'
import { SecretField } from '../../kit/Fields.tsx'
import { Span } from '../../kit/Form.tsx'
import { Note } from '../../kit/Note.tsx'
import { checkedBy } from '../../kit/problems.ts'
import { Section } from './Section.tsx'
import classes from './Setup.module.css'

const ChangeForm = z.strictObject({ old: z.string().min(1).max(256), ...newPassphrase }).refine(isSame, notSame)
type Values = z.input<typeof ChangeForm>
const empty: Values = { old: '', passphrase: '', again: '' }

/** What one may do here, and one's own passphrase. */
export function YouSection(): ReactNode {
  const { user, practice } = useSitting()
  const role = ROLE_WORDS[user.role]
  return (
    <Section title="You" lead={`${user.name}, ${role.inSentence}. ${role.does} ${role.sees}`}>
      {practice.isSample ? (
        <Note family="none" title="The sample practice opens without a passphrase.">
          It holds nothing to guard.
        </Note>
      ) : (
        <PassphraseForm />
      )}
    </Section>
  )
}

function PassphraseForm(): ReactNode {
  const change = useTask('keys.passphrase')
  const [isSaved, setSaved] = useState(false)
  const wait = useWait(change.problem)
  const form = useForm<Values, unknown, z.output<typeof ChangeForm>>({
    resolver: checkedBy(ChangeForm),
    defaultValues: empty,
    mode: 'onTouched',
  })
  const submit = form.handleSubmit(async ({ old, passphrase }) => {
    setSaved(false)
    const reply = await change.run({ old, new: passphrase })
    if (reply.ok) {
      form.reset(empty)
      setSaved(true)
      return
    }
    const { code, message } = reply.problem
    if (code === 'store.passphrase') form.setError('old', { message })
    else if (code.startsWith('store.passphrase.')) form.setError('passphrase', { message })
  })
  const isTold = change.problem?.code.startsWith('store.passphrase') ?? false
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className={classes['part']}>
      <h3>Your passphrase</h3>
      <div className={classes['fields']}>
        <Span of={7}>
          <SecretField control={form.control} name="old" label="The passphrase you have" isNeeded />
        </Span>
        <Span of={5}>{null}</Span>
        <NewPassphrase
          control={form.control}
          names={['passphrase', 'again']}
          label="The new one"
          onSuggest={(words) => form.setValue('passphrase', words, { shouldValidate: true, shouldDirty: true })}
        />
      </div>
      {!isTold && <WaitNote problem={change.problem} left={wait} />}
      {isSaved && (
        <Note family="ok" title="Your passphrase is changed." isNews>
          The old one opens nothing any more. Backups made before still open with it.
        </Note>
      )}
      <div className="row">
        <Button look="go" submits isBusy={change.isBusy} disabled={wait > 0}>
          Change the passphrase
        </Button>
      </div>
    </form>
  )
}
