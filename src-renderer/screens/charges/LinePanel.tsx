import type { ReactNode } from 'react'
import { useRouter } from '../../app/routes.ts'
import { Button } from '../../kit/Button.tsx'
import { shownDay } from '../../../src-shared/day.ts'
import { drugWords } from '../../../src-shared/drug.ts'
import { clock } from '../../kit/figures.tsx'
import { CountsAgainst } from '../authorizations/CountsAgainst.tsx'
import { Facts, NextStep, PanelSection, PanelTop } from '../../kit/Panel.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { Tag } from '../../kit/Status.tsx'
import type { Problem } from '../../../src-shared/contract/index.ts'
import { EstimateSection } from '../eligibility/EstimateSection.tsx'
import classes from './Why.module.css'
import { DocumentationSection } from './DocumentationSection.tsx'
import { offWord, standing, waitingStanding, type Charge, type Line, type Off } from './lines.tsx'
import type { Waiting } from './sheet.ts'
import { startOf, stopOf } from './typed.ts'
import type { Missing } from './useEntry.ts'
import { letters, modeWord, serviceWord } from './words.ts'

/** A session that came from another system may have no time yet: it is typed when it is charged. */
const spanWords = ({ start, stop }: { readonly start: string; readonly stop: string }): string =>
  start === '' ? 'time not told' : stop === '' ? `from ${clock(start)}` : `${clock(start)} to ${clock(stop)}`

export type Mark = 'booked' | 'cancelled' | 'no-show'
type Props = {
  readonly line: Line
  readonly isAhead: boolean
  readonly isBusy: boolean
  readonly problem: Problem | undefined
  readonly onTake: (session: Missing) => void
  readonly onMark: (session: Missing | Off, status: Mark) => void
  readonly onChange: (charge: Charge) => void
  readonly onTakeBack: (charge: Charge) => void
  readonly onFix: (row: Waiting) => void
  readonly onOffer: (row: Waiting, offer?: Waiting['offers'][number]) => void
  readonly onLeaveOut: (row: Waiting) => void
}

/** A line of the list: what it is, and what to do with it. */
export function LinePanel(props: Props): ReactNode {
  const { line, isAhead, isBusy, problem, onTake, onMark } = props
  const router = useRouter()
  if (line.is === 'waiting' || line.is === 'going') return <WaitingPanel {...props} row={line.of} isGoing={line.is === 'going'} />
  return (
    <>
      <PanelTop
        tag={<LineTag line={line} isAhead={isAhead} />}
        {...(line.is === 'charge' && line.of.claim !== null && { id: `Claim ${line.of.claim}` })}
        title={line.of.patientName}
        after={spanWords(line.of)}
      />
      {line.is === 'missing' && <MissingStep session={line.of} isAhead={isAhead} isBusy={isBusy} onTake={onTake} onMark={onMark} />}
      {line.is === 'charge' && <ChargeStep charge={line.of} onChange={props.onChange} onTakeBack={props.onTakeBack} />}
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
              : { name: 'Booked', value: spanWords(line.of) },
          ]}
        />
        <Button look="quiet" small onPress={() => router.go({ screen: 'patients', open: line.of.patient })}>
          {`Open ${line.of.patientName}`}
        </Button>
      </PanelSection>
      {line.is === 'charge' && <EstimateSection of={{ charge: line.of.id }} />}
      {line.is === 'missing' && <EstimateSection of={{ appointment: line.of.id }} />}
      {line.is === 'charge' && line.of.outcome === 'billed' && <CountsAgainst of={{ charge: line.of.id }} />}
      {line.is === 'missing' && <CountsAgainst of={{ appointment: line.of.id }} />}
      {line.is === 'charge' && <ChargeFacts charge={line.of} />}
      {line.is === 'charge' && line.of.outcome === 'billed' && <DocumentationSection charge={line.of.id} />}
    </>
  )
}

function LineTag({ line, isAhead }: { readonly line: Line; readonly isAhead: boolean }): ReactNode {
  if (line.is === 'waiting' || line.is === 'going') return <Tag {...waitingStanding(line.of)} />
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
}: Pick<Props, 'isAhead' | 'isBusy' | 'onTake' | 'onMark'> & { readonly session: Missing }): ReactNode {
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

type ChargeStepProps = { readonly charge: Charge } & Pick<Props, 'onChange' | 'onTakeBack'>

function ChargeStep({ charge, onChange, onTakeBack }: ChargeStepProps): ReactNode {
  const router = useRouter()
  const { claim } = charge
  const others = charge.isOpen && (
    <>
      <Button small keys="e" group="Session" needs="charges.write" onPress={() => onChange(charge)}>
        Change
      </Button>
      <Button small keys="u" group="Session" needs="charges.write" onPress={() => onTakeBack(charge)}>
        Take back
      </Button>
    </>
  )
  if (claim === null)
    return <NextStep title="Kept as a visit" why={charge.reason === '' ? 'No claim was made of it.' : charge.reason} others={others} />
  return (
    <NextStep
      title={`Claim ${claim}`}
      why={
        charge.isOpen
          ? 'Its claim has not left, so the row can be changed and taken back.'
          : 'Its claim was sent. What is wrong is replaced or voided there.'
      }
      cents={charge.cents}
      others={others}
      action={{ children: 'Open the claim', keys: 'Enter', group: 'Session', onPress: () => router.go({ screen: 'claims', open: claim }) }}
    />
  )
}

type WaitingProps = Props & { readonly row: Waiting; readonly isGoing: boolean }

/** A row that is not saved: why, and what to do. */
function WaitingPanel({ row, isGoing, onFix, onOffer, onLeaveOut }: WaitingProps): ReactNode {
  const { typed, offers, n } = row
  const [start, stop] = [startOf(typed), stopOf(typed)]
  const asksWho = typed.patient === null && offers.length > 0
  const [first, ...more] = offers
  return (
    <>
      <PanelTop
        tag={<Tag {...waitingStanding(row)} />}
        {...(n !== null && { id: `Row ${n}` })}
        title={typed.patient?.name ?? (row.patientText === '' ? 'No patient' : row.patientText)}
        after={start !== undefined && stop !== undefined ? `${clock(start)} to ${clock(stop)}` : undefined}
      />
      {isGoing ? (
        <NextStep title="On its way" why="It counts as saved once the ledger has it." />
      ) : (
        <NextStep
          title={row.is === 'ready' ? 'Ready to be saved' : row.is === 'look' ? 'Look at it first' : 'Mend it first'}
          why={row.words ?? 'Nothing is wrong with it.'}
          cents={row.shown?.cents ?? null}
          action={
            asksWho && first
              ? { children: `Yes, ${first.name}`, keys: 'y', group: 'Session', needs: 'charges.write', onPress: () => onOffer(row, first) }
              : {
                  children: row.is === 'ready' ? 'Change it' : 'Fix it',
                  keys: 'Enter',
                  group: 'Session',
                  needs: 'charges.write',
                  onPress: () => onFix(row),
                }
          }
          others={
            <>
              {more.map((offer) => (
                <Button key={offer.id} small onPress={() => onOffer(row, offer)}>
                  {`${offer.name}${offer.born ? `, born ${shownDay(offer.born)}` : ''}`}
                </Button>
              ))}
              {asksWho && (
                <Button small keys="Enter" group="Session" onPress={() => onFix(row)}>
                  Somebody else
                </Button>
              )}
              <Button small keys="Delete" group="Session" onPress={() => onLeaveOut(row)}>
                Leave it out
              </Button>
            </>
          }
        />
      )}
      <PanelSection title="As it was read">
        <Facts
          facts={[
            ...(typed.day === null ? [] : [{ name: 'Date', value: <span className="num">{shownDay(typed.day)}</span> }]),
            { name: 'Service', value: serviceWord(typed.service) },
            { name: 'Held', value: modeWord(typed.mode) },
            { name: 'Code', value: <span className="id">{row.shown?.codes || typed.code || 'by the minutes'}</span> },
            { name: 'Diagnoses', value: <span className="id">{typed.diagnoses === '' ? 'as on the patient' : typed.diagnoses}</span> },
          ]}
        />
      </PanelSection>
    </>
  )
}

function ChargeFacts({ charge }: { readonly charge: Charge }): ReactNode {
  if (charge.outcome !== 'billed') return null
  const { drugs = [] } = charge.beside
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
          ...(drugs.length > 0 ? [{ name: 'NDC', value: drugs.map(({ drug }) => (drug ? drugWords(drug) : 'none')).join('; ') }] : []),
        ]}
      />
    </PanelSection>
  )
}
