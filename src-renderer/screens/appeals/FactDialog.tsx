import { Select } from '@mantine/core'
import type { ReactNode } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { factWords, type Appeal } from './words.ts'

type Props = { readonly facts: Appeal['facts']; readonly onClose: () => void; readonly onChoose: (name: string) => void }

/** A fact of the claim to stand in the letter, found by its name or by what it says. */
export function FactDialog({ facts, onClose, onChoose }: Props): ReactNode {
  const known = Object.entries(facts)
    .flatMap(([name, value]) => (value === null ? [] : [{ value: name, label: `${factWords(name)}: ${value}` }]))
    .toSorted((a, b) => a.label.localeCompare(b.label))
  return (
    <Dialog
      title="Insert a fact"
      isOpen
      onClose={onClose}
      width={520}
      actions={
        <Button keys="Escape" inFields onPress={onClose}>
          Not now
        </Button>
      }
    >
      <Select
        label="Fact"
        description="It comes from the claim and its files, and follows them until the letter leaves."
        data={known}
        searchable
        data-autofocus
        defaultDropdownOpened
        nothingFoundMessage="None"
        maxDropdownHeight={260}
        onChange={(name) => {
          if (name !== null) onChoose(name)
        }}
      />
    </Dialog>
  )
}
