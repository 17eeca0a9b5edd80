import { IconPlus } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import type { z } from 'zod'
import type { Output } from '../../../src-shared/contract/index.ts'
import { DISCIPLINES, Provider } from '../../../src-shared/contract/practice.ts'
import { useCall, useCommand } from '../../app/queries.ts'
import { useDraft } from '../../desk/drafts.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Empty } from '../../kit/Empty.tsx'
import { ChoiceField, TextField, TickField } from '../../kit/Fields.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import { FormDrawer } from '../../kit/FormDrawer.tsx'
import { checkedBy, showAt } from '../../kit/problems.ts'
import { Status } from '../../kit/Status.tsx'
import { CredentialsDrawer } from './CredentialsDrawer.tsx'
import { Section } from './Section.tsx'
import classes from './Setup.module.css'
import { DISCIPLINE_WORDS } from './words.ts'

type Row = Output<'providers.list'>[number]
type Values = z.input<typeof Provider>

const newClinician: Values = {
  id: null,
  last: '',
  first: '',
  credential: '',
  discipline: 'counselor',
  npi: '',
  taxonomy: '',
  isActive: true,
}

const valuesOf = (row: Row): Values => ({
  id: row.id,
  last: row.last,
  first: row.first,
  credential: row.credential,
  discipline: DISCIPLINES.find((one) => one === row.discipline) ?? 'other',
  npi: row.npi ?? '',
  taxonomy: row.taxonomy ?? '',
  isActive: row.isActive,
})

/** Who sees patients. */
export function CliniciansSection(): ReactNode {
  const asked = useCall('providers.list', {})
  const [editing, setEditing] = useState<Values>()
  const [billing, setBilling] = useState<Row>()
  const add = (
    <Button look="go" icon={IconPlus} needs="practice.write" keys="n" group="Clinicians" onPress={() => setEditing(newClinician)}>
      Add a clinician
    </Button>
  )
  return (
    <Section
      title="Clinicians"
      lead="Who sees patients, and under which NPI their sessions are billed. The discipline decides which codes a session may have."
      action={add}
    >
      <Answer of={asked}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title="No clinicians yet">
              A session is charged under the NPI of the one who held it. Add the first, or drop old 837P files on the window.
            </Empty>
          ) : (
            <table className={classes['table']}>
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">Credential</th>
                  <th scope="col">Discipline</th>
                  <th scope="col">NPI</th>
                  <th scope="col">Taxonomy</th>
                  <th scope="col">Seeing patients</th>
                  <th scope="col">
                    <span className="unseen">Change</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id}>
                    <td>{`${row.first} ${row.last}`.trim()}</td>
                    <td>{row.credential}</td>
                    <td className="second">{DISCIPLINE_WORDS[DISCIPLINES.find((one) => one === row.discipline) ?? 'other']}</td>
                    <td className="id words">{row.npi ?? <span className="third">not stated</span>}</td>
                    <td className="id words">{row.taxonomy ?? <span className="third">not stated</span>}</td>
                    <td>{row.isActive ? <Status shape="active" word="Yes" /> : <Status shape="closed" word="No longer" />}</td>
                    <td className={classes['oneLine']}>
                      <Button
                        look="quiet"
                        small
                        needs="practice.write"
                        label={`Credentials of ${row.name}`}
                        onPress={() => setBilling(row)}
                      >
                        Credentials
                      </Button>
                      <Button
                        look="quiet"
                        small
                        needs="practice.write"
                        label={`Edit ${row.name}`}
                        onPress={() => setEditing(valuesOf(row))}
                      >
                        Edit
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Answer>
      {billing && <CredentialsDrawer key={billing.id} id={billing.id} name={billing.name} onClose={() => setBilling(undefined)} />}
      {editing && <ClinicianDrawer key={editing.id ?? 'new'} values={editing} onClose={() => setEditing(undefined)} />}
    </Section>
  )
}

function ClinicianDrawer({ values, onClose }: { readonly values: Values; readonly onClose: () => void }): ReactNode {
  const form = useForm({ resolver: checkedBy(Provider), defaultValues: values, mode: 'onTouched' })
  const save = useCommand('providers.save')
  const draft = useDraft(form, `clinician ${values.id ?? 'new'}`)
  const submit = form.handleSubmit(async (checked) => {
    const reply = await save.run(checked)
    if (!reply.ok) {
      showAt(reply.problem, form.setError, Object.keys(newClinician))
      return
    }
    await draft.saved()
    onClose()
  })
  const { control } = form
  return (
    <FormDrawer
      title={values.id === null ? 'Add a clinician' : `Edit ${values.first} ${values.last}`}
      onClose={onClose}
      draft={draft}
      save={values.id === null ? 'Add the clinician' : 'Save the changes'}
      isBusy={save.isBusy}
      problem={save.problem}
      onSubmit={submit}
    >
      <FieldGroup title="Who">
        <Span of={5}>
          <TextField control={control} name="last" label="Last name" isNeeded isFirst />
        </Span>
        <Span of={4}>
          <TextField control={control} name="first" label="First name" isNeeded />
        </Span>
        <Span of={3}>
          <TextField control={control} name="credential" label="Credential" hint="As LCSW" />
        </Span>
      </FieldGroup>
      <FieldGroup title="On claims">
        <Span of={6}>
          <ChoiceField
            control={control}
            name="discipline"
            label="Discipline"
            choices={DISCIPLINES.map((value) => ({ value, label: DISCIPLINE_WORDS[value] }))}
            isNeeded
          />
        </Span>
        <Span of={6}>
          <TextField control={control} name="npi" label="NPI" isNeeded digitsOnly hint="Ten digits; the last one is checked." />
        </Span>
        <Span of={6}>
          <TextField control={control} name="taxonomy" label="Taxonomy" isNeeded isUpper isId hint="As 1041C0700X" />
        </Span>
        <Span of={12}>
          <TickField
            control={control}
            name="isActive"
            label="Sees patients"
            hint="Without the tick, the name is no longer offered; what was billed stays."
          />
        </Span>
      </FieldGroup>
    </FormDrawer>
  )
}
