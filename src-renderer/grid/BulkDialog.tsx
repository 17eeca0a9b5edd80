import { useState, type ReactNode } from 'react'
import type { Bulk, Preview } from '../../src-shared/contract/list.ts'
import { sentenceMoney } from '../../src-shared/money.ts'
import type { Asked } from '../app/queries.ts'
import type { Progress } from '../app/connection.ts'
import type { Problem } from '../../src-shared/contract/index.ts'
import { Answer } from '../kit/Answer.tsx'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { counted, Money } from '../kit/figures.tsx'
import { PlainTable } from '../kit/Panel.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { Job } from '../kit/Progress.tsx'
import classes from './BulkDialog.module.css'

/** What came of work on many: what it is said in, and how it stands. */
export type Ended = Pick<Bulk, 'done' | 'wont' | 'left'>

type Props = {
  /** The verb, as a button has it, and what it was when it is done: "Hold", "held". */
  readonly verb: readonly [now: string, done: string]
  readonly noun: readonly [one: string, many: string]
  /** What the parts of the preview are: payers, owners. */
  readonly parts: string
  readonly preview: Asked<Preview>
  /** Undefined where the engine refused, which `problem` says. */
  readonly run: () => Promise<Ended | undefined>
  readonly isBusy: boolean
  readonly progress: Progress | undefined
  readonly problem: Problem | undefined
  readonly onStop: () => void
  readonly onClose: () => void
  /** False while a field wants something. */
  readonly isReady?: boolean
  /** Fields, and what one should know before: whether it can be taken back. */
  readonly children?: ReactNode
}

/**
 * Work on many: what will change and what will not, before it does; how far it is, and the way to stop it; what was done and what was not. Where all
 * of it was done, it closes by itself: the status bar says so.
 */
export function BulkDialog(props: Props): ReactNode {
  const { verb, noun, parts, preview, run, isBusy, progress, problem, onStop, onClose, isReady = true, children } = props
  const [ended, setEnded] = useState<Ended>()
  const will = preview.data?.will ?? 0
  const start = async (): Promise<void> => {
    if (!isReady || will === 0 || isBusy) return
    const end = await run()
    if (!end) return
    if (end.left === 0 && end.wont.length === 0) onClose()
    else setEnded(end)
  }
  if (ended) return <EndDialog verb={verb} noun={noun} ended={ended} onClose={onClose} />
  if (isBusy)
    return (
      <Dialog title={`${verb[0]} ${counted(will, ...noun)}`} isOpen onClose={() => undefined} width={520} actions={null}>
        <Job title={`Going through the ${noun[1]}`} progress={progress} onStop={onStop} />
      </Dialog>
    )
  return (
    <Dialog
      title={
        preview.data && will === 0 ? `Nothing to ${verb[0].toLowerCase()}` : `${verb[0]} ${preview.data ? counted(will, ...noun) : '…'}?`
      }
      isOpen
      onClose={onClose}
      width={520}
      actions={
        <>
          {(will > 0 || !preview.data) && (
            <Button look="go" keys="Mod+Enter" inFields disabled={!isReady || will === 0} onPress={() => void start()}>
              {`${verb[0]} ${will.toLocaleString('en-US')}`}
            </Button>
          )}
          <Button keys="Escape" inFields onPress={onClose}>
            {preview.data && will === 0 ? 'Close' : 'Not now'}
          </Button>
        </>
      }
    >
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault()
          void start()
        }}
      >
        {children}
        <Answer of={preview}>{(what) => <Will what={what} noun={noun} parts={parts} />}</Answer>
        <ProblemNote problem={problem} />
      </form>
    </Dialog>
  )
}

const stay = (n: number): string => (n === 1 ? 'stays as it is' : 'stay as they are')

/** How many change and their money, in parts where there are parts; and how many do not, and why. */
function Will({ what, noun, parts }: { readonly what: Preview } & Pick<Props, 'noun' | 'parts'>): ReactNode {
  return (
    <>
      {what.will > 0 && (
        <p>
          {counted(what.will, ...noun)} {what.will === 1 ? 'changes' : 'change'}, <b className="num">{sentenceMoney(what.cents)}</b>.
        </p>
      )}
      {what.will > 0 && what.parts.length > 1 && (
        // Reached by the keyboard, so that a long list can be scrolled.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={classes['parts']} tabIndex={0} role="group" aria-label="What changes, in parts">
          <PlainTable
            label="What changes"
            rows={what.parts.map((one) => ({ ...one, id: one.words }))}
            columns={[
              { head: parts, cell: ({ words }) => (words === '' ? 'Nobody' : words) },
              {
                head: noun[1].charAt(0).toUpperCase() + noun[1].slice(1),
                isEnd: true,
                width: '90px',
                cell: ({ n }) => <span className="num">{n.toLocaleString('en-US')}</span>,
              },
              { head: 'Amount', isEnd: true, width: '110px', cell: ({ cents }) => <Money cents={cents} isSum /> },
            ]}
          />
        </div>
      )}
      <Wont wont={what.wont} />
    </>
  )
}

/** What stays as it is, and why. */
export function Wont({ wont }: { readonly wont: Preview['wont'] }): ReactNode {
  if (wont.length === 0) return null
  return (
    <ul className={classes['wont']}>
      {wont.map(({ words, n }) => (
        <li key={words}>
          <b className="num">{n.toLocaleString('en-US')}</b> {stay(n)}: {words.charAt(0).toLowerCase() + words.slice(1)}.
        </li>
      ))}
    </ul>
  )
}

function EndDialog({ verb, noun, ended, onClose }: Pick<Props, 'verb' | 'noun' | 'onClose'> & { readonly ended: Ended }): ReactNode {
  const { done, wont, left } = ended
  return (
    <Dialog
      title={`${counted(done, ...noun)} ${verb[1]}`}
      isOpen
      onClose={onClose}
      width={520}
      actions={
        <Button look="go" keys="Enter" onPress={onClose} data-autofocus>
          Done
        </Button>
      }
    >
      {left > 0 && (
        <p>
          Stopped: {counted(left, ...noun)} {left === 1 ? 'was' : 'were'} not come to, and {stay(left)}.
        </p>
      )}
      <Wont wont={wont} />
    </Dialog>
  )
}
