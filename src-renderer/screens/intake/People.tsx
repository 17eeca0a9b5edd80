import { Select } from '@mantine/core'
import type { ReactNode } from 'react'
import type { IntakePreview } from '../../../src-shared/contract/intake.ts'
import { shownDay } from '../../../src-shared/day.ts'
import { wholeNumber } from '../../../src-shared/number.ts'
import { usePicker } from '../../desk/pickers.ts'
import { Day } from '../../kit/figures.tsx'
import { PlainTable } from '../../kit/Panel.tsx'
import classes from './Schedule.module.css'
import type { Meant } from './useSchedule.ts'

type Person = IntakePreview['people'][number]
type Props = {
  readonly preview: IntakePreview
  /** Whoever was asked for since the file was opened. */
  readonly asked: readonly Person[]
  readonly meant: readonly Meant[]
  readonly onMean: (one: Meant) => void
}

const make = 'make'

/** Who is meant, where a name alone does not say: nobody is taken by guess. */
export function People({ preview, asked, meant, onMean }: Props): ReactNode {
  const clinicians = usePicker('providers') ?? []
  const made = preview.people.filter(({ state }) => state === 'make')
  const offersOf = ({ is, offers }: Person): readonly { readonly value: string; readonly label: string }[] => [
    ...offers.map(({ id, name, born }) => ({ value: String(id), label: born === null ? name : `${name}, born ${shownDay(born)}` })),
    ...(is === 'clinician'
      ? clinicians.filter(({ id }) => offers.every((one) => one.id !== id)).map(({ id, name }) => ({ value: String(id), label: name }))
      : []),
    { value: make, label: is === 'patient' ? 'Somebody new: make a patient' : 'Somebody new: make a clinician' },
  ]
  return (
    <>
      {asked.length > 0 && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={classes['people']} tabIndex={0} role="region" aria-label="Who is meant">
          <PlainTable
            label="Who is meant"
            rows={asked.map((one) => ({ ...one, id: `${one.is} ${one.key}` }))}
            columns={[
              { head: 'In the file', cell: ({ name }) => name },
              { head: 'Born', cell: ({ born }) => <Day day={born} /> },
              { head: 'Rows', isEnd: true, cell: ({ rows }) => <span className="num">{rows.toLocaleString('en-US')}</span> },
              {
                head: 'Is',
                width: '320px',
                cell: (one) => (
                  <Select
                    aria-label={`Who ${one.name} is`}
                    size="xs"
                    data={[...offersOf(one)]}
                    value={valueOf(meant.find(({ is, key }) => is === one.is && key === one.key))}
                    placeholder={one.is === 'patient' ? 'Which patient?' : 'Which clinician?'}
                    onChange={(next) =>
                      next !== null && onMean({ is: one.is, key: one.key, id: next === make ? null : (wholeNumber(next) ?? null) })
                    }
                  />
                ),
              },
            ]}
          />
        </div>
      )}
      {made.length > 0 && <p className="second">{madeWords(made.map(({ name }) => name))}</p>}
    </>
  )
}

const mostNamed = 4

/** `Not known here, so the import makes a record: Iva Lund and 3 more.` */
function madeWords(names: readonly string[]): string {
  const rest = names.length - mostNamed
  const more = rest > 0 ? ` and ${rest.toLocaleString('en-US')} more` : ''
  return `Not known here, so the import makes ${names.length === 1 ? 'a record' : 'records'}: ${names.slice(0, mostNamed).join(', ')}${more}.`
}

const valueOf = (one: Meant | undefined): string | null => (one === undefined ? null : one.id === null ? make : String(one.id))
