import { IconPlus, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useFieldArray, useForm } from 'react-hook-form'
import { z } from 'zod'
import { ENROLLMENT_STATES } from '../../../src-shared/contract/credentials.ts'
import { EnrollmentTerms, TRANSACTIONS } from '../../../src-shared/contract/enrollments.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import { Id } from '../../../src-shared/contract/fields.ts'
import { useCommand } from '../../app/queries.ts'
import { useToday } from '../../app/sitting.ts'
import { usePicker } from '../../desk/pickers.ts'
import { Button } from '../../kit/Button.tsx'
import { ChoiceField, DayField, TextField } from '../../kit/Fields.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import { FormDrawer } from '../../kit/FormDrawer.tsx'
import { checkedBy, showAt } from '../../kit/problems.ts'
import classes from './Enrollments.module.css'
import { TRANSACTION_WORDS } from './words.ts'

const Form = z.strictObject({ provider: Id.nullable(), kind: z.enum(TRANSACTIONS), terms: EnrollmentTerms })
type Values = z.input<typeof Form>
type EnrollmentCell = Output<'enrollments.board'>['payers'][number]['rows'][number]['cells'][number]

const STATE_WORDS: Readonly<Record<(typeof ENROLLMENT_STATES)[number], string>> = { asked: 'Asked for', in: 'Enrolled', ended: 'Ended' }
const states = ENROLLMENT_STATES.map((value) => ({ value, label: STATE_WORDS[value] }))
const kinds = TRANSACTIONS.map((value) => ({ value, label: TRANSACTION_WORDS[value] }))

type Props = {
  readonly payer: { readonly payer: number; readonly name: string }
  readonly row: { readonly provider: number | null; readonly name: string } | undefined
  readonly cell: EnrollmentCell | undefined
  readonly onClose: () => void
}

/** How one stands with a payer in one transaction: what was asked for, and from when to when it holds. */
export function EnrollmentDrawer({ payer, row, cell, onClose }: Props): ReactNode {
  const today = useToday()
  const clinicians = (usePicker('providers') ?? []).map(({ id, name }) => ({ value: String(id), label: name }))
  const form = useForm<Values, unknown, z.output<typeof Form>>({
    resolver: checkedBy(Form),
    defaultValues: {
      provider: row ? row.provider : ('' as never),
      kind: cell?.kind ?? 'claims',
      terms: cell && cell.terms.length > 0 ? cell.terms : [{ state: 'asked', starts: today, ends: null, note: '' }],
    },
  })
  const list = useFieldArray({ control: form.control, name: 'terms', keyName: 'key' })
  const save = useCommand('enrollments.save')
  const submit = form.handleSubmit(async (checked) => {
    const reply = await save.run({ ...checked, payer: payer.payer })
    if (reply.ok) onClose()
    else showAt(reply.problem, form.setError, Object.keys(Form.shape))
  })
  const { control } = form
  return (
    <FormDrawer
      title={cell ? TRANSACTION_WORDS[cell.kind] : 'Enrollment of a clinician'}
      under={row ? `${row.name} with ${payer.name}` : `With ${payer.name}`}
      width={760}
      onClose={onClose}
      says="Claims to this payer that have not left are checked again."
      save="Save"
      isBusy={save.isBusy}
      problem={save.problem}
      onSubmit={submit}
    >
      {!row && (
        <FieldGroup title="Who, and what">
          <Span of={6}>
            <ChoiceField control={control} name="provider" label="Clinician" choices={clinicians} isNumber isNeeded isFirst />
          </Span>
          <Span of={6}>
            <ChoiceField control={control} name="kind" label="Transaction" choices={kinds} isNeeded />
          </Span>
        </FieldGroup>
      )}
      <FieldGroup title="What was asked, and what holds" hint="Without a row nothing is kept, and nothing is asked.">
        {list.fields.map((one, n) => (
          <div key={one.key} className={classes['row']} role="group" aria-label={`Row ${n + 1}`}>
            <ChoiceField
              control={control}
              name={`terms.${n}.state`}
              label="State"
              choices={states}
              isNeeded
              isFirst={row !== undefined && n === 0}
            />
            <DayField control={control} name={`terms.${n}.starts`} label="From, or asked on" today={today} isNeeded />
            <DayField control={control} name={`terms.${n}.ends`} label="Until" today={today} isOptional />
            <TextField control={control} name={`terms.${n}.note`} label="Number, or whom to ask" isOptional />
            <Button look="quiet" small icon={IconX} label={`Remove row ${n + 1}`} onPress={() => list.remove(n)} />
          </div>
        ))}
        <div className={classes['wide']}>
          <Button small icon={IconPlus} onPress={() => list.append({ state: 'in', starts: today, ends: null, note: '' })}>
            Add a row
          </Button>
        </div>
      </FieldGroup>
    </FormDrawer>
  )
}
