import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { counted } from '../../kit/figures.tsx'
import classes from './Setup.module.css'

/** Every package the program is made of, each with its own words. */
export function LicencesDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [typed, setTyped] = useState('')
  const all = useQuery({ queryKey: ['licences'], queryFn: async () => (await import('virtual:licences')).licences }).data ?? []
  const wanted = typed.trim().toLowerCase()
  const shown = all.filter(({ name, licence }) => `${name} ${licence}`.toLowerCase().includes(wanted))
  return (
    <Dialog
      title={`Licenses of ${counted(all.length, 'package')}`}
      isOpen
      onClose={onClose}
      width={640}
      actions={
        <Button look="go" keys="Escape" inFields onPress={onClose}>
          Close
        </Button>
      }
    >
      <TextInput
        aria-label="Find a package"
        placeholder="Find a package"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        data-autofocus
      />
      {/* Reached by the keyboard, so that a long list can be scrolled. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes['licences']} tabIndex={0} role="group" aria-label="Packages">
        {shown.map(({ name, version, licence, text }) => (
          <details key={`${name} ${version}`}>
            <summary>
              <b>{name}</b> <span className="third id">{version}</span> <span className={classes['licence']}>{licence}</span>
            </summary>
            <pre className="words">{text === '' ? 'Its folder has no text of its own.' : text}</pre>
          </details>
        ))}
      </div>
    </Dialog>
  )
}
