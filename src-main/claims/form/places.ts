/*
 * Where each value of a CMS-1500 (02/12) stands. Source: NUCC 1500 manual, as in our form reference: ten characters and six lines an inch, counted from
 * the first line and column of the data area, which lies two lines below and three columns right of the edge of the sheet.
 */

/** A value of the form: the box it belongs to, its line and first column in the data area, and how many characters it has at most. */
export type Place = {
  /** `24D.3.modifier2`: the box, the service line where there are six, and the part. */
  readonly id: string
  readonly box: string
  readonly line: number
  readonly col: number
  readonly width: number
  /** A cross in a box; all others are text. */
  readonly isCheck?: true
  /** Ends at its last column instead of beginning at its first. */
  readonly isRight?: true
}

/** Service lines on one form. */
export const LINES_ON_FORM = 6
/** Diagnoses on a form, A to L. */
export const MOST_DIAGNOSES = 12

type Part = readonly [part: string, line: number, col: number, width: number]
const texts = (box: string, ...parts: readonly Part[]): Place[] =>
  parts.map(([part, line, col, width]) => ({ id: part === '' ? box : `${box}.${part}`, box, line, col, width }))
const checks = (box: string, line: number, parts: Readonly<Record<string, number>>): Place[] =>
  Object.entries(parts).map(([part, col]) => ({ id: `${box}.${part}`, box, line, col, width: 1, isCheck: true }))
const yesNo = (box: string, line: number, yes: number, no: number): Place[] => checks(box, line, { yes, no })
const dated = (box: string, line: number, cols: readonly [number, number, number], part = ''): Place[] =>
  ['month', 'day', 'year'].map((one, n) => ({ id: `${box}.${part}${one}`, box, line, col: cols[n] ?? 0, width: one === 'year' ? 4 : 2 }))
/** Dollars against the dotted line, cents behind it: eight columns in all. */
const money = (box: string, line: number, col: number, id = box): Place[] => [
  { id: `${id}.dollars`, box, line, col, width: 5, isRight: true },
  { id: `${id}.cents`, box, line, col: col + 6, width: 2 },
]

const people: readonly Place[] = [
  ...texts('payer', ['name', 2, 41, 31], ['line1', 3, 41, 31], ['line2', 4, 41, 31], ['city', 5, 41, 31]),
  ...checks('1', 8, { medicare: 1, medicaid: 8, tricare: 15, champva: 24, group: 31, feca: 39, other: 45 }),
  ...texts('1a', ['', 8, 50, 28]),
  ...texts('2', ['', 10, 1, 28]),
  ...dated('3', 10, [31, 34, 37]),
  ...checks('3', 10, { male: 42, female: 47 }),
  ...texts('4', ['', 10, 50, 28]),
  ...texts(
    '5',
    ['street', 12, 1, 28],
    ['city', 14, 1, 24],
    ['state', 14, 26, 2],
    ['zip', 16, 1, 10],
    ['area', 16, 15, 3],
    ['phone', 16, 19, 8],
  ),
  ...checks('6', 12, { self: 33, spouse: 38, child: 42, other: 47 }),
  ...texts(
    '7',
    ['street', 12, 50, 28],
    ['city', 14, 50, 23],
    ['state', 14, 74, 2],
    ['zip', 16, 50, 10],
    ['area', 16, 65, 3],
    ['phone', 16, 69, 8],
  ),
  ...texts('9', ['', 18, 1, 28]),
  ...texts('9a', ['', 20, 1, 28]),
  ...texts('9d', ['', 26, 1, 28]),
  ...yesNo('10a', 20, 35, 41),
  ...yesNo('10b', 22, 35, 41),
  ...texts('10b', ['state', 22, 45, 2]),
  ...yesNo('10c', 24, 35, 41),
  ...texts('10d', ['', 26, 31, 19]),
  ...texts('11', ['', 18, 50, 28]),
  ...dated('11a', 20, [53, 56, 59]),
  ...checks('11a', 20, { male: 68, female: 75 }),
  ...texts('11b', ['qualifier', 22, 50, 2], ['', 22, 53, 25]),
  ...texts('11c', ['', 24, 50, 28]),
  ...yesNo('11d', 26, 52, 57),
  ...texts('12', ['', 29, 7, 28]),
  ...texts('13', ['', 29, 55, 20]),
]

const illness: readonly Place[] = [
  ...dated('14', 32, [2, 5, 8]),
  ...texts('14', ['qualifier', 32, 16, 3]),
  ...texts('15', ['qualifier', 32, 31, 3]),
  ...dated('15', 32, [37, 40, 43]),
  ...dated('16', 32, [54, 57, 60], 'from.'),
  ...dated('16', 32, [68, 71, 74], 'to.'),
  ...texts('17', ['qualifier', 34, 1, 2], ['', 34, 4, 24]),
  ...texts('17a', ['qualifier', 33, 30, 2], ['', 33, 33, 17]),
  ...texts('17b', ['', 34, 33, 10]),
  ...dated('18', 34, [54, 57, 60], 'from.'),
  ...dated('18', 34, [68, 71, 74], 'to.'),
  ...texts('19', ['', 36, 1, 48]),
  ...yesNo('20', 36, 52, 57),
  ...money('20', 36, 63),
  ...texts('21', ['version', 37, 42, 1]),
  ...Array.from({ length: MOST_DIAGNOSES }, (_, n) => ({
    id: `21.${letterOf(n)}`,
    box: '21',
    line: 38 + Math.floor(n / 4),
    col: [3, 16, 29, 42][n % 4] ?? 3,
    width: 7,
  })),
  ...texts('22', ['code', 38, 50, 11], ['reference', 38, 62, 18]),
  ...texts('23', ['', 40, 50, 28]),
]

/** Parts of a service line: the shaded upper half first. */
const service = (n: number): Place[] => {
  const upper = 41 + 2 * n
  const lower = upper + 1
  const own = (box: string, part: string, line: number, col: number, width: number): Place => ({
    id: `${box}.${n}${part && `.${part}`}`,
    box,
    line,
    col,
    width,
  })
  return [
    own('24D', 'drug', upper, 1, 61),
    own('24I', '', upper, 65, 2),
    own('24J', 'other', upper, 68, 11),
    ...['from', 'to'].flatMap((term, at) =>
      ['month', 'day', 'year'].map((part, of) => own('24A', `${term}.${part}`, lower, 1 + 9 * at + 3 * of, 2)),
    ),
    own('24B', '', lower, 19, 2),
    own('24C', '', lower, 22, 2),
    own('24D', '', lower, 25, 6),
    ...[1, 2, 3, 4].map((at) => own('24D', `modifier${at}`, lower, 30 + 3 * at, 2)),
    own('24E', '', lower, 45, 4),
    ...money('24F', lower, 50, `24F.${n}`),
    own('24G', '', lower, 59, 3),
    own('24H', '', lower, 63, 1),
    own('24J', '', lower, 68, 10),
  ]
}

const billing: readonly Place[] = [
  ...texts('25', ['', 56, 1, 15]),
  ...checks('25', 56, { ssn: 17, ein: 19 }),
  ...texts('26', ['', 56, 23, 14]),
  ...yesNo('27', 56, 38, 43),
  ...money('28', 56, 52),
  ...money('29', 56, 62),
  ...texts('31', ['', 60, 1, 20], ['date', 61, 6, 10]),
  ...texts('32', ['name', 58, 23, 26], ['street', 59, 23, 26], ['city', 60, 23, 26]),
  ...texts('32a', ['', 61, 23, 10]),
  ...texts('32b', ['', 61, 36, 14]),
  ...texts('33', ['area', 57, 66, 3], ['phone', 57, 70, 8], ['name', 58, 50, 29], ['street', 59, 50, 29], ['city', 60, 50, 29]),
  ...texts('33a', ['', 61, 50, 10]),
  ...texts('33b', ['', 61, 63, 17]),
]

/** `A` of 0. */
export function letterOf(n: number): string {
  return String.fromCharCode(65 + n)
}

/** Every place of the form, in the order of its boxes. */
export const PLACES: readonly Place[] = [
  ...people,
  ...illness,
  ...Array.from({ length: LINES_ON_FORM }, (_, n) => service(n + 1)).flat(),
  ...billing,
]

/** Letter paper, and the cells of the page, in points. */
export const SHEET = { width: 612, height: 792, column: 7.2, line: 12 } as const

/** The left edge of a column of the data area and the upper edge of a line, in points from the upper left corner of the sheet. */
export const leftOf = (col: number): number => (col + 2) * SHEET.column
export const topOf = (line: number): number => (line + 1) * SHEET.line
