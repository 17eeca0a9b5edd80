import type { ReactNode } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { z } from 'zod'
import { Role, ROLES } from '../../../src-shared/contract/access.ts'
import { Id, Line } from '../../../src-shared/contract/fields.ts'
import type { Problem } from '../../../src-shared/contract/index.ts'
import { useCommand } from '../../app/queries.ts'
import { ROLE_WORDS } from '../../app/roles.ts'
import { useTask } from '../../app/tasks.ts'
import { usePicker } from '../../desk/pickers.ts'
import { Choices } from '../../kit/Choices.tsx'
import { ChoiceField, TextField, TickField } from '../../kit/Fields.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import { FormDrawer } from '../../kit/FormDrawer.tsx'
import { checkedBy, showAt } from '../../kit/problems.ts'
import type { Person } from './person.ts'
import type { Starter } from './StarterDialog.tsx'

const PersonForm = z
  .strictObject({ name: Line(60, 1), role: Role, part2: z.boolean(), provider: Id.nullable() })
  .refine(({ role, provider }) => role !== 'clinician' || provider !== null, {
    path: ['provider'],
    message: 'A clinician sees own patients alone, so this is needed.',
    when: () => true,
  })
type Values = z.input<typeof PersonForm>

const lineOf = (role: Role): readonly [string, string] => [ROLE_WORDS[role].name, `${ROLE_WORDS[role].does} ${ROLE_WORDS[role].sees}`]
const roleChoices: Readonly<Record<Role, readonly [string, string]>> = {
  owner: lineOf('owner'),
  lead: lineOf('lead'),
  biller: lineOf('biller'),
  front: lineOf('front'),
  clinician: lineOf('clinician'),
  auditor: lineOf('auditor'),
  emergency: lineOf('emergency'),
}

type Props = {
  /** Undefined for a new one. */
  readonly person: Person | undefined
  readonly onClose: () => void
  readonly onAdded: (starter: Starter) => void
}

/** Adds a person, or changes what one may do. */
export function PersonDrawer({ person, onClose, onAdded }: Props): ReactNode {
  const providers = usePicker('providers') ?? []
  const add = useTask('people.add')
  const change = useCommand('people.change')
  const form = useForm<Values, unknown, z.output<typeof PersonForm>>({
    resolver: checkedBy(PersonForm),
    defaultValues: {
      name: person?.name ?? '',
      role: person?.role ?? 'biller',
      part2: person?.part2 ?? false,
      provider: person?.provider ?? null,
    },
    mode: 'onTouched',
  })
  const { control } = form
  const role = useWatch({ control, name: 'role' })
  const submit = form.handleSubmit(async ({ name, ...rights }) => {
    // Only a clinician is tied to patients, and an emergency sees everybody anyhow.
    const plain = { ...rights, provider: role === 'clinician' ? rights.provider : null, part2: role !== 'emergency' && rights.part2 }
    const problem = await (person ? changed(person.id, plain) : added(name, plain))
    if (problem) showAt(problem, form.setError, ['name', 'role', 'provider'])
    else onClose()
  })
  const changed = async (id: number, rights: Omit<Values, 'name'>): Promise<Problem | undefined> => {
    const reply = await change.run({ id, ...rights })
    return reply.ok ? undefined : reply.problem
  }
  const added = async (name: string, rights: Omit<Values, 'name'>): Promise<Problem | undefined> => {
    const reply = await add.run({ name, ...rights })
    if (!reply.ok) return reply.problem
    onAdded({ name, role: rights.role, words: reply.value.starter })
    return undefined
  }
  return (
    <FormDrawer
      title={person ? `What ${person.name} may do` : 'Add a person'}
      onClose={onClose}
      says={person ? 'It holds at once.' : 'The starter words come next, once.'}
      save={person ? 'Save the changes' : 'Add the person'}
      isBusy={add.isBusy || change.isBusy}
      problem={add.problem ?? change.problem}
      onSubmit={submit}
    >
      {!person && (
        <FieldGroup title="Who">
          <Span of={8}>
            <TextField
              control={control}
              name="name"
              label="Name"
              hint="As it stands on the lock, and beside what the person does."
              isNeeded
              isFirst
            />
          </Span>
        </FieldGroup>
      )}
      <FieldGroup title="Role">
        <Span of={12}>
          <Choices
            label="Role"
            isStacked
            all={ROLES}
            words={roleChoices}
            chosen={role}
            onChoose={(next) => form.setValue('role', next, { shouldDirty: true })}
          />
        </Span>
        {role === 'clinician' && (
          <Span of={8}>
            <ChoiceField
              control={control}
              name="provider"
              label="Whose patients"
              hint="The clinician of the practice this person is."
              choices={providers.map(({ id, name }) => ({ value: String(id), label: name }))}
              isNumber
              isOptional
              isNeeded
            />
          </Span>
        )}
      </FieldGroup>
      {role !== 'emergency' && (
        <FieldGroup title="Substance-use records">
          <Span of={12}>
            <TickField
              control={control}
              name="part2"
              label="Sees patients of a substance-use program"
              hint="Without the tick these patients are not there for this person: in no list, no count and no search. Remittances and files, which cannot be divided, stay shut too. 42 CFR Part 2."
            />
          </Span>
        </FieldGroup>
      )}
    </FormDrawer>
  )
}
