import { Modal, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { box, useBox } from '../app/box.ts'
import { KeyLevel } from '../app/keyboard.tsx'
import { counted } from '../kit/figures.tsx'
import { Icon } from '../kit/Icon.tsx'
import { Key } from '../kit/Key.tsx'
import classes from './Glossary.module.css'
import { findTerms, TERMS } from './terms.ts'

/** What is looked for in the glossary; undefined while it is closed. */
export const glossary = box<string | undefined>(undefined)

/** Every word of the trade with its one line, found by any of its names. */
export function Glossary(): ReactNode {
  const sought = useBox(glossary)
  const isOpen = sought !== undefined
  return (
    <Modal.Root opened={isOpen} onClose={() => glossary.set(undefined)} size={680} yOffset={80}>
      <Modal.Overlay />
      <Modal.Content>
        <KeyLevel dialog={isOpen ? 'open' : 'closing'}>
          <Words key={sought} sought={sought ?? ''} />
        </KeyLevel>
      </Modal.Content>
    </Modal.Root>
  )
}

function Words({ sought }: { readonly sought: string }): ReactNode {
  const [typed, setTyped] = useState(sought)
  const found = findTerms(typed)
  return (
    <>
      <header className={classes['head']}>
        <Modal.Title className={classes['title']} component="h2">
          What does it mean?
        </Modal.Title>
        <TextInput
          aria-label="Find a word"
          placeholder="Find a word"
          leftSection={<Icon of={IconSearch} size={14} />}
          w={240}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-autofocus
        />
        <Key of="Escape" />
      </header>
      {/* Reached by the keyboard, so that a long list can be scrolled. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes['words']} tabIndex={0} role="region" aria-label="Words">
        {found.length === 0 && <p className="second">No word has “{typed}” in it. Ask for less of it, or for what it stands for.</p>}
        <dl>
          {found.map(({ name, also, means }) => (
            <div key={name}>
              <dt>
                {name}
                {also.length > 0 && <small>{also.join(', ')}</small>}
              </dt>
              <dd className="words">{means}</dd>
            </div>
          ))}
        </dl>
      </div>
      <footer className={classes['foot']} role="status">
        {found.length === TERMS.length ? counted(TERMS.length, 'word') : `${found.length} of ${counted(TERMS.length, 'word')}`}
      </footer>
    </>
  )
}
