/*
 * The form as it is drawn on blank paper and in the window: its fields as rectangles in the columns and lines of the data area, with short captions of
 * our own under the box numbers a biller knows.
 */

export type Cell = {
  /** The box that one looks at here; empty where there is no more than a heading. */
  readonly box: string
  readonly caption: string
  readonly fromCol: number
  readonly toCol: number
  readonly fromLine: number
  readonly toLine: number
  readonly isShaded?: true
}
/** A word beside a box that is crossed. */
export type Mark = { readonly place: string; readonly words: string }

const LEFT = 0.5
const MIDDLE = 29.7
const RIGHT = 49.9
const END = 80

type Drawn = readonly [box: string, caption: string, fromCol: number, toCol: number]
/** A row of the form, from its upper line to the line the values stand on. */
const row = (fromLine: number, toLine: number, ...cells: readonly Drawn[]): Cell[] =>
  cells.map(([box, caption, fromCol, toCol]) => ({ box, caption, fromCol, toCol, fromLine, toLine }))

const service = (n: number): Cell[] => {
  const upper = 41 + 2 * n
  return [
    { box: '', caption: '', fromCol: LEFT, toCol: END, fromLine: upper, toLine: upper, isShaded: true },
    ...COLUMNS.map(([box, , fromCol, toCol]): Cell => ({
      box: `${box}.${n}`,
      caption: '',
      fromCol,
      toCol,
      fromLine: box === '24I' || box === '24J' ? upper : upper + 1,
      toLine: upper + 1,
    })),
  ]
}

const COLUMNS: readonly Drawn[] = [
  ['24A', 'A  Service, from and to', LEFT, 18.5],
  ['24B', 'B  Place', 18.5, 21.7],
  ['24C', 'C  EMG', 21.7, 24.5],
  ['24D', 'D  Code and modifiers', 24.5, 44.5],
  ['24E', 'E  Pointer', 44.5, RIGHT],
  ['24F', 'F  Charge', RIGHT, 58.5],
  ['24G', 'G  Units', 58.5, 62.3],
  ['24H', 'H', 62.3, 64.6],
  ['24I', 'I  Id', 64.6, 67.5],
  ['24J', 'J  Rendered by', 67.5, END],
]

/** Every field of the form. */
export const CELLS: readonly Cell[] = [
  ...row(2, 5, ['payer', '', 40.5, END]),
  ...row(7, 8, ['1', '1  Coverage', LEFT, RIGHT], ['1a', '1a  Insured’s id', RIGHT, END]),
  ...row(9, 10, ['2', '2  Patient', LEFT, MIDDLE], ['3', '3  Born, sex', MIDDLE, RIGHT], ['4', '4  Insured', RIGHT, END]),
  ...row(
    11,
    12,
    ['5', '5  Patient’s street', LEFT, MIDDLE],
    ['6', '6  Patient is', MIDDLE, RIGHT],
    ['7', '7  Insured’s street', RIGHT, END],
  ),
  ...row(13, 14, ['5', 'City', LEFT, 25.5], ['5', 'State', 25.5, MIDDLE], ['7', 'City', RIGHT, 73.5], ['7', 'State', 73.5, END]),
  ...row(13, 16, ['8', '8  Reserved', MIDDLE, RIGHT]),
  ...row(15, 16, ['5', 'ZIP', LEFT, 13.5], ['5', 'Phone', 13.5, MIDDLE], ['7', 'ZIP', RIGHT, 63.5], ['7', 'Phone', 63.5, END]),
  ...row(
    17,
    18,
    ['9', '9  Other insured', LEFT, MIDDLE],
    ['', '10  Is it because of', MIDDLE, RIGHT],
    ['11', '11  Group number', RIGHT, END],
  ),
  ...row(
    19,
    20,
    ['9a', '9a  Other policy', LEFT, MIDDLE],
    ['10a', 'a  Work', MIDDLE, RIGHT],
    ['11a', '11a  Insured born, sex', RIGHT, END],
  ),
  ...row(21, 22, ['9b', '9b  Reserved', LEFT, MIDDLE], ['10b', 'b  Car, state', MIDDLE, RIGHT], ['11b', '11b  Other claim id', RIGHT, END]),
  ...row(23, 24, ['9c', '9c  Reserved', LEFT, MIDDLE], ['10c', 'c  Other accident', MIDDLE, RIGHT], ['11c', '11c  Plan', RIGHT, END]),
  ...row(
    25,
    26,
    ['9d', '9d  Other plan', LEFT, MIDDLE],
    ['10d', '10d  Claim codes', MIDDLE, RIGHT],
    ['11d', '11d  Another plan', RIGHT, END],
  ),
  ...row(27, 30, ['12', '12  Patient signed, release', LEFT, RIGHT], ['13', '13  Insured signed, benefits', RIGHT, END]),
  ...row(31, 32, ['14', '14  Onset', LEFT, MIDDLE], ['15', '15  Other date', MIDDLE, RIGHT], ['16', '16  Unable to work', RIGHT, END]),
  ...row(33, 34, ['17', '17  Referred or supervised by; 17a id, 17b NPI', LEFT, MIDDLE], ['18', '18  In hospital', RIGHT, END]),
  ...row(33, 33, ['17a', '', MIDDLE, RIGHT]),
  ...row(34, 34, ['17b', '', MIDDLE, RIGHT]),
  ...row(35, 36, ['19', '19  More on the claim', LEFT, RIGHT], ['20', '20  Outside lab, charge', RIGHT, END]),
  ...row(37, 40, ['21', '21  Diagnoses', LEFT, RIGHT]),
  ...row(37, 38, ['22', '22  Resubmission, payer’s number', RIGHT, END]),
  ...row(39, 40, ['23', '23  Authorization', RIGHT, END]),
  ...row(41, 42, ...COLUMNS.map(([, caption, from, to]): Drawn => ['', `24 ${caption}`.replace(/^24 (?!A )/, ''), from, to])),
  ...[1, 2, 3, 4, 5, 6].flatMap(service),
  ...row(
    55,
    56,
    ['25', '25  Tax id', LEFT, 22.5],
    ['26', '26  Our number', 22.5, 37],
    ['27', '27  Assignment', 37, RIGHT],
    ['28', '28  Charge in all', RIGHT, 60.7],
    ['29', '29  Paid', 60.7, 70.7],
    ['30', '30  Reserved', 70.7, END],
  ),
  ...row(57, 61, ['31', '31  Signed by', LEFT, 22.5]),
  ...row(57, 60, ['32', '32  Where it was; a NPI, b other id', 22.5, RIGHT], ['33', '33  Billed by; a NPI, b other id', RIGHT, END]),
  ...row(61, 61, ['32a', '', 22.5, 34.5], ['32b', '', 34.5, RIGHT], ['33a', '', RIGHT, 61.5], ['33b', '', 61.5, END]),
]

const yesNo = (...boxes: readonly string[]): Mark[] =>
  boxes.flatMap((box) => [
    { place: `${box}.yes`, words: 'yes' },
    { place: `${box}.no`, words: 'no' },
  ])

/** The words beside the crosses. */
export const MARKS: readonly Mark[] = [
  { place: '1.medicare', words: 'Medicare' },
  { place: '1.medicaid', words: 'Medicaid' },
  { place: '1.tricare', words: 'TRICARE' },
  { place: '1.champva', words: 'CHAMPVA' },
  { place: '1.group', words: 'Group' },
  { place: '1.feca', words: 'FECA' },
  { place: '1.other', words: 'Other' },
  { place: '3.male', words: 'M' },
  { place: '3.female', words: 'F' },
  { place: '6.self', words: 'self' },
  { place: '6.spouse', words: 'spouse' },
  { place: '6.child', words: 'child' },
  { place: '6.other', words: 'oth.' },
  { place: '11a.male', words: 'M' },
  { place: '11a.female', words: 'F' },
  { place: '25.ssn', words: 'S' },
  { place: '25.ein', words: 'E' },
  ...yesNo('10a', '10b', '10c', '11d', '20', '27'),
]
