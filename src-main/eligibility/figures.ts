import { messageMeanings } from '../codes/index.ts'
import type { Cents } from '../../src-shared/money.ts'
import { stated } from '../../src-shared/result.ts'
import { accumulatorsOf, LEFT, OF_A_YEAR, type Accumulators } from './accumulators.ts'
import {
  closest,
  fitsVisit,
  highest,
  isIndividual,
  isMentalHealth,
  ofOneSide,
  prefer,
  REMOTE_PLACES,
  rowsOf,
  saidIn,
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

export type Figures = Accumulators & {
  readonly network?: 'in' | 'out'
  readonly copay?: Stated<Cents>
  /** Hundredths of a percent: 2000 is 20 %. */
  readonly coinsurance?: Stated<number>
  /** Whether the copay is owed before the deductible is met (`first`), or only once it is (`after`). */
  readonly copayRule?: Stated<'first' | 'after'>
  readonly visits?: Stated<number>
  readonly visitsLeft?: Stated<number>
  readonly authorization?: Stated<'Y' | 'N' | 'U'>
  /** Covered by video, not covered, or only spoken of in the payer's words. */
  readonly telehealth?: Stated<'Y' | 'N' | 'U'>
  /** A Qualified Medicare Beneficiary, who must not be billed for what Medicare covers. */
  readonly dual?: Stated<'Y'>
  /** The same of care out of network, where the answer states it apart. */
  readonly outCopay?: Stated<Cents>
  readonly outCoinsurance?: Stated<number>
  readonly outDeductible?: Stated<Cents>
  readonly outDeductibleLeft?: Stated<Cents>
  readonly outOutOfPocket?: Stated<Cents>
  readonly outOutOfPocketLeft?: Stated<Cents>
  /** What Parity had to choose, in words. */
  readonly notes: readonly string[]
}

/** EB06: remaining, and remaining of a lifetime. */
const NEVER_A_SHARE: readonly string[] = [LEFT, '33']

/** The figures for a visit of outpatient therapy, each with the segment it came from. Source: 005010X279A1, EB; CAQH CORE eligibility data content rule. */
export function figuresOf(benefits: readonly Benefit271[], asked: Asked): Figures {
  const all = rowsOf(benefits)
  const { side, rows } = ofOneSide(all.filter((row) => fitsVisit(row, asked)))
  const share = shareOf(rows, asked)
  const visits = visitsOf(rows)
  return {
    ...stated({
      network: side,
      copay: share.copay,
      coinsurance: share.coinsurance,
      copayRule: copayRuleOf(rows, share),
      ...accumulatorsOf(rows),
      visits: visits.total,
      visitsLeft: visits.left,
      authorization: authorizationOf(rows, all),
      telehealth: telehealthOf(all),
      dual: dualOf(all),
      ...outsideOf(all, side, asked),
    }),
    notes: share.notes,
  }
}

/** Copay and coinsurance come from the same service type: the plan's general coinsurance says nothing where therapy has its own copay. */
function shareOf(rows: readonly Row[], asked: Asked): Share {
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

type Share = { readonly copay?: Stated<Cents>; readonly coinsurance?: Stated<number>; readonly notes: readonly string[] }

/** The same figures out of network, from the rows that say so; nothing where the card is of that side already. Source: 005010X279A1, EB12 N. */
function outsideOf(all: readonly Row[], side: 'in' | 'out' | undefined, asked: Asked): Partial<Figures> {
  if (side === 'out') return {}
  const rows = all.filter((row) => row.eb.inNetwork === 'N' && fitsVisit(row, asked))
  const { copay, coinsurance } = shareOf(rows, asked)
  const sums = accumulatorsOf(rows)
  return stated({
    outCopay: copay,
    outCoinsurance: coinsurance,
    outDeductible: sums.deductible,
    outDeductibleLeft: sums.deductibleLeft,
    outOutOfPocket: sums.outOfPocket,
    outOutOfPocketLeft: sums.outOfPocketLeft,
  })
}

/** What the messages of the rows that gave copay and coinsurance say of the deductible, then those of mental health; sentences that disagree say nothing. */
function copayRuleOf(rows: readonly Row[], { copay, coinsurance }: Share): Figures['copayRule'] {
  const cited = rows.filter((row) => row.at === copay?.at || row.at === coinsurance?.at)
  const found = [cited, rows.filter(isMentalHealth)]
    .map((own) => [...saidIn(own, 'before-deductible', 'first' as const), ...saidIn(own, 'after-deductible', 'after' as const)])
    .find((own) => own.length > 0)
  const [first] = found ?? []
  return first !== undefined && found?.every((one) => one.value === first.value) === true ? first : undefined
}

/** Rows that hold at the places of telehealth, then rows whose message speaks of it. Source: 005010X279A1, 2115 III; CAQH CORE, telemedicine. */
function telehealthOf(all: readonly Row[]): Figures['telehealth'] {
  const remote = all.filter((row) =>
    (row.benefit.places ?? []).some(({ place }) => place.list === 'ZZ' && REMOTE_PLACES.includes(place.code ?? '')),
  )
  const said = all.filter((row) => says(row, 'telehealth'))
  const of = (own: readonly Row[], kinds: readonly string[]): Row | undefined => own.find((row) => kinds.includes(row.eb.information))
  const refused = of([...remote, ...said], ['I', 'E']) ?? said.find((row) => says(row, 'exclusion'))
  if (refused) return { value: 'N', at: refused.at }
  const covered = of(remote, PAID) ?? of(said, PAID)
  if (covered) return { value: 'Y', at: covered.at }
  return saidIn(said, 'telehealth', 'U' as const)[0]
}
/** Rows that mean that there is a benefit: active, coinsurance, copay, unlimited. */
const PAID: readonly string[] = ['1', '2', '3', '4', '5', 'A', 'B', 'H']

/** Source: 005010X279A1, EB04 QM. */
function dualOf(all: readonly Row[]): Figures['dual'] {
  const row = all.find((one) => one.eb.insurance === 'QM')
  return row && { value: 'Y', at: row.at }
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
