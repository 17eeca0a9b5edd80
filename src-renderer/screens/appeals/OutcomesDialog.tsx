import { useState, type ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { shownDay } from '../../../src-shared/day.ts'
import { useCall } from '../../app/queries.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Choices } from '../../kit/Choices.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { Money } from '../../kit/figures.tsx'
import { PlainTable } from '../../kit/Panel.tsx'

type Outcomes = Output<'appeals.outcomes'>
type By = keyof Outcomes['by']
const BY: readonly By[] = ['payer', 'cause', 'letter']
const WORDS: Readonly<Record<By, readonly [string, string]>> = {
  payer: ['By payer', ''],
  cause: ['By cause', ''],
  letter: ['By letter', ''],
}
const HEADS: Readonly<Record<By, string>> = { payer: 'Payer', cause: 'Cause', letter: 'Letter' }

/** Of how many, in percent to a tenth, never rounded up to a goal that was not reached; a dash where there is none. */
const share = (part: number, whole: number): string => (whole === 0 ? '–' : `${Math.floor((1000 * part) / whole) / 10} %`)

/** What appeals came to in a year, and how many denials came to an end. */
export function OutcomesDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const asked = useCall('appeals.outcomes', {})
  return (
    <Dialog
      title="What appeals came to"
      isOpen
      onClose={onClose}
      width={720}
      actions={
        <Button keys="Escape" inFields onPress={onClose}>
          Close
        </Button>
      }
    >
      <Answer of={asked}>{(outcomes) => <Told outcomes={outcomes} />}</Answer>
    </Dialog>
  )
}

function Told({ outcomes: { since, by, resolution } }: { readonly outcomes: Outcomes }): ReactNode {
  const [shown, setShown] = useState<By>('payer')
  const rows = by[shown]
  const { all, ended } = resolution
  return (
    <>
      <p>
        <b>{all === 0 ? 'No denial is old enough to count yet.' : `${share(ended, all)} of denials came to an end`}</b>
        {all > 0 && (
          <>
            {' '}
            ({ended.toLocaleString('en-US')} of {all.toLocaleString('en-US')}; the goal is 95 %). Counted are those opened from{' '}
            {shownDay(resolution.from)} to before {shownDay(resolution.until)}, so that each had three months: {resolution.paid} paid,{' '}
            {resolution.upheld} upheld, {resolution.writtenOff} written off, {resolution.patient} billed to the patient.
          </>
        )}
      </p>
      <Choices label="Appeals decided" all={BY} words={WORDS} chosen={shown} onChoose={setShown} />
      {rows.length === 0 ? (
        <p className="second">No appeal was decided since {shownDay(since)}.</p>
      ) : (
        <PlainTable
          label="Appeals decided"
          rows={rows.map((one, id) => ({ ...one, id }))}
          columns={[
            { head: HEADS[shown], cell: ({ words }) => words },
            { head: 'Decided', isEnd: true, cell: ({ decided }) => decided },
            { head: 'Overturned', isEnd: true, cell: ({ overturned }) => overturned },
            { head: 'Rate', isEnd: true, cell: ({ overturned, decided }) => share(overturned, decided) },
            { head: 'Asked for on those', isEnd: true, cell: ({ cents }) => <Money cents={cents} isSum /> },
          ]}
        />
      )}
      <p className="second small">Overturned, whole or in part, of those that were decided since {shownDay(since)}.</p>
    </>
  )
}
