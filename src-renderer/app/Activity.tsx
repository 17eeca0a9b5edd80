import { IconX } from '@tabler/icons-react'
import { useEffect, type ReactNode } from 'react'
import { Button } from '../kit/Button.tsx'
import { Mark, Status } from '../kit/Status.tsx'
import { Job as JobView } from '../kit/Progress.tsx'
import classes from './Activity.module.css'
import { box, useBox } from './box.ts'
import { useJobs, type Job, type Tally } from './jobs.ts'
import { useNotices, type Notice } from './notices.ts'
import { useRouter } from './routes.ts'
import { timeWords } from './status/ago.ts'

/** Whether the panel of what is under way and what was done stands beside the work. */
export const showsActivity = box(false)

const shapes = { ok: 'active', warn: 'look-here', bad: 'rejected' } as const

/** Everything under way, and everything that was done in this sitting. It stands beside the work and covers none of it. */
export function Activity(): ReactNode {
  const isShown = useBox(showsActivity)
  return isShown && <Beside />
}

function Beside(): ReactNode {
  const jobs = useJobs()
  const notices = useNotices()
  const running = useBox(jobs.all)
  const told = useBox(notices.all)
  const isOver = running.some(({ ended }) => ended !== undefined)
  useEffect(() => notices.read(), [notices, told])
  return (
    <aside className={classes['panel']} aria-label="Activity">
      <header className={classes['head']}>
        <h2 className="grow">Activity</h2>
        <Button look="quiet" small icon={IconX} label="Close activity" onPress={() => showsActivity.set(false)} />
      </header>
      {/* Reached by the keyboard, so that a long list can be scrolled. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes['body']} tabIndex={0} role="group" aria-label="Under way, and done">
        <section aria-label="Under way">
          <div className="row">
            <h3 className="grow">Long work</h3>
            {isOver && (
              <Button look="quiet" small onPress={jobs.forget}>
                Clear what is over
              </Button>
            )}
          </div>
          {running.length === 0 && (
            <p className={classes['none']}>Nothing is under way. Imports, exports and batches show here while you go on.</p>
          )}
          {running.map((job) => (job.ended ? <Over key={job.id} job={job} /> : <Running key={job.id} job={job} />))}
        </section>
        <section aria-label="Done in this sitting">
          <h3>Done in this sitting</h3>
          {told.length === 0 && (
            <p className={classes['none']}>Nothing yet. What you do is said here, newest first, with the way to take it back.</p>
          )}
          <ol>
            {told.map((notice) => (
              <Told key={notice.id} notice={notice} />
            ))}
          </ol>
        </section>
      </div>
    </aside>
  )
}

function Running({ job }: { readonly job: Job }): ReactNode {
  return (
    <div className={classes['card']}>
      <JobView progress={job.progress} title={job.progress.title} onStop={job.isStopping ? undefined : job.stop} />
      <p className="small third">
        {job.isStopping ? 'Stops after the step it is at. What was done stays done.' : 'You can go on working.'}
      </p>
    </div>
  )
}

function Over({ job }: { readonly job: Job }): ReactNode {
  const router = useRouter()
  const { ended, open } = job
  if (!ended) return null
  return (
    <div className={classes['card']}>
      <div className={classes['line']}>
        <Mark shape={shapes[ended.family]} />
        <span className="grow words">{ended.words}</span>
        <time className="third num">{timeWords(ended.at)}</time>
      </div>
      {ended.tally.length > 0 && <Counts tally={ended.tally} />}
      {open && (
        <Button small onPress={() => router.go(open)}>
          Show them
        </Button>
      )}
    </div>
  )
}

function Counts({ tally }: { readonly tally: readonly Tally[] }): ReactNode {
  return (
    <dl className={classes['counts']}>
      {tally.map(({ words, count, family }) => (
        <div key={words}>
          <dt>
            <Status shape={shapes[family]} word={words.charAt(0).toUpperCase() + words.slice(1)} />
          </dt>
          <dd className="num">{count.toLocaleString('en-US')}</dd>
        </div>
      ))}
    </dl>
  )
}

function Told({ notice }: { readonly notice: Notice }): ReactNode {
  const notices = useNotices()
  const router = useRouter()
  const { id, at, words, family, undo, open } = notice
  return (
    <li className={classes['told']}>
      <div className={classes['line']}>
        <Mark shape={shapes[family]} />
        <span className="grow words">{words}</span>
        <time className="third num">{timeWords(at)}</time>
      </div>
      {(undo ?? open) && (
        <div className={classes['ways']}>
          {undo && (
            <Button small label={`Undo: ${words}`} onPress={() => void notices.undo(id)}>
              Undo
            </Button>
          )}
          {open && (
            <Button small look="quiet" label={`Show: ${words}`} onPress={() => router.go(open)}>
              Show
            </Button>
          )}
        </div>
      )}
    </li>
  )
}
