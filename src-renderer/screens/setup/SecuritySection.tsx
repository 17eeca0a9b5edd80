import { useState, type ReactNode } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { Note } from '../../kit/Note.tsx'
import { Job } from '../../kit/Progress.tsx'
import { ReasonDialog } from '../../kit/ReasonDialog.tsx'
import { RecoveryKey } from '../../app/RecoveryKey.tsx'
import { useSitting } from '../../app/sitting.ts'
import { useTask } from '../../app/tasks.ts'
import { GatesForm } from './GatesForm.tsx'
import { LimitsForm } from './LimitsForm.tsx'
import { PoliciesPart } from './PoliciesPart.tsx'
import { Section } from './Section.tsx'
import classes from './Setup.module.css'

/** The limits of the practice, and its keys. */
export function SecuritySection(): ReactNode {
  return (
    <Section
      title="Security"
      lead="When the store locks, who writes off how much alone, what is posted unseen, and what opens the store when a passphrase is lost."
    >
      <LimitsForm />
      <GatesForm />
      <PoliciesPart />
      <RecoveryPart />
      <StoreKeyPart />
    </Section>
  )
}

function RecoveryPart(): ReactNode {
  const { recovery } = useSitting()
  const [isMaking, setMaking] = useState(false)
  const close = (): void => setMaking(false)
  const isMissing = recovery === 'unconfirmed'
  return (
    <section className={classes['part']} aria-label="Recovery key">
      <h3>Recovery key</h3>
      {isMissing ? (
        <Note family="warn" title="No recovery key is written down.">
          If every owner forgets the passphrase, nobody can open the store again, and nobody can help.
        </Note>
      ) : (
        <p className="second">One is on paper. A new one takes its place, and the old paper opens nothing any more.</p>
      )}
      <div className="row">
        <Button look={isMissing ? 'go' : 'default'} needs="keys.manage" onPress={() => setMaking(true)}>
          Make a new recovery key
        </Button>
      </div>
      {isMaking && (
        <Dialog title="The recovery key" isOpen onClose={close} width={560} actions={null}>
          <RecoveryKey
            onDone={close}
            wayOut={
              <Button look="quiet" keys="Escape" onPress={close}>
                Not now
              </Button>
            }
          />
        </Dialog>
      )}
    </section>
  )
}

function StoreKeyPart(): ReactNode {
  const [isAsking, setAsking] = useState(false)
  const [done, setDone] = useState<number>()
  const rotate = useTask('keys.rotate')
  const go = async (reason: string): Promise<void> => {
    const reply = await rotate.run({ reason })
    if (!reply.ok) return
    setAsking(false)
    setDone(reply.value.generation)
  }
  return (
    <section className={classes['part']} aria-label="Key of the store">
      <h3>Key of the store</h3>
      <p className="second">
        Every passphrase leads to one key that encrypts the store. Give it a new one when a computer was lost or somebody may have copied
        the store. It happens by itself when a person is removed.
      </p>
      {done !== undefined && (
        <Note family="ok" title="The store has a new key." isNews>
          It is number {done}. Everybody keeps the passphrase.
        </Note>
      )}
      <div className="row">
        <Button needs="keys.manage" onPress={() => setAsking(true)}>
          Give the store a new key
        </Button>
      </div>
      {isAsking && (
        <ReasonDialog
          title="Give the store a new key?"
          label="Why"
          save="Give it a new key"
          isBusy={rotate.isBusy}
          problem={rotate.problem}
          onClose={() => setAsking(false)}
          onGive={(reason) => void go(reason)}
        >
          <p>The whole store is written anew under another key, which takes a moment and needs as much room again. A backup comes first.</p>
          {rotate.isBusy && <Job progress={rotate.progress} title="Giving the store a new key" />}
        </ReasonDialog>
      )}
    </section>
  )
}
