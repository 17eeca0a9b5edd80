import { useLiveQuery } from 'dexie-react-hooks'
import type { Output } from '../../src-shared/contract/index.ts'
import { ask, useConnection } from '../app/queries.ts'
import type { Connection } from '../app/connection.ts'
import { useQuery } from '@tanstack/react-query'
import { keepPatients, keepPickers, keptPatients, keptPickers, type PatientPick, type PickerKind } from './desk.ts'

type Pickers = Output<'desk.pickers'>

/** A short list, from the sitting's cache; asked for once, and again after the practice changed. */
export function usePicker<K extends PickerKind>(kind: K): Pickers[K] | undefined {
  const connection = useConnection()
  const asked = useQuery({ queryKey: ['desk.pickers', {}], queryFn: () => askPickers(connection) })
  const kept = useLiveQuery(() => keptPickers(kind), [kind])
  return asked.data?.[kind] ?? kept
}

async function askPickers(connection: Connection): Promise<Pickers> {
  const lists = await ask(connection, 'desk.pickers', {})
  void keepPickers(lists)
  return lists
}

const shown = 12

export type FoundPatients = {
  readonly patients: readonly PatientPick[]
  /** They are what the engine has for these very letters: among those seen before somebody of the same name may be missing. */
  readonly isWhole: boolean
}

/** Patients for a type-ahead: those seen before at once, the engine's answer when it is there. */
export function usePatientPick(text: string): FoundPatients {
  const connection = useConnection()
  const plain = text.trim()
  const asked = useQuery({
    queryKey: ['patients.pick', { text: plain }],
    queryFn: () => askPatients(connection, plain),
    enabled: plain !== '',
  })
  // What was found for fewer letters stands until the next is found; it says whose it is.
  const kept = useLiveQuery(async () => ({ plain, patients: await keptPatients(plain, shown) }), [plain])
  return foundFor(plain, asked.data, kept)
}

type Kept = { readonly plain: string; readonly patients: readonly PatientPick[] }

/** What is shown for some letters: nobody who was found for others. */
export function foundFor(plain: string, answered: readonly PatientPick[] | undefined, kept: Kept | undefined): FoundPatients {
  if (plain === '') return { patients: [], isWhole: true }
  if (answered) return { patients: answered, isWhole: true }
  return { patients: kept?.plain === plain ? kept.patients : [], isWhole: false }
}

async function askPatients(connection: Connection, text: string): Promise<readonly PatientPick[]> {
  const found = await ask(connection, 'patients.pick', { text, limit: shown })
  void keepPatients(found)
  return found
}
