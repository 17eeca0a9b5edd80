import { rawSegments, readFile, type Segment } from '../../x12/index.ts'

/*
 * The segments of a kept file that prove one claim’s way, as they stand in it: envelopes, who answers and when, and this claim. Of no other claim or
 * patient is anything taken, nor diagnoses, birth dates and addresses: when a claim was filed is proved without them (45 CFR 164.502(b)).
 */

/** What of a claim of an 837P is shown. */
const OF_CLAIM: readonly string[] = ['CLM', 'DTP', 'LX', 'SV1']
const OF_GROUP: readonly string[] = ['AK1', 'AK9']

type Sought = { readonly control: string; readonly group: string; readonly set: string }

/**
 * @param control the number of the claim (CLM01)
 * @param interchange ISA13 of our own file, which a TA1 answers
 * @param group GS06 of our own group, which a 999 answers
 * @param set ST02 of our own set, which is the same in many groups
 * @returns segments as they stand in the file; none when the claim is not in it
 */
export function excerptOf(bytes: Uint8Array, of: Sought & { readonly interchange: string }): string[] {
  const file = readFile(bytes)
  const ordinals: number[] = []
  for (const interchange of file.interchanges) {
    const own: number[] = interchange.acknowledgments.filter(({ elements }) => elements[1] === of.interchange).map(({ ordinal }) => ordinal)
    for (const set of interchange.groups.flatMap(({ sets }) => sets)) own.push(...ofSet([...set.segments], of))
    if (own.length > 0) ordinals.push(interchange.header.ordinal, ...own)
  }
  const raw = rawSegments(bytes, ordinals)
  return ordinals.flatMap((ordinal) => raw.get(ordinal) ?? [])
}

function ofSet(segments: readonly Segment[], { control, group, set }: Sought): number[] {
  const id = segments[0]?.elements[1]
  const found =
    id === '837'
      ? ofClaim(segments, control)
      : id === '277'
        ? ofAnswer(segments, control)
        : id === '999'
          ? ofForm(segments, group, set)
          : []
  return found.map(({ ordinal }) => ordinal)
}

/** Set, file reference, the names above the claim, and of the claim its number, days and services. */
function ofClaim(segments: readonly Segment[], control: string): Segment[] {
  let above: Segment[] = []
  let own: Segment[] | undefined
  let names: readonly Segment[] = []
  for (const one of segments) {
    const { id, elements } = one
    if (id === 'HL') {
      if (own) break
      if (elements[3] !== '23') above = []
    } else if (id === 'CLM' || id === 'SE') {
      if (own) break
      if (elements[1] === control && id === 'CLM') {
        own = [one]
        names = above
      }
    } else if (own && OF_CLAIM.includes(id)) own.push(one)
    else if (!own && id === 'NM1' && ['IL', 'QC', 'PR'].includes(elements[1] ?? '')) above.push(one)
  }
  return own ? [...headOf(segments), ...names, ...own] : []
}

/** Set, who answers, when it was received and processed, our batch, and of the claim everything that is said of it. */
function ofAnswer(segments: readonly Segment[], control: string): Segment[] {
  let level = ''
  let source: Segment[] = []
  let patient: Segment[] = []
  const own: Segment[] = []
  let isOwn = false
  for (const one of segments) {
    const { id, elements } = one
    if (id === 'HL') {
      level = elements[3] ?? ''
      isOwn = false
      patient = []
      if (level === '20') source = []
    } else if (id === 'SE') isOwn = false
    else if (level === '20' || (level === '21' && ['NM1', 'TRN'].includes(id))) source.push(one)
    else if (level !== '19' && id === 'NM1') patient = [one]
    else if (level !== '19' && id === 'TRN') {
      isOwn = elements[2] === control
      if (isOwn) own.push(...(own.length === 0 ? source : []), ...patient, one)
    } else if (isOwn) own.push(one)
  }
  return own.length > 0 ? [...headOf(segments), ...own] : []
}

/** Which group is answered, and what became of our set; not what is wrong with it, for that may be of another claim. */
function ofForm(segments: readonly Segment[], group: string, set: string): Segment[] {
  let isOwn = false
  if (segments.find(({ id }) => id === 'AK1')?.elements[2] !== group) return []
  const own = segments.filter(({ id, elements }) => {
    if (id === 'AK2') isOwn = elements[2] === set
    return OF_GROUP.includes(id) || (isOwn && ['AK2', 'IK5'].includes(id))
  })
  return own.length > 0 ? [...headOf(segments), ...own] : []
}

const headOf = (segments: readonly Segment[]): Segment[] => segments.filter(({ id }) => ['ST', 'BHT'].includes(id)).slice(0, 2)
