import { Checkbox } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useController, useForm, type Control } from 'react-hook-form'
import type { z } from 'zod'
import { SecuritySettings } from '../../../src-shared/contract/access.ts'
import { useCall, useCommand } from '../../app/queries.ts'
import { usePicker } from '../../desk/pickers.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { MoneyField, NumberField, TickField } from '../../kit/Fields.tsx'
import { Span } from '../../kit/Form.tsx'
import { Note } from '../../kit/Note.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { checkedBy, showAt } from '../../kit/problems.ts'
import classes from './Setup.module.css'

type Values = z.input<typeof SecuritySettings>

export function LimitsForm(): ReactNode {
  const asked = useCall('security.get', {})
  return <Answer of={asked}>{(limits) => <Limits limits={limits} />}</Answer>
}

function Limits({ limits }: { readonly limits: Values }): ReactNode {
  const form = useForm({ resolver: checkedBy(SecuritySettings), defaultValues: limits, mode: 'onTouched' })
  const save = useCommand('security.save')
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
    <form onSubmit={(event) => void submit(event)} noValidate className={classes['part']}>
      <h3>Locking and write-offs</h3>
      <div className={classes['fields']}>
        <Span of={4}>
          <NumberField
            control={control}
            name="idleMinutes"
            label="Locks after, minutes"
            hint="Without a key or the mouse; 1 to 30."
            isNeeded
          />
        </Span>
        <Span of={4}>
          <MoneyField
            control={control}
            name="writeOffBiller"
            label="A biller writes off alone up to, $"
            hint="More waits for a second person."
            isNeeded
          />
        </Span>
        <Span of={4}>
          <MoneyField
            control={control}
            name="writeOffLead"
            label="A billing lead up to, $"
            hint="Also what a lead may approve. Above it, an owner."
            isNeeded
          />
        </Span>
      </div>
      <h3>Who is a patient of a substance-use program</h3>
      <p className="second">
        A patient can always be marked by hand. These mark patients by themselves; nothing about them leaves without a consent on file (42
        CFR Part 2).
      </p>
      <TickField
        control={control}
        name="part2Whole"
        label="Every patient"
        hint="The whole practice is such a program, and says so to the public."
      />
      <TickField
        control={control}
        name="part2Codes"
        label="Whoever has a charge with a code of such treatment"
        hint="As H0001, H0015, H0020 or 99408."
      />
      <ClinicianTicks control={control} />
      <ProblemNote problem={save.problem} />
      {isSaved && !formState.isDirty && (
        <Note family="ok" title="Saved." isNews>
          It holds from now on.
        </Note>
      )}
      <div className="row">
        <Button look="go" submits needs="security.manage" isBusy={save.isBusy} disabled={!formState.isDirty}>
          Save the limits
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

/** The clinicians whose patients are all of the program. */
function ClinicianTicks({ control }: { readonly control: Control<Values, unknown, z.output<typeof SecuritySettings>> }): ReactNode {
  const { field } = useController({ control, name: 'part2Providers' })
  const providers = usePicker('providers') ?? []
  if (providers.length === 0) return null
  return (
    <fieldset className={classes['ticks']}>
      <legend>Whoever is seen by one of these</legend>
      {providers.map(({ id, name }) => (
        <Checkbox
          key={id}
          label={name}
          size="xs"
          checked={field.value.includes(id)}
          onChange={(event) =>
            field.onChange(
              event.currentTarget.checked ? [...field.value, id].toSorted((a, b) => a - b) : field.value.filter((one) => one !== id),
            )
          }
        />
      ))}
    </fieldset>
  )
}
