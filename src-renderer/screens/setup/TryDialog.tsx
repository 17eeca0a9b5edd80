import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { sentenceMoney } from '../../../src-shared/money.ts'
import { newKey } from '../../app/connection.ts'
import { useNotices } from '../../app/notices.ts'
import { useCommand, useConnection } from '../../app/queries.ts'
import { useRouter } from '../../app/routes.ts'
import { useTask } from '../../app/tasks.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { counted, Day, Money } from '../../kit/figures.tsx'
import { Job } from '../../kit/Progress.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { Status } from '../../kit/Status.tsx'
import type { Rule } from './RuleRow.tsx'
import classes from './Rules.module.css'

type Tried = Output<'rules.try'>
type PartName = 'caught' | 'held' | 'other'
const PARTS: readonly { readonly of: PartName; readonly title: string; readonly under: string }[] = [
  { of: 'caught', title: 'denied, and caught', under: 'was denied' },
  { of: 'held', title: 'paid, and held up', under: 'was paid' },
  { of: 'other', title: 'neither yet', under: 'was charged' },
]

/** Tries a rule on past claims as soon as it opens, and may switch it on after. */
export function TryDialog({
  id,
  rule,
  onClose,
}: {
  readonly id: number
  readonly rule: Rule | undefined
  readonly onClose: () => void
}): ReactNode {
  const connection = useConnection()
  const { tell } = useNotices()
  const task = useTask('rules.try')
  const turn = useCommand('rules.turn')
  const [result, setResult] = useState<Tried>()
  const hasBegun = useRef(false)
  useEffect(() => {
    if (hasBegun.current) return
    hasBegun.current = true
    void task.run({ id }).then((reply) => {
      if (reply.ok) setResult(reply.value)
    })
  }, [id, task])
  const onTurn = async (): Promise<void> => {
    const reply = await turn.run({ id, isOn: true })
    if (!reply.ok) return
    tell({
      words: `“${rule?.name ?? 'The rule'}” is on. Claims are held to it when they are checked next.`,
      undo: () => connection.call('rules.turn', { id, isOn: false }, { key: newKey() }),
    })
    onClose()
  }
  const isDone = result !== undefined && result.left === 0
  return (
    <Dialog
      title={`Try “${rule?.name ?? 'the rule'}” on past claims`}
      isOpen
      onClose={onClose}
      width={720}
      actions={
        result === undefined && !task.problem ? null : (
          <>
            {isDone && rule?.isOn !== true && (
              <Button look="go" keys="Mod+Enter" inFields needs="claims.write" isBusy={turn.isBusy} onPress={() => void onTurn()}>
                Switch it on
              </Button>
            )}
            <Button keys="Escape" inFields onPress={onClose}>
              {isDone && rule?.isOn !== true ? 'Leave it off' : 'Done'}
            </Button>
          </>
        )
      }
    >
      {rule && <p>{rule.sentence}</p>}
      {task.isBusy && <Job progress={task.progress} onStop={task.stop} title="Trying the rule" />}
      <ProblemNote problem={task.problem ?? turn.problem} />
      {result && <Result result={result} />}
    </Dialog>
  )
}

function Result({ result }: { readonly result: Tried }): ReactNode {
  const router = useRouter()
  const [shown, setShown] = useState<PartName>(() => PARTS.find(({ of }) => result[of].n > 0)?.of ?? 'caught')
  const part = result[shown]
  return (
    <>
      <p className="second">
        {result.left > 0
          ? `Stopped after ${counted(result.looked, 'claim')}; ${result.left} were not looked at, so nothing is kept. Try it again to switch it on.`
          : `${counted(result.looked, 'claim')} that left, as they stand now.`}
      </p>
      <div className={classes['sums']} role="group" aria-label="What it would have done">
        {PARTS.map(({ of, title, under }) => (
          <button
            key={of}
            type="button"
            aria-pressed={of === shown}
            className={`${classes['sum']} ${of === shown ? classes['chosen'] : ''}`}
            onClick={() => setShown(of)}
          >
            <b>{result[of].n.toLocaleString('en-US')}</b>
            <span>{title}</span>
            <span className="third small num">
              {' '}
              {sentenceMoney(result[of].cents)} {under}
            </span>
          </button>
        ))}
      </div>
      {part.claims.length === 0 ? (
        <p className="second">No claim of these.</p>
      ) : (
        <div className={classes['claims']}>
          <table aria-label="Claims behind the number">
            <tbody>
              {part.claims.map((claim) => (
                <tr key={claim.id}>
                  <td>
                    <Button look="quiet" small onPress={() => router.go({ screen: 'claims', open: claim.id })}>
                      {String(claim.id)}
                    </Button>
                  </td>
                  <td>
                    <Day day={claim.day} />
                  </td>
                  <td className="words">{claim.patient}</td>
                  <td className="second words">{claim.payer}</td>
                  <td className="id">{claim.codes}</td>
                  <td>
                    <Status shape={claim.status} />
                  </td>
                  <td>
                    <Money cents={claim.cents} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {part.n > part.claims.length && (
        <p className="third small">
          The newest {part.claims.length} of {part.n.toLocaleString('en-US')}.
        </p>
      )}
    </>
  )
}
