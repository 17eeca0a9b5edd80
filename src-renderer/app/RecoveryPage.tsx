import type { ReactNode } from 'react'
import { Button } from '../kit/Button.tsx'
import { TextSkeleton } from '../kit/Skeleton.tsx'
import { Plain } from './Plain.tsx'
import { useCommand } from './queries.ts'
import { RecoveryKey } from './RecoveryKey.tsx'
import { SetUpSteps } from './SetUpSteps.tsx'
import classes from './SetUp.module.css'
import { recoveryDue } from './sitting.ts'

/** The last page of a set-up, and what follows the use of a recovery key: no store without one on paper. */
export function RecoveryPage({ due }: { readonly due: 'soon' | 'now' }): ReactNode {
  const lock = useCommand('store.lock')
  const leave = async (): Promise<void> => {
    recoveryDue.set(undefined)
    await lock.run({})
  }
  return (
    <Plain left="The store is made." right="It opens when the recovery key is on paper.">
      <div className={classes['page']}>
        <SetUpSteps at={4} />
        <div className={classes['card']}>
          <h1>The recovery key</h1>
          {due === 'soon' ? (
            <TextSkeleton lines={5} />
          ) : (
            <RecoveryKey
              onDone={() => recoveryDue.set(undefined)}
              wayOut={
                <Button look="quiet" isBusy={lock.isBusy} onPress={() => void leave()}>
                  Close the store
                </Button>
              }
            />
          )}
        </div>
      </div>
    </Plain>
  )
}
