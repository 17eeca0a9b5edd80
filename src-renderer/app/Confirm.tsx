import { PasswordInput } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'
import { contract, type Name } from '../../src-shared/contract/index.ts'
import { SAMPLE_PASSPHRASE } from '../../src-shared/contract/store.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { useBox } from './box.ts'
import type { Confirming } from './connection.ts'
import { TopLevel } from './keyboard.tsx'
import { useConnection } from './queries.ts'
import { useSitting } from './sitting.ts'
import { useTask } from './tasks.ts'
import { WaitNote, useWait } from './Wait.tsx'

/** What is about to be done, as it ends the sentence `Before Parity can …`. */
const purposes: { readonly [N in Name]?: string } = {
  'people.add': 'add a person',
  'people.change': 'change what a person may do',
  'people.reset': 'give a person new starter words',
  'people.remove': 'take a person’s key away',
  'keys.recovery': 'make a recovery key',
  'keys.rotate': 'give the store a new key',
  'security.save': 'change the limits',
  'connections.save': 'change where files go',
  'connections.trust': 'trust the key of a server',
  'approvals.decide': 'decide on a write-off',
  'audit.export': 'write the log to a file',
  'part2.unmark': 'take back an episode',
  'backup.second': 'choose the second folder',
  'backup.restore': 'restore a backup',
  'store.resume': 'let the store be written to again',
}

/** Stands over everything while a call waits for the passphrase; then the call goes on as if nothing had been. */
export function Confirm(): ReactNode {
  const asked = useBox(useConnection().confirming)
  return asked && <Asked asked={asked} />
}

function Asked({ asked }: { readonly asked: Confirming }): ReactNode {
  const { practice } = useSitting()
  const confirm = useTask('access.confirm')
  const [passphrase, setPassphrase] = useState('')
  const wait = useWait(confirm.problem)
  const give = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const reply = await confirm.run({ passphrase })
    if (reply.ok) asked.answer(true)
    else setPassphrase('')
  }
  const { name } = asked
  return (
    <TopLevel>
      <Dialog
        title="Your passphrase, again"
        isOpen
        isOverAll
        onClose={() => asked.answer(false)}
        width={420}
        actions={
          <>
            <Button look="go" submits form="confirm" isBusy={confirm.isBusy} disabled={passphrase === '' || wait > 0}>
              Go on
            </Button>
            <Button keys="Escape" inFields onPress={() => asked.answer(false)}>
              Not now
            </Button>
          </>
        }
      >
        <p>
          {purposes[name] === undefined ? contract[name].does : `To ${purposes[name]}.`} It holds for five minutes, so that nobody does this
          at a desk you left.
        </p>
        <form id="confirm" onSubmit={(event) => void give(event)} noValidate>
          <PasswordInput
            label="Passphrase"
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
            data-mantine-stop-propagation
            error={confirm.problem?.code === 'store.passphrase' ? confirm.problem.message : undefined}
            visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the passphrase' }}
          />
        </form>
        {practice.isSample && <p className="words">The sample practice’s is “{SAMPLE_PASSPHRASE}”.</p>}
        <WaitNote problem={confirm.problem} left={wait} />
      </Dialog>
    </TopLevel>
  )
}
