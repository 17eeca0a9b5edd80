import { messageMeanings, serviceTypes } from '../codes/index.ts'
import type { Day } from '../../src-shared/day.ts'
import { must } from '../../src-shared/result.ts'
import type { Benefit271 } from '../x12/index.ts'

/*
 * The rows of an answer (2110 EB) as a visit of outpatient therapy sees them: which of them concern it, how closely, and which to believe.
 */

/** Something an answer states, and the ordinal in the file of the segment that states it. */
export type Stated<T> = { readonly value: T; readonly at: number }
/** The session that was asked about. */
export type Asked = { readonly day: Day; readonly isRemote: boolean }

/** A row that concerns the visit. The lower its rank, the more closely: 1 to {@link UMBRELLA} mental health, then office visits, {@link PLAN} last. */
export type Row = { readonly at: number; readonly rank: number; readonly eb: Benefit271['benefit']; readonly benefit: Benefit271 }

const pickOf = (code: string): number => must('the list of service types has its picks', serviceTypes.find(code)?.therapyPick)
/** Mental health as a whole. */
const UMBRELLA = pickOf('MH')
/** The plan as a whole. */
export const PLAN = pickOf('30')

/** The rows that concern outpatient therapy; a row without a service type is the plan's. Source: 005010X279A1, EB03. */
export function rowsOf(benefits: readonly Benefit271[]): Row[] {
  return benefits.flatMap((benefit) => {
    const eb = benefit.benefit
    const services = eb.services ?? []
    const ranks = services.length === 0 ? [PLAN] : services.flatMap((code) => rankOf(code) ?? [])
    return ranks.length === 0 ? [] : [{ at: eb.at ?? 0, rank: Math.min(...ranks), eb, benefit }]
  })
}

/** Values of the newer list that mean mental health stand beside the umbrella. */
export function rankOf(service: string): number | undefined {
  const row = serviceTypes.find(service)
  return row?.therapyPick ?? (row?.behavioral === true && row.newerList === true ? UMBRELLA : undefined)
}

export const isMentalHealth = (row: Row): boolean => row.rank <= UMBRELLA

/** Telehealth away from home, and at home. Source: CMS places of service. */
export const REMOTE_PLACES: readonly string[] = ['02', '10']

/** Rows about one procedure say nothing of the visit; a place of service (III) must be the session's. Source: EB13, 2115 III. */
export const fitsVisit = (row: Row, asked: Asked): boolean => row.eb.procedure === undefined && fitsPlace(row, asked)

function fitsPlace({ benefit }: Row, asked: Asked): boolean {
  const places = (benefit.places ?? []).filter(({ place }) => place.list === 'ZZ').flatMap(({ place }) => place.code ?? [])
  const own = asked.isRemote ? REMOTE_PLACES : ['11']
  return places.length === 0 || places.some((code) => own.includes(code))
}

/** Coinsurance, copay, deductible, limitation, out-of-pocket: what differs in and out of the network. */
const AMOUNTS: readonly string[] = ['A', 'B', 'C', 'F', 'G']

/**
 * The rows of one side. In network is preferred; W and an empty EB12 hold for both sides, so figures of the two are never mixed on one card.
 * Source: 005010X279A1, EB03, EB12 and III.
 */
export function ofOneSide(rows: readonly Row[]): { readonly side: 'in' | 'out' | undefined; readonly rows: readonly Row[] } {
  const amounts = rows.filter((row) => AMOUNTS.includes(row.eb.information))
  if (amounts.length > 0 && amounts.every((row) => row.eb.inNetwork === 'N'))
    return { side: 'out', rows: rows.filter((row) => row.eb.inNetwork !== 'Y') }
  const inside = rows.filter((row) => row.eb.inNetwork !== 'N')
  return { side: inside.some((row) => row.eb.inNetwork === 'Y' && AMOUNTS.includes(row.eb.information)) ? 'in' : undefined, rows: inside }
}

/** Those that speak most closely of therapy. */
export function closest(rows: readonly Row[]): readonly Row[] {
  const best = Math.min(...rows.map((row) => row.rank))
  return rows.filter((row) => row.rank === best)
}

/** The rows that pass, or all of them when none does. */
export function prefer(rows: readonly Row[], test: (row: Row) => boolean): readonly Row[] {
  const passed = rows.filter(test)
  return passed.length > 0 ? passed : rows
}

/** Copay and coinsurance of a visit are one person's; a row that names nobody is everybody's. Source: EB02. */
export const isIndividual = (row: Row): boolean => row.eb.level === undefined || row.eb.level === 'IND'

export const textsOf = ({ benefit }: Pick<Row, 'benefit'>): readonly string[] =>
  (benefit.messages ?? []).flatMap((one) => (one.text as string | undefined) ?? [])
export const says = (row: Row, meaning: string): boolean =>
  textsOf(row).some((text) => messageMeanings(text).some((one) => one.id === meaning))

/** Where the messages of rows mean something, with their own segments. */
export const saidIn = <T>(rows: readonly Row[], meaning: string, value: T): Stated<T>[] =>
  rows.flatMap((row) =>
    (row.benefit.messages ?? [])
      .filter((one) => messageMeanings((one.text as string | undefined) ?? '').some(({ id }) => id === meaning))
      .map((one) => ({ value, at: one.at ?? row.at })),
  )

/** The highest of several; of equals the first. */
export function highest<T extends number>(choice: readonly Stated<T>[]): Stated<T> | undefined {
  return choice.reduce<Stated<T> | undefined>((best, one) => (best === undefined || one.value > best.value ? one : best), undefined)
}
