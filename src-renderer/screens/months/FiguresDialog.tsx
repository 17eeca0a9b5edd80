import { useState, type ReactNode } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import type { FigureId } from '../../../src-shared/contract/figures.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import { parseDay, shownDay, type Day as DayType } from '../../../src-shared/day.ts'
import { useCall } from '../../app/queries.ts'
import { useRouter } from '../../app/routes.ts'
import { useToday } from '../../app/sitting.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Choices } from '../../kit/Choices.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { DayField } from '../../kit/Fields.tsx'
import { counted, Day, Money } from '../../kit/figures.tsx'
import { PlainTable } from '../../kit/Panel.tsx'
import classes from './Months.module.css'

type Figure = Output<'figures.get'>['figures'][number]

/** The figures an owner is held to, as they were known on a day: each with its formula, of which claims it is, and those claims. */
export function FiguresDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const today = useToday()
  const form = useForm({ defaultValues: { asOf: today as string } })
  const typed = parseDay(useWatch({ control: form.control, name: 'asOf' })) ?? today
  const asOf = typed > today ? today : typed
  const asked = useCall('figures.get', { asOf }, { keep: true })
  const [chosen, setChosen] = useState<FigureId>('clean')
  return (
    <Dialog
      title="Figures"
      isOpen
      onClose={onClose}
      width={920}
      actions={
        <Button keys="Escape" inFields onPress={onClose}>
          Close
        </Button>
      }
    >
      <div className={classes['asOf']}>
        <DayField
          control={form.control}
          name="asOf"
          label="As of"
          today={today}
          isFirst
          hint="Only what was known at the end of that day is counted, so that a past day says what it said then."
        />
      </div>
      <Answer of={asked}>
        {({ figures }) => {
          const figure = figures.find(({ id }) => id === chosen)
          return (
            <>
              {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
              <div className={classes['figures']} tabIndex={0} role="group" aria-label="Each figure">
                <PlainTable
                  label="Figures"
                  rows={figures}
                  columns={[
                    {
                      head: 'Figure',
                      cell: ({ id, name }) => (
                        <Button look="quiet" small aria-pressed={id === chosen} onPress={() => setChosen(id)}>
                          {name}
                        </Button>
                      ),
                    },
                    { head: 'Value', isEnd: true, cell: (one) => <b className="num">{valueOf(one)}</b> },
                    { head: 'Goal', cell: ({ target }) => <span className="second">{target}</span> },
                    { head: '', cell: ({ isMet }) => <Met isMet={isMet} /> },
                    { head: 'Of', isEnd: true, cell: (one) => <span className="num second">{partsOf(one)}</span> },
                  ]}
                />
              </div>
              {figure && <Explained figure={figure} asOf={asOf} />}
            </>
          )
        }}
      </Answer>
    </Dialog>
  )
}

function Met({ isMet }: { readonly isMet: boolean | null }): ReactNode {
  if (isMet === null) return null
  return <span className={isMet ? 'fam-ok' : 'fam-warn'}>{isMet ? 'met' : 'missed'}</span>
}

const tenths = (value: number): string => `${Math.floor(value / 10)}.${value % 10}`
/** `97.4%`, `34.2 days`, or a dash where there is too little to say anything of. */
function valueOf({ is, value }: Pick<Figure, 'is' | 'value'>): string {
  if (value === null) return '–'
  return is === 'share' ? `${tenths(value)}%` : `${tenths(value)} ${value === 10 ? 'day' : 'days'}`
}

/** `1,159 of 1,190 claims`; of money what stands beside it says more. */
const partsOf = ({ n, of, counts }: Figure): string =>
  counts === 'cents' ? '' : `${n.toLocaleString('en-US')} of ${counted(of, counts.slice(0, -1))}`

function Explained({ figure, asOf }: { readonly figure: Figure; readonly asOf: DayType }): ReactNode {
  const [which, setWhich] = useState<'n' | 'rest'>('n')
  const claims = useCall('figures.claims', { figure: figure.id, asOf, which })
  const router = useRouter()
  return (
    <section aria-label={figure.name} className={classes['explained']}>
      <h3>
        {figure.name}: {valueOf(figure)}
      </h3>
      <p>{figure.formula}</p>
      <p className="second small">
        {figure.cohort} {figure.beside.join(' ')} {figure.value === null && 'There is too little of it to say anything.'} Reckoned{' '}
        {figure.basis}.
      </p>
      <Choices
        label="Claims"
        all={['n', 'rest'] as const}
        words={{ n: ['Those it counts', ''], rest: ['The rest', ''] }}
        chosen={which}
        onChoose={setWhich}
      />
      <Answer of={claims}>
        {({ claims: rows, more }) =>
          rows.length === 0 ? (
            <p className="second">None, as of {shownDay(asOf)}.</p>
          ) : (
            <>
              {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
              <div className={classes['behind']} tabIndex={0} role="group" aria-label="Claims behind the figure">
                <PlainTable
                  label="Claims behind it"
                  rows={rows}
                  columns={[
                    {
                      head: 'Claim',
                      cell: ({ id }) => (
                        <Button look="quiet" small needs="claims.read" onPress={() => router.go({ screen: 'claims', open: id })}>
                          {String(id)}
                        </Button>
                      ),
                    },
                    { head: 'Patient', cell: ({ patient }) => patient },
                    { head: 'Payer', cell: ({ payer }) => <span className="second">{payer}</span> },
                    { head: 'Service', cell: ({ day }) => <Day day={day} /> },
                    { head: 'Codes', cell: ({ codes }) => codes },
                    { head: 'Charge', isEnd: true, cell: ({ cents }) => <Money cents={cents} /> },
                  ]}
                />
              </div>
              {more > 0 && (
                <p className="second small">
                  The newest {rows.length}; {counted(more, 'more claim')} stand behind it.
                </p>
              )}
            </>
          )
        }
      </Answer>
    </section>
  )
}
