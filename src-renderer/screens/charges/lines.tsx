import { Fragment, memo, type ReactNode, type Ref } from 'react'
import { IconAlertTriangle, IconBan, IconSquareX } from '@tabler/icons-react'
import type { Output } from '../../../src-shared/contract/index.ts'
import type { Shape } from '../../../src-shared/contract/fields.ts'
import { shownDay } from '../../../src-shared/day.ts'
import { clock, counted, Money } from '../../kit/figures.tsx'
import { Icon } from '../../kit/Icon.tsx'
import { Status } from '../../kit/Status.tsx'
import classes from './Charges.module.css'
import own from './Waiting.module.css'
import { cells, heads } from './columns.tsx'
import { startOf, stopOf } from './typed.ts'
import type { Waiting } from './sheet.ts'
import type { Missing, Sheet } from './useEntry.ts'
import { letters, plainName, serviceWord } from './words.ts'

export type Charge = Sheet['rows'][number]
export type Off = Output<'appointments.list'>[number]
/** A line of the day: a session without a charge, a charge, a row that is not saved, or a session that did not take place. */
export type Line =
  | { readonly is: 'missing'; readonly key: string; readonly of: Missing }
  | { readonly is: 'charge'; readonly key: string; readonly of: Charge }
  | { readonly is: 'going'; readonly key: string; readonly of: Waiting }
  | { readonly is: 'waiting'; readonly key: string; readonly of: Waiting }
  | { readonly is: 'off'; readonly key: string; readonly of: Off }

export const isOnItsWay = ({ is }: Waiting): boolean => is === 'going' || is === 'saved'

/** Sessions to charge first, then what is saved and what is on its way, then what waits. A session whose row is on its way is not missing any more. */
export const linesOf = (sheet: Sheet, off: readonly Off[], rows: readonly Waiting[]): readonly Line[] => [
  ...sheet.missing
    .filter(({ id }) => !rows.some((row) => isOnItsWay(row) && row.typed.appointment === id))
    .map((of) => ({ is: 'missing', key: `session ${of.id}`, of }) as const),
  ...sheet.rows
    .filter(({ id }) => !rows.some((row) => isOnItsWay(row) && row.typed.replaces === id))
    .map((of) => ({ is: 'charge', key: `charge ${of.id}`, of }) as const),
  ...rows.filter(isOnItsWay).map((of) => ({ is: 'going', key: `row ${of.key}`, of }) as const),
  ...rows.filter((row) => !isOnItsWay(row)).map((of) => ({ is: 'waiting', key: `row ${of.key}`, of }) as const),
  ...off.map((of) => ({ is: 'off', key: `session ${of.id}`, of }) as const),
]

export const offWord = (status: string): string => (status === 'no-show' ? 'No-show' : 'Cancelled')
/** Where a saved row stands: where its claim does. */
export const standing = (charge: Charge): { readonly shape: Shape; readonly word?: string } =>
  charge.claimStatus === null ? { shape: 'voided', word: 'Not billable' } : { shape: charge.claimStatus as Shape }

type Props = {
  readonly lines: readonly Line[]
  readonly cursor: number
  /** The cursor is in the list, not in the row being typed. */
  readonly isHere: boolean
  readonly isAhead: boolean
  readonly taken: number | null
  /** The waiting row that is mended in the entry line. */
  readonly mended: string | null
  /** The saved row that is being changed there. */
  readonly changed: number | null
  readonly label: string
  readonly ref: Ref<HTMLDivElement>
  readonly onPoint: (at: number) => void
  readonly onOpenClaim: (claim: number) => void
  readonly onFix: (row: Waiting) => void
  readonly onOffer: (row: Waiting) => void
}

/** The lines of the day, walked through by keys. */
export const Lines = memo(function Lines(props: Props): ReactNode {
  const { lines, cursor, isHere, isAhead, taken, mended, changed, label, ref, onPoint, onOpenClaim, onFix, onOffer } = props
  const groups = new Set(lines.map(groupOf)).size
  const many = (is: Line['is']): number => lines.filter((line) => groupOf(line) === is).length
  const titleOf = (is: Line['is']): string =>
    is === 'missing'
      ? `${counted(many(is), 'session')} ${isAhead ? 'to come' : 'without a charge'}`
      : is === 'charge'
        ? `${counted(lines.filter((line) => line.is === 'charge' || (line.is === 'going' && line.of.is === 'saved')).length, 'row')} saved`
        : is === 'waiting'
          ? `${counted(many(is), 'row')} not saved`
          : `${counted(many(is), 'session')} that did not take place`
  return (
    <div
      ref={ref}
      className={classes['lines']}
      role="grid"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={lines.length > 0 && isHere ? `charges-line-${cursor}` : undefined}
      onFocus={(event) => {
        if (event.target === event.currentTarget) onPoint(cursor)
      }}
    >
      <div className={`${classes['line']} ${classes['head']}`} role="row">
        {heads()}
      </div>
      {lines.map((line, at) => (
        <Fragment key={line.key}>
          {isFirstOfGroup(lines, at) && (groups > 1 || groupOf(line) !== 'charge') && (
            <div role="row" className={classes['group']}>
              <div role="gridcell">{titleOf(groupOf(line))}</div>
            </div>
          )}
          {/* Its keys are bound for the whole screen. */}
          {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus */}
          <div
            id={`charges-line-${at}`}
            role="row"
            aria-selected={isHere && at === cursor}
            className={[classes['line'], classes['row'], isHere && at === cursor && classes['cursor']].filter(Boolean).join(' ')}
            onClick={() => onPoint(at)}
          >
            <LineCells
              line={line}
              isAhead={isAhead}
              isTaken={
                (line.is === 'missing' && line.of.id === taken) ||
                (line.is === 'waiting' && line.of.key === mended) ||
                (line.is === 'charge' && line.of.id === changed)
              }
              onOpenClaim={onOpenClaim}
            />
          </div>
          {line.is === 'charge' && line.of.reason !== '' && (
            <div role="row" className={classes['why']}>
              <div role="gridcell" className={line.of.outcome === 'billed' ? 'fam-warn' : 'fam-none'}>
                <Icon of={line.of.outcome === 'billed' ? IconAlertTriangle : IconBan} size={14} />
                <span className="second words">{line.of.reason}</span>
              </div>
            </div>
          )}
          {line.is === 'waiting' && line.of.words !== null && <Reason row={line.of} onFix={onFix} onOffer={onOffer} />}
        </Fragment>
      ))}
    </div>
  )
})

/** Rows on their way stand with those that are saved. */
const groupOf = ({ is }: Line): Line['is'] => (is === 'going' ? 'charge' : is)
const isFirstOfGroup = (lines: readonly Line[], at: number): boolean => {
  const [line, before] = [lines[at], lines[at - 1]]
  return line !== undefined && (before === undefined || groupOf(before) !== groupOf(line))
}

type ReasonProps = { readonly row: Waiting } & Pick<Props, 'onFix' | 'onOffer'>

/** Why a row waits, and the way on. */
function Reason({ row, onFix, onOffer }: ReasonProps): ReactNode {
  const [offer] = row.offers
  return (
    <div role="row" className={classes['why']}>
      <div role="gridcell" className={`grow ${row.is === 'cannot' ? 'fam-bad' : row.is === 'look' ? 'fam-warn' : 'fam-none'}`}>
        <Icon of={row.is === 'cannot' ? IconSquareX : IconAlertTriangle} size={14} />
        <span className="second words">{row.words}</span>
        {row.is !== 'ready' && (
          <span className={own['links']}>
            {offer && row.typed.patient === null && (
              <button
                type="button"
                tabIndex={-1}
                className={classes['link']}
                aria-label={`Yes, ${offer.name}`}
                onClick={() => onOffer(row)}
              >
                Yes
              </button>
            )}
            <button type="button" tabIndex={-1} className={classes['link']} onClick={() => onFix(row)}>
              Fix
            </button>
          </span>
        )}
      </div>
    </div>
  )
}

type LineProps = {
  readonly line: Line
  readonly isAhead: boolean
  readonly isTaken: boolean
  readonly onOpenClaim: (claim: number) => void
}

function LineCells({ line, isAhead, isTaken, onOpenClaim }: LineProps): ReactNode {
  if (line.is === 'going' || line.is === 'waiting') return <WaitingCells row={line.of} isTaken={isTaken} />
  const { of } = line
  const shared = {
    patient: of.patientName,
    clinician: plainName(of.providerName),
    start: <span className="num">{clock(of.start)}</span>,
    stop: <span className="num">{clock(of.stop)}</span>,
    service: serviceWord(of.service),
  }
  if (line.is !== 'charge') {
    const word = line.is === 'off' ? offWord(line.of.status) : isAhead ? 'To come' : isTaken ? 'In the row' : 'Not charged'
    return cells({ ...shared, status: <Status shape={line.is === 'off' ? 'voided' : 'draft'} word={word} /> }, 'gridcell')
  }
  const charge = line.of
  const { claim } = charge
  const status = isTaken ? <Status shape="draft" word="Changing" /> : <Status {...standing(charge)} />
  return cells(
    {
      ...shared,
      status:
        claim === null ? (
          status
        ) : (
          <button
            type="button"
            tabIndex={-1}
            className={classes['link']}
            title={`Claim ${claim}`}
            aria-label={`Open claim ${claim}`}
            onClick={() => onOpenClaim(claim)}
          >
            {status}
          </button>
        ),
      minutes: <b className="num">{charge.minutes}</b>,
      code: charge.outcome === 'billed' ? charge.codes : <span className="third">not billable</span>,
      modifiers: charge.modifiers,
      units: <span className="num">{charge.units === '' ? '–' : charge.units}</span>,
      place: charge.place,
      diagnoses: charge.diagnoses.join(', '),
      pointers: charge.outcome === 'billed' ? letters(charge.pointers) : '',
      fee: <Money cents={charge.cents} />,
    },
    'gridcell',
  )
}

const standings: Readonly<Record<Waiting['is'], { readonly shape: Shape; readonly word: string }>> = {
  ready: { shape: 'ready', word: 'Ready' },
  look: { shape: 'look-here', word: 'Look' },
  cannot: { shape: 'rejected', word: 'Mend' },
  going: { shape: 'draft', word: 'Saving' },
  saved: { shape: 'ready', word: 'Saved' },
}
/** How a row that is not saved stands. */
export const waitingStanding = (row: Waiting): { readonly shape: Shape; readonly word: string } => standings[row.is]

function WaitingCells({ row, isTaken }: { readonly row: Waiting; readonly isTaken: boolean }): ReactNode {
  const { typed, shown, n } = row
  const [start, stop] = [startOf(typed), stopOf(typed)]
  return cells(
    {
      status: isTaken ? <Status shape="draft" word="In the row" /> : <Status {...waitingStanding(row)} />,
      patient: [typed.patient?.name ?? row.patientText, typed.day !== null && shownDay(typed.day)].filter(Boolean).join(' · '),
      clinician: n === null ? '' : <span className="third">Row {n}</span>,
      start: <span className="num">{start === undefined ? typed.start : clock(start)}</span>,
      stop: <span className="num">{stop === undefined ? typed.stop : clock(stop)}</span>,
      minutes: <b className="num">{shown?.minutes}</b>,
      service: serviceWord(typed.service),
      code: shown === null ? typed.code : shown.codes === '' ? <span className="third">not billable</span> : shown.codes,
      modifiers: shown?.modifiers,
      units: <span className="num">{shown?.units}</span>,
      place: shown?.place,
      diagnoses: typed.diagnoses,
      fee: shown && <Money cents={shown.cents} />,
    },
    'gridcell',
  )
}
