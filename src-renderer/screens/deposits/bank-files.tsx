import { IconFileUpload } from '@tabler/icons-react'
import { createContext, use, useRef, useState, type ReactNode } from 'react'
import type { Route } from '../../app/routes.ts'
import { useMay } from '../../app/sitting.ts'
import { Button } from '../../kit/Button.tsx'
import { BankFileDialog } from './BankFileDialog.tsx'

type BankFiles = {
  /** Lets a person choose a file of the bank. */
  readonly choose: () => void
  /** Looks into files of a bank that were dropped; those of other forms are left. @returns what was left */
  readonly take: (files: readonly File[], route: Route) => readonly File[]
}

const BankFilesContext = createContext<BankFiles | undefined>(undefined)

export function useBankFiles(): BankFiles {
  const files = use(BankFilesContext)
  if (!files) throw new Error('A component outside the window')
  return files
}

/** Nothing else comes in such a file; a table is the bank's where deposits are shown. */
const isBanks = (file: File, { screen }: Route): boolean =>
  /\.(ofx|qfx)$/i.test(file.name) || (screen === 'deposits' && /\.(csv|tsv|txt|xlsx)$/i.test(file.name))

/** Files of the bank, chosen or dropped, one after the other. */
export function BankFilesProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const input = useRef<HTMLInputElement>(null)
  const mayTakeIn = useMay()('deposits.reconcile')
  const [waiting, setWaiting] = useState<readonly File[]>([])
  const add = (files: readonly File[]): void => setWaiting((before) => [...before, ...files])
  const take = (files: readonly File[], route: Route): readonly File[] => {
    if (!mayTakeIn) return files
    add(files.filter((file) => isBanks(file, route)))
    return files.filter((file) => !isBanks(file, route))
  }
  const [first] = waiting
  return (
    <BankFilesContext value={{ choose: () => input.current?.click(), take }}>
      {children}
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,.xlsx,.ofx,.qfx"
        aria-label="File of the bank"
        onChange={(event) => {
          add([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      {first && <BankFileDialog key={waiting.length} file={first} onClose={() => setWaiting((before) => before.slice(1))} />}
    </BankFilesContext>
  )
}

/** The way in for those who came with the mouse; a file that is dropped does the same. */
export function ImportBankFile({ withKey = false }: { readonly withKey?: boolean }): ReactNode {
  const { choose } = useBankFiles()
  return (
    <Button
      look="go"
      icon={IconFileUpload}
      keys={withKey ? 'Mod+o' : undefined}
      group="Deposits"
      needs="deposits.reconcile"
      onPress={choose}
    >
      Bring a bank file
    </Button>
  )
}
