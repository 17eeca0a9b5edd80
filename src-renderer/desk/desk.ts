import { Dexie, type Table } from 'dexie'
import type { Output, Topic } from '../../src-shared/contract/index.ts'

/*
 * The sitting's cache. It lives in the window's partition, which is in memory: nothing of it outlasts the window, and every table can be
 * emptied at any moment. So whatever goes wrong here is a trip to the engine, never an error.
 */

type Pickers = Output<'desk.pickers'>
export type PickerKind = keyof Pickers
export type PatientPick = Output<'patients.pick'>[number]

type PickerRow = { readonly kind: PickerKind; readonly list: Pickers[PickerKind] }
/** A patient who was seen in a type-ahead, with the words of the name for finding. */
type PatientRow = PatientPick & { readonly words: readonly string[] }
/** A page of a grid as it was last answered. */
type PageRow = { readonly key: string; readonly call: string; readonly page: unknown }

class Desk extends Dexie {
  readonly pickers: Table<PickerRow, PickerKind>
  readonly patients: Table<PatientRow, number>
  readonly pages: Table<PageRow, string>

  constructor() {
    super('desk')
    this.version(1).stores({ pickers: 'kind', patients: 'id, *words', pages: 'key, call' })
    this.pickers = this.table('pickers')
    this.patients = this.table('patients')
    this.pages = this.table('pages')
  }
}

const desk = new Desk()

/** A cache that fails has nothing. */
async function quietly<T>(what: () => Promise<T>): Promise<T | undefined> {
  try {
    return await what()
  } catch {
    return undefined
  }
}

/** Topics that make what is kept here old. */
const tablesOf = (topics: ReadonlySet<Topic>): { pickers: boolean; patients: boolean } => ({
  pickers: topics.has('practice') || topics.has('store'),
  patients: topics.has('patients') || topics.has('store'),
})

/** Pages are dropped by every change but one of the desk's own: a claim that is paid moves patients, denials and remittances too. */
export async function forgetTouched(topics: ReadonlySet<Topic>): Promise<void> {
  const { pickers, patients } = tablesOf(topics)
  const isOfTheStore = [...topics].some((topic) => topic !== 'desk')
  await quietly(() => Promise.all([pickers && desk.pickers.clear(), patients && desk.patients.clear(), isOfTheStore && desk.pages.clear()]))
}

export async function clearDesk(): Promise<void> {
  await quietly(() => Promise.all([desk.pickers.clear(), desk.patients.clear(), desk.pages.clear()]))
}

export const keepPickers = (lists: Pickers): Promise<unknown> =>
  quietly(() => desk.pickers.bulkPut((Object.keys(lists) as PickerKind[]).map((kind) => ({ kind, list: lists[kind] }))))

export const keptPickers = <K extends PickerKind>(kind: K): Promise<Pickers[K] | undefined> =>
  quietly(async () => (await desk.pickers.get(kind))?.list as Pickers[K] | undefined)

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

export const keepPatients = (patients: readonly PatientPick[]): Promise<unknown> =>
  quietly(() => desk.patients.bulkPut(patients.map((patient) => ({ ...patient, words: wordsOf(patient.name) }))))

/** Patients seen before whose name has every word that is typed, as a beginning. */
export async function keptPatients(text: string, limit: number): Promise<readonly PatientPick[]> {
  const [first, ...others] = wordsOf(text)
  if (first === undefined) return []
  const found = await quietly(() => desk.patients.where('words').startsWith(first).distinct().toArray())
  return (found ?? []).filter(({ words }) => others.every((other) => words.some((word) => word.startsWith(other)))).slice(0, limit)
}

export const keepPage = (key: string, call: string, page: unknown): Promise<unknown> => quietly(() => desk.pages.put({ key, call, page }))

export const keptPage = (key: string): Promise<unknown> => quietly(async () => (await desk.pages.get(key))?.page)
