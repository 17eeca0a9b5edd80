import { x12Day, type Day } from '../../../src-shared/day.ts'
import { USUAL, type Delimiters } from './delimiters.ts'

/** What stands in the envelope of a file that Parity writes. */
export type Envelope = {
  readonly senderQualifier: string
  readonly sender: string
  readonly receiverQualifier: string
  readonly receiver: string
  readonly day: Day
  /** HHMM */
  readonly time: string
  /** ISA13, 1 to 999,999,999: never used before for this receiver. */
  readonly interchangeControl: number
  readonly groupControl: number
  readonly functional: string
  readonly guide: string
  /** T test or P production. */
  readonly usage: 'T' | 'P'
  /** GS02 and GS03 where the partner wants other names than in ISA. */
  readonly applicationSender?: string
  readonly applicationReceiver?: string
  readonly delimiters?: Delimiters
  /** A line feed behind each segment, for readers; some gateways refuse it, so it is off unless asked for. */
  readonly lines?: boolean
}

const padded = (text: string, width: number): string => text.slice(0, width).padEnd(width, ' ')

/** What a caller may not put into an envelope: contracts and descriptions refuse it before, with the field a person sees. */
function mustFit(name: string, text: string, most: number, { element, component, repetition = '', terminator }: Delimiters): void {
  const holds = [element, component, repetition, terminator].some((sign) => sign !== '' && text.includes(sign))
  if (holds || text.length > most || text === '' || /[^\x20-\x7e]/.test(text))
    throw new RangeError(
      `${name} does not fit into an envelope: it is empty, longer than ${most} characters, or holds a sign that X12 does not allow there`,
    )
}

/**
 * ISA to IEA around transaction sets that are already written. One group, as every partner takes it.
 * @throws when sender, receiver or a control number cannot stand in an envelope: a bug, never a user's mistake
 */
export function writeInterchange(
  envelope: Envelope,
  sets: readonly (readonly string[])[],
  acknowledgments: readonly string[] = [],
): string {
  const delimiters = envelope.delimiters ?? USUAL
  const { element } = delimiters
  const control = String(envelope.interchangeControl).padStart(9, '0')
  mustFit('ISA06', envelope.sender, 15, delimiters)
  mustFit('ISA08', envelope.receiver, 15, delimiters)
  mustFit('ISA13', control, 9, delimiters)
  mustFit('GS02', envelope.applicationSender ?? envelope.sender, 15, delimiters)
  mustFit('GS03', envelope.applicationReceiver ?? envelope.receiver, 15, delimiters)
  mustFit('GS06', String(envelope.groupControl), 9, delimiters)
  const isa = [
    'ISA',
    '00',
    padded('', 10),
    '00',
    padded('', 10),
    padded(envelope.senderQualifier, 2),
    padded(envelope.sender, 15),
    padded(envelope.receiverQualifier, 2),
    padded(envelope.receiver, 15),
    x12Day(envelope.day).slice(2),
    envelope.time,
    delimiters.repetition ?? 'U',
    '00501',
    control,
    '0',
    envelope.usage,
    delimiters.component,
  ].join(element)
  const group = [
    ['GS', envelope.functional, envelope.applicationSender ?? envelope.sender, envelope.applicationReceiver ?? envelope.receiver],
    [x12Day(envelope.day), envelope.time, String(envelope.groupControl), 'X', envelope.guide],
  ]
    .flat()
    .join(element)
  const body = sets.length === 0 ? [] : [group, ...sets.flat(), ['GE', String(sets.length), String(envelope.groupControl)].join(element)]
  const segments = [isa, ...acknowledgments, ...body, ['IEA', sets.length === 0 ? '0' : '1', control].join(element)]
  const end = envelope.lines ? `${delimiters.terminator}\n` : delimiters.terminator
  return segments.map((segment) => segment + end).join('')
}
