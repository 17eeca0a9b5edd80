import { useState, type ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { Gates } from '../../../src-shared/contract/remittance.ts'
import { useCall, useCommand } from '../../app/queries.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { MoneyField, TickField } from '../../kit/Fields.tsx'
import { Span } from '../../kit/Form.tsx'
import { Note } from '../../kit/Note.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { checkedBy, showAt } from '../../kit/problems.ts'
import classes from './Setup.module.css'

/** What must hold before a remittance is posted with many others. */
export function GatesForm(): ReactNode {
  const asked = useCall('remittance.gates', {})
  return <Answer of={asked}>{(gates) => <Fields gates={gates} />}</Answer>
}

function Fields({ gates }: { readonly gates: Gates }): ReactNode {
  const form = useForm({ resolver: checkedBy(Gates), defaultValues: gates, mode: 'onTouched' })
  const save = useCommand('remittance.saveGates')
  const [isSaved, setSaved] = useState(false)
  const { control, formState } = form
  const submit = form.handleSubmit(async (values) => {
    setSaved(false)
    const reply = await save.run(values)
    if (!reply.ok) {
      showAt(reply.problem, form.setError, Object.keys(values))
      return
    }
    form.reset(values)
    setSaved(true)
  })
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className={classes['part']} aria-label="Posting many at once">
      <h3>Posting many remittances at once</h3>
      <p className="second">
        A remittance that does not balance is never posted. These keep one back for a person to look through; opened by itself it can be
        posted all the same.
      </p>
      <TickField control={control} name="whole" label="Every claim payment in it can be posted" hint="None is held." />
      <TickField control={control} name="takebacks" label="It takes no earlier payment back" />
      <TickField control={control} name="provider" label="It has no adjustment that is about no claim (PLB)" hint="Interest is one." />
      <TickField control={control} name="codes" label="It has no reason code that Parity does not know" />
      <TickField control={control} name="money" label="Its money came" hint="Tied to the bank’s file on Deposits, or noted by hand." />
      <div className={classes['fields']}>
        <Span of={4}>
          <MoneyField control={control} name="most" label="It pays no more than, $" hint="0.00 for no limit." isNeeded />
        </Span>
      </div>
      <ProblemNote problem={save.problem} />
      {isSaved && !formState.isDirty && (
        <Note family="ok" title="Saved." isNews>
          It holds from now on.
        </Note>
      )}
      <div className="row">
        <Button look="go" submits needs="security.manage" isBusy={save.isBusy} disabled={!formState.isDirty}>
          Save the gates
        </Button>
        {formState.isDirty && (
          <Button look="quiet" onPress={() => form.reset()}>
            As it was
          </Button>
        )}
      </div>
    </form>
  )
}
