import { Fragment, type KeyboardEvent, type ReactNode, type Ref } from 'react'
import { IconAlertTriangle, IconBan } from '@tabler/icons-react'
import type { Output } from '../../../src-shared/contract/index.ts'
import type { Shape } from '../../../src-shared/contract/fields.ts'
import { clock, counted, Money } from '../../kit/figures.tsx'
import { Icon } from '../../kit/Icon.tsx'
import { Status } from '../../kit/Status.tsx'
import classes from './Charges.module.css'
import { cells, heads } from './columns.tsx'
import type { Missing, Sheet } from './useEntry.ts'
import { letters, plainName, serviceWord } from './words.ts'

export type Charge = Sheet['rows'][number]
export type Off = Output<'appointments.list'>[number]
/** A line of the day: a session without a charge, a charge, or a session that did not take place. */
export type Line =
  | { readonly is: 'missing'; readonly key: string; readonly of: Missing }
  | { readonly is: 'charge'; readonly key: string; readonly of: Charge }
  | { readonly is: 'off'; readonly key: string; readonly of: Off }

export const linesOf = (sheet: Sheet, off: readonly Off[]): readonly Line[] => [
  ...sheet.missing.map((of) => ({ is: 'missing', key: `session ${of.id}`, of }) as const),
  ...sheet.rows.map((of) => ({ is: 'charge', key: `charge ${of.id}`, of }) as const),
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
  readonly label: string
  readonly ref: Ref<HTMLDivElement>
  readonly onPoint: (at: number) => void
  readonly onOpenClaim: (claim: number) => void
  readonly onKeyDown?: (event: KeyboardEvent) => void
}

/** The lines of the day, walked through by keys. */
export function Lines({ lines, cursor, isHere, isAhead, taken, label, ref, onPoint, onOpenClaim }: Props): ReactNode {
  const groups = new Set(lines.map(({ is }) => is)).size
  const many = (is: Line['is']): number => lines.filter((line) => line.is === is).length
  const titleOf = (is: Line['is']): string =>
    is === 'missing'
      ? `${counted(many(is), 'session')} ${isAhead ? 'to come' : 'without a charge'}`
      : is === 'charge'
        ? `${counted(many(is), 'row')} saved`
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
          {line.is !== lines[at - 1]?.is && (groups > 1 || line.is !== 'charge') && (
            <div role="row" className={classes['group']}>
              <div role="gridcell">{titleOf(line.is)}</div>
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
            <LineCells line={line} isAhead={isAhead} isTaken={line.is === 'missing' && line.of.id === taken} onOpenClaim={onOpenClaim} />
          </div>
          {line.is === 'charge' && line.of.reason !== '' && (
            <div role="row" className={classes['why']}>
              <div role="gridcell" className={line.of.outcome === 'billed' ? 'fam-warn' : 'fam-none'}>
                <Icon of={line.of.outcome === 'billed' ? IconAlertTriangle : IconBan} size={14} />
                <span className="second words">{line.of.reason}</span>
              </div>
            </div>
          )}
        </Fragment>
      ))}
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
  const status = <Status {...standing(charge)} />
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
