import { codedAs, codesOf, minutesOf, modeOf, serviceOf } from '../../charges/index.ts'
import { dayFromX12 } from '../../../src-shared/day.ts'
import { parseMoney } from '../../../src-shared/money.ts'
import { digits } from '../../../src-shared/number.ts'
import { clockAfter } from '../../../src-shared/times.ts'
import type { Fate, Incoming, Reading, Unread } from '../rules.ts'

/*
 * HL7 version 2: scheduling (SIU, S12 to S26) and charges (DFT, P03). Each message says its own separators in MSH; a field holds repetitions, components
 * and subcomponents. Chapters 2 (separators and escapes), 6 (FT1) and 10 (SCH, AIS, AIP).
 */

type Signs = { readonly field: string; readonly component: string; readonly repeat: string; readonly escape: string; readonly sub: string }
type Segment = { readonly name: string; readonly at: number; readonly fields: readonly string[] }
type Message = { readonly n: number; readonly signs: Signs; readonly segments: readonly Segment[] }

export const isHl7 = (text: string): boolean => /^[\s\v\uFEFF]*(?:FHS|BHS|MSH)[^A-Za-z0-9\s]/.test(text)

/** Messages of a file or of a batch (FHS, BHS); the frame of MLLP is taken off. */
function messagesOf(text: string): readonly Message[] {
  const messages: { n: number; signs: Signs; segments: Segment[] }[] = []
  // eslint-disable-next-line no-control-regex
  const lines = text.replaceAll(/[\uFEFF\v\x1C]/g, '').split(/\r\n|\r|\n/)
  let at = 0
  for (const line of lines) {
    if (line.trim() === '') continue
    at += 1
    const name = line.slice(0, 3)
    if (name === 'MSH') messages.push({ n: messages.length + 1, signs: signsOf(line), segments: [] })
    const message = messages.at(-1)
    if (!message || ['FHS', 'BHS', 'BTS', 'FTS'].includes(name)) continue
    const fields = line.split(message.signs.field)
    // The separator itself is MSH-1, so the fields of MSH stand one further on.
    message.segments.push({ name, at, fields: name === 'MSH' ? ['MSH', message.signs.field, ...fields.slice(1)] : fields })
  }
  return messages
}

const signsOf = (line: string): Signs => ({
  field: line.charAt(3),
  component: line.charAt(4) || '^',
  repeat: line.charAt(5) || '~',
  escape: line.charAt(6) || '\\',
  sub: line.charAt(7) || '&',
})

/** Text with its escapes resolved; marks of emphasis are left out. */
function unescaped(text: string, { field, component, repeat, escape, sub }: Signs): string {
  if (!text.includes(escape)) return text
  const named: Readonly<Record<string, string>> = { F: field, S: component, T: sub, R: repeat, E: escape, '.br': ' ' }
  const parts = text.split(escape)
  return parts
    .map((part, n) => {
      if (n % 2 === 0 || n === parts.length - 1) return n % 2 === 0 ? part : escape + part
      if (/^X([0-9A-Fa-f]{2})+$/.test(part)) return Buffer.from(part.slice(1), 'hex').toString('latin1')
      return named[part] ?? ''
    })
    .join('')
}

/** One component of one repetition; `""` is HL7's word for nothing. */
function part({ signs }: Message, segment: Segment | undefined, field: number, component = 1, repetition = 1): string {
  const whole = segment?.fields[field] ?? ''
  const one = whole.split(signs.repeat)[repetition - 1]?.split(signs.component)[component - 1]?.split(signs.sub)[0] ?? ''
  return one === '""' ? '' : unescaped(one, signs).trim()
}

/** A time stamp as the clock of the practice showed it; an offset behind it is that of the same clock. */
function stampOf(text: string): { readonly day: Incoming['day'] | undefined; readonly time: string } {
  const [, day = '', hour, minute] = /^(\d{8})(?:([01]\d|2[0-3])([0-5]\d))?/.exec(text) ?? []
  return { day: dayFromX12(day), time: hour === undefined ? '' : `${hour}:${minute ?? '00'}` }
}

/** Reads every message: one session each for scheduling, one a transaction for charges. */
export function readHl7(text: string): Reading {
  const rows: Incoming[] = []
  const unread: Unread[] = []
  for (const message of messagesOf(text)) {
    for (const one of readMessage(message)) {
      if ('why' in one) unread.push(one)
      else rows.push(one)
    }
  }
  return { source: 'hl7', rows: lastWords(rows), unread: [...unread, ...earlierWords(rows)] }
}

/** A session is told of again when it is moved or cancelled: the last message counts, those before are no session of their own. */
const lastByNumber = (rows: readonly Incoming[]): ReadonlyMap<string, Incoming> => new Map(rows.map((row) => [row.external, row]))
function lastWords(rows: readonly Incoming[]): readonly Incoming[] {
  const last = lastByNumber(rows)
  return rows.filter((row) => row.external === '' || last.get(row.external) === row)
}
function earlierWords(rows: readonly Incoming[]): readonly Unread[] {
  const last = lastByNumber(rows)
  return rows
    .filter((row) => row.external !== '' && last.get(row.external) !== row)
    .map((row) => ({ place: row.place, is: 'other', why: 'A later message tells of the same session.', field: '' }))
}

function readMessage(message: Message): readonly (Incoming | Unread)[] {
  const [head] = message.segments
  const of = (name: string): Segment | undefined => message.segments.find((one) => one.name === name)
  const [type, event] = [part(message, head, 9, 1), part(message, head, 9, 2)]
  if (type === 'SIU' && /^S(1[2-9]|2[0-6])$/.test(event)) return [scheduled(message, event, of)]
  if (type === 'DFT' && event === 'P03') {
    const charges = message.segments.filter((one) => one.name === 'FT1')
    if (charges.length === 0) return [flaw(message, head, 'cannot', 'FT1', 'It holds no transaction (FT1).')]
    return charges.map((one) => charged(message, one, of))
  }
  return [flaw(message, head, 'other', 'MSH-9', 'A message of another kind: no session is told of.')]
}

const placeOf = (message: Message, segment: Segment | undefined): string => `message ${message.n}, segment ${segment?.at ?? 0}`
const flaw = (message: Message, segment: Segment | undefined, is: Unread['is'], field: string, why: string): Unread => ({
  place: `${placeOf(message, segment)}, ${field}`,
  is,
  why,
  field,
})

type Finder = (name: string) => Segment | undefined
type Person = Pick<Incoming, 'patientKey' | 'last' | 'first' | 'born' | 'sex' | 'memberId' | 'payer'>

function personOf(message: Message, of: Finder): Person | Unread {
  const pid = of('PID')
  if (!pid) return flaw(message, message.segments[0], 'cannot', 'PID', 'It says nothing of the patient (PID).')
  const last = part(message, pid, 5, 1)
  if (last === '') return flaw(message, pid, 'cannot', 'PID-5', 'It names no patient.')
  const bornText = part(message, pid, 7)
  const born = bornText === '' ? null : stampOf(bornText).day
  if (born === undefined) return flaw(message, pid, 'cannot', 'PID-7', 'The birth date cannot be read.')
  const sex = part(message, pid, 8)
  const insurance = of('IN1')
  return {
    patientKey: part(message, pid, 3) || part(message, pid, 2),
    last,
    first: part(message, pid, 5, 2),
    born,
    sex: sex === '' ? null : sex === 'F' || sex === 'M' ? sex : 'U',
    memberId: part(message, insurance, 36) || part(message, insurance, 49),
    payer: part(message, insurance, 4),
  }
}

/** Ids of people of HL7 are `number^last^first`; an NPI has ten digits. */
function clinicianOf(message: Message, ways: readonly (readonly [Segment | undefined, number])[]): Pick<Incoming, 'clinician' | 'npi'> {
  const [segment, field] = ways.find(([one, at]) => part(message, one, at, 2) !== '' || part(message, one, at, 1) !== '') ?? [undefined, 0]
  const [id, last, first] = [1, 2, 3].map((n) => part(message, segment, field, n))
  return { clinician: last === '' ? '' : [last, first].filter(Boolean).join(', '), npi: /^[12]\d{9}$/.test(id ?? '') ? (id ?? '') : '' }
}

const nothing = { modifiers: '', diagnoses: '', fee: null, patientCents: null, payerCents: null, units: null } as const

function scheduled(message: Message, event: string, of: Finder): Incoming | Unread {
  const [sch, ais, aip, pv1] = [of('SCH'), of('AIS'), of('AIP'), of('PV1')]
  if (!sch) return flaw(message, message.segments[0], 'cannot', 'SCH', 'It says nothing of the appointment (SCH).')
  const person = personOf(message, of)
  if ('why' in person) return person
  const clinician = clinicianOf(message, [
    [aip, 3],
    [pv1, 7],
  ])
  if (clinician.clinician === '' && clinician.npi === '') return flaw(message, aip ?? sch, 'cannot', 'AIP-3', 'It names no clinician.')
  const begins = stampOf(part(message, sch, 11, 4) || part(message, ais, 4) || part(message, aip, 6) || part(message, pv1, 44))
  if (begins.day === undefined) return flaw(message, sch, 'cannot', 'SCH-11', 'Its day cannot be read.')
  const ends = stampOf(part(message, sch, 11, 5))
  const minutes = minutesOf(part(message, sch, 9) || part(message, ais, 7) || part(message, sch, 11, 3).replace(/^M/, ''))
  const after = begins.time !== '' && minutes !== undefined && minutes > 0 ? clockAfter(begins.time, minutes) : ''
  const stop = ends.time !== '' ? ends.time : after
  const words = [
    part(message, ais, 3, 1),
    part(message, ais, 3, 2),
    part(message, sch, 8, 2),
    part(message, sch, 8, 1),
    part(message, sch, 7, 2),
  ]
  const codes = codesOf(part(message, ais, 3, 1))
  return {
    ...nothing,
    place: placeOf(message, sch),
    external: part(message, sch, 2) || part(message, sch, 1),
    ...person,
    ...clinician,
    day: begins.day,
    start: begins.time,
    stop: stop > begins.time ? stop : '',
    service: codedAs(codes).service ?? words.map(serviceOf).find((one) => one !== undefined) ?? '',
    mode: modeOf(part(message, pv1, 2)) ?? modeOf(part(message, sch, 8, 2)) ?? '',
    code: codes.join(' '),
    pos: '',
    status: EVENTS[event] ?? statusOf(part(message, sch, 25)),
  }
}

/** Cancelled, discontinued, deleted; and not shown up. */
const EVENTS: Readonly<Record<string, Fate>> = { S15: 'cancelled', S16: 'cancelled', S17: 'cancelled', S26: 'no-show' }
const statusOf = (text: string): Fate =>
  /no.?show/i.test(text) ? 'no-show' : /cancel|deleted|discontinued/i.test(text) ? 'cancelled' : 'booked'

function charged(message: Message, ft1: Segment, of: Finder): Incoming | Unread {
  const person = personOf(message, of)
  if ('why' in person) return person
  const kind = part(message, ft1, 6)
  if (kind !== '' && kind !== 'CG') return flaw(message, ft1, 'other', 'FT1-6', 'No charge: a credit, a payment or a correction.')
  const begins = stampOf(part(message, ft1, 4))
  if (begins.day === undefined) return flaw(message, ft1, 'cannot', 'FT1-4', 'Its day cannot be read.')
  const clinician = clinicianOf(message, [
    [ft1, 20],
    [of('PV1'), 7],
  ])
  if (clinician.clinician === '' && clinician.npi === '') return flaw(message, ft1, 'cannot', 'FT1-20', 'It names no clinician.')
  const amount = part(message, ft1, 11) || part(message, ft1, 12)
  const fee = amount === '' ? null : parseMoney(amount)
  if (fee === undefined) return flaw(message, ft1, 'cannot', 'FT1-11', 'Its amount cannot be read.')
  const codes = codesOf(part(message, ft1, 25) || part(message, ft1, 7))
  const units = part(message, ft1, 10).replace(/\.0+$/, '')
  const repeated = (field: number): string[] =>
    (ft1.fields[field] ?? '').split(message.signs.repeat).flatMap((_, n) => part(message, ft1, field, 1, n + 1) || [])
  return {
    ...nothing,
    place: placeOf(message, ft1),
    external: part(message, ft1, 2),
    ...person,
    ...clinician,
    day: begins.day,
    start: begins.time,
    stop: stampOf(part(message, ft1, 4, 2)).time,
    service: codedAs(codes).service ?? serviceOf(part(message, ft1, 8)) ?? '',
    mode: modeOf(part(message, of('PV1'), 2)) ?? '',
    code: codes.join(' '),
    modifiers: repeated(26).join(' '),
    pos: '',
    units: units === '' ? null : digits(units),
    diagnoses: repeated(19).join(' '),
    fee,
    status: 'booked',
  }
}
