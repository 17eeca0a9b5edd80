import { IconLock } from '@tabler/icons-react'
import { useEffect, useState, type ReactNode } from 'react'
import { Button } from '../../kit/Button.tsx'
import { useBox } from '../box.ts'
import { useLock } from '../lock.ts'
import { useRouter } from '../routes.ts'
import { lockIn, useMay } from '../sitting.ts'
import { PartWithWhy } from './Part.tsx'
import classes from '../StatusBar.module.css'

const second = 1000

/** Seconds as a clock has them: 581 as `9:41`. */
const clockWords = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

/** Ticks by itself, so that nothing else is drawn for it. */
function Left(): ReactNode {
  const told = useBox(lockIn)
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), second)
    return () => clearInterval(timer)
  }, [])
  if (!told) return <span className={classes['clock']}>–</span>
  const passed = Math.max(0, Math.floor((now - told.toldAt) / second))
  return <span className={classes['clock']}>{clockWords(Math.max(0, told.seconds - passed))}</span>
}

/** How long the store stays open if nobody does anything. */
export function LockTime(): ReactNode {
  const lock = useLock()
  const router = useRouter()
  const may = useMay()
  return (
    <PartWithWhy
      icon={IconLock}
      label="When the store locks"
      title="Why, and locking now"
      why={(close) => (
        <>
          <h3>The store locks by itself</h3>
          <p>
            When nobody has touched the keys or the mouse for a while, so that nobody reads at a desk you left. Any key begins the time
            anew. What you have typed is kept.
          </p>
          <div className="row">
            <Button small look="go" keys="Mod+l" onPress={() => void lock()}>
              Lock now
            </Button>
            {may('security.manage') && (
              <Button
                small
                onPress={() => {
                  close()
                  router.go({ screen: 'setup', section: 'security' })
                }}
              >
                Change the time
              </Button>
            )}
          </div>
        </>
      )}
    >
      Locks in <Left />
    </PartWithWhy>
  )
}
