import type { ReactNode } from 'react'
import { useRouter } from '../../app/routes.ts'
import { Button } from '../../kit/Button.tsx'
import { clock } from '../../kit/figures.tsx'
import { Facts, NextStep, PanelSection, PanelTop } from '../../kit/Panel.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { Tag } from '../../kit/Status.tsx'
import type { Problem } from '../../../src-shared/contract/index.ts'
import classes from './Why.module.css'
import { offWord, standing, type Charge, type Line, type Off } from './lines.tsx'
import type { Missing } from './useEntry.ts'
import { letters, modeWord, serviceWord } from './words.ts'

export type Mark = 'booked' | 'cancelled' | 'no-show'
type Props = {
  readonly line: Line
  readonly isAhead: boolean
  readonly isBusy: boolean
  readonly problem: Problem | undefined
  readonly onTake: (session: Missing) => void
  readonly onMark: (session: Missing | Off, status: Mark) => void
}

/** A line of the list: what it is, and what to do with it. */
export function LinePanel({ line, isAhead, isBusy, problem, onTake, onMark }: Props): ReactNode {
  const router = useRouter()
  return (
    <>
      <PanelTop
        tag={<LineTag line={line} isAhead={isAhead} />}
        {...(line.is === 'charge' && line.of.claim !== null && { id: `Claim ${line.of.claim}` })}
        title={line.of.patientName}
        after={`${clock(line.of.start)} to ${clock(line.of.stop)}`}
      />
      {line.is === 'missing' && <MissingStep session={line.of} isAhead={isAhead} isBusy={isBusy} onTake={onTake} onMark={onMark} />}
      {line.is === 'charge' && <ChargeStep charge={line.of} />}
      {line.is === 'off' && (
        <NextStep
          title="Nothing is charged for it"
          why={line.of.status === 'no-show' ? 'The patient did not come.' : 'The session was cancelled.'}
          action={{
            children: 'It stands after all',
            keys: 'Enter',
            group: 'Session',
            isBusy,
            onPress: () => onMark(line.of, 'booked'),
          }}
        />
      )}
      {problem && (
        <div className={classes['problem']}>
          <ProblemNote problem={problem} />
        </div>
      )}
      <PanelSection title="Session">
        <Facts
          facts={[
            { name: 'Clinician', value: line.of.providerName },
            { name: 'Service', value: serviceWord(line.of.service) },
            { name: 'Held', value: modeWord(line.of.mode) },
            line.is === 'charge'
              ? { name: 'Minutes', value: <span className="num">{line.of.minutes}</span> }
              : { name: 'Booked', value: `${clock(line.of.start)} to ${clock(line.of.stop)}` },
          ]}
        />
        <Button look="quiet" small onPress={() => router.go({ screen: 'patients', open: line.of.patient })}>
          {`Open ${line.of.patientName}`}
        </Button>
      </PanelSection>
      {line.is === 'charge' && <ChargeFacts charge={line.of} />}
    </>
  )
}

function LineTag({ line, isAhead }: { readonly line: Line; readonly isAhead: boolean }): ReactNode {
  if (line.is === 'charge') return <Tag {...standing(line.of)} />
  return line.is === 'off' ? (
    <Tag shape="voided" word={offWord(line.of.status)} />
  ) : (
    <Tag shape="draft" word={isAhead ? 'To come' : 'Not charged'} />
  )
}

function MissingStep({
  session,
  isAhead,
  isBusy,
  onTake,
  onMark,
}: Omit<Props, 'line' | 'problem'> & { readonly session: Missing }): ReactNode {
  return (
    <NextStep
      title={isAhead ? 'Still to come' : 'Charge this session'}
      why={isAhead ? 'It can be charged once it was held.' : 'It fills the row below. Enter there saves it and offers the next.'}
      {...(!isAhead && {
        action: { children: 'Charge it', keys: 'Enter', group: 'Session', needs: 'charges.write', onPress: () => onTake(session) },
      })}
      others={
        <>
          {!isAhead && (
            <Button
              small
              keys="Shift+n"
              group="Session"
              needs="sessions.write"
              disabled={isBusy}
              onPress={() => onMark(session, 'no-show')}
            >
              No-show
            </Button>
          )}
          <Button
            small
            keys="Shift+c"
            group="Session"
            needs="sessions.write"
            disabled={isBusy}
            onPress={() => onMark(session, 'cancelled')}
          >
            Cancelled
          </Button>
        </>
      }
    />
  )
}

function ChargeStep({ charge }: { readonly charge: Charge }): ReactNode {
  const router = useRouter()
  const { claim } = charge
  if (claim === null) return <NextStep title="Kept as a visit" why={charge.reason === '' ? 'No claim was made of it.' : charge.reason} />
  return (
    <NextStep
      title={`Claim ${claim}`}
      why="The claim of this session: what was checked, sent and paid stands there."
      cents={charge.cents}
      action={{ children: 'Open the claim', keys: 'Enter', group: 'Session', onPress: () => router.go({ screen: 'claims', open: claim }) }}
    />
  )
}

function ChargeFacts({ charge }: { readonly charge: Charge }): ReactNode {
  if (charge.outcome !== 'billed') return null
  return (
    <PanelSection title="As it was charged">
      <Facts
        facts={[
          { name: 'Code', value: <span className="id">{charge.codes}</span> },
          { name: 'Units', value: <span className="num">{charge.units}</span> },
          { name: 'Modifiers', value: <span className="id">{charge.modifiers === '' ? 'none' : charge.modifiers}</span> },
          { name: 'Place', value: <span className="id">{charge.place}</span> },
          { name: 'Diagnoses', value: <span className="id">{charge.diagnoses.length === 0 ? 'none' : charge.diagnoses.join(', ')}</span> },
          { name: 'Pointers', value: <span className="id">{letters(charge.pointers)}</span> },
        ]}
      />
    </PanelSection>
  )
}
