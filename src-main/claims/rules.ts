import { BUILT_IN, modifier, type CodeBook, type ProcedureAnswer } from '../codes/index.ts'
import { isNpi } from '../../src-shared/contract/fields.ts'
import { daysBetween, shownDay, type Day } from '../../src-shared/day.ts'
import type { ClaimFacts } from './facts.ts'
import type { LineFacts } from './records/claims.ts'
import { partyChecks } from './parties.ts'
import { editOf, holdsFor } from './scrub/catalogue.ts'
import { conditions } from './scrub/conditions.ts'
import { drugChecks } from './scrub/drugs.ts'
import { when, TELEHEALTH_MODIFIERS, TELEHEALTH_PLACES, type Check, type ClaimFinding, type Others } from './scrub/finding.ts'
import { modifierChecks } from './scrub/modifiers.ts'
import { pairsBeside, pairsHere } from './scrub/pairs.ts'
import { payerChecks } from './scrub/payers.ts'
import { quarterChecks } from './scrub/quarters.ts'
import { services } from './scrub/services.ts'
import { standingChecks } from './scrub/standing.ts'
import { unitChecks } from './scrub/units.ts'
import { weekChecks } from './scrub/weeks.ts'

/*
 * The first scrub: what must be so before a claim leaves. Pure functions over the gathered facts. Each check names its source, the box of the CMS-1500
 * a biller knows, and the field that mends it.
 */

const TR3 = '837P guide'
const stop = (rule: string, words: string, field: string, box: string, source = TR3): ClaimFinding => ({
  rule,
  grade: 'stop',
  words,
  field,
  box,
  source,
})
const warn = (rule: string, words: string, field: string, box: string, source = TR3): ClaimFinding => ({
  rule,
  grade: 'warning',
  words,
  field,
  box,
  source,
})

const X12_TEXT = /^[\x20-\x7e]*$/
const unwritable = (text: string | null): boolean => text !== null && (!X12_TEXT.test(text) || /[*:~^]/.test(text))

const people: Check = ({ patient, coverage }) => {
  const self = coverage.relationship === '18'
  return [
    ...when(!patient.born, () => stop('R01', 'The patient’s birth date is missing.', 'patient', '3')),
    ...when(!patient.sex, () => stop('R02', 'The patient’s sex is missing.', 'patient', '3')),
    ...when(!patient.line1 || !patient.city || !patient.state || !patient.zip, () =>
      stop('R03', 'The patient’s address is not whole.', 'patient', '5'),
    ),
    ...when(coverage.member_id.trim().length < 2, () => stop('R04', 'The member id is missing.', 'coverage', '1a')),
    ...when(!self && !(coverage.subscriber_last && coverage.subscriber_first), () =>
      stop('R05', 'The patient is a dependent, and the subscriber’s name is missing.', 'coverage', '4'),
    ),
    ...when([patient.last, patient.first, patient.line1, patient.city, coverage.member_id].some(unwritable), () =>
      stop('R06', 'A name, address or member id holds a sign that an X12 file cannot carry.', 'patient', '2'),
    ),
  ]
}

const billing: Check = ({ biller, provider, payer }) => [
  ...when(!biller.npi || !isNpi(biller.npi), () => stop('R10', 'The practice’s NPI is missing or wrong.', 'practice', '33a')),
  ...when(!biller.tax_id || !/^\d{9}$/.test(biller.tax_id), () =>
    stop('R11', 'The practice’s tax id is missing or not nine digits.', 'practice', '25'),
  ),
  ...when(!/^\d{9}$/.test(biller.zip ?? ''), () => stop('R12', 'The practice’s ZIP needs nine digits.', 'practice', '33')),
  ...when(/\b(p\.?\s*o\.?\s*box|lock\s*box)\b/i.test(biller.line1), () =>
    stop('R13', 'The practice’s address is a PO box; claims need the street.', 'practice', '33'),
  ),
  ...when(!provider, () => stop('R14', 'The clinician who rendered the service is missing.', 'provider', '24J')),
  ...when(provider !== undefined && (!provider.npi || !isNpi(provider.npi)), () =>
    stop('R15', 'The clinician’s NPI is missing or wrong.', 'provider', '24J'),
  ),
  ...when(provider !== undefined && !provider.taxonomy, () =>
    warn('R16', 'The clinician’s taxonomy is missing; many payers want it.', 'provider', '24I'),
  ),
  ...when(payer.edi_id.trim() === '', () => stop('R17', 'The payer has no id for electronic claims.', 'payer', '')),
]

const diagnoses: Check = ({ diagnoses: codes, claim }, _today, _others, book) => [
  ...when(codes.length === 0, () => stop('D00', 'The claim has no diagnosis.', 'diagnoses', '21')),
  ...when(codes.length > 12, () => stop('D03', 'A claim carries at most 12 diagnoses.', 'diagnoses', '21')),
  ...when(new Set(codes).size < codes.length, () => stop('D03', 'A diagnosis stands twice.', 'diagnoses', '21')),
  ...codes.flatMap((code, n) => diagnosisFindings(code, n, claim.first_day as Day, book)),
  ...when(codes.some((code) => code.startsWith('F32')) && codes.some((code) => code.startsWith('F33')), () =>
    stop('D15', 'A single and a recurrent depressive episode (F32, F33) exclude each other.', 'diagnoses', '21', 'ICD-10-CM'),
  ),
]

function diagnosisFindings(code: string, n: number, on: Day, codes: CodeBook): readonly ClaimFinding[] {
  const answer = codes.diagnosis(code, on)
  const letter = String.fromCharCode(65 + n)
  const source = 'ICD-10-CM'
  switch (answer.is) {
    case 'header': {
      const children = answer.children.slice(0, 6).map((one) => one.code)
      return [
        stop(
          'D02',
          `Diagnosis ${letter} needs a longer code${children.length > 0 ? `: ${children.join(', ')}` : ''}.`,
          'diagnoses',
          '21',
          source,
        ),
      ]
    }
    case 'ended':
      return [stop('D01', `Diagnosis ${letter} ended on ${shownDay(answer.until)}.`, 'diagnoses', '21', source)]
    case 'not-yet':
      return [stop('D01', `Diagnosis ${letter} begins on ${shownDay(answer.from)}, after the session.`, 'diagnoses', '21', source)]
    case 'unlisted':
      return [stop('D01', `Diagnosis ${letter} is not in the ICD-10-CM file of that day.`, 'diagnoses', '21', source)]
    case 'unknown':
      return [
        warn(
          'D01',
          `Diagnosis ${letter} is not in Parity’s list of behavioral codes. Check that it is billable.`,
          'diagnoses',
          '21',
          source,
        ),
      ]
    case 'billable': {
      const never = n === 0 && (answer.row.primary === 'N' || answer.row.primary === 'Wz')
      if (never && answer.row.primary === 'N') return [stop('D05', `Diagnosis A can never stand first.`, 'diagnoses', '21', source)]
      return never
        ? [warn('D08', 'Diagnosis A is a circumstance (Z code); most payers deny it in first place.', 'diagnoses', '21', 'Payer practice')]
        : []
    }
  }
}

const lines: Check = (facts, today, _others, codes) => [
  ...when(facts.lines.length === 0, () => stop('C00', 'The claim has no service.', 'lines', '24')),
  ...when(facts.lines.length > 50, () => stop('C00', 'A claim carries at most 50 lines.', 'lines', '24')),
  ...facts.lines.flatMap((line) => lineFindings(facts, line, today, codes)),
]

function lineFindings(facts: ClaimFacts, line: LineFacts, today: Day, codes: CodeBook): readonly ClaimFinding[] {
  const field = `line ${line.n}`
  const answer = codes.procedure(line.code, line.day)
  const row = answer.is === 'unknown' ? undefined : answer.row
  const remote = TELEHEALTH_PLACES.includes(line.place)
  const isOffList = facts.payer.kind === 'medicare' && codes.telehealth(line.code, line.day) === 'none'
  const tele = line.modifiers.filter((one) => TELEHEALTH_MODIFIERS.includes(one))
  return [
    ...inForce(line.code, answer, field),
    ...when(line.pointers.length === 0, () => stop('D04', `Line ${line.n} points to no diagnosis.`, field, '24E')),
    ...when(
      line.pointers.some((to) => to < 1 || to > facts.diagnoses.length),
      () => stop('D03', `Line ${line.n} points to a diagnosis that is not there.`, field, '24E'),
    ),
    ...when(line.pointers.length > 4, () => stop('D03', `Line ${line.n} points to more than four diagnoses.`, field, '24E')),
    ...when(line.cents <= 0, () => stop('C20', `Line ${line.n} has no charge. Set a fee for ${line.code}.`, field, '24F', 'Fee schedule')),
    ...when(line.units < 1, () => stop('C21', `Line ${line.n} has no units.`, field, '24G')),
    ...when(line.day > today, () => stop('C22', `Line ${line.n} is dated after today.`, field, '24A')),
    ...when(facts.patient.born !== null && line.day < facts.patient.born, () =>
      stop('C23', `Line ${line.n} is dated before the patient’s birth.`, field, '24A'),
    ),
    ...when(codes.place(line.place, line.day) === undefined, () =>
      stop('P01', `Line ${line.n} has no valid place of service.`, field, '24B', 'CMS'),
    ),
    ...when(line.modifiers.length > 4 || new Set(line.modifiers).size < line.modifiers.length, () =>
      stop('M01', `Line ${line.n} has too many modifiers, or one twice.`, field, '24D'),
    ),
    ...when(
      line.modifiers.some((one) => modifier(one) === undefined && !/^[0-9A-Z]{2}$/.test(one)),
      () => stop('M02', `Line ${line.n} has a modifier that is not two signs.`, field, '24D'),
    ),
    ...when(!remote && tele.length > 0, () =>
      warn('M03', `Line ${line.n} has a telehealth modifier and a place where the patient was present.`, field, '24D', 'Payer practice'),
    ),
    ...when(remote && (row?.telehealth === 'N' || isOffList), () =>
      warn('C15', `${line.code} is not a telehealth service.`, field, '24B', 'CMS telehealth list'),
    ),
    // The level of a visit comes from decision making, not from the minutes of the therapy beside it.
    ...(row?.family === 'em' ? [] : minuteFindings(facts, line, row?.timeMin, row?.timeMax)),
  ]
}

/** Whether a code is one on the day of the service. */
function inForce(code: string, answer: ProcedureAnswer, field: string): readonly ClaimFinding[] {
  const source = 'CPT, HCPCS'
  switch (answer.is) {
    case 'ended': {
      const instead = answer.replacedBy.length > 0 ? `; use ${answer.replacedBy.join(' or ')}` : ''
      return [stop('C01', `${code} ended on ${shownDay(answer.until)}${instead}.`, field, '24D', source)]
    }
    case 'not-yet':
      return [stop('C01', `${code} begins on ${shownDay(answer.from)}, after the session.`, field, '24D', source)]
    case 'unknown':
      return answer.missing === undefined
        ? []
        : [warn('C01', `${code} is not in the ${answer.missing} file of that day. Check the code.`, field, '24D', source)]
    case 'active':
      return []
  }
}

/** Individual psychotherapy and its like: the minutes of the session must be within the code's range (CPT, the time rules of psychiatry). */
function minuteFindings(
  { payer }: ClaimFacts,
  line: LineFacts,
  codeLeast: number | undefined,
  most: number | undefined,
): readonly ClaimFinding[] {
  const { session } = line
  if (!session || !['individual', 'family', 'family-alone'].includes(session.service) || line.code === '90785') return []
  const isFamily = line.code === '90846' || line.code === '90847'
  const least = isFamily ? payer.family_least : codeLeast
  if (least !== undefined && session.minutes < least)
    return [
      stop('C02', `${session.minutes} minutes do not support ${line.code}; it needs ${least}.`, `line ${line.n}`, '24D', 'CPT time rule'),
    ]
  if (most !== undefined && session.minutes > most)
    return [warn('C02', `${session.minutes} minutes support more than ${line.code}.`, `line ${line.n}`, '24D', 'CPT time rule')]
  return []
}

const whole: Check = ({ claim, coverage }, today) => {
  const left = daysBetween(today, claim.file_by as Day)
  return [
    ...when(['7', '8'].includes(claim.frequency) && !claim.payer_control, () =>
      stop('F01', 'A replacement or void needs the payer’s claim number.', 'claim', '22'),
    ),
    ...when(left < 0, () => warn('T01', `The filing limit passed on ${shownDay(claim.file_by as Day)}.`, 'claim', '', 'Payer contract')),
    ...when(coverage.starts !== null && claim.first_day < coverage.starts, () =>
      stop('E01', 'The coverage begins after the session.', 'coverage', '11', 'Coverage'),
    ),
    ...when(coverage.ends !== null && claim.last_day > coverage.ends, () =>
      stop('E02', 'The coverage ended before the session.', 'coverage', '11', 'Coverage'),
    ),
  ]
}

const CHECKS: readonly Check[] = [
  people,
  billing,
  diagnoses,
  conditions,
  lines,
  services,
  drugChecks,
  unitChecks,
  quarterChecks,
  modifierChecks,
  pairsHere,
  pairsBeside,
  weekChecks,
  payerChecks,
  standingChecks,
  partyChecks,
  whole,
]

/**
 * Every finding on a claim; one without a stop may leave. An edit says nothing of a payer or a day it does not hold for.
 * @param codes what codes are on the day of the service, as the practice’s files have it
 */
export function scrub(facts: ClaimFacts, today: Day, others: Others, codes: CodeBook = BUILT_IN): readonly ClaimFinding[] {
  const { payer, claim } = facts
  return CHECKS.flatMap((check) => check(facts, today, others, codes)).filter(
    ({ rule }) => editOf(rule) === undefined || holdsFor(rule, payer.kind, claim.first_day as Day),
  )
}
