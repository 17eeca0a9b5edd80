import { IconCopy } from '@tabler/icons-react'
import { useRef, useState, type ReactNode } from 'react'
import { shownDay } from '../../../src-shared/day.ts'
import { isNone, sentenceMoney } from '../../../src-shared/money.ts'
import { box } from '../../app/box.ts'
import { useKeys } from '../../app/keyboard.tsx'
import { useNotices } from '../../app/notices.ts'
import { useCall } from '../../app/queries.ts'
import { copyText } from '../../grid/copy.ts'
import { SidePanel } from '../../grid/ListScreen.tsx'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Note } from '../../kit/Note.tsx'
import { ScreenBody, ScreenHead } from '../../kit/Screen.tsx'
import { RowsSkeleton } from '../../kit/Skeleton.tsx'
import { EntryDown } from './EntryDown.tsx'
import classes from './Explain.module.css'
import { ExplainTable } from './ExplainTable.tsx'
import { rowsOf, usualSide, type Explained, type SideName } from './rows.ts'

type Of = { readonly patient: number } | { readonly claim: number }
type Props = { readonly of: Of; readonly onBack: () => void }

/** Why an amount is owed: unfolded to sessions, postings and segments, with one sentence that can be said. */
export function ExplainScreen({ of, onBack }: Props): ReactNode {
  const asked = useCall('ledger.explain', of)
  const from = 'claim' in of ? 'Claims' : 'Patients'
  const way = (
    <>
      <Button look="quiet" small className={classes['way']} onPress={onBack}>
        {from}
      </Button>
      <span className="third" aria-hidden>
        /
      </span>
    </>
  )
  useKeys('Explain', [{ keys: 'Escape', words: `Back to ${from.toLowerCase()}`, run: onBack }])
  return (
    <Answer
      of={asked}
      loading={
        <>
          <ScreenHead before={way} title="" />
          <ScreenBody>
            <RowsSkeleton rows={16} />
          </ScreenBody>
        </>
      }
    >
      {(explained) => <Unfolded of={of} explained={explained} way={way} />}
    </Answer>
  )
}

/** The width one drew stays for the sitting. */
const panelWidth = box(424)

/** So many sessions show what moved them; of more, those that are settled are folded. */
const FEW = 6

function Unfolded({ of, explained, way }: { readonly of: Of; readonly explained: Explained; readonly way: ReactNode }): ReactNode {
  const notices = useNotices()
  const [side, setSide] = useState<SideName>(usualSide(explained, 'claim' in of))
  const [turned, setTurned] = useState<ReadonlySet<number>>(new Set())
  const [pointed, setPointed] = useState<string>()
  const [isShut, setShut] = useState(false)
  const table = useRef<HTMLDivElement>(null)
  const isFolded = ({ claim, ...sums }: Explained['sessions'][number]): boolean =>
    (explained.sessions.length > FEW && isNone(sums[side])) !== turned.has(claim)
  const rows = rowsOf(explained, side, isFolded)
  const found = rows.findIndex(({ id }) => id === pointed)
  const cursor = found >= 0 ? found : Math.max(0, lastWeighty(rows))
  const current = rows[cursor]
  const told = explained[side]
  const other = side === 'patient' ? 'payer' : 'patient'
  const copy = (): void => {
    const chosen = document.getSelection()
    if (chosen && !chosen.isCollapsed) {
      document.execCommand('copy')
      return
    }
    copyText(told.say)
    notices.tell({ words: 'The sentence is copied.' })
  }
  const point = (id: string): void => {
    setPointed(id)
    setShut(false)
  }
  const fold = (claim: number): void =>
    setTurned(turned.has(claim) ? new Set([...turned].filter((one) => one !== claim)) : new Set([...turned, claim]))
  return (
    <>
      <ScreenHead
        before={way}
        title={<span className="words">{'claim' in of ? `Claim ${of.claim}` : explained.name}</span>}
        actions={
          <>
            <Button keys="w" group="Explain" onPress={() => setSide(other)}>
              {`What ${other === 'patient' ? 'the patient owes' : 'payers owe'}`}
            </Button>
            <Button look="go" icon={IconCopy} keys="Mod+c" group="Explain" disabled={told.say === ''} onPress={copy}>
              Copy the sentence
            </Button>
          </>
        }
      >
        <span className="third kept">Why {sentenceMoney(told.cents)}?</span>
      </ScreenHead>
      <div className={classes['big']}>
        <div className={classes['figure']}>
          <small>{side === 'patient' ? `${explained.name} owes` : 'Payers owe'}</small>
          <b className="num words">{sentenceMoney(told.cents)}</b>
        </div>
        <div className="grow">
          <small>{side === 'patient' ? 'What to say' : 'How it comes about'}</small>
          <p className={`${classes['say']} words`}>{told.say}</p>
        </div>
      </div>
      {!isNone(told.unexplained) && (
        <div className={classes['warn']}>
          <Note family="warn" title={`${sentenceMoney(told.unexplained)} of it has no reason in these postings.`}>
            Look into the lines below before giving one.
          </Note>
        </div>
      )}
      <ScreenBody>
        <div className={classes['list']}>
          <ExplainTable explained={explained} side={side} rows={rows} cursor={cursor} element={table} onPoint={point} onFold={fold} />
        </div>
        {current?.is === 'piece' && !isShut && (
          <SidePanel
            width={panelWidth}
            label={`Where ${sentenceMoney(current.amount)} comes from`}
            moves={{
              previous: () => point(rows[Math.max(0, cursor - 1)]?.id ?? ''),
              next: () => point(rows[Math.min(rows.length - 1, cursor + 1)]?.id ?? ''),
              close: () => {
                setShut(true)
                table.current?.focus()
              },
            }}
          >
            <EntryDown
              key={current.piece.entry}
              claim={current.session.claim}
              piece={current.piece}
              amount={current.amount}
              session={`Session of ${shownDay(current.session.day)}`}
            />
          </SidePanel>
        )}
      </ScreenBody>
    </>
  )
}

/** What one asks about first: the newest thing that moved a balance that is still open. */
function lastWeighty(rows: ReturnType<typeof rowsOf>): number {
  const open = rows.findLastIndex((row) => row.is === 'piece' && row.piece.segment !== null)
  return open >= 0 ? open : rows.findLastIndex(({ is }) => is === 'piece')
}
