import { useState, type ReactNode } from 'react'
import { useNotices } from '../../app/notices.ts'
import { useCommand, useConnection } from '../../app/queries.ts'
import { useSitting } from '../../app/sitting.ts'
import { Button } from '../../kit/Button.tsx'
import { Choices } from '../../kit/Choices.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { wholeNumber } from '../../../src-shared/number.ts'
import { placeOf, type Desk, type Target } from './words.ts'

type Props = { readonly target: Target; readonly people: Desk['people']; readonly onClose: () => void }

const NOBODY = 'nobody'

/** Gives a line or a row to a person, who then has it among his own; or to nobody, so that it is everybody's whose work it is. */
export function AssignDialog({ target, people, onClose }: Props): ReactNode {
  const { user } = useSitting()
  const [chosen, setChosen] = useState(() => String(target.owner?.id ?? user.id))
  const command = useCommand('today.assign')
  const notices = useNotices()
  const connection = useConnection()
  const all = [...people.map(({ id }) => String(id)), NOBODY]
  const name = people.find(({ id }) => String(id) === chosen)?.name
  const save = async (): Promise<void> => {
    if (command.isBusy) return
    const before = target.owner?.id ?? null
    const reply = await command.run({ ...placeOf(target), person: chosen === NOBODY ? null : (wholeNumber(chosen) ?? null) })
    if (!reply.ok) return
    onClose()
    notices.tell({
      words: `${name === undefined ? 'Given to nobody' : `Given to ${name}`}: ${target.title}.`,
      undo: () => connection.call('today.assign', { ...placeOf(target), person: before }, { key: crypto.randomUUID() }),
    })
  }
  return (
    <Dialog
      title={`Assign: ${target.name}`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="go" keys="Mod+Enter" inFields isBusy={command.isBusy} onPress={() => void save()}>
            {name === undefined ? 'Give it to nobody' : `Give it to ${name}`}
          </Button>
          <Button keys="Escape" inFields onPress={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <Choices
        label="Whom"
        isStacked
        all={all}
        words={Object.fromEntries([
          ...people.map(({ id, name: person }) => [String(id), [person, id === user.id ? 'you' : '']] as const),
          [NOBODY, ['Nobody', 'everybody whose work it is sees it under Mine']] as const,
        ])}
        chosen={chosen}
        onChoose={setChosen}
        onEnter={() => void save()}
      />
      <ProblemNote problem={command.problem} />
    </Dialog>
  )
}
