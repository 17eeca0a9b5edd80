import { IconPencil } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import type { LockReason } from '../../src-shared/bridge.ts'
import { Button } from '../kit/Button.tsx'
import { Icon } from '../kit/Icon.tsx'
import { Key } from '../kit/Key.tsx'
import { Note } from '../kit/Note.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { Job } from '../kit/Progress.tsx'
import { useBox } from './box.ts'
import { Damaged } from './Damaged.tsx'
import classes from './Plain.module.css'
import { Plain } from './Plain.tsx'
import { useCall } from './queries.ts'
import { Recover } from './Recover.tsx'
import { SignIn } from './SignIn.tsx'
import { lockWasAsked } from './sitting.ts'
import { useTask } from './tasks.ts'
import { BrandMark } from './TitleBar.tsx'
import type { Locked } from './locked.ts'

type Told = { readonly title: string; readonly words: string }

/** What a person who did not lock it themselves is told. */
const reasons: { readonly [why in LockReason]?: Told } = {
  idle: { title: 'Parity locked itself.', words: 'It had been left alone for a while.' },
  limit: { title: 'Parity locked itself.', words: 'The store had been open for twelve hours.' },
  suspend: { title: 'Parity locked itself.', words: 'The computer went to sleep.' },
  gap: { title: 'Parity locked itself.', words: 'The computer had been asleep.' },
  screen: { title: 'Parity locked itself.', words: 'The screen was locked.' },
  crash: { title: 'Parity had to start again.', words: 'What was saved is safe. Open the store to go on.' },
}

type Props = { readonly locked: Locked; readonly onLeave: () => void }

/** One store, one passphrase; or the recovery key, or a backup. What was being typed is in the store and comes back. */
export function Lock({ locked, onLeave }: Props): ReactNode {
  const wasAsked = useBox(lockWasAsked)
  const why = locked.why ?? (wasAsked || locked.isNew ? 'command' : 'crash')
  const told = reasons[why]
  const [isOther, setOther] = useState(false)
  const [way, setWay] = useState<'recover' | 'restore'>()
  if (way === 'recover') return <Recover locked={locked} onLeave={() => setWay(undefined)} />
  if (way === 'restore') return <Damaged locked={locked} onLeave={() => setWay(undefined)} />
  return (
    <Plain
      left={locked.isNew ? locked.folder : 'Locked. Nothing of the practice is in memory.'}
      right={
        <Button look="quiet" small onPress={onLeave}>
          Another store
        </Button>
      }
    >
      <div className={classes['lock']}>
        <div className={`${classes['card']} ${classes['lockCard']}`}>
          <BrandMark size={32} />
          <div>
            <h1>{locked.isNew ? 'Open a store' : 'Locked'}</h1>
            <div className="second cut">
              {locked.practice}
              {locked.isSample && ' · sample practice'}
            </div>
          </div>
          {told && (
            <Note family={why === 'crash' ? 'warn' : 'none'} title={told.title} isNews>
              {told.words}
            </Note>
          )}
          {locked.isSample && !isOther ? (
            <SampleKey locked={locked} onOther={() => setOther(true)} />
          ) : (
            <SignIn locked={locked} onRecover={() => setWay('recover')} onRestore={() => setWay('restore')} />
          )}
        </div>
        {!locked.isNew && (
          <div className={classes['meta']}>
            <Icon of={IconPencil} />
            <span>What you were typing is kept, and comes back.</span>
          </div>
        )}
      </div>
    </Plain>
  )
}

/** The sample holds nothing to guard, so it opens without a passphrase; people who were added to it sign in as they do elsewhere. */
function SampleKey({ locked, onOther }: { readonly locked: Locked; readonly onOther: () => void }): ReactNode {
  const sample = useTask('store.sample')
  const people = useCall('store.users', { folder: locked.folder }).data ?? []
  return (
    <>
      {sample.progress ? (
        <Job progress={sample.progress} title="Opening the sample practice" />
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the lock has one thing to do
        <Button look="go" className={classes['wide']} autoFocus isBusy={sample.isBusy} onPress={() => void sample.run({})}>
          Open the sample practice <Key of="Enter" />
        </Button>
      )}
      <ProblemNote problem={sample.problem} />
      {people.length > 1 && !sample.isBusy && (
        <Button look="quiet" small className={classes['way']} onPress={onOther}>
          As somebody else
        </Button>
      )}
    </>
  )
}
