import { QueryClientProvider } from '@tanstack/react-query'
import { Suspense, useEffect, useState, type ReactNode } from 'react'
import type { LastSitting, Whereabouts } from '../../src-shared/bridge.ts'
import { clearDesk } from '../desk/desk.ts'
import { Answer } from '../kit/Answer.tsx'
import { AppearanceProvider } from './appearance.tsx'
import { useBox } from './box.ts'
import { Confirm } from './Confirm.tsx'
import { FirstRun } from './FirstRun.tsx'
import { KeyboardProvider } from './keyboard.tsx'
import { Lock } from './Lock.tsx'
import type { Locked } from './locked.ts'
import { JobsContext } from './jobs.ts'
import { NoticesContext } from './notices.ts'
import { Plain } from './Plain.tsx'
import type { Parts } from './parts.ts'
import { ConnectionContext, useCall } from './queries.ts'
import { RouterContext } from './routes.ts'
import { OwnPassphrase } from './OwnPassphrase.tsx'
import { RecoveryPage } from './RecoveryPage.tsx'
import { lockWasAsked, recoveryDue, sittingOf, SittingContext } from './sitting.ts'
import { DOORS } from './Training.tsx'
import { later } from './later.tsx'

/** What stands behind the lock: its code comes while the passphrase is typed. */
const Window = later(async () => (await import('./Window.tsx')).Window)
export const loadWindow = async (): Promise<void> => {
  await Window.load()
  const { loadScreens } = await import('../screens/screens.ts')
  await loadScreens()
}

type Props = {
  readonly parts: Parts
  readonly nonce: string
  /** The sitting that was locked when this page was made. */
  readonly before?: LastSitting | undefined
  /** How the window looked, until the store says how it shall. */
  readonly looks?: Whereabouts | undefined
}

export function App({ parts, nonce, before, looks }: Props): ReactNode {
  return (
    <ConnectionContext value={parts.connection}>
      <QueryClientProvider client={parts.queries}>
        <RouterContext value={parts.router}>
          <NoticesContext value={parts.notices}>
            <JobsContext value={parts.jobs}>
              <KeyboardProvider>
                <Door nonce={nonce} before={before} looks={looks} />
              </KeyboardProvider>
            </JobsContext>
          </NoticesContext>
        </RouterContext>
      </QueryClientProvider>
    </ConnectionContext>
  )
}

/** Which stands open: the doors of the first page, the lock of the store one was in, what must be done first, or the window itself. */
function Door({ nonce, before, looks }: Omit<Props, 'parts'>): ReactNode {
  const status = useCall('store.status', {})
  const sitting = status.data && sittingOf(status.data)
  const isOpen = sitting !== undefined
  const due = useBox(recoveryDue)
  // The engine forgets where it was when it locks; the shell remembers for the page it makes then.
  const [last, setLast] = useState<Locked | undefined>(before?.whereabouts.screen === DOORS ? undefined : before)
  if (sitting && sitting.practice.folder !== last?.folder) {
    setLast({
      folder: sitting.practice.folder,
      practice: sitting.practice.name,
      isSample: sitting.practice.isSample,
      user: sitting.user.name,
    })
  }
  useEffect(() => {
    if (isOpen) lockWasAsked.set(false)
  }, [isOpen])
  return (
    <AppearanceProvider isOpen={isOpen} nonce={nonce} before={looks}>
      {sitting ? (
        <SittingContext value={sitting}>
          {due !== undefined ? (
            <RecoveryPage due={due} />
          ) : sitting.mustChange ? (
            <OwnPassphrase />
          ) : (
            <Suspense fallback={<Plain>{null}</Plain>}>
              <Window isOther={last?.user !== undefined && last.user !== sitting.user.name} />
            </Suspense>
          )}
          <Confirm />
        </SittingContext>
      ) : last ? (
        <Lock
          locked={last}
          onLeave={() => {
            setLast(undefined)
            void clearDesk()
          }}
        />
      ) : (
        <Answer of={status} loading={<Plain>{null}</Plain>} failed={(problem) => <Plain>{problem}</Plain>}>
          {(now) => <FirstRun sample={now.sample} version={now.version} onFound={setLast} />}
        </Answer>
      )}
    </AppearanceProvider>
  )
}
