import { Select } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { OPEN_DENIAL, PATTERNS_BY } from '../../../src-shared/contract/denials.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import type { Filter } from '../../../src-shared/contract/list.ts'
import { shownDay } from '../../../src-shared/day.ts'
import { useCall } from '../../app/queries.ts'
import { useRouter } from '../../app/routes.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { Day, Money } from '../../kit/figures.tsx'
import { PlainTable } from '../../kit/Panel.tsx'
import classes from './Denials.module.css'

type By = (typeof PATTERNS_BY)[number]
type Pattern = Output<'denials.patterns'>['rows'][number]

const WORDS: Readonly<Record<By, string>> = {
  payer: 'Payer',
  cause: 'Cause',
  reason: 'Reason',
  code: 'Code',
  modifier: 'Modifiers',
  place: 'Place of service',
  provider: 'Clinician',
}
/** What the list of denials can be narrowed to. */
const filterOf = (by: By, words: string): Filter | undefined =>
  by === 'payer' || by === 'cause'
    ? { is: 'any', field: by, of: [words] }
    : by === 'reason' || by === 'code'
      ? { is: 'text', field: by, text: words }
      : undefined

/** What denials of late have in common, and what payers do otherwise than they used to. From each one goes on to a rule. */
export function PatternsDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const router = useRouter()
  const [by, setBy] = useState<By>('payer')
  const patterns = useCall('denials.patterns', { by })
  const drift = useCall('denials.drift', {})
  const toRule = (denial: number): void => {
    onClose()
    router.go({ screen: 'setup', section: 'rules', denial })
  }
  const toRows = (filter: Filter): void => {
    onClose()
    router.go({
      screen: 'denials',
      view: { filters: [{ is: 'any', field: 'status', of: [...OPEN_DENIAL, 'closed'] }, filter], sort: [{ by: 'cents', down: true }] },
    })
  }
  return (
    <Dialog
      title="Patterns"
      isOpen
      onClose={onClose}
      width={860}
      actions={
        <Button keys="Escape" inFields onPress={onClose}>
          Close
        </Button>
      }
    >
      <h3>What payers do otherwise than before</h3>
      <Answer of={drift}>{(rows) => <Drift rows={rows} onRule={toRule} />}</Answer>
      <h3>What denials have in common</h3>
      <Select
        label="By"
        allowDeselect={false}
        data={PATTERNS_BY.map((value) => ({ value, label: WORDS[value] }))}
        value={by}
        onChange={(value) => setBy(PATTERNS_BY.find((one) => one === value) ?? by)}
      />
      <Answer of={patterns}>
        {({ rows, since, before }) =>
          rows.length === 0 ? (
            <p className="second">No payer has denied anything since {shownDay(before)}.</p>
          ) : (
            <>
              {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
              <div className={classes['patterns']} tabIndex={0} role="group" aria-label="Patterns by what they have in common">
                <Patterns by={by} rows={rows} onRule={toRule} onRows={toRows} />
              </div>
              <p className="second small">
                Denied from {shownDay(since)} on, and from {shownDay(before)} to before that day.
              </p>
            </>
          )
        }
      </Answer>
    </Dialog>
  )
}

function Drift({ rows, onRule }: { readonly rows: Output<'denials.drift'>; readonly onRule: (denial: number) => void }): ReactNode {
  if (rows.length === 0) return <p className="second">Nothing that stands out in the last ninety days.</p>
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes['patterns']} tabIndex={0} role="group" aria-label="What payers do otherwise than before">
      <PlainTable
        label="Drift"
        rows={rows.map((one, id) => ({ ...one, id }))}
        columns={[
          { head: 'Since', cell: ({ day }) => <Day day={day} /> },
          { head: 'What', cell: ({ words }) => <span className="words">{words}</span> },
          {
            head: '',
            isEnd: true,
            cell: ({ denial, words }) =>
              denial !== null && (
                <Button look="quiet" small needs="claims.write" label={`Write a rule: ${words}`} onPress={() => onRule(denial)}>
                  Write a rule
                </Button>
              ),
          },
        ]}
      />
    </div>
  )
}

type PatternsProps = {
  readonly by: By
  readonly rows: readonly Pattern[]
  readonly onRule: (denial: number) => void
  readonly onRows: (filter: Filter) => void
}

function Patterns({ by, rows, onRule, onRows }: PatternsProps): ReactNode {
  return (
    <PlainTable
      label="Patterns"
      rows={rows.map((one, id) => ({ ...one, id }))}
      columns={[
        {
          head: WORDS[by],
          cell: ({ words, says }) => (
            <span className="words">
              {words} {says !== '' && <span className="second">{says}</span>}
            </span>
          ),
        },
        { head: 'Last 90 days', isEnd: true, cell: ({ n }) => n },
        { head: '90 days before', isEnd: true, cell: ({ before }) => before },
        { head: 'At stake', isEnd: true, cell: ({ cents }) => <Money cents={cents} isSum /> },
        {
          head: '',
          isEnd: true,
          cell: ({ words, newest }) => {
            const filter = filterOf(by, words)
            return (
              <>
                {filter && (
                  <Button look="quiet" small label={`Show the denials: ${words}`} onPress={() => onRows(filter)}>
                    Show them
                  </Button>
                )}
                <Button look="quiet" small needs="claims.write" label={`Write a rule: ${words}`} onPress={() => onRule(newest)}>
                  Write a rule
                </Button>
              </>
            )
          },
        },
      ]}
    />
  )
}
