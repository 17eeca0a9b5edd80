import { TextInput } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react'
import type { Output } from '../../src-shared/contract/index.ts'
import { Button } from '../kit/Button.tsx'
import { printSheet, Sheet } from '../kit/Sheet.tsx'
import { ProblemNote, ProblemView } from '../kit/Problem.tsx'
import { TextSkeleton } from '../kit/Skeleton.tsx'
import classes from './RecoveryKey.module.css'
import { useSitting } from './sitting.ts'
import { useTask } from './tasks.ts'

type Made = Output<'keys.recovery'>

/** The groups of a recovery key as it is written down. */
const groupsOf = (key: string): readonly string[] => key.split(/[^0-9A-Za-z]+/).filter((group) => group !== '')

type Props = {
  /** Two of its groups were typed back: it counts. */
  readonly onDone: () => void
  /** What stands at the left of the buttons: the way out. */
  readonly wayOut?: ReactNode
}

/** A new recovery key: shown once, to be written down or printed, then two of its groups are asked for. */
export function RecoveryKey({ onDone, wayOut }: Props): ReactNode {
  const make = useTask('keys.recovery')
  const [made, setMade] = useState<Made>()
  const [isAsking, setAsking] = useState(false)
  const hasBegun = useRef(false)
  const begin = async (): Promise<void> => {
    const reply = await make.run({})
    if (reply.ok) setMade(reply.value)
  }
  useEffect(() => {
    if (hasBegun.current) return
    hasBegun.current = true
    void begin()
  })
  if (!made)
    return (
      <>
        {make.problem ? <ProblemView problem={make.problem} onRetry={() => void begin()} /> : <TextSkeleton lines={5} />}
        <div className={classes['buttons']}>{wayOut}</div>
      </>
    )
  if (isAsking) return <TypeBack made={made} onBack={() => setAsking(false)} onDone={onDone} />
  return <Shown made={made} wayOut={wayOut} onNext={() => setAsking(true)} />
}

function Shown({ made, wayOut, onNext }: { readonly made: Made; readonly wayOut: ReactNode; readonly onNext: () => void }): ReactNode {
  const { practice } = useSitting()
  const groups = groupsOf(made.key)
  return (
    <>
      <p className="second">
        It opens the store when every passphrase is lost, and it cannot be made again from anything else. It is shown this once: put it on
        paper, and keep the paper away from this computer, as in a safe.
      </p>
      <Groups groups={groups} />
      <div className={classes['buttons']}>
        {wayOut}
        <Button icon={IconPrinter} onPress={printSheet} className="end">
          Print it
        </Button>
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the page has one thing to do */}
        <Button look="go" onPress={onNext} autoFocus>
          It is on paper
        </Button>
      </div>
      <Sheet title="Recovery key" under={practice.name}>
        <Groups groups={groups} />
        <p>
          Opens the store of the practice once, for an owner who has no passphrase any more. Keep this page in a safe, away from the
          computer. Whoever holds it and the store can read everything.
        </p>
      </Sheet>
    </>
  )
}

const Groups = ({ groups }: { readonly groups: readonly string[] }): ReactNode => (
  <ol className={classes['groups']} aria-label="Recovery key, in groups">
    {groups.map((group, n) => (
      // A group is known by its place.
      // oxlint-disable-next-line react/no-array-index-key
      <li key={n}>
        <span>{n + 1}</span>
        <b className="mono words">{group}</b>
      </li>
    ))}
  </ol>
)

function TypeBack({ made, onBack, onDone }: { readonly made: Made; readonly onBack: () => void; readonly onDone: () => void }): ReactNode {
  const [first, second] = made.ask
  const [typed, setTyped] = useState<readonly [string, string]>(['', ''])
  const confirm = useTask('keys.confirmRecovery')
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const reply = await confirm.run({ groups: [typed[0].trim(), typed[1].trim()] })
    if (reply.ok) onDone()
  }
  const isWhole = typed.every((one) => one.trim() !== '')
  return (
    <form onSubmit={(event) => void send(event)} noValidate className={classes['back']}>
      <p className="second">From your paper: the two groups with these numbers. Capitals and spaces do not matter.</p>
      <div className={classes['asked']}>
        <TextInput
          label={`Group ${first}`}
          className="id"
          value={typed[0]}
          onChange={(event) => setTyped([event.currentTarget.value, typed[1]])}
          maxLength={10}
          autoComplete="off"
          spellCheck={false}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page has one thing to do
          autoFocus
        />
        <TextInput
          label={`Group ${second}`}
          className="id"
          value={typed[1]}
          onChange={(event) => setTyped([typed[0], event.currentTarget.value])}
          maxLength={10}
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      <ProblemNote problem={confirm.problem} />
      <div className={classes['buttons']}>
        <Button look="quiet" onPress={onBack}>
          Show the key again
        </Button>
        <Button look="go" submits className="end" isBusy={confirm.isBusy} disabled={!isWhole}>
          Finish
        </Button>
      </div>
    </form>
  )
}
