import type { FigureId } from '../../../src-shared/contract/figures.ts'
import type { Argument, Output } from '../../../src-shared/contract/index.ts'
import { addDays, daysBetween, shownDay, type Day } from '../../../src-shared/day.ts'
import { cents, sum, type Cents } from '../../../src-shared/money.ts'
import { counted } from '../../../src-shared/number.ts'
import { fullName } from '../../practice/index.ts'
import type { QueryWork, Reading } from '../../store/index.ts'
import {
  chargedIn,
  chargeLags,
  claimLags,
  claimsShown,
  denialsOpened,
  firstDecisions,
  firstSends,
  moneyKind,
  moneyOf,
  moneyRows,
  owedAt,
} from './records.ts'
import { daysFigure, daysInAr, lagFigure, moneyWords, quarterTo, RIPE, shareFigure, spanWords, yearTo, type Figure } from './rules.ts'

const MOST_SHOWN = 500

/** Which claims a figure counts, and which others it is of. */
type Behind = { readonly n: readonly number[]; readonly rest: readonly number[] }
/** What was asked of the books for some figures, and the claims behind each. */
type Made = { readonly figures: readonly Figure[]; readonly behind: (figure: FigureId) => Behind }

const unique = (ids: readonly number[]): number[] => [...new Set(ids)]
/** A claim that is counted is not among the rest, though another line of it is. */
function parted<T extends { readonly claim: number }>(rows: readonly T[], keep: (row: T) => boolean): Behind {
  const n = unique(rows.filter(keep).map(({ claim }) => claim))
  const counts = new Set(n)
  return { n, rest: unique(rows.map(({ claim }) => claim)).filter((id) => !counts.has(id)) }
}

/** Every figure as it was known at the end of a day. */
export function figuresOf(work: Pick<QueryWork, 'db' | 'clock'>, input: Argument<'figures.get'>): Output<'figures.get'> {
  const asOf = input.asOf ?? work.clock.today()
  return { asOf, figures: GROUPS.flatMap((group) => [...group.make(work.db, asOf).figures]) }
}

/** The claims behind one figure. */
export function claimsOf(
  work: Pick<QueryWork, 'db' | 'clock'>,
  { figure, asOf, which }: Argument<'figures.claims'>,
): Output<'figures.claims'> {
  const group = GROUPS.find(({ of }) => of.includes(figure))
  const ids = group?.make(work.db, asOf ?? work.clock.today()).behind(figure)[which] ?? []
  const shown = claimsShown(work.db, ids.slice(0, MOST_SHOWN))
  return {
    claims: shown.map(({ first, last, ...one }) => ({
      ...one,
      patient: fullName({ first, last }),
      day: one.day as Day,
      cents: cents(one.cents),
    })),
    more: ids.length - shown.length,
  }
}

/** Figures that are read together. */
const GROUPS: readonly { readonly of: readonly FigureId[]; readonly make: (db: Reading, asOf: Day) => Made }[] = [
  { of: ['clean', 'rejected'], make: sendsOf },
  { of: ['denied', 'denied-money', 'first-pass', 'days-to-pay'], make: decisionsOf },
  { of: ['resolved', 'recovered'], make: denialsOf },
  { of: ['days-in-ar', 'over-90'], make: owedOf },
  { of: ['net-collection', 'gross-collection', 'denial-write-off', 'bad-debt'], make: collectionsOf },
  { of: ['charge-lag', 'claim-lag'], make: lagsOf },
]

function sendsOf(db: Reading, asOf: Day): Made {
  const span = yearTo(asOf)
  const sends = firstSends(db, span, asOf)
  const answered = sends.filter(({ state }) => state !== 'none')
  const waiting = sends.length - answered.length
  const cohort = `Claims first sent in a file ${spanWords(span)}.`
  const beside =
    waiting > 0 ? [`${counted(waiting, 'claim')} of these days ${waiting === 1 ? 'is' : 'are'} not answered yet and not counted.`] : []
  const [clean, turned] = [parted(answered, ({ state }) => state === 'accepted'), parted(answered, ({ state }) => state === 'rejected')]
  const of = { of: answered.length, counts: 'claims', cohort, beside } as const
  return {
    figures: [shareFigure('clean', { n: clean.n.length, ...of }), shareFigure('rejected', { n: turned.n.length, ...of })],
    behind: (figure) => (figure === 'clean' ? clean : turned),
  }
}

function decisionsOf(db: Reading, asOf: Day): Made {
  const span = yearTo(asOf)
  const decided = firstDecisions(db, span)
  const isDenied = (one: (typeof decided)[number]): boolean => one.opened === 1 || one.denied > 0
  const cohort = `Claims whose first remittance was posted ${spanWords(span)}.`
  const total = (of: (one: (typeof decided)[number]) => number): Cents => sum(decided.map((one) => cents(of(one))))
  const denied = parted(decided, isDenied)
  // Of claims too young to be decided only the quick ones would count.
  const ripe = decided.filter(({ sent }) => sent === null || sent <= addDays(asOf, -RIPE.decided))
  const settled = parted(ripe, (one) => !isDenied(one))
  const known = decided.flatMap((one) =>
    one.sent === null ? [] : [{ claim: one.claim, days: Math.max(0, daysBetween(one.sent, one.day)) }],
  )
  const lags = known.map(({ days }) => days)
  const half = lags.toSorted((a, b) => a - b)[Math.ceil(lags.length / 2) - 1] ?? 0
  const paid = parted(known, ({ days }) => days <= half)
  return {
    figures: [
      shareFigure('denied', { n: denied.n.length, of: decided.length, counts: 'claims', cohort }),
      shareFigure('denied-money', {
        n: total((one) => one.denied),
        of: total((one) => one.charge),
        counts: 'cents',
        cohort,
        beside: [
          moneyWords(
            total((one) => one.denied),
            'denied',
          ),
          moneyWords(
            total((one) => one.charge),
            'charged',
          ),
        ],
      }),
      shareFigure('first-pass', {
        n: settled.n.length,
        of: ripe.length,
        counts: 'claims',
        cohort: `${cohort} Only those that left ${RIPE.decided} days ago or earlier.`,
      }),
      lagFigure('days-to-pay', lags, cohort, 'claims'),
    ],
    behind: (figure) => (figure === 'first-pass' ? settled : figure === 'days-to-pay' ? paid : denied),
  }
}

function denialsOf(db: Reading, asOf: Day): Made {
  const span = yearTo(asOf, RIPE.denied)
  const opened = denialsOpened(db, span, asOf)
  const ended = opened.filter(({ outcome }) => outcome !== null)
  const won = opened.filter(({ outcome }) => outcome === 'paid')
  const cohort = `Denied lines opened ${spanWords(span)}: each had ${RIPE.denied} days.`
  const of = { of: opened.length, counts: 'lines', cohort } as const
  const ends = (outcome: string): number => ended.filter((one) => one.outcome === outcome).length
  const beside = [
    `${ends('paid')} paid, ${ends('upheld')} upheld, ${ends('written-off')} written off, ${ends('patient-billed')} billed to patients.`,
  ]
  return {
    figures: [shareFigure('resolved', { n: ended.length, ...of, beside }), shareFigure('recovered', { n: won.length, ...of })],
    behind: (figure) => parted(opened, ({ outcome }) => (figure === 'resolved' ? outcome !== null : outcome === 'paid')),
  }
}

function owedOf(db: Reading, asOf: Day): Made {
  const owed = owedAt(db, asOf)
  const span = quarterTo(asOf)
  const total = sum(owed.map((one) => cents(one.cents)))
  const charged = chargedIn(db, span)
  const since = addDays(asOf, -90)
  const old = owed.filter(({ day }) => day < since)
  const late = sum(old.map((one) => cents(one.cents)))
  return {
    figures: [
      daysFigure('days-in-ar', daysInAr(total, charged, 90), {
        n: total,
        of: charged,
        counts: 'cents',
        cohort: `What was owed on ${counted(owed.length, 'claim')} on ${shownDay(asOf)}, and what was charged ${spanWords(span)}.`,
        beside: [moneyWords(total, 'owed'), moneyWords(charged, 'charged in 90 days')],
      }),
      shareFigure('over-90', {
        n: late,
        of: total,
        counts: 'cents',
        cohort: `What was owed on ${counted(owed.length, 'claim')} on ${shownDay(asOf)}; ${old.length} of them with a first session before ${shownDay(since)}.`,
        beside: [moneyWords(late, 'is older')],
      }),
    ],
    behind: (figure) => (figure === 'over-90' ? parted(owed, ({ day }) => day < since) : { n: owed.map(({ claim }) => claim), rest: [] }),
  }
}

function collectionsOf(db: Reading, asOf: Day): Made {
  const span = yearTo(asOf, RIPE.collected)
  const of = moneyOf(moneyRows(db, span, asOf, 'all'))
  const due = cents(of.charges - of.contractual)
  const cohort = `Claims with a first session ${spanWords(span)}: each had ${RIPE.collected} days.`
  const beside = [moneyWords(of.charges, 'charged'), moneyWords(of.contractual, 'taken off by contract'), moneyWords(of.payments, 'paid')]
  const net = (id: FigureId, n: Cents, more: readonly string[] = []): Figure =>
    shareFigure(id, { n, of: due, counts: 'cents', cohort, beside: [...beside, ...more] })
  return {
    figures: [
      net('net-collection', of.payments, of.charity > 0 ? [moneyWords(of.charity, 'let go as charity')] : []),
      shareFigure('gross-collection', { n: of.payments, of: of.charges, counts: 'cents', cohort, beside }),
      net('denial-write-off', of.denialWriteOffs, [moneyWords(of.denialWriteOffs, 'of denials written off')]),
      net('bad-debt', of.badDebt, [moneyWords(of.badDebt, 'given up')]),
    ],
    behind: (figure) => {
      const what = BEHIND[figure]
      const rows = moneyRows(db, span, asOf, 'claim').map((row) => ({ claim: row.claim, is: moneyKind(row) }))
      return parted(rows, ({ is }) => is === what)
    },
  }
}

/** What a claim had to have moved to be counted in a rate of money. */
const BEHIND: Readonly<Partial<Record<FigureId, ReturnType<typeof moneyKind>>>> = {
  'net-collection': 'payments',
  'gross-collection': 'payments',
  'denial-write-off': 'denialWriteOffs',
  'bad-debt': 'badDebt',
}

function lagsOf(db: Reading, asOf: Day): Made {
  const span = quarterTo(asOf)
  const [charges, claims] = [chargeLags(db, span, asOf), claimLags(db, span)]
  const split = (rows: readonly { readonly claim: number | null; readonly days: number }[]): Behind => {
    const half = rows.map(({ days }) => days).toSorted((a, b) => a - b)[Math.ceil(rows.length / 2) - 1] ?? 0
    return parted(
      rows.flatMap(({ claim, days }) => (claim === null ? [] : [{ claim, days }])),
      ({ days }) => days <= half,
    )
  }
  return {
    figures: [
      lagFigure(
        'charge-lag',
        charges.map(({ days }) => days),
        `Sessions ${spanWords(span)} that were charged.`,
        'sessions',
      ),
      lagFigure(
        'claim-lag',
        claims.map(({ days }) => days),
        `Claims first sent ${spanWords(span)}.`,
        'claims',
      ),
    ],
    behind: (figure) => split(figure === 'charge-lag' ? charges : claims),
  }
}
