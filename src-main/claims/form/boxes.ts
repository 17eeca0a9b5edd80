import type { Day } from '../../../src-shared/day.ts'
import { ndcOf, shownThousandths, type Drug } from '../../../src-shared/drug.ts'
import { add, NO_MONEY, sum } from '../../../src-shared/money.ts'
import type { ClaimFacts } from '../facts.ts'
import { patientPaidOf, referrerOf, siteNpiOf, siteOf } from '../parties.ts'
import { isWhole } from '../scrub/drugs.ts'
import { renderingOf, supervisingOf } from '../scrub/standing.ts'
import {
  cross,
  dated,
  groupOf,
  insured,
  insuredOf,
  isMedicare,
  lacksHome,
  prefixed,
  sexMark,
  type OtherPlan,
  type Values,
} from './insured.ts'
import { letterOf, LINES_ON_FORM, MOST_DIAGNOSES, PLACES, type Place } from './places.ts'
import { cityLine, dayParts, filedName, id, moneyParts, phone, signedDay, signedName, street, words, zip } from './words.ts'

/*
 * A claim's facts as the boxes of a CMS-1500 (02/12). Source: NUCC 1500 manual as in our form reference. Pure: what is drawn, shown and compared is this.
 */

/** A claim, and what the form asks of it that the claim itself does not say. */
export type FormFacts = {
  readonly facts: ClaimFacts
  readonly other: OtherPlan | undefined
  /** Box 26: the number under which it leaves. */
  readonly control: string
  /** The practice’s telephone, where the billing provider has none. */
  readonly phone: string
  /** The day it is signed. */
  readonly day: Day
}

/** What stands on one sheet, by place. */
export type Sheet = ReadonlyMap<string, string>
/** Something about a box that a person should know; it names no value. `cut`: shortened to the width of the box. `wrong`: it cannot be written there. */
export type BoxNote = { readonly box: string; readonly is: 'cut' | 'wrong' | 'empty'; readonly words: string }
export type Form = { readonly sheets: readonly Sheet[]; readonly notes: readonly BoxNote[] }

const ON_FILE = 'SIGNATURE ON FILE'

/** The form of a claim: one sheet for each six lines of service. What does not fit is cut where it is words, and told where it is a number. */
export function formOf(of: FormFacts): Form {
  const { lines } = of.facts
  const all = { ...heading(of), ...insured(of), ...otherPlan(of), ...middle(of), ...billing(of) }
  const parts = Array.from({ length: Math.max(1, Math.ceil(lines.length / LINES_ON_FORM)) }, (_, n) =>
    lines.slice(n * LINES_ON_FORM, (n + 1) * LINES_ON_FORM),
  )
  const notes = new Map<string, BoxNote>()
  const note = (one: BoxNote): void => void notes.set(`${one.box} ${one.is}`, one)
  const sheets = parts.map((own, n) =>
    fitted(
      { ...all, ...own.reduce((values, line, at) => ({ ...values, ...service(of, line, at + 1) }), {}), ...totals(of, own, n === 0) },
      note,
    ),
  )
  for (const gap of gaps(of)) note(gap)
  return { sheets, notes: [...notes.values()] }
}

function heading({ facts }: FormFacts): Values {
  const { patient, payer, coverage } = facts
  const home = phone(patient.phone)
  return {
    'payer.name': words(payer.name),
    'payer.line1': words(payer.line1),
    ...(payer.line2 ? { 'payer.line2': words(payer.line2), 'payer.city': cityLine(payer) } : { 'payer.line2': cityLine(payer) }),
    ...cross(`1.${groupOf(facts)}`),
    '1a': id(coverage.member_id),
    '2': filedName(patient),
    ...dated('3', patient.born),
    ...sexMark('3', patient.sex),
    '5.street': street(patient),
    '5.city': words(patient.city),
    '5.state': words(patient.state),
    '5.zip': zip(patient.zip),
    '5.area': home.area,
    '5.phone': home.rest,
  }
}

/** Boxes 9, 9a, 9d and 11d. Medicare asks for them of a Medigap plan alone, and has the plan before it in box 11. */
function otherPlan({ facts, other }: FormFacts): Values {
  if (isMedicare(facts)) return {}
  if (!other) return { '11d.no': 'X' }
  const { coverage, payer } = other
  return {
    '11d.yes': 'X',
    '9': filedName(insuredOf(coverage, facts.patient)),
    '9a': id(coverage.group_number ?? '') || id(coverage.member_id),
    '9d': words(coverage.plan ?? payer.name),
  }
}

function middle({ facts }: FormFacts): Values {
  const { claim, diagnoses } = facts
  const supervising = supervisingOf(facts)
  const referrer = referrerOf(facts)
  const named = referrer ? { ...referrer, is: 'DN' } : supervising && { ...supervising, is: 'DQ' }
  return {
    '10a.no': 'X',
    '10b.no': 'X',
    '10c.no': 'X',
    '12': ON_FILE,
    '13': ON_FILE,
    ...(named && { '17.qualifier': named.is, '17': signedName(named), '17b': id(named.npi) }),
    '20.no': 'X',
    '21.version': '0',
    ...Object.fromEntries(diagnoses.slice(0, MOST_DIAGNOSES).map((code, n) => [`21.${letterOf(n)}`, id(code)])),
    ...(['7', '8'].includes(claim.frequency) && { '22.code': claim.frequency, '22.reference': id(claim.payer_control) }),
    // What the first payer gave is not of the next, which may give one of its own.
    '23': id(claim.turn === 1 ? claim.authorization : facts.said.authorization),
  }
}

function service({ facts }: FormFacts, line: ClaimFacts['lines'][number], at: number): Values {
  const rendering = renderingOf(facts)
  const at24 = (box: string, part = ''): string => `24${box}.${at}${part && `.${part}`}`
  return {
    ...(rendering?.taxonomy && facts.payer.names_taxonomy === 1 && { [at24('I')]: 'ZZ', [at24('J', 'other')]: id(rendering.taxonomy) }),
    ...prefixed(at24('A', 'from'), dayParts(line.day, true)),
    ...prefixed(at24('A', 'to'), dayParts(line.through ?? line.day, true)),
    [at24('B')]: id(line.place),
    [at24('D')]: id(line.code),
    ...Object.fromEntries(line.modifiers.slice(0, 4).map((one, n) => [at24('D', `modifier${n + 1}`), id(one)])),
    [at24('E')]: line.pointers.map((to) => letterOf(to - 1)).join(''),
    ...prefixed(at24('F'), moneyParts(line.cents)),
    [at24('G')]: String(line.units),
    [at24('J')]: id(rendering?.npi),
    ...(line.drug && isWhole(line.drug) && { [at24('D', 'drug')]: drugText(line.drug) }),
  }
}

/** `N450458056401 UN1.5`: the shaded half of a line. Source: NUCC 1500 manual, item 24, order of the parts of an NDC. */
const drugText = ({ ndc, thousandths, unit }: Drug): string => `N4${ndcOf(ndc) ?? ndc} ${unit ?? ''}${shownThousandths(thousandths ?? 0)}`

/** Box 28 is of the sheet; box 29 stands on the first alone. */
function totals({ facts, other }: FormFacts, lines: ClaimFacts['lines'], isFirst: boolean): Values {
  const paid = add(patientPaidOf(facts), other?.isBefore === true ? other.paid : NO_MONEY)
  return {
    ...prefixed('28', moneyParts(sum(lines.map((line) => line.cents)))),
    ...(isFirst && paid !== NO_MONEY && prefixed('29', moneyParts(paid))),
  }
}

function billing({ facts, control, phone: ours, day }: FormFacts): Values {
  const { biller, provider } = facts
  const signer = renderingOf(facts) ?? provider
  const called = phone(biller.phone ?? ours)
  const name = biller.is_person ? signedName({ last: biller.name, first: biller.first }) : words(biller.name)
  const place = { name, street: street(biller), city: cityLine(biller) }
  const site = siteOf(facts)
  return {
    '25': id(biller.tax_id),
    ...cross(biller.tax_id_kind === 'SY' ? '25.ssn' : '25.ein'),
    '26': id(control),
    '27.yes': 'X',
    ...(signer && { '31': signedName(signer), '31.date': signedDay(day) }),
    ...prefixed('32', site ? { name: words(site.name), street: words(site.line1), city: cityLine({ ...site, line2: null }) } : place),
    '32a': id(site ? siteNpiOf(site, facts) : biller.npi),
    '33.area': called.area,
    '33.phone': called.rest,
    ...prefixed('33', place),
    '33a': id(biller.npi),
    ...(biller.taxonomy && { '33b': `ZZ${id(biller.taxonomy)}` }),
  }
}

/** Boxes whose words may be shortened. A number that is shortened is another number. */
const WORDS = /^(payer|2|4|5|7|9|9d|11c|17|31|32|33)(\.(name|line1|line2|street|city))?$/

/** Each value in the width of its place. */
function fitted(values: Readonly<Values>, note: (one: BoxNote) => void): Sheet {
  const sheet = new Map<string, string>()
  for (const place of PLACES) {
    const value = values[place.id] ?? ''
    if (value === '') continue
    if (value.length > place.width) note(tooLong(place))
    sheet.set(place.id, value.slice(0, place.width).trimEnd())
  }
  return sheet
}

const tooLong = ({ id: place, box, width }: Place): BoxNote =>
  WORDS.test(place)
    ? { box, is: 'cut', words: `Box ${box} has room for ${width} characters, and what stands there was cut.` }
    : { box, is: 'wrong', words: `Box ${box} has room for ${width} characters, and a number is not cut.` }

/** What the form asks and nobody told. */
function gaps(of: FormFacts): BoxNote[] {
  const { payer, diagnoses, lines } = of.facts
  return [
    ...(payer.line1 && payer.city ? [] : [empty('payer', 'The payer’s address is not known, so the form does not say where it goes.')]),
    ...(lacksHome(of)
      ? [empty('7', 'The insured is not the patient, and where the insured lives is not told. Add it to the coverage.')]
      : []),
    ...(diagnoses.length > MOST_DIAGNOSES ? [wrong('21', `The form has room for ${MOST_DIAGNOSES} diagnoses.`)] : []),
    ...(lines.some(({ drug }) => drug !== null && drug.number !== null && isWhole(drug))
      ? [empty('24D', 'The form has no place for the prescription or link number of a drug; it goes in the file alone.')]
      : []),
    ...(lines.some(({ modifiers }) => modifiers.length > 4) ? [wrong('24D', 'The form has room for four modifiers on a line.')] : []),
  ]
}
const empty = (box: string, text: string): BoxNote => ({ box, is: 'empty', words: text })
const wrong = (box: string, text: string): BoxNote => ({ box, is: 'wrong', words: text })
