import { IconPlus } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import type { z } from 'zod'
import type { Output } from '../../../src-shared/contract/index.ts'
import { Payer, PAYER_KINDS, SUPERVISED, TOGETHER, WANTS_NDC } from '../../../src-shared/contract/practice.ts'
import { useCall, useCommand } from '../../app/queries.ts'
import { useDraft } from '../../desk/drafts.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Empty } from '../../kit/Empty.tsx'
import { ChoiceField, NumberField, TextField, TickField } from '../../kit/Fields.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import { FormDrawer } from '../../kit/FormDrawer.tsx'
import { checkedBy, showAt } from '../../kit/problems.ts'
import { ImportList } from '../intake/lists.tsx'
import { Section } from './Section.tsx'
import classes from './Setup.module.css'
import { FILING_CHOICES, KIND_WORDS, NDC_WORDS, SUPERVISED_WORDS, TOGETHER_WORDS } from './words.ts'

type Row = Output<'payers.list'>[number]
type Values = z.input<typeof Payer>

const newPayer: Values = {
  id: null,
  name: '',
  ediId: '',
  kind: 'commercial',
  filing: 'CI',
  phone: '',
  appealsLine1: '',
  appealsCity: '',
  appealsState: null,
  appealsZip: null,
  appealsFax: '',
  filingDays: 90,
  correctedDays: 180,
  appealDays: 180,
  videoModifier: '95',
  audioModifier: '93',
  quarterHours: 'midpoint',
  crisisFrom: 75,
  familyLeast: 26,
  emWith25: false,
  supervised: 'own',
  supervisedModifier: '',
  memberShape: '',
  eligibilityId: '',
  statusId: '',
  manyServices: false,
  tellsPaid: false,
  wantsReferrer: false,
  namesSite: true,
  namesTaxonomy: true,
  wantsNdc: 'usual',
  together: 'none',
}

function valuesOf(row: Row): Values {
  const { claims: _, ...payer } = row
  return payer
}

/** Who pays, and by which rules. */
export function PayersSection(): ReactNode {
  const asked = useCall('payers.list', {})
  const [editing, setEditing] = useState<Values>()
  return (
    <Section
      title="Payers"
      lead="Who pays, and by which limits. The days decide when a claim, a correction or an appeal is too late; the contract or the provider manual tells them."
      action={
        <>
          <ImportList kind="payers" />
          <Button look="go" icon={IconPlus} needs="payers.write" keys="n" group="Payers" onPress={() => setEditing(newPayer)}>
            Add a payer
          </Button>
        </>
      }
    >
      <Answer of={asked}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title="No payers yet">A patient’s coverage names a payer. Add the first, or drop old 837P files on the window.</Empty>
          ) : (
            <table className={classes['table']}>
              <thead>
                <tr>
                  <th scope="col">Payer</th>
                  <th scope="col">Payer id</th>
                  <th scope="col">Kind</th>
                  <th scope="col" className={classes['end']}>
                    First claim
                  </th>
                  <th scope="col" className={classes['end']}>
                    Corrected
                  </th>
                  <th scope="col" className={classes['end']}>
                    Appeal
                  </th>
                  <th scope="col" className={classes['end']}>
                    Claims
                  </th>
                  <th scope="col">
                    <span className="unseen">Change</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id}>
                    <td>{row.name}</td>
                    <td className="id words">{row.ediId}</td>
                    <td className="second">{KIND_WORDS[row.kind]}</td>
                    <td className={`${classes['end']} num`}>{row.filingDays} days</td>
                    <td className={`${classes['end']} num`}>{row.correctedDays} days</td>
                    <td className={`${classes['end']} num`}>{row.appealDays} days</td>
                    <td className={`${classes['end']} num`}>{row.claims.toLocaleString('en-US')}</td>
                    <td>
                      <Button look="quiet" small needs="payers.write" label={`Edit ${row.name}`} onPress={() => setEditing(valuesOf(row))}>
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
      {editing && <PayerDrawer key={editing.id ?? 'new'} values={editing} onClose={() => setEditing(undefined)} />}
    </Section>
  )
}

const videoChoices = [
  { value: '95', label: '95' },
  { value: 'GT', label: 'GT' },
]
const audioChoices = [
  { value: '93', label: '93' },
  { value: 'FQ', label: 'FQ' },
]

const quarterChoices = [
  { value: 'midpoint', label: 'From 8 minutes' },
  { value: 'full', label: 'When all 15 have passed' },
  { value: 'together', label: 'From 8, all codes together' },
]
const crisisChoices = [
  { value: '75', label: 'Minute 75' },
  { value: '76', label: 'Minute 76' },
]

const SET = { shouldDirty: true, shouldValidate: true }

/** What the ids of accepted claims have in common, to be taken over by a press. */
function LearnedShape({ payer, onTake }: { readonly payer: number; readonly onTake: (shape: string) => void }): ReactNode {
  const learned = useCall('payers.memberShape', { id: payer }).data
  if (!learned || learned.shape === null) return null
  const { shape, like, all } = learned
  return (
    <p className="second small">
      {like.toLocaleString('en-US')} of {all.toLocaleString('en-US')} ids this payer took have {shape}.{' '}
      <Button small look="quiet" onPress={() => onTake(shape)}>
        Use it
      </Button>
    </p>
  )
}

function PayerDrawer({ values, onClose }: { readonly values: Values; readonly onClose: () => void }): ReactNode {
  const form = useForm({ resolver: checkedBy(Payer), defaultValues: values, mode: 'onTouched' })
  const save = useCommand('payers.save')
  const draft = useDraft(form, `payer ${values.id ?? 'new'}`)
  const submit = form.handleSubmit(async (checked) => {
    const reply = await save.run(checked)
    if (!reply.ok) {
      showAt(reply.problem, form.setError, Object.keys(newPayer))
      return
    }
    await draft.saved()
    onClose()
  })
  const { control } = form
  return (
    <FormDrawer
      title={values.id === null ? 'Add a payer' : `Edit ${values.name}`}
      onClose={onClose}
      draft={draft}
      says="Limits hold for claims from now on."
      save={values.id === null ? 'Add the payer' : 'Save the changes'}
      isBusy={save.isBusy}
      problem={save.problem}
      onSubmit={submit}
    >
      <FieldGroup title="Who">
        <Span of={8}>
          <TextField control={control} name="name" label="Name" isNeeded isFirst />
        </Span>
        <Span of={4}>
          <TextField control={control} name="ediId" label="Payer id" isNeeded isId hint="As the clearinghouse lists it" />
        </Span>
        <Span of={6}>
          <ChoiceField
            control={control}
            name="kind"
            label="Kind"
            choices={PAYER_KINDS.map((value) => ({ value, label: KIND_WORDS[value] }))}
            isNeeded
          />
        </Span>
        <Span of={6}>
          <ChoiceField control={control} name="filing" label="Claim filing indicator" choices={FILING_CHOICES} isNeeded />
        </Span>
        <Span of={4}>
          <TextField control={control} name="eligibilityId" label="Id for coverage" isId hint="Where it is another one" />
        </Span>
        <Span of={4}>
          <TextField control={control} name="statusId" label="Id for claim status" isId hint="Where it is another one" />
        </Span>
        <Span of={4}>
          <TextField control={control} name="phone" label="Phone for providers" />
        </Span>
        <Span of={12}>
          <TextField
            control={control}
            name="memberShape"
            label="Member ids look like"
            hint="As 3 letters then 9 digits, or W then 8 digits. Others are warned of, never stopped."
          />
          {values.id ? <LearnedShape payer={values.id} onTake={(shape) => form.setValue('memberShape', shape, SET)} /> : null}
        </Span>
      </FieldGroup>
      <FieldGroup title="Limits, in days" hint="Counted from the date of service, and for appeals from the day of the denial.">
        <Span of={4}>
          <NumberField control={control} name="filingDays" label="First claim" isNeeded />
        </Span>
        <Span of={4}>
          <NumberField control={control} name="correctedDays" label="Corrected claim" isNeeded />
        </Span>
        <Span of={4}>
          <NumberField control={control} name="appealDays" label="Appeal" isNeeded />
        </Span>
      </FieldGroup>
      <FieldGroup title="Telehealth">
        <Span of={6}>
          <ChoiceField control={control} name="videoModifier" label="Modifier for video" choices={videoChoices} />
        </Span>
        <Span of={6}>
          <ChoiceField control={control} name="audioModifier" label="Modifier for audio only" choices={audioChoices} />
        </Span>
      </FieldGroup>
      <FieldGroup title="Minutes" hint="Leave these as they are unless the provider manual says otherwise.">
        <Span of={6}>
          <ChoiceField control={control} name="quarterHours" label="A unit of 15 minutes counts" choices={quarterChoices} />
        </Span>
        <Span of={6}>
          <ChoiceField control={control} name="crisisFrom" label="90840 starts at" choices={crisisChoices} isNumber />
        </Span>
        <Span of={6}>
          <NumberField control={control} name="familyLeast" label="Shortest family session, in minutes" isNeeded />
        </Span>
        <Span of={6}>
          <TickField control={control} name="emWith25" label="Wants 25 on the E/M beside psychotherapy" />
        </Span>
      </FieldGroup>
      <FieldGroup title="Supervised clinicians" hint="Who is supervised, and by whom, stands under Clinicians.">
        <Span of={8}>
          <ChoiceField
            control={control}
            name="supervised"
            label="What they did is billed"
            choices={SUPERVISED.map((value) => ({ value, label: SUPERVISED_WORDS[value] }))}
            isNeeded
          />
        </Span>
        <Span of={4}>
          <TextField control={control} name="supervisedModifier" label="With modifier" isUpper isId hint="As HO; empty for none" />
        </Span>
      </FieldGroup>
      <FieldGroup title="What a claim tells it">
        <Span of={12}>
          <ChoiceField
            control={control}
            name="together"
            label="Sessions on one claim"
            choices={TOGETHER.map((value) => ({ value, label: TOGETHER_WORDS[value] }))}
            isNeeded
          />
        </Span>
        <Span of={6}>
          <TickField control={control} name="tellsPaid" label="What the patient paid (AMT F5)" />
        </Span>
        <Span of={6}>
          <TickField control={control} name="wantsReferrer" label="Wants who referred the patient" />
        </Span>
        <Span of={6}>
          <TickField control={control} name="namesSite" label="The place, where not the practice’s address" />
        </Span>
        <Span of={6}>
          <TickField control={control} name="namesTaxonomy" label="The taxonomy of the clinician" />
        </Span>
        <Span of={12}>
          <ChoiceField
            control={control}
            name="wantsNdc"
            label="The NDC of a drug"
            choices={WANTS_NDC.map((value) => ({ value, label: NDC_WORDS[value] }))}
            isNeeded
          />
        </Span>
      </FieldGroup>
      <FieldGroup title="Questions about coverage">
        <Span of={12}>
          <TickField control={control} name="manyServices" label="Takes several service types in one question" />
        </Span>
      </FieldGroup>
      <FieldGroup title="Where appeals go">
        <Span of={12}>
          <TextField control={control} name="appealsLine1" label="Street or PO box" />
        </Span>
        <Span of={5}>
          <TextField control={control} name="appealsCity" label="City" />
        </Span>
        <Span of={2}>
          <TextField control={control} name="appealsState" label="State" isOptional isUpper />
        </Span>
        <Span of={5}>
          <TextField control={control} name="appealsZip" label="ZIP" isOptional digitsOnly />
        </Span>
        <Span of={6}>
          <TextField control={control} name="appealsFax" label="Fax" />
        </Span>
      </FieldGroup>
    </FormDrawer>
  )
}
