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

/** Patients for a type-ahead: those seen before at once, the engine's answer when it is there. */
export function usePatientPick(text: string): readonly PatientPick[] {
  const connection = useConnection()
  const plain = text.trim()
  const asked = useQuery({
    queryKey: ['patients.pick', { text: plain }],
    queryFn: () => askPatients(connection, plain),
    enabled: plain !== '',
  })
  const kept = useLiveQuery(() => keptPatients(plain, shown), [plain], [])
  return plain === '' ? [] : (asked.data ?? kept)
}

async function askPatients(connection: Connection, text: string): Promise<readonly PatientPick[]> {
  const found = await ask(connection, 'patients.pick', { text, limit: shown })
  void keepPatients(found)
  return found
}
