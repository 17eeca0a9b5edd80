import { useEffect, useState, type ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { useTask } from '../../app/tasks.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { Note } from '../../kit/Note.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { Job } from '../../kit/Progress.tsx'
import { Mark } from '../../kit/Status.tsx'
import { useCommand } from '../../app/queries.ts'
import classes from './Setup.module.css'

type Tried = Output<'connections.test'>

/** Tries a connection and tells each step; a server's key that nobody confirmed is shown to be compared. */
export function ConnectionTest({ id, onClose }: { readonly id: number; readonly onClose: () => void }): ReactNode {
  const test = useTask('connections.test')
  const trust = useCommand('connections.trust')
  const [tried, setTried] = useState<Tried>()
  const { run } = test
  const go = async (): Promise<void> => {
    const reply = await run({ id })
    if (reply.ok) setTried(reply.value)
  }
  const confirm = async (fingerprint: string): Promise<void> => {
    const reply = await trust.run({ id, fingerprint })
    if (reply.ok) await go()
  }
  useEffect(() => {
    void go()
    // Once, when it opens.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [id])
  const key = tried?.hostKey
  const isToConfirm = key !== null && key !== undefined && key.is !== 'same'
  return (
    <Dialog
      title="Test of the connection"
      isOpen
      onClose={onClose}
      width={620}
      actions={
        <>
          {isToConfirm ? (
            <Button
              look={key.is === 'new' ? 'go' : 'default'}
              needs="security.manage"
              isBusy={trust.isBusy || test.isBusy}
              onPress={() => void confirm(key.fingerprint)}
            >
              {key.is === 'new' ? 'It is the same: confirm' : 'They did change it: confirm the new key'}
            </Button>
          ) : (
            <Button look={tried?.works === true ? 'default' : 'go'} isBusy={test.isBusy} onPress={() => void go()}>
              Test again
            </Button>
          )}
          <Button keys="Escape" inFields onPress={onClose}>
            Close
          </Button>
        </>
      }
    >
      {test.isBusy && <Job progress={test.progress} title="Trying it" />}
      {tried && !test.isBusy && (
        <>
          <ul className={classes['steps']} aria-label="Steps">
            {tried.steps.map(({ step, isDone, words }) => (
              <li key={step}>
                <Mark shape={isDone ? 'accepted' : 'rejected'} />
                <span className="words">
                  <b>{step}</b> {words}
                </span>
              </li>
            ))}
          </ul>
          {key && <HostKey hostKey={key} />}
          {tried.works ? (
            <Note family="ok" title="It works." isNews>
              Nothing was sent.
            </Note>
          ) : (
            !isToConfirm && (
              <Note family="bad" title="It does not work yet." isNews>
                {tried.fix}
              </Note>
            )
          )}
        </>
      )}
      <ProblemNote problem={test.problem ?? trust.problem} />
    </Dialog>
  )
}

/** The key a server showed. One that changed is told as what it may be. */
function HostKey({ hostKey: { fingerprint, is, confirmed } }: { readonly hostKey: NonNullable<Tried['hostKey']> }): ReactNode {
  if (is === 'same') return null
  if (is === 'new')
    return (
      <Note family="warn" title="Compare this with what they published." isNews>
        The server says its key is <span className="id words">{fingerprint}</span>. If their page or letter shows another one, do not
        confirm it: then somebody else answered.
      </Note>
    )
  return (
    <Note family="bad" title="This server shows another key than before. Nothing was sent." isNews>
      It shows <span className="id words">{fingerprint}</span>; confirmed was <span className="id words">{confirmed}</span>. Somebody may be
      standing in between. Call them on a number you know and ask whether they changed it. Confirm the new key only if they did.
    </Note>
  )
}
