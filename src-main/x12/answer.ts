import type { Day } from '../../src-shared/day.ts'
import type { Reading } from './grammar/read.ts'
import type { Loop, Slot, TransactionSet } from './grammar/words.ts'
import { writeSet, type Unwritable } from './grammar/write.ts'
import { isGrave, type Finding } from './notes.ts'
import { implementationAcknowledgment, type Acknowledgment999, type InterchangeAcknowledgment } from './sets/999.ts'
import { USUAL, type Delimiters } from './syntax/delimiters.ts'
import type { FileReading, GroupHeader, Interchange, InterchangeHeader, TransactionSet as RawSet } from './syntax/envelope.ts'
import { writeInterchange } from './syntax/write.ts'

/*
 * What is answered to a file that came: a TA1 for each envelope, a 999 for each group in it. Only what stands in Parity's notes with a code of these
 * acknowledgments is told, never a value that was wrong: it may be a patient's. Source: 005010X231A1; TA1 of the 005010 envelope.
 */

/** What is answered to one interchange. */
export type InterchangeAnswer = {
  /** The interchange that is answered. */
  readonly to: InterchangeHeader
  readonly delimiters: Delimiters
  /** What became of the envelope. Its sender waits for it only when the envelope asks, or when something is wrong with it. */
  readonly envelope: InterchangeAcknowledgment
  /** One for each group, in their order; none when the envelope as a whole was turned back. */
  readonly groups: readonly { readonly to: GroupHeader; readonly value: Acknowledgment999 }[]
}

/** A set as it was read; `described` is undefined for one that Parity does not know. */
export type Answerable = {
  readonly raw: RawSet
  readonly described: TransactionSet | undefined
  readonly reading: Pick<Reading<unknown>, 'value' | 'findings'>
}

/**
 * The answers to a file. A file that is itself an answer (TA1, 999, 997) gets none.
 * @param reads the sets of the file as they were read
 */
export function acknowledge(file: FileReading, reads: readonly Answerable[]): InterchangeAnswer[] {
  const readOf = new Map(reads.map((one) => [one.raw.first, one]))
  const starts = startsOf(file.interchanges)
  return file.interchanges.flatMap((interchange, n) => {
    if (isAnswer(interchange)) return []
    const end = starts[n + 1] ?? Infinity
    const own = file.findings.filter(
      ({ severity, where }) => severity !== 'fatal' && where.segment < end && (n === 0 || where.segment >= (starts[n] ?? 0)),
    )
    return [answerOf(interchange, own.filter(isTold), readOf)]
  })
}

const isAnswer = ({ groups, acknowledgments }: Interchange): boolean =>
  groups.length > 0 ? groups.every((one) => one.header.functional === 'FA') : acknowledgments.length > 0

const isTold = (one: Finding): boolean => one.report !== undefined && one.severity !== 'info'

/** Where each interchange begins, as far as its sets and acknowledgments tell: ISA stands before them, and two trailers before that. */
function startsOf(interchanges: readonly Interchange[]): number[] {
  let last = -2
  return interchanges.map(({ groups, acknowledgments }) => {
    const sets = groups.flatMap((one) => one.sets)
    const first = acknowledgments[0]?.ordinal ?? (sets[0] ? sets[0].first - 1 : last + 4)
    last = Math.max(last + 2, acknowledgments.at(-1)?.ordinal ?? 0, ...sets.map(endOf))
    return first - 1
  })
}

const endOf = (set: RawSet): number => set.first + set.count - 1

function answerOf(interchange: Interchange, findings: readonly Finding[], readOf: ReadonlyMap<number, Answerable>): InterchangeAnswer {
  const { header, delimiters, groups } = interchange
  const last = Math.max(0, ...groups.flatMap((one) => one.sets.map(endOf)))
  const closed = !findings.some((one) => one.code === 'ENV.IEA_MISSING')
  // What stands behind GE and IEA is of no envelope.
  const within = findings.filter((one) => !(closed && last > 0 && one.code === 'ENV.MISPLACED' && one.where.segment > last + 2))
  const ofEnvelope = within.filter((one) => one.report?.startsWith('T'))
  const asked = groups.filter((one) => one.header.functional !== 'FA')
  const nameless = asked.some((one) => !isNamed(one.header, delimiters))
  const [worst] = [...ofEnvelope.filter(isGrave), ...ofEnvelope]
  const isLost = nameless || (worst !== undefined && isGrave(worst))
  const envelope: InterchangeAcknowledgment = {
    control: /^\d{1,9}$/.test(header.control) ? header.control.padStart(9, '0') : '000000000',
    date: /^\d{6}$/.test(header.date) ? header.date : '000000',
    time: /^\d{4}$/.test(header.time) ? header.time : '0000',
    status: isLost ? 'R' : worst ? 'E' : 'A',
    note: worst?.report?.slice(1) ?? (nameless ? '024' : '000'),
  }
  const answered = isLost
    ? []
    : asked.map((group, n) => {
        const from = (group.sets[0]?.first ?? 0) - 1
        const next = asked.slice(n + 1).find((one) => one.sets.length > 0)
        const to = (next?.sets[0]?.first ?? Infinity) - 1
        const own = within.filter(({ report, where }) => report?.startsWith('G') && where.segment >= from && where.segment < to)
        return { to: group.header, value: groupAnswer(group, delimiters, group.sets.length > 0 ? own : [], readOf) }
      })
  return { to: header, delimiters, envelope, groups: answered }
}

/** Whether an acknowledgment can name the group. */
const isNamed = ({ functional, control }: GroupHeader, delimiters: Delimiters): boolean =>
  /^[A-Z]{2}$/.test(functional) && canSay(control, 1, 9, delimiters)

/** The signs in which the answer to a file is written: those of the file, if it can repeat with them. */
const answering = (theirs: Delimiters): Delimiters => (theirs.repetition === undefined ? USUAL : theirs)

/** Whether a text of the file can stand in its answer as it is. */
const canSay = (text: string, min: number, max: number, delimiters: Delimiters): boolean =>
  text.length >= min &&
  text.length <= max &&
  /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(text) &&
  !signsOf(answering(delimiters)).some((sign) => text.includes(sign))

const signsOf = ({ element, component, repetition, terminator }: Delimiters): string[] => [
  element,
  component,
  terminator,
  ...(repetition === undefined ? [] : [repetition]),
]

type SetAnswer = NonNullable<Acknowledgment999['answers']>[number]
type SetStatus = SetAnswer['status']
type SegmentError = NonNullable<SetAnswer['errors']>[number]
type ElementError = NonNullable<SegmentError['elements']>[number]
type Contexts = NonNullable<SegmentError['contexts']>

function groupAnswer(
  { header, sets }: Interchange['groups'][number],
  delimiters: Delimiters,
  findings: readonly Finding[],
  readOf: ReadonlyMap<number, Answerable>,
): Acknowledgment999 {
  const codes = codesOf(findings)
  const isLost = sets.length === 0 || findings.some(isGrave)
  const answers = sets.map((raw) =>
    setAnswer(readOf.get(raw.first) ?? { raw, described: undefined, reading: { value: {}, findings: raw.findings } }),
  )
  const rejected = answers.filter((one) => one.status.status === 'R').length
  const isNoted = codes.length > 0 || answers.some((one) => one.status.status === 'E')
  const isWhole = isLost || rejected === sets.length
  // A set that has no identifier cannot be named; the counts of the group tell of it.
  const told = answers.filter((one) => canSay(one.set.set, 3, 3, delimiters) && !(isLost && one.status.status === 'A'))
  return {
    group: {
      functional: header.functional,
      control: header.control,
      ...(canSay(header.version, 1, 12, delimiters) && { version: header.version }),
    },
    ...(told.length > 0 && { answers: told }),
    status: {
      status: isWhole ? 'R' : rejected > 0 ? 'P' : isNoted ? 'E' : 'A',
      included: sets.length,
      received: sets.length,
      accepted: isWhole ? 0 : sets.length - rejected,
      ...(errorsOf(codes) as Partial<Acknowledgment999['status']>),
    },
  }
}

/** The code of each finding, each once, the grave ones first. */
const codesOf = (findings: readonly Finding[]): string[] => [
  ...new Set([...findings.filter(isGrave), ...findings].map((one) => one.report?.slice(1) ?? '')),
]

const errorsOf = (codes: readonly string[]): Record<string, string> =>
  Object.fromEntries(codes.slice(0, 5).map((code, n) => [`error${n + 1}`, code]))

/** So many segments of a set are named; a sender with more than these has the program to mend, not the file. */
const MOST_SEGMENTS = 1000

function setAnswer(read: Answerable): SetAnswer {
  const { raw, reading, described } = read
  const told = reading.findings.filter(isTold)
  const isUnknown = told.some((one) => one.code === 'ENV.UNSUPPORTED')
  const hasControl = canSay(raw.control, 4, 9, raw.delimiters)
  const errors = described ? segmentErrors(read, described, told).slice(0, MOST_SEGMENTS) : []
  const ofSet = told.filter((one) => one.report?.startsWith('5'))
  const named = codesOf(ofSet).map((code) => (isUnknown && code === '1' && raw.guide !== '' ? 'I6' : code))
  const hasSegments = errors.length > 0 || told.some((one) => /^[SE]/.test(one.report ?? ''))
  const codes = [...new Set([...named, ...(hasControl ? [] : ['7']), ...(hasSegments ? ['5'] : [])])]
  const isLost = isUnknown || !hasControl || told.some(isGrave)
  const [header] = raw.segments.take(1)
  const guide = header?.elements[3]?.trim() ?? ''
  return {
    set: {
      set: raw.id,
      control: hasControl ? raw.control : '0000',
      ...(canSay(guide, 1, 35, raw.delimiters) && { guide }),
    },
    ...(errors.length > 0 && { errors }),
    status: { status: isLost ? 'R' : told.length > 0 ? 'E' : 'A', ...(errorsOf(codes) as Partial<SetStatus>) },
  }
}

type Named = Omit<SegmentError, 'elements'> & { readonly elements: ElementError[] }
const MISSING: readonly string[] = ['SEG.MISSING', 'LOOP.MISSING']

/** IK3 with its CTX and IK4, by the position of the segment. */
function segmentErrors({ raw, reading }: Answerable, described: TransactionSet, told: readonly Finding[]): SegmentError[] {
  const { body } = described
  const units = (reading.value ?? {}) as Value
  const found = new Map<string, Named>()
  const add = (segment: string, ordinal: number, loop: string, error: string, contexts: Contexts): Named => {
    const position = Math.max(1, ordinal - raw.first + 1)
    const key = `${position} ${segment} ${error} ${loop}`
    const known = found.get(key)
    if (known) return known
    const made: Named = {
      segment: {
        segment,
        position,
        ...(loop !== '' && { loop: loop.slice(0, 4) }),
        error: error as NonNullable<SegmentError['segment']['error']>,
      },
      ...(contexts.length > 0 && { contexts }),
      elements: [],
    }
    found.set(key, made)
    return made
  }
  for (const one of told) {
    if (found.size >= MOST_SEGMENTS) break
    const { report = '', where } = one
    if (!/^[SE]/.test(report) || MISSING.includes(one.code) || !/^[A-Z][A-Z0-9]{1,2}$/.test(where.id)) continue
    const loop = loopOf(where.loop)
    const unit = unitOf(body, units, where.segment, raw)
    if (report.startsWith('S')) {
      const trigger: Contexts = one.rule === undefined ? [] : [triggerOf(where.id, Math.max(1, where.segment - raw.first + 1), loop)]
      add(where.id, where.segment, loop, report.slice(1), [...trigger, ...unit])
    } else if (where.element !== undefined && where.element <= 99) {
      const { element, component, repetition } = where
      const error = report.slice(1) as ElementError['element']['error']
      const position = { element, ...(component !== undefined && { component }), ...(repetition !== undefined && { repetition }) }
      const { elements } = add(where.id, where.segment, loop, '8', unit)
      const isKnown = elements.some(
        ({ element: { position: at, error: own } }) =>
          own === error && at.element === element && at.component === component && at.repetition === repetition,
      )
      if (!isKnown) elements.push({ element: { position, error } })
    }
  }
  if (told.some((one) => MISSING.includes(one.code)))
    for (const { slot, loop, ordinal, inside } of missingIn(body, units, raw.first, body).slice(0, MOST_SEGMENTS))
      add(openerOf(slot), ordinal, loop, slot.of.is === 'loop' ? 'I7' : '3', unitOf(body, units, inside, raw))
  return [...found.values()]
    .toSorted((a, b) => a.segment.position - b.segment.position)
    .map(({ elements, ...error }) => ({
      ...error,
      ...(elements.length > 0 && {
        elements: elements.toSorted((a, b) => a.element.position.element - b.element.position.element),
      }),
    }))
}

const triggerOf = (segment: string, position: number, loop: string): Contexts[number] => ({
  context: [{ name: 'SITUATIONAL TRIGGER' }],
  segment,
  position,
  ...(loop !== '' && { loop: loop.slice(0, 4) }),
})

/** The innermost loop of a path: `2310B` of `2000A[1]/2300[2]/2310B[1]`; nothing for the head of a set. */
const loopOf = (path = ''): string => /([^/[]+)\[\d+\]$/.exec(path)?.[1] ?? ''

type Value = Readonly<Record<string, unknown>> & { readonly span?: readonly [number, number]; readonly at?: number }

const partsOf = (slot: Slot, value: Value): readonly Value[] => {
  const own = value[slot.name]
  return own === undefined ? [] : Array.isArray(own) ? (own as readonly Value[]) : [own as Value]
}

const openerOf = ({ of }: Slot): string => (of.is === 'segment' ? of.id : of.slots[0] ? openerOf(of.slots[0]) : of.id)

type Missing = { readonly slot: Slot; readonly loop: string; readonly ordinal: number; readonly inside: number }

/** The required parts that are not there, each at the place behind what stands before it in the guide. */
function missingIn(loop: Loop, value: Value, from: number, body: Loop): Missing[] {
  const found: Missing[] = []
  const here = loop === body ? '' : loop.id
  let last = from
  for (const slot of loop.slots) {
    const parts = partsOf(slot, value)
    if (parts.length === 0 && (slot.count === 'one' || slot.count === 'some'))
      found.push({ slot, loop: slot.of.is === 'loop' ? slot.of.id : here, ordinal: last + 1, inside: from })
    for (const part of parts) {
      const [begin, end] = part.span ?? [part.at ?? last, part.at ?? last]
      if (slot.of.is === 'loop') found.push(...missingIn(slot.of, part, begin, body))
      last = Math.max(last, end)
    }
  }
  return found
}

/** The unit of business that a segment is of, by the number its sender gave it: the claim, or else the trace. */
function unitOf(body: Loop, value: Value, ordinal: number, { delimiters }: RawSet): Contexts {
  let unit: { readonly name: string; readonly value: string } | undefined
  let inside: { readonly loop: Loop; readonly own: Value } | undefined = { loop: body, own: value }
  while (inside) {
    const { loop, own }: { readonly loop: Loop; readonly own: Value } = inside
    inside = undefined
    for (const slot of loop.slots) {
      const parts = partsOf(slot, own)
      if (slot.of.is === 'segment') unit = numberIn(slot.of.id, parts[0]) ?? unit
      else {
        const part = parts.find(({ span }) => span && span[0] <= ordinal && ordinal <= span[1])
        if (part) inside ??= { loop: slot.of, own: part }
      }
    }
  }
  return unit && canSay(unit.value, 1, 35, delimiters) ? [{ context: [unit] }] : []
}

/** The number of a claim (CLM01) or of a request, an answer or a payment (TRN02). */
function numberIn(segment: string, value: Value | undefined): { readonly name: string; readonly value: string } | undefined {
  const given = segment === 'CLM' ? value?.['control'] : segment === 'TRN' ? value?.['trace'] : undefined
  return typeof given === 'string' ? { name: segment === 'CLM' ? 'CLM01' : 'TRN02', value: given } : undefined
}

/** What the envelope of an answer needs besides what it answers. */
export type AnswerEnvelope = {
  readonly day: Day
  /** HHMM */
  readonly time: string
  /** ISA13, never used before for this receiver. */
  readonly interchangeControl: number
  readonly groupControl: number
  /** Whether a TA1 is sent though the envelope did not ask for it and nothing is wrong with it. */
  readonly always?: boolean
}

/** An answer as a file: sender and receiver have changed places. Undefined when nobody waits for one. */
export function writeAcknowledgment(
  { to, delimiters: theirs, envelope, groups }: InterchangeAnswer,
  { day, time, interchangeControl, groupControl, always = false }: AnswerEnvelope,
): { readonly ok: true; readonly text: string | undefined } | { readonly ok: false; readonly problems: readonly Unwritable[] } {
  const delimiters = answering(theirs)
  const writings = groups.map(({ value }, n) => writeSet(implementationAcknowledgment, value, String(n + 1).padStart(4, '0'), delimiters))
  const problems = writings.flatMap((one) => (one.ok ? [] : one.problems))
  if (problems.length > 0) return { ok: false, problems }
  const isAsked = to.wantsAcknowledgment || envelope.status !== 'A' || always
  if (!isAsked && groups.length === 0) return { ok: true, text: undefined }
  const { control, date, time: at, status, note } = envelope
  // A damaged envelope may name its sender in any way; whoever answers puts in what can stand there.
  const plain = (text: string): string =>
    [...text]
      .filter((sign) => /[\x20-\x7e]/.test(sign) && !signsOf(delimiters).includes(sign))
      .join('')
      .slice(0, 15)
      .trim() || 'UNKNOWN'
  const [first] = groups
  const text = writeInterchange(
    {
      senderQualifier: plain(to.receiverQualifier),
      sender: plain(to.receiver),
      receiverQualifier: plain(to.senderQualifier),
      receiver: plain(to.sender),
      ...(first && { applicationSender: plain(first.to.receiver), applicationReceiver: plain(first.to.sender) }),
      day,
      time,
      interchangeControl,
      groupControl,
      functional: implementationAcknowledgment.functional,
      guide: implementationAcknowledgment.guide,
      usage: to.usage === 'T' ? 'T' : 'P',
      delimiters,
    },
    writings.flatMap((one) => (one.ok ? [one.written.segments] : [])),
    isAsked ? [['TA1', control, date, at, status, note].join(delimiters.element)] : [],
  )
  return { ok: true, text }
}
