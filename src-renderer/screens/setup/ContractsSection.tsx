import { Select } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { CentsField, DayField as DayOfForm, Id, Line } from '../../../src-shared/contract/fields.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import { useCall, useCommand, useConnection } from '../../app/queries.ts'
import { newKey } from '../../app/connection.ts'
import { useNotices } from '../../app/notices.ts'
import { useToday } from '../../app/sitting.ts'
import { usePicker } from '../../desk/pickers.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Empty } from '../../kit/Empty.tsx'
import { ChoiceField, DayField, MoneyField, TextField } from '../../kit/Fields.tsx'
import { Day, Money } from '../../kit/figures.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import { FormDrawer } from '../../kit/FormDrawer.tsx'
import { checkedBy, showAt } from '../../kit/problems.ts'
import { ImportList } from '../intake/lists.tsx'
import { Section } from './Section.tsx'
import classes from './Setup.module.css'

const Rate = z.strictObject({
  id: Id.nullable(),
  code: Line(5, 5),
  plan: Line(80),
  credential: Line(20),
  place: z
    .string()
    .trim()
    .regex(/^(\d\d)?$/, 'two digits'),
  modifiers: z
    .string()
    .trim()
    .regex(/^([0-9A-Za-z]{2}([\s,]+(?=.)|$)){0,4}$/, 'up to four modifiers of two signs'),
  starts: DayOfForm,
  ends: DayOfForm.nullable(),
  cents: CentsField,
})
type Values = z.input<typeof Rate>
type Row = Output<'rates.list'>[number]

/** `Gold PPO · LCSW · place 10 · 95`; empty when the rate holds for every line. */
const holdsFor = ({ plan, credential, place, modifiers }: Row): string =>
  [plan, credential, place && `place ${place}`, modifiers].filter(Boolean).join(' · ')

/** What the contract of each payer allows for a code, from which day on and for which lines. */
export function ContractsSection(): ReactNode {
  const today = useToday()
  const payers = usePicker('payers') ?? []
  const [chosen, setChosen] = useState<number>()
  const [editing, setEditing] = useState<Values>()
  const payer = payers.find(({ id }) => id === chosen) ?? payers[0]
  const add = (): void =>
    setEditing({
      id: null,
      code: '',
      plan: '',
      credential: '',
      place: '',
      modifiers: '',
      starts: today,
      ends: null,
      cents: '' as never,
    })
  return (
    <Section
      title="Contracts"
      lead="What a payer agreed to allow per unit. What it allows on a remittance is held against the rate of the day of service. A rate for a plan goes before one for a credential, that before one for a place, and that before one for modifiers."
      action={
        <>
          {payer !== undefined && <ImportList kind="rates" payer={payer.id} />}
          <Button look="go" icon={IconPlus} needs="fees.write" keys="n" group="Contracts" disabled={payer === undefined} onPress={add}>
            Set a rate
          </Button>
        </>
      }
    >
      {payer === undefined ? (
        <Empty title="No payers yet">A contract is one with a payer. Add the payers under Payers first.</Empty>
      ) : (
        <>
          <Select
            label="Payer"
            searchable
            allowDeselect={false}
            data={payers.map(({ id, name }) => ({ value: `${id}`, label: name }))}
            value={`${payer.id}`}
            onChange={(value) => setChosen(payers.find(({ id }) => `${id}` === value)?.id)}
          />
          <Rates payer={payer.id} onEdit={setEditing} />
          {editing && <RateDrawer key={`${editing.id}`} payer={payer.id} values={editing} onClose={() => setEditing(undefined)} />}
        </>
      )}
    </Section>
  )
}

function Rates({ payer, onEdit }: { readonly payer: number; readonly onEdit: (values: Values) => void }): ReactNode {
  const asked = useCall('rates.list', { payer })
  const remove = useCommand('rates.remove')
  const connection = useConnection()
  const notices = useNotices()
  const takeOut = async (row: Row): Promise<void> => {
    const reply = await remove.run({ id: row.id })
    if (!reply.ok) return notices.tell({ words: reply.problem.message })
    const { code, plan, credential, place, modifiers, starts, ends, cents } = row
    const again = { payer, code, plan, credential, place, modifiers: modifiers.split(' ').filter(Boolean), starts, ends, cents }
    notices.tell({ words: `The rate for ${code} is removed.`, undo: () => connection.call('rates.save', again, { key: newKey() }) })
  }
  const words = new Map((usePicker('procedures') ?? []).map((one) => [one.code, one.words]))
  return (
    <Answer of={asked}>
      {(rows) =>
        rows.length === 0 ? (
          <Empty title="No rates yet">
            Without them nothing that this payer allows too little is noticed. Set what its contract allows.
          </Empty>
        ) : (
          <table className={classes['table']} aria-label="Rates">
            <thead>
              <tr>
                <th scope="col">Code</th>
                <th scope="col">What</th>
                <th scope="col">For</th>
                <th scope="col">From</th>
                <th scope="col">To</th>
                <th scope="col" className={classes['end']}>
                  Allowed per unit
                </th>
                <th scope="col">
                  <span className="unseen">Change</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td className="id">{row.code}</td>
                  <td className="second">{words.get(row.code) ?? ''}</td>
                  <td className="second">{holdsFor(row) || 'Every line'}</td>
                  <td>
                    <Day day={row.starts} />
                  </td>
                  <td>{row.ends !== null && <Day day={row.ends} />}</td>
                  <td className={classes['end']}>
                    <Money cents={row.cents} />
                  </td>
                  <td>
                    <Button
                      look="quiet"
                      small
                      needs="fees.write"
                      label={`Change the rate for ${[row.code, holdsFor(row)].filter(Boolean).join(' ')}`}
                      onPress={() => onEdit(valuesOf(row))}
                    >
                      Change
                    </Button>
                    <Button
                      look="quiet"
                      small
                      needs="fees.write"
                      label={`Remove the rate for ${[row.code, holdsFor(row)].filter(Boolean).join(' ')}`}
                      onPress={() => void takeOut(row)}
                    >
                      Remove
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )
      }
    </Answer>
  )
}

const valuesOf = ({ id, code, plan, credential, place, modifiers, starts, ends, cents }: Row): Values => ({
  id,
  code,
  plan,
  credential,
  place,
  modifiers,
  starts,
  ends,
  cents,
})

type DrawerProps = { readonly payer: number; readonly values: Values; readonly onClose: () => void }

function RateDrawer({ payer, values, onClose }: DrawerProps): ReactNode {
  const today = useToday()
  const codes = usePicker('procedures') ?? []
  const form = useForm({ resolver: checkedBy(Rate), defaultValues: values, mode: 'onTouched' })
  const save = useCommand('rates.save')
  const submit = form.handleSubmit(async (checked) => {
    const modifiers = checked.modifiers
      .toUpperCase()
      .split(/[\s,]+/)
      .filter(Boolean)
    const reply = await save.run({ ...checked, payer, modifiers })
    if (reply.ok) onClose()
    else showAt(reply.problem, form.setError, Object.keys(values))
  })
  const { control } = form
  return (
    <FormDrawer
      title={values.id === null ? 'Set a rate' : 'Change a rate'}
      onClose={onClose}
      width={480}
      save={values.id === null ? 'Set the rate' : 'Change the rate'}
      isBusy={save.isBusy}
      problem={save.problem}
      onSubmit={submit}
    >
      <FieldGroup title="Rate">
        <Span of={12}>
          <ChoiceField
            control={control}
            name="code"
            label="Code"
            choices={codes.map(({ code, words }) => ({ value: code, label: `${code} ${words}` }))}
            isNeeded
            isFirst
          />
        </Span>
        <Span of={12}>
          <MoneyField control={control} name="cents" label="Allowed per unit, $" isNeeded />
        </Span>
        <Span of={6}>
          <DayField control={control} name="starts" label="From" today={today} isNeeded />
        </Span>
        <Span of={6}>
          <DayField control={control} name="ends" label="To" hint="Empty while it holds." today={today} isOptional />
        </Span>
      </FieldGroup>
      <FieldGroup title="Only for some lines">
        <Span of={6}>
          <TextField control={control} name="plan" label="Plan" hint="As the coverage names it." />
        </Span>
        <Span of={6}>
          <TextField control={control} name="credential" label="Credential" hint="As LCSW" />
        </Span>
        <Span of={6}>
          <TextField control={control} name="place" label="Place of service" hint="As 10" />
        </Span>
        <Span of={6}>
          <TextField control={control} name="modifiers" label="Modifiers" hint="As 95 HO" isUpper />
        </Span>
      </FieldGroup>
    </FormDrawer>
  )
}
