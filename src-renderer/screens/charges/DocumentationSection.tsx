import { SegmentedControl, TextInput } from '@mantine/core'
import { useRef, useState, type ReactNode } from 'react'
import type { Output, Problem } from '../../../src-shared/contract/index.ts'
import { shownDay, typedDay } from '../../../src-shared/day.ts'
import { newKey } from '../../app/connection.ts'
import { useCall, useConnection } from '../../app/queries.ts'
import { useMay, useToday } from '../../app/sitting.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Note } from '../../kit/Note.tsx'
import { PanelSection } from '../../kit/Panel.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import classes from './Documentation.module.css'

type Known = Output<'documentation.of'>
type Fact = keyof Known['facts']

const FACTS: readonly (readonly [Fact, string])[] = [
  ['times', 'Start and stop'],
  ['modality', 'How it was held'],
  ['location', 'Patient’s location'],
  ['necessity', 'Medical necessity'],
  ['plan', 'A current plan'],
]
type CrisisFact = keyof NonNullable<Known['crisis']>
const CRISIS_FACTS: readonly (readonly [CrisisFact, string])[] = [
  ['assessment', 'Urgent assessment, mental status'],
  ['resources', 'Resources set in motion'],
  ['intervention', 'Therapy to lessen the trauma'],
]
const ANSWERS = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
  { value: 'unknown', label: <span title="Nobody has looked">?</span> },
] as const

/** Which facts of the record are there, as an auditor asks for them. Never the text of a note. */
export function DocumentationSection({ charge }: { readonly charge: number }): ReactNode {
  const asked = useCall('documentation.of', { charge })
  return (
    <PanelSection title="Documentation">
      <Answer of={asked}>{(known) => <Checklist charge={charge} known={known} />}</Answer>
    </PanelSection>
  )
}

type Kept = Pick<Known, 'facts' | 'crisis' | 'signedOn'>
const isSame = (one: Kept, other: Kept): boolean =>
  FACTS.every(([fact]) => one.facts[fact] === other.facts[fact]) &&
  CRISIS_FACTS.every(([fact]) => one.crisis?.[fact] === other.crisis?.[fact]) &&
  one.signedOn === other.signedOn

function Checklist({ charge, known }: { readonly charge: number; readonly known: Known }): ReactNode {
  const today = useToday()
  const mayWrite = useMay()('charges.write')
  const connection = useConnection()
  const [typed, setTyped] = useState<string>()
  const [problem, setProblem] = useState<Problem>()
  // What was answered stands until the store has it; each answer is sent with those before it, one after the other.
  const [answered, setAnswered] = useState<Kept>()
  const last = useRef<Promise<void>>(Promise.resolve())
  if (answered && isSame(answered, known)) setAnswered(undefined)
  const { facts, crisis, signedOn } = answered ?? known
  const save = (change: Partial<Kept>): void => {
    const next = { facts, crisis, signedOn, ...change }
    setAnswered(next)
    last.current = last.current.then(async () => {
      const reply = await connection.call('documentation.save', { charge, ...next }, { key: newKey() })
      setProblem(reply.ok ? undefined : reply.problem)
      if (!reply.ok) setAnswered(undefined)
    })
  }
  const read = typed === undefined || typed.trim() === '' ? undefined : typedDay(typed, today)
  const leave = (): void => {
    if (typed === undefined || (typed.trim() !== '' && read === undefined)) return
    setTyped(undefined)
    if ((read ?? null) !== signedOn) save({ signedOn: read ?? null })
  }
  return (
    <div className={classes['list']}>
      {known.finding !== null && <Note family="warn">{known.finding}</Note>}
      {FACTS.map(([fact, words]) => (
        <FactRow key={fact} fact={fact} words={words} is={facts[fact]} onAnswer={(next) => save({ facts: { ...facts, [fact]: next } })} />
      ))}
      {crisis !== null &&
        CRISIS_FACTS.map(([fact, words]) => (
          <FactRow
            key={fact}
            fact={fact}
            words={words}
            is={crisis[fact]}
            onAnswer={(next) => save({ crisis: { ...crisis, [fact]: next } })}
          />
        ))}
      <div className={classes['fact']}>
        <span id="fact-signed">Note signed on</span>
        <TextInput
          aria-labelledby="fact-signed"
          className={`${classes['day']} num`}
          placeholder="MM/DD/YYYY"
          autoComplete="off"
          disabled={!mayWrite}
          value={typed ?? (signedOn === null ? '' : shownDay(signedOn))}
          error={typed !== undefined && typed.length >= 8 && read === undefined}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={leave}
          onKeyDown={(event) => {
            if (event.key === 'Enter') leave()
          }}
        />
      </div>
      <ProblemNote problem={problem} />
    </div>
  )
}

type FactRowProps = {
  readonly fact: Fact | CrisisFact
  readonly words: string
  readonly is: Known['facts'][Fact]
  readonly onAnswer: (next: Known['facts'][Fact]) => void
}
function FactRow({ fact, words, is, onAnswer }: FactRowProps): ReactNode {
  const mayWrite = useMay()('charges.write')
  return (
    <div className={classes['fact']}>
      <span id={`fact-${fact}`}>{words}</span>
      <SegmentedControl
        size="xs"
        aria-labelledby={`fact-${fact}`}
        data={[...ANSWERS]}
        value={is}
        disabled={!mayWrite}
        onChange={onAnswer}
      />
    </div>
  )
}
