import { conflict, diagnosis, modifier, place, procedure } from '../codes/index.ts'
import { isNpi } from '../../src-shared/contract/fields.ts'
import { daysBetween, shownDay, type Day } from '../../src-shared/day.ts'
import type { ClaimFacts } from './facts.ts'
import type { LineFacts } from './records/claims.ts'

/*
 * The first scrub: what must be so before a claim leaves. Pure functions over the gathered facts. Each check names its source, the box of the CMS-1500
 * a biller knows, and the field that mends it.
 */

export type ClaimFinding = {
  readonly rule: string
  readonly grade: 'stop' | 'warning'
  readonly words: string
  /** `patient`, `coverage`, `diagnoses`, `line 1` …: what the panel opens. */
  readonly field: string
  readonly box: string
  readonly source: string
}

type Check = (facts: ClaimFacts, today: Day, others: Others) => readonly ClaimFinding[]
/** What other claims of the patient say that is needed here: the same service on the same day. */
export type Others = { readonly sameDay: readonly { readonly claim: number; readonly code: string; readonly provider: number | null }[] }

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
const when = (wrong: boolean, finding: () => ClaimFinding): readonly ClaimFinding[] => (wrong ? [finding()] : [])

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

const diagnoses: Check = ({ diagnoses: codes, claim }) => [
  ...when(codes.length === 0, () => stop('D00', 'The claim has no diagnosis.', 'diagnoses', '21')),
  ...when(codes.length > 12, () => stop('D03', 'A claim carries at most 12 diagnoses.', 'diagnoses', '21')),
  ...when(new Set(codes).size < codes.length, () => stop('D03', 'A diagnosis stands twice.', 'diagnoses', '21')),
  ...codes.flatMap((code, n) => diagnosisFindings(code, n, claim.first_day as Day)),
  ...when(codes.some((code) => code.startsWith('F32')) && codes.some((code) => code.startsWith('F33')), () =>
    stop('D15', 'A single and a recurrent depressive episode (F32, F33) exclude each other.', 'diagnoses', '21', 'ICD-10-CM'),
  ),
]

function diagnosisFindings(code: string, n: number, on: Day): readonly ClaimFinding[] {
  const answer = diagnosis(code, on)
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

const lines: Check = (facts, today) => [
  ...when(facts.lines.length === 0, () => stop('C00', 'The claim has no service.', 'lines', '24')),
  ...when(facts.lines.length > 50, () => stop('C00', 'A claim carries at most 50 lines.', 'lines', '24')),
  ...facts.lines.flatMap((line) => lineFindings(facts, line, today)),
  ...pairs(facts.lines),
]

function lineFindings(facts: ClaimFacts, line: LineFacts, today: Day): readonly ClaimFinding[] {
  const field = `line ${line.n}`
  const answer = procedure(line.code, line.day)
  const row = answer.is === 'unknown' ? undefined : answer.row
  const remote = line.place === '02' || line.place === '10'
  const tele = line.modifiers.filter((one) => ['95', 'GT', '93', 'FQ', 'GQ'].includes(one))
  return [
    ...(answer.is === 'ended'
      ? [
          stop(
            'C01',
            `${line.code} ended on ${shownDay(answer.until)}${answer.replacedBy.length > 0 ? `; use ${answer.replacedBy.join(' or ')}` : ''}.`,
            field,
            '24D',
            'CPT, HCPCS',
          ),
        ]
      : []),
    ...(answer.is === 'not-yet'
      ? [stop('C01', `${line.code} begins on ${shownDay(answer.from)}, after the session.`, field, '24D', 'CPT, HCPCS')]
      : []),
    ...when(line.pointers.length === 0, () => stop('D04', `Line ${line.n} points to no diagnosis.`, field, '24E')),
    ...when(
      line.pointers.some((to) => to < 1 || to > facts.diagnoses.length),
      () => stop('D03', `Line ${line.n} points to a diagnosis that is not there.`, field, '24E'),
    ),
    ...when(line.pointers.length > 4, () => stop('D03', `Line ${line.n} points to more than four diagnoses.`, field, '24E')),
    ...when(line.cents <= 0, () => stop('C20', `Line ${line.n} has no charge. Set a fee for ${line.code}.`, field, '24F', 'Fee schedule')),
    ...when(line.units < 1, () => stop('C21', `Line ${line.n} has no units.`, field, '24G')),
    ...when(row?.muePerDay !== undefined && line.units > row.muePerDay, () =>
      warn('C06', `Line ${line.n} has more units than Medicare pays a day (${row?.muePerDay}).`, field, '24G', 'NCCI MUE'),
    ),
    ...when(line.day > today, () => stop('C22', `Line ${line.n} is dated after today.`, field, '24A')),
    ...when(facts.patient.born !== null && line.day < facts.patient.born, () =>
      stop('C23', `Line ${line.n} is dated before the patient’s birth.`, field, '24A'),
    ),
    ...when(place(line.place) === undefined, () => stop('P01', `Line ${line.n} has no valid place of service.`, field, '24B', 'CMS')),
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
    ...when(remote && row?.telehealth === 'N', () =>
      warn('C15', `${line.code} is not a telehealth service.`, field, '24B', 'CMS telehealth list'),
    ),
    ...minuteFindings(facts, line, row?.timeMin, row?.timeMax),
  ]
}

/** Individual psychotherapy and its like: the minutes of the session must be within the code's range (CPT, the time rules of psychiatry). */
function minuteFindings(
  { session }: ClaimFacts,
  line: LineFacts,
  least: number | undefined,
  most: number | undefined,
): readonly ClaimFinding[] {
  if (!session || !['individual', 'family', 'family-alone'].includes(session.service) || line.code === '90785') return []
  if (least !== undefined && session.minutes < least)
    return [
      stop('C02', `${session.minutes} minutes do not support ${line.code}; it needs ${least}.`, `line ${line.n}`, '24D', 'CPT time rule'),
    ]
  if (most !== undefined && session.minutes > most)
    return [warn('C02', `${session.minutes} minutes support more than ${line.code}.`, `line ${line.n}`, '24D', 'CPT time rule')]
  return []
}

function pairs(all: readonly LineFacts[]): readonly ClaimFinding[] {
  return all.flatMap((line, n) => {
    const answer = procedure(line.code, line.day)
    const row = answer.is === 'active' ? answer.row : undefined
    const parents = [...(row?.parents ?? []), ...(row?.payerParents ?? [])]
    const alone = row?.addOn === true && !all.some((other) => other.day === line.day && parents.includes(other.code))
    const conflicts = all.slice(n + 1).flatMap((other) => {
      const found = other.day === line.day ? conflict(line.code, other.code) : undefined
      if (!found || [...line.modifiers, ...other.modifiers].some((one) => ['59', 'XE', 'XP', 'XS', 'XU', '25'].includes(one))) return []
      return found.indicator === 0
        ? [stop('C04', `${line.code} and ${other.code} are never paid on the same day.`, `line ${other.n}`, '24D', 'NCCI')]
        : [
            warn(
              'C05',
              `${line.code} and ${other.code} on the same day need a modifier when they were separate.`,
              `line ${other.n}`,
              '24D',
              'NCCI',
            ),
          ]
    })
    return [
      ...when(alone, () => stop('C03', `${line.code} is an add-on and its main service is missing.`, `line ${line.n}`, '24D', 'CPT, NCCI')),
      ...conflicts,
    ]
  })
}

const whole: Check = ({ claim, lines: all, coverage, provider }, today, others) => {
  const left = daysBetween(today, claim.file_by as Day)
  const twins = others.sameDay.filter((other) => other.provider === (provider?.id ?? null) && all.some((line) => line.code === other.code))
  return [
    ...when(['7', '8'].includes(claim.frequency) && !claim.payer_control, () =>
      stop('F01', 'A replacement or void needs the payer’s claim number.', 'claim', '22'),
    ),
    ...when(left < 0, () => warn('T01', `The filing limit passed on ${shownDay(claim.file_by as Day)}.`, 'claim', '', 'Payer contract')),
    ...when(coverage.starts !== null && claim.first_day < coverage.starts, () =>
      stop('E01', 'The coverage begins after the session.', 'coverage', '11', 'Coverage'),
    ),
    ...when(coverage.ends !== null && claim.first_day > coverage.ends, () =>
      stop('E02', 'The coverage ended before the session.', 'coverage', '11', 'Coverage'),
    ),
    ...when(twins.length > 0, () =>
      warn(
        'X01',
        `The same service by the same clinician on this day is on claim ${twins[0]?.claim ?? ''} too.`,
        'claim',
        '24',
        'Duplicate check',
      ),
    ),
  ]
}

const CHECKS: readonly Check[] = [people, billing, diagnoses, lines, whole]

/** Every finding on a claim; one without a stop may leave. */
export const scrub = (facts: ClaimFacts, today: Day, others: Others): readonly ClaimFinding[] =>
  CHECKS.flatMap((check) => check(facts, today, others))
