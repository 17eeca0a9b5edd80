import { useState, type ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import type { Output } from '../../../src-shared/contract/index.ts'
import { stated } from '../../../src-shared/result.ts'
import { PracticeFields } from '../../../src-shared/contract/store.ts'
import { useCall, useCommand } from '../../app/queries.ts'
import { useWhyNot } from '../../app/sitting.ts'
import { useDraft } from '../../desk/drafts.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Back } from '../../kit/Back.tsx'
import { Button } from '../../kit/Button.tsx'
import { Note } from '../../kit/Note.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { checkedBy, showAt } from '../../kit/problems.ts'
import { PracticeFieldsForm } from './PracticeFields.tsx'
import { Section } from './Section.tsx'
import { StatementTerms } from './StatementTerms.tsx'
import classes from './Setup.module.css'

export function PracticeSection(): ReactNode {
  const asked = useCall('practice.get', {})
  const mayWrite = useWhyNot('practice.write') === undefined
  return (
    <Section
      title="Practice"
      lead="As its claims name it. A change holds for claims made from now on; those that were sent stay as they are."
    >
      <Answer of={asked}>{(practice) => <PracticeForm practice={practice} />}</Answer>
      {mayWrite && <StatementTerms />}
    </Section>
  )
}

function PracticeForm({ practice }: { readonly practice: Output<'practice.get'> }): ReactNode {
  const { isSample: _, ...known } = practice
  const form = useForm({
    resolver: checkedBy(PracticeFields),
    defaultValues: {
      npi: '',
      taxId: '',
      taxonomy: '',
      line1: '',
      line2: null,
      city: '',
      state: '',
      zip: '',
      phone: '',
      contact: '',
      submitterId: '',
      ...stated(known),
    },
    mode: 'onTouched',
  })
  const save = useCommand('practice.save')
  const whyNot = useWhyNot('practice.write')
  const draft = useDraft(form, 'practice')
  const [isSaved, setSaved] = useState(false)
  const submit = form.handleSubmit(async (values) => {
    setSaved(false)
    const reply = await save.run(values)
    if (!reply.ok) {
      showAt(reply.problem, form.setError, Object.keys(values))
      return
    }
    await draft.saved()
    form.reset(values)
    setSaved(true)
  })
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className={classes['page']} style={{ padding: 0 }}>
      {draft.isBack && <Back onDiscard={draft.discard} />}
      {whyNot !== undefined && <Note title="You can read this, not change it.">{whyNot}</Note>}
      <fieldset className={classes['fields']} disabled={whyNot !== undefined}>
        <PracticeFieldsForm control={form.control} prefix="" />
      </fieldset>
      <ProblemNote problem={save.problem} />
      {isSaved && !form.formState.isDirty && (
        <Note family="ok" title="Saved." isNews>
          The next claims carry it.
        </Note>
      )}
      <div className="row">
        <Button look="go" submits needs="practice.write" isBusy={save.isBusy} disabled={!form.formState.isDirty}>
          Save the practice
        </Button>
        {form.formState.isDirty && (
          <Button look="quiet" onPress={draft.discard}>
            As it was
          </Button>
        )}
      </div>
    </form>
  )
}
