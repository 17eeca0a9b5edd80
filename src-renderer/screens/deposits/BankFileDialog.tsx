import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { DepositPreview } from '../../../src-shared/contract/deposits.ts'
import { shownDay } from '../../../src-shared/day.ts'
import { sentenceMoney } from '../../../src-shared/money.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { counted, Day, Money } from '../../kit/figures.tsx'
import { Note } from '../../kit/Note.tsx'
import { PlainTable, type PlainColumn } from '../../kit/Panel.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { TextSkeleton } from '../../kit/Skeleton.tsx'
import { Status } from '../../kit/Status.tsx'
import { Counts } from '../intake/Rows.tsx'
import classes from '../intake/Schedule.module.css'
import { useBankFile, type BankFile } from './useBankFile.ts'
import { VERDICTS, type Verdict } from './words.ts'

const width = 900

/** A file of the bank: what is in it and what it would bring. */
export function BankFileDialog({ file, onClose }: { readonly file: File; readonly onClose: () => void }): ReactNode {
  const bank = useBankFile(file, onClose)
  const { preview, problem } = bank
  const will = preview?.counts.new ?? 0
  return (
    <Dialog
      title={`Deposits from ${file.name}`}
      isOpen
      onClose={onClose}
      width={width}
      actions={
        <>
          {preview?.why === '' && (
            <Button look="go" keys="Mod+Enter" inFields disabled={will === 0 || bank.isBusy} onPress={bank.bring}>
              {will === 0 ? 'Nothing new in it' : `Bring in ${counted(will, 'deposit')}`}
            </Button>
          )}
          <Button keys="Escape" inFields onPress={onClose} data-autofocus>
            Not now
          </Button>
        </>
      }
    >
      {problem && <ProblemNote problem={problem} />}
      {preview ? <Body bank={bank} preview={preview} /> : problem ? null : <TextSkeleton lines={8} />}
    </Dialog>
  )
}

function Body({ bank, preview }: { readonly bank: BankFile; readonly preview: DepositPreview }): ReactNode {
  const [only, setOnly] = useState<Verdict>()
  const { why, counts, out, from, to, cents, account, saysAccount } = preview
  if (why !== '') return <Note family="warn">{why}</Note>
  const read = counts.new + counts.known + counts.cannot
  return (
    <div className={classes['body']}>
      <p>
        {from !== null && to !== null && `${account}, ${shownDay(from)} to ${shownDay(to)}: ${sentenceMoney(cents)} is new. `}
        {out > 0 && `${counted(out, 'line')} of money that went out ${out === 1 ? 'is' : 'are'} left out. `}
        What is certain is tied to its remittance at once, with the reason; each tie can be undone.
      </p>
      {!saysAccount && (
        <TextInput
          label="What the account is called"
          description="The file does not say it. Give each account its own name, so that equal deposits on two accounts are told apart."
          placeholder="Bank account"
          maxLength={40}
          value={bank.account}
          onChange={(event) => bank.setAccount(event.currentTarget.value)}
        />
      )}
      <Counts read={read} counts={counts} verdicts={VERDICTS} only={only} onOnly={setOnly} />
      <BankRows preview={preview} only={only} read={read} />
    </div>
  )
}

type Row = DepositPreview['rows'][number] & { readonly id: string }

const columns: readonly PlainColumn<Row>[] = [
  { head: 'Where', cell: ({ place }) => <span className="third kept">{place}</span> },
  { head: 'What becomes of it', cell: ({ verdict }) => <Status {...VERDICTS[verdict]} /> },
  { head: 'Day', cell: ({ day }) => (day === null ? null : <Day day={day} />) },
  {
    head: 'What the bank says',
    cell: ({ verdict, field, why, description, reference }) => (
      <span className="words">
        {verdict === 'cannot'
          ? [field && `${field}:`, why].filter(Boolean).join(' ')
          : [description, reference].filter(Boolean).join(' · ')}
      </span>
    ),
  },
  { head: 'Amount', isEnd: true, cell: ({ cents }) => (cents === null ? null : <Money cents={cents} />) },
]

type RowsProps = { readonly preview: DepositPreview; readonly only: Verdict | undefined; readonly read: number }

/** The rows, what a person must look at first; 200 of each kind at most. */
function BankRows({ preview, only, read }: RowsProps): ReactNode {
  const rows = preview.rows.filter(({ verdict }) => only === undefined || verdict === only)
  const all = only === undefined ? read : preview.counts[only]
  if (rows.length === 0) return null
  return (
    // Reached by the keyboard, so that a long list can be scrolled.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes['rows']} tabIndex={0} role="region" aria-label="Rows of the file">
      <PlainTable label="Rows" columns={columns} rows={rows.map((row, n) => ({ ...row, id: `${row.place} ${n}` }))} />
      {rows.length < all && <p className="third small">And {(all - rows.length).toLocaleString('en-US')} more.</p>}
    </div>
  )
}
