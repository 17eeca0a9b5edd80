import { Modal, TextInput } from '@mantine/core'
import { IconPrinter, IconSearch } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { Button } from '../kit/Button.tsx'
import { Icon } from '../kit/Icon.tsx'
import { Key } from '../kit/Key.tsx'
import { printSheet, Sheet as PaperSheet } from '../kit/Sheet.tsx'
import { capsOf, keysOf, KeyLevel, useKeySheet } from './keyboard.tsx'
import classes from './Keys.module.css'

/** The keys of the screen, by what they are about. */
export function Keys({
  title,
  isOpen,
  onClose,
}: {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactNode {
  return (
    <Modal.Root opened={isOpen} onClose={onClose} size={980} yOffset={96}>
      <Modal.Overlay />
      <Modal.Content>
        <KeyLevel dialog={isOpen ? 'open' : 'closing'}>
          <Sheet title={title} />
        </KeyLevel>
      </Modal.Content>
    </Modal.Root>
  )
}

/** What is the same everywhere comes first, so that it stands where one looks for it; where one may go comes last. */
const order = ['Move', 'Select', 'Anywhere']
const placeOf = (group: string): number => (group === 'Go to' ? 99 : order.includes(group) ? order.indexOf(group) : order.length)

function Sheet({ title }: { readonly title: string }): ReactNode {
  const sheet = useKeySheet()
  const [typed, setTyped] = useState('')
  const wanted = typed.trim().toLowerCase()
  const groups = [...sheet]
    .filter(([group]) => group !== '')
    .toSorted(([one], [other]) => placeOf(one) - placeOf(other))
    .map(
      ([group, bindings]) =>
        [
          group,
          bindings.filter(
            (one) =>
              (keysOf(one).length > 0 && (one.words ?? '').toLowerCase().includes(wanted)) ||
              keysOf(one).some((keys) => keys.toLowerCase() === wanted),
          ),
        ] as const,
    )
    .filter(([, bindings]) => bindings.length > 0)
  return (
    <>
      <header className={classes['head']}>
        <Modal.Title className={classes['title']} component="h2">
          Keys of {title}
        </Modal.Title>
        <TextInput
          aria-label="Find a key"
          placeholder="Find a key"
          leftSection={<Icon of={IconSearch} size={14} />}
          w={220}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-autofocus
        />
        <Key of="Escape" />
      </header>
      <div className={classes['groups']}>
        {groups.map(([group, bindings]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {bindings.map((binding) => (
                <div key={`${binding.words} ${keysOf(binding).join(' ')}`}>
                  <dt>{binding.words}</dt>
                  <dd>
                    <Key of={keysOf(binding)[0] ?? ''} />
                    <span className="unseen">{keysOf(binding)[0]}</span>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      {groups.length === 0 && <p className={classes['none']}>No key does “{typed}” here.</p>}
      <footer className={classes['foot']}>
        <span className="grow">Capital letters need Shift: they send, post or reverse.</span>
        <Button look="quiet" small icon={IconPrinter} onPress={printSheet}>
          Print
        </Button>
      </footer>
      <PaperSheet title={`Keys of ${title}`} under="Capital letters need Shift: they send, post or reverse.">
        <dl className={classes['paper']}>
          {groups.map(([group, bindings]) => (
            <section key={group}>
              <h2>{group}</h2>
              {bindings.map((binding) => (
                <div key={`${binding.words} ${keysOf(binding).join(' ')}`}>
                  <dt>{binding.words}</dt>
                  <dd>{capsOf(keysOf(binding)[0] ?? '').join(' ')}</dd>
                </div>
              ))}
            </section>
          ))}
        </dl>
      </PaperSheet>
    </>
  )
}
