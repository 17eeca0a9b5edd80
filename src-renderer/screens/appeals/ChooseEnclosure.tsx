import { IconPaperclip } from '@tabler/icons-react'
import { useRef, useState, type ReactNode } from 'react'
import { Button } from '../../kit/Button.tsx'
import classes from './Appeals.module.css'
import { EnclosureDialog } from './EnclosureDialog.tsx'

/** Lets a person choose pages of the record. */
export function ChooseEnclosure({ appeal }: { readonly appeal: number }): ReactNode {
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File>()
  return (
    <>
      <Button
        small
        className={classes['add']}
        icon={IconPaperclip}
        keys="r"
        group="This appeal"
        needs="appeals.write"
        onPress={() => input.current?.click()}
      >
        Add pages of the record
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".pdf,.png,.jpg,.jpeg,.tif,.tiff,.docx"
        aria-label="Pages of the record"
        onChange={(event) => {
          setFile(event.currentTarget.files?.[0])
          event.currentTarget.value = ''
        }}
      />
      {file && <EnclosureDialog appeal={appeal} file={file} onClose={() => setFile(undefined)} />}
    </>
  )
}
