import { z } from 'zod'
import { codedAs, codesOf, modeOf, serviceOf } from '../../charges/index.ts'
import { parseDay, type Day } from '../../../src-shared/day.ts'
import { clockAfter } from '../../../src-shared/times.ts'
import type { Fate, Incoming, Reading, Unread } from '../rules.ts'

/* FHIR R4: a Bundle of appointments and encounters, with their patients and practitioners in it or contained in them. What else it holds is passed over. */

const Text = z.string().catch('')
const Codes = z.array(z.looseObject({ coding: z.array(z.looseObject({ code: Text, display: Text })).catch([]), text: Text })).catch([])
const Reference = z.looseObject({ reference: Text, display: Text }).catch({ reference: '', display: '' })
const Period = z.looseObject({ start: Text, end: Text }).catch({ start: '', end: '' })
const Resource = z.looseObject({ resourceType: z.string(), id: Text })
type Resource = z.infer<typeof Resource>
const Contained = z.looseObject({ contained: z.array(Resource).catch([]) })
const Identifiers = z.array(z.looseObject({ system: Text, value: Text })).catch([])
const Names = z.array(z.looseObject({ use: Text, family: Text, given: z.array(z.string()).catch([]), text: Text })).catch([])
const Person = z.looseObject({ name: Names, identifier: Identifiers, birthDate: Text, gender: Text })
const Appointment = z.looseObject({
  identifier: Identifiers,
  status: Text,
  start: Text,
  end: Text,
  minutesDuration: z.int().min(1).max(1440).optional().catch(undefined),
  serviceType: Codes,
  appointmentType: z.looseObject({ text: Text }).catch({ text: '' }),
  participant: z.array(z.looseObject({ actor: Reference })).catch([]),
})
const Encounter = z.looseObject({
  identifier: Identifiers,
  status: Text,
  class: z.looseObject({ code: Text }).catch({ code: '' }),
  subject: Reference,
  participant: z.array(z.looseObject({ individual: Reference })).catch([]),
  period: Period,
  type: Codes,
  serviceType: z
    .looseObject({ coding: z.array(z.looseObject({ code: Text, display: Text })).catch([]), text: Text })
    .catch({ coding: [], text: '' }),
  appointment: z.array(Reference).catch([]),
})
const Bundle = z.looseObject({
  resourceType: z.literal('Bundle'),
  entry: z.array(z.looseObject({ fullUrl: Text, resource: z.unknown() })).catch([]),
})

/** Day and time by the practice's own clock of an instant that is given in UTC. */
export type LocalOf = (instant: string) => { readonly day: Day; readonly time: string } | undefined

export const isFhir = (text: string): boolean => /^[\s\uFEFF]*\{/.test(text) && /"resourceType"\s*:\s*"Bundle"/.test(text)

type Entry = { readonly n: number; readonly resource: Resource; readonly urls: readonly string[] }

/** @returns undefined when the text is no Bundle */
export function readFhir(text: string, localOf: LocalOf): Reading | undefined {
  const bundle = Bundle.safeParse(parsed(text))
  if (!bundle.success) return undefined
  const entries = bundle.data.entry.flatMap(({ fullUrl, resource }, n): Entry[] => {
    const known = Resource.safeParse(resource)
    if (!known.success) return []
    const { resourceType, id } = known.data
    return [{ n: n + 1, resource: known.data, urls: [fullUrl, id === '' ? '' : `${resourceType}/${id}`].filter(Boolean) }]
  })
  const byUrl = new Map(entries.flatMap((one) => one.urls.map((url) => [url, one.resource] as const)))
  const find: Find = (owner, reference) => {
    if (reference.startsWith('#')) return Contained.parse(owner).contained.find(({ id }) => id === reference.slice(1))
    const bare = reference.replace(/\/_history\/.*$/, '')
    return byUrl.get(bare) ?? byUrl.get(bare.split('/').slice(-2).join('/'))
  }
  const rows: Incoming[] = []
  const unread: Unread[] = []
  const held = encountersOf(entries)
  for (const entry of entries) {
    const read = readEntry(entry, find, held, localOf)
    if (read === undefined) continue
    if ('why' in read) unread.push(read)
    else rows.push(read)
  }
  return { source: 'fhir', rows, unread }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}

type Find = (owner: Resource, reference: string) => Resource | undefined

/** The encounter that an appointment became: it says what took place, the appointment what was planned. */
function encountersOf(entries: readonly Entry[]): ReadonlyMap<string, Resource> {
  return new Map(
    entries
      .filter(({ resource }) => resource.resourceType === 'Encounter')
      .flatMap(({ resource }) => Encounter.parse(resource).appointment.map((one) => [lastTwo(one.reference), resource] as const)),
  )
}
const lastTwo = (reference: string): string => reference.split('/').slice(-2).join('/')

function readEntry(
  { n, resource, urls }: Entry,
  find: Find,
  held: ReadonlyMap<string, Resource>,
  localOf: LocalOf,
): Incoming | Unread | undefined {
  const place = `entry ${n}`
  if (resource.resourceType === 'Encounter') {
    const said = Encounter.parse(resource)
    const isTold = said.appointment.some(({ reference }) => find(resource, reference) !== undefined)
    if (isTold) return { place, is: 'other', why: 'It tells of an appointment that stands in this file.', field: '' }
    return sessionOf(place, resource, factsOfEncounter(said), find, localOf)
  }
  if (resource.resourceType !== 'Appointment') return undefined
  const said = Appointment.parse(resource)
  if (['proposed', 'waitlist'].includes(said.status)) return { place, is: 'other', why: 'It is not agreed on yet.', field: 'status' }
  const became = urls.map((url) => held.get(lastTwo(url))).find((one) => one !== undefined)
  const later = became && factsOfEncounter(Encounter.parse(became))
  const planned = factsOfAppointment(said)
  const facts = later
    ? {
        ...planned,
        start: later.start || planned.start,
        end: later.end || planned.end,
        codes: [...later.codes, ...planned.codes],
        mode: later.mode,
      }
    : planned
  return sessionOf(place, resource, facts, find, localOf)
}

type Facts = {
  readonly status: string
  readonly start: string
  readonly end: string
  readonly minutes: number | undefined
  readonly codes: z.infer<typeof Codes>
  readonly mode: Incoming['mode']
  readonly people: readonly { readonly reference: string; readonly display: string }[]
  readonly numbers: z.infer<typeof Identifiers>
}
const factsOfAppointment = (said: z.infer<typeof Appointment>): Facts => ({
  status: said.status,
  start: said.start,
  end: said.end,
  minutes: said.minutesDuration,
  codes: [...said.serviceType, { coding: [], text: said.appointmentType.text }],
  mode: '',
  people: said.participant.map(({ actor }) => actor),
  numbers: said.identifier,
})
const factsOfEncounter = (said: z.infer<typeof Encounter>): Facts => ({
  status: said.status,
  start: said.period.start,
  end: said.period.end,
  minutes: undefined,
  codes: [...said.type, said.serviceType],
  // ActCode of HL7 version 3: a visit from afar, or one in the house.
  mode: said.class.code === 'VR' ? 'video' : said.class.code === 'AMB' ? 'in-person' : '',
  people: [said.subject, ...said.participant.map(({ individual }) => individual)],
  numbers: said.identifier,
})

function sessionOf(place: string, owner: Resource, facts: Facts, find: Find, localOf: LocalOf): Incoming | Unread {
  const cannot = (field: string, why: string): Unread => ({ place: `${place}, ${field}`, is: 'cannot', why, field })
  const people = facts.people.map((one) => ({ ...one, resource: find(owner, one.reference) }))
  const of = (kind: string) => people.find(({ resource, reference }) => resource?.resourceType === kind || reference.startsWith(`${kind}/`))
  const patient = of('Patient')
  if (!patient?.resource) return cannot('Patient', 'Its patient is not in the file.')
  const person = Person.parse(patient.resource)
  const name = nameOf(person.name)
  if (name.last === '') return cannot('Patient.name', 'Its patient has no name.')
  const born = person.birthDate === '' ? null : parseDay(person.birthDate)
  if (born === undefined) return cannot('Patient.birthDate', 'The birth date is not a whole day.')
  const practitioner = of('Practitioner')
  const treats = practitioner?.resource && Person.parse(practitioner.resource)
  const treating = treats ? nameOf(treats.name) : undefined
  const npi = treats?.identifier.find(({ system }) => system.endsWith('us-npi'))?.value ?? ''
  const clinician =
    treating && treating.last !== '' ? [treating.last, treating.first].filter(Boolean).join(', ') : (practitioner?.display ?? '')
  if (clinician === '' && npi === '') return cannot('Practitioner', 'It names no clinician.')
  const begins = momentOf(facts.start, localOf)
  if (!begins) return cannot('start', 'Its start cannot be read.')
  const ends = momentOf(facts.end, localOf)
  const stop = ends?.time ?? (facts.minutes !== undefined && begins.time !== '' ? clockAfter(begins.time, facts.minutes) : '')
  const words = facts.codes.flatMap((one) => [one.text, ...one.coding.flatMap(({ code, display }) => [display, code])]).filter(Boolean)
  const codes = facts.codes.flatMap((one) => one.coding.flatMap(({ code }) => (/^[0-9A-Z]\d{4}$/.test(code) ? [code] : [])))
  return {
    place,
    external: facts.numbers.find(({ value }) => value !== '')?.value ?? (owner.id === '' ? '' : `${owner.resourceType}/${owner.id}`),
    patientKey: person.identifier.find(({ system }) => !/ssn|us-ssn/.test(system))?.value ?? '',
    ...name,
    born,
    sex: person.gender === 'female' ? 'F' : person.gender === 'male' ? 'M' : person.gender === '' ? null : 'U',
    memberId: '',
    payer: '',
    clinician,
    npi,
    day: begins.day,
    start: begins.time,
    stop: stop > begins.time ? stop : '',
    service: codedAs(codesOf(codes.join(' '))).service ?? words.map(serviceOf).find((one) => one !== undefined) ?? '',
    mode: facts.mode || (words.map(modeOf).find((one) => one !== undefined) ?? ''),
    code: codes.join(' '),
    modifiers: '',
    pos: '',
    units: null,
    diagnoses: '',
    fee: null,
    patientCents: null,
    payerCents: null,
    status: STATUSES[facts.status] ?? 'booked',
  }
}

const STATUSES: Readonly<Record<string, Fate>> = { cancelled: 'cancelled', noshow: 'no-show', 'entered-in-error': 'cancelled' }

function nameOf(names: z.infer<typeof Names>): { readonly last: string; readonly first: string } {
  const one = names.find(({ use }) => use === 'official') ?? names.find(({ use }) => use !== 'old' && use !== 'maiden') ?? names[0]
  if (!one) return { last: '', first: '' }
  if (one.family !== '') return { last: one.family, first: one.given[0] ?? '' }
  const words = one.text.trim().split(/\s+/)
  return { last: words.at(-1) ?? '', first: words.slice(0, -1).join(' ') }
}

/** An instant with its own offset shows the clock of where it was made; one in UTC is told by the practice's clock. */
function momentOf(text: string, localOf: LocalOf): { readonly day: Day; readonly time: string } | undefined {
  if (text.endsWith('Z')) return localOf(text)
  const [, date = '', time = ''] = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?/.exec(text) ?? []
  const day = parseDay(date)
  return day && { day, time }
}
