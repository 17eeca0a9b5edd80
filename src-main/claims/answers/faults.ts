import { syntaxErrorWords } from '../../codes/index.ts'
import type { SegmentError999, Torn } from '../../x12/index.ts'
import { fieldOfElement, type Field } from './field.ts'

/*
 * An error of a 999, traced to the claims it concerns. A 999 counts the segments of our own set, ST = 1; a claim lies under its subscriber and its
 * billing provider, so an error there concerns every claim below. Source: 005010X231A1, IK3 and CTX.
 */

/** A segment of the set that was sent; `elements[1]` is its first element. */
export type Sent = { readonly id: string; readonly elements: readonly string[] }

/** Something that is missing is told at the place where it was expected: IK304 3, I6, I7, I8. */
const MISSING: readonly string[] = ['3', 'I6', 'I7', 'I8']

/** The numbers (CLM01) of the claims that each segment of a set concerns. */
export function claimsBySegment(segments: readonly Sent[]): readonly (readonly string[])[] {
  const all: string[] = []
  const header: readonly string[] = all
  const found: (readonly string[])[] = []
  let provider: string[] = []
  let subscriber: string[] = []
  let patient: string[] | undefined
  let below: readonly string[] = header
  for (const { id, elements } of segments) {
    if (id === 'HL') {
      const level = elements[3]
      if (level === '20') provider = []
      if (level === '20' || level === '22') subscriber = []
      patient = level === '23' ? [] : undefined
      below = level === '20' ? provider : (patient ?? subscriber)
    } else if (id === 'CLM') {
      const control = elements[1] ?? ''
      for (const list of [all, provider, subscriber, ...(patient ? [patient] : [])]) list.push(control)
      below = [control]
    } else if (id === 'SE') below = header
    found.push(below)
  }
  return found
}

/** What is wrong with a claim: words for a person, and what of the claim it is. */
export type Fault = { readonly words: string; readonly field: Field }

/**
 * The faults of a set by the number of the claim, each with what it concerns; under the empty number stands what concerns all.
 * @param segments the set as it was sent, ST first; empty when it is not kept
 */
export function faultsByClaim(errors: readonly Torn<SegmentError999>[], segments: readonly Sent[]): ReadonlyMap<string, readonly Fault[]> {
  const below = claimsBySegment(segments)
  const every = segments.filter(({ id }) => id === 'CLM').length
  const found = new Map<string, Fault[]>()
  const put = (control: string, fault: Fault): void => {
    found.set(control, [...(found.get(control) ?? []), fault])
  }
  for (const error of errors) {
    const named = namedClaim(error)
    const own = named === undefined ? (below[placeOf(error, segments)] ?? []) : [named]
    if (own.length === 0 || own.length === every) put('', faultOf(error))
    else for (const control of own) put(control, faultOf(error))
  }
  return found
}

/** The segment that an error belongs to, from 0: what is missing belongs to what stands before the place where it was expected. */
function placeOf({ segment }: Torn<SegmentError999>, segments: readonly Sent[]): number {
  const at = (segment?.position ?? 0) - 1
  const isMissing = MISSING.includes(segment?.error ?? '') && segments[at]?.id !== segment?.segment
  return isMissing ? at - 1 : at
}

/** CTX CLM01 names the claim itself. */
function namedClaim(error: Torn<SegmentError999>): string | undefined {
  return (error.contexts ?? []).flatMap((one) => one.context ?? []).find((one) => one.name === 'CLM01')?.value
}

/** One error in words: where, what, and the shape of the value that stood there. */
export function faultOf({ segment, elements = [] }: Torn<SegmentError999>): Fault {
  const name = segment?.segment ?? 'A segment'
  const loop = segment?.loop ?? ''
  const faults = elements.map(({ element }) => {
    const place = element?.position?.element === undefined ? '' : String(element.position.element).padStart(2, '0')
    const part = element?.position?.component === undefined ? '' : `-${element.position.component}`
    const stood = element?.bad === undefined ? '' : ` (${shapeOf(element.bad)})`
    return `${name}${place}${part}: ${syntaxErrorWords('IK403', element?.error ?? '')}${stood}.`
  })
  const words = faults.length > 0 ? faults.join(' ') : `${name}: ${syntaxErrorWords('IK304', segment?.error ?? '')}.`
  return { words, field: fieldOfElement(name, loop, elements[0]?.element?.position?.element) }
}

/** What a value looks like, without saying it: it may be a patient's. `9 digits`, `12 letters and digits`, `3 letters`, `8 signs`. */
export function shapeOf(value: string): string {
  const kind = /^\d+$/.test(value)
    ? 'digit'
    : /^[A-Za-z]+$/.test(value)
      ? 'letter'
      : /^[A-Za-z0-9]+$/.test(value)
        ? 'letters and digits'
        : 'sign'
  if (kind === 'letters and digits') return `${value.length} ${kind}`
  return `${value.length} ${kind}${value.length === 1 ? '' : 's'}`
}
