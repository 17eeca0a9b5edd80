import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useCommand } from '../app/queries.ts'
import { Button } from '../kit/Button.tsx'
import { Choices } from '../kit/Choices.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import type { GridRow } from './columns.tsx'
import { layoutWords } from './layout.ts'
import type { Grid, Tab } from './useGrid.ts'

/** A new view, or another name for one. */
export type Naming = { readonly is: 'new' } | { readonly is: 'rename'; readonly saved: NonNullable<Tab['saved']> }

const WHOSE = ['mine', 'shared'] as const
const WHOSE_WORDS = {
  mine: ['Mine', 'Only you see it.'],
  shared: ['The practice', 'Everybody in the practice has it as a tab.'],
} as const

type Props<Row extends GridRow> = { readonly grid: Grid<Row>; readonly naming: Naming; readonly onClose: () => void }

/** Gives a view its name. */
export function NameDialog<Row extends GridRow>({ grid, naming, onClose }: Props<Row>): ReactNode {
  const saved = naming.is === 'rename' ? naming.saved : undefined
  const [name, setName] = useState(saved?.name ?? '')
  const [whose, setWhose] = useState<(typeof WHOSE)[number]>('mine')
  const save = useCommand('views.save')
  const change = useCommand('views.change')
  const plain = name.trim()
  // Saving under a name that is there would take its place, which nobody asked for.
  const isTaken = saved === undefined && grid.tabs.some((tab) => tab.name.toLowerCase() === plain.toLowerCase())
  const isReady = plain !== '' && !isTaken
  const keep = async (): Promise<void> => {
    if (!isReady) return
    if (saved) {
      const reply = await change.run({ id: saved.id, name: plain })
      if (reply.ok) onClose()
      return
    }
    const { screen, view, layout } = grid
    const reply = await save.run({ screen, name: plain, view, columns: layoutWords(layout), isShared: whose === 'shared' })
    if (!reply.ok) return
    onClose()
    grid.showTab(`saved ${reply.value.id}`, view)
  }
  return (
    <Dialog
      title={saved ? 'Rename this view' : 'Save this view'}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="go" onPress={() => void keep()} isBusy={save.isBusy || change.isBusy} disabled={!isReady}>
            {plain === '' ? 'Save' : `Save as “${plain}”`}
          </Button>
          <Button onPress={onClose}>Not now</Button>
        </>
      }
    >
      {!saved && <p>The filters, the order, the groups and the columns are kept under a name, as a tab of this screen.</p>}
      <TextInput
        label="Name"
        value={name}
        maxLength={40}
        data-autofocus
        error={isTaken && 'There is a view of this name. Open it to save what changed.'}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void keep()
        }}
      />
      {!saved && <Choices label="Who sees it" isTitled all={WHOSE} words={WHOSE_WORDS} chosen={whose} onChoose={setWhose} />}
      <ProblemNote problem={save.problem ?? change.problem} />
    </Dialog>
  )
}
