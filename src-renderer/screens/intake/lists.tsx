import { IconTableImport } from '@tabler/icons-react'
import { createContext, use, useRef, useState, type ReactNode } from 'react'
import { STANDING_KINDS, type StandingKind } from '../../../src-shared/contract/standing.ts'
import type { Route } from '../../app/routes.ts'
import { useMay } from '../../app/sitting.ts'
import { Button } from '../../kit/Button.tsx'
import { ListDialog } from './ListDialog.tsx'
import { LISTS, SECTION_OF } from './list-words.ts'

type ListImports = {
  /** Lets a person choose a file of such a list. */
  readonly choose: (kind: StandingKind, payer?: number) => void
  /** Looks into files that were dropped where such a list is shown; those of other forms are left. @returns what was left */
  readonly take: (files: readonly File[], route: Route) => readonly File[]
}

const ListImportsContext = createContext<ListImports | undefined>(undefined)

export function useListImports(): ListImports {
  const lists = use(ListImportsContext)
  if (!lists) throw new Error('A component outside the window')
  return lists
}

const isTable = (file: File): boolean => /\.(csv|tsv|txt|xlsx)$/i.test(file.name)

/** The list that a screen shows. */
const kindAt = (route: Route): StandingKind | undefined =>
  route.screen === 'setup' ? STANDING_KINDS.find((kind) => SECTION_OF[kind] === route.section) : undefined

type Waiting = { readonly kind: StandingKind; readonly payer: number | null; readonly file: File }

/** Payers, fees, codes and contract rates out of tables, chosen or dropped. */
export function ListsProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const input = useRef<HTMLInputElement>(null)
  const mayTakeIn = useMay()('fees.write')
  const [chosen, setChosen] = useState<Pick<Waiting, 'kind' | 'payer'>>({ kind: 'payers', payer: null })
  const [waiting, setWaiting] = useState<readonly Waiting[]>([])
  const add = (of: Pick<Waiting, 'kind' | 'payer'>, files: readonly File[]): void =>
    setWaiting((before) => [...before, ...files.map((file) => ({ ...of, file }))])
  const take = (files: readonly File[], route: Route): readonly File[] => {
    const kind = mayTakeIn ? kindAt(route) : undefined
    if (kind === undefined) return files
    add({ kind, payer: null }, files.filter(isTable))
    return files.filter((file) => !isTable(file))
  }
  const choose = (kind: StandingKind, payer?: number): void => {
    setChosen({ kind, payer: payer ?? null })
    input.current?.click()
  }
  const [first] = waiting
  return (
    <ListImportsContext value={{ choose, take }}>
      {children}
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,.xlsx"
        aria-label="List to import"
        onChange={(event) => {
          add(chosen, [...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      {first && <ListDialog key={waiting.length} {...first} onClose={() => setWaiting((before) => before.slice(1))} />}
    </ListImportsContext>
  )
}

/** The way in for those who came with the mouse; a file that is dropped does the same. */
export function ImportList({
  kind,
  payer,
}: {
  readonly kind: StandingKind
  /** Whose contract it is. */ readonly payer?: number
}): ReactNode {
  const { choose } = useListImports()
  return (
    <Button icon={IconTableImport} needs={kind === 'payers' ? 'payers.write' : 'fees.write'} onPress={() => choose(kind, payer)}>
      {LISTS[kind].button}
    </Button>
  )
}
