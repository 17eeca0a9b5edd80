export type Severity = 'fatal' | 'error' | 'warning' | 'info'

/** `report`: what a 999 or TA1 says of it, or what it says by the segment in which it was found. */
type Note = { readonly severity: Severity; readonly says: string; readonly report?: string | Readonly<Record<string, string>> }

/**
 * What a reader may say of a file: severity, one sentence without any value, and the code of a TA1 (`T…`), a 999 segment error (`S…`),
 * element error (`E…`), set error (`5…`) or group error (`G…`) that says the same to the sender. Source: syntax of X12 005010, TA105, IK304, IK403, IK502, AK905.
 */
export const NOTES = {
  'FILE.EMPTY': { severity: 'fatal', says: 'The file is empty.' },
  'FILE.NOT_X12': { severity: 'fatal', says: 'This is not an X12 file: no ISA segment is in it.' },
  'FILE.BOM': { severity: 'warning', says: 'A byte order mark stands before the ISA segment; it was skipped.' },
  'FILE.LEADING_JUNK': { severity: 'warning', says: 'Text stands before the first ISA segment; it was skipped.' },
  'FILE.LIMIT': { severity: 'fatal', says: 'The file is larger than Parity reads at once.' },
  'FILE.MANY': { severity: 'error', says: 'So much is wrong from here on that no more of it is told.' },
  'FILE.ALIKE': { severity: 'info', says: 'There is more like the findings before, which is not told.' },
  'ISA.SHORT': { severity: 'fatal', says: 'The ISA segment ends too early.', report: 'T023' },
  'ISA.WIDTH': {
    severity: 'error',
    says: 'The ISA segment does not have its fixed widths; its elements were taken by their separators.',
    report: 'T024',
  },
  'ISA.DELIMS': { severity: 'fatal', says: 'The separators of the ISA segment are not four different signs.', report: 'T026' },
  'ISA.VERSION': { severity: 'warning', says: 'The interchange is not of version 00501.', report: 'T017' },
  'ISA.USAGE': { severity: 'warning', says: 'ISA15 says neither test nor production.', report: 'T020' },
  'ISA.CONTROL': { severity: 'warning', says: 'ISA13 is not a control number of nine digits.', report: 'T018' },
  'SEG.JUNK': { severity: 'error', says: 'Text that is no segment stands here.', report: 'S1' },
  'SEG.ID': { severity: 'warning', says: 'The segment id is not written in capitals.' },
  'SEG.TRAILING': { severity: 'info', says: 'Empty elements stand at the end of the segment.' },
  'SEG.WRAPPED': { severity: 'info', says: 'Line breaks stand inside segments; they were taken out.' },
  'SEG.LONG': {
    severity: 'error',
    says: 'The segment is longer than any segment may be; a terminator may be missing.',
    report: '55',
  },
  'ENV.MISPLACED': { severity: 'error', says: 'The segment stands outside any transaction set.', report: 'T022' },
  'ENV.SE_MISSING': { severity: 'error', says: 'The transaction set does not end with SE, so it may be cut off.', report: '52' },
  'ENV.GE_MISSING': { severity: 'warning', says: 'The functional group does not end with GE.', report: 'G3' },
  'ENV.IEA_MISSING': { severity: 'warning', says: 'The interchange does not end with IEA.', report: 'T023' },
  'ENV.SE_COUNT': { severity: 'error', says: 'SE01 does not say how many segments the transaction set has.', report: '54' },
  'ENV.GE_COUNT': { severity: 'warning', says: 'GE01 does not say how many transaction sets the group has.', report: 'G5' },
  'ENV.IEA_COUNT': { severity: 'warning', says: 'IEA01 does not say how many groups the interchange has.', report: 'T021' },
  'ENV.CTL_MISMATCH': {
    severity: 'error',
    says: 'The control numbers of header and trailer differ.',
    report: { SE: '53', GE: 'G4', IEA: 'T001' },
  },
  'ENV.CTL_PADDING': { severity: 'info', says: 'The control numbers of header and trailer are the same number written differently.' },
  'ENV.CTL_DUP': { severity: 'warning', says: 'The same control number stands twice.', report: { ISA: 'T025', ST: '523' } },
  'ENV.SET_MISMATCH': { severity: 'warning', says: 'GS and ST name different guides; ST was followed.', report: '519' },
  'ENV.GROUP_DUP': { severity: 'warning', says: 'The same group control number stands twice in the interchange.', report: 'G19' },
  'ENV.GROUP_MISMATCH': { severity: 'error', says: 'A transaction of this kind does not belong into a group of this kind.', report: '518' },
  'ENV.OLD': { severity: 'warning', says: 'The transaction is of an earlier version; it was read by the version of today.', report: '5I6' },
  'ENV.UNSUPPORTED': {
    severity: 'warning',
    says: 'Parity does not know this transaction or this version of it; it was kept, not read.',
    report: '51',
  },
  'ENV.EOF_TERM': { severity: 'warning', says: 'The last segment has no terminator.' },
  'SEG.UNKNOWN': { severity: 'error', says: 'The guide of this transaction has no such segment.', report: 'S1' },
  'SEG.UNEXPECTED': { severity: 'error', says: 'The segment is not expected at this place.', report: 'S2' },
  'SEG.ORDER': { severity: 'warning', says: 'The segment stands later than the guide has it.', report: 'S7' },
  'SEG.SHUFFLED': { severity: 'info', says: 'The segment stands in another order than the guide has it, which changes nothing.' },
  'SEG.MAX': { severity: 'warning', says: 'The segment is repeated more often than the guide allows.', report: 'S5' },
  'LOOP.MAX': { severity: 'warning', says: 'The loop is repeated more often than the guide allows.', report: 'S4' },
  'SEG.MISSING': { severity: 'error', says: 'A required segment is missing.', report: 'S3' },
  'LOOP.MISSING': { severity: 'error', says: 'A required loop is missing.', report: 'SI7' },
  'HL.SEQ': { severity: 'warning', says: 'HL01 does not count on from the segment before.', report: 'E7' },
  'HL.PARENT': { severity: 'warning', says: 'HL02 does not name the level above; the last one of that level was taken.', report: 'E7' },
  'HL.CHILD': { severity: 'info', says: 'HL04 does not say whether levels follow.' },
  'LX.SEQ': { severity: 'warning', says: 'LX01 does not count on from the line before.', report: 'E7' },
  'EL.MISSING': { severity: 'error', says: 'A required element is empty.', report: 'E1' },
  'EL.SHORT': { severity: 'warning', says: 'The element is shorter than it may be.', report: 'E4' },
  'EL.LONG': { severity: 'warning', says: 'The element is longer than it may be.', report: 'E5' },
  'EL.EXTRA': { severity: 'warning', says: 'The segment has more elements than it may have.', report: 'E3' },
  'EL.COMPONENTS': { severity: 'warning', says: 'The element has more components than it may have.', report: 'E13' },
  'EL.BLANKS': { severity: 'warning', says: 'Blanks stand around the code; they were left out.' },
  'EL.CODE': { severity: 'warning', says: 'The code is not one the guide lists here.', report: 'E7' },
  'EL.UNLISTED': { severity: 'info', says: 'The code is not in Parity’s copy of the list, which may be older than the file.' },
  'EL.NUMBER': { severity: 'error', says: 'The element is not a number of the right form.', report: 'E6' },
  'EL.DATE': { severity: 'error', says: 'The element is not a date of the calendar.', report: 'E8' },
  'EL.PLACEHOLDER': { severity: 'info', says: 'The date is a placeholder for none, and was taken as absent.' },
  'EL.TIME': { severity: 'error', says: 'The element is not a time.', report: 'E9' },
  'EL.NOTUSED': { severity: 'info', says: 'The guide does not use this element.', report: 'EI10' },
  'EL.CONDITION': { severity: 'warning', says: 'These elements go together, and one is missing.', report: 'E2' },
  'EL.EXCLUDED': { severity: 'warning', says: 'These elements exclude each other, and both are there.', report: 'E10' },
  'EL.REPEAT': { severity: 'warning', says: 'The element is repeated where it may not be.', report: 'E12' },
  'CHAR.NONASCII': { severity: 'warning', says: 'A letter outside the basic and extended sets of X12 stands here.', report: 'E6' },
  'CHAR.CONTROL': { severity: 'error', says: 'A control character stands here.', report: 'E6' },
  'RULE.BROKEN': { severity: 'error', says: 'A rule of the guide is broken.', report: 'SI6' },
  'RULE.DOUBTFUL': { severity: 'warning', says: 'A rule of the guide may be broken.' },
  'BAL.BROKEN': { severity: 'error', says: 'The amounts do not add up.' },
  'BAL.DOUBTFUL': { severity: 'warning', says: 'The amounts do not add up, though nothing depends on it.' },
} as const satisfies Record<string, Note>

export type FindingCode = keyof typeof NOTES

/** Where in the file a finding is. Ordinals count from 1; `inSet` counts from ST = 1, as IK302 does. */
export type Spot = {
  readonly byte: number
  readonly segment: number
  readonly id: string
  readonly inSet?: number
  readonly set?: string
  readonly loop?: string
  readonly element?: number
  readonly component?: number
  readonly repetition?: number
}

/** One thing to say of a file. The message names segment and element, never a value: the value may be a patient's. */
export type Finding = {
  readonly code: FindingCode
  readonly severity: Severity
  readonly message: string
  readonly where: Spot
  /** What a 999 or TA1 would say, see {@link NOTES}. */
  readonly report?: string
  /** The rule that is broken, by its id in the description. */
  readonly rule?: string
}

/** Of what stops nothing, so many of one kind are told. */
const MOST_ALIKE = 500
/** A file of nonsense has no end of errors; what is past this many is not told, and nothing behind it counts as sound. */
const MOST_ERRORS = 20_000

/** Findings as they come, never so many that they fill the memory. */
export class Findings {
  #list: Finding[] = []
  readonly #counts = new Map<string, number>()
  #errors = 0

  /** Kept until they are taken. */
  get list(): readonly Finding[] {
    return this.#list
  }

  say(one: Finding): void {
    if (isGrave(one)) {
      this.#errors++
      if (this.#errors <= MOST_ERRORS) this.#list.push(one)
      else if (this.#errors === MOST_ERRORS + 1) this.#list.push(finding('FILE.MANY', one.where))
      return
    }
    const count = (this.#counts.get(one.code) ?? 0) + 1
    this.#counts.set(one.code, count)
    if (count <= MOST_ALIKE) this.#list.push(one)
    else if (count === MOST_ALIKE + 1) this.#list.push(finding('FILE.ALIKE', one.where))
  }

  /** Whether one more of a code would be kept; what would not need not be made. */
  wants(code: FindingCode): boolean {
    return isGrave(NOTES[code]) ? this.#errors <= MOST_ERRORS : (this.#counts.get(code) ?? 0) <= MOST_ALIKE
  }

  take(): readonly Finding[] {
    const taken = this.#list
    this.#list = []
    return taken
  }
}

/** A finding of a code at a place; `more` replaces the general sentence by one that names the part. */
export function finding(code: FindingCode, where: Spot, more?: string, severity?: Severity): Finding {
  const note: Note = NOTES[code]
  const report = typeof note.report === 'object' ? note.report[where.id] : note.report
  return { code, severity: severity ?? note.severity, message: more ?? note.says, where, ...(report && { report }) }
}

/** Whether a finding stops money or claims from being taken over without a person. */
export const isGrave = (one: Pick<Finding, 'severity'>): boolean => one.severity === 'fatal' || one.severity === 'error'

/** `NM109`, `SV101-2`, as the guides write it. */
export function elementName(where: Spot): string | undefined {
  if (where.element === undefined) return undefined
  return `${where.id}${String(where.element).padStart(2, '0')}${where.component === undefined ? '' : `-${where.component}`}`
}
