import { Component, Suspense, useEffect, useRef, useState, type DragEvent, type ReactNode } from 'react'
import { counted } from '../kit/figures.tsx'
import { ProblemView } from '../kit/Problem.tsx'
import { BankFilesProvider } from '../screens/deposits/bank-files.tsx'
import { ImportsProvider, useImports } from '../screens/exchange/imports.tsx'
import { Glossary } from '../help/Glossary.tsx'
import { Hint } from '../help/Hint.tsx'
import { ReadOnly } from '../help/ReadOnly.tsx'
import { TermTip } from '../help/TermTip.tsx'
import { ListsProvider } from '../screens/intake/lists.tsx'
import { SchedulesProvider } from '../screens/intake/schedules.tsx'
import { screens, useScreens } from '../screens/screens.ts'
import { Activity, showsActivity } from './Activity.tsx'
import { useAppearance } from './appearance.tsx'
import { useBeside } from './beside.ts'
import { Banners } from './Banners.tsx'
import { KeyLevel, useKeys } from './keyboard.tsx'
import { Keys } from './Keys.tsx'
import { useLock } from './lock.ts'
import { LockSoon } from './LockSoon.tsx'
import { Palette } from './Palette.tsx'
import { box } from './box.ts'
import { PrintDialog } from './print/PrintDialog.tsx'
import { PrintableContext, type PrintableList } from './print/printable.ts'
import { Rail } from './Rail.tsx'
import { useRoute, useRouter } from './routes.ts'
import { useNotices } from './notices.ts'
import { NotYours } from './NotYours.tsx'
import { useMay, useSitting } from './sitting.ts'
import { StatusBar } from './StatusBar.tsx'
import { TitleBar } from './TitleBar.tsx'
import { Training } from './Training.tsx'
import classes from './Window.module.css'

/** The window while a store is open; `isOther` when somebody else worked in it before. */
export function Window({ isOther }: { readonly isOther: boolean }): ReactNode {
  return (
    <ListsProvider>
      <SchedulesProvider>
        <BankFilesProvider>
          <ImportsProvider>
            <Frame isOther={isOther} />
          </ImportsProvider>
        </BankFilesProvider>
      </SchedulesProvider>
    </ListsProvider>
  )
}

function Frame({ isOther }: { readonly isOther: boolean }): ReactNode {
  const sitting = useSitting()
  const route = useRoute()
  const router = useRouter()
  const lock = useLock()
  const openBeside = useBeside()
  const names = useScreens()
  const notices = useNotices()
  const [isFinding, setFinding] = useState(false)
  const [showsKeys, setShowsKeys] = useState(false)
  const [isPrinting, setPrinting] = useState(false)
  const [printable] = useState(() => box<PrintableList | undefined>(undefined))
  useKeys('Anywhere', [
    { keys: 'Mod+k', words: 'Find or do anything', run: () => setFinding(true), inFields: true },
    { keys: 'Mod+l', words: 'Lock', run: () => void lock(), inFields: true, always: true },
    { keys: 'Mod+z', words: 'Take back what was done last', run: () => void notices.undo() },
    { keys: 'Mod+Shift+n', words: 'Another window beside this one', run: () => openBeside(), inFields: true },
    { keys: 'Mod+j', words: 'What is under way, and what was done', run: () => showsActivity.set(!showsActivity.get()), inFields: true },
    { keys: 'Mod+p', words: 'Print what this screen shows', run: () => setPrinting(true), inFields: true },
    { keys: '?', words: 'These keys', run: () => setShowsKeys(true) },
    { keys: 'Escape', run: () => void router.back() },
  ])
  useKeys(
    'Go to',
    names.map((screen) => ({ keys: screens[screen].keys, words: screens[screen].title, run: () => router.visit(screen) })),
  )
  const { show: Show, title } = screens[route.screen]
  const { theme, density, zoom } = useAppearance()
  useEffect(
    () => window.parity.remember({ screen: route.screen, theme, density, zoom: String(zoom) }),
    [route.screen, theme, density, zoom],
  )
  // Where one person left the window is no place for another, nor for who may not be there.
  const hasArrived = useRef(false)
  useEffect(() => {
    if (hasArrived.current) return
    hasArrived.current = true
    if (isOther || !names.includes(route.screen)) router.amend({ screen: 'today' })
  }, [isOther, names, route.screen, router])
  const stage = useRef<HTMLElement>(null)
  useEffect(() => {
    if (document.activeElement === document.body) stage.current?.focus({ preventScroll: true })
  }, [route.screen])
  return (
    <DropTarget>
      <TitleBar practice={sitting.practice.name} onFind={() => setFinding(true)} />
      <Training />
      <Rail />
      <main ref={stage} className={classes['stage']} tabIndex={-1} aria-label={title}>
        <Banners />
        <ReadOnly screen={route.screen} />
        <Hint screen={route.screen} />
        <KeyLevel key={route.screen}>
          <PrintableContext value={printable}>
            <Mishap>
              <Suspense>{names.includes(route.screen) ? <Show /> : <NotYours screen={route.screen} />}</Suspense>
            </Mishap>
          </PrintableContext>
        </KeyLevel>
      </main>
      <Activity />
      <StatusBar />
      <TermTip />
      <Glossary />
      <LockSoon />
      <Palette isOpen={isFinding} onClose={() => setFinding(false)} />
      {isPrinting && <PrintDialog list={printable.get()} title={title} stage={stage} onClose={() => setPrinting(false)} />}
      <Keys title={title} isOpen={showsKeys} onClose={() => setShowsKeys(false)} />
    </DropTarget>
  )
}

/** Files may be dropped anywhere on the window. */
function DropTarget({ children }: { readonly children: ReactNode }): ReactNode {
  const imports = useImports()
  const mayTakeIn = useMay()('exchange.write')
  const depth = useRef(0)
  const [held, setHeld] = useState(0)
  const filesOf = (event: DragEvent): number => [...event.dataTransfer.items].filter(({ kind }) => kind === 'file').length
  const enter = (event: DragEvent): void => {
    depth.current += 1
    if (mayTakeIn) setHeld(filesOf(event))
  }
  const leave = (): void => {
    depth.current -= 1
    if (depth.current === 0) setHeld(0)
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    depth.current = 0
    setHeld(0)
    const files = [...event.dataTransfer.files]
    if (files.length > 0 && mayTakeIn) void imports.takeIn(files)
  }
  return (
    <div className={classes['window']} onDragEnter={enter} onDragLeave={leave} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      {children}
      {held > 0 && (
        <div className={classes['drop']} role="status">
          <b>Drop to take in {counted(held, 'file')}</b>
          <span>
            837, 835, 999, 277CA, 271, a schedule of another system, or in Setup payers, fees and codes: Parity looks inside and knows which
            is which.
          </span>
        </div>
      )}
    </div>
  )
}

/** A screen that fails takes only itself down. */
class Mishap extends Component<{ readonly children: ReactNode }, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false }
  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true }
  }
  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children
    return (
      <ProblemView
        problem={{
          code: 'internal',
          message: 'This screen met a mistake of Parity’s.',
          fix: 'Nothing was changed. Show it again, or go to another screen.',
        }}
        onRetry={() => this.setState({ hasFailed: false })}
      />
    )
  }
}
