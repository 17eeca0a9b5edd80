import type { ReactNode } from 'react'
import { useWhyNot } from '../../app/sitting.ts'
import { Button } from '../../kit/Button.tsx'
import { counted } from '../../kit/figures.tsx'
import classes from './Appeals.module.css'
import { isOpen, type Appeal } from './words.ts'

type Props = {
  readonly appeal: Appeal
  readonly isChanged: boolean
  /** The letter is being written, and not looked at as it will be printed. */
  readonly isWriting: boolean
  readonly canTurn: boolean
  readonly onTurn: () => void
  readonly onInsert: () => void
  readonly onParagraph: () => void
}

/** Above the letter: which argument, the tools, and whether it is saved and whole. */
export function LetterBar({ appeal, isChanged, isWriting, canTurn, onTurn, onInsert, onParagraph }: Props): ReactNode {
  const whyNot = useWhyNot('appeals.write')
  const canEdit = isOpen(appeal) && whyNot === undefined
  return (
    <div className={classes['bar']}>
      <b className="cut" title={appeal.letter.title}>
        {appeal.letter.title}
      </b>
      {canEdit && (
        <>
          <Button small look="quiet" keys="Mod+i" inFields group="This appeal" disabled={!isWriting} onPress={onInsert}>
            Insert a fact
          </Button>
          <Button small look="quiet" keys="Mod+Shift+l" inFields group="This appeal" disabled={!isWriting} onPress={onParagraph}>
            A paragraph
          </Button>
          <Button small look="quiet" keys="v" group="This appeal" disabled={!canTurn} onPress={onTurn}>
            {isWriting || !canTurn ? 'As printed' : 'Write'}
          </Button>
        </>
      )}
      <span className={`end small kept ${classes['state']}`} role="status">
        {!canEdit ? (
          isOpen(appeal) ? (
            'You can read it, not write in it'
          ) : (
            'It stays as it left'
          )
        ) : isChanged ? (
          changedWords(isWriting, appeal.packet !== null)
        ) : appeal.missing.length === 0 ? (
          <>
            Saved · <b className="fam-ok">every field is filled</b>
          </>
        ) : (
          <>
            Saved · <b className="fam-warn">{counted(appeal.missing.length, 'fact')} missing</b>
          </>
        )}
      </span>
    </div>
  )
}

function changedWords(isWriting: boolean, hasPacket: boolean): string {
  if (!isWriting) return 'Shown as last saved'
  return hasPacket ? 'Not saved yet; then the packet is made anew' : 'Not saved yet'
}
