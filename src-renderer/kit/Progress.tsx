import type { ReactNode } from 'react'
import { useEffect, useState } from 'react'
import type { Progress } from '../app/connection.ts'
import { Button } from './Button.tsx'
import classes from './states.module.css'

const second = 1000

/** Time left, when enough was done to tell. */
function leftWords(progress: Progress, now: number): string {
  if (progress.total === null || progress.done === 0) return ''
  const spent = now - progress.since
  if (spent < 2 * second) return ''
  const left = Math.round(((spent / progress.done) * (progress.total - progress.done)) / second)
  return left < 1 ? '' : left < 90 ? `about ${left} s left` : `about ${Math.round(left / 60)} min left`
}

const percent = (progress: Progress): number =>
  progress.total === null || progress.total === 0 ? 0 : Math.min(100, Math.floor((progress.done * 100) / progress.total))

/** Long work: what, how far, what is done now, how long it takes, and how to stop it. */
export function Job({
  progress,
  onStop,
  title,
}: {
  readonly progress: Progress | undefined
  readonly onStop?: (() => void) | undefined
  readonly title: string
}): ReactNode {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), second)
    return () => clearInterval(timer)
  }, [])
  const part = progress ? percent(progress) : 0
  const heading = progress?.title === undefined || progress.title === '' ? title : progress.title
  return (
    <div className={classes['job']}>
      <div className="row">
        <h2 className="grow cut">{heading}</h2>
        {progress !== undefined && progress.total !== null && <b className="num">{part}%</b>}
      </div>
      <div className={classes['prog']} role="progressbar" aria-label={heading} aria-valuemin={0} aria-valuemax={100} aria-valuenow={part}>
        <i style={{ transform: `scaleX(${part / 100})` }} />
      </div>
      <div className="row second small num">
        <span className="cut" aria-live="polite">
          {progress === undefined ? 'Starting' : progress.words}
        </span>
        <span className="end kept">{progress && leftWords(progress, now)}</span>
        {onStop && (
          <Button small onPress={onStop}>
            Stop here
          </Button>
        )}
      </div>
    </div>
  )
}
