import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hasShared, samples, verdicts, WITHOUT, type Sample } from '../../test/support/shared.ts'
import { bare } from '../../test/support/x12.ts'
import { asText, elementName, isGrave, readAny, readFile, setsOf, writeSet, type Finding, type ReadTransaction } from './index.ts'

const ALL = ['837P', '835', '270', '271', '276', '277', '277CA', '278', '999', '997', 'TA1', 'other', 'examples'] as const

const findings = (sample: Sample): Finding[] => {
  const file = readFile(sample.bytes)
  return [...file.findings, ...setsOf(file).flatMap((set) => readAny(set).reading.findings)]
}
const rawOf = (one: ReadTransaction, text: string): string[] =>
  [...one.raw.segments].map((segment) => text.slice(segment.byte, segment.end).replace(/[\r\n]/g, ''))
/** Amounts as the writer writes them: `30.00` is `30`, `.4` is `0.4`. */
const canonical = (segment: string): string =>
  segment
    .replace(/(?<=[*|>:^])(-?\d+)\.(\d*?)0+(?=$|[*|>:^])/g, (_, whole: string, rest: string) => (rest ? `${whole}.${rest}` : whole))
    .replace(/(?<=[*|>:^])(-?)\.(\d)/g, '$10.$2')

/** A line for each kind of finding at one place of the guide: how often, and where first. */
function alike(all: readonly Finding[]): string[] {
  const kinds = new Map<string, { first: number; count: number }>()
  for (const { severity, code, rule, where, message } of all) {
    const loop = (where.loop ?? '').replace(/\[\d+\]/g, '')
    const kind = `${severity.padEnd(7)} ${rule ?? code}  ${elementName(where) ?? where.id} ${loop}: ${message.replace(/ It is off by.*/, '')}`
    const known = kinds.get(kind)
    if (known) known.count++
    else kinds.set(kind, { first: where.segment, count: 1 })
  }
  return [...kinds].map(
    ([kind, { first, count }]) => `  ${kind} ${count === 1 ? `(segment ${first})` : `(${count} times, first at segment ${first})`}`,
  )
}

/** What those who made the index found invalid and Parity takes as it comes, because payers and clearinghouses send it every day. */
const TOLERATED: Readonly<Record<string, string>> = {
  '835/emedny-156-interchanges.x12': 'the same control numbers stand twice',
  '277/cosyte-canonical.x12': 'a status names the payer',
  'TA1/staedi.x12': 'an interchange may hold a TA1 alone',
  '270/queryfarm.x12': 'TRN stands behind the name',
  '271/queryfarm.x12': 'TRN stands behind the name',
  '271/cosyte-aaa-and-eb.x12': 'a reason of refusal that another level has',
}

describe.skipIf(!hasShared)(`real files (${hasShared ? 'beside the project' : WITHOUT})`, () => {
  it.each(samples(...ALL))('$name is read without an exception', (sample) => {
    for (const one of findings(sample)) {
      expect(one.where.byte).toBeLessThanOrEqual(sample.bytes.byteLength)
      expect(one.message).toMatch(/\.$/)
    }
  })

  const verdict = verdicts()
  it.each(samples(...ALL).filter((one) => verdict.get(one.name) === 'VALID'))('$name is valid, and nothing grave is found', (sample) =>
    expect(findings(sample).filter(isGrave)).toEqual([]),
  )
  it.each(samples(...ALL).filter((one) => verdict.get(one.name) === 'INVALID' && !(one.name in TOLERATED)))(
    '$name is not, and something grave is found',
    (sample) => expect(findings(sample).filter(isGrave).length).toBeGreaterThan(0),
  )
  it.each(samples('examples'))('$name, a worked example, has no finding', (sample) => expect(findings(sample)).toEqual([]))

  it('what is found in each was looked at, and is the same', async () => {
    const lines = samples(...ALL).flatMap((sample) => [
      '',
      `${sample.name}  ${verdict.get(sample.name) ?? ''}${sample.name in TOLERATED ? `, tolerated: ${TOLERATED[sample.name]}` : ''}`.trimEnd(),
      ...alike(findings(sample)),
    ])
    await expect(`${lines.slice(1).join('\n')}\n`).toMatchFileSnapshot(join(import.meta.dirname, '../../test/samples/findings.txt'))
  })

  const readable = samples(...ALL).flatMap((sample) =>
    setsOf(readFile(sample.bytes)).map((raw, n) => ({ sample, n: n + 1, one: readAny(raw) })),
  )
  const writable = readable
    .filter(({ one }) => one.described && !one.described.readOnly && !one.described.older?.includes(one.raw.guide))
    .filter(({ one }) => !one.reading.findings.some((each) => isGrave(each) || /^(EL|CHAR)\./.test(each.code)))
    .map(({ sample, n, one }) => [`${sample.name}, set ${n}`, sample, one] as const)
  it.each(writable)('%s, written and read again, is the same value', (_, sample, one) => {
    const { described, raw, reading } = one
    const writing = described && writeSet(described, reading.value, raw.control, raw.delimiters, raw.guide)
    const segments = writing?.ok ? writing.written.segments : [JSON.stringify(writing)]
    const { delimiters } = raw
    const head = asText(sample.bytes)
    const [isa] = rawOf(one, head).length > 0 ? [headerOf(sample, raw.interchange.ordinal)] : []
    const group = ['GS', described?.functional, 'A', 'B', '20261122', '0900', '1', 'X', raw.guide].join(delimiters.element)
    const text = [isa, group, ...segments].map((segment) => `${segment}${delimiters.terminator}`).join('')
    const [again] = setsOf(readFile(Buffer.from(text, 'latin1'))).map(readAny)
    expect(bare(again?.reading.value)).toEqual(bare(reading.value))
  })
  it.each(writable.filter(([, , one]) => one.reading.findings.length === 0))(
    '%s is canonical, and written as it came',
    (_, sample, one) => {
      const { described, raw, reading } = one
      const writing = described && writeSet(described, reading.value, raw.control, raw.delimiters, raw.guide)
      const text = asText(sample.bytes)
      expect(writing?.ok ? writing.written.segments.slice(1) : writing).toEqual(rawOf(one, text).map(canonical).slice(1))
    },
  )
})

/** The ISA of an interchange of a sample, so that what is written again has the same separators. */
function headerOf(sample: Sample, ordinal: number): string {
  const text = asText(sample.bytes)
  const at = [...text.matchAll(/ISA(?=[^A-Za-z0-9])/g)].map((match) => match.index)
  return text.slice(at[ordinal - 1] ?? 0, (at[ordinal - 1] ?? 0) + 105)
}
