import { Fragment, useState, type ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { Id, Line } from '../../../src-shared/contract/fields.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import { useCommand } from '../../app/queries.ts'
import { useDraft } from '../../desk/drafts.ts'
import { usePicker } from '../../desk/pickers.ts'
import { ChoiceField, TextField } from '../../kit/Fields.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import { FormDrawer } from '../../kit/FormDrawer.tsx'
import { checkedBy } from '../../kit/problems.ts'
import { Mark } from '../../kit/Status.tsx'
import { DiagnosesField } from '../patients/DiagnosesField.tsx'
import classes from './Claims.module.css'
import type { Mended } from './FormView.tsx'
import { DrugFields } from './DrugFields.tsx'
import { drugFields, DrugRows, drugsIn } from './drugs.ts'
import { PaidOnClaim } from '../receipts/PaidOnClaim.tsx'
import { PartiesFields } from './PartiesFields.tsx'
import { Parties, partiesIn, partyFields } from './parties.ts'
import { attachmentRows, delays, GoingWith, goingWith, reports, ways } from './going-with.ts'

const modifier = /^([0-9A-Z]{2}( [0-9A-Z]{2}){0,3})?$/
const Mend = z.strictObject({
  ...GoingWith,
  ...Parties,
  memberId: Line(80, 2),
  authorization: Line(50).nullable(),
  place: z.string().regex(/^\d{2}$/, 'two digits'),
  diagnoses: z
    .array(z.strictObject({ code: Line(8, 3) }))
    .min(1, 'one diagnosis or more')
    .max(12),
  drugs: DrugRows,
  lines: z.array(
    z.strictObject({ line: Id, code: z.string(), modifiers: z.string().trim().regex(modifier, 'up to four modifiers of two signs') }),
  ),
})

type Claim = Output<'claims.get'>

type Props = {
  readonly claim: Claim
  /** The field that has the focus. */
  readonly first?: Mended | 'first'
  readonly onClose: () => void
}

/** Mends what kept a claim back. It is checked again as soon as it is saved. */
export function MendDrawer({ claim, first = 'first', onClose }: Props): ReactNode {
  const [attachments] = useState(() => attachmentRows(claim))
  const [drugRows] = useState(() => drugFields(claim))
  const form = useForm({
    resolver: checkedBy(Mend),
    defaultValues: {
      memberId: claim.memberId,
      authorization: claim.authorization,
      place: claim.place,
      diagnoses: claim.diagnoses.map(({ code }) => ({ code })),
      note: claim.note,
      delay: claim.delay as string | null,
      attachments,
      ...partyFields(claim),
      drugs: drugRows,
      lines: claim.lines.map(({ id, code, modifiers }) => ({ line: id, code, modifiers: modifiers.join(' ') })),
    },
  })
  const places = usePicker('places') ?? []
  const mend = useCommand('claims.mend')
  const draft = useDraft(form, `claim ${claim.id}`)
  const save = form.handleSubmit(
    async ({ diagnoses, lines, drugs, delay, attachments: attached, memberId, authorization, place, note, ...parties }) => {
      const reply = await mend.run({
        memberId,
        authorization,
        place,
        note,
        ...partiesIn(parties),
        ...goingWith({ delay, attachments: attached }),
        id: claim.id,
        drugs: drugsIn(drugs),
        diagnoses: diagnoses.map(({ code }) => code),
        modifiers: lines.map(({ line, modifiers }) => ({ line, modifiers: modifiers.split(' ').filter((one) => one !== '') })),
      })
      if (!reply.ok) return
      await draft.saved()
      form.reset(form.getValues())
      if (reply.value.stops === 0) onClose()
    },
  )
  const stops = claim.findings.filter(({ grade }) => grade !== 'repair' && grade !== 'tag')
  return (
    <FormDrawer
      title={`Mend claim ${claim.id}`}
      under={`${claim.patient.name}, ${claim.payer.name}`}
      onClose={onClose}
      draft={draft}
      above={
        stops.length > 0 && (
          <div className={classes['problem']}>
            <ul className={classes['findings']} aria-label="What to mend">
              {stops.map((finding) => (
                <li key={`${finding.rule} ${finding.field}`}>
                  <Mark shape={finding.grade !== 'warning' ? 'held' : 'look-here'} />
                  <div className="words">
                    {finding.words} <span className="third">{finding.box}</span>
                  </div>
                </li>
              ))}
            </ul>
          </div>
        )
      }
      says="It is checked again when it is saved."
      save="Save and check"
      isBusy={mend.isBusy}
      problem={mend.problem}
      onSubmit={save}
    >
      <FieldGroup title="Coverage">
        <Span of={6}>
          <TextField
            control={form.control}
            name="memberId"
            label="Member id"
            isNeeded
            isId
            isFirst={first === 'first' || first === 'memberId'}
          />
        </Span>
        <Span of={6}>
          <TextField
            control={form.control}
            name="authorization"
            label="Authorization"
            isOptional
            isId
            isFirst={first === 'authorization'}
            hint="Empty when none is needed."
          />
        </Span>
      </FieldGroup>
      <FieldGroup title="Diagnoses" hint="The first is the main one; lines point to them by letter.">
        <Span of={12}>
          <DiagnosesField control={form.control} name="diagnoses" isFirst={first === 'diagnoses'} />
        </Span>
      </FieldGroup>
      <FieldGroup title="Service">
        <Span of={8}>
          <ChoiceField
            control={form.control}
            name="place"
            label="Place of service"
            isFirst={first === 'place'}
            choices={places.map(({ code, words }) => ({ value: code, label: `${code} ${words}` }))}
          />
        </Span>
        {claim.lines.map((line, n) => (
          <Span key={line.id} of={6}>
            <TextField
              control={form.control}
              name={`lines.${n}.modifiers`}
              label={`Modifiers of ${line.code}, line ${line.n}`}
              isUpper
              isId
              isFirst={n === 0 && first === 'modifiers'}
              hint="Two signs each, parted by a space."
            />
          </Span>
        ))}
      </FieldGroup>
      <DrugFields control={form.control} lines={claim.lines} rows={drugRows} />
      <PartiesFields
        control={form.control}
        received={
          <PaidOnClaim
            patient={claim.patient.id}
            claim={claim.id}
            onTake={(paid) => form.setValue('paid', paid, { shouldDirty: true, shouldValidate: true })}
          />
        }
      />
      <FieldGroup title="With the claim" hint="What is sent apart is tied to the claim by a number, which Parity gives.">
        <Span of={12}>
          <TextField
            control={form.control}
            name="note"
            label="Words for the payer"
            isOptional
            hint="At most 80 signs (NTE). Nothing of a note of therapy."
          />
        </Span>
        <Span of={12}>
          <ChoiceField control={form.control} name="delay" label="Why it is late" choices={delays} isOptional />
        </Span>
        {attachments.map((one, n) => (
          <Fragment key={n}>
            <Span of={7}>
              <ChoiceField
                control={form.control}
                name={`attachments.${n}.report`}
                label={`Attachment ${n + 1}`}
                choices={reports}
                isOptional
              />
            </Span>
            <Span of={5}>
              <ChoiceField
                control={form.control}
                name={`attachments.${n}.by`}
                label={`How attachment ${n + 1} is sent`}
                choices={ways}
                {...(one.control !== null && { hint: `Number ${one.control}` })}
              />
            </Span>
          </Fragment>
        ))}
      </FieldGroup>
    </FormDrawer>
  )
}
