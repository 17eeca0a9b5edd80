import { createContext, use, useState, type ReactNode } from 'react'
import type { Problem } from '../../../src-shared/contract/index.ts'
import type { FileOutcome } from '../../../src-shared/contract/exchange.ts'
import type { Progress } from '../../app/connection.ts'
import { useRouter } from '../../app/routes.ts'
import { useTask } from '../../app/tasks.ts'
import { useBankFiles } from '../deposits/bank-files.tsx'
import { useListImports } from '../intake/lists.tsx'
import { isSchedule, useSchedules } from '../intake/schedules.tsx'

/** Files a person gave, and what became of them. They may be given anywhere in the window. */
type Imports = {
  readonly takeIn: (files: readonly File[]) => Promise<void>
  readonly isBusy: boolean
  readonly progress: Progress | undefined
  readonly stop: () => void
  readonly outcomes: readonly FileOutcome[]
  readonly problem: Problem | undefined
  readonly forget: () => void
}

const ImportsContext = createContext<Imports | undefined>(undefined)

export function useImports(): Imports {
  const imports = use(ImportsContext)
  if (!imports) throw new Error('A component outside the window')
  return imports
}

const unreadable = (file: File): FileOutcome => ({
  name: file.name,
  file: null,
  kind: '',
  status: 'unreadable',
  words: 'It is not a file on this computer. Save it first, then drop it here.',
  details: [],
  findings: 0,
})

export function ImportsProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const router = useRouter()
  const schedules = useSchedules()
  const lists = useListImports()
  const bank = useBankFiles()
  const task = useTask('exchange.import')
  const [outcomes, setOutcomes] = useState<readonly FileOutcome[]>([])

  const takeIn = async (all: readonly File[]): Promise<void> => {
    const given = bank.take(lists.take(all, router.here.get()), router.here.get())
    const areSchedules = await Promise.all(given.map(isSchedule))
    const files = given.filter((_, n) => !areSchedules[n])
    if (files.length < given.length) schedules.open(given.filter((_, n) => areSchedules[n]))
    if (files.length === 0) return
    if (router.here.get().screen !== 'exchange') router.visit('exchange')
    const found = await Promise.all(files.map((file) => window.parity.pathOf(file).catch(() => undefined)))
    const paths = found.filter((path) => path !== undefined)
    const lost = files.filter((_, n) => found[n] === undefined).map(unreadable)
    setOutcomes(lost)
    if (paths.length === 0) return
    const reply = await task.run({ paths })
    if (reply.ok) setOutcomes([...reply.value.files, ...lost])
  }
  return (
    <ImportsContext
      value={{
        takeIn,
        isBusy: task.isBusy,
        progress: task.progress,
        stop: task.stop,
        outcomes,
        problem: task.problem,
        forget: () => setOutcomes([]),
      }}
    >
      {children}
    </ImportsContext>
  )
}
