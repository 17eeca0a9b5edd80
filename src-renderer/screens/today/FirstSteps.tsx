import { IconLayoutList } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useCall } from '../../app/queries.ts'
import { useRouter, type Route } from '../../app/routes.ts'
import { useMay } from '../../app/sitting.ts'
import { usePicker } from '../../desk/pickers.ts'
import { NO_VIEW } from '../../grid/view.ts'
import { Button } from '../../kit/Button.tsx'
import { Empty } from '../../kit/Empty.tsx'
import { Mark } from '../../kit/Status.tsx'
import { counted } from '../../kit/figures.tsx'
import { doneWords, type Desk } from './words.ts'
import classes from './Today.module.css'

type Step = { readonly title: string; readonly why: string; readonly isDone: boolean | undefined; readonly to: Route }

/** Nothing waits: either the practice is worked up, or it is new and lacks what a claim is made of. */
export function FirstSteps(props: Props): ReactNode {
  return useMay()('practice.write') ? <Steps {...props} /> : <NothingNeedsYou {...props} />
}

type Props = {
  /** What was done this week. */
  readonly done: Desk['done']
  /** How many things are put off. */
  readonly aside: number
}

function NothingNeedsYou({ done, aside }: Props): ReactNode {
  const words = doneWords(done)
  if (words !== undefined)
    return (
      <Empty icon={IconLayoutList} title="Nothing needs you">
        {words}
        {aside > 0 && ` ${counted(aside, 'thing')} put off.`}
      </Empty>
    )
  return (
    <Empty icon={IconLayoutList} title="Nothing needs you">
      This is the front page: sessions nobody verified, claims that failed the checks, rejections, denials by days left, remittances that do
      not balance, appeals that are due. The most money with the nearest deadline stands first.
    </Empty>
  )
}

function Steps(props: Props): ReactNode {
  const router = useRouter()
  const clinicians = usePicker('providers')
  const payers = usePicker('payers')
  const fees = useCall('fees.list', {}).data
  const patients = useCall('patients.list', { view: NO_VIEW, window: 0 }).data
  const steps: readonly Step[] = [
    {
      title: 'Clinicians',
      why: 'who holds the sessions, with NPI and taxonomy',
      isDone: clinicians && clinicians.length > 0,
      to: { screen: 'setup', section: 'clinicians' },
    },
    {
      title: 'Payers',
      why: 'who is billed, and by which limits',
      isDone: payers && payers.length > 0,
      to: { screen: 'setup', section: 'payers' },
    },
    {
      title: 'Fees',
      why: 'what the practice charges for each code',
      isDone: fees && fees.length > 0,
      to: { screen: 'setup', section: 'fees' },
    },
    {
      title: 'Patients',
      why: 'with coverage and diagnoses; old 837P files bring them in',
      isDone: patients && patients.rows.length > 0,
      to: { screen: 'patients' },
    },
  ]
  if (steps.some(({ isDone }) => isDone === undefined)) return null
  const next = steps.findIndex(({ isDone }) => isDone === false)
  if (next < 0) return <NothingNeedsYou {...props} />
  return (
    <Empty
      icon={IconLayoutList}
      title="Four things before the first claim"
      actions={
        <ol className={classes['steps']}>
          {steps.map(({ title, why, isDone, to }, n) => (
            <li key={title}>
              <Mark shape={isDone ? 'paid' : 'draft'} />
              <span className="grow">
                <b>{title}</b> <span className="second">{isDone ? 'done' : why}</span>
              </span>
              <Button
                small
                look={n === next ? 'go' : 'default'}
                keys={String(n + 1)}
                group="First steps"
                label={`${isDone ? 'Look at' : 'Add'} ${title.toLowerCase()}`}
                onPress={() => router.go(to)}
              >
                {isDone ? 'Look' : 'Add'}
              </Button>
            </li>
          ))}
        </ol>
      }
    >
      A session becomes a claim as soon as these are known.
    </Empty>
  )
}
