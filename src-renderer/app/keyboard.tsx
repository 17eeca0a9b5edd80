import { createContext, use, useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { box, useBox, type Box } from './box.ts'

/** A key and what it does. `Mod` is Ctrl, or ⌘ on a Mac; `g t` is one key after the other. */
export type Binding = {
  readonly keys: string | readonly string[]
  /** What it does, as the sheet of keys says it. Without words it is not on the sheet. */
  readonly words?: string
  readonly run: (event: KeyboardEvent) => void
  /** False while it does nothing, so that the key is left to others. */
  readonly when?: boolean
  /** Works while one types in a field, too. */
  readonly inFields?: boolean
  /** Works behind a dialog, too: for what must always be possible. */
  readonly always?: boolean
}

type Registration = { readonly level: number; readonly group: string; bindings: readonly Binding[] }
type Keyboard = { readonly all: Box<readonly Registration[]>; readonly blocks: Box<readonly number[]> }

const createKeyboard = (): Keyboard => ({ all: box<readonly Registration[]>([]), blocks: box<readonly number[]>([]) })
const KeyboardContext = createContext<Keyboard>(createKeyboard())
/** What stands above what: the window, a screen, a dialog over it. The highest level is asked first. */
const LevelContext = createContext(0)

/** Above any number of dialogs over each other. */
const topLevel = 1000

/** How long one may take between `g` and what follows. */
const sequenceMs = 1200

export function KeyboardProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [keyboard] = useState(createKeyboard)
  useEffect(() => {
    let first: { readonly chord: string; readonly at: number } | undefined
    // A key that closes a dialog was meant for it alone: it may be gone before the key comes up to us, and what is below must not hear it.
    let lowest = 0
    const onStart = (event: KeyboardEvent): void => {
      lowest = Math.max(0, ...keyboard.blocks.get())
      // A list of choices takes every Enter for its own, also the one that saves the form.
      if (!(event.ctrlKey || event.metaKey) || !isElement(event.target) || !event.target.matches('[aria-haspopup=listbox]')) return
      onKey(event)
      if (event.defaultPrevented) event.stopPropagation()
    }
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return
      const chord = chordOf(event)
      if (chord === undefined) return
      const before = first && event.timeStamp - first.at < sequenceMs ? first.chord : undefined
      first = { chord, at: event.timeStamp }
      const isTyping = isField(event.target)
      const found = find(keyboard, [...(before === undefined ? [] : [`${before} ${chord}`]), chord], event, isTyping, lowest)
      if (!found) return
      if (found.chord !== chord) first = undefined
      event.preventDefault()
      found.binding.run(event)
    }
    window.addEventListener('keydown', onStart, { capture: true })
    window.addEventListener('keydown', onKey)
    return () => {
      window.removeEventListener('keydown', onStart, { capture: true })
      window.removeEventListener('keydown', onKey)
    }
  }, [keyboard])
  return <KeyboardContext value={keyboard}>{children}</KeyboardContext>
}

function find(
  keyboard: Keyboard,
  chords: readonly string[],
  event: KeyboardEvent,
  isTyping: boolean,
  lowest: number,
): { readonly binding: Binding; readonly chord: string } | undefined {
  const asked = keyboard.all.get().toSorted((a, b) => b.level - a.level)
  for (const chord of chords) {
    // Menus and lists of choices have their own keys, and a button is pressed by Enter and Space.
    if (!chord.includes('Mod+') && isOwnWorld(event.target, chord)) continue
    for (const { level, bindings } of asked) {
      const binding = bindings.find(
        (one) => one.when !== false && (!isTyping || one.inFields) && (level >= lowest || one.always) && keysOf(one).includes(chord),
      )
      if (binding) return { binding, chord }
    }
  }
  return undefined
}

export const keysOf = (binding: Pick<Binding, 'keys'>): readonly string[] =>
  typeof binding.keys === 'string' ? [binding.keys] : binding.keys

function chordOf(event: KeyboardEvent): string | undefined {
  const { key } = event
  if (['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Process'].includes(key)) return undefined
  const isLetter = /^\p{L}$/u.test(key)
  const name = key === ' ' ? 'Space' : isLetter ? key.toLowerCase() : key
  // A sign such as ? already tells that Shift was down.
  const shift = event.shiftKey && (isLetter || name.length > 1)
  return `${event.ctrlKey || event.metaKey ? 'Mod+' : ''}${event.altKey ? 'Alt+' : ''}${shift ? 'Shift+' : ''}${name}`
}

const isElement = (target: EventTarget | null): target is Element => target instanceof Element

const isField = (target: EventTarget | null): boolean =>
  isElement(target) &&
  target.matches(
    'input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable]:not([contenteditable=false])',
  )

function isOwnWorld(target: EventTarget | null, chord: string): boolean {
  if (!isElement(target)) return false
  if (target.closest('[role=menu], [role=listbox]')) return true
  return (chord === 'Enter' || chord === 'Space') && target.closest('button, a, summary, input, [role=tab]') !== null
}

/** Binds keys for as long as the component shows. */
export function useKeys(group: string, bindings: readonly Binding[]): void {
  const { all } = use(KeyboardContext)
  const level = use(LevelContext)
  const own = useRef<Registration>(undefined)
  useLayoutEffect(() => {
    const registration: Registration = { level, group, bindings: [] }
    own.current = registration
    all.set([...all.get(), registration])
    return () => all.set(all.get().filter((one) => one !== registration))
  }, [all, level, group])
  useLayoutEffect(() => {
    if (own.current) own.current.bindings = bindings
  })
}

type LevelProps = {
  /** For what stands over everything: whether it is open, or on its way out. */
  readonly dialog?: 'open' | 'closing'
  readonly children: ReactNode
}

/**
 * What stands inside is asked before what stands outside. An open dialog keeps the keys from everything below it; one that is fading out lets
 * them through at once, so that no quick hand waits for it.
 */
export function KeyLevel({ dialog, children }: LevelProps): ReactNode {
  const { blocks } = use(KeyboardContext)
  const outside = use(LevelContext)
  const level = dialog === 'open' ? outside + 10 : dialog === 'closing' ? -1 : outside + 1
  useLayoutEffect(() => {
    if (dialog !== 'open') return undefined
    blocks.set([...blocks.get(), level])
    return () => {
      const standing = blocks.get()
      const at = standing.indexOf(level)
      blocks.set(standing.filter((_, n) => n !== at))
    }
  }, [blocks, dialog, level])
  return <LevelContext value={level}>{children}</LevelContext>
}

/** What stands over every dialog of a screen. */
export function TopLevel({ children }: { readonly children: ReactNode }): ReactNode {
  return <LevelContext value={topLevel}>{children}</LevelContext>
}

/** Buttons inside of it are actions under this title, with a key or without one: the palette offers them. */
export const ActionGroupContext = createContext<string | undefined>(undefined)

/** Groups that are shown whole, also what has nothing to do just now. */
const standing: readonly string[] = ['Move', 'Select', 'Anywhere']

/** The keys that can be pressed now, by group, for the sheet. The screen's groups come first. */
export function useKeySheet(): ReadonlyMap<string, readonly Binding[]> {
  const { all } = use(KeyboardContext)
  const registered = useBox(all)
  const groups = new Map<string, readonly Binding[]>()
  for (const { group, bindings } of registered.toSorted((a, b) => b.level - a.level)) {
    const shown = bindings.filter(({ words, when }) => words !== undefined && (when !== false || standing.includes(group)))
    if (shown.length > 0) groups.set(group, [...(groups.get(group) ?? []), ...shown])
  }
  return groups
}

/** Presses a key as a hand would, for the system's own menu. */
export function pressKeys(keys: string): void {
  const parts = keys.split('+')
  const key = parts.at(-1) ?? ''
  const event = new KeyboardEvent('keydown', {
    key: parts.includes('Shift') ? key.toUpperCase() : key,
    ctrlKey: parts.includes('Mod'),
    shiftKey: parts.includes('Shift'),
    bubbles: true,
    cancelable: true,
  })
  ;(document.activeElement ?? document.body).dispatchEvent(event)
}

const isMac = (): boolean => window.parity.platform === 'darwin'

const caps: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Delete: 'Del',
}

/** A key as it is drawn: `Mod+k` is `Ctrl` `K`, `g t` is `g` `t`. Letters alone stay small, so that a capital means Shift. */
export function capsOf(keys: string): readonly string[] {
  return keys.split(' ').flatMap((chord) => {
    // The plus itself stands behind a plus.
    const parts = chord.length > 1 ? chord.split(/\+(?=.)/) : [chord]
    return parts.map((part) => {
      if (part === 'Mod') return isMac() ? '⌘' : 'Ctrl'
      return caps[part] ?? (parts.length > 1 && part.length === 1 ? part.toUpperCase() : part)
    })
  })
}

/** The same for `aria-keyshortcuts`. */
export const ariaKeys = (keys: string): string | undefined =>
  keys.includes(' ') ? undefined : keys.replace('Mod+', isMac() ? 'Meta+' : 'Control+')
