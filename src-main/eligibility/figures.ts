import { messageMeanings } from '../codes/index.ts'
import type { Cents } from '../../src-shared/money.ts'
import { stated } from '../../src-shared/result.ts'
import {
  closest,
  fitsVisit,
  isIndividual,
  isMentalHealth,
  ofOneSide,
  prefer,
  rowsOf,
  says,
  textsOf,
  type Asked,
  type Row,
  type Stated,
} from './benefits.ts'
import type { Benefit271 } from '../x12/index.ts'

/*
 * The figures of a benefit card. What an answer does not state is absent, never zero.
 */

export type Figures = {
  readonly network?: 'in' | 'out'
  readonly copay?: Stated<Cents>
  /** Hundredths of a percent: 2000 is 20 %. */
  readonly coinsurance?: Stated<number>
  readonly deductible?: Stated<Cents>
  readonly deductibleLeft?: Stated<Cents>
  readonly outOfPocket?: Stated<Cents>
  readonly outOfPocketLeft?: Stated<Cents>
  readonly visits?: Stated<number>
  readonly visitsLeft?: Stated<number>
  readonly authorization?: Stated<'Y' | 'N' | 'U'>
  /** What Parity had to choose, in words. */
  readonly notes: readonly string[]
}

/** EB06: remaining, and remaining of a lifetime. */
const LEFT = '29'
const NEVER_A_SHARE: readonly string[] = [LEFT, '33']
/** EB06 of a total: years, service year, calendar year, contract. Source: 005010X279A1, EB06. */
const OF_A_YEAR: readonly string[] = ['21', '22', '23', '25']

/** The figures for a visit of outpatient therapy, each with the segment it came from. Source: 005010X279A1, EB; CAQH CORE eligibility data content rule. */
export function figuresOf(benefits: readonly Benefit271[], asked: Asked): Figures {
  const all = rowsOf(benefits)
  const { side, rows } = ofOneSide(all.filter((row) => fitsVisit(row, asked)))
  const share = shareOf(rows, asked)
  const deductible = accumulator(rows, 'C')
  const outOfPocket = accumulator(rows, 'G')
  const visits = visitsOf(rows)
  return {
    ...stated({
      network: side,
      copay: share.copay,
      coinsurance: share.coinsurance,
      deductible: deductible.total,
      deductibleLeft: deductible.left,
      outOfPocket: outOfPocket.total,
      outOfPocketLeft: outOfPocket.left,
      visits: visits.total,
      visitsLeft: visits.left,
      authorization: authorizationOf(rows, all),
    }),
    notes: share.notes,
  }
}

/** Copay and coinsurance come from the same service type: the plan's general coinsurance says nothing where therapy has its own copay. */
function shareOf(rows: readonly Row[], asked: Asked): { copay?: Stated<Cents>; coinsurance?: Stated<number>; notes: readonly string[] } {
  const pool = closest(
    rows.filter((row) => !NEVER_A_SHARE.includes(row.eb.period ?? '') && (copayIn(row) !== undefined || coinsuranceIn(row) !== undefined)),
  )
  const copays = choices(pool, asked, copayIn)
  const coinsurances = choices(pool, asked, coinsuranceIn)
  return {
    ...stated({ copay: highest(copays), coinsurance: highest(coinsurances) }),
    notes: [
      ...(distinct(copays) > 1 ? ['Several copays are stated for this visit; the highest is shown.'] : []),
      ...(distinct(coinsurances) > 1 ? ['Several rates of coinsurance are stated for this visit; the highest is shown.'] : []),
    ],
  }
}

const copayIn = ({ eb }: Row): Cents | undefined => (eb.information === 'B' ? eb.amount : undefined)

/** EB08 is a decimal fraction, the patient's part; more than the whole is a mistake and not stated. */
function coinsuranceIn({ eb }: Row): number | undefined {
  if (eb.information !== 'A' || eb.percent === undefined || eb.percent < 0 || eb.percent > 1) return undefined
  return Math.round(eb.percent * 10_000)
}

/** Network, place, person, visit, and the tier that the message names narrow what may stand on a card, in this order. */
function choices<T extends number>(pool: readonly Row[], asked: Asked, of: (row: Row) => T | undefined): readonly Stated<T>[] {
  const tests: readonly ((row: Row) => boolean)[] = [
    (row) => row.eb.inNetwork === 'Y',
    (row) => (row.benefit.places ?? []).length > 0,
    isIndividual,
    (row) => row.eb.period === undefined || row.eb.period === '27',
    (row) => says(row, 'telehealth') === asked.isRemote,
    (row) => textsOf(row).some((text) => /specialist|mental|behavioral/i.test(text)),
  ]
  const start = pool.filter((row) => of(row) !== undefined)
  return tests.reduce<readonly Row[]>(prefer, start).flatMap((row) => {
    const value = of(row)
    return value === undefined ? [] : [{ value, at: row.at }]
  })
}

const distinct = (choice: readonly Stated<number>[]): number => new Set(choice.map((one) => one.value)).size

function highest<T extends number>(choice: readonly Stated<T>[]): Stated<T> | undefined {
  return choice.reduce<Stated<T> | undefined>((best, one) => (best === undefined || one.value > best.value ? one : best), undefined)
}

/** Deductible (C) or out-of-pocket maximum (G) of the person: the year's total, and what is left of it. A family's is not the person's. */
function accumulator(rows: readonly Row[], kind: 'C' | 'G'): { total: Stated<Cents> | undefined; left: Stated<Cents> | undefined } {
  const pool = closest(
    rows.filter((row) => row.eb.information === kind && isIndividual(row) && [...OF_A_YEAR, LEFT].includes(row.eb.period ?? '')),
  )
  const of = (periods: readonly string[]): Stated<Cents> | undefined => {
    const own = pool.filter((row) => periods.includes(row.eb.period ?? ''))
    return highest(
      prefer(own, (row) => row.eb.inNetwork === 'Y').flatMap((row) =>
        row.eb.amount === undefined ? [] : [{ value: row.eb.amount, at: row.at }],
      ),
    )
  }
  return { total: of(OF_A_YEAR), left: of([LEFT]) }
}

type Quantity = { readonly row: Row; readonly kind: string; readonly period: string; readonly count: number; readonly at: number }

/**
 * The limit of visits and what is left of it: EB09/EB10 or HSD, for mental health only. Where the answer gives limit and used, the rest is reckoned;
 * "unlimited" (H) lifts a limit. Source: 005010X279A1, EB01 F and HSD.
 */
function visitsOf(rows: readonly Row[]): { total: Stated<number> | undefined; left: Stated<number> | undefined } {
  const own = rows.filter(isMentalHealth)
  if (own.some((row) => row.eb.information === 'H')) return { total: undefined, left: undefined }
  const found = own.flatMap(quantitiesIn)
  const best = Math.min(...found.map((one) => one.row.rank))
  const first = (test: (one: Quantity) => boolean): Stated<number> | undefined => {
    const one = found.find((each) => each.row.rank === best && test(each))
    return one && { value: one.count, at: one.at }
  }
  const isUsed = (one: Quantity): boolean => one.kind === '99' || one.period === '24'
  const total = first((one) => !isUsed(one) && (one.period === '' || OF_A_YEAR.includes(one.period)))
  const left = first((one) => !isUsed(one) && one.period === LEFT)
  const used = first(isUsed)
  return { total, left: left ?? (total && used && { value: Math.max(0, total.value - used.value), at: used.at }) }
}

function quantitiesIn(row: Row): Quantity[] {
  const { eb, benefit } = row
  const kinds: readonly (string | undefined)[] = eb.information === 'F' ? ['VS', 'P6', '99'] : []
  const counted = (count: number | undefined): count is number => count !== undefined && count % 1 === 0 && count >= 0
  const inRow =
    kinds.includes(eb.quantityKind) && counted(eb.quantity)
      ? [{ row, kind: eb.quantityKind ?? '', period: eb.period ?? '', count: eb.quantity, at: row.at }]
      : []
  const delivered = (benefit.delivery ?? []).flatMap((one) =>
    one.kind === 'VS' && counted(one.quantity) && (one.per === undefined || one.per === 'YR')
      ? [{ row, kind: 'VS', period: one.period ?? eb.period ?? '', count: one.quantity, at: one.at ?? row.at }]
      : [],
  )
  return [...inRow, ...delivered]
}

/** EB11 of the closest rows: any Y is Y, all N is N, else U; then what a message says of it. Source: 005010X279A1, EB11 and MSG. */
function authorizationOf(rows: readonly Row[], all: readonly Row[]): Stated<'Y' | 'N' | 'U'> | undefined {
  const pool = closest(rows.filter((row) => row.eb.authorization !== undefined))
  const of = (value: 'Y' | 'N' | 'U'): Row | undefined => pool.find((row) => row.eb.authorization === value)
  const [needed, unknown, free] = [of('Y'), of('U'), of('N')]
  if (needed) return { value: 'Y', at: needed.at }
  if (free && !unknown) return { value: 'N', at: free.at }
  return authorizationInWords(all.filter(isMentalHealth)) ?? (unknown && { value: 'U', at: unknown.at })
}

/** Payers hang the sentence on whichever row comes first, so the side of the row does not matter; sentences that disagree leave it open. */
function authorizationInWords(rows: readonly Row[]): Stated<'Y' | 'N' | 'U'> | undefined {
  const found = rows.flatMap((row) =>
    (row.benefit.messages ?? []).flatMap((message) => {
      const meanings = messageMeanings((message.text as string | undefined) ?? '').map((one) => one.id)
      const at = message.at ?? row.at
      return [
        ...(meanings.includes('authorization') ? [{ value: 'Y' as const, at }] : []),
        ...(meanings.includes('no-authorization') ? [{ value: 'N' as const, at }] : []),
      ]
    }),
  )
  const [first] = found
  return first && found.some((one) => one.value !== first.value) ? { value: 'U', at: first.at } : first
}
