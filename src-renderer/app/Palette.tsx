import { Modal } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { usePicker } from '../desk/pickers.ts'
import { Icon } from '../kit/Icon.tsx'
import { Key } from '../kit/Key.tsx'
import { useScreens } from '../screens/screens.ts'
import { useBeside } from './beside.ts'
import { KeyLevel } from './keyboard.tsx'
import { fitting, prefixes, readTyped, type Entry, type Group, type Typed } from './palette/entry.ts'
import { foundGroups, payerEntry } from './palette/found.ts'
import { Line } from './palette/Line.tsx'
import { match } from './palette/match.ts'
import { useActionGroups, usePlaces, useRecent, wordsOf } from './palette/own.ts'
import classes from './Palette.module.css'
import { useCall } from './queries.ts'
import { useRouter } from './routes.ts'

type Props = { readonly isOpen: boolean; readonly onClose: () => void }

/** Any screen, any action, any patient, claim, payer or code, by a few letters. */
export function Palette({ isOpen, onClose }: Props): ReactNode {
  return (
    // It stands with the key that calls it, so that the letters after it are not lost; Finder takes the focus, and gives it back.
    <Modal.Root opened={isOpen} onClose={onClose} size={640} yOffset="min(88px, 8vh)" transitionProps={{ duration: 0 }} returnFocus={false}>
      <Modal.Overlay />
      <Modal.Content aria-label="Find or do anything">
        <KeyLevel dialog={isOpen ? 'open' : 'closing'}>
          <Finder onClose={onClose} />
        </KeyLevel>
      </Modal.Content>
    </Modal.Root>
  )
}

function Finder({ onClose }: Pick<Props, 'onClose'>): ReactNode {
  const [typed, setTyped] = useState('')
  const [pointed, setPointed] = useState(0)
  const list = useId()
  const openBeside = useBeside()
  const field = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    const before = document.activeElement
    field.current?.focus()
    return () => {
      const giveBack = (): void => {
        if (document.activeElement === document.body && before instanceof HTMLElement) before.focus({ preventScroll: true })
      }
      // Once the field is gone, and before what was chosen is done.
      queueMicrotask(giveBack)
    }
  }, [])
  const asked = readTyped(typed)
  const { groups, isLooking } = useGroups(asked)
  const all = groups.flatMap(({ entries }) => entries)
  const at = Math.min(pointed, Math.max(0, all.length - 1))

  const choose = (entry: Entry | undefined, isBeside: boolean): void => {
    if (!entry || (isBeside && !entry.place)) return
    onClose()
    if (isBeside) return openBeside(entry.place)
    // After the dialog is gone, so that the focus is where the action expects it.
    setTimeout(entry.run)
  }
  const onKey = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setPointed((at + step + all.length) % Math.max(1, all.length))
    else if (event.key === 'Enter') choose(all[at], event.ctrlKey || event.metaKey)
    else return
    event.preventDefault()
  }
  return (
    <>
      <div className={classes['query']}>
        <Icon of={IconSearch} />
        <input
          ref={field}
          className={classes['input']}
          role="combobox"
          aria-label="Find a patient, claim, payer, code or action"
          aria-expanded={all.length > 0}
          aria-controls={list}
          aria-activedescendant={all[at] ? `${list}-${at}` : undefined}
          aria-autocomplete="list"
          placeholder="Find a patient, claim, payer, code or action"
          maxLength={100}
          spellCheck={false}
          autoComplete="off"
          data-autofocus
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setPointed(0)
          }}
          onKeyDown={onKey}
        />
        <Key of="Escape" />
      </div>
      <div id={list} role="listbox" aria-label="What was found" className={classes['list']}>
        {groups.map(({ title, entries }) => (
          <div key={title} role="group" aria-label={title}>
            <div className={classes['group']} aria-hidden>
              {title}
            </div>
            {entries.map((entry) => {
              const place = all.indexOf(entry)
              return (
                <Line
                  key={entry.id}
                  id={`${list}-${place}`}
                  entry={entry}
                  marks={entry.marks ?? []}
                  isOn={place === at}
                  onPoint={() => setPointed(place)}
                  onPress={(isBeside) => choose(entry, isBeside)}
                />
              )
            })}
          </div>
        ))}
      </div>
      {all.length === 0 && (
        <p className={classes['none']} role="status">
          {asked.text === '' ? 'Type a few letters.' : isLooking ? 'Looking …' : `Nothing has “${asked.text}” in it.`}
        </p>
      )}
      <Foot canOpenBeside={all[at]?.place !== undefined} />
    </>
  )
}

function Foot({ canOpenBeside }: { readonly canOpenBeside: boolean }): ReactNode {
  return (
    <footer className={classes['foot']}>
      <span>
        <Key of="ArrowUp ArrowDown" /> move
      </span>
      <span>
        <Key of="Enter" /> open
      </span>
      <span className={canOpenBeside ? '' : classes['dim']}>
        <Key of="Mod+Enter" /> beside
      </span>
      <span className="end third">
        {Object.entries(prefixes).map(([sign, what]) => (
          <span key={sign}>
            <Key of={sign} /> {what}
          </span>
        ))}
      </span>
    </footer>
  )
}

/** What answers to what was typed, in groups; without a letter, where one was and what can be done here. */
function useGroups(asked: Typed): { readonly groups: readonly Group[]; readonly isLooking: boolean } {
  const { only, text } = asked
  const router = useRouter()
  const names = useScreens()
  const actions = useActionGroups()
  const places = usePlaces()
  const recent = useRecent()
  const payers = usePicker('payers')
  const found = useCall('desk.find', { text }, { when: text.length > 0 && only !== 'actions', keep: true })
  const own = (group: Group): Group => ({ ...group, entries: fitting(group.entries, text) })

  const groups = (): readonly Group[] => {
    if (only === 'actions') return [...actions.map(own), own({ title: 'Go to', entries: [...places.screens, ...places.sections] })]
    if (only !== undefined && text === '')
      return only === 'payers' && names.includes('claims')
        ? [{ title: 'Payers', entries: (payers ?? []).map((one) => payerEntry(router, one)) }]
        : []
    if (text === '') return [{ title: 'Recent', entries: recent }, ...actions, { title: 'Go to', entries: places.screens }]
    // An answer to fewer letters stands until the new one comes, but only where it still fits: Enter must not open what nobody asked for.
    const engine = foundGroups(found.data, asked, router, names).map((group) =>
      found.isPlaceholderData
        ? { ...group, entries: group.entries.filter(({ name, detail }) => match(name, text) ?? match(detail, text)) }
        : group,
    )
    if (only !== undefined) return engine
    return [
      ...engine,
      ...actions.map(own),
      own({ title: 'Views', entries: places.views }),
      own({ title: 'Go to', entries: [...places.screens, ...places.sections] }),
      { title: 'Words', entries: wordsOf(text) },
    ]
  }
  return { groups: groups().filter(({ entries }) => entries.length > 0), isLooking: found.isFetching }
}
