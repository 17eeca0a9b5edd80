import { IconPlus, IconX } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useFieldArray, useForm, useFormState, type Control } from 'react-hook-form'
import type { z } from 'zod'
import { CredentialFields, type ENROLLMENT_STATES, type LICENSE_LEVELS } from '../../../src-shared/contract/credentials.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import type { Day } from '../../../src-shared/day.ts'
import { newKey } from '../../app/connection.ts'
import { useNotices } from '../../app/notices.ts'
import { useCall, useCommand, useConnection } from '../../app/queries.ts'
import { useToday } from '../../app/sitting.ts'
import { usePicker } from '../../desk/pickers.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Drawer } from '../../kit/Dialog.tsx'
import { ChoiceField, DayField, TextField, type Choice } from '../../kit/Fields.tsx'
import { FieldGroup } from '../../kit/Form.tsx'
import { FormDrawer } from '../../kit/FormDrawer.tsx'
import { checkedBy, sentenceOf, showAt } from '../../kit/problems.ts'
import classes from './Credentials.module.css'

type Kept = Output<'credentials.get'>
type Values = z.input<typeof CredentialFields>
type Of = { readonly control: Control<Values, unknown, z.output<typeof CredentialFields>>; readonly today: Day }

const STATE_WORDS: Readonly<Record<(typeof ENROLLMENT_STATES)[number], string>> = { asked: 'Asked for', in: 'Enrolled', ended: 'Ended' }
const LEVEL_WORDS: Readonly<Record<(typeof LICENSE_LEVELS)[number], string>> = { full: 'Full', supervised: 'Under supervision' }
const WIDTH = 760

type Props = { readonly id: number; readonly name: string; readonly onClose: () => void }

/** Where a clinician may be billed: enrolled with whom, licensed where, under whom. */
export function CredentialsDrawer({ id, name, onClose }: Props): ReactNode {
  const asked = useCall('credentials.get', { provider: id })
  // What is typed over is what is kept now, not what was kept when it was last looked at; and it stays while one types.
  const [kept, setKept] = useState<Kept>()
  if (kept === undefined && asked.data && !asked.isFetching) setKept(asked.data)
  if (kept) return <CredentialsForm id={id} name={name} kept={kept} onClose={onClose} />
  return (
    <Drawer
      title={`Where ${name} may be billed`}
      isOpen
      width={WIDTH}
      onClose={onClose}
      foot={
        <Button className="end" onPress={onClose}>
          Close
        </Button>
      }
    >
      <Answer of={asked}>{() => null}</Answer>
    </Drawer>
  )
}

function CredentialsForm({ id, name, kept, onClose }: Props & { readonly kept: Kept }): ReactNode {
  const today = useToday()
  const connection = useConnection()
  const { tell } = useNotices()
  const form = useForm({ resolver: checkedBy(CredentialFields), defaultValues: kept })
  const save = useCommand('credentials.save')
  const submit = form.handleSubmit(async (checked) => {
    const reply = await save.run({ ...checked, provider: id })
    if (!reply.ok) {
      showAt(reply.problem, form.setError, Object.keys(kept))
      return
    }
    tell({
      words: 'Credentials kept, and open claims checked again.',
      undo: () => connection.call('credentials.save', { ...kept, provider: id }, { key: newKey() }),
    })
    onClose()
  })
  const of = { control: form.control, today }
  return (
    <FormDrawer
      title={`Where ${name} may be billed`}
      width={WIDTH}
      onClose={onClose}
      says="Claims that have not left are checked again."
      save="Save the changes"
      isBusy={save.isBusy}
      problem={save.problem}
      onSubmit={submit}
    >
      <Enrollments {...of} />
      <Licenses {...of} />
      <Supervisors {...of} id={id} />
    </FormDrawer>
  )
}

function Enrollments({ control, today }: Of): ReactNode {
  const list = useFieldArray({ control, name: 'enrollments', keyName: 'key' })
  const payers = (usePicker('payers') ?? []).map(({ id, name }) => ({ value: String(id), label: name }))
  return (
    <FieldGroup
      title="Enrolled with"
      hint="Once anybody is enrolled with a payer here, a session of a clinician who was not is held. A payer without a row is not asked about."
    >
      <Grid shape="payers" heads={['Payer', 'State', 'From, or asked on', 'Until']} count={list.fields.length}>
        {list.fields.map((one, n) => (
          <Row key={one.key} shape="payers" name={`Enrollment ${n + 1}`} onDrop={() => list.remove(n)}>
            <ChoiceField control={control} name={`enrollments.${n}.payer`} label="Payer" choices={payers} isNumber isNeeded />
            <ChoiceField control={control} name={`enrollments.${n}.state`} label="State" choices={choicesOf(STATE_WORDS)} isNeeded />
            <DayField control={control} name={`enrollments.${n}.starts`} label="From, or asked on" today={today} isNeeded />
            <DayField control={control} name={`enrollments.${n}.ends`} label="Until" today={today} isOptional />
          </Row>
        ))}
      </Grid>
      <Said control={control} of="enrollments" />
      <Add
        words="Add a payer"
        onPress={() =>
          list.append({ payer: '' as never, state: 'in', starts: '' as never, ends: null }, focus('enrollments', list, 'payer'))
        }
      />
    </FieldGroup>
  )
}

function Licenses({ control, today }: Of): ReactNode {
  const list = useFieldArray({ control, name: 'licenses', keyName: 'key' })
  return (
    <FieldGroup
      title="Licensed in"
      hint="By video or telephone a session is held where the patient is. Compacts are entered for each state."
    >
      <Grid shape="licenses" heads={['State', 'Number', 'License', 'From', 'Until']} count={list.fields.length}>
        {list.fields.map((one, n) => (
          <Row key={one.key} shape="licenses" name={`License ${n + 1}`} onDrop={() => list.remove(n)}>
            <TextField control={control} name={`licenses.${n}.state`} label="State" isUpper isNeeded />
            <TextField control={control} name={`licenses.${n}.number`} label="Number" isId />
            <ChoiceField control={control} name={`licenses.${n}.level`} label="License" choices={choicesOf(LEVEL_WORDS)} isNeeded />
            <DayField control={control} name={`licenses.${n}.starts`} label="From" today={today} isNeeded />
            <DayField control={control} name={`licenses.${n}.ends`} label="Until" today={today} isOptional />
          </Row>
        ))}
      </Grid>
      <Said control={control} of="licenses" />
      <Add
        words="Add a license"
        onPress={() =>
          list.append({ state: '', number: '', level: 'full', starts: '' as never, ends: null }, focus('licenses', list, 'state'))
        }
      />
    </FieldGroup>
  )
}

function Supervisors({ control, today, id }: Of & { readonly id: number }): ReactNode {
  const list = useFieldArray({ control, name: 'supervisions', keyName: 'key' })
  const others = (usePicker('providers') ?? []).filter((one) => one.id !== id).map((one) => ({ value: String(one.id), label: one.name }))
  return (
    <FieldGroup title="Supervised by" hint="How a claim names the supervisor is the payer’s: Setup, Payers.">
      <Grid shape="supervisors" heads={['Supervisor', 'From', 'Until']} count={list.fields.length}>
        {list.fields.map((one, n) => (
          <Row key={one.key} shape="supervisors" name={`Supervisor ${n + 1}`} onDrop={() => list.remove(n)}>
            <ChoiceField control={control} name={`supervisions.${n}.supervisor`} label="Supervisor" choices={others} isNumber isNeeded />
            <DayField control={control} name={`supervisions.${n}.starts`} label="From" today={today} isNeeded />
            <DayField control={control} name={`supervisions.${n}.ends`} label="Until" today={today} isOptional />
          </Row>
        ))}
      </Grid>
      <Said control={control} of="supervisions" />
      <Add
        words="Add a supervisor"
        onPress={() => list.append({ supervisor: '' as never, starts: '' as never, ends: null }, focus('supervisions', list, 'supervisor'))}
      />
    </FieldGroup>
  )
}

const choicesOf = (words: Readonly<Record<string, string>>): readonly Choice[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }))
const focus = (name: string, { fields }: { readonly fields: readonly unknown[] }, field: string): { readonly focusName: string } => ({
  focusName: `${name}.${fields.length}.${field}`,
})

type Shape = 'payers' | 'licenses' | 'supervisors'

/** The heads of the columns once; each field keeps its label for those who do not see the column. */
function Grid({
  shape,
  heads,
  count,
  children,
}: {
  readonly shape: Shape
  readonly heads: readonly string[]
  readonly count: number
  readonly children: ReactNode
}): ReactNode {
  if (count === 0) return null
  return (
    <div className={classes['grid']}>
      <div className={`${classes['heads']} ${classes[shape]}`} aria-hidden>
        {heads.map((head) => (
          <span key={head}>{head}</span>
        ))}
      </div>
      {children}
    </div>
  )
}

function Row({
  shape,
  name,
  onDrop,
  children,
}: {
  readonly shape: Shape
  readonly name: string
  readonly onDrop: () => void
  readonly children: ReactNode
}): ReactNode {
  return (
    <div className={`${classes['row']} ${classes[shape]}`} role="group" aria-label={name}>
      {children}
      <Button look="quiet" small icon={IconX} label={`Remove ${name.toLowerCase()}`} onPress={onDrop} />
    </div>
  )
}

/** What is wrong with a list as a whole. */
function Said({ control, of }: { readonly control: Of['control']; readonly of: keyof Kept }): ReactNode {
  const { errors } = useFormState({ control })
  const error = errors[of]
  const message = error?.root?.message ?? error?.message
  return message === undefined ? null : (
    <p className={classes['said']} role="alert">
      {sentenceOf(message)}
    </p>
  )
}

function Add({ words, onPress }: { readonly words: string; readonly onPress: () => void }): ReactNode {
  return (
    <div className={classes['grid']}>
      <div>
        <Button small icon={IconPlus} onPress={onPress}>
          {words}
        </Button>
      </div>
    </div>
  )
}
