import { IconSchool } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Button } from '../kit/Button.tsx'
import { Icon } from '../kit/Icon.tsx'
import { box, useBox } from './box.ts'
import { useLock } from './lock.ts'
import { useSitting } from './sitting.ts'
import classes from './Training.module.css'

/** Whether the words were read in this sitting, and only the edge remains. */
export const trainingIsSmall = box(false)
/** Where one is when one leaves the sample for a practice of one's own: the page that comes shows the doors. */
export const DOORS = 'doors'

/** Says on every screen of the sample practice that nothing in it is real, and how to come to what is. */
export function Training(): ReactNode {
  const { practice } = useSitting()
  const isSmall = useBox(trainingIsSmall)
  const lock = useLock()
  if (!practice.isSample) return null
  if (isSmall) return <div className={classes['edge']} role="note" aria-label="Sample practice: nothing here is real" />
  const leave = (): void => {
    window.parity.remember({ screen: DOORS })
    void lock()
  }
  return (
    <div className={classes['band']} role="note" aria-label="Sample practice">
      <Icon of={IconSchool} size={14} />
      <span className="cut">
        <b>Sample practice: nothing here is real.</b> Send, post and appeal as you like; no file goes to anybody.
      </span>
      <span className={classes['ways']}>
        <button type="button" className={classes['way']} onClick={leave}>
          Set up a practice of your own
        </button>
        <Button
          look="quiet"
          small
          label="Only keep the edge: the words about the sample practice"
          onPress={() => trainingIsSmall.set(true)}
        >
          Put away
        </Button>
      </span>
    </div>
  )
}
