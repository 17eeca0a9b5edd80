import { Select } from '@mantine/core'
import { IconChartHistogram } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import type { Output } from '../../../../src-shared/contract/index.ts'
import { addDays, shownDay, type Day } from '../../../../src-shared/day.ts'
import { isNone, sentenceMoney } from '../../../../src-shared/money.ts'
import { useKeys } from '../../../app/keyboard.tsx'
import { useCall } from '../../../app/queries.ts'
import { useRouter } from '../../../app/routes.ts'
import { useToday } from '../../../app/sitting.ts'
import { Answer } from '../../../kit/Answer.tsx'
import { Button } from '../../../kit/Button.tsx'
import { Empty } from '../../../kit/Empty.tsx'
import { clock, counted } from '../../../kit/figures.tsx'
import { ScreenBody, ScreenHead } from '../../../kit/Screen.tsx'
import { RowsSkeleton } from '../../../kit/Skeleton.tsx'
import { Mark } from '../../../kit/Status.tsx'
import { AuditSheetDrawer } from './AuditSheetDrawer.tsx'
import classes from './Coding.module.css'

type Clinician = Output<'coding.figures'>['clinicians'][number]
type Finding = Clinician['findings'][number]
type Share = Clinician['long']

const SPANS = [
  { value: '30', label: 'Last 30 days' },
  { value: '90', label: 'Last 90 days' },
  { value: '365', label: 'Last 365 days' },
] as const
type Span = (typeof SPANS)[number]['value']
const daysOf: Readonly<Record<Span, number>> = { '30': 30, '90': 90, '365': 365 }

/** How each clinician's sessions were coded: against their minutes, their own past, and the practice. */
export function CodingScreen({ onBack }: { readonly onBack: () => void }): ReactNode {
  const today = useToday()
  const [span, setSpan] = useState<Span>('90')
  const [isDrawing, setDrawing] = useState(false)
  const from = addDays(today, 1 - daysOf[span])
  const asked = useCall('coding.figures', { from, to: today }, { keep: true })
  useKeys('Coding', [{ keys: 'Escape', words: 'Back to charges', run: onBack }])
  return (
    <>
      <ScreenHead
        before={
          <>
            <Button look="quiet" small onPress={onBack}>
              Charges
            </Button>
            <span className="third" aria-hidden>
              /
            </span>
          </>
        }
        title="Coding"
        actions={
          <Button keys="Shift+a" group="Coding" onPress={() => setDrawing(true)}>
            Audit sheet
          </Button>
        }
      >
        <Select
          aria-label="Days"
          data={SPANS}
          value={span}
          allowDeselect={false}
          onChange={(next) => setSpan(SPANS.find(({ value }) => value === next)?.value ?? '90')}
        />
      </ScreenHead>
      <ScreenBody>
        <Answer of={asked} loading={<RowsSkeleton rows={12} />}>
          {({ clinicians, sessions, fits, long }) =>
            clinicians.length === 0 ? (
              <Empty icon={IconChartHistogram} title="No billed session in these days">
                Once sessions are charged, this page holds each against its minutes, and each clinician against their own past.
              </Empty>
            ) : (
              <div className={classes['page']}>
                <div className={classes['inner']}>
                  <p className="second">
                    {counted(sessions, 'billed session')} from {shownDay(from)} to {shownDay(today)}. {shareWords(fits)} of those with a
                    rule of minutes fit them; {shareWords(long)} of individual psychotherapy is 90837.
                  </p>
                  {clinicians.map((one) => (
                    <Card key={one.provider} of={one} />
                  ))}
                </div>
              </div>
            )
          }
        </Answer>
      </ScreenBody>
      {isDrawing && (
        <AuditSheetDrawer
          from={from}
          to={today}
          clinicians={(asked.data?.clinicians ?? []).map(({ provider, name }) => ({ id: provider, name }))}
          onClose={() => setDrawing(false)}
        />
      )}
    </>
  )
}

/** Below so many a share says nothing. */
const FEWEST = 20
const percent = ({ n, of }: Share): string => `${Math.round((n / of) * 100)}%`
const shareWords = (share: Share): string => (share.of < FEWEST ? `${share.n} of ${share.of}` : percent(share))

function Card({ of: one }: { readonly of: Clinician }): ReactNode {
  return (
    <section className={classes['clinician']} aria-label={one.name}>
      <div className={classes['top']}>
        <h2 className="cut">{one.name}</h2>
        <Figure label="Sessions" value={one.sessions.toLocaleString('en-US')} />
        <Figure label="Fit their minutes" value={one.fits.of === 0 ? '–' : shareWords(one.fits)} />
        <Figure label="90837" value={one.before.of < FEWEST ? shareWords(one.long) : `${percent(one.before)} → ${shareWords(one.long)}`} />
        <Figure label="Billed too low by" value={isNone(one.underCents) ? '–' : sentenceMoney(one.underCents)} />
      </div>
      {one.findings.length === 0 ? (
        <p className={`${classes['wide']} second`}>Nothing an auditor would ask about.</p>
      ) : (
        <ul className={classes['findings']}>
          {one.findings.map((finding) => (
            <FindingLine key={finding.id} of={finding} provider={one.provider} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Figure({ label, value }: { readonly label: string; readonly value: string }): ReactNode {
  return (
    <div className={classes['figure']}>
      <span className={classes['label']}>{label}</span>
      <span className="num">{value}</span>
    </div>
  )
}

const SHAPES = { stop: 'rejected', look: 'look-here', note: 'note' } as const

function FindingLine({ of: finding, provider }: { readonly of: Finding; readonly provider: number }): ReactNode {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const { sessions, count } = finding
  return (
    <li>
      <div className={classes['finding']}>
        <Mark shape={SHAPES[finding.grade]} />
        <span className="grow words">
          {finding.words} <span className="third small">{finding.source}</span>
        </span>
        <Button look="quiet" small aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {isOpen ? 'Fold' : `Show ${counted(Math.min(count, sessions.length), 'session')}`}
        </Button>
      </div>
      {isOpen && (
        <ul className={classes['sessions']} aria-label={finding.words}>
          {sessions.map((session) => (
            <li key={session.charge}>
              <button
                type="button"
                className={classes['session']}
                onClick={() => router.go({ screen: 'charges', day: session.day, provider })}
              >
                <span className="num">{whenWords(session.day, session.start)}</span>
                <span className="cut">{session.patientName}</span>
                <span className="num">{session.minutes} min</span>
                <span className="id">{session.codes}</span>
                <span className="second words">{session.words}</span>
              </button>
            </li>
          ))}
          {count > sessions.length && (
            <li className="third small">{`The newest ${sessions.length} of ${count.toLocaleString('en-US')}.`}</li>
          )}
        </ul>
      )}
    </li>
  )
}

const whenWords = (day: Day, start: string): string => `${shownDay(day)}, ${clock(start)}`
