import { BUILT_IN, place as placeOf, procedures } from '../../codes/index.ts'
import { payerTime, type Facts } from './facts.ts'
import { CRISIS_FIRST_EXTRA, FAMILY_LEAST, LADDERS, moreUnits, quarterFrom, quarterUnits, type Ladder } from './ladders.ts'
import { line, note, refused, stop, warn, type Finding, type Timed, type TimedLine } from './timed.ts'
import { UNTIMED, untimedFindings } from './untimed.ts'
import { firstWhy, margin, moreWhy, reachOf, whole } from './why.ts'

/*
 * From minutes to codes, and why. Pure. Source: CPT and Medicare fee schedule rules of time, in our words; each line names its own.
 */

const MEDICAL: readonly string[] = ['physician', 'nurse-practitioner', 'physician-assistant']
/** Physicians, nurse practitioners and physician assistants alone may bill E/M, 90792 and the add-ons to E/M. */
const isMedical = (discipline: string): boolean => MEDICAL.includes(discipline)

type LadderFacts = Pick<Facts, 'service' | 'payer' | 'place' | 'isMedicare' | 'isNewPatient' | 'discipline'>

/** The ladder that holds for a service with this payer; undefined for what has no minutes of its own. */
export function ladderOf(facts: LadderFacts): Ladder | undefined {
  const { service, isMedicare = false } = facts
  if (service === 'crisis') return crisisLadder(facts)
  if (service === 'family' || service === 'family-alone') return familyLadder(facts, LADDERS[service])
  if (service === 'em-time') {
    if (isMedicare) return facts.isNewPatient === true ? LADDERS['em-new-medicare'] : LADDERS['em-established-medicare']
    return facts.isNewPatient === true ? LADDERS['em-new'] : LADDERS['em-established']
  }
  if (service === 'substance-intervention' && isMedicare) return LADDERS['substance-intervention-medicare']
  if (service === 'integration' && !isMedical(facts.discipline)) return LADDERS['integration-therapist']
  const ladders: Readonly<Record<string, Ladder>> = LADDERS
  return ladders[service]
}

/** Medicare pays crisis therapy outside the office, where no facility is paid, under its own codes; a telehealth visit is none of these places. */
function crisisLadder(facts: LadderFacts): Ladder {
  const at = facts.place === undefined ? undefined : placeOf(facts.place)
  const isAway = facts.isMedicare === true && at?.pays === 'nonfacility' && at.code !== '11' && !at.telehealth
  const base: Ladder = isAway ? LADDERS['crisis-away'] : LADDERS.crisis
  const from = payerTime(facts).crisisFirstExtra
  if (from === CRISIS_FIRST_EXTRA) return base
  return { ...base, rungs: base.rungs.map((rung) => (rung.more ? { ...rung, more: { ...rung.more, from } } : rung)) }
}

function familyLadder(facts: LadderFacts, base: Ladder): Ladder {
  const from = payerTime(facts).familyLeast
  return from === FAMILY_LEAST ? base : { rungs: base.rungs.map((rung) => ({ ...rung, from })), source: 'Payer rule' }
}

/** What a service of so many minutes is billed as, line by line with the reason. Minutes that are too few give no line and say so. */
export function codeTime(given: Facts): Timed {
  const facts = asOneVisit(given)
  const barred = bar(facts)
  if (barred) return refused(barred)
  const coded = withInteractive(facts, main(facts))
  const findings = [...convertedFindings(given, facts, coded), ...coded.findings, ...lineFindings(facts, coded.lines)]
  return { ...coded, findings }
}

/** Psychotherapy that one medical clinician entered beside an E/M is the add-on to it, by the same minutes (CPT). */
export function asOneVisit(facts: Facts): Facts {
  const { service, discipline, em } = facts
  if (service !== 'individual' || em === undefined || !isMedical(discipline)) return facts
  return procedures.find('90833')?.parents.includes(em) === true ? { ...facts, service: 'em-therapy' } : facts
}

function convertedFindings(given: Facts, facts: Facts, { lines }: Timed): readonly Finding[] {
  const added = lines.find(({ code }) => LADDERS['em-therapy'].rungs.some((rung) => rung.code === code))
  if (given.service === facts.service || !added) return []
  return [
    warn(
      'T_CONVERTED_TO_ADDON',
      `Psychotherapy beside ${facts.em ?? 'an E/M'} by the same clinician is one visit: billed as ${added.code}.`,
    ),
  ]
}

/** What keeps a service from being billed at all, whatever its minutes. */
function bar(facts: Facts): Finding | undefined {
  const { service, discipline, em } = facts
  const needsEm = service === 'em' || service === 'em-therapy'
  if (service === 'evaluation-medical' && !isMedical(discipline))
    return stop('T_NOT_MEDICAL', '90792 is for physicians, nurse practitioners and physician assistants. This clinician bills 90791.', [
      '90791',
    ])
  if ((needsEm || service === 'em-time') && !isMedical(discipline))
    return stop('T_EM_NOT_ALLOWED', 'This clinician cannot bill E/M. Choose individual psychotherapy.', insteadOfEm(facts))
  if (needsEm && em === undefined)
    return stop('T_EM_MISSING', 'Choose the E/M code. Its level comes from medical decision making, not from time.')
  if (service === 'em-therapy' && facts.isEmByTime === true)
    return stop('T_EM_BY_TIME', 'Beside psychotherapy the E/M level comes from medical decision making; it cannot be chosen by time.')
  if (service === 'testing-professional' || service === 'testing-technician')
    return facts.tests !== undefined && facts.tests < 2
      ? stop('T_ONE_TEST', 'Test administration needs two tests or more; one brief instrument is 96127, one automated test 96146.', [
          '96127',
          '96146',
        ])
      : undefined
  if (service.startsWith('health-') && /^F/i.test(facts.primaryDiagnosis ?? ''))
    return stop(
      'T_DIAGNOSIS',
      'Health behavior services need a physical condition as the first diagnosis; this one is a mental health diagnosis.',
    )
  if (service === 'individual' && facts.patientMinutes !== undefined && facts.patientMinutes * 2 <= facts.minutes)
    return stop(
      'T_PATIENT_ABSENT',
      `The patient was there for ${facts.patientMinutes} of ${facts.minutes} minutes. Individual psychotherapy needs most of them; with relatives it is a family session.`,
      facts.patientMinutes > 0 ? ['90847'] : ['90846'],
    )
  return undefined
}

const insteadOfEm = ({ minutes }: Facts): readonly string[] => {
  const rung = LADDERS.individual.rungs.findLast((one) => minutes >= one.from)
  return rung ? [rung.code] : []
}

function main(facts: Facts): Timed {
  if (facts.service === 'quarter-hours') return quarterHours(facts)
  if (facts.service === 'esketamine') return esketamine(facts)
  if (facts.service === 'injection') return { lines: [], why: 'It is billed by the drugs that were given.', source: 'HCPCS', findings: [] }
  const untimed = UNTIMED[facts.service]
  if (untimed !== undefined) {
    const why = 'One unit a session, whatever its length.'
    return { lines: [line(untimed, why, 'CPT')], why, source: 'CPT', findings: untimedFindings(facts) }
  }
  if (facts.service === 'em') {
    const why = 'The level comes from medical decision making.'
    return { lines: [line(facts.em ?? '', why, 'CPT, E/M')], why, source: 'CPT, E/M', findings: [] }
  }
  return climb(facts, ladderOf(facts) ?? LADDERS.individual)
}

/** The rung that the minutes reach, and the further units above it. */
function climb(facts: Facts, ladder: Ladder): Timed {
  const { service, minutes } = facts
  const at = ladder.rungs.findLastIndex((rung) => minutes >= rung.from)
  const rung = ladder.rungs[at]
  if (!rung) return below(facts, ladder)
  const next = ladder.rungs[at + 1]
  const extra = rung.more ? moreUnits(minutes, rung.more) : 0
  const isCrisisBelow = service === 'crisis' && rung.code === '90832'
  const reach = reachOf(rung, next)
  const why = [isCrisisBelow ? reach : whole(rung, extra, reach), service === 'crisis' ? '' : margin(minutes, rung, ladder.rungs[at - 1])]
    .filter(Boolean)
    .join(' ')
  const lines = [
    ...(service === 'em-therapy'
      ? [line(facts.em ?? '', 'The level comes from medical decision making.', 'CPT, E/M', 1, em25(facts))]
      : []),
    line(rung.code, extra > 0 ? firstWhy(rung) : why, isCrisisBelow ? 'CPT time rule' : ladder.source),
    ...(extra > 0 && rung.more ? [line(rung.more.code, moreWhy(minutes, rung, extra), ladder.source, extra)] : []),
    ...historicProlonged(facts),
  ]
  return {
    lines,
    why,
    source: isCrisisBelow ? 'CPT time rule' : ladder.source,
    findings: isCrisisBelow
      ? [warn('T_CRISIS_SHORT', `Crisis psychotherapy starts at 30 minutes; ${minutes} minutes are billed as psychotherapy.`)]
      : longFindings(facts),
  }
}

const em25 = (facts: Facts): readonly string[] => (payerTime(facts).emNeeds25 ? ['25'] : [])

function below({ service, minutes, em }: Facts, ladder: Ladder): Timed {
  if (service === 'em-therapy') {
    const why = `${minutes} minutes are too few for psychotherapy beside the E/M; that begins at 16.`
    return { lines: [line(em ?? '', why, 'CPT time rule')], why, source: 'CPT time rule', findings: [] }
  }
  const least = ladder.rungs[0]?.from ?? 0
  const be = minutes === 1 ? 'is' : 'are'
  const isTherapy = service === 'individual' || service === 'crisis'
  const isFamily = service === 'family' || service === 'family-alone'
  if (isTherapy || isFamily)
    return refused(
      stop(
        'T_TOO_SHORT',
        `${minutes} minutes ${be} too short to bill as ${isFamily ? 'a family session' : 'psychotherapy'}; it starts at ${least}. Modifier 52 does not rescue it.`,
      ),
    )
  return refused(
    stop('T_TOO_SHORT', `${minutes} minutes ${be} too short to bill; ${ladder.rungs[0]?.code ?? 'it'} starts at ${least}.`),
    ladder.source,
  )
}

/** Prolonged psychotherapy had codes until the end of 2022: 99354 from 30 minutes beyond 60, 99355 for each half hour from 75 beyond. */
function historicProlonged({ service, minutes, day, codes = BUILT_IN }: Facts): TimedLine[] {
  if (service !== 'individual' || codes.procedure('99354', day).is !== 'active' || minutes < 90) return []
  const source = 'CPT until 2022'
  const further = moreUnits(minutes, { from: 135, step: 30 })
  return [
    line('99354', '30 minutes or more beyond 60 were prolonged service until 12/31/2022.', source),
    ...(further > 0 ? [line('99355', 'Each further half hour, until 12/31/2022.', source, further)] : []),
  ]
}

function longFindings({ service, minutes, day, codes = BUILT_IN }: Facts): Finding[] {
  if (service !== 'individual' || minutes < 90 || codes.procedure('99354', day).is === 'active') return []
  return [note('T_LONG', 'No code pays for psychotherapy beyond the hour since 2023; 90837 is one unit.')]
}

/** Codes that are counted by 15 minutes alone: behavior analysis by CPT, H and T codes as the payer rounds. */
function quarterHours(facts: Facts): Timed {
  const { minutes, code = '' } = facts
  const row = procedures.find(code)
  if (row?.unitMinutes !== 15 || row.addOn)
    return refused(stop('T_NO_CODE', 'Choose the code that is counted by 15 minutes.'), 'CPT, HCPCS')
  const { rounding } = payerTime(facts)
  const units = quarterUnits(minutes, rounding)
  const source = rounding === 'full' ? 'Payer rule' : row.family === 'aba' ? 'CPT, behavior analysis time' : 'Payer rule, usual'
  if (units === 0)
    return refused(
      stop('T_TOO_SHORT', `${minutes} minutes are too short for a unit of ${code}; it starts at ${quarterFrom(rounding)}.`),
      source,
    )
  const last = quarterFrom(rounding) + (units - 1) * 15
  const why = `A unit of ${code} is 15 minutes and counts from ${rounding === 'full' ? 'the whole of them' : 'more than half of them'}: ${last} to ${last + 14} minutes are ${units}.`
  return { lines: [line(code, why, source, units)], why, source, findings: [] }
}

/** Medicare pays drug, visit and watch in one; others pay the visit and each milligram, under a new code since 2026. */
function esketamine({ mg = 0, isMedicare = false, em, day, codes = BUILT_IN }: Facts): Timed {
  const source = 'HCPCS, Medicare fee schedule'
  if (mg <= 0) return refused(stop('T_NO_CODE', 'Say how many milligrams were given.'), source)
  if (isMedicare) {
    const code = mg > 56 ? 'G2083' : 'G2082'
    const why = `${mg} mg is ${code}; drug, visit and the two hours of watching are in it.`
    return { lines: [line(code, why, source)], why, source, findings: [] }
  }
  const drug = codes.procedure('J0013', day).is === 'active' ? 'J0013' : 'S0013'
  const why = `${drug} is one unit a milligram, beside the visit.`
  return {
    lines: [...(em === undefined ? [] : [line(em, 'The visit, by medical decision making.', 'CPT, E/M')]), line(drug, why, source, mg)],
    why,
    source,
    findings: [],
  }
}

/** Parents of interactive complexity come from the code book. */
function withInteractive({ interactive }: Facts, coded: Timed): Timed {
  if (interactive === undefined || coded.lines.length === 0) return coded
  const left = (finding: Finding): Timed => ({ ...coded, findings: [finding, ...coded.findings] })
  if (interactive === 'language')
    return left(warn('T_IC_LANGUAGE_ONLY', 'An interpreter alone is no reason for interactive complexity, 90785; it was left out.'))
  const parents = procedures.find('90785')?.parents ?? []
  const parent = coded.lines.find((one) => parents.includes(one.code))
  if (!parent) return left(warn('T_IC_PARENT', 'Interactive complexity, 90785, does not go with this service and was left out.'))
  return {
    ...coded,
    lines: [
      ...coded.lines,
      line('90785', `What made the session harder is in the note; it goes with ${parent.code} and adds no minutes.`, 'CPT'),
    ],
  }
}

/** What the code book says of the lines: ended, or more units than Medicare pays a day. */
function lineFindings({ day, isMedicare = false, codes = BUILT_IN }: Facts, lines: readonly TimedLine[]): Finding[] {
  return lines.flatMap((one) => {
    const answer = codes.procedure(one.code, day)
    const most = codes.unitLimit(one.code, day)
    return [
      ...(answer.is === 'ended' ? [stop('T_ENDED', `${one.code} had ended by the day of the service.`, answer.replacedBy)] : []),
      ...(most !== undefined && one.units > most
        ? [
            warn(
              'T_UNITS',
              `${one.units} units of ${one.code} are more than Medicare pays a day (${most})${isMedicare ? '' : '; other payers may differ'}.`,
            ),
          ]
        : []),
    ]
  })
}
