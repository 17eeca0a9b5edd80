import { IconCopy, IconPrinter } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import type { Role } from '../../../src-shared/contract/access.ts'
import { useSitting } from '../../app/sitting.ts'
import { copyText } from '../../grid/copy.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { printSheet, Sheet } from '../../kit/Sheet.tsx'
import classes from './Setup.module.css'

/** Whose starter words they are, and the words. */
export type Starter = { readonly name: string; readonly role: Role; readonly words: string }

/** The words a person signs in with first: shown once, to be handed over. */
export function StarterDialog({ starter, onClose }: { readonly starter: Starter; readonly onClose: () => void }): ReactNode {
  const { practice } = useSitting()
  const [isCopied, setCopied] = useState(false)
  const isEmergency = starter.role === 'emergency'
  const what = isEmergency
    ? 'Print them, put the page in an envelope, seal it, sign across the flap, and keep it where the practice keeps its keys. Whoever opens it gives a reason, and the owners are told.'
    : `Hand them to ${starter.name} yourself. At the first sign-in ${starter.name} chooses a passphrase nobody else knows, and these words end.`
  return (
    <Dialog
      title={isEmergency ? 'Words for the envelope' : `Starter words for ${starter.name}`}
      isOpen
      onClose={onClose}
      width={520}
      actions={
        <>
          <Button look="go" icon={IconPrinter} onPress={printSheet} data-autofocus>
            Print them
          </Button>
          <Button
            icon={IconCopy}
            onPress={() => {
              copyText(starter.words)
              setCopied(true)
            }}
          >
            {isCopied ? 'Copied' : 'Copy them'}
          </Button>
          <Button keys="Escape" className="end" onPress={onClose}>
            Done
          </Button>
        </>
      }
    >
      <p>They are shown this once. {what}</p>
      <p className={`${classes['starter']} words`} aria-label="Starter words">
        {starter.words}
      </p>
      <Sheet title={isEmergency ? 'Emergency access' : `Parity, for ${starter.name}`} under={practice.name}>
        <p>
          <b>{starter.words}</b>
        </p>
        <p>
          {isEmergency
            ? 'Choose the emergency’s name on the lock of Parity, type these words and give the reason. It opens for four hours. Everything that is looked at is written down.'
            : 'Choose your name on the lock of Parity and type these words. Parity then asks you for a passphrase of your own, 15 characters or more. Destroy this page afterwards.'}
        </p>
      </Sheet>
    </Dialog>
  )
}
