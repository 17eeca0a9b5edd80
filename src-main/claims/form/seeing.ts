import type { Behind } from '../../../src-shared/contract/forms.ts'
import { digits } from '../../../src-shared/number.ts'
import type { ClaimStatus } from '../../../src-shared/contract/fields.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import { refuse, type QueryWork } from '../../store/index.ts'
import { claimFacts } from '../facts.ts'
import { findingsOf } from '../records/claims.ts'
import type { FindingRow } from '../records/tables.ts'
import { formOf, type Sheet } from './boxes.ts'
import { CELLS, MARKS } from './frame.ts'
import { formFacts } from './gathering.ts'
import { leftOf, LINES_ON_FORM, PLACES, topOf } from './places.ts'

const OWN: Readonly<Record<string, Behind>> = {
  payer: 'payers',
  '1': 'payers',
  '1a': 'memberId',
  '17': 'clinicians',
  '17b': 'clinicians',
  '21': 'diagnoses',
  '23': 'authorization',
  '24A': 'charge',
  '24B': 'place',
  '24D': 'modifiers',
  '24E': 'diagnoses',
  '24F': 'charge',
  '24G': 'charge',
  '24I': 'clinicians',
  '24J': 'clinicians',
  '25': 'practice',
  '31': 'clinicians',
}
const PATIENT = /^(2|3|4|5|6|7|9[ad]?|11[acd]?)$/
// What lies below 32 and 33 is kept with them, and one line high is too low for a hand.
const PRACTICE = /^3[23]$/

/** Where what stands in a box is kept. @param box `24D.2` of the second line of service */
function behind(box: string): Behind {
  const [of = ''] = box.split('.')
  return OWN[of] ?? (PATIENT.test(of) ? 'patient' : PRACTICE.test(of) ? 'practice' : 'none')
}

/** A line of service is pointed at in its whole height, the shaded half too. */
const LINE_CELL = /^24[A-J]\.\d$/
const cells = CELLS.map(({ box, caption, fromCol, toCol, fromLine, toLine, isShaded }) => {
  const upper = LINE_CELL.test(box) ? toLine - 1 : fromLine
  return {
    x: leftOf(fromCol),
    y: topOf(upper),
    width: leftOf(toCol) - leftOf(fromCol),
    height: topOf(toLine + 1) - topOf(upper),
    box,
    caption,
    isShaded: isShaded ?? false,
    behind: behind(box),
  }
})
const places = new Map(PLACES.map((place) => [place.id, place]))
const marks = MARKS.flatMap(({ place: id, words }) => {
  const place = places.get(id)
  return place ? [{ x: leftOf(place.col), y: topOf(place.line), words }] : []
})

/** A claim as the form, for the window. */
export function claimForm({ db, clock }: QueryWork, id: number): Output<'claims.form'> {
  const facts = claimFacts(db, id) ?? refuse('record.missing')
  const { sheets, notes } = formOf(formFacts(db, facts, clock.today()))
  return {
    id,
    status: facts.claim.status as ClaimStatus,
    patient: facts.patient.id,
    cells: cells.map((cell) => ({ ...cell })),
    marks: marks.map((mark) => ({ ...mark })),
    sheets: sheets.map(seen),
    notes: notes.map((note) => ({ ...note })),
    findings: findingsOf(db, id)
      .filter(({ box, grade }) => box !== '' && grade !== 'repair')
      .map(found),
  }
}

function seen(sheet: Sheet): Output<'claims.form'>['sheets'][number] {
  return PLACES.flatMap(({ id, line, col, width, isRight }) => {
    const text = sheet.get(id)
    return text === undefined ? [] : [{ x: leftOf(col + (isRight ? width - text.length : 0)), y: topOf(line), box: boxOf(id), text }]
  })
}

/** The field of the drawn form in which a place lies: of a line of service with its number. */
const boxOf = (id: string): string => /^24[A-J]\.\d/.exec(id)?.[0] ?? places.get(id)?.box ?? ''

/** A finding at its field: one of a line of service stands on the sheet that the line is on. */
function found({ box, field, grade, words }: FindingRow): Output<'claims.form'>['findings'][number] {
  const line = box.startsWith('24') ? digits(/^line (\d+)$/.exec(field)?.[1]) : 0
  if (line === 0) return { sheet: null, box, grade, words }
  return { sheet: Math.floor((line - 1) / LINES_ON_FORM), box: `${box}.${((line - 1) % LINES_ON_FORM) + 1}`, grade, words }
}
