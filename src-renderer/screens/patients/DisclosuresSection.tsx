import { IconFileText } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { DayField as DayOfForm, Line } from '../../../src-shared/contract/fields.ts'
import { addDays } from '../../../src-shared/day.ts'
import { useCall, useCommand } from '../../app/queries.ts'
import { useMay, useToday } from '../../app/sitting.ts'
import { useTask } from '../../app/tasks.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { ChoiceField, DayField, TextField, TickField } from '../../kit/Fields.tsx'
import { counted, Day } from '../../kit/figures.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import { FileMade } from '../../kit/FileMade.tsx'
import { FormDrawer } from '../../kit/FormDrawer.tsx'
import { PanelSection } from '../../kit/Panel.tsx'
import { checkedBy, showAt } from '../../kit/problems.ts'
import classes from './Patients.module.css'
import { PURPOSES, purposeWords } from './words.ts'

type Who = { readonly patient: number; readonly name: string }
/** How many stand in the panel; the accounting has all. */
const most = 8

/** What left about a patient, to whom and on what ground. */
export function DisclosuresSection(who: Who): ReactNode {
  return useMay()('disclosures.read') && <Asked {...who} />
}

function Asked({ patient, name }: Who): ReactNode {
  const asked = useCall('disclosures.list', { patient })
  const [drawer, setDrawer] = useState<'add' | 'print'>()
  return (
    <PanelSection title="What left" aside={asked.data && asked.data.length > 0 ? 'newest first' : undefined}>
      <Answer of={asked}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="second small">Nothing that must be accounted for.</p>
          ) : (
            <>
              <ul className={classes['list']} aria-label="What left">
                {rows.slice(0, most).map((row) => (
                  <li key={row.id}>
                    <div className="grow words">
                      <b>{row.recipient}</b>
                      <div className="second small">
                        {row.what}. {purposeWords(row.purpose)}
                      </div>
                      <div className="third small">
                        {row.basis} · {row.by}
                      </div>
                    </div>
                    <Day day={row.day} />
                  </li>
                ))}
              </ul>
              {rows.length > most && <p className="third small">and {counted(rows.length - most, 'other')}, all in the accounting</p>}
            </>
          )
        }
      </Answer>
      <div className="row" style={{ marginTop: 9 }}>
        <Button look="quiet" small needs="part2.write" onPress={() => setDrawer('add')}>
          Note a disclosure
        </Button>
        <Button look="quiet" small icon={IconFileText} onPress={() => setDrawer('print')}>
          Accounting as PDF
        </Button>
      </div>
      {drawer === 'add' && <AddDrawer patient={patient} name={name} onClose={() => setDrawer(undefined)} />}
      {drawer === 'print' && <PrintDrawer patient={patient} name={name} onClose={() => setDrawer(undefined)} />}
    </PanelSection>
  )
}

type DrawerProps = Who & { readonly onClose: () => void }

const DisclosureForm = z.strictObject({
  day: DayOfForm,
  recipient: Line(120, 1),
  what: Line(300, 3),
  purpose: z.enum(PURPOSES.map(({ value }) => value)),
  basis: Line(200, 3),
})

function AddDrawer({ patient, name, onClose }: DrawerProps): ReactNode {
  const today = useToday()
  const add = useCommand('disclosures.add')
  const form = useForm<z.input<typeof DisclosureForm>, unknown, z.output<typeof DisclosureForm>>({
    resolver: checkedBy(DisclosureForm),
    defaultValues: { day: today, recipient: '', what: '', purpose: '' as never, basis: '' },
    mode: 'onTouched',
  })
  const { control } = form
  const submit = form.handleSubmit(async (row) => {
    const reply = await add.run({ ...row, patient })
    if (reply.ok) onClose()
    else showAt(reply.problem, form.setError, Object.keys(DisclosureForm.shape))
  })
  return (
    <FormDrawer
      title="Note a disclosure"
      under={name}
      width={540}
      onClose={onClose}
      save="Note it"
      isBusy={add.isBusy}
      problem={add.problem}
      onSubmit={submit}
    >
      <FieldGroup
        title="What left"
        hint="By other ways than Parity: a call, a fax, a letter, a court order. What Parity sends is noted by itself."
      >
        <Span of={4}>
          <DayField control={control} name="day" label="Day" today={today} isNeeded isFirst />
        </Span>
        <Span of={8}>
          <TextField control={control} name="recipient" label="To whom" hint="Name, and address if it is known." isNeeded />
        </Span>
        <Span of={12}>
          <TextField
            control={control}
            name="what"
            label="What was told"
            hint="In a sentence: dates of service, diagnoses, a letter."
            rows={2}
            isNeeded
          />
        </Span>
        <Span of={5}>
          <ChoiceField control={control} name="purpose" label="Purpose" choices={PURPOSES} isNeeded />
        </Span>
        <Span of={7}>
          <TextField
            control={control}
            name="basis"
            label="On what ground"
            hint="The consent, the order, or the rule it stands on."
            isNeeded
          />
        </Span>
      </FieldGroup>
    </FormDrawer>
  )
}

/** A patient may ask for six years (45 CFR 164.528). */
const sixYears = 6 * 365 + 2

const PrintForm = z
  .strictObject({ from: DayOfForm, to: DayOfForm, password: z.boolean() })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'It ends before it starts.' })

function PrintDrawer({ patient, name, onClose }: DrawerProps): ReactNode {
  const today = useToday()
  const print = useTask('disclosures.print')
  const [done, setDone] = useState<{ readonly path: string; readonly rows: number; readonly password: string | null }>()
  const form = useForm({
    resolver: checkedBy(PrintForm),
    defaultValues: { from: addDays(today, -sixYears), to: today, password: true },
    mode: 'onTouched',
  })
  const submit = form.handleSubmit(async (days) => {
    setDone(undefined)
    const path = await window.parity.saveAs(`Accounting of disclosures ${days.to}.pdf`)
    if (path === null) return
    const reply = await print.run({ ...days, patient, path })
    if (reply.ok) setDone(reply.value)
  })
  return (
    <FormDrawer
      title="Accounting of disclosures"
      under={name}
      width={480}
      onClose={onClose}
      save="Choose where, and print"
      isBusy={print.isBusy}
      problem={print.problem}
      onSubmit={submit}
      above={done && <FileMade title={`${counted(done.rows, 'disclosure')} on the page.`} path={done.path} password={done.password} />}
    >
      <FieldGroup title="Which days" hint="A patient may ask for the last six years, once a year for nothing (45 CFR 164.528).">
        <Span of={6}>
          <DayField control={form.control} name="from" label="From" today={today} isNeeded isFirst />
        </Span>
        <Span of={6}>
          <DayField control={form.control} name="to" label="To" today={today} isNeeded />
        </Span>
        <Span of={12}>
          <TickField
            control={form.control}
            name="password"
            label="The file opens with a password"
            hint="Leave it out for a page that is handed over on paper."
          />
        </Span>
      </FieldGroup>
    </FormDrawer>
  )
}
