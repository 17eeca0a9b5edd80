import { useId, type FormEvent, type ReactNode } from 'react'
import type { Problem } from '../../src-shared/contract/index.ts'
import type { Draft } from '../desk/drafts.ts'
import { Back } from './Back.tsx'
import { Button } from './Button.tsx'
import { Drawer } from './Dialog.tsx'
import classes from './Dialog.module.css'
import { ProblemNote } from './Problem.tsx'

type Props = {
  readonly title: string
  readonly under?: string
  readonly width?: number
  readonly onClose: () => void
  /** Keeps what is typed, where the form is long enough for that. */
  readonly draft?: Draft
  /** Stands between what came back and the fields. */
  readonly above?: ReactNode
  /** The form's groups of fields. */
  readonly children: ReactNode
  /** Said at the left of the foot. */
  readonly says?: string
  /** On the filled button. */
  readonly save: string
  readonly isBusy: boolean
  readonly problem: Problem | undefined
  readonly onSubmit: (event: FormEvent) => Promise<void>
}

/** A form in a drawer: saved by its button or by Ctrl Enter, left by Esc, with what the engine says under it. */
export function FormDrawer({ draft, above, children, says, save, isBusy, problem, onSubmit, onClose, ...drawer }: Props): ReactNode {
  const id = useId()
  return (
    <Drawer
      {...drawer}
      isOpen
      onClose={onClose}
      foot={
        <>
          {says !== undefined && <span>{says}</span>}
          <Button className="end" onPress={onClose}>
            Not now
          </Button>
          <Button look="go" submits form={id} keys="Mod+Enter" inFields isBusy={isBusy}>
            {save}
          </Button>
        </>
      }
    >
      {draft?.isBack && <Back onDiscard={draft.discard} />}
      {above}
      <form id={id} onSubmit={(event) => void onSubmit(event)} noValidate>
        {children}
      </form>
      {problem && (
        <div className={classes['said']}>
          <ProblemNote problem={problem} />
        </div>
      )}
    </Drawer>
  )
}
