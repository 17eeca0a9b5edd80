import { IconPlus } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import type { Output } from '../../../src-shared/contract/index.ts'
import { DOES, PolicyFields, type Does } from '../../../src-shared/contract/remittance.ts'
import { newKey } from '../../app/connection.ts'
import { useNotices } from '../../app/notices.ts'
import { useCall, useCommand, useConnection } from '../../app/queries.ts'
import { usePicker } from '../../desk/pickers.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { ChoiceField, TextField } from '../../kit/Fields.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import { FormDrawer } from '../../kit/FormDrawer.tsx'
import { checkedBy, showAt } from '../../kit/problems.ts'
import classes from './Setup.module.css'

type Row = Output<'remittance.policies'>[number]

const WORDS: Readonly<Record<Does, { readonly done: string; readonly says: string }>> = {
  apply: { done: 'Post it', says: 'Post it: written off, or the patient’s where the group is PR' },
  track: { done: 'Leave it with the payer', says: 'Leave it with the payer, and show the reason' },
  ignore: { done: 'Leave it out', says: 'Leave it with the payer, and say nothing of it' },
  ask: { done: 'Ask first', says: 'Ask first: the claim payment is held until a person ties it' },
}
const ALL = 'all'

const Form = z.strictObject({ group: PolicyFields.group, reason: PolicyFields.reason, payer: z.string(), does: z.enum(DOES) })
const named = ({ group, reason, payerName }: Pick<Row, 'group' | 'reason' | 'payerName'>): string =>
  `${group}-${reason}${payerName === null ? '' : ` of ${payerName}`}`

/** What the practice does with a reason of its payers instead of the usual. */
export function PoliciesPart(): ReactNode {
  const asked = useCall('remittance.policies', {})
  const [isAdding, setAdding] = useState(false)
  return (
    <section className={classes['part']} aria-label="Reasons treated otherwise">
      <h3>Reasons treated otherwise</h3>
      <p className="second">
        Contractual reductions are written off, the patient’s shares go to the patient, denials stay open, and what only reports something
        changes nothing. Say here where your practice does otherwise. What is posted stays as it is; what waits is decided anew.
      </p>
      <Answer of={asked}>{(rows) => rows.length > 0 && <Policies rows={rows} />}</Answer>
      <div className="row">
        <Button icon={IconPlus} needs="security.manage" onPress={() => setAdding(true)}>
          Treat a reason otherwise
        </Button>
      </div>
      {isAdding && <PolicyDrawer onClose={() => setAdding(false)} />}
    </section>
  )
}

function Policies({ rows }: { readonly rows: readonly Row[] }): ReactNode {
  const save = useCommand('remittance.setPolicy')
  const connection = useConnection()
  const notices = useNotices()
  const toUsual = async ({ group, reason, payer, payerName, does }: Row): Promise<void> => {
    const reply = await save.run({ group, reason, payer, does: 'usual' })
    if (!reply.ok) return notices.tell({ words: reply.problem.message })
    notices.tell({
      words: `${named({ group, reason, payerName })} is treated as usual.`,
      undo: () => connection.call('remittance.setPolicy', { group, reason, payer, does }, { key: newKey() }),
    })
  }
  return (
    <table className={classes['table']} aria-label="Reasons treated otherwise">
      <thead>
        <tr>
          <th scope="col">Reason</th>
          <th scope="col">What</th>
          <th scope="col">Payer</th>
          <th scope="col">What is done</th>
          <th scope="col">
            <span className="unseen">Change</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={named(row)}>
            <td className="id">
              {row.group}-{row.reason}
            </td>
            <td className="second">{row.words}</td>
            <td>{row.payerName ?? 'All'}</td>
            <td>{WORDS[row.does].done}</td>
            <td>
              <Button look="quiet" small needs="security.manage" label={`Treat ${named(row)} as usual`} onPress={() => void toUsual(row)}>
                As usual
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function PolicyDrawer({ onClose }: { readonly onClose: () => void }): ReactNode {
  const payers = usePicker('payers') ?? []
  const form = useForm({
    resolver: checkedBy(Form),
    defaultValues: { group: 'CO' as const, reason: '', payer: ALL, does: 'ask' as const },
    mode: 'onTouched',
  })
  const save = useCommand('remittance.setPolicy')
  const submit = form.handleSubmit(async ({ payer, ...values }) => {
    const reply = await save.run({ ...values, payer: payers.find(({ id }) => `${id}` === payer)?.id ?? null })
    if (reply.ok) onClose()
    else showAt(reply.problem, form.setError, Object.keys(Form.shape))
  })
  const { control } = form
  return (
    <FormDrawer
      title="Treat a reason otherwise"
      onClose={onClose}
      width={480}
      save="Treat it so from now on"
      isBusy={save.isBusy}
      problem={save.problem}
      onSubmit={submit}
    >
      <FieldGroup title="Reason">
        <Span of={6}>
          <ChoiceField
            control={control}
            name="group"
            label="Group"
            choices={[
              { value: 'CO', label: 'CO, contractual' },
              { value: 'PI', label: 'PI, payer initiated' },
              { value: 'OA', label: 'OA, other' },
              { value: 'PR', label: 'PR, patient' },
            ]}
          />
        </Span>
        <Span of={6}>
          <TextField control={control} name="reason" label="Reason code" hint="Such as 253." isNeeded />
        </Span>
        <Span of={12}>
          <ChoiceField
            control={control}
            name="payer"
            label="Payer"
            choices={[{ value: ALL, label: 'All payers' }, ...payers.map(({ id, name }) => ({ value: `${id}`, label: name }))]}
          />
        </Span>
        <Span of={12}>
          <ChoiceField
            control={control}
            name="does"
            label="What is done"
            choices={DOES.map((value) => ({ value, label: WORDS[value].says }))}
          />
        </Span>
      </FieldGroup>
    </FormDrawer>
  )
}
