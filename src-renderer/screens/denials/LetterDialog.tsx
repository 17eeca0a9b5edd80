import { useState, type ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { useCommand } from '../../app/queries.ts'
import { useRouter } from '../../app/routes.ts'
import { Button } from '../../kit/Button.tsx'
import { Choices } from '../../kit/Choices.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'

/** Chooses the letter of an appeal, those that answer this denial first, and goes to it. */
export function LetterDialog({
  denial,
  isOpen,
  onClose,
}: {
  readonly denial: Output<'denials.get'>
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactNode {
  const router = useRouter()
  const start = useCommand('appeals.start')
  const fitting = denial.templates.filter(({ fits }) => fits)
  const others = denial.templates.filter(({ fits }) => !fits)
  const [showsAll, setShowsAll] = useState(fitting.length === 0)
  const shown = showsAll ? [...fitting, ...others] : fitting
  const [chosen, setChosen] = useState(shown[0]?.id)
  const begin = async (): Promise<void> => {
    if (chosen === undefined || start.isBusy) return
    const reply = await start.run({ denial: denial.id, template: chosen, level: denial.appeal?.next?.level ?? 1 })
    if (!reply.ok) return
    onClose()
    router.go({ screen: 'appeals', open: reply.value.id })
  }
  return (
    <Dialog
      title="Choose a letter"
      isOpen={isOpen}
      onClose={onClose}
      width={520}
      actions={
        <>
          <Button look="go" keys="Mod+Enter" inFields isBusy={start.isBusy} disabled={chosen === undefined} onPress={() => void begin()}>
            Begin the appeal
          </Button>
          <Button keys="Escape" onPress={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <p>Parity fills in the facts of the claim and names what is missing. Nothing leaves until you send it.</p>
      <Choices
        label="Letter"
        isStacked
        all={shown.map(({ id }) => id)}
        words={Object.fromEntries(
          shown.map(({ id, title, fits }) => [id, [title, fits ? `Fits ${denial.reason}.` : 'Made for other reasons.'] as const]),
        )}
        chosen={chosen}
        onChoose={setChosen}
        onEnter={() => void begin()}
      />
      {!showsAll && others.length > 0 && (
        <div>
          <Button look="quiet" small onPress={() => setShowsAll(true)}>
            {`${others.length} more, made for other reasons`}
          </Button>
        </div>
      )}
      <ProblemNote problem={start.problem} />
    </Dialog>
  )
}
