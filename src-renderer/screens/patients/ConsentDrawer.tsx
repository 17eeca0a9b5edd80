import type { ReactNode } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { z } from 'zod'
import { ConsentFields, CONSENT_KINDS } from '../../../src-shared/contract/consent.ts'
import { useCommand } from '../../app/queries.ts'
import { useSitting, useToday } from '../../app/sitting.ts'
import { usePicker } from '../../desk/pickers.ts'
import { Choices } from '../../kit/Choices.tsx'
import { ChoiceField, DayField, TextField } from '../../kit/Fields.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import { FormDrawer } from '../../kit/FormDrawer.tsx'
import { checkedBy, showAt } from '../../kit/problems.ts'
import { CONSENT_WORDS, METHODS, PURPOSES, RELATIONS } from './words.ts'

type Kind = (typeof CONSENT_KINDS)[number]
const recipients = ['everybody', 'payer', 'other'] as const
type To = (typeof recipients)[number]

const ConsentForm = ConsentFields.omit({ patient: true })
  .extend({ to: z.enum(recipients) })
  .refine(({ to, payer }) => to !== 'payer' || payer !== null, { path: ['payer'], message: 'A payer is needed.', when: () => true })
  .refine(({ to, recipient }) => to !== 'other' || (recipient ?? '') !== '', {
    path: ['recipient'],
    message: 'The consent must name who receives it.',
    when: () => true,
  })
  .refine(({ kind, expires }) => kind === 'tpo' || expires !== null, {
    path: ['expires'],
    message: 'This kind must end on a day. Only one for treatment, payment and operations may have no end.',
    when: () => true,
  })
type Values = z.input<typeof ConsentForm>

/** What a kind is for, where it leaves no choice. */
const purposeOf: Readonly<Record<Kind, Values['purpose'] | undefined>> = {
  tpo: 'treatment',
  payment: 'payment',
  specific: undefined,
  legal: 'legal',
}
/** Who a kind may name. */
const mayName = (kind: Kind): readonly To[] => (kind === 'tpo' || kind === 'payment' ? recipients : ['payer', 'other'])

const toWords: Readonly<Record<To, readonly [string, string]>> = {
  everybody: ['Everybody it needs', 'Payers, and those who treat the patient.'],
  payer: ['One payer', 'No other payer is billed under it.'],
  other: ['Somebody else', 'A person or a place, by name.'],
}

const scopeOf: Readonly<Record<Kind, string>> = {
  tpo: 'All records of the program, for treatment, payment and health care operations',
  payment: 'What claims need: dates, services, diagnoses and charges',
  specific: '',
  legal: '',
}

type Props = { readonly patient: number; readonly name: string; readonly onClose: () => void }

/** A signed consent, with every element the law asks for (42 CFR 2.31). */
export function ConsentDrawer({ patient, name, onClose }: Props): ReactNode {
  const today = useToday()
  const { practice } = useSitting()
  const payers = usePicker('payers') ?? []
  const save = useCommand('consents.save')
  const form = useForm<Values, unknown, z.output<typeof ConsentForm>>({
    resolver: checkedBy(ConsentForm),
    defaultValues: {
      kind: 'tpo',
      to: 'everybody',
      discloser: practice.name,
      scope: scopeOf.tpo,
      payer: null,
      recipient: null,
      purpose: 'treatment',
      signedOn: '' as never,
      signer: name,
      relation: 'self',
      method: 'paper',
      expires: null,
    },
    mode: 'onTouched',
  })
  const { control } = form
  const [kind, to, relation] = useWatch({ control, name: ['kind', 'to', 'relation'] })
  const chooseKind = (next: Kind): void => {
    const { scope } = form.getValues()
    if (scope === scopeOf[kind]) form.setValue('scope', scopeOf[next])
    form.setValue('kind', next)
    form.setValue('purpose', purposeOf[next] ?? ('' as never))
    if (!mayName(next).includes(to)) form.setValue('to', 'payer')
    form.clearErrors(['scope', 'purpose', 'expires'])
  }
  const submit = form.handleSubmit(async ({ to: named, payer, recipient, ...rest }) => {
    const reply = await save.run({
      ...rest,
      patient,
      payer: named === 'payer' ? payer : null,
      recipient: named === 'other' ? recipient : null,
    })
    if (reply.ok) onClose()
    else showAt(reply.problem, form.setError, Object.keys(ConsentFields.shape))
  })
  return (
    <FormDrawer
      title="Put a consent on file"
      under={name}
      width={640}
      onClose={onClose}
      says="Copy what the signed paper says. Keep the paper."
      save="Put it on file"
      isBusy={save.isBusy}
      problem={save.problem}
      onSubmit={submit}
    >
      <FieldGroup title="What it allows">
        <Span of={12}>
          <Choices label="Kind of consent" isStacked all={CONSENT_KINDS} words={CONSENT_WORDS} chosen={kind} onChoose={chooseKind} />
        </Span>
        {purposeOf[kind] === undefined && (
          <Span of={6}>
            <ChoiceField
              control={control}
              name="purpose"
              label="Purpose"
              hint="As the paper says it; nothing wider."
              choices={PURPOSES.filter(({ value }) => value !== 'legal')}
              isNeeded
            />
          </Span>
        )}
        <Span of={12}>
          <TextField
            control={control}
            name="scope"
            label="What may be told"
            hint="How much and what kind of information, with the substance-use records named."
            rows={2}
            isNeeded
          />
        </Span>
      </FieldGroup>
      <FieldGroup title="From whom to whom">
        <Span of={12}>
          <TextField
            control={control}
            name="discloser"
            label="Who may tell it"
            hint="The practice, or the part of it the paper names."
            isNeeded
          />
        </Span>
        <Span of={12}>
          <Choices label="Who receives it" all={mayName(kind)} words={toWords} chosen={to} onChoose={(next) => form.setValue('to', next)} />
        </Span>
        {to === 'payer' && (
          <Span of={8}>
            <ChoiceField
              control={control}
              name="payer"
              label="Payer"
              choices={payers.map(({ id, name: label }) => ({ value: String(id), label }))}
              isNumber
              isOptional
              isNeeded
            />
          </Span>
        )}
        {to === 'other' && (
          <Span of={8}>
            <TextField control={control} name="recipient" label="Name of the recipient" isOptional isNeeded />
          </Span>
        )}
      </FieldGroup>
      <FieldGroup title="Signature and end">
        <Span of={6}>
          <TextField
            control={control}
            name="signer"
            label="Signed by"
            hint={relation === 'self' ? 'The patient.' : 'Who signed for the patient.'}
            isNeeded
          />
        </Span>
        <Span of={6}>
          <ChoiceField
            control={control}
            name="relation"
            label="Who that is"
            hint="Who may sign for a minor depends on the state."
            choices={RELATIONS}
          />
        </Span>
        <Span of={6}>
          <DayField control={control} name="signedOn" label="Signed on" hint="It holds from this day." today={today} isNeeded />
        </Span>
        <Span of={6}>
          <ChoiceField control={control} name="method" label="How" hint="On paper, or with a signature on a screen." choices={METHODS} />
        </Span>
        <Span of={6}>
          <DayField
            control={control}
            name="expires"
            label="Ends on"
            hint={kind === 'tpo' ? 'Empty for none, if the paper says so.' : 'The day the paper names.'}
            today={today}
            isOptional
          />
        </Span>
      </FieldGroup>
    </FormDrawer>
  )
}
