import { Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import classes from './Waiting.module.css'

type Props = { readonly isOpen: boolean; readonly onClose: () => void; readonly onText: (text: string) => void }

/** Where rows are pasted by those who came with the mouse; `Ctrl V` on the sheet does the same without it. */
export function PasteDialog({ isOpen, onClose, onText }: Props): ReactNode {
  const [text, setText] = useState('')
  const done = (of: string): void => {
    setText('')
    onClose()
    onText(of)
  }
  return (
    <Dialog
      title="Paste rows"
      isOpen={isOpen}
      onClose={onClose}
      width={560}
      actions={
        <>
          <Button look="go" keys="Mod+Enter" inFields disabled={text.trim() === ''} onPress={() => done(text)}>
            Look at the rows
          </Button>
          <Button onPress={onClose} keys="Escape">
            Not now
          </Button>
        </>
      }
    >
      <p>
        Copy the rows in Excel, LibreOffice or Google Sheets, and press Ctrl V here. Heads such as Patient, Date, Start, Stop, Minutes,
        Service, Code, Clinician, Place, Diagnosis, Units and NDC are known in any order; without them Parity goes by what stands in the
        columns. Nothing is saved before you have seen it.
      </p>
      <Textarea
        data-autofocus
        aria-label="Rows"
        className={classes['pasted'] ?? ''}
        placeholder="Patient   Date   Start   Stop   Service"
        value={text}
        minRows={6}
        maxRows={6}
        autosize
        spellCheck={false}
        onChange={(event) => setText(event.currentTarget.value)}
        onPaste={(event) => {
          const rows = event.clipboardData.getData('text/plain')
          if (text !== '' || rows.trim() === '') return
          event.preventDefault()
          done(rows)
        }}
      />
    </Dialog>
  )
}
