import { useState, type ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import type { Output } from '../../../src-shared/contract/index.ts'
import { StatementTerms as Terms } from '../../../src-shared/contract/statements.ts'
import { useCall, useCommand } from '../../app/queries.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { MoneyField, NumberField, TextField } from '../../kit/Fields.tsx'
import { Span } from '../../kit/Form.tsx'
import { Note } from '../../kit/Note.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { checkedBy, showAt } from '../../kit/problems.ts'
import classes from './Setup.module.css'

/** What the practice says on its statements, and when it sends them. */
export function StatementTerms(): ReactNode {
  const asked = useCall('statements.terms', {})
  return <Answer of={asked}>{(terms) => <Fields terms={terms} />}</Answer>
}

const AGES = [
  ['fresh', 'Said while nothing is open for more than 30 days'],
  ['month', 'Said from day 31'],
  ['twoMonths', 'Said from day 61'],
  ['old', 'Said from day 91'],
] as const

function Fields({ terms }: { readonly terms: Output<'statements.terms'> }): ReactNode {
  const form = useForm({ resolver: checkedBy(Terms), defaultValues: terms, mode: 'onTouched' })
  const save = useCommand('statements.setTerms')
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
    <form onSubmit={(event) => void submit(event)} noValidate className={classes['part']} aria-label="Statements to patients">
      <h3>Statements to patients</h3>
      <div className={classes['fields']}>
        <Span of={4}>
          <MoneyField control={control} name="least" label="None below, $" hint="Smaller amounts wait." isNeeded />
        </Span>
        <Span of={4}>
          <NumberField control={control} name="every" label="Days between two" hint="To one patient." isNeeded />
        </Span>
        <Span of={4}>
          <NumberField control={control} name="payWithin" label="Days to pay" isNeeded />
        </Span>
        <Span of={12}>
          <TextField control={control} name="policy" label="How to pay, and what when it is hard" rows={3} />
        </Span>
        {AGES.map(([name, label]) => (
          <Span key={name} of={6}>
            <TextField control={control} name={name} label={label} rows={2} />
          </Span>
        ))}
      </div>
      <ProblemNote problem={save.problem} />
      {isSaved && !formState.isDirty && (
        <Note family="ok" title="Saved." isNews>
          The next statements say it.
        </Note>
      )}
      <div className="row">
        <Button look="go" submits needs="practice.write" isBusy={save.isBusy} disabled={!formState.isDirty}>
          Save for statements
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
