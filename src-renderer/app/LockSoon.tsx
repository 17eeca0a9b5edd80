import { IconLock } from '@tabler/icons-react'
import { useEffect, useState, type ReactNode } from 'react'
import { counted } from '../kit/figures.tsx'
import { Icon } from '../kit/Icon.tsx'
import { useBox } from './box.ts'
import classes from './LockSoon.module.css'
import { lockSoon } from './sitting.ts'

/** Says that the store is about to lock, and how to stay. A key does what it always does, and stays as well. */
export function LockSoon(): ReactNode {
  const soon = useBox(lockSoon)
  return soon && <Notice key={soon.seconds} seconds={soon.seconds} canStay={soon.canStay} />
}

function Notice({ seconds, canStay }: { readonly seconds: number; readonly canStay: boolean }): ReactNode {
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    const timer = setInterval(() => setLeft((before) => Math.max(0, before - 1)), 1000)
    return () => clearInterval(timer)
  }, [])
  return (
    <div className={classes['notice']}>
      <Icon of={IconLock} />
      <span>
        <b>
          Locks in <span className={classes['figure']}>{counted(left, 'second')}</span>.
        </b>{' '}
        {canStay ? 'Press any key to stay.' : 'The store has been open for twelve hours.'}
      </span>
      {/* Read out once, not at each second. */}
      <span className="unseen" role="alert">
        Locks in {counted(seconds, 'second')}.
      </span>
    </div>
  )
}
