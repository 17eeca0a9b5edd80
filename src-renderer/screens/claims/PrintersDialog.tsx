import { NumberInput, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import type { PAPERS } from '../../../src-shared/contract/forms.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import { useCommand } from '../../app/queries.ts'
import { useTask } from '../../app/tasks.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import classes from './Form.module.css'

type Printer = Output<'forms.printers'>['printers'][number]
type Typed = Printer & { readonly key: string }
type Props = { readonly kept: readonly Printer[]; readonly paper: (typeof PAPERS)[number]; readonly onClose: () => void }

const typedOf = (printer: Printer): Typed => ({ ...printer, key: crypto.randomUUID() })

/** How far each printer stands off the red form, found by a sheet that fills every field. */
export function PrintersDialog({ kept, paper, onClose }: Props): ReactNode {
  const [rows, setRows] = useState<readonly Typed[]>(() => (kept.length > 0 ? kept : [{ name: '', across: 0, down: 0 }]).map(typedOf))
  const save = useCommand('forms.savePrinters')
  const trial = useTask('forms.test')
  const change = (key: string, to: Partial<Printer>): void => setRows(rows.map((one) => (one.key === key ? { ...one, ...to } : one)))
  const keep = async (): Promise<boolean> => {
    const printers = rows.filter(({ name }) => name.trim() !== '').map(({ name, across, down }) => ({ name: name.trim(), across, down }))
    return (await save.run({ printers })).ok
  }
  const tryOut = async (printer: string): Promise<void> => {
    if (!(await keep())) return
    const path = await window.parity.saveAs('CMS-1500 test sheet.pdf')
    if (path !== null) await trial.run({ path, paper, printer })
  }
  return (
    <Dialog
      title="Printers for red forms"
      isOpen
      onClose={onClose}
      width={620}
      actions={
        <>
          <Button look="go" keys="Mod+Enter" inFields isBusy={save.isBusy} onPress={() => void keep().then((done) => done && onClose())}>
            Save
          </Button>
          <Button keys="Escape" onPress={onClose}>
            Back
          </Button>
        </>
      }
    >
      <p>
        Print the test sheet on a red form, and say how far everything must move, in hundredths of an inch: to the right, and down. Less
        than nothing moves it left, or up.
      </p>
      <div className={classes['fields']}>
        {rows.map(({ key, name, across, down }) => (
          <div key={key} className={classes['printers']}>
            <TextInput label="Printer" value={name} maxLength={60} onChange={(event) => change(key, { name: event.currentTarget.value })} />
            <Offset label="Right" value={across} onChange={(value) => change(key, { across: value })} />
            <Offset label="Down" value={down} onChange={(value) => change(key, { down: value })} />
            <span>
              <Button needs="claims.write" disabled={name.trim() === ''} onPress={() => void tryOut(name.trim())}>
                Test sheet
              </Button>
              <Button look="quiet" icon={IconX} label={`Remove ${name}`} onPress={() => setRows(rows.filter((one) => one.key !== key))} />
            </span>
          </div>
        ))}
        <Button icon={IconPlus} onPress={() => setRows([...rows, typedOf({ name: '', across: 0, down: 0 })])}>
          Another printer
        </Button>
      </div>
      <ProblemNote problem={save.problem ?? trial.problem} />
    </Dialog>
  )
}

type OffsetProps = { readonly label: string; readonly value: number; readonly onChange: (value: number) => void }
const Offset = ({ label, value, onChange }: OffsetProps): ReactNode => (
  <NumberInput
    label={label}
    value={value}
    min={-100}
    max={100}
    allowDecimal={false}
    onChange={(next) => onChange(typeof next === 'number' ? next : 0)}
  />
)
