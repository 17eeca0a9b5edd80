import { IconLoader } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Icon } from '../../kit/Icon.tsx'
import { Key } from '../../kit/Key.tsx'
import { Mark } from '../../kit/Status.tsx'
import { showsActivity } from '../Activity.tsx'
import { useBox } from '../box.ts'
import { useJobs, type Job } from '../jobs.ts'
import { noticeShown, useNotices } from '../notices.ts'
import classes from '../StatusBar.module.css'
import { percentDone } from './percent.ts'

const shapes = { ok: 'active', warn: 'look-here', bad: 'rejected' } as const

/** In the middle: the work under way, and what was done last, with the way to take it back. Read out to who does not see it. */
export function News(): ReactNode {
  const notices = useNotices()
  const all = useBox(notices.all)
  const readTo = useBox(notices.readTo)
  const running = useBox(useJobs().all).filter(({ ended }) => ended === undefined)
  const notice = noticeShown(all, readTo)
  const show = (): void => showsActivity.set(!showsActivity.get())
  return (
    <div className={classes['news']}>
      {running.length > 0 && (
        <button type="button" className={classes['part']} title="What is under way (Ctrl J)" onClick={show}>
          <Icon of={IconLoader} size={12} />
          <span className="cut">{jobWords(running)}</span>
        </button>
      )}
      <span className="unseen" role="status">
        {notice?.words}
      </span>
      {notice && (
        <>
          <button type="button" className={`${classes['part']} ${classes['cut']}`} title="All of this sitting (Ctrl J)" onClick={show}>
            <Mark shape={shapes[notice.family]} />
            <span className={`cut fam-${notice.family}`}>{notice.words}</span>
          </button>
          {notice.undo && (
            <button type="button" className={classes['undo']} aria-keyshortcuts="Control+Z" onClick={() => void notices.undo(notice.id)}>
              Undo <Key of="Mod+z" />
            </button>
          )}
        </>
      )}
    </div>
  )
}

function jobWords(running: readonly Job[]): string {
  const [first] = running
  if (!first) return ''
  const { progress } = first
  const part = percentDone(progress)
  const more = running.length > 1 ? `, and ${running.length - 1} more` : ''
  return `${progress.title.replace(/\.$/, '')}${part === undefined ? '' : `, ${part}%`}${more}`
}
