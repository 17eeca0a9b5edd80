import { TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useCommand } from '../app/queries.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { Icon } from '../kit/Icon.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import type { GridRow } from './columns.tsx'
import type { Grid, Tab } from './useGrid.ts'
import { layoutWords } from './layout.ts'
import classes from './Views.module.css'
import { useTotals, type ListName } from './windows.ts'

/** The views of a screen as tabs: its own, then those a person saved, then the way to save one. */
export function Views<Row extends GridRow>({ grid }: { readonly grid: Grid<Row> }): ReactNode {
  const [isNaming, setNaming] = useState(false)
  const [forgetting, setForgetting] = useState<Tab>()
  return (
    <div className={classes['views']} role="group" aria-label="Views">
      {grid.tabs.map((tab) => {
        const isOn = tab.id === grid.tab?.id
        return (
          <span key={tab.id} className={`${classes['view']} ${isOn ? classes['on'] : ''}`}>
            <button type="button" className={classes['name']} aria-pressed={isOn} onClick={() => grid.showTab(tab.id)}>
              {tab.name}
              {isOn && grid.isChanged && <span title="Changed since it was saved"> ·</span>}
              {tab.hidesCount !== true && <Count call={grid.call} tab={tab} isWaiting={grid.rows.isFirst} />}
            </button>
            {isOn && tab.saved && (
              <button
                type="button"
                className={classes['forget']}
                aria-label={`Forget the view ${tab.name}`}
                title="Forget this view"
                onClick={() => setForgetting(tab)}
              >
                <Icon of={IconX} size={12} />
              </button>
            )}
          </span>
        )
      })}
      <button
        type="button"
        className={classes['add']}
        aria-label="Save these filters and columns as a view"
        title="Save as a view"
        onClick={() => setNaming(true)}
      >
        <Icon of={IconPlus} size={14} />
      </button>
      <NameDialog grid={grid} isOpen={isNaming} onClose={() => setNaming(false)} />
      <ForgetDialog grid={grid} tab={forgetting} onClose={() => setForgetting(undefined)} />
    </div>
  )
}

/** How many rows a view has. It is counted after the rows in sight are there. */
function Count({ call, tab, isWaiting }: { readonly call: ListName; readonly tab: Tab; readonly isWaiting: boolean }): ReactNode {
  const totals = useTotals(call, tab.view, !isWaiting)
  return totals === undefined ? null : <i className={classes['count']}>{totals.total.toLocaleString('en-US')}</i>
}

function NameDialog<Row extends GridRow>({
  grid,
  isOpen,
  onClose,
}: {
  readonly grid: Grid<Row>
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactNode {
  const [name, setName] = useState('')
  const save = useCommand('views.save')
  const plain = name.trim()
  const keep = async (): Promise<void> => {
    if (plain === '') return
    const columns = layoutWords(grid.layout)
    const reply = await save.run({ screen: grid.screen, name: plain, view: grid.view, columns })
    if (!reply.ok) return
    setName('')
    onClose()
    grid.showTab(`saved ${reply.value.id}`)
  }
  return (
    <Dialog
      title="Save this view"
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button look="go" onPress={() => void keep()} isBusy={save.isBusy} disabled={plain === ''}>
            {plain === '' ? 'Save' : `Save as “${plain}”`}
          </Button>
          <Button onPress={onClose}>Not now</Button>
        </>
      }
    >
      <p>The filters, the order and the columns are kept under a name, as a tab of this screen.</p>
      <TextInput
        label="Name"
        value={name}
        maxLength={40}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void keep()
        }}
      />
      <ProblemNote problem={save.problem} />
    </Dialog>
  )
}

function ForgetDialog<Row extends GridRow>({
  grid,
  tab,
  onClose,
}: {
  readonly grid: Grid<Row>
  readonly tab: Tab | undefined
  readonly onClose: () => void
}): ReactNode {
  const remove = useCommand('views.remove')
  const forget = async (): Promise<void> => {
    if (!tab?.saved) return
    const reply = await remove.run({ id: tab.saved.id })
    if (!reply.ok) return
    onClose()
    grid.showTab(grid.tabs[0]?.id ?? '')
  }
  return (
    <Dialog
      title={`Forget the view ${tab?.name ?? ''}?`}
      isOpen={tab !== undefined}
      onClose={onClose}
      actions={
        <>
          <Button look="go" onPress={() => void forget()} isBusy={remove.isBusy}>
            Forget the view
          </Button>
          <Button onPress={onClose}>Keep it</Button>
        </>
      }
    >
      <p>Its rows stay as they are; only the tab goes.</p>
      <ProblemNote problem={remove.problem} />
    </Dialog>
  )
}
