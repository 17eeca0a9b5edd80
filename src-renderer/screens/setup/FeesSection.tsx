import { IconPlus } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import type { Output } from '../../../src-shared/contract/index.ts'
import { CentsField, DayField as DayOfForm, Id, Line } from '../../../src-shared/contract/fields.ts'
import { useCall, useCommand } from '../../app/queries.ts'
import { useToday } from '../../app/sitting.ts'
import { usePicker } from '../../desk/pickers.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Empty } from '../../kit/Empty.tsx'
import { ChoiceField, DayField, MoneyField, TextField } from '../../kit/Fields.tsx'
import { Day, Money } from '../../kit/figures.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import { FormDrawer } from '../../kit/FormDrawer.tsx'
import { checkedBy } from '../../kit/problems.ts'
import { ImportList } from '../intake/lists.tsx'
import { Section } from './Section.tsx'
import classes from './Setup.module.css'

const Fee = z.strictObject({
  code: Line(5, 5),
  modifiers: z
    .string()
    .trim()
    .regex(/^([0-9A-Za-z]{2}([\s,]+(?=.)|$)){0,4}$/, 'up to four modifiers of two signs'),
  credential: Line(20),
  provider: Id.nullable(),
  starts: DayOfForm,
  cents: CentsField,
})
type Values = z.input<typeof Fee>
type Row = Output<'fees.list'>[number]

const everybody = { modifiers: '', credential: '', provider: null }
/** `95 HO · LCSW`; empty when the fee holds for every line. */
const holdsFor = ({ modifiers, credential, providerName }: Row): string => [modifiers, credential, providerName].filter(Boolean).join(' · ')

/** What the practice charges for each code, from which day on. */
export function FeesSection(): ReactNode {
  const today = useToday()
  const asked = useCall('fees.list', {})
  const procedures = usePicker('procedures') ?? []
  const words = new Map(procedures.map((one) => [one.code, one.words]))
  const [editing, setEditing] = useState<Values>()
  const add = (code: string, of: Pick<Values, 'modifiers' | 'credential' | 'provider'> = everybody): void =>
    setEditing({ code, modifiers: of.modifiers, credential: of.credential, provider: of.provider, starts: today, cents: '' as never })
  return (
    <Section
      title="Fees"
      lead="What the practice charges, the same for every payer. A new fee holds from its day on; sessions before it keep the old one. A fee for a clinician goes before one for a credential, and that before one for modifiers."
      action={
        <>
          <ImportList kind="fees" />
          <Button look="go" icon={IconPlus} needs="fees.write" keys="n" group="Fees" onPress={() => add('')}>
            Set a fee
          </Button>
        </>
      }
    >
      <Answer of={asked}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title="No fees yet">A charge takes its amount from here. Set what the practice charges for each code it bills.</Empty>
          ) : (
            <table className={classes['table']}>
              <thead>
                <tr>
                  <th scope="col">Code</th>
                  <th scope="col">What</th>
                  <th scope="col">For</th>
                  <th scope="col">From</th>
                  <th scope="col" className={classes['end']}>
                    Fee
                  </th>
                  <th scope="col">
                    <span className="unseen">Change</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={`${row.code} ${holdsFor(row)} ${row.starts}`}>
                    <td className="id">{row.code}</td>
                    <td className="second">{words.get(row.code) ?? ''}</td>
                    <td className="second">{holdsFor(row) || 'Every line'}</td>
                    <td>
                      <Day day={row.starts} />
                    </td>
                    <td className={classes['end']}>
                      <Money cents={row.cents} />
                    </td>
                    <td>
                      <Button
                        look="quiet"
                        small
                        needs="fees.write"
                        label={`Set a new fee for ${[row.code, holdsFor(row)].filter(Boolean).join(' ')}`}
                        onPress={() => add(row.code, row)}
                      >
                        New fee
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Answer>
      {editing && <FeeDrawer key={editing.code} values={editing} codes={procedures} onClose={() => setEditing(undefined)} />}
    </Section>
  )
}

type DrawerProps = {
  readonly values: Values
  readonly codes: readonly { readonly code: string; readonly words: string }[]
  readonly onClose: () => void
}

function FeeDrawer({ values, codes, onClose }: DrawerProps): ReactNode {
  const today = useToday()
  const form = useForm({ resolver: checkedBy(Fee), defaultValues: values, mode: 'onTouched' })
  const save = useCommand('fees.save')
  const clinicians = usePicker('providers') ?? []
  const submit = form.handleSubmit(async (checked) => {
    const modifiers = checked.modifiers
      .toUpperCase()
      .split(/[\s,]+/)
      .filter(Boolean)
    const reply = await save.run({ ...checked, modifiers })
    if (reply.ok) onClose()
  })
  return (
    <FormDrawer
      title="Set a fee"
      onClose={onClose}
      width={480}
      save="Set the fee"
      isBusy={save.isBusy}
      problem={save.problem}
      onSubmit={submit}
    >
      <FieldGroup title="Fee">
        <Span of={12}>
          <ChoiceField
            control={form.control}
            name="code"
            label="Code"
            choices={codes.map(({ code, words }) => ({ value: code, label: `${code} ${words}` }))}
            isNeeded
            isFirst
          />
        </Span>
        <Span of={6}>
          <TextField control={form.control} name="modifiers" label="Only with modifiers" hint="As 95 HO" isUpper />
        </Span>
        <Span of={6}>
          <TextField control={form.control} name="credential" label="Only for a credential" hint="As LCSW" />
        </Span>
        <Span of={12}>
          <ChoiceField
            control={form.control}
            name="provider"
            label="Only for a clinician"
            isNumber
            isOptional
            choices={clinicians.map(({ id, name }) => ({ value: String(id), label: name }))}
          />
        </Span>
        <Span of={6}>
          <DayField control={form.control} name="starts" label="From" today={today} isNeeded />
        </Span>
        <Span of={6}>
          <MoneyField control={form.control} name="cents" label="Fee, $" isNeeded />
        </Span>
      </FieldGroup>
    </FormDrawer>
  )
}
