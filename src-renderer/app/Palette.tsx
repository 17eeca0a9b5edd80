import { Modal } from '@mantine/core'
import { IconBolt, IconBuildingBank, IconHash, IconSearch, IconUser, type Icon as TablerIcon } from '@tabler/icons-react'
import { useId, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { Output } from '../../src-shared/contract/index.ts'
import type { Shape } from '../../src-shared/contract/fields.ts'
import type { Screen } from '../../src-shared/contract/today.ts'
import { seen } from '../../src-shared/seen.ts'
import { Icon } from '../kit/Icon.tsx'
import { Key } from '../kit/Key.tsx'
import { Mark } from '../kit/Status.tsx'
import { screens, useScreens } from '../screens/screens.ts'
import { useAppearance } from './appearance.tsx'
import { KeyLevel, keysOf, useKeySheet, type Binding } from './keyboard.tsx'
import classes from './Palette.module.css'
import { useCall } from './queries.ts'
import { useRouter, type Router } from './routes.ts'

type Entry = {
  readonly id: string
  readonly icon: TablerIcon | Shape
  readonly name: string
  readonly detail: string
  readonly keys?: string
  readonly run: () => void
}
type Group = { readonly title: string; readonly entries: readonly Entry[] }

/** What the first sign narrows the search to. */
const prefixes = { '>': 'actions', '#': 'claims', '@': 'payers', '=': 'codes' } as const
type Part = (typeof prefixes)[keyof typeof prefixes]

function readTyped(typed: string): { readonly only: Part | undefined; readonly text: string } {
  const sign = typed.charAt(0)
  const only = sign in prefixes ? prefixes[sign as keyof typeof prefixes] : undefined
  return { only, text: (only ? typed.slice(1) : typed).trim() }
}

type Props = { readonly isOpen: boolean; readonly onClose: () => void; readonly onLock: () => void }

/** Any screen, any action, any patient, claim, payer or code, by a few letters. */
export function Palette({ isOpen, onClose, onLock }: Props): ReactNode {
  return (
    <Modal.Root opened={isOpen} onClose={onClose} size={640} yOffset={88}>
      <Modal.Overlay />
      <Modal.Content aria-label="Find or do anything">
        <KeyLevel dialog={isOpen ? 'open' : 'closing'}>
          <Finder onClose={onClose} onLock={onLock} />
        </KeyLevel>
      </Modal.Content>
    </Modal.Root>
  )
}

function Finder({ onClose, onLock }: Omit<Props, 'isOpen'>): ReactNode {
  const [typed, setTyped] = useState('')
  const [pointed, setPointed] = useState(0)
  const list = useId()
  const router = useRouter()
  const { only, text } = readTyped(typed)
  const found = useCall('desk.find', { text }, { when: text.length > 0 && only !== 'actions', keep: true })
  const actions = useActions(onLock)
  const names = useScreens()
  const groups = (
    text === '' && only !== undefined && only !== 'actions'
      ? []
      : groupsOf(text === '' ? undefined : found.data, actions, router, only, text, names)
  ).filter(({ entries }) => entries.length > 0)
  const all = groups.flatMap(({ entries }) => entries)
  const at = Math.min(pointed, Math.max(0, all.length - 1))

  const choose = (entry: Entry | undefined): void => {
    if (!entry) return
    onClose()
    // After the dialog is gone, so that the focus is where the action expects it.
    setTimeout(entry.run)
  }
  const onKey = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setPointed((at + step + all.length) % Math.max(1, all.length))
    else if (event.key === 'Enter') choose(all[at])
    else return
    event.preventDefault()
  }
  return (
    <>
      <div className={classes['query']}>
        <Icon of={IconSearch} />
        <input
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
                  text={text}
                  isOn={place === at}
                  onPoint={() => setPointed(place)}
                  onPress={() => choose(entry)}
                />
              )
            })}
          </div>
        ))}
      </div>
      {all.length === 0 && (
        <p className={classes['none']} role="status">
          {text === '' ? 'Type a few letters.' : found.isFetching ? 'Looking …' : `Nothing has “${text}” in it.`}
        </p>
      )}
      <footer className={classes['foot']}>
        <span>
          <Key of="ArrowUp ArrowDown" /> move
        </span>
        <span>
          <Key of="Enter" /> open
        </span>
        <span className="end third">
          {Object.entries(prefixes).map(([sign, what]) => (
            <span key={sign}>
              <Key of={sign} /> {what}
            </span>
          ))}
        </span>
      </footer>
    </>
  )
}

type LineProps = {
  readonly id: string
  readonly entry: Entry
  readonly text: string
  readonly isOn: boolean
  readonly onPoint: () => void
  readonly onPress: () => void
}

function Line({ id, entry, text, isOn, onPoint, onPress }: LineProps): ReactNode {
  return (
    // The keys are the field's above; this is where the mouse comes.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="option"
      aria-selected={isOn}
      tabIndex={-1}
      className={`${classes['line']} ${isOn ? classes['on'] : ''}`}
      onMouseMove={onPoint}
      onClick={onPress}
      ref={isOn ? intoSight : undefined}
    >
      {typeof entry.icon === 'string' ? <Mark shape={entry.icon} /> : <Icon of={entry.icon} className={classes['icon']} />}
      <span className="grow cut">
        <b>
          <Marked name={entry.name} text={text} />
        </b>{' '}
        <span className="third">{entry.detail}</span>
      </span>
      {isOn ? <Key of="Enter" /> : entry.keys !== undefined && <Key of={entry.keys} />}
    </div>
  )
}

const intoSight = (line: HTMLElement | null): void => line?.scrollIntoView({ block: 'nearest' })

/** The letters that were typed, in the accent. */
function Marked({ name, text }: { readonly name: string; readonly text: string }): ReactNode {
  const at = text === '' ? -1 : name.toLowerCase().indexOf(text.toLowerCase())
  if (at < 0) return seen(name)
  return (
    <>
      {seen(name.slice(0, at))}
      <mark>{name.slice(at, at + text.length)}</mark>
      {seen(name.slice(at + text.length))}
    </>
  )
}

/** What can be done here and now: the keys of the screen, the screens, and how the window looks. */
function useActions(onLock: () => void): readonly Entry[] {
  const sheet = useKeySheet()
  const router = useRouter()
  const appearance = useAppearance()
  const names = useScreens()
  const ofScreen = [...sheet]
    .filter(([group]) => !['', 'Go to', 'Anywhere', 'Move', 'Select'].includes(group))
    .flatMap(([group, bindings]) => bindings.filter(({ when }) => when !== false).map((binding) => actionOf(group, binding)))
  const toScreens = names.map((screen): Entry => {
    const { title, icon, keys } = screens[screen]
    return { id: `go ${screen}`, icon, name: title, detail: 'go to the screen', keys, run: () => router.visit(screen) }
  })
  const looks: readonly Entry[] = [
    { id: 'light', icon: IconBolt, name: 'Light theme', detail: '', run: () => appearance.setTheme('light') },
    { id: 'dark', icon: IconBolt, name: 'Dark theme', detail: '', run: () => appearance.setTheme('dark') },
    { id: 'contrast', icon: IconBolt, name: 'High contrast', detail: '', run: () => appearance.setTheme('contrast') },
    {
      id: 'density',
      icon: IconBolt,
      name: appearance.density === 'compact' ? 'Comfortable rows' : 'Compact rows',
      detail: '',
      run: () => appearance.setDensity(appearance.density === 'compact' ? 'comfortable' : 'compact'),
    },
    { id: 'lock', icon: IconBolt, name: 'Lock', detail: 'close the store', keys: 'Mod+l', run: onLock },
  ]
  return [...ofScreen, ...toScreens, ...looks]
}

const actionOf = (group: string, binding: Binding): Entry => ({
  id: `${group} ${binding.words ?? ''}`,
  icon: IconBolt,
  name: binding.words ?? '',
  detail: group,
  keys: keysOf(binding)[0] ?? '',
  run: () => binding.run(new KeyboardEvent('keydown')),
})

function groupsOf(
  found: Output<'desk.find'> | undefined,
  actions: readonly Entry[],
  router: Router,
  only: Part | undefined,
  text: string,
  names: readonly Screen[],
): readonly Group[] {
  const filtered =
    (field: string, values: readonly string[]): (() => void) =>
    () =>
      router.go({ screen: 'claims', view: { filters: [{ is: 'any', field, of: [...values] }], sort: [] } })
  // What leads to a list one may not open is not offered.
  const leads = (to: Screen): boolean => names.includes(to)
  const has = (part: Part): boolean => (only === undefined || only === part) && (part === 'actions' || leads('claims'))
  const fitting = actions.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()))
  return [
    {
      title: 'Patients',
      entries:
        only === undefined && leads('patients')
          ? (found?.patients ?? []).map(({ id, name, detail }) => ({
              id: `patient ${id}`,
              icon: IconUser,
              name,
              detail,
              run: () => router.go({ screen: 'patients', open: id }),
            }))
          : [],
    },
    {
      title: 'Claims',
      entries: has('claims')
        ? (found?.claims ?? []).map(({ id, shape, detail }) => ({
            id: `claim ${id}`,
            icon: shape,
            name: String(id),
            detail,
            run: () => router.go({ screen: 'claims', open: id }),
          }))
        : [],
    },
    {
      title: 'Payers',
      entries: has('payers')
        ? (found?.payers ?? []).map(({ id, name }) => ({
            id: `payer ${id}`,
            icon: IconBuildingBank,
            name,
            detail: 'its claims',
            run: filtered('payer', [name]),
          }))
        : [],
    },
    {
      title: 'Codes',
      entries: has('codes')
        ? (found?.codes ?? []).map(({ code, words }) => ({
            id: `code ${code}`,
            icon: IconHash,
            name: code,
            detail: words,
            run: () => router.go({ screen: 'claims', view: { filters: [{ is: 'text', field: 'codes', text: code }], sort: [] } }),
          }))
        : [],
    },
    { title: 'Actions and screens', entries: has('actions') ? fitting : [] },
  ]
}
